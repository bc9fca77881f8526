#include "python/thread/interpreter.h"

#include "core/forked_child.h"
#include "python/api/python_api.h"
#include "python/thread/bootstrap.h"
#include "python/thread/owner_thread.h"
#include "python/values/js_buffer.h"

namespace stemma {

Interpreter& Interpreter::instance() {
  static Interpreter& leaked = *new Interpreter;
  return leaked;
}

Interpreter::Interpreter() = default;

void Interpreter::start(const StartRequest& request, Started started) {
  std::unique_lock lock(state_mutex_);
  const auto state = state_.load();
  if (state == InterpreterState::not_started) {
    state_ = InterpreterState::starting;
    request_ = request;
    waiting_for_start_.push_back(std::move(started));
    lock.unlock();
    auto owner = std::make_shared<Owner>(true);
    crew_.appoint_main(owner);
    if (!start_owner_thread(*this, std::move(owner))) {
      finish_start({"start-failed", "the system has no thread to give"}, true);
    }
    return;
  }
  if (request.location.program != request_.location.program) {
    const StartFailure other{"other-venv", request_.location.program};
    lock.unlock();
    started(other, "");
    return;
  }
  if (state == InterpreterState::starting) {
    waiting_for_start_.push_back(std::move(started));
    return;
  }
  const auto failure = failure_;
  const auto version = version_;
  lock.unlock();
  started(failure, version);
}

bool Interpreter::start_python() {
  StartRequest request;
  {
    std::lock_guard lock(state_mutex_);
    request = request_;
  }
  StartFailure failure = start_cpython(request.location);
  // Until CPython runs, a failed start leaves nothing behind and may be tried again with another environment.
  const bool may_retry = failure && failure.code != "start-failed";
  if (!failure && !create_js_buffer_type()) failure = {"start-failed", "the buffer type could not be created"};
  if (!failure) failure = bootstrap.start(request.interrupt_signal, request.isolate_modules);
  if (!failure) {
    deadlines_.start([this](const DeadlineEntry& entry) { on_deadline(entry); });
    interrupter_.start();
  }
  finish_start(failure, may_retry);
  return !failure;
}

void Interpreter::finish_start(const StartFailure& failure, bool may_retry) {
  std::vector<Started> waiting;
  std::string version;
  {
    std::lock_guard lock(state_mutex_);
    failure_ = failure;
    version_ = failure ? "" : python.Py_GetVersion();
    version = version_;
    const auto failed = may_retry ? InterpreterState::not_started : InterpreterState::failed;
    state_ = failure ? failed : InterpreterState::running;
    waiting.swap(waiting_for_start_);
  }
  for (const auto& started : waiting) started(failure, version);
}

void Interpreter::submit(std::span<const std::shared_ptr<Call>> calls) {
  const auto state = state_.load();
  if (state != InterpreterState::running) {
    const auto refusal = state == InterpreterState::wedged ? Outcome::wedged : Outcome::closed;
    for (const auto& call : calls) settle(*call, refusal, {});
    return;
  }
  deadlines_.watch(calls);
  for (const auto& call : calls.subspan(queue_.push(calls))) settle(*call, Outcome::queue_full, {});
}

void Interpreter::settle(Call& call, Outcome outcome, Payload payload) {
  if (!call.claim_settlement()) return;
  deadlines_.forget(call);
  call.deliver(outcome, std::move(payload));
}

void Interpreter::deliver(Call& call, Outcome outcome, Payload payload) {
  if (call.claim_settlement()) call.deliver(outcome, std::move(payload));
}

void Interpreter::cancel(const std::shared_ptr<Call>& call, Outcome outcome) {
  settle(*call, outcome, {});
  if (!queue_.remove(*call)) stop_running(call);
}

void Interpreter::close_sink(const CompletionSink* sink) {
  for (const auto& call : queue_.remove_if([&](const Call& queued) { return queued.sink.get() == sink; })) {
    settle(*call, Outcome::closed, {});
  }
}

void Interpreter::run_on_owner(std::function<void()> errand) {
  if (is_forked_child) return;
  {
    std::lock_guard lock(errand_mutex_);
    errands_.push_back(std::move(errand));
    has_errands_ = true;
  }
  queue_.wake();
}

void Interpreter::run_owner_errands() {
  if (!has_errands_) return;
  std::vector<std::function<void()>> errands;
  {
    std::lock_guard lock(errand_mutex_);
    errands.swap(errands_);
    has_errands_ = false;
  }
  for (const auto& errand : errands) {
    errand();
    if (python.PyErr_Occurred()) python.PyErr_WriteUnraisable(nullptr);
  }
}

void Interpreter::add_log_listener(std::weak_ptr<LogListener> listener) {
  std::lock_guard lock(listener_mutex_);
  std::erase_if(log_listeners_, [](const auto& known) { return known.expired(); });
  log_listeners_.push_back(std::move(listener));
}

void Interpreter::publish_log(const LogRecord& record) {
  if (is_forked_child) return;
  std::vector<std::weak_ptr<LogListener>> listeners;
  {
    std::lock_guard lock(listener_mutex_);
    listeners = log_listeners_;
  }
  for (const auto& listener : listeners) {
    if (const auto alive = listener.lock()) alive->receive(record);
  }
}

void Interpreter::note_gil_taken() {
  auto wedged = InterpreterState::wedged;
  state_.compare_exchange_strong(wedged, InterpreterState::running);
}

void Interpreter::set_escalation(const Escalation& escalation) {
  std::lock_guard lock(state_mutex_);
  escalation_ = escalation;
}

Escalation Interpreter::escalation() const {
  std::lock_guard lock(state_mutex_);
  return escalation_;
}

std::optional<PythonLocation> Interpreter::location() const {
  std::lock_guard lock(state_mutex_);
  const auto state = state_.load();
  if (state != InterpreterState::running && state != InterpreterState::wedged) return std::nullopt;
  return request_.location;
}

InterpreterStats Interpreter::stats() const {
  const auto owner = crew_.active();
  return {state_.load(),     queue_.size(),    queue_.limit(),     owner && owner->is_busy(),
          crew_.abandoned(), crew_.replaced(), interrupted_.load()};
}

}  // namespace stemma
