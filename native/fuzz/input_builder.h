// Well-formed inputs to start from: every kind of value, alone and nested, and submissions.
// Plain functions: no thread, lock or lifetime.
#pragma once

#include <cstdint>
#include <vector>

namespace stemma::fuzz {

using Input = std::vector<std::uint8_t>;

std::vector<Input> first_inputs();

}  // namespace stemma::fuzz
