// A JavaScript function as a Python callable, from any Python thread.
//
// Thread:    make, and the call itself: any that holds the GIL.
// GIL:       held; released while it waits for JavaScript.
// Locks:     the invocation's own mutex, never together with another or with the GIL being taken.
// Frees:     the callable tells its environment when Python drops it; JavaScript then forgets the function.
// Teardown:  a closing environment answers every waiting invocation; later calls raise JavaScriptError.
#pragma once

#include <memory>

#include "core/call.h"
#include "python/api/py_owned.h"

namespace stemma {

Owned make_js_function(std::unique_ptr<LentFunction> function);

}  // namespace stemma
