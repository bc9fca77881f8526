// The binary tape that values travel on between JavaScript and Python; little-endian, no alignment.
//
// A value is one tag byte and then:
//   none, true, false       nothing
//   int32, int64, float64   the number
//   big_integer             u32 length, "-"? and hexadecimal digits
//   text                    u32 length, UTF-8
//   wide_text               u32 length in bytes, UTF-16: text with lone surrogates
//   bytes                   u32 length, the bytes
//   list, set               u32 count, the values
//   dict                    u32 count, pairs of text (or wide_text) and value
//   map                     u32 count, pairs of value and value
//   buffer                  u32 index in the side table, element kind, u8 dimensions, u32 each
//   function                u32 index in the side table of functions
//   handle                  f64 id of an object that stays in Python; towards JavaScript also text: its type
//   date                    f64 milliseconds since 1970-01-01 UTC
//   iterator                f64 id, u8: 1 when asynchronous
//   numpy_array             a buffer, tag and all; towards Python only
//
// Thread:    a reader or writer belongs to one thread at a time.
// GIL:       indifferent.
// Locks:     none.
// Frees:     plain bytes; the side tables are owned by Call and Payload.
// Teardown:  nothing.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace stemma {

enum class Tag : std::uint8_t {
  none = 0,
  true_value = 1,
  false_value = 2,
  int32 = 3,
  int64 = 4,
  float64 = 5,
  big_integer = 6,
  text = 7,
  wide_text = 8,
  bytes = 9,
  list = 10,
  dict = 11,
  map = 12,
  set = 13,
  buffer = 14,
  function = 15,
  handle = 16,
  date = 17,
  iterator = 18,
  numpy_array = 19,
};

// How deep values may nest, in both directions; deeper ones (and cycles) are refused with an error.
inline constexpr int max_depth = 500;

// The tape ends too early or holds an unknown tag: a fault of the encoder, never of the user's data.
class TapeError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Reads within its bounds and throws TapeError beyond them.
class TapeReader {
 public:
  TapeReader(const std::uint8_t* data, std::size_t size) : position_(data), end_(data + size) {}

  template <class Number>
  Number read() {
    Number value;
    std::memcpy(&value, take(sizeof value), sizeof value);
    return value;
  }
  Tag read_tag() { return static_cast<Tag>(read<std::uint8_t>()); }
  std::string_view read_chars() {
    const auto length = read<std::uint32_t>();
    return {reinterpret_cast<const char*>(take(length)), length};
  }
  // The text of a value that must be text.
  std::string_view read_text();
  // A count of things that follow and take at least `least_bytes` each. Counts may nest: what an outer one has
  // announced and not yet got is taken off the rest of the tape. So the sum of all containers that are open at a time
  // can't exceed the tape, and a count beyond it is refused before anything is allocated for it.
  std::uint32_t read_count(std::size_t least_bytes = 1);
  // One of the announced things, of that least size, begins now.
  void begin_counted(std::size_t least_bytes = 1) { announced_ -= std::min(announced_, least_bytes); }
  // A reader over the next `size` bytes, which this one skips.
  TapeReader slice(std::size_t size) { return TapeReader(take(size), size); }

  std::size_t remaining() const { return static_cast<std::size_t>(end_ - position_); }
  const std::uint8_t* position() const { return position_; }

 private:
  const std::uint8_t* take(std::size_t size);

  const std::uint8_t* position_;
  const std::uint8_t* end_;
  std::size_t announced_ = 0;  // bytes that the open containers still need at least
};

class TapeWriter {
 public:
  template <class Number>
  void write(Number value) {
    const auto at = bytes_.size();
    bytes_.resize(at + sizeof value);
    std::memcpy(bytes_.data() + at, &value, sizeof value);
  }
  void write_tag(Tag tag) { bytes_.push_back(static_cast<std::uint8_t>(tag)); }
  void write_chars(Tag tag, std::string_view chars);
  void write_text(std::string_view text) { write_chars(Tag::text, text); }
  void write_bytes(const std::uint8_t* data, std::size_t size) { bytes_.insert(bytes_.end(), data, data + size); }

  // Makes room at once for much that is about to come, where growing step by step would copy it over and over.
  void reserve_more(std::size_t size) {
    const auto needed = bytes_.size() + size + small;
    if (size > small && needed > bytes_.capacity()) bytes_.reserve(std::max(needed, bytes_.capacity() * 2));
  }
  // Reserves a u32 whose value is known later; `patch` fills it in.
  std::size_t reserve_count();
  void patch(std::size_t at, std::uint32_t value) { std::memcpy(bytes_.data() + at, &value, sizeof value); }

  void patch_byte(std::size_t at, std::uint8_t value) { bytes_[at] = value; }

  std::size_t size() const { return bytes_.size(); }
  void truncate(std::size_t size) { bytes_.resize(size); }
  const std::vector<std::uint8_t>& bytes() const { return bytes_; }
  std::vector<std::uint8_t>& bytes() { return bytes_; }

 private:
  static constexpr std::size_t small = 4096;

  std::vector<std::uint8_t> bytes_;
};

}  // namespace stemma
