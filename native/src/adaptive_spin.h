// Looking for something for some microseconds before going to sleep for it: a thread that sleeps costs two system calls
// and a switch to be woken. Pays only where the latest waits were that short, so those are counted.
//
// Thread:    look: the thread that waits. note_wait: any.
// GIL:       must not be held in look.
// Locks:     none.
// Frees:     nothing.
// Teardown:  nothing.
#pragma once

#include <atomic>
#include <chrono>

namespace stemma {

class AdaptiveSpin {
 public:
  using Clock = std::chrono::steady_clock;

  explicit AdaptiveSpin(Clock::duration longest) : longest_(longest) {}

  // Looks for at most the given time; not at all when that has not paid of late.
  template <class Condition>
  bool look(Condition is_there) {
    if (credit_.load(std::memory_order_relaxed) <= 0) return false;
    const auto end = Clock::now() + longest_;
    do {
      for (int round = 0; round < rounds_a_look; ++round) {
        if (is_there()) {
          earn();
          return true;
        }
        pause();
      }
    } while (Clock::now() < end);
    credit_.store(credit_.load(std::memory_order_relaxed) / 2, std::memory_order_relaxed);
    return false;
  }

  // How long it took without looking.
  void note_wait(Clock::duration waited) {
    if (waited < longest_) earn();
  }

 private:
  static constexpr int most_credit = 16;
  static constexpr int rounds_a_look = 16;

  void earn() {
    const int credit = credit_.load(std::memory_order_relaxed);
    if (credit < most_credit) credit_.store(credit + 1, std::memory_order_relaxed);
  }

  static void pause() {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    asm volatile("yield");
#endif
  }

  const Clock::duration longest_;
  // A hint that two threads may write at once: the loss of a count is harmless.
  std::atomic<int> credit_{0};
};

}  // namespace stemma
