// What a scenario says of customers who come back, of hours, breaks, rotations and skills.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/scenario/week_curve.hpp"

#include "tests/scenario/scenario_files.hpp"

namespace tiermix {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// The small scenario with more in its group, class and at its end.
std::string desk(const std::string& of_group,
                 const std::string& of_class = "",
                 const std::string& more = "") {
  std::string text =
      with(small_scenario(), "handle_time = \"20 min\"\n", "handle_time = \"20 min\"\n" + of_class);
  return text + of_group + "\n" + more;
}

constexpr const char* kDayShift = "[[shift]]\nname = \"day\"\n";

TEST(Shift, MayHaveHoursThatDifferByDay) {
  const Model model = model_of(desk("shift = \"day\"",
                                    "",
                                    std::string(kDayShift) +
                                        "spans = [{ days = \"sat\", from = \"09:00\", to = "
                                        "\"13:00\" }, { days = \"mon\", from = \"08:00\", to = "
                                        "\"16:00\" }]\n"));

  ASSERT_EQ(model.shifts[0].spans.size(), 2U);
  EXPECT_EQ(model.shifts[0].spans[0].from, 8 * kHour);
  EXPECT_EQ(model.shifts[0].spans[1].to, 5 * kDay + 13 * kHour);
}

TEST(Shift, CountsABreakFromTheStartOfItsSpanAcrossMidnight) {
  const Model model = model_of(desk("shift = \"day\"",
                                    "",
                                    std::string(kDayShift) +
                                        "days = \"all\"\nfrom = \"22:00\"\nto = \"06:00\"\n"
                                        "breaks = [{ kind = \"lunch\", at = \"02:00\", length = "
                                        "\"30 min\", paid = false, waves = 2 }, { after = \"1 h\", "
                                        "length = \"10 min\" }]\n"));

  const std::vector<Break>& breaks = model.shifts[0].spans[0].breaks;
  ASSERT_EQ(breaks.size(), 2U);
  EXPECT_EQ(breaks[0].after, kHour);
  EXPECT_TRUE(breaks[0].paid);
  EXPECT_EQ(breaks[1].after, 4 * kHour);
  EXPECT_EQ(breaks[1].kind, BreakKind::lunch);
  EXPECT_EQ(breaks[1].waves, 2);
  EXPECT_FALSE(breaks[1].paid);
}

TEST(Shift, LetsBreaksMeetWhereNoRepIsInBoth) {
  // Wave 2 of the lunch ends at 13:00, when the first wave of the rest begins.
  EXPECT_THAT(lines_of(load_small(desk("shift = \"day\"",
                                       "",
                                       std::string(kDayShift) +
                                           "days = \"all\"\nfrom = \"09:00\"\nto = \"17:00\"\n"
                                           "breaks = [{ at = \"12:00\", length = \"30 min\", waves "
                                           "= 2 }, { at = \"12:30\", length = \"30 min\", waves = "
                                           "2 }]\n"))),
              IsEmpty());
}

TEST(Shift, WithBreaksPutsFewerRepsOnTheFloor) {
  const Model model = model_of(desk("shift = \"day\"",
                                    "",
                                    std::string(kDayShift) +
                                        "days = \"all\"\nfrom = \"08:00\"\nto = \"16:00\"\n"
                                        "breaks = [{ at = \"12:00\", length = \"30 min\", waves = "
                                        "4 }]\n"));

  const WeekCurve heads = heads_curve(model, model.groups[0]);

  EXPECT_EQ(heads[11 * 4], 4.0);
  EXPECT_EQ(heads[12 * 4], 3.0);
  EXPECT_EQ(heads[13 * 4 + 3], 3.0);
  EXPECT_EQ(heads[14 * 4], 4.0);
}

TEST(Absence, PutsFewerRepsOnTheFloor) {
  const Model model =
      model_of(desk("absence = { planned = \"10%\", unplanned = \"20%\" }\nshift = \"office\""));

  EXPECT_DOUBLE_EQ(heads_curve(model, model.groups[0])[9 * 4], 4.0 * 0.9 * 0.8);
}

TEST(Rotation, PutsTheMeanOfItsShiftsOnTheFloor) {
  const Model model =
      model_of(desk("rotation = { shifts = [\"office\", \"off\"], every = \"3 days\" }"));

  EXPECT_THAT(model.groups[0].rotation->shifts, ElementsAre("office", ""));
  EXPECT_EQ(model.groups[0].rotation->every, 3 * kDay);
  EXPECT_EQ(heads_curve(model, model.groups[0])[9 * 4], 2.0);
}

TEST(Site, HasItsShiftsInItsOwnZone) {
  const Model model = model_of(with(desk("site = \"lisbon\"\nshift = \"office\"",
                                         "",
                                         "[[site]]\nname = \"lisbon\"\nzone = \"Europe/Lisbon\"\n"),
                                    "horizon = \"4 weeks\"\n",
                                    "horizon = \"4 weeks\"\nzone = \"Europe/Brussels\"\n"));

  const WeekCurve heads = heads_curve(model, model.groups[0]);

  EXPECT_EQ(heads[9 * 4], 0.0);  // eight in Lisbon
  EXPECT_EQ(heads[10 * 4], 4.0);
  EXPECT_EQ(heads[17 * 4 + 3], 4.0);
}

TEST(Chat, SlowsDownByDefaultAsPublished) {
  const Model model =
      model_of(desk("chat = { at_once = 5 }", "channel = \"chat\"\npatience = \"5 min\"\n"));

  EXPECT_THAT(model.groups[0].chat.output,
              ElementsAre(1.0, 1.6, 1.9, testing::DoubleEq(2.05), testing::DoubleEq(2.125)));
}

TEST(Skills, MayBeNamesOrTables) {
  const Model model = model_of(
      desk("skills = [\"how_to\", { case_class = \"mail\", preference = 2, after = \"60 s\", "
           "interruptible = true }]",
           "",
           "[[case_class]]\nname = \"mail\"\nchannel = \"email\"\narrivals = { per_week = 5 }\n"
           "handle_time = \"5 min\"\n"));

  ASSERT_EQ(model.groups[0].skills.size(), 2U);
  EXPECT_EQ(model.groups[0].skills[0].case_class, "how_to");
  EXPECT_EQ(model.groups[0].skills[0].preference, 1);
  EXPECT_EQ(model.groups[0].skills[1].after, kMinute);
}

TEST(Volume, IsSharedByClasses) {
  const Model model = model_of(
      with(desk("",
                "",
                "[[volume]]\nname = \"calls\"\nper_day = 100\nprofile = \"office_hours\"\n"
                "busyness_cv = 0.1\n\n[[case_class]]\nname = \"billing\"\narrivals = { volume = "
                "\"calls\", share = \"30%\" }\nhandle_time = \"5 min\"\n"),
           "{ per_week = 100 }",
           "{ volume = \"calls\", share = \"70%\" }"));

  EXPECT_DOUBLE_EQ(model.classes[0].arrivals.per_week, 490.0);
  EXPECT_DOUBLE_EQ(model.classes[1].arrivals.per_week, 210.0);
  EXPECT_EQ(model.classes[1].arrivals.profile, "office_hours");
  EXPECT_EQ(model.classes[1].arrivals.busyness_cv, 0.1);
}

TEST(Volume, GrowsByTheFactorOfTheDesk) {
  const Model model = model_of(desk("", "", "[demand]\nvolume = \"115%\"\n"));

  EXPECT_NEAR(mean_of(arrival_curve(model, model.classes[0].arrivals)), 115.0 / 168.0, 1e-9);
}

TEST(Months, CountByTheDaysOfTheRun) {
  // Four weeks from 5 January: 27 days of January, one of February.
  const Model model =
      model_of(with(small_scenario(),
                    "per_week = 100",
                    "per_week = 100, months = [1, 29, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"));

  EXPECT_NEAR(mean_of(arrival_curve(model, model.classes[0].arrivals)), 200.0 / 168.0, 1e-9);
}

TEST(ClosedHours, TurnArrivalsAwayWhereTheClassSaysSo) {
  const Model model =
      model_of(desk("", "opening_hours = \"office\"\nwhen_closed = \"turn_away\"\n"));

  const WeekCurve curve = class_curve(model, model.classes[0]);

  EXPECT_EQ(curve[8 * 4 + 3], 0.0);
  EXPECT_DOUBLE_EQ(curve[9 * 4], 100.0 / 168.0);
  EXPECT_EQ(curve[5 * 96 + 12 * 4], 0.0);
}

TEST(Callback, IsOfferedOnTheChannelCallbackWithoutSayingSo) {
  EXPECT_TRUE(model_of(desk("", "channel = \"callback\"\n")).classes[0].callback);
  EXPECT_FALSE(model_of(desk("", "channel = \"phone\"\n")).classes[0].callback);
}

TEST(Balking, MayBeAPlainProbability) {
  const Model model = model_of(desk("", "balking = \"5%\"\n"));

  ASSERT_EQ(model.classes[0].balking.size(), 1U);
  EXPECT_EQ(model.classes[0].balking[0].waiting_over, 0);
  EXPECT_EQ(model.classes[0].balking[0].probability, 0.05);
}

TEST(Backlog, ReadsOpenCasesWithAgesByTheClock) {
  const Model model = load(test_folder() / "kitchen-sink.toml").model.value();

  // The run starts on 2026-01-06 at midnight.
  const Backlog& backlog = model.classes[9].backlog.value();
  ASSERT_EQ(backlog.listed.size(), 3U);
  EXPECT_EQ(backlog.listed[0].age, 6 * kDay + 14 * kHour + 45 * kMinute);
  EXPECT_EQ(backlog.listed[0].tier, "tier1");
  EXPECT_EQ(backlog.listed[1].tier, "tier2");
  EXPECT_EQ(backlog.listed[2].age, 47 * kDay);
}

TEST(Holiday, HasOneDateOrSeveral) {
  const Model model = load(test_folder() / "kitchen-sink.toml").model.value();

  ASSERT_EQ(model.holidays.size(), 3U);
  EXPECT_THAT(model.holidays[0].dates,
              ElementsAre(std::chrono::sys_days{std::chrono::January / 1 / 2026}));
  EXPECT_EQ(model.holidays[1].dates.size(), 2U);
  EXPECT_THAT(model.holidays[1].sites, ElementsAre("lisbon"));
  EXPECT_TRUE(model.holidays[2].staffed);
}

TEST(Variant, MergesTheNewListsByName) {
  const std::string text =
      "extends = \"kitchen-sink.toml\"\n[[holiday]]\nname = \"new_year\"\narrivals = \"10%\"\n"
      "[[site]]\nname = \"lisbon\"\nzone = \"Atlantic/Azores\"\n"
      "[[volume]]\nname = \"calls\"\nper_day = 3\n"
      "[[opening_hours]]\nname = \"desk\"\nto = \"21:00\"\n"
      "[targets]\ncost_per_case = \"<= 60 EUR\"\n";
  const Loaded loaded = load_text(text, "variant.toml", test_folder());

  ASSERT_TRUE(loaded.model) << testing::PrintToString(lines_of(loaded));
  EXPECT_EQ(loaded.model->holidays.size(), 3U);
  EXPECT_EQ(loaded.model->holidays[0].arrivals, 0.1);
  EXPECT_EQ(loaded.model->sites[0].zone, "Atlantic/Azores");
  EXPECT_DOUBLE_EQ(loaded.model->classes[6].arrivals.per_week, 21.0 * 0.6);
  EXPECT_EQ(loaded.model->opening_hours[0].spans[0].to, 21 * kHour);
  ASSERT_EQ(loaded.model->targets.size(), 3U);
  EXPECT_EQ(loaded.model->targets[1].value, 60.0);
}

TEST(Variant, MayExchangeAShiftForARotation) {
  const Loaded loaded = load_text(
      "extends = \"kitchen-sink.toml\"\n[[rep_group]]\nname = \"porto\"\nrotation = { shifts = "
      "[\"night\", \"off\"] }\n",
      "variant.toml",
      test_folder());

  ASSERT_TRUE(loaded.model) << testing::PrintToString(lines_of(loaded));
  EXPECT_FALSE(loaded.model->groups[1].shift);
  EXPECT_TRUE(loaded.model->groups[1].rotation);
}

TEST(Override, ReachesTheNewKeys) {
  const Loaded loaded = load(test_folder() / "kitchen-sink.toml",
                             {{"demand.volume", "\"130%\""},
                              {"targets.occupancy.tier1", "\"<= 90%\""},
                              {"targets.service_level.case.return", "\">= 70% within 60 s\""},
                              {"case_class.how_to.redial.probability", "0.1"},
                              {"rep_group.lisbon.absence.unplanned", "\"9%\""}});

  ASSERT_TRUE(loaded.model) << testing::PrintToString(lines_of(loaded));
  EXPECT_EQ(loaded.model->demand.volume, 1.3);
  EXPECT_EQ(loaded.model->targets[2].value, 0.9);
  EXPECT_EQ(loaded.model->targets[3].scope, "case.return");
  EXPECT_EQ(loaded.model->classes[0].redial->probability, 0.1);
  EXPECT_EQ(loaded.model->groups[5].absence.unplanned, 0.09);
}

TEST(SeriesFile, MayLeaveOutTheHourThatClocksSkipAndRepeatTheOneThatTheyShowTwice) {
  const std::string zone = "horizon = \"1 week\"\nzone = \"Europe/Brussels\"\nstart = ";
  const auto series = [&](const std::string& file, const std::string& start) {
    const std::string text = with(with(small_scenario(), "horizon = \"4 weeks\"", zone + start),
                                  "per_week = 100",
                                  "volumes = \"" + file + "\"");
    return model_of(text).classes[0].arrivals.series.value();
  };

  const Series spring = series("spring.csv", "2026-03-28");
  const Series autumn = series("autumn.csv", "2026-10-24");

  ASSERT_EQ(spring.values.size(), 168U);
  EXPECT_EQ(spring.values[26], 0.0);  // 02:00 on Sunday 29 March
  EXPECT_EQ(spring.values[27], 5.0);
  ASSERT_EQ(autumn.values.size(), 168U);
  EXPECT_EQ(autumn.values[26], 6.0);  // 4 and 8
  EXPECT_EQ(autumn.values[27], 5.0);
}

}  // namespace
}  // namespace tiermix
