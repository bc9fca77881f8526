// Memory of a JavaScript typed array as a Python object with the buffer protocol; nothing is copied.
//
// Thread:    any that holds the GIL.
// GIL:       held; it also guards the table of lent ranges.
// Locks:     none; giving the memory back takes the environment's mutex (a leaf).
// Frees:     each object owns one BorrowedMemory, given back when Python drops the object and every view of it.
// Teardown:  main environment: the process ends with it. Workers pass copies, because their memory would go away
//            under Python's feet.
#pragma once

#include <memory>
#include <vector>

#include "core/call.h"
#include "core/tape.h"
#include "python/api/py_owned.h"

namespace stemma {

// Creates the Python type; once, at start.
bool create_js_buffer_type();

// Reads index, element kind and dimensions, and takes that memory out of `buffers`.
Owned make_js_buffer(TapeReader& reader, std::vector<std::unique_ptr<BorrowedMemory>>& buffers);

// True when the address lies in memory that JavaScript owns. Such memory must not be wrapped a second time.
bool is_javascript_memory(const void* address);

}  // namespace stemma
