// Which levels reps may come to, and how long they work.

#include "engine/scenario/careers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenario/small_desk.hpp"

namespace tiermix {
namespace {

using testing::UnorderedElementsAre;

// Levels a, b, c and d; the group starts at a.
Model ladder() {
  Model model = desk_of({tier_with("tier1", constant_curve(0.8))});
  for (const char* name : {"a", "b", "c", "d"}) {
    Level level;
    level.name = name;
    model.levels.push_back(level);
  }
  model.groups[0].name = "desk";
  model.groups[0].levels = {{"a", 1.0}};
  return model;
}

Programme programme_to(const std::string& level) {
  Programme programme;
  programme.name = "product";
  programme.groups = {"desk"};
  programme.effect.level = level;
  return programme;
}

Promotion promotion_to(const std::string& level) {
  Promotion promotion;
  promotion.to = level;
  return promotion;
}

std::set<std::string> levels_of_desk(const Model& model) {
  return levels_reached(model).at("desk");
}

TEST(LevelsReached, FollowPromotionsAndLapses) {
  Model model = ladder();
  model.levels[0].promotion = promotion_to("b");
  model.levels[1].lapse = Lapse{.after = kWeek, .to = "c"};

  EXPECT_THAT(levels_of_desk(model), UnorderedElementsAre("a", "b", "c"));
}

TEST(LevelsReached, AreThoseWithoutALevelToo) {
  Model model = ladder();
  model.groups[0].levels.clear();

  EXPECT_THAT(levels_of_desk(model), UnorderedElementsAre(""));
}

TEST(LevelsReached, FollowAProgrammeThatTrainsThem) {
  Model model = ladder();
  model.programmes = {programme_to("d")};
  Model of_others = model;
  of_others.programmes[0].levels = {"b"};

  EXPECT_THAT(levels_of_desk(model), UnorderedElementsAre("a", "d"));
  EXPECT_THAT(levels_of_desk(of_others), UnorderedElementsAre("a"));
}

TEST(LevelsReached, NeedTheProgrammeOfAPromotion) {
  Model model = ladder();
  model.levels[0].promotion = promotion_to("b");
  model.levels[0].promotion->programme = "product";
  model.programmes = {programme_to("a")};
  Model elsewhere = model;
  elsewhere.programmes[0].groups = {"another"};

  EXPECT_THAT(levels_of_desk(model), UnorderedElementsAre("a", "b"));
  EXPECT_THAT(levels_of_desk(elsewhere), UnorderedElementsAre("a"));
}

TEST(LevelsReached, ComeWithThoseWhoAreHired) {
  Model model = ladder();
  RepGroup back = model.groups[0];
  back.name = "back";
  back.levels = {{"d", 1.0}};
  back.hiring = Hiring();
  back.hiring->level = "c";
  back.hiring->from = "desk";
  model.groups.push_back(back);

  EXPECT_THAT(levels_reached(model).at("back"), UnorderedElementsAre("a", "c", "d"));
}

Shift shift_of(const std::string& name, std::vector<Duration> lengths) {
  Shift shift;
  shift.name = name;
  for (std::size_t day = 0; day < lengths.size(); ++day) {
    const Duration from = static_cast<std::int64_t>(day) * kDay + 8 * kHour;
    shift.spans.push_back({.from = from, .to = from + lengths[day]});
  }
  return shift;
}

TEST(WeeklyHours, AreThoseOfTheShift) {
  Model model = ladder();
  model.shifts = {shift_of("day", {8 * kHour, 8 * kHour, 6 * kHour})};
  model.groups[0].shift = "day";

  const WeeklyHours hours = weekly_hours(model, model.groups[0]).value();

  EXPECT_EQ(hours.mean, 22 * kHour);
  EXPECT_EQ(hours.longest, 22 * kHour);
  EXPECT_EQ(hours.long_shift, 8 * kHour);
}

TEST(WeeklyHours, OfARotationCountTimeOff) {
  Model model = ladder();
  model.shifts = {shift_of("day", {8 * kHour, 8 * kHour}), shift_of("long", {12 * kHour})};
  model.groups[0].rotation = Rotation{.shifts = {"day", "long", "", ""}, .every = kWeek};

  const WeeklyHours hours = weekly_hours(model, model.groups[0]).value();

  EXPECT_EQ(hours.mean, 7 * kHour);
  EXPECT_EQ(hours.longest, 16 * kHour);
  EXPECT_EQ(hours.long_shift, 12 * kHour);
}

TEST(WeeklyHours, AreAllOfTheWeekWithoutAShiftAndUnknownOfAFile) {
  Model model = ladder();
  EXPECT_EQ(weekly_hours(model, model.groups[0]).value().mean, kWeek);

  model.groups[0].series = Series{};
  EXPECT_FALSE(weekly_hours(model, model.groups[0]));
}

}  // namespace
}  // namespace tiermix
