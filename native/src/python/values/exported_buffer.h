// A Python buffer (numpy array, memoryview, array.array, bytearray) on its way to JavaScript, without a copy.
//
// Thread:    lend_buffer: any that holds the GIL. The memory is given back on any thread: the release is queued to
//            the owner thread.
// GIL:       held in lend_buffer; forbidden for the destructor (it runs in JavaScript's finalizers).
// Locks:     the interpreter's errand mutex, a leaf.
// Frees:     the Py_buffer, by the owner thread.
// Teardown:  finalizers of a closing environment only queue the release.
#pragma once

#include "core/payload.h"
#include "python/api/python_api.h"

namespace stemma {

// Puts the buffer on the payload. False, perhaps with an exception set, when it has no JavaScript form (structures,
// not contiguous, no dimension). Read-only exporters and memory that JavaScript owns already are copied: the first
// must not be written by JavaScript, the second must not get two owners.
bool lend_buffer(PyObject* exporter, Payload& payload);

}  // namespace stemma
