// CPython without Node: the interpreter that STEMMA_FUZZ_LIBRARY and STEMMA_FUZZ_PROGRAM name, with the Python half of
// the addon.
//
// Thread:    the one that runs the target.
// GIL:       held from start_python() on.
// Locks, frees, teardown: nothing; the process ends with it.
#pragma once

namespace stemma::fuzz {

// Starts it once; ends the process with a message when it can't.
void start_python();

}  // namespace stemma::fuzz
