// One call of a JavaScript function by Python code that waits for the answer.
//
// Thread:    wait: the Python thread that calls. answer: the JS thread.
// GIL:       must not be held in wait; indifferent in answer.
// Locks:     its own mutex, a leaf.
// Frees:     shared_ptr, held by the waiting thread and by the environment.
// Teardown:  a closing environment answers with an error.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/call.h"

namespace stemma {

struct Answer {
  bool is_value = false;
  std::vector<std::uint8_t> tape;  // the value
  std::vector<std::unique_ptr<BorrowedMemory>> buffers;
  std::vector<std::unique_ptr<LentFunction>> functions;
  std::string failure;  // why there is no value
};

class Invocation {
 public:
  void answer(Answer given);
  // False when `should_stop` said so before the answer came; it is asked every few milliseconds.
  bool wait(const std::function<bool()>& should_stop);
  // After wait() returned true.
  Answer& result() { return answer_; }

 private:
  std::mutex mutex_;
  std::condition_variable answered_;
  bool is_answered_ = false;
  Answer answer_;
};

}  // namespace stemma
