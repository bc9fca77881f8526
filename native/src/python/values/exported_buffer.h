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

enum class Lending {
  lent,
  no_buffer,  // perhaps with an exception set: structures, not contiguous, no dimension
  too_large,  // with an exception set: no form of it would fit either
};

// Puts the buffer on the payload. Read-only exporters and memory that JavaScript owns already are copied: the first
// must not be written by JavaScript, the second must not get two owners.
Lending lend_buffer(PyObject* exporter, Payload& payload);

}  // namespace stemma
