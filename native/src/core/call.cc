#include "core/call.h"

namespace stemma {
namespace {

std::uint64_t next_serial() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

double milliseconds(Clock::duration duration) { return std::chrono::duration<double, std::milli>(duration).count(); }

std::optional<Clock::time_point> deadline_after(const std::optional<std::chrono::nanoseconds>& timeout,
                                                Clock::time_point start) {
  if (!timeout) return std::nullopt;
  return start + *timeout;
}

}  // namespace

std::uint64_t CompletionSink::next_id() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

Call::Call(CallRequest request, Clock::time_point now)
    : serial(next_serial()),
      id(request.id),
      flags(request.flags),
      submitted_at(now),
      deadline(deadline_after(request.timeout, now)),
      sink(std::move(request.sink)),
      tape(std::move(request.tape)),
      buffers(std::move(request.buffers)),
      functions(std::move(request.functions)) {}

void Call::mark_started(Clock::time_point now) {
  started_at_.store(now.time_since_epoch().count(), std::memory_order_release);
}

double Call::queued_ms(Clock::time_point now) const {
  const auto started = started_at_.load(std::memory_order_acquire);
  return milliseconds((started ? Clock::time_point(Clock::duration(started)) : now) - submitted_at);
}

double Call::ran_ms(Clock::time_point now) const {
  const auto started = started_at_.load(std::memory_order_acquire);
  return started ? milliseconds(now - Clock::time_point(Clock::duration(started))) : 0;
}

}  // namespace stemma
