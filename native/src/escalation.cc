// What happens when a call's time is up.
//
//   1. settle the promise and interrupt the call: a signal on Python's main thread, an asynchronous exception else
//   2. after the grace: abandon the thread, a replacement takes over the queue
//   3. when nobody gets the GIL for long: refuse new calls until somebody does ("wedged")
//
// Thread:    the deadline thread; step 1 also on JS threads, when a call is cancelled.
// GIL:       forbidden.
// Locks:     those of the parts, one at a time.
#include <signal.h>

#include "awaited_call.h"
#include "bootstrap.h"
#include "interpreter.h"
#include "owner_thread.h"
#include "python_api.h"

namespace stemma {

void Interpreter::on_deadline(const DeadlineEntry& entry) {
  if (entry.step == DeadlineStep::check_wedged) return check_wedged(entry.token);
  const auto call = entry.call.lock();
  if (!call) return;
  if (entry.step == DeadlineStep::settle_and_interrupt) return settle_overdue(call);
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
  int signal_number = 0;
  Escalation limits;
  {
    std::lock_guard lock(state_mutex_);
    signal_number = request_.interrupt_signal;
    limits = escalation_;
  }
  if (owner->is_main && signal_number) {
    pthread_kill(owner->thread, signal_number);
  } else {
    interrupter_.post([owner, call] {
      // Not is_running: the GIL may come only after the thread has been abandoned, and it must still hear of it.
      if (!owner->is_inside(call->serial)) return;
      const auto thread = static_cast<unsigned long>(owner->thread.load());
      python.PyThreadState_SetAsyncExc(thread, bootstrap.interrupted);
    });
  }
  deadlines_.schedule(Clock::now() + limits.grace, {DeadlineStep::abandon, call});
}

void Interpreter::abandon(const std::shared_ptr<Call>& call) {
  const auto owner = crew_.active();
  if (!owner) return;
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
