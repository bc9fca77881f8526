#include "python/thread/signal_forwarding.h"

#include <pthread.h>
#include <semaphore.h>
#include <signal.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <thread>

#include "core/forked_child.h"
#include "python/thread/interpreter.h"

namespace stemma {
namespace {

using Handler = void (*)(int);

constexpr int signal_count = 65;
std::array<std::atomic<Handler>, signal_count> handlers_of_python{};
std::atomic<pthread_t> main_thread{};
sem_t came;

void forward(int number) {
  const int error = errno;
  if (pthread_equal(pthread_self(), main_thread)) {
    if (const Handler handler = handlers_of_python[number]) handler(number);
    if (!is_forked_child) sem_post(&came);
  } else {
    pthread_kill(main_thread, number);
  }
  errno = error;
}

void watch() {
  sigset_t every_signal;
  sigfillset(&every_signal);
  pthread_sigmask(SIG_SETMASK, &every_signal, nullptr);
  for (;;) {
    if (sem_wait(&came) == 0) Interpreter::instance().queue().wake();
  }
}

void start_once() {
  static const bool started = [] {
    sem_init(&came, 0, 0);
    main_thread = pthread_self();
    std::thread(watch).detach();
    return true;
  }();
  static_cast<void>(started);
}

bool belongs_to_its_thread(int number) {
  switch (number) {
    case SIGSEGV:
    case SIGBUS:
    case SIGFPE:
    case SIGILL:
    case SIGTRAP:
    case SIGABRT:
    case SIGSYS:
      return true;
    default:
      return number <= 0 || number >= signal_count;
  }
}

}  // namespace

bool forward_signal(int number) {
  if (belongs_to_its_thread(number)) return false;
  start_once();
  struct sigaction action{};
  if (sigaction(number, nullptr, &action) != 0 || (action.sa_flags & SA_SIGINFO)) return false;
  if (action.sa_handler == SIG_DFL || action.sa_handler == SIG_IGN || action.sa_handler == forward) return false;
  handlers_of_python[number] = action.sa_handler;
  action.sa_handler = forward;
  return sigaction(number, &action, nullptr) == 0;
}

void forward_signals_here() { main_thread = pthread_self(); }

}  // namespace stemma
