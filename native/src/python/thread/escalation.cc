// What happens when a call's time is up.
//
//   1. settle the promise and interrupt the call: a signal on Python's main thread, an asynchronous exception else.
//      Both are repeated until the exception was raised: a signal may come right before the thread goes to sleep in
//      C, or where Python must not be interrupted (see _stemma/interrupt.py)
//   2. after the grace: abandon the thread, a replacement takes over the queue
//   3. when nobody gets the GIL for long: refuse new calls until somebody does ("wedged")
//
// Thread:    the deadline thread; step 1 also on JS threads, when a call is cancelled.
// GIL:       forbidden.
// Locks:     those of the parts, one at a time.
#include <signal.h>

#include <algorithm>

#include "python/api/py_owned.h"
#include "python/api/python_api.h"
#include "python/thread/awaited_call.h"
#include "python/thread/bootstrap.h"
#include "python/thread/exit_guard.h"
#include "python/thread/interpreter.h"
#include "python/thread/owner_thread.h"
#include "python/thread/thread_number.h"

namespace stemma {
namespace {

// Between two attempts at one interrupt; twice as long each time.
constexpr std::chrono::milliseconds first_pause{5};
constexpr std::chrono::milliseconds longest_pause{1'000};

bool is_delicate(unsigned long thread) {
  const Owned number(python.PyLong_FromUnsignedLongLong(thread));
  const Owned answer = number ? call_python(bootstrap.is_thread_delicate, number.get()) : Owned();
  return answer.get() == python.true_value;
}

// By the interrupter thread. Where the thread must not be interrupted now the interrupt stays due.
void raise_asynchronously(Owner& owner, std::uint64_t serial) {
  // Not is_running: the GIL may come only after the thread has been abandoned, and it must still hear of it.
  if (!owner.is_inside(serial)) return;
  const auto thread = thread_number(owner.thread.load());
  if (is_delicate(thread) || !owner.take_interrupt(serial)) return;
  python.PyThreadState_SetAsyncExc(thread, bootstrap.interrupted);
}

}  // namespace

void Interpreter::on_deadline(const DeadlineEntry& entry) {
  if (entry.step == DeadlineStep::check_wedged) return check_wedged(entry.token);
  const auto call = entry.call.lock();
  if (!call) return;
  if (entry.step == DeadlineStep::settle_and_interrupt) return settle_overdue(call);
  if (entry.step == DeadlineStep::interrupt_again) return interrupt_again(call, entry.token);
  abandon(call);
}

void Interpreter::settle_overdue(const std::shared_ptr<Call>& call) {
  settle(*call, Outcome::timeout, {});
  if (!queue_.remove(*call)) return stop_running(call);
  // It never got its turn: perhaps because nobody gets the GIL.
  if (const auto owner = crew_.active()) watch_gil_wait(*owner);
}

void Interpreter::stop_running(const std::shared_ptr<Call>& call) {
  if (!call->is_awaited) return interrupt_if_running(call);
  interrupter_.post([serial = call->serial] { cancel_awaited(serial); });
}

void Interpreter::interrupt_if_running(const std::shared_ptr<Call>& call) {
  const auto owner = crew_.active();
  if (!owner || !owner->is_running(call->serial)) return;
  ++interrupted_;
  owner->interrupt(call->serial);
  raise_interrupt(owner, call, first_pause);
  deadlines_.schedule(Clock::now() + escalation().grace, {DeadlineStep::abandon, call});
}

void Interpreter::raise_interrupt(const std::shared_ptr<Owner>& owner, const std::shared_ptr<Call>& call,
                                  std::chrono::milliseconds pause) {
  if (const int signal_number = interrupt_signal(); owner->is_main && signal_number) {
    pthread_kill(owner->thread, signal_number);
  } else {
    interrupter_.post([owner, call] { raise_asynchronously(*owner, call->serial); });
  }
  const auto next = std::min(pause, longest_pause);
  deadlines_.schedule(Clock::now() + next, {DeadlineStep::interrupt_again, call, std::uint64_t(next.count())});
}

void Interpreter::interrupt_again(const std::shared_ptr<Call>& call, std::uint64_t pause) {
  // Also after its thread was abandoned: it should come back.
  const auto owner = crew_.inside(call->serial);
  if (!owner || !owner->is_interrupted(call->serial)) return;
  raise_interrupt(owner, call, std::chrono::milliseconds(pause * 2));
}

int Interpreter::interrupt_signal() const {
  std::lock_guard lock(state_mutex_);
  return request_.interrupt_signal;
}

void Interpreter::abandon(const std::shared_ptr<Call>& call) {
  const auto owner = crew_.active();
  if (!owner) return;
  guard_exit();
  const auto replacement = crew_.replace(owner, call->serial);
  if (!replacement.owner) return;
  if (replacement.needs_thread) start_owner_thread(*this, replacement.owner);
  watch_gil_wait(*replacement.owner);
}

void Interpreter::watch_gil_wait(const Owner& owner) {
  const auto wait = owner.gil_wait();
  if (wait.token == 0) return;
  deadlines_.schedule(wait.since + escalation().wedged_after, {DeadlineStep::check_wedged, {}, wait.token});
}

void Interpreter::check_wedged(std::uint64_t token) {
  const auto owner = crew_.active();
  if (!owner || owner->gil_wait().token != token) return;
  auto running = InterpreterState::running;
  if (!state_.compare_exchange_strong(running, InterpreterState::wedged)) return;
  // The owner may have got the GIL between the two lines above.
  if (owner->gil_wait().token != token) note_gil_taken();
}

}  // namespace stemma
