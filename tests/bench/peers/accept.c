/* Accepts <count> connections of a flooding program and prints how many a second: accept <flood program> <count> */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

static void accept_one(int listener) {
  int fd = accept(listener, NULL, NULL);
  if (fd < 0) exit(3);
  close(fd);
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  if (bind(listener, (struct sockaddr *)&address, size) < 0 ||
      listen(listener, 4096) < 0 ||
      getsockname(listener, (struct sockaddr *)&address, &size) < 0)
    return 1;
  long count = atol(argv[2]);
  pid_t flood = fork();
  if (flood == 0) {
    char port[16], clients[32];
    snprintf(port, sizeof port, "%d", ntohs(address.sin_port));
    /* More than are counted: some give up while the queue is full. */
    snprintf(clients, sizeof clients, "%ld", 2 * count);
    execl(argv[1], argv[1], port, clients, (char *)NULL);
    _exit(1);
  }
  accept_one(listener);
  double start = seconds();
  for (long guest = 1; guest < count; guest++) accept_one(listener);
  printf("%f\n", (count - 1) / (seconds() - start));
  kill(flood, SIGTERM);
  wait(NULL);
  return 0;
}
