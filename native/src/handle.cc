#include "handle.h"

#include "bootstrap.h"
#include "encode.h"

namespace stemma {
namespace {

Owned integer(std::uint64_t value) { return Owned(python.PyLong_FromUnsignedLongLong(value)); }

// Handles are numbered from 1; a double holds 2^53 of them.
bool write_number(Tag tag, PyObject* object, std::uint64_t environment, Payload& payload) {
  const Owned owner = integer(environment);
  const Owned number = owner ? call_python(bootstrap.keep, object, owner.get()) : Owned();
  if (!number) return false;
  payload.tape.write_tag(tag);
  payload.tape.write(static_cast<double>(python.PyLong_AsUnsignedLongLong(number.get())));
  return true;
}

}  // namespace

bool write_handle(PyObject* object, std::uint64_t environment, Payload& payload) {
  const Owned name = call_python(bootstrap.type_name, object);
  return name && write_number(Tag::handle, object, environment, payload) && encode(name.get(), payload);
}

bool write_iterator(PyObject* iterator, bool is_async, std::uint64_t environment, Payload& payload) {
  const Owned pulled = call_python(bootstrap.pulled, iterator);
  if (!pulled || !write_number(Tag::iterator, pulled.get(), environment, payload)) return false;
  payload.tape.write(static_cast<std::uint8_t>(is_async));
  return true;
}

Owned find_handle(double number) {
  const Owned wanted = integer(static_cast<std::uint64_t>(number));
  return wanted ? call_python(bootstrap.find_handle, wanted.get()) : Owned();
}

void release_handle(double number, std::uint64_t environment) {
  const Owned released = integer(static_cast<std::uint64_t>(number));
  const Owned owner = integer(environment);
  if (released && owner) call_python(bootstrap.release, released.get(), owner.get());
}

void release_all_handles(std::uint64_t environment) {
  const Owned owner = integer(environment);
  if (owner) call_python(bootstrap.release_all, owner.get());
}

}  // namespace stemma
