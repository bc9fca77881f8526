// The end of the process while a thread is still in a call that was left behind: what that thread computes with
// (OpenBLAS, OpenMP and others keep threads of their own) may never answer to the destructors of its library, which
// wait for it.
//
// Thread:    guard_exit: the deadline thread, before a call is left behind. The handler: the thread that calls exit().
// GIL:       never taken.
// Locks:     the crew's, briefly; stdio's only where they are free.
// Frees:     nothing.
// Teardown:  runs in exit(), before the destructors of libraries: then the process ends without them.
#pragma once

namespace stemma {

// From now on exit() ends the process at once where a thread that was left behind has not come back. Idempotent.
void guard_exit();

}  // namespace stemma
