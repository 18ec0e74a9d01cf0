// Traffic under policies, against closed forms: x is uniform where nothing else is said.

#include <cmath>

#include <gtest/gtest.h>

#include "engine/scenario/route_graph.hpp"

#include "tests/scenario/small_desk.hpp"

namespace tiermix {
namespace {

constexpr double kTenDigits = 1e-10;

Policy& policy_at(Model& model, std::size_t tier) {
  Policy policy;
  policy.name = "of " + model.tiers[tier].name;
  model.tiers[tier].policy = policy.name;
  model.policies.push_back(policy);
  return model.policies.back();
}

Law minutes(double mean) {
  Law law;
  law.mean = 60.0 * mean;
  return law;
}

// Minutes of a tier's reps per case of the desk of 6 cases an hour.
double minutes_per_case(const TrafficReport& report, std::size_t tier) {
  return report.tiers[tier].offered_load * 60.0 / 6.0;
}

Model two_tiers(ResolveCurve first, double last = 1.0) {
  Model model =
      desk_of({tier_with("tier1", first, "tier2"), tier_with("tier2", constant_curve(last))});
  model.policies.reserve(4);
  return model;
}

// The gatekeeper of Shumsky and Pinker 2003: f(x) = 0.95 (1 - x), diagnosis 5, treatment 12, expert
// 45 min; k is optimal.
TEST(PolicyTraffic, OfAGatekeeperIsThatOfTheClosedForm) {
  constexpr double kThreshold = 0.728577642453;
  Model model = two_tiers(gatekeeper(0.95, 1.0));
  model.tiers[0].handle_time = minutes(12.0);
  model.tiers[1].handle_time = minutes(45.0);
  Policy& policy = policy_at(model, 0);
  policy.referral_threshold = kThreshold;
  policy.diagnosis_time = minutes(5.0);

  const TrafficReport report = traffic(model);

  EXPECT_NEAR(report.tiers[0].routes.resolved, 0.440006704316, kTenDigits);
  EXPECT_NEAR(report.tiers[1].sessions, 0.559993295684, kTenDigits);
  EXPECT_NEAR(minutes_per_case(report, 0), 5.0 + 12.0 * kThreshold, kTenDigits);
  EXPECT_NEAR(minutes_per_case(report, 1), 45.0 * 0.559993295684, 1e-8);
}

TEST(PolicyTraffic, FindsTheThresholdThatAProbabilityOrAnIncentiveMeans) {
  constexpr double kCritical = 0.257851239669;
  Model by_probability = two_tiers(gatekeeper(0.95, 1.0));
  policy_at(by_probability, 0).referral_probability = kCritical;
  Model by_reward = two_tiers(gatekeeper(0.95, 1.0));
  policy_at(by_reward, 0).reward =
      Reward{.bonus_per_resolution = 1.0, .effort_per_attempt = kCritical};

  EXPECT_NEAR(traffic(by_probability).tiers[0].routes.resolved, 0.440006704316, kTenDigits);
  EXPECT_NEAR(traffic(by_reward).tiers[0].routes.resolved, 0.440006704316, kTenDigits);
}

// Thresholds 0.65 and 0.95; f1 = 0.9 (1 - x^1.5), f2 = 0.97 (1 - x^6), tier 3 resolves all.
TEST(PolicyTraffic, OfThreeTiersHandsOnWhatIsTooHardOrFailed) {
  Model model = desk_of({tier_with("tier1", gatekeeper(0.9, 1.5), "tier2"),
                         tier_with("tier2", gatekeeper(0.97, 6.0), "tier3"),
                         tier_with("tier3", constant_curve(1.0))});
  model.policies.reserve(2);
  policy_at(model, 0).referral_threshold = 0.65;
  policy_at(model, 1).referral_threshold = 0.95;

  const TrafficReport report = traffic(model);

  EXPECT_NEAR(report.tiers[0].routes.resolved, 0.462373059653, kTenDigits);
  EXPECT_NEAR(report.tiers[1].routes.resolved, 0.379703803256, kTenDigits);
  EXPECT_NEAR(report.tiers[2].routes.resolved, 0.157923137091, kTenDigits);
  EXPECT_NEAR(report.tiers[1].sessions, 0.537626940347, kTenDigits);
  EXPECT_NEAR(report.tiers[2].sessions / report.tiers[1].sessions, 0.293741115333, kTenDigits);
  EXPECT_NEAR(report.tiers[1].mean_complexity, 0.682274099499, kTenDigits);
  EXPECT_NEAR(report.tiers[2].mean_complexity, 0.86617318165, kTenDigits);
}

TEST(PolicyTraffic, AveragesAnErrorOfDiagnosis) {
  Model model = two_tiers(constant_curve(1.0));
  Policy& policy = policy_at(model, 0);
  policy.referral_threshold = 0.5;
  policy.diagnosis_noise = 2.0;

  // P(z + 2 e <= 0) is one half, whatever the noise.
  EXPECT_NEAR(traffic(model).tiers[0].routes.resolved, 0.5, 1e-9);
}

TEST(PolicyTraffic, TriesAgainUpToTheLimitWithAGainPerFailure) {
  Model model = two_tiers(constant_curve(0.5));
  Policy& policy = policy_at(model, 0);
  policy.attempt_limit = 2;
  policy.recess = Recess{.delay = minutes(60.0), .gain = std::log(3.0)};
  policy.failed_attempt_time = 0.5;

  const TrafficReport report = traffic(model);

  // Odds of 1, then of 3.
  EXPECT_NEAR(report.tiers[0].sessions, 1.5, kTenDigits);
  EXPECT_NEAR(report.tiers[0].routes.retries, 0.5, kTenDigits);
  EXPECT_NEAR(report.tiers[1].sessions, 0.125, kTenDigits);
  EXPECT_NEAR(minutes_per_case(report, 0), 10.0 * 0.875 + 5.0 * 0.625, kTenDigits);
}

TEST(PolicyTraffic, BringsBackWhatWasResolvedFalsely) {
  Model model = two_tiers(constant_curve(0.5));
  policy_at(model, 0).force = Forcing{.false_resolution = 0.4, .time = 2.0};

  const TrafficReport report = traffic(model);

  // A session resolves 0.5, comes back 0.2, escalates 0.3.
  EXPECT_NEAR(report.tiers[0].sessions, 1.0 / 0.8, kTenDigits);
  EXPECT_NEAR(report.tiers[1].sessions, 0.3 / 0.8, kTenDigits);
  EXPECT_NEAR(minutes_per_case(report, 0), (5.0 + 10.0) / 0.8, kTenDigits);
}

TEST(PolicyTraffic, SendsABouncedCaseBackToWhereItCameFrom) {
  Model model = two_tiers(constant_curve(0.5));
  Policy& policy = policy_at(model, 1);
  policy.bounce = Bounce{.share = 0.4, .time = 3 * kMinute};

  const TrafficReport report = traffic(model);

  // v1 = 1 + 0.4 v2, v2 = 0.5 v1.
  EXPECT_NEAR(report.tiers[0].sessions, 1.25, kTenDigits);
  EXPECT_NEAR(report.tiers[1].sessions, 0.625, kTenDigits);
  EXPECT_NEAR(report.tiers[1].routes.bounces, 0.25, kTenDigits);
  EXPECT_NEAR(minutes_per_case(report, 1), 0.375 * 10.0 + 0.25 * 3.0, kTenDigits);
}

TEST(PolicyTraffic, PaysForWhatIsNotForwarded) {
  Model model = two_tiers(constant_curve(0.5));
  HandOff& hand_off = policy_at(model, 0).hand_off;
  hand_off.completeness = 0.6;
  hand_off.rediscovery = 20 * kMinute;

  EXPECT_NEAR(minutes_per_case(traffic(model), 1), 0.5 * (10.0 + 0.4 * 20.0), kTenDigits);
}

TEST(PolicyTraffic, PaysForABriefingTwice) {
  Model model = two_tiers(constant_curve(0.5));
  HandOff& hand_off = policy_at(model, 0).hand_off;
  hand_off.kind = HandOffKind::warm;
  hand_off.briefing = 4 * kMinute;

  const TrafficReport report = traffic(model);

  EXPECT_NEAR(minutes_per_case(report, 0), 10.0 + 0.5 * 4.0, kTenDigits);
  EXPECT_NEAR(minutes_per_case(report, 1), 0.5 * 14.0, kTenDigits);
}

TEST(PolicyTraffic, OfASwarmLoadsBothAndHandsOverOnlyWhatItDoesNotResolve) {
  Model model = two_tiers(constant_curve(0.5), 0.8);
  model.tiers[1].when_unresolved = WhenUnresolved::close_unresolved;
  HandOff& hand_off = policy_at(model, 0).hand_off;
  hand_off.kind = HandOffKind::swarm;
  hand_off.expert_time = minutes(6.0);
  hand_off.join_delay = minutes(2.0);

  const TrafficReport report = traffic(model);

  EXPECT_NEAR(report.tiers[0].routes.resolved, 0.5 + 0.5 * 0.8, kTenDigits);
  EXPECT_NEAR(report.tiers[1].sessions, 0.5 * 0.2, kTenDigits);
  EXPECT_NEAR(minutes_per_case(report, 0), 10.0 + 0.5 * 8.0, kTenDigits);
  EXPECT_NEAR(minutes_per_case(report, 1), 0.5 * 6.0 + 0.1 * 10.0, kTenDigits);
}

TEST(PolicyTraffic, CutsAnAttemptAtTheLimitOfASession) {
  Model model = two_tiers(constant_curve(1.0));
  Law law;
  law.family = LawFamily::empirical;
  law.values = {600.0, 1800.0};
  model.tiers[0].handle_time = law;
  policy_at(model, 0).session_limit = 20 * kMinute;

  const TrafficReport report = traffic(model);

  EXPECT_NEAR(report.tiers[0].routes.resolved, 0.5, kTenDigits);
  EXPECT_NEAR(minutes_per_case(report, 0), 0.5 * 10.0 + 0.5 * 20.0, kTenDigits);
}

TEST(PolicyTraffic, OfAVendorNeedsNoReps) {
  Model model = two_tiers(constant_curve(0.6));
  model.tiers[1].vendor = Vendor{.turnaround = minutes(100.0)};
  model.groups.pop_back();

  const TrafficReport report = traffic(model);

  EXPECT_NEAR(report.tiers[1].sessions, 0.4, kTenDigits);
  EXPECT_EQ(report.tiers[1].offered_load, 0.0);
  EXPECT_EQ(report.tiers[1].utilisation, 0.0);
}

TEST(PolicyTraffic, AveragesTheLevelsOfATierByTheirReps) {
  Model model = two_tiers(constant_curve(0.5));
  model.levels.resize(2);
  model.levels[0].name = "new";
  model.levels[0].resolve = constant_curve(0.2);
  model.levels[1].name = "old";
  model.levels[1].ability = std::log(3.0);
  model.groups.push_back(reps_at("tier1", 12));
  model.groups[0].levels = {{"new", 1.0}};
  model.groups[2].levels = {{"old", 1.0}};

  // 4 heads with 0.2, 12 with odds of 3.
  EXPECT_NEAR(traffic(model).tiers[0].routes.resolved, 0.25 * 0.2 + 0.75 * 0.75, kTenDigits);
}

TEST(PolicyTraffic, LeavesTheHarderCasesOverFromSelfService) {
  Model model = two_tiers(constant_curve(1.0));
  model.self_service = SelfService{.contains = gatekeeper(0.6, 1.0)};

  const TrafficReport report = traffic(model);

  // Kept with 0.4 + 0.6 x.
  EXPECT_NEAR(report.classes[0].cases_per_hour, 6.0 * 0.7, kTenDigits);
  EXPECT_NEAR(report.tiers[0].mean_complexity, (0.4 / 2.0 + 0.6 / 3.0) / 0.7, kTenDigits);
}

TEST(PolicyTraffic, SendsCasesTakenForHardStraightToASpecialist) {
  Model model = two_tiers(constant_curve(1.0));
  model.triage = Triage{.accuracy = 0.75, .direct_to = "tier2", .above = 0.8};

  const TrafficReport report = traffic(model);

  EXPECT_NEAR(report.tiers[1].sessions, 0.2, kTenDigits);
  // 0.75 of those above 0.8, mean 0.9, and a fifth of all others.
  EXPECT_NEAR(report.tiers[1].mean_complexity, 0.75 * 0.9 + 0.25 * 0.5, kTenDigits);
}

TEST(PolicyTraffic, KnowsHowManyCasesAreKnown) {
  Model model = two_tiers(constant_curve(0.5));
  model.knowledge_base = KnowledgeBase{
      .coverage = 0.4, .search_time = kMinute, .time_factor = 0.5, .resolve_gain = std::log(3.0)};

  const TrafficReport report = traffic(model);

  EXPECT_NEAR(report.tiers[1].sessions, 0.6 * 0.5 + 0.4 * 0.25, kTenDigits);
  EXPECT_NEAR(minutes_per_case(report, 0), 1.0 + 0.6 * 10.0 + 0.4 * 5.0, kTenDigits);
}

}  // namespace
}  // namespace tiermix
