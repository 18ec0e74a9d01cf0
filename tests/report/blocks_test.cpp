#include "engine/report/blocks.hpp"

#include <string>

#include <gmock/gmock.h>

#include "tests/report/desk.hpp"

namespace tiermix {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

void add(Results& results, const std::string& measure, double all, double first, double second) {
  results.estimates.push_back(estimate(measure, "all", "EUR/case", all, 0.2));
  results.estimates.push_back(estimate(measure, "tier.tier1", "EUR/case", first, 0.1));
  results.estimates.push_back(estimate(measure, "tier.tier2", "EUR/case", second, 0.1));
}

TEST(CostCauses, StandByTierAndAddUp) {
  Results results = desk_results();
  add(results, "cost_per_case_handling", 50.0, 30.0, 20.0);
  add(results, "cost_per_case_idle", 20.04, 10.02, 10.02);
  add(results, "cost_per_case_overtime", 0.0, 0.0, 0.0);

  EXPECT_EQ(cost_causes(results, {}),
            "\n"
            "Cost per case, EUR            all   share   tier1   tier2\n"
            "  Handling           50.00 ± 0.20    71 %   30.00   20.00\n"
            "  Idle               20.04 ± 0.20    29 %   10.02   10.02\n"
            "  All causes         70.04 ± 0.42   100 %   40.02   30.02\n"
            "  adds up as printed\n");
}

TEST(CostCauses, SayByHowMuchRoundingIsOff) {
  Results results = desk_results();
  add(results, "cost_per_case_handling", 50.014, 30.007, 20.007);
  add(results, "cost_per_case_idle", 20.026, 10.013, 10.013);

  EXPECT_THAT(cost_causes(results, {}), HasSubstr("as printed, sums are off by up to 0.01\n"));
}

TEST(CostCauses, TakeUpEveryMeasureOfTheFamily) {
  Results results = desk_results();
  add(results, "cost_per_case_something_new", 70.04, 40.02, 30.02);

  EXPECT_THAT(cost_causes(results, {}), HasSubstr("\n  Something new      70.04 ± 0.20   100 %"));
}

TEST(CostCauses, AreLeftOutWhereThereAreNone) {
  EXPECT_EQ(cost_causes(desk_results(), {}), "");
  EXPECT_EQ(cost_causes({}, {}), "");
}

Results rated(double mean, double top, double secure) {
  Results results = desk_results();
  results.estimates.push_back(estimate("satisfaction_rating", "all", "points", mean, 0.01));
  results.estimates.push_back(estimate("satisfaction_top_box", "all", "1", top, 0.01));
  if (secure >= 0.0) {
    results.estimates.push_back(estimate("secure_customers", "all", "1", secure, 0.01));
    results.estimates.push_back(
        estimate("revenue_at_risk", "all", "EUR/year", 550'000.0, 20'000.0));
  }
  return results;
}

TEST(Satisfaction, ShowsHowRatingsAreDistributed) {
  Results results = rated(4.0, 0.4, 0.19);
  results.estimates.push_back(estimate("satisfaction_share_4", "all", "1", 0.3, 0.01));

  EXPECT_EQ(satisfaction(results, {.glyphs = Glyphs::ascii}),
            "\n"
            "Satisfaction\n"
            "  Mean of all ratings        4.000 +/- 0.010 points\n"
            "  Rated 5, the top box        40.0 +/- 1.0 %          ################\n"
            "  Rated 4                     30.0 +/- 1.0 %          ############\n"
            "  Customers who are secure    19.0 +/- 1.0 %          ########\n");
  EXPECT_EQ(satisfaction(desk_results(), {}), "");
}

TEST(Complacency, IsSaidWhereAGoodMeanHidesCustomersWhoAreNotSecure) {
  EXPECT_EQ(complacency(rated(4.0, 0.4, 0.19), {}),
            "The complacency trap: a mean rating of 4.00 looks good, but only 19.0 % of the "
            "customers are secure. Who is merely satisfied may leave for a better offer. At risk: "
            "550,000 ± 20,000 EUR of contract value a year.");
  EXPECT_NE(complacency(rated(3.895, 0.4, 0.19), {}), "");
  EXPECT_THAT(complacency(rated(3.9, 0.49, -1.0), {}),
              HasSubstr("only 49.0 % of the ratings are a 5."));
}

TEST(Complacency, IsSaidOfEveryDeskWhoseCustomersAreNotSecure) {
  EXPECT_THAT(complacency(rated(3.5, 0.4, 0.19), {}),
              StartsWith("The complacency trap: a mean rating of 3.50 says little: 19.0 % of the "
                         "customers are secure."));
}

TEST(Complacency, IsNotSaidOfAPoorMeanOrOfSecureCustomers) {
  EXPECT_EQ(complacency(rated(3.88, 0.4, -1.0), {}), "");
  EXPECT_EQ(complacency(rated(4.0, 0.4, 0.5), {}), "");
  EXPECT_EQ(complacency(rated(4.6, 0.7, -1.0), {}), "");
  EXPECT_EQ(complacency(desk_results(), {}), "");
}

TEST(Scorecard, HasTheBlocksAndTheTrap) {
  Results results = rated(4.0, 0.4, 0.19);
  add(results, "cost_per_case_handling", 70.04, 40.02, 30.02);

  const std::string card = scorecard(results, {});

  EXPECT_THAT(card, HasSubstr("\nSatisfaction\n"));
  EXPECT_THAT(card, HasSubstr("\nCost per case, EUR "));
  EXPECT_THAT(card, HasSubstr("- The complacency trap: "));
  EXPECT_THAT(scorecard(desk_results(), {}), Not(HasSubstr("complacency")));
}

}  // namespace
}  // namespace tiermix
