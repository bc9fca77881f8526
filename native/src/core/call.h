// One call's life: queued → running (→ awaiting, for a coroutine) → settled, exactly once.
//
// Thread:    made on a JS thread, run by the owner thread, settled by whichever thread is first to claim it.
// GIL:       indifferent.
// Locks:     none of its own; claim_settlement() is atomic. What begins with `queue_` belongs to CallQueue's
//            mutex, with `deadline_` to Deadlines'.
// Frees:     shared_ptr; the borrowed memories go back to their environment when the last holder lets go.
// Teardown:  an environment that closes settles its calls silently (the sink drops what it is given).
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/deadline_entry.h"
#include "core/payload.h"

namespace stemma {

using Clock = std::chrono::steady_clock;

// Why a call ended; the numbers are known to the TypeScript side.
enum class Outcome : std::uint8_t {
  value = 0,
  python_error = 1,
  unencodable = 2,
  timeout = 3,
  cancelled = 4,
  queue_full = 5,
  closed = 6,
  wedged = 7,
};

// What the caller asked for besides the arguments; bits of the submission's flags.
enum class CallFlag : std::uint8_t {
  keep_result = 1,  // keep the result in Python and return a handle
  batch = 2,        // the tape holds a list of calls; the result is a list of outcomes
};

class Call;
class Invocation;

// Where outcomes go: an Environment, or a recorder in tests.
class CompletionSink {
 public:
  virtual ~CompletionSink() = default;
  virtual void deliver(const Call& call, Outcome outcome, Payload payload) = 0;
  // Calls a JavaScript function; false when there is nobody to call it any more.
  virtual bool invoke(std::uint32_t function, Payload arguments, std::shared_ptr<Invocation> invocation) = 0;
  // Python has dropped its last reference to a JavaScript function.
  virtual void release_function(std::uint32_t function) = 0;

  // Identifies the environment that handles belong to; never reused.
  const std::uint64_t id = next_id();

 private:
  static std::uint64_t next_id();
};

// Memory of a JavaScript buffer that Python may read and write until this is destroyed (on any thread).
struct BorrowedMemory {
  virtual ~BorrowedMemory() = default;
  void* data = nullptr;
  std::size_t size = 0;
};

// A JavaScript function that Python may call until this is destroyed (on any thread).
struct LentFunction {
  const std::uint32_t id;
  const std::shared_ptr<CompletionSink> sink;

  LentFunction(std::uint32_t function, std::shared_ptr<CompletionSink> owner) : id(function), sink(std::move(owner)) {}
  LentFunction(const LentFunction&) = delete;
  LentFunction& operator=(const LentFunction&) = delete;
  ~LentFunction() { sink->release_function(id); }
};

// A part of the bytes that calls were submitted with together; the last of them frees the whole.
struct SharedTape {
  std::shared_ptr<const std::vector<std::uint8_t>> bytes;
  std::size_t start = 0;
  std::size_t size = 0;

  TapeReader reader() const { return TapeReader(bytes ? bytes->data() + start : nullptr, size); }
};

struct CallRequest {
  std::uint32_t id = 0;                             // unique within its environment
  std::optional<std::chrono::nanoseconds> timeout;  // none: no deadline
  std::uint8_t flags = 0;
  SharedTape tape;  // module, name, list of arguments, dict of keyword arguments
  std::vector<std::unique_ptr<BorrowedMemory>> buffers;
  std::vector<std::unique_ptr<LentFunction>> functions;
  std::shared_ptr<CompletionSink> sink;
};

class Call {
 public:
  Call(CallRequest request, Clock::time_point submitted_at);
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  // True for exactly one caller, who must then deliver the outcome.
  bool claim_settlement() { return !settled_.exchange(true, std::memory_order_acq_rel); }
  bool is_settled() const { return settled_.load(std::memory_order_acquire); }
  void deliver(Outcome outcome, Payload payload) const { sink->deliver(*this, outcome, std::move(payload)); }

  bool has(CallFlag flag) const { return (flags & static_cast<std::uint8_t>(flag)) != 0; }
  void mark_started(Clock::time_point now);
  // Milliseconds in the queue and of running, as of the settlement.
  double queued_ms(Clock::time_point now) const;
  double ran_ms(Clock::time_point now) const;

  // Set while the call is a task on the asyncio loop.
  std::atomic<bool> is_awaited{false};

  const std::uint64_t serial;  // unique in the process, never 0
  const std::uint32_t id;
  const std::uint8_t flags;
  const Clock::time_point submitted_at;
  const std::optional<Clock::time_point> deadline;
  const std::shared_ptr<CompletionSink> sink;
  // Owner thread only, once running.
  SharedTape tape;
  std::vector<std::unique_ptr<BorrowedMemory>> buffers;
  std::vector<std::unique_ptr<LentFunction>> functions;

  // Its place in the queue and among the deadlines. The nodes come back here: freed by another thread than has made
  // them, they would cost both threads the allocator's lock.
  std::optional<std::list<std::shared_ptr<Call>>::iterator> queue_position;
  std::list<std::shared_ptr<Call>> queue_node;
  std::optional<DeadlineEntries::iterator> deadline_position;
  DeadlineEntries::node_type deadline_node;

 private:
  std::atomic<bool> settled_{false};
  std::atomic<Clock::rep> started_at_{0};  // 0: not started
};

}  // namespace stemma
