#include "python/thread/owner_thread.h"

#include <pthread.h>

#include "python/api/py_owned.h"
#include "python/thread/base_frame.h"
#include "python/thread/call_runner.h"
#include "python/thread/interpreter.h"
#include "python/thread/thread_number.h"

namespace stemma {
namespace {

// C code that never returns to Python's evaluation loop gives other Python threads no chance; so the loop offers the
// GIL now and then even when the queue never runs dry.
constexpr auto longest_turn = std::chrono::milliseconds(5);

struct CurrentCall {
  Owner* owner = nullptr;
  std::uint64_t serial = 0;
};
thread_local CurrentCall current_call;

class OwnerLoop {
 public:
  OwnerLoop(Interpreter& interpreter, std::shared_ptr<Owner> self)
      : interpreter_(interpreter), self_(std::move(self)) {}

  // Returns when this thread's duty is over. GIL held.
  void run() {
    auto turn_started = Clock::now();
    for (;;) {
      interpreter_.run_owner_errands();
      run_signal_handlers();
      if (interpreter_.crew().hand_back(*self_)) return;
      auto call = interpreter_.queue().try_pop();
      if (!call) {
        wait_for_work();
        turn_started = Clock::now();
        continue;
      }
      if (!run_one(call) && !park()) return;
      call.reset();
      const auto now = Clock::now();
      if (now - turn_started > longest_turn) {
        offer_gil();
        turn_started = Clock::now();
      }
    }
  }

 private:
  // False when this thread was relieved meanwhile.
  bool run_one(const std::shared_ptr<Call>& call) {
    self_->begin(call->serial);
    if (call->is_settled()) {
      self_->leave();
      return self_->finish(call->serial);
    }
    call->mark_started(Clock::now());
    current_call = {self_.get(), call->serial};
    {
      // Delivered first: JavaScript need not wait until Python has dropped what it made for the call. That still
      // belongs to the call, with its deadline: finalizers may take for ever.
      auto result = run_call(call);
      if (result) interpreter_.deliver(*call, result->outcome, std::move(result->payload));
    }
    current_call = {};
    self_->leave();
    const bool on_duty = self_->finish(call->serial);
    // An asynchronous exception that came too late must not hit the next call. The interrupter sets one only with
    // the GIL and only while this thread is inside the call, so none can follow.
    if (!self_->is_main) python.PyThreadState_SetAsyncExc(thread_number(pthread_self()), nullptr);
    if (call->is_settled()) interpreter_.forget_deadline(*call);
    return on_duty;
  }

  // After an abandoned call. A replacement ends; the main thread of Python waits for its turn to come again.
  bool park() {
    // Asks first: once nobody counts as abandoned, the next call finds the main thread back.
    if (self_->is_main) interpreter_.crew().ask_to_return();
    interpreter_.crew().note_drained();
    if (!self_->is_main) return false;
    interpreter_.queue().wake();
    without_gil([&] { interpreter_.crew().wait_for_return(); });
    return true;
  }

  // Those of signals that came between two calls, or right at the end of the last: what they raise is nobody's.
  void run_signal_handlers() {
    if (python.PyErr_CheckSignals() != 0) python.PyErr_WriteUnraisable(nullptr);
  }

  void wait_for_work() {
    without_gil([&] { interpreter_.queue().wait([&] { return !interpreter_.crew().is_active(*self_); }); });
  }

  void offer_gil() {
    without_gil([] {});
  }

  template <class Wait>
  void without_gil(Wait wait) {
    PyThreadState* state = python.PyEval_SaveThread();
    wait();
    self_->begin_gil_wait();
    python.PyEval_RestoreThread(state);
    self_->end_gil_wait();
    interpreter_.note_gil_taken();
  }

  Interpreter& interpreter_;
  const std::shared_ptr<Owner> self_;
};

struct ThreadStart {
  Interpreter& interpreter;
  std::shared_ptr<Owner> owner;
};

void run_main_owner(const ThreadStart& start) {
  if (!start.interpreter.start_python()) return;
  start.owner->end_gil_wait();
  run_above_frame([&] { OwnerLoop(start.interpreter, start.owner).run(); });
}

void run_replacement(const ThreadStart& start) {
  GilHold gil;
  start.owner->end_gil_wait();
  start.interpreter.note_gil_taken();
  run_above_frame([&] { OwnerLoop(start.interpreter, start.owner).run(); });
}

void* thread_main(void* argument) {
  const std::unique_ptr<ThreadStart> start(static_cast<ThreadStart*>(argument));
  start->owner->thread = pthread_self();
  if (start->owner->is_main) {
    run_main_owner(*start);
  } else {
    run_replacement(*start);
  }
  return nullptr;
}

}  // namespace

bool start_owner_thread(Interpreter& interpreter, std::shared_ptr<Owner> owner) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, owner_stack_bytes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  auto start = std::make_unique<ThreadStart>(ThreadStart{interpreter, std::move(owner)});
  pthread_t thread;
  const bool started = pthread_create(&thread, &attributes, thread_main, start.get()) == 0;
  if (started) start.release();
  pthread_attr_destroy(&attributes);
  return started;
}

std::uint64_t current_serial() { return current_call.serial; }

bool take_current_interrupt() { return current_call.owner && current_call.owner->take_interrupt(current_call.serial); }

void return_current_interrupt() {
  if (current_call.owner && current_call.serial != 0) current_call.owner->interrupt(current_call.serial);
}

}  // namespace stemma
