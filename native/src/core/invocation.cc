#include "core/invocation.h"

namespace stemma {
namespace {

// How soon a waiting call notices that it was interrupted.
constexpr auto poll_interval = std::chrono::milliseconds(10);

}  // namespace

void Invocation::answer(Answer given) {
  {
    std::lock_guard lock(mutex_);
    if (is_answered_) return;
    is_answered_ = true;
    answer_ = std::move(given);
  }
  answered_.notify_one();
}

bool Invocation::wait(const std::function<bool()>& should_stop) {
  std::unique_lock lock(mutex_);
  while (!answered_.wait_for(lock, poll_interval, [&] { return is_answered_; })) {
    if (should_stop()) return false;
  }
  return true;
}

}  // namespace stemma
