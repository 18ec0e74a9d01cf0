#include "engine/scenario/advice.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenario/scenario_files.hpp"

namespace tiermix {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

std::string complete() {
  return R"(title = "Desk"
time = { horizon = "4 weeks" }
[[case_class]]
name = "call"
arrivals = { per_week = 100 }
patience = "5 min"
[[tier]]
name = "tier1"
handle_time = "8 min"
resolve = 1
[[rep_group]]
name = "floor"
tier = "tier1"
heads = 2
loaded_cost = "36 USD/h"
)";
}

std::vector<std::string> advice_on_text(const std::string& text) {
  const Loaded loaded = load_small(text);
  EXPECT_TRUE(loaded.model) << testing::PrintToString(lines_of(loaded));
  return loaded.model ? advice_on(*loaded.model) : std::vector<std::string>{};
}

TEST(Advice, IsSilentWhereAllIsSaid) { EXPECT_THAT(advice_on_text(complete()), IsEmpty()); }

TEST(Advice, NamesLiveClassesWithoutPatience) {
  const std::string impatient = with(complete(), "patience = \"5 min\"\n", "");

  EXPECT_THAT(advice_on_text(impatient), ElementsAre(StartsWith("call: nobody hangs up")));
  EXPECT_THAT(
      advice_on_text(with(impatient, "name = \"call\"", "name = \"mail\"\nchannel = \"email\"")),
      IsEmpty());
}

TEST(Advice, NamesGroupsThatCostNothing) {
  EXPECT_THAT(advice_on_text(with(complete(), "loaded_cost = \"36 USD/h\"\n", "")),
              ElementsAre("floor: costs nothing (state loaded_cost)"));
}

TEST(Advice, TakesTheCostOfALevelForThatOfTheGroup) {
  const std::string levels =
      "[[level]]\nname = \"junior\"\nloaded_cost = \"30 USD/h\"\n[[rep_group]]\nlevel = \"junior\"";
  const std::string text = with(complete(), "[[rep_group]]", levels);

  EXPECT_THAT(advice_on_text(with(text, "loaded_cost = \"36 USD/h\"\n", "")), IsEmpty());
}

TEST(Advice, SaysThatLoadsKnowNoCareers) {
  const std::string learning = "heads = 2\nlearning = \"usual\"\ntenure = \"20 weeks\"";
  const std::string curve = "\n[[learning_curve]]\nname = \"usual\"\n";

  EXPECT_THAT(advice_on_text(with(complete(), "heads = 2", learning) + curve),
              ElementsAre(StartsWith("floor: loads as if nobody left")));
}

TEST(Advice, CountsTheArrivalsThatFindNobody) {
  // Five days of eight hours: 128 of 168 hours are closed.
  EXPECT_THAT(advice_on_text(with(complete(), "heads = 2", "heads = 2\nshift = \"office\"")),
              ElementsAre("call: 76 % of the cases arrive when nobody of tier1 is on the floor"));
}

std::string with_a_second_tier(const std::string& policy) {
  return with(complete(), "resolve = 1\n", R"(resolve = 0.8
escalates_to = "tier2"
policy = "one"
[[tier]]
name = "tier2"
handle_time = "20 min"
[[rep_group]]
name = "back"
tier = "tier2"
heads = 2
loaded_cost = "50 USD/h"
[[policy]]
name = "one"
)" + policy + "\n");
}

TEST(Advice, SaysThatHoldingTimeComesOnTopOfTheLoad) {
  EXPECT_THAT(advice_on_text(with_a_second_tier("hand_off = \"cold\"")), IsEmpty());
  EXPECT_THAT(
      advice_on_text(with_a_second_tier("hand_off = \"swarm\"")),
      ElementsAre("tier1: the time its reps hold a case until a specialist is free comes on "
                  "top of the load"));
}

TEST(Advice, SaysWhereALoadIsOnlyAboutRight) {
  EXPECT_THAT(
      advice_on_text(with_a_second_tier(
          "busy = { waiting = 3, referral_threshold = 0.5 }\nescalate_after = \"2 h\"")),
      ElementsAre("tier1: the load is about right only (without busy, escalate_after, which depend "
                  "on the queue)"));
}

TEST(Advice, SaysWhatComesOnTopOfTheLoads) {
  const std::string text =
      with(complete(),
           "patience = \"5 min\"\n",
           "patience = \"5 min\"\nredial = { probability = 0.5, delay = \"10 min\" }\n"
           "backlog = { cases = 9, age = \"1 day\" }\n");

  EXPECT_THAT(advice_on_text(text),
              ElementsAre("call: redials, the backlog of the start come on top of the loads"));
}

TEST(Advice, NamesWhatIsCountedTwiceBesideShrinkage) {
  const std::string text = with(
      complete(), "heads = 2\n", "heads = 2\nshrinkage = 0.3\nabsence = { unplanned = 0.05 }\n");

  EXPECT_THAT(advice_on_text(text), ElementsAre(StartsWith("floor: has shrinkage beside absence")));
}

TEST(Advice, SaysThatSkillsAndSeveralChatsAreNotInTheLoad) {
  const std::string text = with(
      with(complete(), "heads = 2\n", "heads = 2\nskills = [\"call\"]\nchat = { at_once = 2 }\n"),
      "name = \"call\"\n",
      "name = \"call\"\nchannel = \"chat\"\n");

  EXPECT_THAT(advice_on_text(text),
              ElementsAre(StartsWith("floor: loads count one chat at a time"),
                          StartsWith("tier1: load per rep as if every group had all skills")));
}

}  // namespace
}  // namespace tiermix
