/* The other end of every measure. It listens on a free loopback port, prints it, and serves each connection on a
 * thread of its own. The first line a client sends says what it wants:
 *   lines <length> <count>   so many lines of that length and an LF
 *   bytes <count>            so many bytes
 *   sink <count>             reads so many bytes, then answers one byte
 *   echo                     sends back whatever comes
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BLOCK = 1 << 16 };

static int write_all(int fd, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(fd, bytes, count);
    if (written <= 0) return -1;
    bytes += written;
    count -= written;
  }
  return 0;
}

static void send_repeated(int fd, const char *block, size_t size, uint64_t total) {
  while (total > 0) {
    size_t count = total < size ? total : size;
    if (write_all(fd, block, count) < 0) return;
    total -= count;
  }
}

static void send_lines(int fd, uint64_t length, uint64_t count) {
  uint64_t line = length + 1, per_block = (4 * BLOCK) / line + 1;
  char *block = malloc(per_block * line);
  memset(block, 'x', per_block * line);
  for (uint64_t i = 1; i <= per_block; i++) block[i * line - 1] = '\n';
  send_repeated(fd, block, per_block * line, count * line);
  free(block);
}

static void sink(int fd, uint64_t total, char *block) {
  while (total > 0) {
    ssize_t count = read(fd, block, BLOCK);
    if (count <= 0) return;
    total -= count;
  }
  write_all(fd, "!", 1);
}

static void *serve(void *argument) {
  int fd = (int)(intptr_t)argument, on = 1;
  char request[128], *block = calloc(1, BLOCK);
  size_t length = 0;
  uint64_t first = 0, second = 0;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  while (length < sizeof request - 1 && read(fd, request + length, 1) == 1 &&
         request[length] != '\n')
    length++;
  request[length] = 0;
  if (sscanf(request, "lines %lu %lu", &first, &second) == 2) {
    send_lines(fd, first, second);
  } else if (sscanf(request, "bytes %lu", &first) == 1) {
    send_repeated(fd, block, BLOCK, first);
  } else if (sscanf(request, "sink %lu", &first) == 1) {
    sink(fd, first, block);
  } else if (strcmp(request, "echo") == 0) {
    ssize_t count;
    while ((count = read(fd, block, BLOCK)) > 0)
      if (write_all(fd, block, count) < 0) break;
  }
  free(block);
  close(fd);
  return NULL;
}

int main(void) {
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  signal(SIGPIPE, SIG_IGN);
  if (bind(listener, (struct sockaddr *)&address, size) < 0 ||
      listen(listener, 4096) < 0 ||
      getsockname(listener, (struct sockaddr *)&address, &size) < 0)
    return 1;
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  for (;;) {
    int fd = accept(listener, NULL, NULL);
    pthread_t thread;
    if (fd < 0) continue;
    if (pthread_create(&thread, NULL, serve, (void *)(intptr_t)fd) == 0)
      pthread_detach(thread);
    else
      close(fd);
  }
}
