// A Python frame beneath all calls of a thread, as a script's own code is beneath everything that it calls. Without one
// eval, exec, globals and whatever else looks at its caller's frame would find none.
//
// Thread:    an owner thread, for all of its duty.
// GIL:       held at the start and at the end; `body` may let go of it in between.
// Locks:     none.
// Frees:     nothing.
// Teardown:  nothing.
#pragma once

#include <functional>

#include "python/api/python_api.h"

namespace stemma {

// Runs `body` beneath a frame of the module __main__. Where there is no memory for a frame it runs without.
void run_above_frame(const std::function<void()>& body);

// stay(): what the frame's code calls.
PyObject* stay(PyObject* self, PyObject* arguments);

}  // namespace stemma
