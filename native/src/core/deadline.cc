#include "core/deadline.h"

#include <thread>

namespace stemma {

void Deadlines::start(Handler handler) {
  std::thread([this, handler = std::move(handler)] { run(handler); }).detach();
}

DeadlineEntries::iterator Deadlines::insert(Clock::time_point at, DeadlineEntry entry) {
  if (at < sleeps_until_) changed_.notify_one();
  return entries_.emplace(at, std::move(entry));
}

void Deadlines::watch(std::span<const std::shared_ptr<Call>> calls) {
  DeadlineEntries added;  // made without the lock
  for (const auto& call : calls) {
    if (!call->deadline) continue;
    call->deadline_position = added.emplace(*call->deadline, DeadlineEntry{DeadlineStep::settle_and_interrupt, call});
  }
  if (added.empty()) return;
  std::lock_guard lock(mutex_);
  if (added.begin()->first < sleeps_until_) changed_.notify_one();
  entries_.merge(added);
}

void Deadlines::schedule(Clock::time_point at, DeadlineEntry entry) {
  std::lock_guard lock(mutex_);
  insert(at, std::move(entry));
}

void Deadlines::forget(Call& call) {
  std::lock_guard lock(mutex_);
  if (!call.deadline_position) return;
  call.deadline_node = entries_.extract(*call.deadline_position);
  call.deadline_position.reset();
}

std::size_t Deadlines::size() const {
  std::lock_guard lock(mutex_);
  return entries_.size();
}

void Deadlines::run(const Handler& handler) {
  std::unique_lock<std::mutex> lock(mutex_);
  for (;;) {
    const auto first = entries_.begin();
    const auto due = entries_.empty() ? woken_only : first->first;
    if (Clock::now() < due) {
      sleeps_until_ = due;
      if (due == woken_only) {
        changed_.wait(lock);
      } else {
        changed_.wait_until(lock, due);
      }
      sleeps_until_ = awake;
      continue;
    }
    DeadlineEntry entry = std::move(first->second);
    // If this is the last reference, the call must be destroyed without the lock.
    auto call = entry.call.lock();
    if (call && call->deadline_position == first) call->deadline_position.reset();
    entries_.erase(first);
    lock.unlock();
    handler(entry);
    call.reset();
    lock.lock();
  }
}

}  // namespace stemma
