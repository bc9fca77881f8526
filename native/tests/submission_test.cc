#include "core/submission.h"

#include <gtest/gtest.h>

#include <limits>

namespace stemma {
namespace {

struct Written {
  double timeout_ms = 1.5;
  std::uint32_t first_view = 0, views = 0, first_function = 0, functions = 0;
  std::size_t values = 0;
};

SubmissionRecord read_back(const Written& written, std::uint32_t views_passed) {
  TapeWriter tape;
  const auto size_at = tape.reserve_count();
  tape.write<std::uint32_t>(7);
  tape.write(written.timeout_ms);
  tape.write<std::uint8_t>(1);
  for (const auto number : {written.first_view, written.views, written.first_function, written.functions}) {
    tape.write(number);
  }
  for (std::size_t index = 0; index < written.values; ++index) tape.write_tag(Tag::none);
  tape.patch(size_at, static_cast<std::uint32_t>(tape.size() - 4));
  static std::vector<std::uint8_t> bytes;
  bytes = std::move(tape.bytes());
  TapeReader reader(bytes.data(), bytes.size());
  return read_submission(reader, views_passed);
}

TEST(Submission, ReadsWhatWasWritten) {
  const auto record = read_back({.first_view = 2, .views = 1, .first_function = 9, .functions = 2, .values = 10}, 3);
  EXPECT_EQ(record.id, 7u);
  EXPECT_EQ(record.timeout, std::chrono::microseconds(1500));
  EXPECT_EQ(record.flags, 1u);
  EXPECT_EQ(record.first_view, 2u);
  EXPECT_EQ(record.first_function, 9u);
  EXPECT_EQ(record.functions, 2u);
  EXPECT_EQ(record.values.remaining(), 10u);
}

TEST(Submission, HasNoDeadlineWhenTheTimeIsNegativeEndlessOrNoNumber) {
  for (const double timeout : {-1.0, 1e300, std::numeric_limits<double>::infinity(), __builtin_nan("")}) {
    EXPECT_EQ(read_back({.timeout_ms = timeout}, 0).timeout, std::nullopt) << timeout;
  }
}

TEST(Submission, RefusesMemoriesThatWereNotPassed) {
  EXPECT_THROW(read_back({.first_view = 3, .views = 1}, 3), TapeError);
  EXPECT_THROW(read_back({.first_view = 1, .views = 0xffffffff}, 3), TapeError);
}

TEST(Submission, RefusesMoreFunctionsThanItsValuesCanHold) {
  EXPECT_THROW(read_back({.functions = 0xffffffff, .values = 10}, 0), TapeError);
  EXPECT_THROW(read_back({.functions = 3, .values = 14}, 0), TapeError);
}

}  // namespace
}  // namespace stemma
