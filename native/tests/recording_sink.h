// A sink that remembers what was delivered to it.
#pragma once

#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

#include "core/call.h"

namespace stemma {

class RecordingSink final : public CompletionSink {
 public:
  void deliver(const Call& call, Outcome outcome, Payload) override {
    std::lock_guard lock(mutex_);
    delivered_.emplace_back(call.id, outcome);
  }

  bool invoke(std::uint32_t, Payload, std::shared_ptr<Invocation>) override { return false; }
  void release_function(std::uint32_t) override {}

  std::vector<std::pair<std::uint32_t, Outcome>> delivered() const {
    std::lock_guard lock(mutex_);
    return delivered_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::pair<std::uint32_t, Outcome>> delivered_;
};

inline std::shared_ptr<Call> make_call(std::uint32_t id, std::optional<std::chrono::nanoseconds> timeout = {},
                                       std::shared_ptr<CompletionSink> sink = std::make_shared<RecordingSink>()) {
  CallRequest request;
  request.id = id;
  request.timeout = timeout;
  request.sink = std::move(sink);
  return std::make_shared<Call>(std::move(request), Clock::now());
}

}  // namespace stemma
