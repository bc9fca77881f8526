#include "core/tape.h"

#include <limits>

namespace stemma {

const std::uint8_t* TapeReader::take(std::size_t size) {
  if (size > remaining()) throw TapeError("the tape ends in the middle of a value");
  const auto* at = position_;
  position_ += size;
  return at;
}

std::string_view TapeReader::read_text() {
  if (read_tag() != Tag::text) throw TapeError("text expected on the tape");
  return read_chars();
}

std::uint32_t TapeReader::read_count(std::size_t least_bytes) {
  const auto count = read<std::uint32_t>();
  const auto unclaimed = remaining() - std::min(remaining(), announced_);
  if (count > unclaimed / least_bytes) throw TapeError("the tape announces more values than it holds");
  announced_ += count * least_bytes;
  return count;
}

void TapeWriter::write_chars(Tag tag, std::string_view chars) {
  if (chars.size() > std::numeric_limits<std::uint32_t>::max()) throw TapeError("text or bytes beyond 4 GiB");
  write_tag(tag);
  write(static_cast<std::uint32_t>(chars.size()));
  bytes_.insert(bytes_.end(), chars.begin(), chars.end());
}

std::size_t TapeWriter::reserve_count() {
  const auto at = bytes_.size();
  write<std::uint32_t>(0);
  return at;
}

}  // namespace stemma
