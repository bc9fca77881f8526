// What a settled call brings home: bytes of the tape, and the Python buffers and kept objects they refer to.
//
// Thread:    moved from the thread that settles to the JS thread.
// GIL:       indifferent; a dropped buffer or object queues its own release.
// Locks:     none.
// Frees:     the buffers and objects, when nobody took them over: nobody does when the call was settled before.
// Teardown:  a payload dropped by a closed environment frees itself in the same way.
#pragma once

#include <memory>
#include <vector>

#include "core/tape.h"

namespace stemma {

// Memory of a Python object, lent to JavaScript. Destroying it (on any thread, without the GIL) gives it back.
struct LentMemory {
  virtual ~LentMemory() = default;
  void* data = nullptr;
  std::size_t size = 0;
};

// An object that is kept in Python for a handle on the tape. Destroying it (on any thread, without the GIL) lets go of
// the object, unless JavaScript has got the handle: then letting go is its business.
struct KeptObject {
  virtual ~KeptObject() = default;
  virtual void hand_over() = 0;
};

struct Payload {
  TapeWriter tape;
  std::vector<std::unique_ptr<LentMemory>> buffers;
  std::vector<std::unique_ptr<KeptObject>> kept;

  // What was written after the mark can be taken back, with all that the tape refers to.
  struct Mark {
    std::size_t tape;
    std::size_t buffers;
    std::size_t kept;
  };
  Mark mark() const { return {tape.size(), buffers.size(), kept.size()}; }
  void roll_back(Mark to) {
    tape.truncate(to.tape);
    buffers.resize(to.buffers);
    kept.resize(to.kept);
  }
};

}  // namespace stemma
