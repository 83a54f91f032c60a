/* Reads lines as C programs do, and prints lines per second.
 *   read_lines <port> <length> <count> byte     an 8 KiB buffer, one copy call per byte, as textbooks show it
 *   read_lines <port> <length> <count> getline  the C library's getline(3)
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "byte_reader.h"

static int dial(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_port = htons(port),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(fd, (struct sockaddr *)&address, sizeof address) < 0) exit(1);
  return fd;
}

static uint64_t count_byte_by_byte(int fd) {
  ByteReader reader;
  char line[65536];
  uint64_t lines = 0;
  reader_start(&reader, fd);
  while (reader_line(&reader, line, sizeof line) > 0) lines++;
  return lines;
}

static uint64_t count_getline(int fd) {
  FILE *stream = fdopen(dup(fd), "r");
  char *line = NULL;
  size_t size = 0;
  uint64_t lines = 0;
  while (getline(&line, &size, stream) > 0) lines++;
  free(line);
  fclose(stream);
  return lines;
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  if (argc != 5) return 2;
  uint64_t expected = strtoull(argv[3], NULL, 10), lines = 0;
  int fd = dial(atoi(argv[1]));
  double start = seconds();
  dprintf(fd, "lines %s %s\n", argv[2], argv[3]);
  lines = strcmp(argv[4], "getline") == 0 ? count_getline(fd)
                                          : count_byte_by_byte(fd);
  if (lines != expected) return 3;
  printf("%f\n", lines / (seconds() - start));
  return 0;
}
