#include "python/thread/exit_guard.h"

#include <dlfcn.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <mutex>

#include "core/forked_child.h"
#include "python/thread/interpreter.h"

namespace stemma {

// Elsewhere a handler is not told the status that the process ends with.
#ifdef __GLIBC__
namespace {

// What a stuck thread holds a stream's lock for may never be over.
void flush_if_free(FILE* stream) {
  if (ftrylockfile(stream) != 0) return;
  fflush_unlocked(stream);
  funlockfile(stream);
}

// What Node does at this point, after us: a terminal must not stay in raw mode.
void restore_terminal() {
  using ResetMode = int (*)();
  if (auto* reset = reinterpret_cast<ResetMode>(dlsym(RTLD_DEFAULT, "uv_tty_reset_mode"))) reset();
}

void end_without_destructors(int status, void*) {
  // A child has only the thread that forked, and an end of its own.
  if (is_forked_child || Interpreter::instance().crew().abandoned() == 0) return;
  flush_if_free(stdout);
  flush_if_free(stderr);
  restore_terminal();
  _exit(status);
}

}  // namespace

void guard_exit() {
  static std::once_flag once;
  // The latest handler runs first, and destructors of libraries run after all handlers.
  std::call_once(once, [] { on_exit(end_without_destructors, nullptr); });
}
#else
void guard_exit() {}
#endif

}  // namespace stemma
