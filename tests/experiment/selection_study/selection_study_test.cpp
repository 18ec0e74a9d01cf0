// How often does a comparison choose the best, and how often do its joint intervals hold the truth?
// Hundreds of comparisons of four policies whose cost is known exactly, each with other customers.

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>
#include <vector>

#include <gtest/gtest.h>

#include "engine/experiment/compare.hpp"

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exponential;

constexpr std::uint32_t kComparisons = 1000;
constexpr double kLevel = 0.95;
constexpr double kIndifference = 0.15;  // in the currency

// Nobody waits for a rep: the cost of a case is that of the time at both tiers.
struct Policy {
  double first_minutes;
  double resolved;
  double second_minutes;

  [[nodiscard]] double cost() const {
    constexpr double kPerMinute = 36.0 / 60.0;
    return kPerMinute * (first_minutes + (1.0 - resolved) * second_minutes);
  }

  [[nodiscard]] Plan plan() const {
    Desk desk(8 * kHour);
    desk.tier("T1", 200, exponential(from_seconds(60.0 * first_minutes)), resolved);
    desk.tier("T2", 200, exponential(from_seconds(60.0 * second_minutes)));
    desk.cases("call", 12.0);
    desk.last_class().arrivals.busyness_cv = 0.2;
    return desk.plan();
  }
};

struct Figures {
  int correct = 0;
  int covered = 0;  ///< all differences at once
  int bounded = 0;  ///< the bound on how far behind holds for every alternative
  double replications = 0.0;
  double reduction = 0.0;
};

// Once is noise: what a thousand comparisons may leave below the level, at an error of 1 %.
double lowest_count() {
  const double mean = kComparisons * kLevel;
  return mean - 2.326 * std::sqrt(mean * (1.0 - kLevel));
}

Figures study(const std::vector<Policy>& policies, const ComparisonDesign& design) {
  std::vector<Plan> plans;
  double lowest = policies.front().cost();
  for (const Policy& policy : policies) {
    plans.push_back(policy.plan());
    lowest = std::min(lowest, policy.cost());
  }
  Figures figures;
  for (std::uint32_t c = 0; c < kComparisons; ++c) {
    ComparisonDesign own = design;
    own.seed = 5000 + c;
    const Comparison comparison = compare(plans, own);
    const Choice& choice = comparison.choices[0];
    figures.correct += policies[choice.best].cost() < lowest + 1e-9 ? 1 : 0;
    const std::vector<std::optional<std::size_t>> desk(plans.size(), 0);
    const Contrast all = contrast(comparison, choice.measure, desk);
    bool covered = true;
    bool bounded = true;
    for (std::size_t i = 0; i < policies.size(); ++i) {
      bounded = bounded && policies[i].cost() - lowest <= choice.behind_best[i] + 1e-9;
      figures.replications += static_cast<double>(comparison.replications[i].size());
      if (i > 0) {
        const Estimate& e = all.differences[i - 1].estimate;
        const double truth = policies[i].cost() - policies[0].cost();
        covered = covered && e.lower <= truth && truth <= e.upper;
        figures.reduction += all.differences[i - 1].variance_reduction;
      }
    }
    figures.covered += covered ? 1 : 0;
    figures.bounded += bounded ? 1 : 0;
  }
  const double policies_count = static_cast<double>(policies.size());
  figures.replications /= kComparisons * policies_count;
  figures.reduction /= kComparisons * (policies_count - 1.0);
  return figures;
}

void print_row(const char* name, const Figures& f, bool chosen) {
  const auto percent = [](int count) { return 100.0 * count / kComparisons; };
  std::printf("| %s | %.1f | ", name, f.replications);
  if (chosen) {
    std::printf("%.1f %% | ", percent(f.correct));
  } else {
    std::printf("not promised | ");
  }
  std::printf("%.1f %% | %.1f %% | %.1f |\n", percent(f.covered), percent(f.bounded), f.reduction);
}

ComparisonDesign design() {
  ComparisonDesign d;
  d.by = {static_cast<std::size_t>(find_measure("handle_cost_per_case"))};
  d.level = kLevel;
  d.indifference = {.value = kIndifference, .relative = false};
  return d;
}

// The least favourable case: every other policy is worse by exactly the indifference.
const std::vector<Policy> kSlippage{{14.0, 0.70, 20.0},                      // 12.0
                                    {10.0, 0.50, 20.0 - 2.0 * (0.4 / 0.6)},  // 11.6: best
                                    {17.0, 0.85, 20.0},                      // 12.0
                                    {8.0, 0.60, 30.0}};                      // 12.0
// A spread of costs, one policy clearly worse.
const std::vector<Policy> kSpread{{14.0, 0.70, 20.0},   // 12.0
                                  {12.0, 0.70, 20.0},   // 10.8: best
                                  {14.0, 0.75, 20.0},   // 11.4
                                  {18.0, 0.70, 20.0}};  // 14.4

TEST(SelectionStudy, ChoosesTheBestWithTheConfidenceAsked) {
  const Figures slippage = study(kSlippage, design());
  const Figures spread = study(kSpread, design());
  print_row("others worse by the indifference", slippage, true);
  print_row("costs spread out", spread, true);
  EXPECT_GE(slippage.correct, lowest_count());
  EXPECT_GE(spread.correct, lowest_count());
  EXPECT_GE(slippage.bounded, lowest_count());
  EXPECT_GE(spread.bounded, lowest_count());
  // Where one stops by the data, intervals cover a little less: two points are allowed for.
  EXPECT_GE(slippage.covered, lowest_count() - 0.02 * kComparisons);
  EXPECT_GE(spread.covered, lowest_count() - 0.02 * kComparisons);
}

TEST(SelectionStudy, JointIntervalsOfAFixedCountHoldTheTruth) {
  ComparisonDesign fixed = design();
  fixed.replications = 30;
  const Figures figures = study(kSlippage, fixed);
  print_row("fixed count of 30", figures, false);
  EXPECT_GE(figures.covered, lowest_count());
  EXPECT_GE(figures.bounded, lowest_count());
}

}  // namespace
}  // namespace tiermix
