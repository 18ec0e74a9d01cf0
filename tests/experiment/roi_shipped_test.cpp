// The shipped desk whose reps learn, leave and are replaced, with its programmes and without.

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/scenario/load.hpp"
#include "engine/plan/compile.hpp"
#include "engine/kernel/replicate.hpp"
#include "engine/experiment/roi.hpp"

#include "tests/support/paths.hpp"

namespace tiermix {
namespace {

using Q = Quantity;

constexpr std::uint64_t kSeed = 7;
constexpr std::uint32_t kReplications = 2;

// Four months: the first courses, in March, and what follows from them.
Model shipped(const std::string& name) {
  const Loaded loaded = load((source_folder() / "scenarios/training/").string() + name + ".toml",
                             {{.path = "time.horizon", .value = "20 weeks"}});
  EXPECT_TRUE(loaded.model.has_value()) << name;
  return loaded.model.value();
}

RoiRun value_of(const Model& base, const Model& with, const CashTerms& terms) {
  RoiDesign design;
  design.seed = kSeed;
  design.replications = kReplications;
  design.terms = terms;
  return run_roi({.base = compile(base), .with = compile(with), .sized = {}}, design);
}

void expect_nothing(const RoiRun& run) {
  ASSERT_EQ(run.flows.size(), kReplications);
  for (const CashFlow& flow : run.flows) {
    EXPECT_GT(flow.months, 1U);
    EXPECT_EQ(flow.lines, std::vector<double>(flow.lines.size()));
    EXPECT_EQ(flow.not_cash, std::vector<double>(flow.months));
  }
}

TEST(RoiShipped, TheDeskAgainstItselfIsExactlyZero) {
  expect_nothing(value_of(shipped("desk"), shipped("desk"), {.discount_rate = 0.08}));
}

TEST(RoiShipped, AProgrammeWithoutEffectAndCostIsExactlyZero) {
  Model with = shipped("relationship");
  Programme& programme = with.programmes.front();
  programme.hours = {};
  programme.price_per_seat = 0.0;
  programme.fixed_price = 0.0;
  programme.effect = {};
  expect_nothing(value_of(shipped("desk"), with, {.discount_rate = 0.08}));
}

// Where idle time is worth nothing, what is not money from or of customers is the operating cost.
class RoiOfShipped : public ::testing::TestWithParam<const char*> {};

TEST_P(RoiOfShipped, SumsEachMonthToTheDifferenceOfTheOperatingCosts) {
  const Model base = shipped("desk");
  const Model with = shipped(GetParam());
  const RoiRun run = value_of(base, with, {.freed_time = 0.0});
  ASSERT_EQ(run.flows.size(), kReplications);
  double moved = 0.0;
  for (std::uint32_t r = 0; r < kReplications; ++r) {
    const Observations without = replicate(compile(base), {kSeed, r});
    const Observations trained = replicate(compile(with), {kSeed, r});
    const CashFlow& flow = run.flows[r];
    ASSERT_EQ(flow.months, 4U);
    for (std::size_t m = 0; m < flow.months; ++m) {
      const double cost = without.month_total(m, ScopeLayout::all(), Q::operating_cost);
      const double saved = cost - trained.month_total(m, ScopeLayout::all(), Q::operating_cost);
      const double from_customers = flow.at(CashLine::revenue, m) + flow.at(CashLine::renewals, m);
      EXPECT_NEAR(flow.total(m) - from_customers, saved, 1e-9 * cost) << "month " << m;
      EXPECT_EQ(flow.cash(m), flow.total(m));
      moved += std::abs(saved);
    }
  }
  EXPECT_GT(moved, 1000.0);
}

INSTANTIATE_TEST_SUITE_P(Programmes,
                         RoiOfShipped,
                         ::testing::Values("product-knowledge", "relationship"),
                         [](const auto& programme) {
                           std::string name = programme.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace tiermix
