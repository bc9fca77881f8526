#include "input_builder.h"

#include <limits>

#include "core/tape.h"

namespace stemma::fuzz {
namespace {

template <class Write>
Input value(Write write) {
  TapeWriter tape;
  tape.write<std::uint8_t>('v');
  write(tape);
  return std::move(tape.bytes());
}

void write_buffer(TapeWriter& tape, std::uint32_t index, std::uint8_t kind, std::uint32_t rows, std::uint32_t columns) {
  tape.write_tag(Tag::buffer);
  tape.write(index);
  tape.write(kind);
  tape.write<std::uint8_t>(2);
  tape.write(rows);
  tape.write(columns);
}

void write_pairs(TapeWriter& tape, Tag kind) {
  tape.write_tag(kind);
  tape.write<std::uint32_t>(2);
  for (const char* key : {"name", "score"}) {
    tape.write_text(key);
    tape.write_tag(Tag::float64);
    tape.write(0.5);
  }
}

void write_everything(TapeWriter& tape) {
  tape.write_tag(Tag::list);
  tape.write<std::uint32_t>(15);
  for (const Tag plain : {Tag::none, Tag::true_value, Tag::false_value}) tape.write_tag(plain);
  tape.write_tag(Tag::int32);
  tape.write<std::int32_t>(-7);
  tape.write_tag(Tag::int64);
  tape.write(std::numeric_limits<std::int64_t>::min());
  tape.write_chars(Tag::big_integer, "-ffffffffffffffffffff");
  tape.write_text("gr\xc3\xbcn");
  tape.write_chars(Tag::wide_text, {"a\0\x00\xd8", 4});
  tape.write_chars(Tag::bytes, {"\0\xff", 2});
  write_pairs(tape, Tag::dict);
  write_pairs(tape, Tag::map);
  tape.write_tag(Tag::set);
  tape.write<std::uint32_t>(1);
  tape.write_text("one");
  write_buffer(tape, 2, 6, 2, 3);
  tape.write_tag(Tag::date);
  tape.write(1.7e12);
  tape.write_tag(Tag::function);
  tape.write<std::uint32_t>(1);
}

void write_handle(TapeWriter& tape) {
  tape.write_tag(Tag::handle);
  tape.write(1.0);
}

void write_nested(TapeWriter& tape) {
  for (int level = 0; level < max_depth; ++level) {
    tape.write_tag(Tag::list);
    tape.write<std::uint32_t>(1);
  }
  tape.write_tag(Tag::none);
}

Input submission() {
  TapeWriter tape;
  tape.write<std::uint8_t>('s');
  const auto size_at = tape.reserve_count();
  const auto start = tape.size();
  tape.write<std::uint32_t>(1);
  tape.write(30'000.0);
  tape.write<std::uint8_t>(0);
  for (const std::uint32_t number : {0, 1, 1, 1}) tape.write(number);
  tape.write_text("math");
  tape.write_text("sqrt");
  tape.patch(size_at, static_cast<std::uint32_t>(tape.size() - start));
  return std::move(tape.bytes());
}

}  // namespace

std::vector<Input> first_inputs() {
  return {value(write_everything), value(write_handle), value(write_nested), submission()};
}

}  // namespace stemma::fuzz
