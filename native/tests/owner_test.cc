#include "core/owner.h"

#include <gtest/gtest.h>

#include <thread>

namespace stemma {
namespace {

TEST(Owner, IsEitherFinishedOrRelievedNeverBoth) {
  for (int round = 0; round < 500; ++round) {
    Owner owner(true);
    ASSERT_TRUE(owner.begin(7));
    bool finished = false, relieved = false;
    std::thread deadline([&] { relieved = owner.relieve(7); });
    finished = owner.finish(7);
    deadline.join();
    EXPECT_NE(finished, relieved);
  }
}

TEST(Owner, IsNotRelievedOfAnotherCall) {
  Owner owner(true);
  owner.begin(8);
  EXPECT_FALSE(owner.relieve(7));
  EXPECT_TRUE(owner.finish(8));
}

TEST(Owner, AnInterruptMeansOneCallOnly) {
  Owner owner(true);
  owner.begin(1);
  owner.interrupt(1);
  EXPECT_TRUE(owner.is_interrupted(1));
  EXPECT_FALSE(owner.is_interrupted(2));
}

TEST(Owner, IsInsideACallUntilItLeaves) {
  Owner owner(false);
  owner.begin(1);
  EXPECT_TRUE(owner.relieve(1));
  EXPECT_TRUE(owner.is_inside(1));
  EXPECT_FALSE(owner.is_inside(2));
  owner.leave();
  EXPECT_FALSE(owner.is_inside(1));
}

TEST(Owner, TellsWaitsForTheGilApart) {
  Owner owner(true);
  const auto first = owner.gil_wait().token;
  EXPECT_NE(first, 0u);
  owner.end_gil_wait();
  EXPECT_EQ(owner.gil_wait().token, 0u);
  owner.begin_gil_wait();
  EXPECT_NE(owner.gil_wait().token, first);
}

TEST(Crew, FindsTheThreadThatIsInACallAlsoAfterItWasRelieved) {
  Crew crew;
  const auto main = std::make_shared<Owner>(true);
  crew.appoint_main(main);
  main->begin(1);
  const auto second = crew.replace(main, 1).owner;
  second->begin(2);
  const auto third = crew.replace(second, 2).owner;
  third->begin(3);
  EXPECT_EQ(crew.inside(1), main);
  EXPECT_EQ(crew.inside(2), second);
  EXPECT_EQ(crew.inside(3), third);
  second->leave();
  EXPECT_EQ(crew.inside(2), nullptr);
}

TEST(Crew, ReplacesTheActiveOwnerOnceAndOnlyInThatCall) {
  Crew crew;
  const auto main = std::make_shared<Owner>(true);
  crew.appoint_main(main);
  main->begin(1);
  EXPECT_EQ(crew.replace(main, 2).owner, nullptr);
  const auto replacement = crew.replace(main, 1);
  ASSERT_NE(replacement.owner, nullptr);
  EXPECT_TRUE(replacement.needs_thread);
  EXPECT_TRUE(crew.is_active(*replacement.owner));
  EXPECT_EQ(crew.replace(main, 1).owner, nullptr);
  EXPECT_EQ(crew.abandoned(), 1u);
}

TEST(Crew, TheMainThreadTakesOverFromAReplacementBetweenTwoCalls) {
  Crew crew;
  const auto main = std::make_shared<Owner>(true);
  crew.appoint_main(main);
  main->begin(1);
  const auto replacement = crew.replace(main, 1).owner;
  EXPECT_FALSE(crew.hand_back(*replacement));
  crew.ask_to_return();
  EXPECT_FALSE(crew.is_active(*main));
  EXPECT_TRUE(crew.hand_back(*replacement));
  crew.wait_for_return();
  EXPECT_TRUE(crew.is_active(*main));
  EXPECT_TRUE(main->begin(2));
}

TEST(Crew, AStuckReplacementIsReplacedByTheWaitingMainThread) {
  Crew crew;
  const auto main = std::make_shared<Owner>(true);
  crew.appoint_main(main);
  main->begin(1);
  const auto first = crew.replace(main, 1).owner;
  first->begin(2);
  crew.ask_to_return();
  const auto second = crew.replace(first, 2);
  EXPECT_EQ(second.owner, main);
  EXPECT_FALSE(second.needs_thread);
  EXPECT_EQ(crew.replaced(), 2u);
}

}  // namespace
}  // namespace stemma
