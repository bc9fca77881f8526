// Python objects → tape.
//
// Thread:    any that holds the GIL: the owner, the asyncio thread, a thread that calls JavaScript.
// GIL:       held.
// Locks:     none.
// Frees:     only borrows the object; buffers on the payload hold their exporters until JavaScript lets go.
// Teardown:  nothing.
#pragma once

#include "core/payload.h"
#include "python/api/python_api.h"

namespace stemma {

// Appends `object`. False with a Python exception set when it has no JavaScript form; the payload then holds a
// broken tail, which the caller rolls back.
bool encode(PyObject* object, Payload& payload);

}  // namespace stemma
