// Laws that must hold exactly on every shipped scenario: conservation of cases and of time, and
// Little's law on the path.
//
// A week of arrivals is followed until the desk is empty, all inside the window, so that nothing
// crosses its edges and every law holds to the microsecond.

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/scenario/load.hpp"
#include "engine/plan/compile.hpp"
#include "engine/kernel/replicate.hpp"
#include "engine/results/results.hpp"

#include "tests/support/paths.hpp"

namespace tiermix {
namespace {

using Q = Quantity;

std::vector<std::string> shipped_scenarios() {
  std::vector<std::string> names;
  const std::filesystem::path root = source_folder() / "scenarios";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.path().extension() == ".toml" && entry.path().parent_path().filename() != "levers") {
      names.push_back(std::filesystem::relative(entry.path(), root).replace_extension().string());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

Observations week_until_empty(const std::string& name) {
  const Loaded loaded = load((source_folder() / "scenarios/").string() + name + ".toml");
  EXPECT_TRUE(loaded.model.has_value());
  Model model = loaded.model.value();
  model.time.warm_up = Duration{};
  model.time.horizon = 80 * kWeek;
  model.time.interval = kHour;
  for (CaseClass& c : model.classes) {
    c.backlog.reset();  // created before the window: what is counted would not be what comes
  }
  Plan plan = compile(model);
  plan.arrivals_end = Instant{kWeek.us};
  return replicate(plan, {20260105, 0});
}

// Whether sessions are put down and resumed: the wait for that belongs to no visit.
bool resumes(const std::string& name) {
  const Loaded loaded = load((source_folder() / "scenarios/").string() + name + ".toml");
  return std::ranges::any_of(loaded.model.value().groups, [](const RepGroup& group) {
    return group.at_shift_end != ShiftEnd::finish ||
           std::ranges::any_of(group.skills, &GroupSkill::interruptible);
  });
}

class ShippedScenario : public ::testing::TestWithParam<std::string> {};

TEST_P(ShippedScenario, LosesNoCase) {
  const Observations o = week_until_empty(GetParam());
  for (std::size_t scope = 0; scope <= o.layout.classes; ++scope) {
    EXPECT_GT(o.total(scope, Q::offered), 0.0);
    EXPECT_EQ(o.total(scope, Q::offered),
              o.total(scope, Q::resolved) + o.total(scope, Q::closed_unresolved) +
                  o.total(scope, Q::lost));
    EXPECT_EQ(o.total(scope, Q::open_at_end), 0.0);
    EXPECT_EQ(o.total(scope, Q::closed_in_window), o.total(scope, Q::closed));
  }
}

TEST_P(ShippedScenario, LetsEveryCaseEnterOnceAndEndOnce) {
  const Loaded loaded = load((source_folder() / "scenarios/").string() + GetParam() + ".toml");
  const Observations o = week_until_empty(GetParam());
  Outcome outcome;
  outcome.layout = o.layout;
  outcome.replications = {o, o};
  double entries = 0.0;
  double ends = 0.0;
  double again = 0.0;
  double left = 0.0;
  double turned_away = 0.0;
  for (const FlowRow& row : assemble(loaded.model.value(), outcome, {}, {}).flows) {
    entries += row.kind == "enters" ? row.mean : 0.0;
    again += row.kind == "called_again" ? row.mean : 0.0;
    left += row.kind == "left" ? row.mean : 0.0;
    turned_away += row.kind == "turned_away" ? row.mean : 0.0;
    ends += row.kind == "resolved" || row.kind == "unresolved" ? row.mean : 0.0;
  }
  const double cases = o.total(0, Q::offered);
  EXPECT_NEAR(entries, 1.0, 1e-12);
  EXPECT_NEAR(ends + left + turned_away, 1.0, 1e-12);
  EXPECT_NEAR(left + turned_away, o.total(0, Q::lost) / cases, 1e-12);
  EXPECT_NEAR(turned_away, o.total(0, Q::blocked) / cases, 1e-12);
  EXPECT_NEAR(again, o.total(0, Q::redials) / cases, 1e-12);
}

TEST_P(ShippedScenario, ObeysLittlesLawOnThePath) {
  const Observations o = week_until_empty(GetParam());
  for (std::size_t t = 0; t < o.layout.tiers; ++t) {
    const std::size_t tier = o.layout.of_tier(t);
    if (resumes(GetParam())) {
      EXPECT_GE(o.total(tier, Q::queue_time), o.total(tier, Q::wait));
    } else {
      EXPECT_EQ(o.total(tier, Q::queue_time), o.total(tier, Q::wait));
    }
    if (o.total(0, Q::callbacks_missed) == 0.0) {
      EXPECT_EQ(o.total(tier, Q::busy_time), o.total(tier, Q::handle_time));
    } else {
      EXPECT_GE(o.total(tier, Q::busy_time), o.total(tier, Q::handle_time));  // and dialling
    }
  }
  for (std::size_t c = 0; c < o.layout.classes; ++c) {
    const std::size_t scope = ScopeLayout::of_class(c);
    const bool all_stay = o.total(scope, Q::closed_unresolved) == 0.0 &&
                          o.total(scope, Q::redials) == 0.0 && o.total(scope, Q::callbacks) == 0.0;
    if (all_stay) {
      const double lost = o.total(scope, Q::wait) - o.total(scope, Q::wait_answered);
      EXPECT_EQ(o.total(scope, Q::open_time), o.total(scope, Q::time_to_resolve) + lost);
    }
  }
}

TEST_P(ShippedScenario, CountsEveryVisitAndSessionOnce) {
  const Observations o = week_until_empty(GetParam());
  double sessions = 0.0;
  double answered = 0.0;
  for (std::size_t t = 0; t < o.layout.tiers; ++t) {
    const std::size_t tier = o.layout.of_tier(t);
    EXPECT_EQ(o.total(tier, Q::offered),
              o.total(tier, Q::answered) + o.total(tier, Q::abandoned) + o.total(tier, Q::blocked) +
                  o.total(tier, Q::moved));
    EXPECT_LE(o.total(tier, Q::busy_time), o.total(tier, Q::staffed_time));
    sessions += o.total(tier, Q::sessions);
    answered += o.total(tier, Q::answered);
  }
  if (o.total(0, Q::swarms) == 0.0) {  // helpers have sessions that the customer does not count
    EXPECT_EQ(sessions, o.total(0, Q::sessions));
    EXPECT_EQ(sessions, answered);
  } else {
    EXPECT_GT(sessions, o.total(0, Q::sessions));
    EXPECT_GE(sessions, answered);
  }
}

INSTANTIATE_TEST_SUITE_P(All,
                         ShippedScenario,
                         ::testing::ValuesIn(shipped_scenarios()),
                         [](const auto& test) {
                           std::string name = test.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           std::replace(name.begin(), name.end(), '/', '_');
                           return name;
                         });

}  // namespace
}  // namespace tiermix
