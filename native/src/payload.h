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

  // What was written after the mark can be taken back, buffers included.
  struct Mark {
    std::size_t tape;
    std::size_t buffers;
  };
  Mark mark() const { return {tape.size(), buffers.size()}; }
  void roll_back(Mark to) {
    tape.truncate(to.tape);
    buffers.resize(to.buffers);
  }
};

}  // namespace stemma
