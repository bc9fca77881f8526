#include "python/thread/farewell.h"

#include <algorithm>
#include <condition_variable>
#include <memory>
#include <mutex>

#include "python/api/py_owned.h"
#include "python/thread/bootstrap.h"
#include "python/thread/interpreter.h"

namespace stemma {
namespace {

// A call that runs is interrupted and, after its grace, abandoned; whoever holds the GIL longer may never let go.
constexpr std::chrono::milliseconds longest_until_begun{2'000};
// What is left of the limit for exit functions after threads had theirs.
constexpr double share_of_threads = 0.7;

class Progress {
 public:
  enum class Stage { asked, begun, done };

  void reach(Stage stage) {
    {
      std::lock_guard lock(mutex_);
      stage_ = stage;
    }
    changed_.notify_all();
  }

  bool wait_for(Stage stage, std::chrono::steady_clock::time_point until) {
    std::unique_lock lock(mutex_);
    return changed_.wait_until(lock, until, [&] { return stage_ >= stage; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  Stage stage_ = Stage::asked;
};

}  // namespace

void say_farewell(std::chrono::milliseconds limit) {
  auto& interpreter = Interpreter::instance();
  if (interpreter.stats().state != InterpreterState::running) return;
  const auto started = std::chrono::steady_clock::now();
  const auto progress = std::make_shared<Progress>();
  const double seconds = std::chrono::duration<double>(limit).count() * share_of_threads;
  interpreter.run_on_owner([progress, seconds] {
    progress->reach(Progress::Stage::begun);
    const Owned number(python.PyFloat_FromDouble(seconds));
    if (number) call_python(bootstrap.leave, number.get());
    progress->reach(Progress::Stage::done);
  });
  if (!progress->wait_for(Progress::Stage::begun, started + std::min(limit, longest_until_begun))) return;
  progress->wait_for(Progress::Stage::done, started + limit);
}

}  // namespace stemma
