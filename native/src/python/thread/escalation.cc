// What happens when a call's time is up.
//
//   1. settle the promise and interrupt the call: a signal on Python's main thread, an asynchronous exception else.
//      The signal is sent again until its exception was raised: the first may come right before the thread goes to
//      sleep in C, or where Python must not be interrupted (see _stemma/interrupt.py)
//   2. after the grace: abandon the thread, a replacement takes over the queue
//   3. when nobody gets the GIL for long: refuse new calls until somebody does ("wedged")
//
// Thread:    the deadline thread; step 1 also on JS threads, when a call is cancelled.
// GIL:       forbidden.
// Locks:     those of the parts, one at a time.
#include <signal.h>

#include <algorithm>

#include "python/api/python_api.h"
#include "python/thread/awaited_call.h"
#include "python/thread/bootstrap.h"
#include "python/thread/interpreter.h"
#include "python/thread/owner_thread.h"

namespace stemma {
namespace {

// Between two signals for one interrupt; twice as long each time.
constexpr std::chrono::milliseconds first_pause{5};
constexpr std::chrono::milliseconds longest_pause{1'000};

}  // namespace

void Interpreter::on_deadline(const DeadlineEntry& entry) {
  if (entry.step == DeadlineStep::check_wedged) return check_wedged(entry.token);
  const auto call = entry.call.lock();
  if (!call) return;
  if (entry.step == DeadlineStep::settle_and_interrupt) return settle_overdue(call);
  if (entry.step == DeadlineStep::signal_again) return signal_again(call, entry.token);
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
    deadlines_.schedule(Clock::now() + first_pause,
                        {DeadlineStep::signal_again, call, static_cast<std::uint64_t>(first_pause.count())});
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

void Interpreter::signal_again(const std::shared_ptr<Call>& call, std::uint64_t pause) {
  const auto main = crew_.main();
  // Also after the thread was abandoned: it should come back.
  if (!main->is_inside(call->serial) || !main->is_interrupted(call->serial)) return;
  int signal_number = 0;
  {
    std::lock_guard lock(state_mutex_);
    signal_number = request_.interrupt_signal;
  }
  pthread_kill(main->thread, signal_number);
  const auto next = std::min(std::chrono::milliseconds(pause * 2), longest_pause);
  deadlines_.schedule(Clock::now() + next,
                      {DeadlineStep::signal_again, call, static_cast<std::uint64_t>(next.count())});
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
