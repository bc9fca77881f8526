// What a settled call brings home: bytes of the tape and the Python buffers they refer to.
//
// Thread:    moved from the thread that settles to the JS thread.
// GIL:       indifferent; a dropped buffer queues its own release.
// Locks:     none.
// Frees:     the buffers, when nobody took them over.
// Teardown:  a payload dropped by a closed environment frees itself in the same way.
#pragma once

#include <memory>
#include <vector>

#include "tape.h"

namespace stemma {

// Memory of a Python object, lent to JavaScript. Destroying it (on any thread, without the GIL) gives it back.
struct LentMemory {
  virtual ~LentMemory() = default;
  void* data = nullptr;
  std::size_t size = 0;
};

struct Payload {
  TapeWriter tape;
  std::vector<std::unique_ptr<LentMemory>> buffers;

  void clear() {
    tape.truncate(0);
    buffers.clear();
  }
};

}  // namespace stemma
