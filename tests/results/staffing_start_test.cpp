#include "engine/results/staffing_start.hpp"

#include <cmath>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/scenario/load.hpp"
#include "engine/estimate/erlang.hpp"

namespace tiermix {
namespace {

using ::testing::ElementsAre;

Model model_of(const std::string& text) {
  const Loaded loaded = load_text(text, "desk.toml", ".");
  EXPECT_TRUE(loaded.model);
  return loaded.model.value_or(Model{});
}

std::string desk(int per_hour, const std::string& more = {}) {
  return R"(title = "Desk"
time = { start = 2026-01-05, horizon = "5 weeks" }
targets = { service_level = ">= 80% within 20 s" }
[[case_class]]
name = "call"
channel = "phone"
arrivals = { per_hour = )" +
         std::to_string(per_hour) + R"( }
[[tier]]
name = "tier1"
handle_time = { law = "exponential", mean = "5 min" }
[[rep_group]]
name = "reps"
tier = "tier1"
heads = 1
loaded_cost = "30 USD/h"
)" + more;
}

TEST(StaffingStart, IsThatOfErlangCWhereTheDeskIsOne) {
  for (const int per_hour : {12, 30, 60, 100, 400}) {
    const Traffic traffic{.arrivals = per_hour / 3600.0, .handle_time = 300.0, .patience = {}};
    const std::vector<int> heads = staffing_start(model_of(desk(per_hour)), {"reps"});
    ASSERT_EQ(heads.size(), 1U);
    EXPECT_EQ(heads[0], static_cast<int>(required_reps(traffic, 20.0, 0.8))) << per_hour;
  }
}

TEST(StaffingStart, LeavesOtherGroupsAndCountsThem) {
  const std::string other = R"([[rep_group]]
name = "others"
tier = "tier1"
heads = 3
)";
  const Traffic traffic{.arrivals = 60.0 / 3600.0, .handle_time = 300.0, .patience = {}};
  const int all = static_cast<int>(required_reps(traffic, 20.0, 0.8));
  EXPECT_THAT(staffing_start(model_of(desk(60, other)), {"reps"}), ElementsAre(all - 3, 3));
  EXPECT_THAT(staffing_start(model_of(desk(60, other)), {}), ElementsAre(1, 3));
}

TEST(StaffingStart, PutsRepsIntoTheShiftInWhichTheCallsCome) {
  const Model model = model_of(R"(title = "Shifts"
time = { start = 2026-01-05, horizon = "5 weeks" }
[[profile]]
name = "mornings"
hours = [0,0,0,0,0,0,0,0,1,1,1,1,0,0,0,0,0,0,0,0,0,0,0,0]
days = [1,1,1,1,1,0,0]
[[case_class]]
name = "call"
channel = "phone"
arrivals = { per_week = 600, profile = "mornings" }
[[tier]]
name = "tier1"
handle_time = { law = "exponential", mean = "5 min" }
[[shift]]
name = "early"
days = "mon-fri"
from = "08:00"
to = "12:00"
[[shift]]
name = "late"
days = "mon-fri"
from = "12:00"
to = "16:00"
[[rep_group]]
name = "early"
tier = "tier1"
heads = 1
shift = "early"
[[rep_group]]
name = "late"
tier = "tier1"
heads = 1
shift = "late"
)");
  const std::vector<int> heads = staffing_start(model, {"early", "late"});
  EXPECT_GE(heads[0], 3);  // 2.5 Erlang
  EXPECT_EQ(heads[1], 0);
}

TEST(StaffingStart, LoadsATierThatNobodyCallsToEightyFivePercent) {
  const Model model = model_of(R"(title = "Mail"
time = { start = 2026-01-05, horizon = "5 weeks" }
[[case_class]]
name = "mail"
channel = "email"
arrivals = { per_hour = 60 }
[[tier]]
name = "tier1"
handle_time = { law = "exponential", mean = "10 min" }
[[rep_group]]
name = "reps"
tier = "tier1"
heads = 4
)");
  EXPECT_THAT(staffing_start(model, {"reps"}), ElementsAre(12));  // 10 Erlang over 0.85
}

}  // namespace
}  // namespace tiermix
