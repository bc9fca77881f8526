#include "python/values/error.h"

#include "python/api/py_owned.h"
#include "python/thread/bootstrap.h"
#include "python/values/encode.h"

namespace stemma {
namespace {

struct RaisedException {
  Owned type;
  Owned value;
};

RaisedException take_current() {
  PyObject *type = nullptr, *value = nullptr, *traceback = nullptr;
  python.PyErr_Fetch(&type, &value, &traceback);
  python.PyErr_NormalizeException(&type, &value, &traceback);
  Owned owned_traceback(traceback);
  if (value && traceback) python.PyException_SetTraceback(value, traceback);
  return {Owned(type), Owned(value)};
}

std::string text_of(PyObject* object, const std::string& fallback) {
  Py_ssize_t length = 0;
  const char* chars = object ? python.PyUnicode_AsUTF8AndSize(object, &length) : nullptr;
  if (!chars) {
    python.PyErr_Clear();
    return fallback;
  }
  return std::string(chars, static_cast<std::size_t>(length));
}

std::string type_name(PyObject* type) {
  Owned name(type ? python.PyObject_GetAttrString(type, "__name__") : nullptr);
  return text_of(name.get(), "UnknownPythonException");
}

// The least that is always possible.
void write_bare(Payload& payload, const RaisedException& raised) {
  payload.tape.write_tag(Tag::dict);
  payload.tape.write<std::uint32_t>(2);
  payload.tape.write_text("type");
  payload.tape.write_text(type_name(raised.type.get()));
  payload.tape.write_text("message");
  payload.tape.write_text("(the exception could not be described)");
}

}  // namespace

void write_current_error(Payload& payload) {
  const auto mark = payload.mark();
  const RaisedException raised = take_current();
  Owned description;
  if (raised.value && bootstrap.describe) description = call_python(bootstrap.describe, raised.value.get());
  if (!description || !encode(description.get(), payload)) {
    python.PyErr_Clear();
    payload.roll_back(mark);
    write_bare(payload, raised);
  }
}

Owned take_current_exception() {
  RaisedException raised = take_current();
  return raised.value ? std::move(raised.value) : Owned::share(python.none);
}

std::string current_error_as_text() {
  const RaisedException raised = take_current();
  Owned builtins(python.PyImport_ImportModule("builtins"));
  Owned to_text(builtins ? python.PyObject_GetAttrString(builtins.get(), "str") : nullptr);
  Owned message(to_text && raised.value ? call_python(to_text.get(), raised.value.get()) : Owned());
  python.PyErr_Clear();
  return type_name(raised.type.get()) + ": " + text_of(message.get(), "(no message)");
}

}  // namespace stemma
