#pragma once

// Results as a small run would give them, with every awkward value the file has to keep.

#include <filesystem>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "engine/results/results.hpp"

#include "tests/support/special_values.hpp"

namespace tiermix {

inline Provenance example_provenance() {
  return {.title = "Bürostühle & Söhne",
          .scenario_file = "desk.toml",
          .scenario_text = "title = \"Bürostühle & Söhne\"\n",
          .scenario_digest = "0123456789abcdef",
          .program_version = "0.1.0",
          .commit = "unknown",
          .created = "2026-01-05T12:00:00Z",
          .currency = "EUR",
          .start = "2026-01-05",
          .warm_up_h = 336.0,
          .horizon_h = 1344.5,
          .overrides = {"tier.tier1.resolve.f0=0.9", "title=a b"},
          .seed = 0xfedcba9876543210U,
          .replications = 3,
          .level = 0.95,
          .digest = "fedcba9876543210",
          .precision_reached = false,
          .interrupted = true};
}

inline std::vector<EstimateRow> example_estimates() {
  const BenchmarkPosition position{.set = "sspa",
                                   .segment = "complexity:high",
                                   .value = 0.369,
                                   .basis = "",
                                   .position = Position::above,
                                   .distance = 3.1};
  const BenchmarkPosition further{.set = "mine",
                                  .segment = "composite",
                                  .value = 0.5,
                                  .basis = "",
                                  .position = Position::below,
                                  .distance = -10.0,
                                  .better = "higher",
                                  .source = "Söhne, 2024",
                                  .year = "2024",
                                  .mark = "weak: a blog",
                                  .differs = "by survey"};
  return {
      {"first_contact_resolution", "all", "1", 0.4, 0.01, 0.39, 0.41, 0.95, 3, position, {further}},
      {"first_contact_resolution", "case.how to, ü", "1", 0.5, 0.02, 0.48, 0.52, 0.95, 3, {}},
      {"cost_per_case",
       "tier.tier1",
       "EUR/case",
       1.0 / 3.0,
       kInfinity,
       -kInfinity,
       kInfinity,
       0.95,
       1,
       {}},
      {"wait_p90", "all", "min", kNaN, kNaN, kNaN, kNaN, 0.95, 3, {}}};
}

inline std::vector<TargetRow> example_targets() {
  return {{.text = ">= 40%",
           .measure = "first_contact_resolution",
           .scope = "all",
           .unit = "1",
           .at_least = true,
           .value = 0.4,
           .mean = 0.4,
           .half_width = 0.01,
           .verdict = "undecided",
           .horizon = 2.0 / 3.0,
           .horizon_lower = 0.2,
           .horizon_upper = 0.9,
           .day = 0.5,
           .day_lower = 0.4,
           .day_upper = 0.6},
          {.text = "<= 30 min",
           .measure = "wait_p90",
           .scope = "case.how to, ü",
           .unit = "min",
           .at_least = false,
           .value = 30.0,
           .mean = kNaN,
           .half_width = kInfinity,
           .verdict = "missed",
           .horizon = 0.0,
           .horizon_lower = 0.0,
           .horizon_upper = 0.5,
           .day = kNaN,
           .day_lower = kNaN,
           .day_upper = kNaN}};
}

inline Results example_results() {
  Results results;
  results.provenance = example_provenance();
  results.estimates = example_estimates();
  results.replications = {
      {"cost_per_case", "EUR/case", {"all", "tier.tier1"}, {1.5, 2.5, 3.5, 4.5, 5.5, kNaN}},
      {"first_contact_resolution", "1", {"all", "case.how to, ü"}, {0.1, 0.2, 0.3, 0.4, 0.5, 0.6}},
      {"escalation_rate", "1", {"tier.tier1"}, {0.25, kNaN, 0.5}}};
  results.periods = {
      {.kind = "interval",
       .starts_h = {0.0, 0.5},
       .clocks = {"2026-01-05 00:00", "2026-01-05 00:30"},
       .tables =
           {{"offered", "cases", {"all", "tier.tier1"}, {1, 2, 3, 4}, {0.1, 0.2, kInfinity, 0.4}},
            {"service_level", "1", {"all"}, {0.8, kNaN}, {0.05, kNaN}}}},
      {.kind = "hour",
       .starts_h = {0.0},
       .clocks = {"2026-01-05 00:00"},
       .tables = {{"offered", "cases", {"all", "tier.tier1"}, {4, 6}, {0.1, 0.2}}}},
      {.kind = "day",
       .starts_h = {0.0},
       .clocks = {"2026-01-05 00:00"},
       .utc_offsets_h = {1.0},
       .tables = {{"offered", "cases", {"all", "tier.tier1"}, {4, 6}, {0.1, 0.2}}}},
      {.kind = "week",
       .starts_h = {0.0},
       .clocks = {"2026-01-05 00:00"},
       .tables = {{"offered", "cases", {"all", "tier.tier1"}, {4, 6}, {0.1, 0.2}}}},
      {.kind = "month",
       .starts_h = {336.0, 648.0},
       .clocks = {"2026-01-19 00:00", "2026-02-01 00:00"},
       .utc_offsets_h = {-3.5, -3.5},
       .tables = {
           {"offered", "cases", {"all", "tier.tier1"}, {4, 6, 5, 7}, {0.1, 0.2, 0.3, 0.4}},
           {"mean_tenure", "weeks", {"all", "tier.tier1"}, {50, 60, 51, kNaN}, {1, 2, 1, kNaN}}}}};
  results.level_mix = {.starts_h = {336.0, 648.0},
                       .clocks = {"2026-01-19 00:00", "2026-02-01 00:00"},
                       .scopes = {"all", "tier.tier1"},
                       .levels = {"junior", "senior", ""},
                       .means = {5, 3, 1, 4, 2, 1, 6, 2, 1, 5, 1, 1},
                       .half_widths = {1, 0.5, 0, 1, 0.25, 0, 1, 0.5, 0, kInfinity, 0.5, 0}};
  results.targets = example_targets();
  results.resolve_times = {.times_h = {0.5, 1.0, 24.0},
                           .scopes = {"all", "case.how to, ü"},
                           .means = {0.25, 0.2, 0.5, 0.6, 1.0, kNaN},
                           .half_widths = {0.01, kInfinity, 0.02, 0.03, 0.0, kNaN}};
  results.flows = {{"enters", "", "tier1", 1.0, 0.0, 1.0, 1.0, true},
                   {"handed_over", "tier1", "tier.2, ü", 0.3, 0.02, 0.28, 0.32, false},
                   {"resolved", "tier1", "", 0.7, kInfinity, -kInfinity, kInfinity, true}};
  return results;
}

/// A folder of its own for each test, gone afterwards.
class ResultsTest : public ::testing::Test {
 protected:
  ResultsTest() {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(::testing::TempDir()) /
              (std::string("tiermix-") + test->test_suite_name() + "-" + test->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  ~ResultsTest() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::filesystem::path in_folder(const std::string& name) const {
    return folder_ / name;
  }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

}  // namespace tiermix
