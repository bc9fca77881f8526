#include "python/thread/awaited_call.h"

#include "python/thread/bootstrap.h"
#include "python/thread/call_runner.h"
#include "python/thread/interpreter.h"
#include "python/values/error.h"

namespace stemma {
namespace {

constexpr const char* capsule_name = "stemma.awaited_call";

using Held = std::shared_ptr<Call>;

Held* held_by(PyObject* capsule) { return static_cast<Held*>(python.PyCapsule_GetPointer(capsule, capsule_name)); }

void drop(PyObject* capsule) { delete held_by(capsule); }

// complete(value, error): by the asyncio thread.
PyObject* complete(PyObject* self, PyObject* arguments) {
  const Held* call = held_by(self);
  if (!call || python.PyTuple_Size(arguments) != 2) return nullptr;
  (*call)->is_awaited = false;
  PyObject* value = python.PyTuple_GetItem(arguments, 0);
  PyObject* error = python.PyTuple_GetItem(arguments, 1);
  CallResult result;
  if (error == python.none) {
    result.outcome = write_value(**call, value, result.payload);
  } else {
    python.PyErr_SetObject(reinterpret_cast<PyObject*>(PythonApi::type_of(error)), error);
    write_current_error(result.payload);
    result.outcome = Outcome::python_error;
  }
  Interpreter::instance().settle(**call, result.outcome, std::move(result.payload));
  return Owned::share(python.none).release();
}

PyMethodDef complete_method = {"complete", complete, python_constant::method_varargs, "Settles the awaited call."};

}  // namespace

bool await_result(const std::shared_ptr<Call>& call, PyObject* awaitable) {
  auto held = std::make_unique<Held>(call);
  const Owned capsule(python.PyCapsule_New(held.get(), capsule_name, drop));
  if (!capsule) return false;
  held.release();
  const Owned completion(python.PyCFunction_NewEx(&complete_method, capsule.get(), nullptr));
  const Owned serial(python.PyLong_FromUnsignedLongLong(call->serial));
  if (!completion || !serial) return false;
  call->is_awaited = true;
  if (!call_python(bootstrap.spawn, awaitable, serial.get(), completion.get())) {
    call->is_awaited = false;
    return false;
  }
  // Its time may have run out before the task existed.
  if (call->is_settled()) cancel_awaited(call->serial);
  return true;
}

void cancel_awaited(std::uint64_t serial) {
  const Owned number(python.PyLong_FromUnsignedLongLong(serial));
  if (number) call_python(bootstrap.cancel_awaited, number.get());
}

}  // namespace stemma
