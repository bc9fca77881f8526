#include "core/deadline.h"

#include <gtest/gtest.h>

#include <future>

#include "recording_sink.h"

namespace stemma {
namespace {

// The deadline thread is never joined, so what it uses must outlive the test.
struct Watch {
  Deadlines deadlines;
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<std::uint32_t> fired;

  static Watch& start() {
    auto& watch = *new Watch;
    watch.deadlines.start([&watch](const DeadlineEntry& entry) {
      const auto call = entry.call.lock();
      std::lock_guard lock(watch.mutex);
      watch.fired.push_back(call ? call->id : 0);
      watch.changed.notify_all();
    });
    return watch;
  }

  void add(const std::shared_ptr<Call>& call) { deadlines.watch({&call, 1}); }

  std::vector<std::uint32_t> wait_for(std::size_t count) {
    std::unique_lock lock(mutex);
    changed.wait_for(lock, std::chrono::seconds(5), [&] { return fired.size() >= count; });
    return fired;
  }
};

TEST(Deadlines, FireInTheOrderOfTheirTimes) {
  auto& watch = Watch::start();
  const auto late = make_call(1, std::chrono::milliseconds(40));
  const auto early = make_call(2, std::chrono::milliseconds(10));
  watch.add(late);
  watch.add(early);
  EXPECT_EQ(watch.wait_for(2), (std::vector<std::uint32_t>{2, 1}));
  EXPECT_EQ(watch.deadlines.size(), 0u);
}

TEST(Deadlines, AForgottenCallLeavesNothingBehind) {
  auto& watch = Watch::start();
  for (std::uint32_t id = 0; id < 1000; ++id) {
    const auto call = make_call(id, std::chrono::seconds(30));
    watch.add(call);
    watch.deadlines.forget(*call);
  }
  EXPECT_EQ(watch.deadlines.size(), 0u);
  const auto marker = make_call(7, std::chrono::milliseconds(1));
  watch.add(marker);
  EXPECT_EQ(watch.wait_for(1), std::vector<std::uint32_t>{7});
}

TEST(Deadlines, ACallWithoutTimeoutIsNotWatched) {
  auto& watch = Watch::start();
  watch.add(make_call(1));
  EXPECT_EQ(watch.deadlines.size(), 0u);
}

TEST(Deadlines, ForgettingAFiredCallIsHarmless) {
  auto& watch = Watch::start();
  const auto call = make_call(3, std::chrono::milliseconds(1));
  watch.add(call);
  watch.wait_for(1);
  watch.deadlines.forget(*call);
  EXPECT_EQ(watch.deadlines.size(), 0u);
}

}  // namespace
}  // namespace stemma
