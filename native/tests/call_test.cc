#include "core/call.h"

#include <gtest/gtest.h>

#include <thread>

#include "recording_sink.h"

namespace stemma {
namespace {

TEST(Call, IsClaimedByExactlyOneOfManyThreads) {
  for (int round = 0; round < 200; ++round) {
    const auto call = make_call(1);
    std::atomic<int> winners{0};
    std::vector<std::thread> threads;
    for (int index = 0; index < 4; ++index) {
      threads.emplace_back([&] { winners += call->claim_settlement(); });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(winners, 1);
    EXPECT_TRUE(call->is_settled());
  }
}

TEST(Call, CountsTheQueueUntilItStartsAndTheRunAfterwards) {
  const auto call = make_call(1);
  const auto submitted = call->submitted_at;
  EXPECT_DOUBLE_EQ(call->queued_ms(submitted + std::chrono::milliseconds(7)), 7);
  EXPECT_DOUBLE_EQ(call->ran_ms(submitted + std::chrono::milliseconds(7)), 0);
  call->mark_started(submitted + std::chrono::milliseconds(10));
  const auto later = submitted + std::chrono::milliseconds(25);
  EXPECT_DOUBLE_EQ(call->queued_ms(later), 10);
  EXPECT_DOUBLE_EQ(call->ran_ms(later), 15);
}

TEST(Call, HasADeadlineOnlyWhenATimeoutIsGiven) {
  EXPECT_FALSE(make_call(1)->deadline);
  const auto call = make_call(2, std::chrono::milliseconds(5));
  EXPECT_EQ(*call->deadline - call->submitted_at, std::chrono::milliseconds(5));
}

TEST(Call, SerialsDifferAndAreNeverZero) {
  const auto first = make_call(1), second = make_call(1);
  EXPECT_NE(first->serial, 0u);
  EXPECT_NE(first->serial, second->serial);
}

}  // namespace
}  // namespace stemma
