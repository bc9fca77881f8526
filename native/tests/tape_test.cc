#include "core/tape.h"

#include <gtest/gtest.h>

namespace stemma {
namespace {

TapeReader reader_of(const TapeWriter& writer) { return TapeReader(writer.bytes().data(), writer.size()); }

TEST(Tape, ReadsBackWhatWasWritten) {
  TapeWriter writer;
  writer.write_tag(Tag::float64);
  writer.write(-0.5);
  writer.write_text("grün");
  auto reader = reader_of(writer);
  EXPECT_EQ(reader.read_tag(), Tag::float64);
  EXPECT_EQ(reader.read<double>(), -0.5);
  EXPECT_EQ(reader.read_text(), "grün");
  EXPECT_EQ(reader.remaining(), 0u);
}

TEST(Tape, PatchesACountThatIsKnownLater) {
  TapeWriter writer;
  const auto at = writer.reserve_count();
  for (int index = 0; index < 3; ++index) writer.write_tag(Tag::none);
  writer.patch(at, 3);
  EXPECT_EQ(reader_of(writer).read_count(), 3u);
}

TEST(Tape, EveryCutThrowsInsteadOfReadingBeyondTheEnd) {
  TapeWriter writer;
  writer.write_text("hello");
  for (std::size_t size = 0; size < writer.size(); ++size) {
    TapeReader reader(writer.bytes().data(), size);
    EXPECT_THROW(reader.read_text(), TapeError) << size;
  }
}

TEST(Tape, RefusesACountBeyondItsEnd) {
  TapeWriter writer;
  writer.write<std::uint32_t>(0xffffffff);
  auto reader = reader_of(writer);
  EXPECT_THROW(reader.read_count(), TapeError);
}

TEST(Tape, RefusesNestedCountsThatTogetherExceedIt) {
  TapeWriter writer;
  writer.write<std::uint32_t>(10);
  writer.write<std::uint32_t>(10);
  for (int index = 0; index < 15; ++index) writer.write_tag(Tag::none);
  auto reader = reader_of(writer);
  EXPECT_EQ(reader.read_count(), 10u);
  reader.begin_counted();
  // 15 bytes are left, 9 of them for the outer container's other things.
  EXPECT_THROW(reader.read_count(), TapeError);
}

TEST(Tape, CountsThingsByTheirLeastSize) {
  TapeWriter writer;
  writer.write<std::uint32_t>(3);
  for (int index = 0; index < 17; ++index) writer.write_tag(Tag::none);
  auto reader = reader_of(writer);
  EXPECT_THROW(reader.read_count(6), TapeError);
}

TEST(Tape, ASliceEndsWhereItShould) {
  TapeWriter writer;
  writer.write<std::uint32_t>(1);
  writer.write<std::uint32_t>(2);
  auto reader = reader_of(writer);
  auto slice = reader.slice(4);
  EXPECT_EQ(slice.read<std::uint32_t>(), 1u);
  EXPECT_THROW(slice.read<std::uint8_t>(), TapeError);
  EXPECT_EQ(reader.read<std::uint32_t>(), 2u);
}

TEST(Tape, TextExpectedButSomethingElseFound) {
  TapeWriter writer;
  writer.write_chars(Tag::bytes, "x");
  auto reader = reader_of(writer);
  EXPECT_THROW(reader.read_text(), TapeError);
}

}  // namespace
}  // namespace stemma
