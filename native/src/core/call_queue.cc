#include "core/call_queue.h"

namespace stemma {

std::size_t CallQueue::push(std::span<const std::shared_ptr<Call>> calls) {
  for (const auto& call : calls) call->queue_node.assign(1, call);  // made without the lock
  std::size_t taken = 0;
  {
    std::lock_guard lock(mutex_);
    for (; taken < calls.size() && calls_.size() < limit_; ++taken) {
      Call& call = *calls[taken];
      call.queue_position = call.queue_node.begin();
      calls_.splice(calls_.end(), call.queue_node);
    }
    update_news();
  }
  for (const auto& refused : calls.subspan(taken)) refused->queue_node.clear();
  if (taken > 0) not_idle_.notify_all();
  return taken;
}

std::shared_ptr<Call> CallQueue::try_pop() {
  std::lock_guard lock(mutex_);
  if (calls_.empty()) return nullptr;
  return take(calls_.begin());
}

bool CallQueue::remove(Call& call) {
  std::shared_ptr<Call> removed;  // destroyed after the lock
  std::lock_guard lock(mutex_);
  if (!call.queue_position) return false;
  removed = take(*call.queue_position);
  return true;
}

std::vector<std::shared_ptr<Call>> CallQueue::remove_if(const std::function<bool(const Call&)>& predicate) {
  std::vector<std::shared_ptr<Call>> removed;
  std::lock_guard lock(mutex_);
  for (auto at = calls_.begin(); at != calls_.end();) {
    const auto candidate = at++;
    if (predicate(**candidate)) removed.push_back(take(candidate));
  }
  return removed;
}

std::shared_ptr<Call> CallQueue::take(std::list<std::shared_ptr<Call>>::iterator at) {
  auto call = std::move(*at);
  call->queue_node.splice(call->queue_node.begin(), calls_, at);
  call->queue_position.reset();
  update_news();
  return call;
}

void CallQueue::wait(const std::function<bool()>& is_over) {
  spin_.look([this] { return has_news_.load(std::memory_order_acquire); });
  std::unique_lock<std::mutex> lock(mutex_);
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
