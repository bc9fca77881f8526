// Tape → Python objects.
//
// Thread:    the owner thread, or a Python thread that got an answer from JavaScript.
// GIL:       held.
// Locks:     none.
// Frees:     takes the memories and functions that the tape refers to out of the tables and into Python objects.
// Teardown:  nothing.
#pragma once

#include <memory>
#include <vector>

#include "core/call.h"
#include "core/tape.h"
#include "python/api/py_owned.h"

namespace stemma {

// Where the indices on a tape point to.
struct DecodeTables {
  std::vector<std::unique_ptr<BorrowedMemory>>& buffers;
  std::vector<std::unique_ptr<LentFunction>>& functions;
};

// The next value; empty with a Python exception set on failure.
Owned decode(TapeReader& reader, const DecodeTables& tables);

// A list of values as a tuple, for positional arguments.
Owned decode_arguments(TapeReader& reader, const DecodeTables& tables);

}  // namespace stemma
