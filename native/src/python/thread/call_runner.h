// Runs one call on the current thread: find the function, decode the arguments, call, encode what came out.
//
// Thread:    an owner thread.
// GIL:       held.
// Locks:     none.
// Frees:     the call's tape and borrowed memories, before it returns. What Python made for the call is left to the
//            caller, to drop it after the settlement: ten thousand dicts take a millisecond.
// Teardown:  nothing.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/call.h"
#include "python/api/py_owned.h"

namespace stemma {

struct CallResult {
  Outcome outcome{};
  Payload payload;
  std::vector<Owned> leftovers;  // GIL needed to destroy them
};

// Empty when the call goes on as a task on the asyncio loop, which will settle it.
std::optional<CallResult> run_call(const std::shared_ptr<Call>& call);

// Writes a final value in the way the caller asked for: converted, or as a handle.
Outcome write_value(const Call& call, PyObject* value, Payload& payload);

}  // namespace stemma
