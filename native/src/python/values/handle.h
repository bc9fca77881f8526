// Objects that stay in Python while JavaScript holds a handle; the table itself is _stemma/handles.py.
//
// Thread:    any that holds the GIL.
// GIL:       held.
// Locks:     none (the table has its own).
// Frees:     the table owns the object until release_handle or release_all_handles; a payload that reaches nobody
//            releases what it kept.
// Teardown:  a closing environment queues release_all_handles to the owner thread.
#pragma once

#include "core/call.h"
#include "python/api/py_owned.h"

namespace stemma {

// Keeps the object and writes its handle. False with an exception set on failure.
bool write_handle(PyObject* object, std::uint64_t environment, Payload& payload);
// Keeps an iterator to pull from, and writes its handle.
bool write_iterator(PyObject* iterator, bool is_async, std::uint64_t environment, Payload& payload);
// The kept object; empty with a LookupError set when it was released.
Owned find_handle(double number);
void release_handle(double number, std::uint64_t environment);
void release_all_handles(std::uint64_t environment);

}  // namespace stemma
