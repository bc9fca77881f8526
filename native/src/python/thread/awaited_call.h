// A call whose function returned an awaitable: it goes on as a task on the asyncio loop, and the owner thread is free.
//
// Thread:    await_result: the owner thread. The completion: the asyncio thread. cancel_awaited: any that holds the
//            GIL.
// GIL:       held.
// Locks:     none.
// Frees:     a capsule keeps the call alive until the task is done or dropped.
// Teardown:  tasks of a closed environment are cancelled through their calls.
#pragma once

#include <memory>

#include "core/call.h"
#include "python/api/py_owned.h"

namespace stemma {

// Hands the awaitable over. False with an exception set when the loop could not take it.
bool await_result(const std::shared_ptr<Call>& call, PyObject* awaitable);

void cancel_awaited(std::uint64_t serial);

}  // namespace stemma
