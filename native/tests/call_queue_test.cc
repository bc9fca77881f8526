#include "call_queue.h"

#include <gtest/gtest.h>

#include <thread>

#include "recording_sink.h"

namespace stemma {
namespace {

TEST(CallQueue, KeepsTheOrder) {
  CallQueue queue(10);
  for (std::uint32_t id = 1; id <= 3; ++id) EXPECT_TRUE(queue.push(make_call(id)));
  for (std::uint32_t id = 1; id <= 3; ++id) EXPECT_EQ(queue.try_pop()->id, id);
  EXPECT_EQ(queue.try_pop(), nullptr);
}

TEST(CallQueue, RefusesBeyondItsLimitAndAcceptsAgain) {
  CallQueue queue(2);
  EXPECT_TRUE(queue.push(make_call(1)));
  EXPECT_TRUE(queue.push(make_call(2)));
  EXPECT_FALSE(queue.push(make_call(3)));
  queue.try_pop();
  EXPECT_TRUE(queue.push(make_call(4)));
}

TEST(CallQueue, ARemovedCallFreesItsPlaceAtOnce) {
  CallQueue queue(2);
  const auto first = make_call(1);
  queue.push(first);
  queue.push(make_call(2));
  EXPECT_TRUE(queue.remove(*first));
  EXPECT_FALSE(queue.remove(*first));
  EXPECT_TRUE(queue.push(make_call(3)));
  EXPECT_EQ(queue.try_pop()->id, 2u);
}

TEST(CallQueue, DoesNotRemoveWhatWasPopped) {
  CallQueue queue(2);
  const auto call = make_call(1);
  queue.push(call);
  queue.try_pop();
  EXPECT_FALSE(queue.remove(*call));
}

TEST(CallQueue, RemovesTheCallsOfOneSinkOnly) {
  CallQueue queue(10);
  const auto sink = std::make_shared<RecordingSink>();
  queue.push(make_call(1, {}, sink));
  queue.push(make_call(2));
  queue.push(make_call(3, {}, sink));
  const auto removed = queue.remove_if([&](const Call& call) { return call.sink == sink; });
  EXPECT_EQ(removed.size(), 2u);
  EXPECT_EQ(queue.try_pop()->id, 2u);
}

TEST(CallQueue, WaitEndsWithACallAWakeOrTheEndOfDuty) {
  CallQueue queue(10);
  std::thread pusher([&] { queue.push(make_call(1)); });
  queue.wait([] { return false; });
  pusher.join();
  EXPECT_EQ(queue.try_pop()->id, 1u);

  std::thread waker([&] { queue.wake(); });
  queue.wait([] { return false; });
  waker.join();
  EXPECT_EQ(queue.size(), 0u);

  queue.wait([] { return true; });
}

}  // namespace
}  // namespace stemma
