#include "python/thread/call_runner.h"

#include <cstdlib>
#include <utility>

#include "core/forked_child.h"
#include "python/api/py_owned.h"
#include "python/thread/awaited_call.h"
#include "python/thread/bootstrap.h"
#include "python/values/decode.h"
#include "python/values/encode.h"
#include "python/values/error.h"
#include "python/values/handle.h"
#include "python/values/key_cache.h"

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

// Whether Python objects may lend memory or functions of JavaScript, which must see them released with the settlement.
bool has_loans(const DecodeTables& tables) { return !tables.buffers.empty() || !tables.functions.empty(); }

// A child that the call has forked comes out of it, too.
void end_if_forked() {
  if (!is_forked_child) return;
  const Owned raised = take_current_exception();
  call_python(bootstrap.end_forked_child, raised.get());
  std::_Exit(EXIT_FAILURE);
}

Owned call_from_tape(TapeReader& reader, const DecodeTables& tables, std::vector<Owned>& leftovers) {
  const auto module = reader.read_text();
  const auto name = reader.read_text();
  const Owned function = find_function(module, name);
  if (!function) return Owned();
  Owned arguments = decode_arguments(reader, tables);
  if (!arguments) return Owned();
  Owned keywords = decode(reader, tables);
  if (!keywords) return Owned();
  PyObject* given = keywords.get() == python.none ? nullptr : keywords.get();
  Owned value(python.PyObject_Call(function.get(), arguments.get(), given));
  end_if_forked();
  if (!has_loans(tables)) {
    leftovers.push_back(std::move(arguments));
    leftovers.push_back(std::move(keywords));
  }
  return value;
}

bool is_plain(PyObject* value) {
  using namespace python_constant;
  constexpr unsigned long plain =
      long_subclass | list_subclass | tuple_subclass | bytes_subclass | unicode_subclass | dict_subclass;
  PyTypeObject* type = PythonApi::type_of(value);
  return value == python.none || reinterpret_cast<PyObject*>(type) == python.float_type ||
         (python.PyType_GetFlags(type) & plain);
}

ResultKind kind_of(PyObject* value) {
  if (is_plain(value)) return ResultKind::plain;
  Owned kind = call_python(bootstrap.kind_of, value);
  if (!kind) {
    // Interrupted: that happens once to a call. A coroutine that is not known as one would be dropped with a warning.
    python.PyErr_Clear();
    kind = call_python(bootstrap.kind_of, value);
  }
  if (!kind) {
    python.PyErr_Clear();
    return ResultKind::plain;
  }
  int overflow = 0;
  return static_cast<ResultKind>(python.PyLong_AsLongLongAndOverflow(kind.get(), &overflow));
}

// A coroutine is always run: kept as an object, nobody could. Other awaitables (tasks, futures) are objects, too.
bool is_awaited(const Call& call, PyObject* value) {
  const auto kind = kind_of(value);
  return kind == ResultKind::coroutine || (kind == ResultKind::awaitable && !call.has(CallFlag::keep_result));
}

Outcome write_failure(Payload& payload, Outcome outcome) {
  write_current_error(payload);
  return outcome;
}

// Encodes the value, or hands it to the asyncio loop.
std::optional<CallResult> finish(const std::shared_ptr<Call>& call, Owned value, std::vector<Owned> leftovers) {
  CallResult result;
  result.leftovers = std::move(leftovers);
  if (!value) {
    result.outcome = write_failure(result.payload, Outcome::python_error);
    return result;
  }
  if (is_awaited(*call, value.get())) {
    if (call->is_settled()) {
      call_python(bootstrap.discard, value.get());
      return result;
    }
    if (await_result(call, value.get())) return std::nullopt;
    result.outcome = write_failure(result.payload, Outcome::python_error);
    return result;
  }
  result.outcome = write_value(*call, value.get(), result.payload);
  result.leftovers.push_back(std::move(value));
  return result;
}

// Each entry is its outcome (u8), the size of its value (u32) and the value. A failure costs its own entry only, on
// both sides: JavaScript goes by the size past a value that it can't hold.
void write_batch_entry(const Call& call, const Owned& value, Payload& payload) {
  const auto outcome_at = payload.tape.size();
  payload.tape.write(static_cast<std::uint8_t>(Outcome::value));
  const auto size_at = payload.tape.reserve_count();
  const auto start = payload.tape.size();
  const auto outcome = value ? write_value(call, value.get(), payload) : write_failure(payload, Outcome::python_error);
  payload.tape.patch_byte(outcome_at, static_cast<std::uint8_t>(outcome));
  payload.tape.patch(size_at, static_cast<std::uint32_t>(payload.tape.size() - start));
}

CallResult run_batch(const Call& call, TapeReader& reader, const DecodeTables& tables) {
  CallResult result;
  const auto count = reader.read_count(sizeof(std::uint32_t));
  result.payload.tape.write(count);
  for (std::uint32_t index = 0; index < count; ++index) {
    reader.begin_counted(sizeof(std::uint32_t));
    auto entry = reader.slice(reader.read<std::uint32_t>());
    const Owned value = call.is_settled() ? Owned::share(python.none) : call_from_tape(entry, tables, result.leftovers);
    write_batch_entry(call, value, result.payload);
  }
  return result;
}

std::optional<CallResult> run(const std::shared_ptr<Call>& call, TapeReader& reader, const DecodeTables& tables) {
  try {
    if (call->has(CallFlag::batch)) return run_batch(*call, reader, tables);
    std::vector<Owned> leftovers;
    Owned value = call_from_tape(reader, tables, leftovers);
    return finish(call, std::move(value), std::move(leftovers));
  } catch (const TapeError& failure) {
    python.PyErr_SetString(*python.PyExc_RuntimeError, failure.what());
    CallResult result;
    result.outcome = write_failure(result.payload, Outcome::python_error);
    return result;
  }
}

}  // namespace

Outcome write_value(const Call& call, PyObject* value, Payload& payload) {
  const auto environment = call.sink->id;
  const auto mark = payload.mark();
  bool written = false;
  if (call.has(CallFlag::keep_result)) {
    written = write_handle(value, environment, payload);
  } else {
    const auto kind = kind_of(value);
    const bool is_iterator = kind == ResultKind::iterator || kind == ResultKind::async_iterator;
    written = is_iterator ? write_iterator(value, kind == ResultKind::async_iterator, environment, payload)
                          : encode(value, payload);
  }
  if (written) return Outcome::value;
  payload.roll_back(mark);
  return write_failure(payload, Outcome::unencodable);
}

std::optional<CallResult> run_call(const std::shared_ptr<Call>& call) {
  std::optional<CallResult> result;
  {
    const auto tape = std::exchange(call->tape, {});
    auto buffers = std::move(call->buffers);
    auto functions = std::move(call->functions);
    TapeReader reader = tape.reader();
    result = run(call, reader, {buffers, functions});
  }
  if (python.PyErr_Occurred()) python.PyErr_WriteUnraisable(nullptr);
  return result;
}

}  // namespace stemma
