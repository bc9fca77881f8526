#include "python/values/encode.h"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "core/limits.h"
#include "python/api/py_owned.h"
#include "python/thread/bootstrap.h"
#include "python/values/exported_buffer.h"

namespace stemma {
namespace {

// Whether the memory of exactly this type is its value: a mask, a unit of time or an index is not in the memory. Python
// knows the types by their names; what it has said yes to is asked no more. Guarded by the GIL; a few types, leaked.
bool is_lent(PyTypeObject* type) {
  static auto& known = *new std::vector<PyTypeObject*>{reinterpret_cast<PyTypeObject*>(python.memoryview_type),
                                                       reinterpret_cast<PyTypeObject*>(python.bytearray_type)};
  if (std::find(known.begin(), known.end(), type) != known.end()) return true;
  const Owned answer = call_python(bootstrap.lends_buffer, reinterpret_cast<PyObject*>(type));
  if (!answer) python.PyErr_Clear();
  if (answer.get() != python.true_value) return false;
  python.Py_IncRef(reinterpret_cast<PyObject*>(type));
  known.push_back(type);
  return true;
}

class Encoder {
 public:
  explicit Encoder(Payload& payload) : payload_(payload), tape_(payload.tape) {}

  bool encode(PyObject* object, int depth) {
    if (object == python.none) return tag(Tag::none);
    if (object == python.true_value) return tag(Tag::true_value);
    if (object == python.false_value) return tag(Tag::false_value);
    PyTypeObject* type = PythonApi::type_of(object);
    const unsigned long flags = python.PyType_GetFlags(type);
    if (flags & python_constant::unicode_subclass) return encode_text(object);
    if (flags & python_constant::long_subclass) return encode_integer(object);
    if (is_a(type, python.float_type)) return encode_float(object);
    if (flags & python_constant::bytes_subclass) return encode_bytes(object);
    if (depth > max_depth) return fail(*python.PyExc_RecursionError, too_deep);
    if (flags & python_constant::dict_subclass) return encode_dict(object, depth);
    if (flags & python_constant::list_subclass) return encode_list(object, depth);
    if (is_exactly(type, python.tuple_type)) return encode_tuple(object, depth);
    if (is_a(type, python.set_type) || is_a(type, python.frozenset_type)) return encode_set(object, depth);
    if (python.PyObject_CheckBuffer(object) && is_lent(type)) {
      const auto lending = lend_buffer(object, payload_);
      if (lending != Lending::no_buffer) return lending == Lending::lent;
      python.PyErr_Clear();
    }
    // Named tuples, too.
    return encode_adapted(object, depth);
  }

 private:
  static constexpr const char* too_deep = "the value is nested deeper than 500 levels, or refers to itself";

  bool tag(Tag value) {
    tape_.write_tag(value);
    return true;
  }

  bool fail(PyObject* type, const char* message) {
    python.PyErr_SetString(type, message);
    return false;
  }

  static bool is_exactly(PyTypeObject* type, PyObject* wanted) {
    return type == reinterpret_cast<PyTypeObject*>(wanted);
  }

  static bool is_a(PyTypeObject* type, PyObject* base) {
    auto* base_type = reinterpret_cast<PyTypeObject*>(base);
    return type == base_type || python.PyType_IsSubtype(type, base_type);
  }

  bool encode_text(PyObject* text) {
    Py_ssize_t length = 0;
    if (const char* chars = python.PyUnicode_AsUTF8AndSize(text, &length)) {
      tape_.write_text({chars, static_cast<std::size_t>(length)});
      return true;
    }
    // Lone surrogates have no UTF-8; JavaScript's strings can hold them.
    python.PyErr_Clear();
    Owned wide(python.PyUnicode_AsEncodedString(text, "utf-16-le", "surrogatepass"));
    return wide && write_python_bytes(Tag::wide_text, wide.get());
  }

  bool encode_bytes(PyObject* bytes) { return write_python_bytes(Tag::bytes, bytes); }

  bool write_python_bytes(Tag kind, PyObject* bytes) {
    char* chars = nullptr;
    Py_ssize_t length = 0;
    if (python.PyBytes_AsStringAndSize(bytes, &chars, &length) != 0) return false;
    tape_.write_chars(kind, {chars, static_cast<std::size_t>(length)});
    return true;
  }

  bool encode_integer(PyObject* integer) {
    int overflow = 0;
    const long long value = python.PyLong_AsLongLongAndOverflow(integer, &overflow);
    if (value == -1 && !overflow && python.PyErr_Occurred()) return false;
    if (overflow) return encode_big_integer(integer);
    if (value >= std::numeric_limits<std::int32_t>::min() && value <= std::numeric_limits<std::int32_t>::max()) {
      tape_.write_tag(Tag::int32);
      tape_.write(static_cast<std::int32_t>(value));
    } else {
      tape_.write_tag(Tag::int64);
      tape_.write(static_cast<std::int64_t>(value));
    }
    return true;
  }

  bool encode_big_integer(PyObject* integer) {
    // Hexadecimal: linear in its length, and exempt from CPython's limit on decimal digits. "0x" is left out.
    Owned text(python.PyNumber_ToBase(integer, 16));
    Py_ssize_t length = 0;
    const char* chars = text ? python.PyUnicode_AsUTF8AndSize(text.get(), &length) : nullptr;
    if (!chars) return false;
    std::string digits(chars, static_cast<std::size_t>(length));
    digits.erase(digits.find("0x"), 2);
    tape_.write_chars(Tag::big_integer, digits);
    return true;
  }

  bool encode_float(PyObject* number) {
    tape_.write_tag(Tag::float64);
    tape_.write(python.PyFloat_AsDouble(number));
    return true;
  }

  // Counts are patched afterwards: adapting an element runs Python code, which may change the container.
  bool encode_list(PyObject* list, int depth) {
    tape_.write_tag(Tag::list);
    const auto count_at = tape_.reserve_count();
    std::uint32_t count = 0;
    for (; static_cast<Py_ssize_t>(count) < python.PyList_Size(list); ++count) {
      PyObject* borrowed = python.PyList_GetItem(list, count);
      if (!borrowed) return false;
      const Owned item = Owned::share(borrowed);
      if (!encode(item.get(), depth + 1)) return false;
    }
    tape_.patch(count_at, count);
    return true;
  }

  bool encode_tuple(PyObject* tuple, int depth) {
    const auto count = static_cast<std::uint32_t>(python.PyTuple_Size(tuple));
    tape_.write_tag(Tag::list);
    tape_.write(count);
    for (std::uint32_t index = 0; index < count; ++index) {
      if (!encode(python.PyTuple_GetItem(tuple, index), depth + 1)) return false;
    }
    return true;
  }

  bool encode_set(PyObject* set, int depth) {
    Owned iterator(python.PyObject_GetIter(set));
    if (!iterator) return false;
    tape_.write_tag(Tag::set);
    const auto count_at = tape_.reserve_count();
    std::uint32_t count = 0;
    while (Owned item{python.PyIter_Next(iterator.get())}) {
      if (!encode(item.get(), depth + 1)) return false;
      ++count;
    }
    if (python.PyErr_Occurred()) return false;
    tape_.patch(count_at, count);
    return true;
  }

  // Text keys make an object; any other key makes the whole dict a Map, so that 1 and "1" stay apart.
  bool encode_dict(PyObject* dict, int depth) {
    const auto mark = payload_.mark();
    bool only_text_keys = true;
    if (!encode_pairs(dict, depth, Tag::dict, only_text_keys)) return false;
    if (only_text_keys) return true;
    payload_.roll_back(mark);
    return encode_pairs(dict, depth, Tag::map, only_text_keys);
  }

  bool encode_pairs(PyObject* dict, int depth, Tag kind, bool& only_text_keys) {
    tape_.write_tag(kind);
    const auto count_at = tape_.reserve_count();
    std::uint32_t count = 0;
    Py_ssize_t position = 0;
    PyObject *borrowed_key = nullptr, *borrowed_value = nullptr;
    while (python.PyDict_Next(dict, &position, &borrowed_key, &borrowed_value)) {
      const Owned key = Owned::share(borrowed_key);
      const Owned value = Owned::share(borrowed_value);
      const bool is_text = python.PyType_GetFlags(PythonApi::type_of(key.get())) & python_constant::unicode_subclass;
      if (kind == Tag::dict && !is_text) {
        only_text_keys = false;
        return true;
      }
      if (!encode(key.get(), depth + 1) || !encode(value.get(), depth + 1)) return false;
      ++count;
    }
    tape_.patch(count_at, count);
    return true;
  }

  bool encode_adapted(PyObject* object, int depth) {
    const Owned adapted = call_python(bootstrap.adapt, object);
    return adapted && encode(adapted.get(), depth + 1);
  }

  Payload& payload_;
  TapeWriter& tape_;
};

}  // namespace

bool encode(PyObject* object, Payload& payload) {
  try {
    if (!Encoder(payload).encode(object, 0)) return false;
    if (payload.tape.size() + message_overhead <= longest_hand_over()) return true;
    const auto size = std::to_string(payload.tape.size());
    const auto limit = std::to_string(longest_hand_over());
    const auto message = "the value takes " + size + " bytes, more than can be handed over at once (" + limit +
                         "); return parts of it, or keep it in Python";
    python.PyErr_SetString(bootstrap.unencodable, message.c_str());
    return false;
  } catch (const TapeError& failure) {
    python.PyErr_SetString(bootstrap.unencodable, failure.what());
    return false;
  } catch (const std::exception& failure) {
    python.PyErr_SetString(*python.PyExc_MemoryError, failure.what());
    return false;
  }
}

}  // namespace stemma
