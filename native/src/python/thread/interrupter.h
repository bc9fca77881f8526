// A thread for errands that need the GIL and must not wait for the owner thread: asynchronous exceptions and the
// cancelling of coroutines.
//
// Thread:    post: any. The errands run on the interrupter thread.
// GIL:       forbidden in post; held during an errand.
// Locks:     its own mutex, a leaf; never held while the GIL is taken or an errand runs.
// Frees:     an errand is destroyed with the GIL held.
// Teardown:  none; the thread is detached and leaked with the interpreter.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

namespace stemma {

class Interrupter {
 public:
  using Errand = std::function<void()>;

  void start();
  void post(Errand errand);

 private:
  void run();

  std::mutex mutex_;
  std::condition_variable posted_;
  std::deque<Errand> errands_;
};

}  // namespace stemma
