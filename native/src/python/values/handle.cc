#include "python/values/handle.h"

#include "python/thread/bootstrap.h"
#include "python/thread/interpreter.h"
#include "python/values/encode.h"

namespace stemma {
namespace {

Owned integer(std::uint64_t value) { return Owned(python.PyLong_FromUnsignedLongLong(value)); }

struct Kept final : KeptObject {
  double number;
  std::uint64_t environment;
  bool is_handed_over = false;

  Kept(double handle, std::uint64_t owner) : number(handle), environment(owner) {}
  void hand_over() override { is_handed_over = true; }
  ~Kept() override {
    if (is_handed_over) return;
    Interpreter::instance().run_on_owner([handle = number, owner = environment] { release_handle(handle, owner); });
  }
};

// Handles are numbered from 1; a double holds 2^53 of them. 0 is no handle.
std::uint64_t number_of(double handle) {
  constexpr double last = 9007199254740992.0;
  return handle >= 1 && handle <= last ? static_cast<std::uint64_t>(handle) : 0;
}

bool write_number(Tag tag, PyObject* object, std::uint64_t environment, Payload& payload) {
  const Owned owner = integer(environment);
  const Owned number = owner ? call_python(bootstrap.keep, object, owner.get()) : Owned();
  if (!number) return false;
  const auto handle = static_cast<double>(python.PyLong_AsUnsignedLongLong(number.get()));
  payload.kept.push_back(std::make_unique<Kept>(handle, environment));
  payload.tape.write_tag(tag);
  payload.tape.write(handle);
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
  const Owned wanted = integer(number_of(number));
  return wanted ? call_python(bootstrap.find_handle, wanted.get()) : Owned();
}

void release_handle(double number, std::uint64_t environment) {
  const Owned released = integer(number_of(number));
  const Owned owner = integer(environment);
  if (released && owner) call_python(bootstrap.release, released.get(), owner.get());
}

void release_all_handles(std::uint64_t environment) {
  const Owned owner = integer(environment);
  if (owner) call_python(bootstrap.release_all, owner.get());
}

}  // namespace stemma
