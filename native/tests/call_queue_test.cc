#include "core/call_queue.h"

#include <gtest/gtest.h>

#include <thread>

#include "recording_sink.h"

namespace stemma {
namespace {

bool push(CallQueue& queue, const std::shared_ptr<Call>& call) { return queue.push({&call, 1}) == 1; }

TEST(CallQueue, KeepsTheOrder) {
  CallQueue queue(10);
  for (std::uint32_t id = 1; id <= 3; ++id) EXPECT_TRUE(push(queue, make_call(id)));
  for (std::uint32_t id = 1; id <= 3; ++id) EXPECT_EQ(queue.try_pop()->id, id);
  EXPECT_EQ(queue.try_pop(), nullptr);
}

TEST(CallQueue, RefusesBeyondItsLimitAndAcceptsAgain) {
  CallQueue queue(2);
  EXPECT_TRUE(push(queue, make_call(1)));
  EXPECT_TRUE(push(queue, make_call(2)));
  EXPECT_FALSE(push(queue, make_call(3)));
  queue.try_pop();
  EXPECT_TRUE(push(queue, make_call(4)));
}

TEST(CallQueue, TakesOfManyAsManyAsThereIsRoomFor) {
  CallQueue queue(3);
  push(queue, make_call(1));
  const std::vector<std::shared_ptr<Call>> calls = {make_call(2), make_call(3), make_call(4)};
  EXPECT_EQ(queue.push(calls), 2u);
  EXPECT_EQ(queue.push(calls), 0u);
  for (std::uint32_t id = 1; id <= 3; ++id) EXPECT_EQ(queue.try_pop()->id, id);
  EXPECT_EQ(queue.try_pop(), nullptr);
}

TEST(CallQueue, ARemovedCallFreesItsPlaceAtOnce) {
  CallQueue queue(2);
  const auto first = make_call(1);
  push(queue, first);
  push(queue, make_call(2));
  EXPECT_TRUE(queue.remove(*first));
  EXPECT_FALSE(queue.remove(*first));
  EXPECT_TRUE(push(queue, make_call(3)));
  EXPECT_EQ(queue.try_pop()->id, 2u);
}

TEST(CallQueue, DoesNotRemoveWhatWasPopped) {
  CallQueue queue(2);
  const auto call = make_call(1);
  push(queue, call);
  queue.try_pop();
  EXPECT_FALSE(queue.remove(*call));
}

TEST(CallQueue, RemovesTheCallsOfOneSinkOnly) {
  CallQueue queue(10);
  const auto sink = std::make_shared<RecordingSink>();
  push(queue, make_call(1, {}, sink));
  push(queue, make_call(2));
  push(queue, make_call(3, {}, sink));
  const auto removed = queue.remove_if([&](const Call& call) { return call.sink == sink; });
  EXPECT_EQ(removed.size(), 2u);
  EXPECT_EQ(queue.try_pop()->id, 2u);
}

TEST(CallQueue, WaitEndsWithACallAWakeOrTheEndOfDuty) {
  CallQueue queue(10);
  std::thread pusher([&] { push(queue, make_call(1)); });
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
