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
#include <memory>
#include <mutex>
#include <span>

#include "core/brief_mutex.h"
#include "core/call.h"
#include "core/deadline_entry.h"

namespace stemma {

class Deadlines {
 public:
  using Handler = std::function<void(const DeadlineEntry&)>;

  // Starts the thread; `handler` is called for each entry when its time has come.
  void start(Handler handler);

  // The calls' own deadlines; nothing for those that have none.
  void watch(std::span<const std::shared_ptr<Call>> calls);
  void schedule(Clock::time_point at, DeadlineEntry entry);
  void forget(Call& call);

  std::size_t size() const;

 private:
  static constexpr Clock::time_point awake = Clock::time_point::min();
  static constexpr Clock::time_point woken_only = Clock::time_point::max();

  void run(const Handler& handler);
  DeadlineEntries::iterator insert(Clock::time_point at, DeadlineEntry entry);

  mutable BriefMutex mutex_;
  std::condition_variable changed_;
  // Only an earlier entry must wake the thread. The earliest may have been forgotten meanwhile: then the thread wakes
  // for nothing, once. To wake it for each call's 30 s cost more than everything else that a small call does.
  Clock::time_point sleeps_until_ = awake;
  DeadlineEntries entries_;
};

}  // namespace stemma
