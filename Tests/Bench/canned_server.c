// A server that answers from memory, so that a client is measured and not the server.
//
// Usage: canned_server ANSWERS
//
// ANSWERS is a sequence of `KEY LF SIZE LF BYTES LF`. The key of a request is made of its form:
// the action, and after a space each the marker, the policy's ARN and the version, where they are
// there: `ListPolicies`, `ListPolicies 1000`, `GetPolicyVersion arn:aws:… v3`. `GET /` gives the
// keys that were asked for since the last time, one a line. The port stands on the first line of
// standard output; the server ends when its standard input is closed. Signatures are not checked.

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <err.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

enum { REQUEST_MAX = 64 << 10, KEY_MAX = 512, CONNECTIONS_MAX = 1024, EVENTS_MAX = 64 };

typedef struct {
  char *key, *body;
  size_t size;
} Answer;

typedef struct {
  size_t used;
  char bytes[REQUEST_MAX + 1];
} Connection;

static Answer *answers;
static size_t answer_count;
static Connection *connections[CONNECTIONS_MAX];
static char *asked;
static size_t asked_size;
static FILE *asked_keys;

static int by_key(const void *left, const void *right) {
  return strcmp(((const Answer *)left)->key, ((const Answer *)right)->key);
}

static void load(const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) err(1, "%s", path);
  char *line = NULL;
  size_t room = 0, capacity = 0;
  for (ssize_t length; (length = getline(&line, &room, file)) > 0;) {
    if (answer_count == capacity) {
      capacity = capacity ? 2 * capacity : 4096;
      answers = realloc(answers, capacity * sizeof *answers);
    }
    Answer *answer = &answers[answer_count++];
    line[length - 1] = 0;
    answer->key = strdup(line);
    if (getline(&line, &room, file) <= 0) errx(1, "%s: no size", path);
    answer->size = strtoul(line, NULL, 10);
    answer->body = malloc(answer->size + 1);
    if (fread(answer->body, 1, answer->size + 1, file) != answer->size + 1)
      errx(1, "%s: cut off", path);
  }
  fclose(file);
  free(line);
  qsort(answers, answer_count, sizeof *answers, by_key);
}

static int digit(char c) { return c <= '9' ? c - '0' : (c | 32) - 'a' + 10; }

// Adds a decoded form value, if the form has it, to the key.
static void add_value(char *key, const char *form, const char *name) {
  size_t length = strlen(name), used = strlen(key);
  for (const char *field = form; field; field = strchr(field, '&')) {
    field += *field == '&';
    if (strncmp(field, name, length) || field[length] != '=') continue;
    if (used) key[used++] = ' ';
    for (const char *c = field + length + 1; *c && *c != '&' && used < KEY_MAX - 1; c++) {
      int coded = *c == '%' && c[1] && c[2];
      key[used++] = coded ? (char)(digit(c[1]) << 4 | digit(c[2])) : *c;
      c += coded ? 2 : 0;
    }
    key[used] = 0;
    return;
  }
}

static void send_answer(int socket, const char *status, const char *body, size_t size) {
  char head[256];
  int length = snprintf(head, sizeof head,
                        "HTTP/1.1 %s\r\nContent-Type: text/xml\r\nContent-Length: %zu\r\n"
                        "x-amzn-RequestId: 00000000-0000-0000-0000-000000000000\r\n\r\n",
                        status, size);
  struct iovec parts[] = {{head, (size_t)length}, {(void *)body, size}};
  // The sockets wait, and an answer fits into the buffers that clients read into.
  for (int part = 0; part < 2;) {
    ssize_t written = writev(socket, parts + part, 2 - part);
    if (written < 0) return;
    for (; part < 2 && (size_t)written >= parts[part].iov_len; part++)
      written -= parts[part].iov_len;
    if (part < 2) {
      parts[part].iov_base = (char *)parts[part].iov_base + written;
      parts[part].iov_len -= written;
    }
  }
}

static void answer_request(int socket, const char *head, const char *form) {
  if (!strncmp(head, "GET ", 4)) {
    fflush(asked_keys);
    send_answer(socket, "200 OK", asked, asked_size);
    rewind(asked_keys);
    return;
  }
  char key[KEY_MAX] = "";
  const char *names[] = {"Action", "Marker", "PolicyArn", "VersionId"};
  for (int i = 0; i < 4; i++) add_value(key, form, names[i]);
  fprintf(asked_keys, "%s\n", key);
  Answer wanted = {.key = key};
  Answer *found = bsearch(&wanted, answers, answer_count, sizeof wanted, by_key);
  static const char none[] =
      "<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code>"
      "<Message>not canned</Message></Error></ErrorResponse>";
  if (found)
    send_answer(socket, "200 OK", found->body, found->size);
  else
    send_answer(socket, "404 Not Found", none, sizeof none - 1);
}

// Reads what has come and answers every whole request in it; false where the client has gone.
static int serve(int socket, Connection *connection) {
  ssize_t count =
      recv(socket, connection->bytes + connection->used, REQUEST_MAX - connection->used, 0);
  if (count <= 0) return 0;
  connection->used += (size_t)count;
  connection->bytes[connection->used] = 0;
  char *end;
  while ((end = strstr(connection->bytes, "\r\n\r\n"))) {
    *end = 0;
    char *length = strcasestr(connection->bytes, "\r\nContent-Length:");
    size_t body = length ? strtoul(length + 17, NULL, 10) : 0;
    size_t size = (size_t)(end + 4 - connection->bytes) + body;
    if (size > REQUEST_MAX) return 0;
    if (size > connection->used) {
      *end = '\r';
      return 1;
    }
    char after = connection->bytes[size];
    connection->bytes[size] = 0;
    answer_request(socket, connection->bytes, end + 4);
    connection->bytes[size] = after;
    connection->used -= size;
    memmove(connection->bytes, connection->bytes + size, connection->used + 1);
  }
  return connection->used < REQUEST_MAX;
}

static int listen_on_loopback(void) {
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
  socklen_t size = sizeof address;
  if (listener < 0 || bind(listener, (struct sockaddr *)&address, size) ||
      listen(listener, 128) || getsockname(listener, (struct sockaddr *)&address, &size))
    err(1, "listen");
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  return listener;
}

static void watch(int poll, int descriptor) {
  struct epoll_event event = {.events = EPOLLIN, .data.fd = descriptor};
  if (epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event)) err(1, "epoll_ctl");
}

static void take(int poll, int listener) {
  int client = accept(listener, NULL, NULL), on = 1;
  if (client < 0) return;
  if (client >= CONNECTIONS_MAX) {
    close(client);
    return;
  }
  setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  connections[client] = calloc(1, sizeof *connections[client]);
  watch(poll, client);
}

int main(int count, char **arguments) {
  if (count != 2) errx(64, "usage: canned_server ANSWERS");
  load(arguments[1]);
  signal(SIGPIPE, SIG_IGN);
  asked_keys = open_memstream(&asked, &asked_size);
  int listener = listen_on_loopback(), poll = epoll_create1(0);
  watch(poll, listener);
  watch(poll, STDIN_FILENO);
  for (;;) {
    struct epoll_event events[EVENTS_MAX];
    int ready = epoll_wait(poll, events, EVENTS_MAX, -1);
    for (int i = 0; i < ready; i++) {
      int descriptor = events[i].data.fd;
      if (descriptor == STDIN_FILENO) return 0;
      if (descriptor == listener) {
        take(poll, listener);
      } else if (!serve(descriptor, connections[descriptor])) {
        free(connections[descriptor]);
        close(descriptor);
      }
    }
  }
}
