// What careers, learning and programmes mean in a scenario file.

#include "engine/scenario/people.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenario/scenario_files.hpp"

namespace tiermix {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr double kWeekSeconds = 7.0 * 86400.0;

constexpr auto kLevels = R"(
[[level]]
name = "junior"

[[level]]
name = "senior"
)";

constexpr auto kProgramme = R"(
[[programme]]
name = "product"
groups = ["desk"]
start = 2026-01-12
hours = "16 h"
effect = { handle_time = 0.9 }
)";

// The small scenario with more keys of its one group, which works by a shift, and more tables.
std::string office_desk(const std::string& keys, const std::string& tables = "") {
  return small_scenario() + "shift = \"office\"\n" + keys + "\n" + tables;
}

TEST(Levels, OfAGroupAreOneNameOrSharesOfSeveral) {
  const std::string open = with(
      kLevels, "\"junior\"", "\"junior\"\npromotion = { to = \"senior\", after = \"8 weeks\" }");
  const Model one = model_of(office_desk("level = \"junior\"", open));
  const Model two = model_of(office_desk("level = { junior = \"30%\", senior = 0.7 }", kLevels));

  ASSERT_THAT(one.groups[0].levels, SizeIs(1));
  EXPECT_EQ(one.groups[0].levels[0].level, "junior");
  EXPECT_EQ(one.groups[0].levels[0].share, 1.0);
  ASSERT_THAT(two.groups[0].levels, SizeIs(2));
  EXPECT_EQ(two.groups[0].levels[1].level, "senior");
  EXPECT_EQ(two.groups[0].levels[1].share, 0.7);
}

TEST(Levels, ChangeByOneShareAtATime) {
  const std::string text = office_desk("level = { junior = 1 }", kLevels);
  const Model model = model_of(
      text, {{"rep_group.desk.level.junior", "0.25"}, {"rep_group.desk.level.senior", "0.75"}});

  ASSERT_THAT(model.groups[0].levels, SizeIs(2));
  EXPECT_EQ(model.groups[0].levels[0].share, 0.25);
}

TEST(LearningCurves, HaveTheDefaultsOfNewcomersWhoTakeTenWeeks) {
  const Model model = model_of(office_desk("learning = \"usual\"\ntenure = \"1 day\"",
                                           "[[learning_curve]]\nname = \"usual\""));

  const LearningCurve& curve = model.learning_curves.front();
  EXPECT_EQ(curve.by, LearningBy::tenure);
  EXPECT_EQ(curve.shape, LearningShape::exponential);
  EXPECT_EQ(curve.scale, 10.0 * kWeekSeconds);
  EXPECT_EQ(curve.handle_time_from, 1.8);
  EXPECT_EQ(curve.handle_time_to, 1.0);
  EXPECT_EQ(curve.ability_from, 0.0);
}

TEST(LearningCurves, CountInCasesOrInSecondsOfTenure) {
  const Model model = load(test_folder() / "people-sink.toml").model.value();

  EXPECT_EQ(model.learning_curves[1].scale, 20.0);
  EXPECT_EQ(model.learning_curves[2].midpoint, 10.0 * kWeekSeconds);
  EXPECT_EQ(model.learning_curves[3].midpoint, 200.0);
  ASSERT_THAT(model.learning_curves[4].steps, SizeIs(2));
  EXPECT_EQ(model.learning_curves[4].steps[1].at, 12.0 * kWeekSeconds);
  EXPECT_EQ(model.learning_curves[4].steps[1].left, 0.2);
  EXPECT_EQ(model.learning_curves[5].steps[0].at, 100.0);
}

TEST(LearningCurves, ByAPowerOfCasesStartAtTheFirstCase) {
  const std::string curve =
      "[attrition]\n[[learning_curve]]\nname = \"w\"\nby = \"cases\"\nshape = \"power\"\n"
      "cases_per_week = 30";
  const Model model = model_of(office_desk("learning = \"w\"", curve));

  EXPECT_EQ(model.learning_curves.front().scale, 1.0);
  EXPECT_EQ(model.learning_curves.front().rate, 0.9);
}

TEST(Hiring, HasALagOfNineWeeksAndAnOnboardingOfSix) {
  const Model model = model_of(office_desk("hiring = {}", "[attrition]"));

  const Hiring hiring = model.groups[0].hiring.value();
  EXPECT_EQ(hiring.lag.family, LawFamily::deterministic);
  EXPECT_EQ(hiring.lag.mean, 9.0 * kWeekSeconds);
  EXPECT_EQ(hiring.onboarding, 6 * kWeek);
  EXPECT_FALSE(hiring.cost);
}

TEST(Hiring, TakesATimeAsALagThatIsAlwaysTheSame) {
  const Model model = model_of(office_desk("hiring = { lag = \"3 weeks\" }", "[attrition]"));

  EXPECT_EQ(model.groups[0].hiring.value().lag.family, LawFamily::deterministic);
  EXPECT_EQ(model.groups[0].hiring.value().lag.mean, 3.0 * kWeekSeconds);
}

TEST(Programmes, StartAtTheMidnightOfTheirDay) {
  const Model model = model_of(office_desk("", kProgramme));

  const Programme& programme = model.programmes.front();
  EXPECT_THAT(programme.groups, ElementsAre("desk"));
  EXPECT_EQ(programme.start, kWeek);
  EXPECT_EQ(programme.hours_per_week, 8 * kHour);
  EXPECT_EQ(programme.block, 4 * kHour);
  EXPECT_EQ(programme.cohort_size, 0);
}

// Clocks in Brussels are put forward on 29 March 2026.
TEST(Programmes, StartAnHourEarlierOnceClocksWerePutForward) {
  const Model model = load(test_folder() / "people-sink.toml").model.value();

  EXPECT_EQ(model.programmes.front().start, 5 * kWeek - kHour);
}

TEST(Programmes, TrainInBlocksNoLongerThanTheHoursOfAWeek) {
  const Model model = model_of(office_desk(
      "", with(kProgramme, "hours = \"16 h\"", "hours = \"4 h\"\nhours_per_week = \"2 h\"")));

  EXPECT_EQ(model.programmes.front().block, 2 * kHour);
}

TEST(Programmes, HaveAnEffectWhoseSizeIsOneChange) {
  const Model model =
      model_of(office_desk("", kProgramme), {{"programme.product.effect.size", "0.5"}});

  EXPECT_EQ(model.programmes.front().effect.size, 0.5);
  EXPECT_EQ(model.programmes.front().effect.handle_time, 0.9);
}

TEST(LearningCurves, AreRemovedByAVariant) {
  const Loaded loaded = load_small(R"(extends = "people-sink.toml"
[[learning_curve]]
name = "slow_start"
remove = true
[[rep_group]]
name = "slow"
remove = true
)");

  EXPECT_THAT(lines_of(loaded), IsEmpty());
  EXPECT_THAT(loaded.model.value().learning_curves, SizeIs(5));
}

TEST(Programmes, ThatAVariantRemovesGiveNoCertificateAnyMore) {
  const Loaded loaded = load_small(
      "extends = \"people-sink.toml\"\n[[programme]]\nname = \"product\"\nremove = true\n");

  ASSERT_THAT(lines_of(loaded), SizeIs(1));
  EXPECT_THAT(lines_of(loaded).front(), HasSubstr("unknown programme \"product\""));
}

TEST(People, AreThoseWhoLearnLeaveDifferOrAreTrained) {
  const Model places = model_of(office_desk(""));
  const Model trained = model_of(office_desk("", kProgramme));
  const Model mixed = model_of(office_desk("level = { junior = 0.5, senior = 0.5 }", kLevels));
  const Model hired = model_of(office_desk("hiring = {}", "[attrition]"));

  EXPECT_FALSE(are_people(places, places.groups[0]));
  EXPECT_TRUE(are_people(trained, trained.groups[0]));
  EXPECT_TRUE(are_people(mixed, mixed.groups[0]));
  EXPECT_TRUE(are_people(hired, hired.groups[0]));
}

TEST(People, AreThoseWhoseLevelLeadsToAnother) {
  const std::string open = with(
      kLevels, "\"junior\"", "\"junior\"\npromotion = { to = \"senior\", after = \"8 weeks\" }");
  const Model model = model_of(office_desk("level = \"junior\"", open));
  Model at_the_top = model;
  at_the_top.groups[0].levels[0].level = "senior";

  EXPECT_TRUE(are_people(model, model.groups[0]));
  EXPECT_FALSE(are_people(at_the_top, at_the_top.groups[0]));
}

TEST(Roi, CountsAllFreedTimeAndNoDiscountWhereItSaysNothing) {
  const Model silent = model_of(small_scenario());
  const Model stated = model_of("[roi]\ndiscount_rate = \"8%\"\n" + small_scenario());

  EXPECT_EQ(silent.roi.discount_rate, 0.0);
  EXPECT_EQ(silent.roi.freed_time, 1.0);
  EXPECT_EQ(stated.roi.discount_rate, 0.08);
}

TEST(Digest, IsThatOfTheSameDeskWhereDefaultsOfPeopleAreStated) {
  const std::uint64_t silent = load_small(small_scenario()).digest;

  EXPECT_EQ(load_small("[roi]\nfreed_time = \"100%\"\n" + small_scenario()).digest, silent);
  EXPECT_NE(load_small("[roi]\nfreed_time = \"90%\"\n" + small_scenario()).digest, silent);
}

}  // namespace
}  // namespace tiermix
