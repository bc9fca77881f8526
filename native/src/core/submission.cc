#include "core/submission.h"

namespace stemma {
namespace {

// A tag and a u32: the least that a function takes on the tape.
constexpr std::size_t function_size = 5;

// Longer than any process runs, and short enough to be added to the clock.
constexpr double longest_timeout_ms = 10.0 * 365 * 24 * 3600 * 1000;

// A number that is none ends up as no deadline, too.
std::optional<std::chrono::nanoseconds> timeout_of(double milliseconds) {
  if (!(milliseconds >= 0 && milliseconds <= longest_timeout_ms)) return std::nullopt;
  return std::chrono::nanoseconds(static_cast<std::int64_t>(milliseconds * 1e6));
}

}  // namespace

SubmissionRecord read_submission(TapeReader& reader, std::uint32_t views) {
  auto record = reader.slice(reader.read<std::uint32_t>());
  SubmissionRecord read{.values = record};
  read.id = record.read<std::uint32_t>();
  read.timeout = timeout_of(record.read<double>());
  read.flags = record.read<std::uint8_t>();
  read.first_view = record.read<std::uint32_t>();
  read.views = record.read<std::uint32_t>();
  read.first_function = record.read<std::uint32_t>();
  read.functions = record.read<std::uint32_t>();
  if (read.first_view > views || read.views > views - read.first_view) {
    throw TapeError("a submission refers to memories that were not passed");
  }
  if (read.functions > record.remaining() / function_size) {
    throw TapeError("a submission announces more functions than it holds");
  }
  read.values = record;
  return read;
}

}  // namespace stemma
