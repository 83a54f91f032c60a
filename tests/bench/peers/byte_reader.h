/* A buffered reader as textbooks have it: a library of its own, with bytes and lines taken from one buffer. */
#include <sys/types.h>

typedef struct {
  int fd;
  ssize_t waiting;
  char *next;
  char buffer[8192];
} ByteReader;

void reader_start(ByteReader *reader, int fd);

/* Reads `count` bytes, fewer only at the end of the stream; -1 on an error. */
ssize_t reader_bytes(ByteReader *reader, char *into, size_t count);

/* Reads a line of at most `size` - 1 bytes with its LF and ends it with a NUL; 0 at the end of the stream. */
ssize_t reader_line(ByteReader *reader, char *line, size_t size);
