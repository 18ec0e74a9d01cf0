// [targets]: measures, scopes, units and answer targets.

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

TEST(Targets, AreAllCheckedInOneGo) {
  EXPECT_EQ(lines_of(load_with("servicelevel = \">= 80%\"\noccupancy = \"85%\"\n"
                               "cost_per_case = \"<= 70\""))
                .size(),
            3U);
}

}  // namespace
}  // namespace tiermix
