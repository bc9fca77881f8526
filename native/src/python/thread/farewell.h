// The end of Python at the end of the process, when nobody has closed it before.
//
// Thread:    say_farewell: a JS thread in its last moments; the work is the owner thread's.
// GIL:       forbidden.
// Locks:     its own mutex, a leaf, and the interpreter's errand mutex.
// Frees:     what is shared with the owner thread goes with the later of the two.
// Teardown:  is one: whatever does not end in time is left to the end of the process.
#pragma once

#include <chrono>

namespace stemma {

// Runs what the last close() runs, and waits for it, no longer than that. Gives up early where nobody gets the GIL.
void say_farewell(std::chrono::milliseconds limit);

}  // namespace stemma
