#include "python/values/decode.h"

#include <string>

#include "python/thread/bootstrap.h"
#include "python/values/handle.h"
#include "python/values/js_buffer.h"
#include "python/values/js_function.h"
#include "python/values/key_cache.h"

namespace stemma {
namespace {

class Decoder {
 public:
  Decoder(TapeReader& reader, const DecodeTables& tables) : reader_(reader), tables_(tables) {}

  Owned decode(int depth) {
    if (depth > max_depth) return fail("the value is nested deeper than 500 levels");
    switch (reader_.read_tag()) {
      case Tag::none:
        return Owned::share(python.none);
      case Tag::true_value:
        return Owned::share(python.true_value);
      case Tag::false_value:
        return Owned::share(python.false_value);
      case Tag::int32:
        return Owned(python.PyLong_FromLongLong(reader_.read<std::int32_t>()));
      case Tag::int64:
        return Owned(python.PyLong_FromLongLong(reader_.read<std::int64_t>()));
      case Tag::float64:
        return Owned(python.PyFloat_FromDouble(reader_.read<double>()));
      case Tag::big_integer:
        return decode_big_integer();
      case Tag::text:
        return decode_text(reader_.read_chars());
      case Tag::wide_text:
        return decode_wide_text();
      case Tag::bytes:
        return decode_bytes();
      case Tag::list:
        return decode_list(depth);
      case Tag::set:
        return decode_set(depth);
      case Tag::dict:
        return decode_dict(depth);
      case Tag::map:
        return decode_map(depth);
      case Tag::buffer:
        return decode_memory();
      case Tag::numpy_array:
        return decode_numpy_array();
      case Tag::date:
        return decode_date();
      case Tag::function:
        return decode_function();
      case Tag::handle:
        return find_handle(reader_.read<double>());
      default:
        return fail("unknown tag on the tape");
    }
  }

  Owned decode_tuple() {
    if (reader_.read_tag() != Tag::list) return fail("arguments must be a list on the tape");
    const auto count = reader_.read_count();
    Owned tuple(python.PyTuple_New(count));
    for (std::uint32_t index = 0; tuple && index < count; ++index) {
      reader_.begin_counted();
      Owned item = decode(1);
      if (!item) return Owned();
      python.PyTuple_SetItem(tuple.get(), index, item.release());
    }
    return tuple;
  }

 private:
  // A key's tag and length, and a value's tag.
  static constexpr std::size_t least_pair = 6;

  Owned fail(const char* message) {
    python.PyErr_SetString(*python.PyExc_RuntimeError, message);
    return Owned();
  }

  Owned decode_text(std::string_view text) {
    return Owned(python.PyUnicode_FromStringAndSize(text.data(), static_cast<Py_ssize_t>(text.size())));
  }

  Owned decode_wide_text() {
    const auto text = reader_.read_chars();
    int byte_order = -1;
    return Owned(
        python.PyUnicode_DecodeUTF16(text.data(), static_cast<Py_ssize_t>(text.size()), "surrogatepass", &byte_order));
  }

  Owned decode_bytes() {
    const auto bytes = reader_.read_chars();
    return Owned(python.PyBytes_FromStringAndSize(bytes.data(), static_cast<Py_ssize_t>(bytes.size())));
  }

  Owned decode_big_integer() {
    const std::string digits(reader_.read_chars());
    return Owned(python.PyLong_FromString(digits.c_str(), nullptr, 16));
  }

  Owned decode_function() {
    const auto index = reader_.read<std::uint32_t>();
    if (index >= tables_.functions.size() || !tables_.functions[index]) {
      return fail("a function on the tape is not in the side table");
    }
    return make_js_function(std::move(tables_.functions[index]));
  }

  // A view, not the bare object: it is a sequence, has a length, and is what Python's libraries know.
  Owned decode_memory() {
    const Owned buffer = make_js_buffer(reader_, tables_.buffers);
    return buffer ? Owned(python.PyMemoryView_FromObject(buffer.get())) : Owned();
  }

  Owned decode_numpy_array() {
    if (reader_.read_tag() != Tag::buffer) return fail("a numpy array must be a buffer on the tape");
    const Owned memory = decode_memory();
    return memory ? call_python(bootstrap.to_numpy, memory.get()) : Owned();
  }

  Owned decode_date() {
    Owned milliseconds(python.PyFloat_FromDouble(reader_.read<double>()));
    return milliseconds ? call_python(bootstrap.to_datetime, milliseconds.get()) : Owned();
  }

  Owned decode_list(int depth) {
    const auto count = reader_.read_count();
    Owned list(python.PyList_New(count));
    for (std::uint32_t index = 0; list && index < count; ++index) {
      reader_.begin_counted();
      Owned item = decode(depth + 1);
      if (!item) return Owned();
      python.PyList_SetItem(list.get(), index, item.release());
    }
    return list;
  }

  Owned decode_set(int depth) {
    const auto count = reader_.read_count();
    Owned set(python.PySet_New(nullptr));
    for (std::uint32_t index = 0; set && index < count; ++index) {
      reader_.begin_counted();
      const Owned item = decode(depth + 1);
      if (!item || python.PySet_Add(set.get(), item.get()) != 0) return Owned();
    }
    return set;
  }

  Owned decode_dict(int depth) {
    const auto count = reader_.read_count(least_pair);
    Owned dict(python.PyDict_New());
    for (std::uint32_t index = 0; dict && index < count; ++index) {
      reader_.begin_counted(least_pair);
      const Owned key = decode_key();
      const Owned value = key ? decode(depth + 1) : Owned();
      if (!value || python.PyDict_SetItem(dict.get(), key.get(), value.get()) != 0) return Owned();
    }
    return dict;
  }

  Owned decode_key() {
    const Tag tag = reader_.read_tag();
    if (tag == Tag::text) return interned_key(reader_.read_chars());
    if (tag == Tag::wide_text) return decode_wide_text();
    return fail("a dict key must be text on the tape");
  }

  Owned decode_map(int depth) {
    const auto count = reader_.read_count(2);
    Owned dict(python.PyDict_New());
    for (std::uint32_t index = 0; dict && index < count; ++index) {
      reader_.begin_counted(2);
      const Owned key = decode(depth + 1);
      const Owned value = key ? decode(depth + 1) : Owned();
      if (!value || python.PyDict_SetItem(dict.get(), key.get(), value.get()) != 0) return Owned();
    }
    return dict;
  }

  TapeReader& reader_;
  const DecodeTables& tables_;
};

template <class Decode>
Owned guarded(Decode decode_with) {
  try {
    return decode_with();
  } catch (const TapeError& failure) {
    python.PyErr_SetString(*python.PyExc_RuntimeError, failure.what());
    return Owned();
  }
}

}  // namespace

Owned decode(TapeReader& reader, const DecodeTables& tables) {
  return guarded([&] { return Decoder(reader, tables).decode(0); });
}

Owned decode_arguments(TapeReader& reader, const DecodeTables& tables) {
  return guarded([&] { return Decoder(reader, tables).decode_tuple(); });
}

}  // namespace stemma
