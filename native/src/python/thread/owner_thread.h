// The thread that owns Python: it takes calls from the queue one by one and settles them.
//
// Thread:    start_owner_thread: the deadline thread (replacements) or a JS thread (the first one).
//            take_current_interrupt, return_current_interrupt: any Python thread.
// GIL:       held while it runs, released while it waits. Mutexes are never held while it is taken.
// Locks:     none held while Python code runs.
// Frees:     a call's arguments before it is settled, so that JavaScript sees its buffers released.
// Teardown:  never joined, never destroyed: at exit it may be in C code that does not return. CPython is not
//            finalized either (that hangs or crashes with an abandoned thread). The main thread of Python parks
//            when it has been abandoned and comes back; replacements end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

namespace stemma {

class Interpreter;
class Owner;

// Large enough for deep recursion in C extensions; only touched pages cost memory.
inline constexpr std::size_t owner_stack_bytes = std::size_t{64} << 20;

// Starts the thread; false when the system has none to give. A main owner first loads and initializes CPython.
bool start_owner_thread(Interpreter& interpreter, std::shared_ptr<Owner> owner);

// True once on the thread that runs a call which has been interrupted; the caller must raise it.
bool take_current_interrupt();

// What was raised came to nobody: the call of this thread, if it still runs one, is meant once more. The signal or
// exception is repeated as before: its next time comes later than this.
void return_current_interrupt();

// The call that runs on this thread; 0 for none.
std::uint64_t current_serial();

}  // namespace stemma
