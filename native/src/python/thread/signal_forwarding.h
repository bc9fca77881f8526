// Signals that Python code handles, brought to Python's main thread. The kernel gives a process's signal to any thread,
// mostly Node's; there Python would only note it, and a call that sleeps, waits for a lock or reads would not wake.
//
// Thread:    forward_signal: Python's main thread. The handler: any, within a signal. A watcher thread wakes the main
//            thread when it waits for work, which a signal does not interrupt.
// GIL:       held in forward_signal; forbidden elsewhere.
// Locks:     the handler none; the watcher the queue's.
// Frees:     nothing.
// Teardown:  leaked with the interpreter.
#pragma once

namespace stemma {

// Takes over a signal for which Python's own handler has just been installed. False for signals that belong to the
// thread that caused them, such as SIGSEGV.
bool forward_signal(int number);

// In a forked child, which has only the thread that forked.
void forward_signals_here();

}  // namespace stemma
