// A Python exception → an error struct on the tape.
//
// Thread:    any that holds the GIL and has an exception set.
// GIL:       held.
// Locks:     none.
// Frees:     takes the current exception over and drops it; never leaves one set.
// Teardown:  nothing.
#pragma once

#include <string>

#include "core/payload.h"
#include "python/api/py_owned.h"

namespace stemma {

// Appends the description of the current exception. It cannot fail: where Python can't even
// describe the exception (broken metaclass, no memory), the struct has the bare type name.
void write_current_error(Payload& payload);

// "Type: message" of the current exception, for failures of the start.
std::string current_error_as_text();

// The current exception with its traceback, which is then none any more; None where there is none.
Owned take_current_exception();

}  // namespace stemma
