/* Two threads that connect to a loopback port <count> times altogether, without waiting to be accepted:
 * flood <port> <count>. Each keeps its latest sockets open and resets the oldest, so that neither descriptors nor
 * ports run out and nobody is gone before being accepted. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static struct sockaddr_in address;
static long left;

enum { KEPT = 6000 };

static int dial(void) {
  struct linger reset = {.l_onoff = 1, .l_linger = 0};
  for (;;) {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0) return fd;
    close(fd);
  }
}

static void *run(void *unused) {
  int *kept = calloc(KEPT, sizeof *kept);
  (void)unused;
  for (long turn = 0; __atomic_fetch_sub(&left, 1, __ATOMIC_RELAXED) > 0; turn++) {
    int *place = &kept[turn % KEPT];
    if (*place > 0) close(*place);
    *place = dial();
  }
  return kept;
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  pthread_t threads[2];
  struct rlimit files;
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  address.sin_family = AF_INET;
  address.sin_port = htons(atoi(argv[1]));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  left = atol(argv[2]);
  for (int i = 0; i < 2; i++) pthread_create(&threads[i], NULL, run, NULL);
  for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
  return 0;
}
