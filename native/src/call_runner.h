// Runs one call on the current thread: find the function, decode the arguments, call, encode what came out.
//
// Thread:    an owner thread.
// GIL:       held.
// Locks:     none.
// Frees:     the call's tape and borrowed memories, before it returns.
// Teardown:  nothing.
#pragma once

#include "call.h"

namespace stemma {

struct CallResult {
  Outcome outcome;
  Payload payload;
};

CallResult run_call(Call& call);

}  // namespace stemma
