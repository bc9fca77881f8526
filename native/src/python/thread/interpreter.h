// The one interpreter of the process: its state, its queue, its threads, and what ties them together.
//
// Thread:    start, submit, cancel, close_sink, stats: JS threads. settle, run_on_owner: any.
//            start_python, run_owner_errands, note_gil_taken: owner threads.
// GIL:       JS threads never take it. start_python leaves it held.
// Locks:     state_mutex_, listener_mutex_ and errand_mutex_, all leaves: no other lock, no callback and no GIL
//            under them.
// Frees:     nothing; leaked on purpose: owner threads outlive every environment, and the destructor of a static
//            condition variable would hang exit().
// Teardown:  close_sink() takes an environment's calls out; the interpreter itself stays until the process ends.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/call.h"
#include "core/call_queue.h"
#include "core/deadline.h"
#include "core/owner.h"
#include "python/api/python_startup.h"
#include "python/thread/interrupter.h"

namespace stemma {

enum class InterpreterState : std::uint8_t { not_started = 0, starting = 1, running = 2, wedged = 3, failed = 4 };

struct StartRequest {
  PythonLocation location;
  int interrupt_signal = 0;  // 0: none, for platforms and runs where a signal must not be used
  bool isolate_modules = true;
};

// Milliseconds of the escalation after a call's deadline.
struct Escalation {
  std::chrono::milliseconds grace{200};            // from the interrupt to the replacement of the thread
  std::chrono::milliseconds wedged_after{30'000};  // from asking for the GIL to refusing new calls
};

struct InterpreterStats {
  InterpreterState state;
  std::size_t queued;
  std::size_t queue_limit;
  bool is_busy;
  std::uint32_t abandoned;
  std::uint64_t replaced;
  std::uint64_t interrupted;
};

// One record of Python's logging.
struct LogRecord {
  std::int32_t level;
  std::string_view name;
  std::string_view message;
};

class LogListener {
 public:
  virtual ~LogListener() = default;
  virtual void receive(const LogRecord& record) = 0;
};

class Interpreter {
 public:
  using Started = std::function<void(const StartFailure&, const std::string& version)>;

  static Interpreter& instance();

  // Starts CPython, or joins the start that is under way or done. `started` is called on the owner thread, or at
  // once. Another location than the first is refused with "other-venv".
  void start(const StartRequest& request, Started started);
  void set_queue_limit(std::size_t limit) { queue_.set_limit(limit); }
  void set_escalation(const Escalation& escalation);

  // Each call will be settled exactly once, whatever happens.
  void submit(std::span<const std::shared_ptr<Call>> calls);
  // Settles it now, if it is not yet; interrupts it when it runs.
  void cancel(const std::shared_ptr<Call>& call, Outcome outcome);
  // Settles every queued call of the sink as closed and interrupts the running one.
  void close_sink(const CompletionSink* sink);
  void settle(Call& call, Outcome outcome, Payload payload);
  // The two halves of settle, for a call that is settled before it has left its thread.
  void deliver(Call& call, Outcome outcome, Payload payload);
  void forget_deadline(Call& call) { deadlines_.forget(call); }

  // Queues work that needs the GIL and may wait for the running call: releasing buffers and handles.
  void run_on_owner(std::function<void()> errand);

  // Log records go to every listener that is alive.
  void add_log_listener(std::weak_ptr<LogListener> listener);
  void publish_log(const LogRecord& record);

  InterpreterStats stats() const;
  // What runs; none before a start has succeeded.
  std::optional<PythonLocation> location() const;

  // For the owner threads.
  bool start_python();
  void run_owner_errands();
  void note_gil_taken();
  CallQueue& queue() { return queue_; }
  Crew& crew() { return crew_; }

 private:
  Interpreter();
  void finish_start(const StartFailure& failure, bool may_retry);
  void on_deadline(const DeadlineEntry& entry);
  // The escalation's steps; see escalation.cc.
  void settle_overdue(const std::shared_ptr<Call>& call);
  void interrupt_if_running(const std::shared_ptr<Call>& call);
  void stop_running(const std::shared_ptr<Call>& call);
  void raise_interrupt(const std::shared_ptr<Owner>& owner, const std::shared_ptr<Call>& call,
                       std::chrono::milliseconds pause);
  void interrupt_again(const std::shared_ptr<Call>& call, std::uint64_t pause);
  int interrupt_signal() const;
  void abandon(const std::shared_ptr<Call>& call);
  void watch_gil_wait(const Owner& owner);
  void check_wedged(std::uint64_t token);
  Escalation escalation() const;

  CallQueue queue_{1024};
  Deadlines deadlines_;
  Crew crew_;
  Interrupter interrupter_;
  std::atomic<InterpreterState> state_{InterpreterState::not_started};
  std::atomic<std::uint64_t> interrupted_{0};

  mutable std::mutex state_mutex_;
  StartRequest request_;
  StartFailure failure_;
  std::string version_;
  std::vector<Started> waiting_for_start_;
  Escalation escalation_;

  std::mutex listener_mutex_;
  std::vector<std::weak_ptr<LogListener>> log_listeners_;

  std::mutex errand_mutex_;
  std::vector<std::function<void()>> errands_;
  std::atomic<bool> has_errands_{false};
};

}  // namespace stemma
