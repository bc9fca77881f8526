#include "python/thread/interrupter.h"

#include <thread>

#include "python/api/py_owned.h"

namespace stemma {

void Interrupter::start() {
  std::thread([this] { run(); }).detach();
}

void Interrupter::post(Errand errand) {
  {
    std::lock_guard lock(mutex_);
    errands_.push_back(std::move(errand));
  }
  posted_.notify_one();
}

void Interrupter::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    posted_.wait(lock, [&] { return !errands_.empty(); });
    Errand errand = std::move(errands_.front());
    errands_.pop_front();
    lock.unlock();
    {
      GilHold gil;
      errand();
      if (python.PyErr_Occurred()) python.PyErr_WriteUnraisable(nullptr);
      errand = nullptr;
    }
    lock.lock();
  }
}

}  // namespace stemma
