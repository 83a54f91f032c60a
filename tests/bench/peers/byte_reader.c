#include "byte_reader.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

void reader_start(ByteReader *reader, int fd) {
  reader->fd = fd;
  reader->waiting = 0;
  reader->next = reader->buffer;
}

/* Copies at most `count` buffered bytes, after filling an empty buffer by one system read. */
static ssize_t copy_buffered(ByteReader *reader, char *into, size_t count) {
  while (reader->waiting <= 0) {
    reader->waiting = read(reader->fd, reader->buffer, sizeof reader->buffer);
    if (reader->waiting == 0) return 0;
    if (reader->waiting < 0 && errno != EINTR) return -1;
    reader->next = reader->buffer;
  }
  if ((size_t)reader->waiting < count) count = reader->waiting;
  memcpy(into, reader->next, count);
  reader->next += count;
  reader->waiting -= count;
  return count;
}

ssize_t reader_bytes(ByteReader *reader, char *into, size_t count) {
  size_t missing = count;
  while (missing > 0) {
    ssize_t copied = copy_buffered(reader, into, missing);
    if (copied < 0) return -1;
    if (copied == 0) break;
    missing -= copied;
    into += copied;
  }
  return count - missing;
}

ssize_t reader_line(ByteReader *reader, char *line, size_t size) {
  size_t length = 0;
  while (length + 1 < size) {
    char byte;
    ssize_t copied = copy_buffered(reader, &byte, 1);
    if (copied < 0) return -1;
    if (copied == 0) break;
    line[length++] = byte;
    if (byte == '\n') break;
  }
  line[length] = 0;
  return length;
}
