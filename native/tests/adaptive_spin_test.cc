#include "core/adaptive_spin.h"

#include <gtest/gtest.h>

namespace stemma {
namespace {

TEST(AdaptiveSpin, LooksAtOnceAndAgainAfterAHit) {
  AdaptiveSpin spin(std::chrono::microseconds(1));
  for (int wait = 0; wait < 5; ++wait) EXPECT_TRUE(spin.look([] { return true; }));
}

TEST(AdaptiveSpin, LooksLessAndLessOftenWhereNothingComes) {
  AdaptiveSpin spin(std::chrono::microseconds(1));
  int looks = 0;
  for (int wait = 0; wait < 10'000; ++wait) {
    bool looked = false;
    EXPECT_FALSE(spin.look([&] {
      looked = true;
      return false;
    }));
    looks += looked;
  }
  EXPECT_GE(looks, 10'000 / 256);
  EXPECT_LE(looks, 10'000 / 256 + 9);
}

TEST(AdaptiveSpin, NoticesWithin256WaitsThatItPaysAgain) {
  AdaptiveSpin spin(std::chrono::microseconds(1));
  for (int wait = 0; wait < 10'000; ++wait) spin.look([] { return false; });
  int waits = 1;
  while (!spin.look([] { return true; })) ++waits;
  EXPECT_LE(waits, 256);
  EXPECT_TRUE(spin.look([] { return true; }));
}

}  // namespace
}  // namespace stemma
