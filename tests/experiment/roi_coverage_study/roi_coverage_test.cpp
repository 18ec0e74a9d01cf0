// How often do the intervals of a programme's worth hold the truth? A thousand experiments of 30
// pairs each, cut from one long run of a small desk whose reps leave and learn. Its figures are not
// known exactly: as many other pairs stand for the truth, with an error of their own of a thirtieth
// of that of an experiment.

#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <vector>

#include <gtest/gtest.h>

#include "engine/scenario/effect_size.hpp"
#include "engine/experiment/roi_figures.hpp"

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exactly;
using testing::exponential;
using testing::lognormal;

constexpr std::uint32_t kExperiments = 1000;
constexpr std::uint32_t kReplications = 30;
constexpr std::uint32_t kForTruth = kExperiments * kReplications;

// January to March: two reps who leave once in a year, and one behind them.
Model desk_model() {
  Desk desk(90 * kDay);
  desk.model().time.interval = kDay;  // nobody reads intervals
  desk.model().time.start = std::chrono::sys_days{std::chrono::year{2026} / 1 / 1};
  desk.tier("T1", 2, lognormal(20 * kMinute, 1.0), 0.6);
  desk.tier("T2", 1, lognormal(30 * kMinute, 1.0));
  desk.cases("call", 0.4);
  desk.last_class().enters_at = {{"T1", 1.0}};
  desk.last_class().patience = Patience{exponential(kDay)};
  Shift shift{"morning", {}};
  for (int day = 0; day < 7; ++day) {
    shift.spans.push_back({day * kDay + 9 * kHour, day * kDay + 12 * kHour});
  }
  desk.model().shifts = {shift};
  for (RepGroup& group : desk.model().groups) {
    group.shift = "morning";
  }
  LearningCurve curve;
  curve.name = "first_months";
  curve.scale = in_seconds(4 * kWeek);
  curve.handle_time_from = 1.5;
  desk.model().learning_curves = {curve};
  RepGroup& first = desk.group_at(0);
  first.learning = "first_months";
  first.attrition = 1.0;
  first.hiring.emplace();
  first.hiring->lag = exactly(kWeek);
  first.hiring->onboarding = kWeek;
  desk.model().attrition = Attrition{.replacement_cost = 500.0};
  return desk.model();
}

Model with_course() {
  Programme course;
  course.name = "course";
  course.groups = {"T1_reps"};
  course.start = kWeek;
  course.cohort_size = 1;
  course.every = 2 * kWeek;
  course.newcomers = true;
  course.hours = 6 * kHour;
  course.hours_per_week = 6 * kHour;
  course.block = 2 * kHour;
  course.price_per_seat = 500.0;
  course.effect.ability = 0.5;
  course.effect.handle_time = 0.85;
  course.effect.attrition = 0.7;
  Model model = desk_model();
  model.programmes = {course};
  return model;
}

RoiRun long_run() {
  const Model base = desk_model();
  const Model with = with_course();
  RoiPlans plans{.base = compile(base), .with = compile(with), .sized = {}};
  for (const double size : {0.0, 0.5}) {
    plans.sized.push_back({.size = size, .plan = compile(with_effect_size(base, with, size))});
  }
  RoiDesign design;
  design.seed = 1000;
  design.replications = kExperiments * kReplications + kForTruth;
  design.terms = {.discount_rate = 0.1, .freed_time = 0.9, .lost_case_cost = 10.0};
  return run_roi(plans, design);
}

RoiFigures figures_from(const RoiRun& run, std::size_t first, std::size_t count, double level) {
  const auto cut = [first, count](const auto& values) {
    const auto begin = values.begin() + static_cast<std::ptrdiff_t>(first);
    return std::vector(begin, begin + static_cast<std::ptrdiff_t>(count));
  };
  RoiRun part;
  part.design = run.design;
  part.design.level = level;
  part.bounds = run.bounds;
  part.flows = cut(run.flows);
  for (const SizedValues& sized : run.sized) {
    part.sized.push_back({.size = sized.size, .values = cut(sized.values)});
  }
  return figures_of(part);
}

enum class Promise : std::uint8_t {
  about,     ///< covers as often as it says
  at_least,  ///< or more often: whatever the distribution, or by a band between two points
};

struct Figure {
  const char* name;
  Promise promise;
  Estimate (*of)(const RoiFigures&);
};

const std::array kFigures{
    Figure{"net present value (mean)",
           Promise::about,
           [](const RoiFigures& f) { return f.all.net_present_value; }},
    Figure{"net value in cash (mean, skewed)",
           Promise::about,
           [](const RoiFigures& f) { return f.cash.net_value; }},
    Figure{"cumulative flow of February (mean)",
           Promise::about,
           [](const RoiFigures& f) { return f.months[1].cumulative; }},
    Figure{"return on investment (ratio)",
           Promise::about,
           [](const RoiFigures& f) { return f.all.return_on_investment; }},
    Figure{"probability of paying back",
           Promise::at_least,
           [](const RoiFigures& f) { return f.all.probability_of_payback; }},
    Figure{"median payback", Promise::at_least, [](const RoiFigures& f) { return f.all.payback; }},
    Figure{"payback of the mean flow",
           Promise::at_least,
           [](const RoiFigures& f) { return f.all.payback_of_mean; }},
    Figure{"break-even size",
           Promise::at_least,
           [](const RoiFigures& f) { return f.break_even.value(); }},
};

// What a thousand experiments may leave between them, by chance (a binomial count, 1 % error) and
// by skewness: who leaves is a matter of few, so that money is skewed (by -1.4 in cash), and
// Student intervals of 30 such values cover up to a point and a half less than they say.
int least_count(Promise promise, double level) {
  const double mean = kExperiments * level;
  const double sd = std::sqrt(mean * (1.0 - level));
  return static_cast<int>(promise == Promise::about ? mean - 2.576 * sd - 0.015 * kExperiments
                                                    : mean - 2.326 * sd);
}

int most_count(Promise promise, double level) {
  const double mean = kExperiments * level;
  const double slack = 2.576 * std::sqrt(mean * (1.0 - level)) + 0.015 * kExperiments;
  return promise == Promise::about ? static_cast<int>(mean + slack) + 1
                                   : static_cast<int>(kExperiments);
}

using Counts = std::array<int, kFigures.size()>;

// How many experiments hold the truth, by figure.
Counts count_covered(const RoiRun& run, const RoiFigures& truth, double level) {
  Counts covered{};
  for (std::uint32_t e = 0; e < kExperiments; ++e) {
    const RoiFigures figures = figures_from(run, e * kReplications, kReplications, level);
    for (std::size_t i = 0; i < kFigures.size(); ++i) {
      const Estimate estimate = kFigures[i].of(figures);
      const double value = kFigures[i].of(truth).mean;
      covered[i] += estimate.lower <= value && value <= estimate.upper ? 1 : 0;
    }
  }
  return covered;
}

TEST(RoiCoverage, IntervalsHoldTheTruthAsOftenAsTheySay) {
  const RoiRun run = long_run();
  const RoiFigures truth =
      figures_from(run, kExperiments * kReplications, kForTruth, run.design.level);
  // Neither certain nor hopeless: else it would be easy to cover.
  EXPECT_NEAR(truth.all.probability_of_payback.mean, 0.8, 0.1);
  constexpr std::array kLevels{0.90, 0.95, 0.99};
  std::array<Counts, kLevels.size()> covered{};
  for (std::size_t l = 0; l < kLevels.size(); ++l) {
    covered[l] = count_covered(run, truth, kLevels[l]);
  }
  for (std::size_t i = 0; i < kFigures.size(); ++i) {
    const Figure& figure = kFigures[i];
    std::printf("| %s |", figure.name);
    for (std::size_t l = 0; l < kLevels.size(); ++l) {
      std::printf(" %.1f %% |", 100.0 * covered[l][i] / kExperiments);
      EXPECT_GE(covered[l][i], least_count(figure.promise, kLevels[l])) << figure.name;
      EXPECT_LE(covered[l][i], most_count(figure.promise, kLevels[l])) << figure.name;
    }
    std::printf("\n");
  }
}

}  // namespace
}  // namespace tiermix
