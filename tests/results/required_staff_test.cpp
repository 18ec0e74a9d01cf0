#include "engine/results/required_staff.hpp"

#include <gtest/gtest.h>

#include "engine/estimate/erlang.hpp"

namespace tiermix {
namespace {

Model two_tiers() {
  Model model;
  model.tiers.resize(2);
  model.tiers[0].name = "front";
  model.tiers[1].name = "back";
  model.classes.resize(2);
  model.classes[0].name = "phone";
  model.classes[0].enters_at = {{"front", 1.0}};
  model.classes[1].name = "mail";
  model.classes[1].channel = Channel::email;
  model.classes[1].enters_at = {{"front", 0.5}, {"back", 0.5}};
  return model;
}

Patience exponential_patience(double seconds) {
  Patience patience;
  patience.law.family = LawFamily::exponential;
  patience.law.mean = seconds;
  return patience;
}

Target service_level_of(const char* scope, double value) {
  return {.measure = "service_level", .scope = scope, .at_least = true, .value = value, .text = {}};
}

constexpr double kHourUs = 3.6e9;

TEST(StaffingRule, IsEightyPercentWithinTheAnswerTargetWhereNothingIsStated) {
  const StaffingRule rule = staffing_rule(two_tiers(), 0);
  EXPECT_TRUE(rule.live);
  EXPECT_EQ(rule.share, 0.8);
  EXPECT_EQ(rule.within_us, 2e7);
  EXPECT_FALSE(rule.patience_us);
  EXPECT_FALSE(staffing_rule(two_tiers(), 1).live) << "mail can wait";
}

TEST(StaffingRule, TakesTheTargetOfTheClassesThatEnter) {
  Model model = two_tiers();
  model.targets = {service_level_of("case.phone", 0.9), service_level_of("case.mail", 0.95)};
  EXPECT_EQ(staffing_rule(model, 0).share, 0.9);
  model.targets[0].scope = "all";
  EXPECT_EQ(staffing_rule(model, 0).share, 0.9);
}

TEST(StaffingRule, IsThatOfErlangAWhereAllHavePatienceOfThatKind) {
  Model model = two_tiers();
  model.classes[0].patience = exponential_patience(300.0);
  EXPECT_EQ(staffing_rule(model, 0).patience_us.value_or(0.0), 3e8);
  model.classes[0].patience->law.family = LawFamily::lognormal;
  EXPECT_FALSE(staffing_rule(model, 0).patience_us);
}

// 200 calls of 3 minutes: 14 reps by Erlang C.
TEST(RequiredStaff, IsThatOfErlang) {
  const StaffingRule rule = staffing_rule(two_tiers(), 0);
  EXPECT_EQ(required_staff(rule, 200.0, 10.0, kHourUs), 14.0);
  EXPECT_EQ(required_staff(rule, 100.0, 10.0, kHourUs / 2.0), 14.0) << "in half an hour";
  EXPECT_EQ(required_staff(rule, 0.0, 0.0, kHourUs), 0.0);
}

TEST(RequiredStaff, OfWorkThatCanWaitIsTheLoadOver85Percent) {
  EXPECT_EQ(required_staff({}, 20.0, 8.5, kHourUs), 10.0);
  EXPECT_EQ(required_staff({}, 20.0, 8.6, kHourUs), 11.0);
}

TEST(StaffingRule, PromisesNothingForAClassThatIsClosed) {
  EXPECT_FALSE(staffing_rule(two_tiers(), 0, {false, true}).live);
  EXPECT_TRUE(staffing_rule(two_tiers(), 0, {true, false}).live);
}

TEST(RequiredStaff, OfAClosedDeskIsForWhatIsServedThen) {
  EXPECT_EQ(required_while_closed(8.5, 0.0), 0.0) << "it waits for the morning";
  EXPECT_EQ(required_while_closed(0.0, 3.0), 0.0) << "from the hours before";
  EXPECT_EQ(required_while_closed(8.5, 3.4), 4.0);
  EXPECT_EQ(required_while_closed(3.4, 8.5), 4.0);
  EXPECT_EQ(required_while_closed(2.0, 0.3), 0.0) << "calls that go on past closing time";
}

}  // namespace
}  // namespace tiermix
