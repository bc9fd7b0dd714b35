#pragma once
#include <git2.h>
#include <git2/sys/repository.h>

// git_libgit2_opts is variadic, which Swift cannot import: one typed wrapper per kind of argument.

static inline int mamip_git_option_int(git_libgit2_opt_t option, int value) {
  return git_libgit2_opts(option, value);
}

static inline int mamip_git_option_search_path(git_config_level_t level, const char *path) {
  return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path);
}

// Extensions of the repository format that change nothing in what we read or write. libgit2
// compares them in lower case. SHA-256 and reftable are missing on purpose: it knows neither.
static inline int mamip_git_allow_harmless_extensions(void) {
  const char *names[] = {"partialclone", "preciousobjects", "relativeworktrees", "worktreeconfig"};
  return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, sizeof(names) / sizeof(names[0]));
}
