#include "mutator.h"

#include <algorithm>
#include <cstring>

#include "core/tape.h"

namespace stemma::fuzz {
namespace {

constexpr std::size_t longest_input = 4096;
constexpr std::uint32_t sizes[] = {0, 1, 2, 255, 4096, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff};
constexpr double numbers[] = {-1, 0, 1e300, -1e300, 9.3e18, 0x1p63, __builtin_nan(""), __builtin_inf()};
constexpr std::size_t tag_count = static_cast<std::size_t>(Tag::numpy_array) + 2;

template <class Number>
void overwrite(Input& input, std::size_t at, Number number) {
  std::memcpy(input.data() + at, &number, std::min(sizeof number, input.size() - at));
}

}  // namespace

std::size_t Mutator::below(std::size_t limit) {
  return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
}

Input Mutator::mutate(Input input, const Input& other) {
  for (std::size_t changes = 1 + below(8); changes > 0; --changes) change_once(input, other);
  if (input.size() > longest_input) input.resize(longest_input);
  return input;
}

void Mutator::change_once(Input& input, const Input& other) {
  if (input.size() < 2) input.resize(2);
  const auto at = 1 + below(input.size() - 1);
  const auto end = at + below(input.size() - at) + 1;
  const auto position = input.begin() + static_cast<std::ptrdiff_t>(at);
  switch (below(8)) {
    case 0:
      input[at] ^= static_cast<std::uint8_t>(1u << below(8));
      return;
    case 1:
      input[at] = static_cast<std::uint8_t>(below(256));
      return;
    case 2:
      input[at] = static_cast<std::uint8_t>(below(tag_count));
      return;
    case 3:
      return overwrite(input, at, sizes[below(std::size(sizes))]);
    case 4:
      return overwrite(input, at, numbers[below(std::size(numbers))]);
    case 5:
      input.erase(position, input.begin() + static_cast<std::ptrdiff_t>(end));
      return;
    case 6: {
      const Input piece(position, input.begin() + static_cast<std::ptrdiff_t>(end));
      input.insert(position, piece.begin(), piece.end());
      return;
    }
    default:
      if (other.size() > 1)
        input.insert(position, other.begin() + 1 + static_cast<std::ptrdiff_t>(below(other.size() - 1)), other.end());
  }
}

}  // namespace stemma::fuzz
