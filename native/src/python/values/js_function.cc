#include "python/values/js_function.h"

#include "core/forked_child.h"
#include "core/invocation.h"
#include "python/thread/bootstrap.h"
#include "python/thread/owner_thread.h"
#include "python/values/decode.h"
#include "python/values/encode.h"

namespace stemma {
namespace {

constexpr const char* capsule_name = "stemma.js_function";

LentFunction* function_of(PyObject* capsule) {
  return static_cast<LentFunction*>(python.PyCapsule_GetPointer(capsule, capsule_name));
}

void drop(PyObject* capsule) { delete function_of(capsule); }

PyObject* fail(const std::string& message) {
  python.PyErr_SetString(bootstrap.javascript_error, message.c_str());
  return nullptr;
}

// JavaScript has no keyword arguments: they come as one object, after the others.
Owned with_keywords(PyObject* arguments, PyObject* keywords) {
  if (!keywords) return Owned::share(arguments);
  const auto count = python.PyTuple_Size(arguments);
  Owned all(python.PyTuple_New(count + 1));
  for (Py_ssize_t index = 0; all && index < count; ++index) {
    python.PyTuple_SetItem(all.get(), index, Owned::share(python.PyTuple_GetItem(arguments, index)).release());
  }
  if (all) python.PyTuple_SetItem(all.get(), count, Owned::share(keywords).release());
  return all;
}

PyObject* call(PyObject* self, PyObject* arguments, PyObject* keywords) {
  const LentFunction* function = function_of(self);
  if (!function) return nullptr;
  Payload payload;
  const Owned all = with_keywords(arguments, keywords);
  if (!all || !encode(all.get(), payload)) return nullptr;
  // Python may drop the callable while it waits.
  const auto sink = function->sink;
  const auto invocation = std::make_shared<Invocation>();
  if (!sink->invoke(function->id, std::move(payload), invocation)) {
    return fail(is_forked_child ? "a process that Python has forked has no JavaScript"
                                : "the JavaScript environment that the function belongs to has ended");
  }
  bool is_answered = false;
  {
    GilPause pause;
    is_answered = invocation->wait(take_current_interrupt);
  }
  if (!is_answered) {
    python.PyErr_SetString(bootstrap.interrupted, "the call was interrupted while it waited for JavaScript");
    return nullptr;
  }
  Answer& answer = invocation->result();
  if (!answer.is_value) return fail(answer.failure);
  TapeReader reader(answer.tape.data(), answer.tape.size());
  return decode(reader, {answer.buffers, answer.functions}).release();
}

// The first line is the signature, for inspect: some libraries look at it before they call.
constexpr const char* description =
    "javascript_function($self, /, *args, **kwargs)\n--\n\n"
    "A JavaScript function. Keyword arguments come to it as one object, after the others.";

PyMethodDef call_method = {"javascript_function", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(call)),
                           python_constant::method_varargs | python_constant::method_keywords, description};

}  // namespace

Owned make_js_function(std::unique_ptr<LentFunction> function) {
  const Owned capsule(python.PyCapsule_New(function.get(), capsule_name, drop));
  if (!capsule) return Owned();
  function.release();
  return Owned(python.PyCFunction_NewEx(&call_method, capsule.get(), nullptr));
}

}  // namespace stemma
