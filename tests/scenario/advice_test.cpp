#include "engine/scenario/advice.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenario/scenario_files.hpp"

namespace tiermix {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

std::string complete() {
  return R"(title = "Desk"
time = { horizon = "4 weeks" }
[[case_class]]
name = "call"
arrivals = { per_week = 100 }
patience = "5 min"
[[tier]]
name = "tier1"
handle_time = "8 min"
resolve = 1
[[rep_group]]
name = "floor"
tier = "tier1"
heads = 2
loaded_cost = "36 USD/h"
)";
}

std::vector<std::string> advice_on_text(const std::string& text) {
  const Loaded loaded = load_small(text);
  EXPECT_TRUE(loaded.model) << testing::PrintToString(lines_of(loaded));
  return loaded.model ? advice_on(*loaded.model) : std::vector<std::string>{};
}

TEST(Advice, IsSilentWhereAllIsSaid) { EXPECT_THAT(advice_on_text(complete()), IsEmpty()); }

TEST(Advice, NamesLiveClassesWithoutPatience) {
  const std::string impatient = with(complete(), "patience = \"5 min\"\n", "");

  EXPECT_THAT(advice_on_text(impatient), ElementsAre(StartsWith("call: nobody hangs up")));
  EXPECT_THAT(
      advice_on_text(with(impatient, "name = \"call\"", "name = \"mail\"\nchannel = \"email\"")),
      IsEmpty());
}

TEST(Advice, NamesGroupsThatCostNothing) {
  EXPECT_THAT(advice_on_text(with(complete(), "loaded_cost = \"36 USD/h\"\n", "")),
              ElementsAre("floor: costs nothing (state loaded_cost)"));
}

TEST(Advice, CountsTheArrivalsThatFindNobody) {
  // Five days of eight hours: 128 of 168 hours are closed.
  EXPECT_THAT(advice_on_text(with(complete(), "heads = 2", "heads = 2\nshift = \"office\"")),
              ElementsAre("call: 76 % of the cases arrive when nobody of tier1 is on the floor"));
}

}  // namespace
}  // namespace tiermix
