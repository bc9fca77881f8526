// The duty of one thread that runs Python calls, and the crew that decides whose turn it is.
//
// An owner is idle, runs one call, or has been relieved of it: compare-and-swap on one word decides whether it
// finished first or was abandoned first, so both sides always agree.
//
// Thread:    begin, leave, finish, take_interrupt: the owner's own thread. relieve, is_running, interrupt: deadline
//            thread. Crew: any.
// GIL:       indifferent; Crew::wait_for_return must not hold it.
// Locks:     Owner none; Crew its own mutex, a leaf.
// Frees:     shared_ptr; the thread itself holds one for as long as it lives.
// Teardown:  leaked with the interpreter.
#pragma once

#include <pthread.h>

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "core/call.h"

namespace stemma {

class Owner {
 public:
  // `is_main`: CPython's main thread, the only one that signals are delivered to.
  explicit Owner(bool is_main_thread) : is_main(is_main_thread) { begin_gil_wait(); }

  // False when the owner has been relieved; the call must then not be run or its result not be used.
  bool begin(std::uint64_t serial) {
    inside_.store(serial);
    return swap_duty(idle, serial);
  }
  bool finish(std::uint64_t serial) { return swap_duty(serial, idle); }
  // True when the call was still running: its thread will find out when the call returns.
  bool relieve(std::uint64_t serial) { return swap_duty(serial, relieved); }
  void return_to_duty() { duty_.store(idle); }
  bool is_running(std::uint64_t serial) const { return duty_.load() == serial; }
  bool is_busy() const { return duty_.load() != idle; }

  // Whether the thread is still in that call, also after relieve(). Exact for whoever holds the GIL: the thread leaves
  // with the GIL held.
  bool is_inside(std::uint64_t serial) const { return inside_.load() == serial; }
  void leave() { inside_.store(0); }

  // Which call is meant by an interrupt. It stays set after relieve(): the thread is still in that call. The first to
  // take it raises it, so that the call's clean-up is not interrupted, too.
  void interrupt(std::uint64_t serial) { interrupted_.store(serial); }
  bool is_interrupted(std::uint64_t serial) const { return interrupted_.load() == serial; }
  bool take_interrupt(std::uint64_t serial) { return interrupted_.compare_exchange_strong(serial, 0); }

  // Bracket every attempt to take the GIL, so that a wait without end can be seen from outside.
  void begin_gil_wait();
  void end_gil_wait() { gil_wait_token_.store(0); }
  struct GilWait {
    std::uint64_t token;  // 0: not waiting
    Clock::time_point since;
  };
  GilWait gil_wait() const;

  const bool is_main;
  // Set by the thread itself before it takes its first call.
  std::atomic<pthread_t> thread{};

 private:
  static constexpr std::uint64_t idle = 0;
  static constexpr std::uint64_t relieved = ~std::uint64_t{0};
  bool swap_duty(std::uint64_t expected, std::uint64_t wanted) {
    return duty_.compare_exchange_strong(expected, wanted);
  }

  std::atomic<std::uint64_t> duty_{idle};
  std::atomic<std::uint64_t> inside_{0};
  std::atomic<std::uint64_t> interrupted_{0};
  std::atomic<std::uint64_t> gil_wait_token_{0};
  std::atomic<Clock::rep> gil_wait_since_{0};
};

// At most one owner is active: the one that takes calls from the queue.
class Crew {
 public:
  std::shared_ptr<Owner> active() const;
  std::shared_ptr<Owner> main() const;
  bool is_active(const Owner& owner) const;
  void appoint_main(std::shared_ptr<Owner> owner);
  // The owner whose thread is in that call, also when it has been relieved of it; nullptr when none is.
  std::shared_ptr<Owner> inside(std::uint64_t serial) const;

  struct Replacement {
    std::shared_ptr<Owner> owner;  // nullptr: the call had ended already
    bool needs_thread = false;     // false: the main thread was back and takes over
  };
  // Abandons `owner` if it still runs call `serial`.
  Replacement replace(const std::shared_ptr<Owner>& owner, std::uint64_t serial);

  // The main thread, back from an abandoned call, waits here until the active owner is between two calls. It is
  // preferred to replacements because only it can be interrupted by signals.
  void ask_to_return();
  void wait_for_return();
  // Between two calls of a replacement: true when the main thread has taken over and this thread must end.
  bool hand_back(const Owner& replacement);

  // How many threads are stuck in abandoned calls, and how many were replaced so far.
  std::uint32_t abandoned() const;
  std::uint64_t replaced() const;
  void note_drained();

 private:
  mutable std::mutex mutex_;
  std::condition_variable returned_;
  std::shared_ptr<Owner> active_;
  std::shared_ptr<Owner> main_;
  std::vector<std::weak_ptr<Owner>> replacements_;  // those whose threads live
  bool main_waits_ = false;
  std::uint32_t abandoned_ = 0;
  std::uint64_t replaced_ = 0;
};

}  // namespace stemma
