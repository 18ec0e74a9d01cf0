// How often does the final of an optimisation keep its promise? A thousand races of systems whose
// means are known, and two hundred whole optimisations of M/M/n desks whose staffing is exact.

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <vector>

#include <gtest/gtest.h>

#include "engine/random/philox.hpp"
#include "engine/estimate/constrained.hpp"
#include "engine/estimate/erlang.hpp"
#include "engine/experiment/optimise.hpp"
#include "engine/experiment/optimise_sample.hpp"

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

constexpr double kLevel = 0.95;

// Two independent standard normal numbers by their address (Box and Muller 1958).
std::array<double, 2> normals(std::uint32_t race, std::uint32_t r, std::uint32_t system) {
  const PhiloxCounter block = philox({race, r, system, 3}, {5, 9});
  const double u = (block[0] + 0.5) / 4294967296.0;
  const double v = (block[1] + 0.5) / 4294967296.0;
  const double radius = std::sqrt(-2.0 * std::log(u));
  return {radius * std::cos(2.0 * 3.141592653589793 * v),
          radius * std::sin(2.0 * 3.141592653589793 * v)};
}

double lowest_count(int trials) {
  const double mean = trials * kLevel;
  return mean - 2.326 * std::sqrt(mean * (1.0 - kLevel));
}

struct System {
  double objective;  ///< larger is better
  double margin;
};

struct Figures {
  int correct = 0;
  double replications = 0.0;
};

// Correlated as under common random numbers: half of the variance is everybody's.
Figures race_all(const std::vector<System>& systems, std::size_t right, int races) {
  Figures figures;
  for (int race = 0; race < races; ++race) {
    ConstrainedSelection selection(
        systems.size(),
        {.confidence = kLevel, .indifference = 0.5, .tolerances = {0.5}, .first_stage = 20});
    while (!selection.decided()) {
      const std::uint32_t r = selection.stage();
      const auto shared = normals(static_cast<std::uint32_t>(race), r, 999);
      std::vector<double> objectives;
      std::vector<double> margins;
      for (std::size_t i = 0; i < systems.size(); ++i) {
        const auto own =
            normals(static_cast<std::uint32_t>(race), r, static_cast<std::uint32_t>(i));
        figures.replications += selection.is_in(i) ? 1.0 : 0.0;
        objectives.push_back(systems[i].objective + std::sqrt(0.5) * (shared[0] + own[0]));
        margins.push_back(systems[i].margin + std::sqrt(0.5) * (shared[1] + own[1]));
      }
      selection.add(objectives, margins);
    }
    figures.correct += selection.best() == right ? 1 : 0;
  }
  figures.replications /= races * static_cast<double>(systems.size());
  return figures;
}

void print_row(const char* name, const Figures& figures, int races) {
  std::printf(
      "| %s | %.1f | %.1f %% |\n", name, figures.replications, 100.0 * figures.correct / races);
}

TEST(OptimiseStudy, TheFinalChoosesTheBestThatKeepsTheConstraintWithTheConfidenceAsked) {
  constexpr int kRaces = 1000;
  // The least favourable case: the best just keeps the constraint by the tolerance, better ones
  // just break it, the others are worse by just the indifference.
  const std::vector<System> slippage{
      {0.0, 0.5}, {1.0, 0.0}, {1.0, 0.0}, {-0.5, 0.5}, {-0.5, 0.5}, {-0.5, 3.0}};
  // As a search leaves them: dearer and safer, cheaper and worse.
  const std::vector<System> spread{{-1.0, 1.0}, {0.0, 0.5}, {1.0, -0.5}, {2.0, -1.5}, {-2.0, 2.0}};
  const Figures worst = race_all(slippage, 0, kRaces);
  const Figures usual = race_all(spread, 1, kRaces);
  print_row("least favourable", worst, kRaces);
  print_row("spread", usual, kRaces);
  EXPECT_GE(worst.correct, lowest_count(kRaces));
  EXPECT_GE(usual.correct, lowest_count(kRaces));
}

using testing::Desk;
using testing::exponential;

// An M/M/n desk with so many reps; half an hour to fill up, then two days.
Plan desk_with(int reps, double per_hour) {
  Desk desk(50 * kHour, 2 * kHour);
  desk.tier("T1", reps, exponential(5 * kMinute));
  desk.cases("call", per_hour);
  desk.last_class().channel = Channel::phone;
  desk.last_class().answer_target = from_seconds(20.0);
  return desk.plan();
}

// Loads from 2.5 to 9 Erlang: with some the exact staffing meets the target amply, with others by
// less than the tolerance. It may be passed over for one rep more there, and nowhere else.
TEST(OptimiseStudy, AWholeOptimisationFindsTheStaffingOfErlangCAsOftenAsItSays) {
  constexpr int kRuns = 200;
  constexpr int kFewest = 3;
  OptimumDesign design;
  design.sizes = {12};
  design.starts = {{6}};
  design.objective = {.measure = static_cast<std::size_t>(find_measure("cost_of_support")),
                      .scope = 0};
  design.constraints = {{.measure = static_cast<std::size_t>(find_measure("service_level")),
                         .scope = 0,
                         .at_least = true,
                         .value = 0.8}};
  design.prices = false;
  int exactly = 0;
  int correct = 0;
  int kept = 0;
  double replications = 0.0;
  for (int run = 0; run < kRuns; ++run) {
    const double per_hour = 30.0 + run * 37 % 79;
    const Traffic traffic{.arrivals = per_hour / 3600.0, .handle_time = 300.0, .patience = {}};
    const std::uint32_t exact = required_reps(traffic, 20.0, 0.8);
    const bool amply = answered_within(traffic, exact, 20.0) >= 0.8 * (1.0 + design.tolerance);
    const PointSource source = [&](std::span<const SampleRequest> requests) {
      std::vector<Plan> plans;
      for (const SampleRequest& request : requests) {
        const int index = request.point.empty() ? 6 : request.point[0];
        plans.push_back(desk_with(kFewest + index, per_hour));
      }
      const std::vector<SampledGoal> goals{{.chosen = design.objective},
                                           {.chosen = {.measure = design.constraints[0].measure,
                                                       .scope = design.constraints[0].scope}}};
      std::vector<const Plan*> pointers;
      for (const Plan& plan : plans) {
        pointers.push_back(&plan);
      }
      return sample(requests, pointers, goals, 9000 + static_cast<std::uint64_t>(run), 0);
    };
    const Optimum optimum = optimise(design, source);
    const auto reps = static_cast<std::uint32_t>(kFewest + optimum.leader().point[0]);
    const bool decided = optimum.end == OptimumEnd::decided;
    exactly += decided && reps == exact ? 1 : 0;
    correct += decided && (reps == exact || (!amply && reps == exact + 1)) ? 1 : 0;
    kept += answered_within(traffic, reps, 20.0) >= 0.8 ? 1 : 0;
    replications +=
        static_cast<double>(optimum.search_replications + optimum.final_replications) / kRuns;
  }
  std::printf(
      "| M/M/n, chosen as promised | %.0f | %.1f %% |\n", replications, 100.0 * correct / kRuns);
  std::printf("| M/M/n, exact staffing | | %.1f %% |\n", 100.0 * exactly / kRuns);
  std::printf("| M/M/n, target met | | %.1f %% |\n", 100.0 * kept / kRuns);
  EXPECT_GE(correct, lowest_count(kRuns));
  EXPECT_GE(kept, lowest_count(kRuns));
}

}  // namespace
}  // namespace tiermix
