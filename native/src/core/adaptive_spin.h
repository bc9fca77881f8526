// Looking for something for some microseconds before going to sleep for it: a thread that sleeps costs two system calls
// and a switch to be woken. After a miss every second wait looks, after another every fourth, and so on: where looking
// does not pay it costs next to nothing, and where it begins to pay that is soon noticed.
//
// Thread:    look: the threads that wait, one at a time.
// GIL:       must not be held in look.
// Locks:     none.
// Frees:     nothing.
// Teardown:  nothing.
#pragma once

#include <sched.h>

#include <algorithm>
#include <atomic>
#include <chrono>

namespace stemma {

class AdaptiveSpin {
 public:
  using Clock = std::chrono::steady_clock;

  explicit AdaptiveSpin(Clock::duration longest) : longest_(longest) {}

  // Looks for at most the given time, if it is this wait's turn. True when it was there.
  template <class Condition>
  bool look(Condition is_there) {
    const int skipped = skipped_.load(std::memory_order_relaxed) + 1;
    const int interval = interval_.load(std::memory_order_relaxed);
    skipped_.store(skipped < interval ? skipped : 0, std::memory_order_relaxed);
    if (skipped < interval) return false;
    const bool came = look_now(is_there);
    interval_.store(came ? 1 : std::min(interval * 2, longest_interval), std::memory_order_relaxed);
    return came;
  }

 private:
  static constexpr int longest_interval = 256;
  static constexpr int rounds_a_look = 16;
  // Threads that wake each other are often put on one core, and what is looked for is then made by the thread that
  // this one keeps from running.
  static constexpr int rounds_a_yield = 4;

  template <class Condition>
  bool look_now(Condition is_there) const {
    const auto end = Clock::now() + longest_;
    do {
      for (int round = 0; round < rounds_a_look; ++round) {
        if (is_there()) return true;
        if (round % rounds_a_yield == 0) {
          sched_yield();
        } else {
          pause();
        }
      }
    } while (Clock::now() < end);
    return false;
  }

  static void pause() {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    asm volatile("yield");
#endif
  }

  const Clock::duration longest_;
  // Atomic because one waiting thread may follow another.
  std::atomic<int> interval_{1};  // every how many waits it looks
  std::atomic<int> skipped_{0};
};

}  // namespace stemma
