// The thread that acts when a call's time is up, and at the later steps of its escalation.
//
// Thread:    watch, forget: any. The handler runs on the deadline thread, one step at a time.
// GIL:       forbidden on the deadline thread; it must act even while C code holds the GIL for ever.
// Locks:     its own mutex, a leaf; the handler runs without it.
// Frees:     entries hold weak_ptrs. A call that settles must be forgotten at once: left to expire, entries of
//            30 s kept 22 MB alive per 50,000 calls.
// Teardown:  none; the thread is detached and leaked with the interpreter.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>

#include "call.h"

namespace stemma {

// The steps of the escalation, in their order.
enum class DeadlineStep : std::uint8_t {
  settle_and_interrupt,  // the call's own deadline
  signal_again,          // the interrupt has not been raised yet
  abandon,               // the interrupt had no effect: replace the owner thread
  check_wedged,          // nobody got the GIL: refuse new calls until somebody does
};

struct DeadlineEntry {
  DeadlineStep step;
  std::weak_ptr<Call> call;  // empty for check_wedged
  std::uint64_t token = 0;   // check_wedged: which wait for the GIL is meant; signal_again: milliseconds until the next
};

class Deadlines {
 public:
  using Handler = std::function<void(const DeadlineEntry&)>;

  // Starts the thread; `handler` is called for each entry when its time has come.
  void start(Handler handler);

  // The call's own deadline; nothing when it has none.
  void watch(const std::shared_ptr<Call>& call);
  void schedule(Clock::time_point at, DeadlineEntry entry);
  void forget(Call& call);

  std::size_t size() const;

 private:
  static constexpr Clock::time_point awake = Clock::time_point::min();
  static constexpr Clock::time_point woken_only = Clock::time_point::max();

  void run(const Handler& handler);
  std::multimap<Clock::time_point, DeadlineEntry>::iterator insert(Clock::time_point at, DeadlineEntry entry);

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  // Only an earlier entry must wake the thread. The earliest may have been forgotten meanwhile: then the thread wakes
  // for nothing, once. To wake it for each call's 30 s cost more than everything else that a small call does.
  Clock::time_point sleeps_until_ = awake;
  std::multimap<Clock::time_point, DeadlineEntry> entries_;
};

}  // namespace stemma
