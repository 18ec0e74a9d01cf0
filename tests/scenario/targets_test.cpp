// [targets]: measures, scopes, units and answer targets.

#include <array>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenario/scenario_files.hpp"

namespace tiermix {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

Loaded load_with(const std::string& line) {
  return load_small(small_scenario() + "\n[targets]\n" + line + "\n");
}

Target target_of(const std::string& line) {
  const Loaded loaded = load_with(line);
  EXPECT_THAT(lines_of(loaded), IsEmpty());
  return loaded.model ? loaded.model->targets.at(0) : Target{};
}

TEST(Targets, AreReadInTheUnitOfTheirMeasure) {
  EXPECT_EQ(target_of("service_level = \">= 80%\"").value, 0.8);
  EXPECT_EQ(target_of("service_level = \">= 0.8\"").value, 0.8);
  EXPECT_EQ(target_of("time_to_resolve_p90 = \"<= 3 days\"").value, 72.0);
  EXPECT_EQ(target_of("speed_of_answer = \"<= 30 s\"").value, 0.5);
  EXPECT_EQ(target_of("cost_per_case = \"<= 70 USD\"").value, 70.0);
  EXPECT_EQ(target_of("cost_per_case = \"<= 70 USD/case\"").value, 70.0);
  EXPECT_EQ(target_of("backlog = \"<= 25\"").value, 25.0);
  EXPECT_EQ(target_of("staffed = \"<= 12 reps\"").value, 12.0);
  EXPECT_EQ(target_of("net_promoter_score = \">= -5\"").value, -5.0);
}

TEST(Targets, HaveAScopeInItsLongForm) {
  EXPECT_EQ(target_of("occupancy = \"<= 85%\"").scope, "all");
  EXPECT_EQ(target_of("\"occupancy.tier1\" = \"<= 85%\"").scope, "tier.tier1");
  EXPECT_EQ(target_of("\"occupancy.tier.tier1\" = \"<= 85%\"").scope, "tier.tier1");
  EXPECT_EQ(target_of("\"service_level.how_to\" = \">= 80%\"").scope, "case.how_to");
  EXPECT_EQ(target_of("\"service_level.case.how_to\" = \">= 80%\"").scope, "case.how_to");
}

TEST(Targets, KeepTheirTextAndSide) {
  const Target target = target_of("\"service_level.how_to\" = \">= 80% within 20 s\"");

  EXPECT_TRUE(target.at_least);
  EXPECT_EQ(target.text, ">= 80% within 20 s");
  EXPECT_FALSE(target_of("occupancy = \"\xe2\x89\xa4 85%\"").at_least);
}

TEST(Targets, SetTheAnswerTargetOfTheClassesMeant) {
  const Loaded one = load_with("\"service_level.how_to\" = \">= 80% within 45 s\"");
  const Loaded all = load_with("service_level = \">= 80% within 2 min\"");

  EXPECT_EQ(one.model->classes[0].answer_target, 45 * kSecond);
  EXPECT_EQ(all.model->classes[0].answer_target, 2 * kMinute);
}

TEST(Targets, MayRepeatTheAnswerTargetThatTheClassStates) {
  const std::string text = with(small_scenario(),
                                "handle_time = \"20 min\"\n",
                                "handle_time = \"20 min\"\nanswer_target = \"45 s\"\n");

  EXPECT_THAT(lines_of(load_small(text + "\n[targets]\nservice_level = \">= 80% within 45 s\"\n")),
              IsEmpty());
}

TEST(Targets, WantToKnowWhichOfTwoEqualNamesIsMeantWhereBothAreReported) {
  const std::string text = with(small_scenario(), "\"how_to\"", "\"tier1\"") + "\n[targets]\n";
  const auto lines = [&](const std::string& line) { return lines_of(load_small(text + line)); };

  EXPECT_THAT(lines("\"wait.tier1\" = \"<= 1 min\"\n"),
              testing::ElementsAre(HasSubstr("is both a case class and a tier (write case.tier1 or "
                                             "tier.tier1)")));
  EXPECT_THAT(lines("\"wait.tier.tier1\" = \"<= 1 min\"\n"), IsEmpty());
  EXPECT_THAT(lines("\"occupancy.tier1\" = \"<= 85%\"\n"), IsEmpty());
  EXPECT_THAT(lines("\"service_level.tier1\" = \">= 80%\"\n"), IsEmpty());
}

TEST(Targets, MayHoldInEveryHour) {
  const Target hour = target_of("service_level = \">= 80% within 20 s in every hour\"");
  ASSERT_TRUE(hour.window);
  EXPECT_EQ(hour.value, 0.8);
  EXPECT_EQ(hour.window->every, kHour);
  EXPECT_EQ(hour.window->to, kDay);
  EXPECT_FALSE(hour.window->each_weekday);
  EXPECT_EQ(hour.text, ">= 80% within 20 s in every hour");

  const Target half = target_of("wait = \"<= 1 min in every half hour of the week on mon-fri\"");
  EXPECT_EQ(half.window->every, 30 * kMinute);
  EXPECT_TRUE(half.window->each_weekday);
  EXPECT_TRUE(half.window->days[4]);
  EXPECT_FALSE(half.window->days[5]);
  EXPECT_FALSE(target_of("service_level = \">= 80%\"").window);
}

TEST(Targets, MayHoldInATimeOfTheDay) {
  const Target target =
      target_of("\"occupancy.tier1\" = \"<= 85% from 09:00 to 12:30 on mon,wed-fri\"");
  ASSERT_TRUE(target.window);
  EXPECT_EQ(target.window->every, Duration{});
  EXPECT_EQ(target.window->from, 9 * kHour);
  EXPECT_EQ(target.window->to, 12 * kHour + 30 * kMinute);
  EXPECT_EQ(target.window->days, (std::array{true, false, true, true, true, false, false}));
  EXPECT_EQ(
      target_of("abandonment_rate = \"<= 5% in every 2 h from 08:00 to 18:00\"").window->every,
      2 * kHour);
}

TEST(Targets, OfOneMeasureAreJoinedByAnd) {
  const Loaded loaded =
      load_with("service_level = \">= 85% within 30 s and >= 70% in every hour\"");
  EXPECT_THAT(lines_of(loaded), IsEmpty());
  ASSERT_EQ(loaded.model->targets.size(), 2U);
  EXPECT_EQ(loaded.model->targets[0].text, ">= 85% within 30 s");
  EXPECT_FALSE(loaded.model->targets[0].window);
  EXPECT_EQ(loaded.model->targets[1].text, ">= 70% in every hour");
  EXPECT_TRUE(loaded.model->targets[1].window);
  EXPECT_THAT(lines_of(load_with("service_level = \">= 85% and >= 70%\"")),
              testing::ElementsAre(HasSubstr("is said twice of all")));
}

TEST(Targets, SayWhatIsWrongWithATime) {
  const auto problem = [](const std::string& value, const std::string& key = "service_level") {
    const std::vector<std::string> lines = lines_of(load_with(key + " = \"" + value + "\""));
    return lines.size() == 1 ? lines.front() : "";
  };
  EXPECT_THAT(problem(">= 80% in each hour"), HasSubstr("in every hour, or another length"));
  EXPECT_THAT(problem(">= 80% in every 7 h"), HasSubstr("do not fill the time from 00:00"));
  EXPECT_THAT(problem(">= 80% in every 20 min"), HasSubstr("cuts an interval"));
  EXPECT_THAT(problem(">= 80% from 9 to 12"), HasSubstr("from 09:00 to 12:00"));
  EXPECT_THAT(problem(">= 80% from 12:00 to 09:00"), HasSubstr("ends before it begins"));
  EXPECT_THAT(problem(">= 80% on monday"), HasSubstr("is not a day"));
  EXPECT_THAT(problem("<= 70 USD in every hour", "cost_per_case"),
              HasSubstr("is not counted by the hour"));
  EXPECT_THAT(problem("<= 1 h in every hour", "time_to_resolve_p90"),
              HasSubstr("is not counted by the hour"));
}

TEST(Targets, AreAllCheckedInOneGo) {
  EXPECT_EQ(lines_of(load_with("servicelevel = \">= 80%\"\noccupancy = \"85%\"\n"
                               "cost_per_case = \"<= 70\""))
                .size(),
            3U);
}

}  // namespace
}  // namespace tiermix
