// What policies, levels and aids mean in a scenario file.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenario/scenario_files.hpp"

namespace tiermix {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string two_tiers(const std::string& policy) {
  return R"([time]
horizon = "4 weeks"

[[case_class]]
name = "how_to"
arrivals = { per_week = 100 }
handle_time = "20 min"

[[policy]]
name = "early"
)" + policy +
         R"(

[[tier]]
name = "tier1"
resolve = "60%"
escalates_to = "tier2"
policy = "early"

[[tier]]
name = "tier2"

[[rep_group]]
name = "front"
tier = "tier1"
heads = 4

[[rep_group]]
name = "back"
tier = "tier2"
heads = 4
)";
}

HandOff hand_off(const std::string& policy, const std::vector<Override>& overrides = {}) {
  const Loaded loaded = load_small(two_tiers(policy), overrides);
  EXPECT_THAT(lines_of(loaded), IsEmpty());
  return loaded.model.value().policies.front().hand_off;
}

Model with_section(const std::string& section) {
  const Loaded loaded = load_small(section + "\n" + small_scenario());
  EXPECT_THAT(lines_of(loaded), IsEmpty());
  return loaded.model.value();
}

TEST(Policy, HandsOverColdAndCompleteWhereItSaysNothing) {
  const HandOff silent = hand_off("");

  EXPECT_EQ(silent.kind, HandOffKind::cold);
  EXPECT_EQ(silent.completeness, 1.0);
}

TEST(Policy, LosesParticularsWhereAColdHandOverIsStated) {
  EXPECT_EQ(hand_off(R"(hand_off = "cold")").completeness, 0.6);
  EXPECT_EQ(hand_off(R"(hand_off = { to_front = true })").completeness, 0.6);
  EXPECT_EQ(hand_off(R"(hand_off = "warm")").completeness, 1.0);
  EXPECT_EQ(hand_off(R"(hand_off = { kind = "swarm", experts = 2 })").completeness, 1.0);
}

TEST(Policy, TakesAKindOfHandOffAsAWordOrInATable) {
  EXPECT_EQ(hand_off(R"(hand_off = "swarm")").kind, HandOffKind::swarm);
  EXPECT_EQ(hand_off(R"(hand_off = { kind = "consult" })").kind, HandOffKind::consult);
}

TEST(Policy, KeepsTheWordOfAHandOffOfWhichAKeyIsChanged) {
  const HandOff changed =
      hand_off(R"(hand_off = "swarm")", {{"policy.early.hand_off.experts", "3"}});

  EXPECT_EQ(changed.kind, HandOffKind::swarm);
  EXPECT_EQ(changed.experts, 3);
}

TEST(Policy, StartsAfreshWithAnotherKindOfHandOff) {
  const HandOff changed = hand_off(R"(hand_off = { kind = "warm", briefing = "4 min" })",
                                   {{"policy.early.hand_off.kind", "consult"}});

  EXPECT_EQ(changed.kind, HandOffKind::consult);
  EXPECT_EQ(changed.briefing, Duration{});
}

TEST(Policy, GetsTheDefaultsOfARewardThatIsStated) {
  const Model model = load_small(two_tiers("reward = { escalation_penalty = 0.2 }")).model.value();

  const Reward reward = model.policies.front().reward.value();
  EXPECT_EQ(reward.bonus_per_resolution, 1.0);
  EXPECT_EQ(reward.escalation_penalty, 0.2);
  EXPECT_EQ(reward.overreaction, 1.3);
}

TEST(Policy, IsSwitchedByOneKeyOfATier) {
  const std::string other = "\n[[policy]]\nname = \"late\"\nattempt_limit = 3\n";
  const Loaded loaded = load_small(two_tiers("") + other, {{"tier.tier1.policy", "late"}});

  EXPECT_EQ(loaded.model.value().tiers.front().policy, "late");
}

TEST(Aids, AreNeutralWhereTheyAreNotStated) {
  const Model model = with_section("");

  EXPECT_FALSE(model.knowledge_base);
  EXPECT_FALSE(model.satisfaction);
  EXPECT_THAT(model.survey.response, ElementsAre(1.0, 1.0, 1.0, 1.0, 1.0));
}

TEST(Aids, HaveTheirDefaultsWhereTheSectionIsThere) {
  const Model model = with_section(R"(
[knowledge_base]
coverage = "40%"
[survey]
)");

  EXPECT_EQ(model.knowledge_base->search_time, Duration{90 * kSecond});
  EXPECT_EQ(model.knowledge_base->time_factor, 0.65);
  EXPECT_EQ(model.knowledge_base->resolve_gain, 0.9);
  EXPECT_EQ(model.knowledge_base->decay, 0.01);
  EXPECT_THAT(model.survey.response, ElementsAre(0.30, 0.22, 0.12, 0.10, 0.22));
  EXPECT_TRUE(model.survey.neutral_party);
}

TEST(Aids, KnowWhatASegmentExpects) {
  EXPECT_EQ(with_section("[satisfaction]\n").satisfaction->expectation, 0.0);
  EXPECT_EQ(with_section("[satisfaction]\nsegment = \"high\"\n").satisfaction->expectation, -0.32);
  EXPECT_EQ(with_section("[satisfaction]\nexpectation = 0.4\n").satisfaction->expectation, 0.4);
}

TEST(CaseClass, ArrivesAtTheRateOfItsCustomers) {
  const Model model =
      load_small(with(small_scenario(), "per_week = 100", "customers = 1000")).model.value();

  // 300 contacts a month of 52.1786 / 12 weeks.
  EXPECT_NEAR(model.classes.front().arrivals.per_week, 300.0 * 12.0 / 52.1786, 1e-9);
}

TEST(CaseClass, OfADefectiveProductArrivesMoreOftenAndHarder) {
  const Model model = load_small(with(small_scenario(),
                                      "arrivals =",
                                      "defect_rate = 4\ncomplexity = \"moderate\"\narrivals ="))
                          .model.value();

  EXPECT_NEAR(model.classes.front().arrivals.per_week, 400.0, 1e-9);
  EXPECT_NEAR(model.classes.front().complexity.alpha, 1.3 * 2.0, 1e-12);
  EXPECT_EQ(model.classes.front().defect_rate, 4.0);
}

TEST(Vendor, NeedsNoRepsAndNoHandleTime) {
  const Loaded loaded = load_small(R"([time]
horizon = "4 weeks"
[[case_class]]
name = "how_to"
arrivals = { per_week = 100 }
[[tier]]
name = "tier1"
handle_time = "20 min"
resolve = "60%"
escalates_to = "maker"
[[tier]]
name = "maker"
vendor = { turnaround = "5 days", fee = "400 USD" }
[[rep_group]]
name = "front"
tier = "tier1"
heads = 4
)");

  EXPECT_THAT(lines_of(loaded), IsEmpty());
  EXPECT_EQ(loaded.model.value().tiers.back().vendor->fee, 400.0);
}

}  // namespace
}  // namespace tiermix
