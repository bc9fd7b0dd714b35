/*
 * Preloaded into a program, it numbers what the program does to files and to the network, and kills
 * the program immediately before the n-th of these effects, or in the middle of it.
 *
 * MAMIP_CRASH_LOG     gets a line per effect; the last one is the effect that did not happen
 * MAMIP_CRASH_AT      n; 0 or absent: only the log
 * MAMIP_CRASH_TORN    1: where the n-th effect writes bytes, the first half of them is written
 * MAMIP_CRASH_SIGNAL  TERM: asks the program to end instead of killing it
 *
 * Pipes, terminals, and sockets within the machine's kernel are no effects: nobody else sees them.
 * Children of the program know nothing of this: the variables are gone when it starts.
 */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) \
  static __typeof__(&name) real; \
  if (real == NULL) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pid_t owner = 0;
static int log_file = -1;
static long count = 0;
static long target = 0;
static bool is_torn = false;
static int fatal_signal = SIGKILL;

__attribute__((constructor)) static void start(void) {
  const char *log = getenv("MAMIP_CRASH_LOG");
  const char *at = getenv("MAMIP_CRASH_AT");
  const char *torn = getenv("MAMIP_CRASH_TORN");
  const char *name = getenv("MAMIP_CRASH_SIGNAL");
  if (log == NULL) return;
  target = at == NULL ? 0 : atol(at);
  is_torn = torn != NULL && strcmp(torn, "1") == 0;
  if (name != NULL && strcmp(name, "TERM") == 0) fatal_signal = SIGTERM;
  log_file = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0666);
  if (log_file < 0) {
    perror(log);
    _exit(125);
  }
  unsetenv("LD_PRELOAD");
  unsetenv("MAMIP_CRASH_LOG");
  unsetenv("MAMIP_CRASH_AT");
  unsetenv("MAMIP_CRASH_TORN");
  unsetenv("MAMIP_CRASH_SIGNAL");
  /* Last, because it begins the count. */
  owner = getpid();
}

static void die(void) {
  kill(owner, fatal_signal);
  /* A program that may clean up goes on to do so. */
  while (fatal_signal == SIGKILL) pause();
}

static void record(const char *kind, const char *place) {
  REAL(write);
  char line[2 * PATH_MAX];
  int length = snprintf(line, sizeof line, "%s %s\n", kind, place);
  if (length >= (int)sizeof line) length = sizeof line - 1;
  if (real(log_file, line, length) != length) _exit(125);
}

/* Numbers an effect. Says whether it is the one that is to be torn; then the caller ends by die(). */
static bool happens(const char *kind, const char *place, bool can_tear) {
  if (owner == 0 || getpid() != owner) return false;
  int error = errno;
  pthread_mutex_lock(&lock);
  count += 1;
  record(kind, place);
  bool is_now = count == target;
  /* The lock is kept: whatever other threads want to do now does not happen either. */
  if (is_now && !(is_torn && can_tear)) die();
  if (!is_now || fatal_signal != SIGKILL) pthread_mutex_unlock(&lock);
  errno = error;
  return is_now && is_torn && can_tear;
}

static void effect(const char *kind, const char *place) { happens(kind, place, false); }

static void effect_at(const char *kind, int folder, const char *path) {
  char place[2 * PATH_MAX];
  char link[64];
  if (path[0] == '/' || folder == AT_FDCWD) return effect(kind, path);
  snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
  ssize_t length = readlink(link, place, PATH_MAX);
  if (length < 0) length = 0;
  snprintf(place + length, PATH_MAX, "/%s", path);
  effect(kind, place);
}

/* Whether others can see what is written to a descriptor. */
static bool is_seen(int number) {
  struct stat status;
  if (owner == 0 || number == 1 || number == 2 || fstat(number, &status) != 0) return false;
  if (S_ISREG(status.st_mode)) return true;
  struct sockaddr_storage address;
  socklen_t size = sizeof address;
  return S_ISSOCK(status.st_mode)
    && getsockname(number, (struct sockaddr *)&address, &size) == 0
    && (address.ss_family == AF_INET || address.ss_family == AF_INET6);
}

static bool happens_to(const char *kind, int number, bool can_tear) {
  if (!is_seen(number)) return false;
  char link[64];
  char place[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", number);
  ssize_t length = readlink(link, place, sizeof place - 1);
  place[length < 0 ? 0 : length] = 0;
  return happens(kind, place, can_tear);
}

/* Opening and creating. */

static bool creates(int flags) {
  return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
}

static bool changes(int flags) { return creates(flags) || (flags & O_TRUNC) != 0; }

#define MODE(flags) \
  mode_t mode = 0; \
  if (creates(flags)) { \
    va_list rest; \
    va_start(rest, flags); \
    mode = va_arg(rest, mode_t); \
    va_end(rest); \
  }

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    REAL(name); \
    MODE(flags) \
    if (changes(flags)) effect("open", path); \
    return real(path, flags, mode); \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
  int name(int folder, const char *path, int flags, ...) { \
    REAL(name); \
    MODE(flags) \
    if (changes(flags)) effect_at("open", folder, path); \
    return real(folder, path, flags, mode); \
  }
OPENAT(openat)
OPENAT(openat64)

#define FOPEN(name) \
  FILE *name(const char *path, const char *mode) { \
    REAL(name); \
    if (mode[0] != 'r' || strchr(mode, '+') != NULL) effect("fopen", path); \
    return real(path, mode); \
  }
FOPEN(fopen)
FOPEN(fopen64)

#define TEMPORARY(name, result, parameters, arguments) \
  result name parameters { \
    REAL(name); \
    effect(#name, path); \
    return real arguments; \
  }
TEMPORARY(creat, int, (const char *path, mode_t mode), (path, mode))
TEMPORARY(creat64, int, (const char *path, mode_t mode), (path, mode))
TEMPORARY(mkstemp, int, (char *path), (path))
TEMPORARY(mkstemp64, int, (char *path), (path))
TEMPORARY(mkostemp, int, (char *path, int flags), (path, flags))
TEMPORARY(mkostemp64, int, (char *path, int flags), (path, flags))
TEMPORARY(mkdtemp, char *, (char *path), (path))

/* Names. */

#define NAME(name, parameters, arguments) \
  int name parameters { \
    REAL(name); \
    effect(#name, path); \
    return real arguments; \
  }
NAME(rename, (const char *from, const char *path), (from, path))
NAME(link, (const char *from, const char *path), (from, path))
NAME(symlink, (const char *from, const char *path), (from, path))
NAME(unlink, (const char *path), (path))
NAME(remove, (const char *path), (path))
NAME(mkdir, (const char *path, mode_t mode), (path, mode))
NAME(rmdir, (const char *path), (path))
NAME(chmod, (const char *path, mode_t mode), (path, mode))
NAME(truncate, (const char *path, off_t size), (path, size))
NAME(truncate64, (const char *path, off64_t size), (path, size))

#define NAME_AT(name, parameters, arguments) \
  int name parameters { \
    REAL(name); \
    effect_at(#name, folder, path); \
    return real arguments; \
  }
NAME_AT(renameat, (int old, const char *from, int folder, const char *path),
  (old, from, folder, path))
NAME_AT(renameat2, (int old, const char *from, int folder, const char *path, unsigned flags),
  (old, from, folder, path, flags))
NAME_AT(linkat, (int old, const char *from, int folder, const char *path, int flags),
  (old, from, folder, path, flags))
NAME_AT(symlinkat, (const char *from, int folder, const char *path), (from, folder, path))
NAME_AT(unlinkat, (int folder, const char *path, int flags), (folder, path, flags))
NAME_AT(mkdirat, (int folder, const char *path, mode_t mode), (folder, path, mode))
NAME_AT(fchmodat, (int folder, const char *path, mode_t mode, int flags),
  (folder, path, mode, flags))

/* Content. */

#define CONTENT(name, parameters, arguments) \
  int name parameters { \
    REAL(name); \
    happens_to(#name, file, false); \
    return real arguments; \
  }
CONTENT(fsync, (int file), (file))
CONTENT(fdatasync, (int file), (file))
CONTENT(ftruncate, (int file, off_t size), (file, size))
CONTENT(ftruncate64, (int file, off64_t size), (file, size))
CONTENT(fchmod, (int file, mode_t mode), (file, mode))
CONTENT(fallocate, (int file, int mode, off_t start, off_t size), (file, mode, start, size))
CONTENT(posix_fallocate, (int file, off_t start, off_t size), (file, start, size))

#define WRITE(name, parameters, arguments, half) \
  ssize_t name parameters { \
    REAL(name); \
    if (happens_to(#name, file, true)) { \
      ssize_t written = real half; \
      die(); \
      return written; \
    } \
    return real arguments; \
  }
WRITE(write, (int file, const void *bytes, size_t size), (file, bytes, size),
  (file, bytes, size / 2))
WRITE(pwrite, (int file, const void *bytes, size_t size, off_t start), (file, bytes, size, start),
  (file, bytes, size / 2, start))
WRITE(pwrite64, (int file, const void *bytes, size_t size, off64_t start),
  (file, bytes, size, start), (file, bytes, size / 2, start))
WRITE(writev, (int file, const struct iovec *parts, int number), (file, parts, number),
  (file, parts, number / 2))
WRITE(send, (int file, const void *bytes, size_t size, int flags), (file, bytes, size, flags),
  (file, bytes, size / 2, flags))
WRITE(sendto,
  (int file, const void *bytes, size_t size, int flags, const struct sockaddr *to, socklen_t length),
  (file, bytes, size, flags, to, length), (file, bytes, size / 2, flags, to, length))
WRITE(sendfile, (int file, int from, off_t *start, size_t size), (file, from, start, size),
  (file, from, start, size / 2))

ssize_t sendmsg(int file, const struct msghdr *message, int flags) {
  REAL(sendmsg);
  happens_to("sendmsg", file, false);
  return real(file, message, flags);
}

ssize_t copy_file_range(
  int from, off64_t *read, int file, off64_t *written, size_t size, unsigned flags
) {
  REAL(copy_file_range);
  happens_to("copy_file_range", file, false);
  return real(from, read, file, written, size, flags);
}

/* What is stored through a map is seen at once; there is nothing to stop at but the map itself. */
#define MAP(name, offset) \
  void *name(void *at, size_t size, int access, int flags, int file, offset start) { \
    REAL(name); \
    bool is_shared = (flags & MAP_TYPE) != MAP_PRIVATE; \
    if ((access & PROT_WRITE) != 0 && is_shared && file >= 0) happens_to(#name, file, false); \
    return real(at, size, access, flags, file, start); \
  }
MAP(mmap, off_t)
MAP(mmap64, off64_t)
