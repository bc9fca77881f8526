#include "call_queue.h"

namespace stemma {

bool CallQueue::push(const std::shared_ptr<Call>& call) {
  {
    std::lock_guard lock(mutex_);
    if (calls_.size() >= limit_) return false;
    call->queue_position = calls_.insert(calls_.end(), call);
    update_news();
  }
  not_idle_.notify_all();
  return true;
}

std::shared_ptr<Call> CallQueue::try_pop() {
  std::lock_guard lock(mutex_);
  if (calls_.empty()) return nullptr;
  auto call = std::move(calls_.front());
  calls_.pop_front();
  update_news();
  call->queue_position.reset();
  return call;
}

bool CallQueue::remove(Call& call) {
  std::shared_ptr<Call> removed;  // destroyed after the lock
  std::lock_guard lock(mutex_);
  if (!call.queue_position) return false;
  removed = std::move(**call.queue_position);
  calls_.erase(*call.queue_position);
  update_news();
  call.queue_position.reset();
  return true;
}

std::vector<std::shared_ptr<Call>> CallQueue::remove_if(const std::function<bool(const Call&)>& predicate) {
  std::vector<std::shared_ptr<Call>> removed;
  std::lock_guard lock(mutex_);
  for (auto at = calls_.begin(); at != calls_.end();) {
    if (!predicate(**at)) {
      ++at;
      continue;
    }
    (*at)->queue_position.reset();
    removed.push_back(std::move(*at));
    at = calls_.erase(at);
  }
  update_news();
  return removed;
}

void CallQueue::wait(const std::function<bool()>& is_over) {
  spin_.look([this] { return has_news_.load(std::memory_order_acquire); });
  std::unique_lock lock(mutex_);
  not_idle_.wait(lock, [&] { return !calls_.empty() || woken_ || is_over(); });
  woken_ = false;
  update_news();
}

void CallQueue::wake() {
  {
    std::lock_guard lock(mutex_);
    woken_ = true;
    update_news();
  }
  not_idle_.notify_all();
}

std::size_t CallQueue::size() const {
  std::lock_guard lock(mutex_);
  return calls_.size();
}

void CallQueue::set_limit(std::size_t limit) {
  std::lock_guard lock(mutex_);
  limit_ = limit;
}

std::size_t CallQueue::limit() const {
  std::lock_guard lock(mutex_);
  return limit_;
}

}  // namespace stemma
