#include <limits>
#include <string>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "engine/report/report.hpp"

#include "tests/report/desk.hpp"
#include "tests/results/example_compared.hpp"
#include "tests/results/example_results.hpp"
#include "tests/results/example_swept.hpp"
#include "tests/results/example_valuation.hpp"

namespace tiermix {
namespace {

using Json = nlohmann::ordered_json;
using ::testing::HasSubstr;
using ::testing::Not;

std::string answer_to(const Json& page, const std::string& topic) {
  for (const Json& sentence : page["answer"]) {
    if (sentence["topic"] == topic) {
      return sentence["text"];
    }
  }
  return "none";
}

TEST(PageJson, HoldsWhatScriptsGetAndWhatAPageNeedsBesides) {
  const Json page = Json::parse(page_json(example_results()));

  EXPECT_EQ(page["kind"], "run");
  const Json scripts = Json::parse(to_json(example_results()));
  for (const auto& item : scripts.items()) {
    EXPECT_EQ(page[item.key()], item.value()) << item.key();
  }
  EXPECT_EQ(page["run"]["currency"], "EUR");
  EXPECT_EQ(page["measures_known"]["cost_per_case"]["better"], "lower");
  EXPECT_TRUE(page["measures_known"]["occupancy"]["better"].is_null());
  EXPECT_EQ(page["time_to_resolve"]["hours"].size(), 3U);
  EXPECT_TRUE(page["time_to_resolve"]["half_width"][1].is_null()) << "infinite is no number";
  EXPECT_EQ(page["flows"][1]["kind"], "handed_over");
  EXPECT_EQ(page["flows"][1]["counted"], false);
  EXPECT_EQ(page["people"]["levels"]["names"].size(), 3U);
}

TEST(PageJson, HasNoCharacterWithAMeaningInHtml) {
  Results results = example_results();
  results.provenance.title = "</script><script>alert('&amp;')</script><!--";
  results.estimates.front().scope = "case.<img src=x onerror=alert(1)>";

  const std::string page = page_json(results);

  EXPECT_EQ(page.find_first_of("<>&"), std::string::npos);
  EXPECT_EQ(Json::parse(page)["scenario"]["title"], results.provenance.title);
}

TEST(PageJson, KeepsATitleInAnotherEncodingFromCostingThePage) {
  Results results = example_results();
  results.provenance.title = "B\xfcro";

  EXPECT_THAT(Json::parse(page_json(results))["scenario"]["title"].get<std::string>(),
              HasSubstr("ro"));
}

TEST(PageJson, OfTheOtherKindsSaysWhichItIsAndAnswers) {
  const Json compared = Json::parse(page_json(example_compared()));
  EXPECT_EQ(compared["kind"], "compare");
  EXPECT_THAT(answer_to(compared, ""), HasSubstr("früh has the lowest cost per case"));
  EXPECT_FALSE(compared["notes"].empty());

  const Json swept = Json::parse(page_json(example_swept()));
  EXPECT_EQ(swept["kind"], "sweep");
  EXPECT_TRUE(swept["base"].is_number());

  const Json valuation = Json::parse(page_json(example_valuation()));
  EXPECT_EQ(valuation["kind"], "roi");
  EXPECT_THAT(answer_to(valuation, ""), HasSubstr("worth"));
  EXPECT_EQ(valuation["line_labels"]["training_price"], "Price of training");
}

TEST(PageWords, SayWhichTargetsAreMissedAndByWhat) {
  Results results = desk_results();
  results.targets = example_targets();

  const Json page = Json::parse(page_json(results));

  EXPECT_THAT(answer_to(page, "Targets"), HasSubstr("0 of 2 targets are met."));
  EXPECT_THAT(answer_to(page, "Targets"), HasSubstr("Missed: Wait, 90th percentile, how to, ü"));
  EXPECT_THAT(answer_to(page, "Targets"), HasSubstr("wanted at most 30 min"));
  EXPECT_THAT(answer_to(page, "Targets"),
              HasSubstr("Not decided at this precision: First-contact resolution (40.0 ± 1.0 %, "
                        "wanted at least 40%)"));
}

TEST(PageWords, PraiseTargetsOnlyWhereAllAreMet) {
  Results results = desk_results();
  results.targets = example_targets();
  for (TargetRow& target : results.targets) {
    target.verdict = "met";
  }
  const Json page = Json::parse(page_json(results));

  EXPECT_EQ(answer_to(page, "Targets"), "All 2 targets are met.");
  EXPECT_EQ(page["answer"][0]["tone"], "good");
}

TEST(PageWords, SayWhatIsNotSimulatedAndWhereTheBenchmarkIs) {
  const Json page = Json::parse(page_json(desk_results()));

  EXPECT_EQ(answer_to(page, "Targets"),
            "The scenario states no targets, so nothing is met or missed.");
  EXPECT_EQ(answer_to(page, "Reputation"), "Not simulated: the scenario has no [satisfaction].");
  EXPECT_THAT(answer_to(page, "Benchmarks"), HasSubstr("Beside sspa, complexity:high: "));
  EXPECT_THAT(answer_to(page, "Benchmarks"),
              HasSubstr("first-contact resolution is 3.2 pts better than the published 36.9 %"));
  EXPECT_THAT(answer_to(page, "Benchmarks"),
              HasSubstr("specialist ratio is in line with the published 59.0 %"));
  EXPECT_THAT(answer_to(page, "Profit"), Not(HasSubstr("nan")));
}

TEST(PageWords, ClaimNothingOfOneReplication) {
  Results results = desk_results();
  for (EstimateRow& row : results.estimates) {
    row.half_width = std::numeric_limits<double>::infinity();
  }
  const Json page = Json::parse(page_json(results));

  EXPECT_THAT(answer_to(page, "Benchmarks"), HasSubstr("not told apart from the published 36.9 %"));
  EXPECT_THAT(answer_to(page, "Benchmarks"), Not(HasSubstr("better")));
}

}  // namespace
}  // namespace tiermix
