#include <limits>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/report/report.hpp"

#include "tests/report/desk.hpp"

namespace tiermix {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Scorecard, ShowsMeasuresBesideTheirBenchmarksThenTiersThenClassesThenNotes) {
  EXPECT_EQ(scorecard(desk_results(), {}), R"(Two tiers
two.toml · 24 weeks measured from 2026-01-19 · 30 replications · seed 7 · rep_group.floor.heads=14
benchmark sspa, complexity:high

                                      estimate   benchmark   verdict
Profit
  Cost per case               70.0 ± 0.4 EUR
Efficiency
  First-contact resolution    40.1 ± 0.4 %          36.9 %   better by 3.2 pts (8.0)
  Time to resolve             4.00 ± 0.10 days
  Specialist ratio              60 ± 4 %            59.0 %   in line (0.2)
  Occupancy of reps          78.00 ± 0.20 %
Effectiveness
  Wait                        30.0 ± 1.2 s

Tier               tier1              tier2
  Occupancy        80.00 ± 0.20 %         –
  Wait per visit    30.0 ± 1.2 s       42.0 ± 3.0 min
  Cost per case    40.02 ± 0.30 EUR   30.02 ± 0.20 EUR

Case class                   how_to
  Cases created              12,350 ± 50
  First-contact resolution     50.0 ± 1.0 %

- ± is half the 95 % confidence interval over 30 independent replications: the error of chance, not
  that of the inputs. In brackets: how many such half-widths lie between estimate and benchmark.
- Hours are elapsed time, nights and weekends included; reps on the floor is the mean over all hours
  of the window. The wait per visit of a tier is that of every visit, of cases too that come back
  while nobody works.
- First-contact resolution and the escalated share are of cases created, those of customers who hung
  up too, first-level resolution of cases closed, escalated per tier of the cases that came to it.
- Better and worse are against the benchmark, above and below where neither is good in itself; in
  line: the interval holds a value that rounds to the figure.
- The published specialist allocation of 59.0 % is read as printed, specialists compared to first
  responders (ratio). The publisher's own staffing figures suggest a share of all reps; compare it
  with the specialist share then.
)");
}

TEST(Scorecard, FitsEightyColumnsOfPlainAscii) {
  const std::string text = scorecard(desk_results(), {.width = 80, .glyphs = Glyphs::ascii});

  EXPECT_THAT(text, HasSubstr("40.1 +/- 0.4 %          36.9 %   better by 3.2 pts\n"));
  std::size_t column = 0;
  for (const char c : text) {
    column = c == '\n' ? 0 : column + 1;
    ASSERT_LE(column, 80U) << text;
    ASSERT_TRUE(c == '\n' || (c >= ' ' && c <= '~')) << text;
  }
}

TEST(Scorecard, ATableThatIsTooWideGoesOnBelowItselfWithItsFirstColumn) {
  const std::string text = scorecard(desk_results(), {.width = 45});

  EXPECT_THAT(text, HasSubstr("Tier              tier1\n"));
  EXPECT_THAT(text, HasSubstr("Tier              tier2\n"));
}

TEST(Scorecard, SaysWherePaidTimeGoesWhereSomeGoesThere) {
  Results results = desk_results();
  results.estimates.push_back(estimate("break_share", "tier.tier1", "1", 0.046, 0.0004));
  results.estimates.push_back(estimate("meeting_share", "tier.tier1", "1", 0.0, 0.0));

  const std::string text = scorecard(results, {});

  EXPECT_THAT(text, HasSubstr("  Paid: breaks      4.60 ± 0.04 %"));
  EXPECT_THAT(text, Not(HasSubstr("Paid: meetings")));
}

TEST(Scorecard, NamesSeveralBenchmarkSegmentsByLetters) {
  Results results = desk_results();
  results.estimates[3].benchmark->segment = "composite";

  const std::string text = scorecard(results, {});

  EXPECT_THAT(text, HasSubstr("36.9 % a"));
  EXPECT_THAT(text, HasSubstr("59.0 % b"));
  EXPECT_THAT(text, HasSubstr("  a  sspa, composite\n  b  sspa, complexity:high\n"));
}

TEST(Scorecard, HasNoBenchmarkColumnsWhereThereIsNoBenchmark) {
  Results results = desk_results();
  for (EstimateRow& row : results.estimates) {
    row.benchmark.reset();
  }

  EXPECT_THAT(scorecard(results, {}), Not(HasSubstr("benchmark")));
}

TEST(Scorecard, SaysWhereTheEstimateIsWorse) {
  Results results = desk_results();
  results.estimates[3].benchmark->value = 0.457;
  results.estimates[3].benchmark->position = Position::below;
  results.estimates[3].benchmark->distance = -14.0;

  EXPECT_THAT(scorecard(results, {}), HasSubstr("45.7 %   worse by 5.6 pts (14)"));
}

TEST(Scorecard, SaysAboveAndBelowWhereNeitherIsGoodInItself) {
  Results results = desk_results();
  results.estimates[6].benchmark->position = Position::above;
  results.estimates[6].benchmark->value = 0.4;
  results.estimates[6].benchmark->distance = 5.0;
  EXPECT_THAT(scorecard(results, {}), HasSubstr("40.0 %   above by 20 pts (5.0)"));

  results.estimates[6].benchmark->better = "lower";
  EXPECT_THAT(scorecard(results, {}), HasSubstr("40.0 %   worse by 20 pts (5.0)"));
}

// First-contact resolution beside two sets, the second with a definition and a mark of its own.
Results beside_two_sets() {
  Results results = desk_results();
  results.estimates[3].further_benchmarks = {{.set = "survey",
                                              .segment = "composite",
                                              .value = 0.7,
                                              .basis = "",
                                              .position = Position::below,
                                              .distance = -75.0,
                                              .better = "higher",
                                              .source = "A survey",
                                              .year = "2022",
                                              .mark = "weak: a blog",
                                              .differs = "as customers report it"}};
  return results;
}

TEST(Scorecard, StandsBesideSeveralSetsAndSaysWhatTheirDefinitionsAre) {
  const std::string text = scorecard(beside_two_sets(), {});

  EXPECT_THAT(text,
              ContainsRegex("First-contact resolution +40.1 ± 0.4 % +36.9 % a +better by "
                            "3.2 pts \\(8.0\\)\n +70.0 % b +worse by 29.9 pts \\(75\\)\n"));
  EXPECT_THAT(text, HasSubstr("  a  sspa, complexity:high\n  b  survey, composite (2022)\n"));
  EXPECT_THAT(text, HasSubstr("- First-contact resolution in survey: as customers report it.\n"));
  EXPECT_THAT(text, HasSubstr("- Figures of survey: weak: a blog.\n"));
}

TEST(Scorecard, ShowsDetailsAndTiersThatSomebodyPublished) {
  Results results = desk_results();
  EXPECT_THAT(scorecard(results, {}), Not(HasSubstr("Also compared")));

  results.estimates[1].benchmark = results.estimates[3].benchmark;
  results.estimates[1].benchmark->value = 42.0;
  results.estimates[1].benchmark->better = "lower";
  results.estimates[1].benchmark->position = Position::below;
  EXPECT_THAT(scorecard(results, {}),
              ContainsRegex("Also compared\n  Cost per case, tier1 +40.02 ± 0.30 EUR +42 EUR +"
                            "better by 1.98 EUR"));
}

TEST(Scorecard, ColourStaysAwayUnlessAskedFor) {
  EXPECT_THAT(scorecard(desk_results(), {}), Not(HasSubstr("\x1b")));
  EXPECT_THAT(scorecard(desk_results(), {.colour = Colour::on}),
              HasSubstr("\x1b[32min line (0.2)\x1b[0m"));
}

TEST(Scorecard, WarnsOfFewReplications) {
  Results results = desk_results();
  results.provenance.replications = 9;
  EXPECT_THAT(scorecard(results, {}), HasSubstr("Intervals from fewer than 10 replications"));

  results.provenance.replications = 1;
  EXPECT_THAT(scorecard(results, {}), HasSubstr("One replication says nothing about its own"));
}

TEST(Scorecard, WarnsOfCasesThatAreStillOpenAtTheEnd) {
  Results results = desk_results();
  results.estimates.push_back(estimate("open_at_end", "all", "1", 0.0009, 0.0001));
  EXPECT_THAT(scorecard(results, {}), Not(HasSubstr("still open")));

  results.estimates.back().mean = 0.02;
  EXPECT_THAT(scorecard(results, {}), HasSubstr("2.0 % of the cases created were still open"));
}

TEST(Scorecard, WarnsOfATierThatNeverRests) {
  Results results = desk_results();
  EXPECT_THAT(scorecard(results, {}), Not(HasSubstr("more work arrives")));

  results.estimates.push_back(estimate("occupancy", "tier.tier2", "1", 0.998, 0.001));
  EXPECT_THAT(scorecard(results, {}), HasSubstr("The reps of tier2 are busy 99.8 % of their time"));
}

TEST(Scorecard, ShowsWaitsPerClassAndPeoplePerTier) {
  Results results = desk_results();
  results.estimates.push_back(estimate("payroll", "tier.tier1", "people", 18.0, 0.0));
  results.estimates.push_back(estimate("speed_of_answer", "case.how_to", "min", 0.4, 0.01));
  results.estimates.push_back(estimate("wait_p90", "case.how_to", "min", 2.0, 0.1));
  results.estimates.push_back(estimate("time_to_resolve_p50", "case.how_to", "h", 5.0, 0.4));

  const std::string text = scorecard(results, {});

  EXPECT_THAT(text, ContainsRegex("People employed +18 "));
  EXPECT_THAT(text, ContainsRegex("Speed of answer +24.0 ± 0.6 s"));
  EXPECT_THAT(text, ContainsRegex("Wait, 90 % +2.00 ± 0.10 min"));
  EXPECT_THAT(text, ContainsRegex("Time to resolve, median +5.0 ± 0.4 h"));
}

TEST(Scorecard, SaysWhichWindowIsMeasured) {
  Results results = desk_results();
  results.provenance.warm_up_h = 12.0;
  results.provenance.horizon_h = 36.0;
  EXPECT_THAT(scorecard(results, {}), HasSubstr("1 day measured from 2026-01-05 12:00"));

  results.provenance.horizon_h = 48.0;
  EXPECT_THAT(scorecard(results, {}), HasSubstr("36 h measured from"));

  results.provenance.horizon_h = 0.0;
  EXPECT_THAT(scorecard(results, {}), HasSubstr("two.toml · from 2026-01-05 ·"));
}

TEST(Scorecard, TellsAnInterruptedRunFromOneThatMissedItsPrecision) {
  Results results = desk_results();
  results.provenance.precision_reached = false;
  EXPECT_THAT(scorecard(results, {}), HasSubstr("was not reached within 30 replications"));

  results.provenance.interrupted = true;
  EXPECT_THAT(scorecard(results, {}), HasSubstr("Interrupted: these are the 30 replications"));
}

TEST(PeriodListing, ShowsTheDeskByCivilTimeAndLeavesOutDeadHours) {
  EXPECT_EQ(period_listing(desk_results(), {}, {}),
            "Interval                  Offered   Service level   Staffed\n"
            "Tue 2026-01-06 08:30   12.3 ± 0.4        80 ± 5 %         5\n"
            "left out, without cases or reps: 1 interval\n"
            "begun in the warm-up: Tue 2026-01-06 08:30\n");
}

TEST(PeriodListing, ShowsDaysOfATierByTheClockOnTheWall) {
  EXPECT_EQ(period_listing(desk_results(), {.kind = "day", .scope = "tier.tier1"}, {}),
            "Day                        Offered\n"
            "Sun 2026-03-29 00:00    2.0 ± 1.0\n"
            "Mon 2026-03-30 00:00   9.00 ± 0.30\n"
            "begun in the warm-up: Sun 2026-03-29 00:00 and 1 day more\n");
}

TEST(PeriodListing, TakesIntervalsOfAnHourOrMoreForHours) {
  EXPECT_EQ(period_listing(desk_results(), {.kind = "hour", .scope = "all"}, {}),
            period_listing(desk_results(), {}, {}));
}

TEST(PeriodListing, ShowsPeopleByMonthBelowTheWork) {
  EXPECT_EQ(
      period_listing(desk_results(), {.kind = "month", .scope = "tier.tier1"}, {}),
      "Month                     Offered   Cost of support\n"
      "Mon 2026-01-19 00:00   20.0 ± 1.0       600 ± 6 EUR\n"
      "Sun 2026-02-01 00:00   90.0 ± 3.0       650 ± 6 EUR\n"
      "cut short by the warm-up or an end of the run: Mon 2026-01-19 00:00 and 1 month more\n"
      "\n"
      "Month                    Headcount             Tenure   Pace   Level junior   No level\n"
      "Mon 2026-01-19 00:00      5          40.0 ± 2.0 weeks    1.2       4                 1\n"
      "Sun 2026-02-01 00:00   4.50 ± 0.10   41.0 ± 2.0 weeks   1.15    3.50 ± 0.10          1\n");
}

TEST(PeriodListing, HasNoTableOfPeopleWhereRepsAreNone) {
  Results results = desk_results();
  results.level_mix = {};
  results.periods.back().tables.resize(2);

  EXPECT_EQ(
      period_listing(results, {.kind = "month", .scope = "all"}, {}),
      "Month                     Offered   Cost of support\n"
      "Mon 2026-01-19 00:00   30.0 ± 1.0       900 ± 9 EUR\n"
      "Sun 2026-02-01 00:00    123 ± 4         950 ± 9 EUR\n"
      "cut short by the warm-up or an end of the run: Mon 2026-01-19 00:00 and 1 month more\n");
}

Results with_targets() {
  Results results = desk_results();
  TargetRow row{.text = ">= 80%",
                .measure = "service_level",
                .scope = "case.phone",
                .unit = "1",
                .at_least = true,
                .value = 0.8,
                .mean = 0.842,
                .half_width = 0.004,
                .verdict = "met",
                .horizon = 1.0,
                .horizon_lower = 0.8865,
                .horizon_upper = 1.0,
                .day = 0.71,
                .day_lower = 0.66,
                .day_upper = 0.76};
  results.targets = {row, row, row};
  results.targets[1].scope = "all";
  results.targets[1].verdict = "undecided";
  results.targets[2] = {.text = "<= 30 min",
                        .measure = "wait_p90",
                        .scope = "all",
                        .unit = "min",
                        .at_least = false,
                        .value = 30.0,
                        .mean = 42.0,
                        .half_width = 1.0,
                        .verdict = "missed",
                        .horizon = 0.0,
                        .horizon_lower = 0.0,
                        .horizon_upper = 0.11,
                        .day = std::numeric_limits<double>::quiet_NaN(),
                        .day_lower = std::numeric_limits<double>::quiet_NaN(),
                        .day_upper = std::numeric_limits<double>::quiet_NaN()};
  return results;
}

TEST(Scorecard, SaysOfEveryTargetWhetherItIsMetAndHowOftenItHolds) {
  const std::string card = scorecard(with_targets(), {});
  EXPECT_THAT(card, HasSubstr("\nTarget "));
  EXPECT_THAT(card, HasSubstr("\nservice_level.phone >= 80%"));
  EXPECT_THAT(card, HasSubstr("84.2 ± 0.4 %     met         71 % (66-76)   100 % (89-100)\n"));
  EXPECT_THAT(card, HasSubstr("  undecided  "));
  EXPECT_THAT(card, HasSubstr("missed      –              0 % (0-11)\n"));
  EXPECT_THAT(card, HasSubstr("- Some targets are not decided at this precision"));
}

// With targets of measures on the front.
Results aimed_high() {
  Results results = with_targets();
  results.targets[0].measure = "first_contact_resolution";
  results.targets[0].scope = "all";
  results.targets[0].text = ">= 35%";
  results.targets[1].measure = "cost_per_case";
  results.targets[1].text = "<= 70 EUR/case";
  return results;
}

TEST(Scorecard, HasTheTargetAndItsVerdictBesideTheEstimate) {
  const std::string card = scorecard(aimed_high(), {.width = 120});

  EXPECT_THAT(card, ContainsRegex("estimate +target +benchmark +verdict\n"));
  EXPECT_THAT(card, ContainsRegex("Cost per case +70.0 ± 0.4 EUR +<= 70 EUR/case +undecided\n"));
  EXPECT_THAT(card,
              ContainsRegex("First-contact resolution +40.1 ± 0.4 % +>= 35% +36.9 % +met, "
                            "better by 3.2 pts \\(8.0\\)\n"));
}

TEST(Scorecard, NamesTheTargetInTheVerdictWhereThereIsNoRoomForAColumn) {
  const std::string card = scorecard(aimed_high(), {.width = 92});

  EXPECT_THAT(card, HasSubstr("36.9 %   target met, better by 3.2 pts\n"));
  EXPECT_THAT(card, Not(ContainsRegex("estimate +target")));
}

TEST(Scorecard, PutsVerdictsBelowTheEstimatesOnANarrowScreen) {
  const std::string card = scorecard(aimed_high(), {.width = 60});

  EXPECT_THAT(card, HasSubstr("    target met: >= 35%\n    benchmark 36.9 %: better by 3.2 pts\n"));
  EXPECT_THAT(card, HasSubstr("    benchmark 59.0 %: in line\n"));
}

}  // namespace
}  // namespace tiermix
