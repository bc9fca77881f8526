// The bounded first-in first-out queue between the JS threads and the owner thread.
//
// Thread:    push, remove, set_limit: any; try_pop, wait: owner threads.
// GIL:       wait() must not hold it; the others are indifferent.
// Locks:     its own mutex, a leaf: nothing else is locked or called while it is held.
// Frees:     holds shared_ptrs; a removed call leaves at once, so that dead calls don't count against the limit.
// Teardown:  Interpreter removes the calls of a closing environment with remove_if().
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "core/adaptive_spin.h"
#include "core/brief_mutex.h"
#include "core/call.h"

namespace stemma {

class CallQueue {
 public:
  explicit CallQueue(std::size_t limit) : limit_(limit) {}

  // Appends as many of the calls as there is room for, from the first; says how many.
  std::size_t push(std::span<const std::shared_ptr<Call>> calls);
  std::shared_ptr<Call> try_pop();
  // Takes a call that still waits out of the queue; false when it is not there any more.
  bool remove(Call& call);
  std::vector<std::shared_ptr<Call>> remove_if(const std::function<bool(const Call&)>& predicate);

  // Looks for a while, then sleeps, until there is a call, or `wake` was called since the last wait, or `is_over`
  // holds.
  void wait(const std::function<bool()>& is_over);
  void wake();

  std::size_t size() const;
  void set_limit(std::size_t limit);
  std::size_t limit() const;

 private:
  // mutex_ held.
  std::shared_ptr<Call> take(std::list<std::shared_ptr<Call>>::iterator at);
  void update_news() { has_news_.store(woken_ || !calls_.empty(), std::memory_order_release); }

  mutable BriefMutex mutex_;
  std::condition_variable not_idle_;
  std::list<std::shared_ptr<Call>> calls_;
  std::size_t limit_;
  bool woken_ = false;
  std::atomic<bool> has_news_{false};  // what wait() waits for, to be looked at without the mutex
  AdaptiveSpin spin_{std::chrono::microseconds(50)};
};

}  // namespace stemma
