// Changes inputs at random, in the ways that break parsers: counts and lengths of extreme sizes, cuts, repetitions,
// other tags, pieces of other inputs.
// Thread:    one. GIL, locks, frees, teardown: none.
#pragma once

#include <random>

#include "input_builder.h"

namespace stemma::fuzz {

class Mutator {
 public:
  explicit Mutator(std::uint64_t seed) : random_(seed) {}

  // One to eight changes; `other` lends pieces.
  Input mutate(Input input, const Input& other);
  std::size_t below(std::size_t limit);

 private:
  void change_once(Input& input, const Input& other);

  std::mt19937_64 random_;
};

}  // namespace stemma::fuzz
