#include "call_runner.h"

#include "decode.h"
#include "encode.h"
#include "error.h"
#include "key_cache.h"
#include "py_owned.h"

namespace stemma {
namespace {

Owned import_module(std::string_view name) {
  const Owned key = interned_key(name);
  if (!key) return Owned();
  Owned loaded(python.PyImport_GetModule(key.get()));
  if (loaded || python.PyErr_Occurred()) return loaded;
  const Owned top_level(python.PyImport_Import(key.get()));
  if (!top_level) return Owned();
  return Owned(python.PyImport_GetModule(key.get()));
}

// Looked up anew each time, as Python does: a function that was patched or reloaded is the one that runs.
Owned find_function(std::string_view module, std::string_view name) {
  Owned found = import_module(module);
  while (found && !name.empty()) {
    const auto dot = name.find('.');
    const Owned part = interned_key(name.substr(0, dot));
    if (!part) return Owned();
    found = Owned(python.PyObject_GetAttr(found.get(), part.get()));
    name = dot == std::string_view::npos ? std::string_view{} : name.substr(dot + 1);
  }
  return found;
}

Owned call_from_tape(TapeReader& reader, const DecodeTables& tables) {
  const auto module = reader.read_text();
  const auto name = reader.read_text();
  const Owned function = find_function(module, name);
  if (!function) return Owned();
  const Owned arguments = decode_arguments(reader, tables);
  if (!arguments) return Owned();
  const Owned keywords = decode(reader, tables);
  if (!keywords) return Owned();
  PyObject* given = keywords.get() == python.none ? nullptr : keywords.get();
  return Owned(python.PyObject_Call(function.get(), arguments.get(), given));
}

Outcome write_result(const Owned& value, Payload& payload) {
  if (!value) {
    write_current_error(payload);
    return Outcome::python_error;
  }
  if (encode(value.get(), payload)) return Outcome::value;
  write_current_error(payload);
  return Outcome::unencodable;
}

}  // namespace

CallResult run_call(Call& call) {
  CallResult result{};
  {
    const auto tape = std::move(call.tape);
    auto buffers = std::move(call.buffers);
    TapeReader reader(tape.data(), tape.size());
    try {
      const Owned value = call_from_tape(reader, {buffers, call.sink});
      result.outcome = write_result(value, result.payload);
    } catch (const TapeError& failure) {
      python.PyErr_SetString(*python.PyExc_RuntimeError, failure.what());
      write_current_error(result.payload);
      result.outcome = Outcome::python_error;
    }
  }
  if (python.PyErr_Occurred()) python.PyErr_WriteUnraisable(nullptr);
  return result;
}

}  // namespace stemma
