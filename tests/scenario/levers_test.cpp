#include "engine/scenario/levers.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/paths.hpp"

namespace tiermix {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kDesk = R"(title = "Desk"
currency = "EUR"
time = { start = 2026-01-05, horizon = "2 weeks" }
triage = { accuracy = "95%", direct_to = "second", above = "80%" }

[[case_class]]
name = "call"
arrivals = { per_hour = 6 }

[[policy]]
name = "first"
hand_off = { kind = "cold", completeness = "60%" }

[[tier]]
name = "first"
policy = "first"
handle_time = "8 min"
resolve = "80%"
escalates_to = "second"

[[tier]]
name = "second"
handle_time = { mean = "30 min", cv = 2 }

[[rep_group]]
name = "early"
tier = "first"
heads = 3
loaded_cost = "36 EUR/h"

[[rep_group]]
name = "late"
tier = "first"
heads = 14
loaded_cost = "36 EUR/h"

[[rep_group]]
name = "experts"
tier = "second"
heads = 2
technical = 0.9
loaded_cost = "60 EUR/h"
)";

LeversOnScenario on_desk(const std::string& levers, const std::string& desk = kDesk) {
  const Loaded loaded = load_text(desk, "desk.toml", ".");
  EXPECT_TRUE(loaded.model.has_value());
  const LeversRead read = read_levers(levers, "levers.toml");
  for (const Diagnostic& diagnostic : read.diagnostics) {
    ADD_FAILURE() << to_string(diagnostic);
  }
  return levers_on(loaded.text, loaded.model.value(), read.levers);
}

std::string lever(const std::string& set, const std::string& more = "") {
  return "[[lever]]\nname = \"one\"\nassumption = \"of the test\"\n" + more + "set = { " + set +
         " }\n";
}

std::vector<std::string> changes(const LeversOnScenario& on) {
  std::vector<std::string> texts;
  for (const Lever& one : on.levers) {
    for (const LeverChange& change : one.changes) {
      texts.push_back(one.name + ": " + change.path + " " + change.before + " -> " + change.after);
    }
  }
  return texts;
}

TEST(Levers, ChangeEveryElementOfAListWholeHeadsByOneAtLeast) {
  EXPECT_THAT(changes(on_desk(lever(R"("rep_group.*.heads" = "+10%")"))),
              ElementsAre("one: rep_group.early.heads 3 -> 4",
                          "one: rep_group.late.heads 14 -> 15",
                          "one: rep_group.experts.heads 2 -> 3"));
}

TEST(Levers, PerTierTakeWhatBelongsToTheTier) {
  const LeversOnScenario on = on_desk(
      lever(R"("rep_group.*.heads" = "x2", "policy.*.hand_off.completeness" = "+20 points")",
            "per = \"tier\"\n"));

  EXPECT_THAT(changes(on),
              ElementsAre("one.first: rep_group.early.heads 3 -> 6",
                          "one.first: rep_group.late.heads 14 -> 28",
                          "one.first: policy.first.hand_off.completeness 60% -> 80%"));
  EXPECT_THAT(on.levers[0].groups, ElementsAre("early", "late"));
  ASSERT_EQ(on.left_out.size(), 1U);
  EXPECT_EQ(on.left_out[0].name, "one.second");
  EXPECT_EQ(on.left_out[0].reason, "no policy there");
}

TEST(Levers, OfTiersThatShareAPolicyAreOneLeverForAllTheirPeople) {
  std::string desk = kDesk;
  desk.replace(desk.find("[[tier]]\nname = \"second\""),
               24,
               "[[tier]]\nname = \"second\"\npolicy = \"first\"\nresolve = \"90%\"\nescalates_to = "
               "\"third\"");
  desk +=
      "\n[[tier]]\nname = \"third\"\npolicy = \"first\"\nhandle_time = \"1 h\"\n"
      "[[rep_group]]\nname = \"engineers\"\ntier = \"third\"\nheads = 2\nloaded_cost = \"60 "
      "EUR/h\"\n";
  const LeversOnScenario on = on_desk(lever(R"("policy.*.hand_off.completeness" = "+20 points")",
                                            "per = \"tier\"\ntitle = \"better from {tier}\"\n"),
                                      desk);

  EXPECT_THAT(changes(on),
              ElementsAre("one.first+second: policy.first.hand_off.completeness 60% -> 80%"));
  EXPECT_EQ(on.levers[0].title, "better from first and second");
  EXPECT_THAT(on.levers[0].groups, ElementsAre("early", "late", "experts"));
  ASSERT_EQ(on.left_out.size(), 1U);
  EXPECT_EQ(on.left_out[0].name, "one.third");
  EXPECT_EQ(on.left_out[0].reason, "the tier hands nothing on");
}

TEST(Levers, StepsAreInTheUnitOfTheValueAndStopAtItsBounds) {
  EXPECT_THAT(changes(on_desk(lever(R"("tier.*.handle_time" = "-10%")"))),
              ElementsAre("one: tier.first.handle_time 8 min -> 432 s",
                          "one: tier.second.handle_time 30 min -> 27 min"));
  EXPECT_THAT(changes(on_desk(lever(R"("tier.first.resolve" = "+5%")"))),
              ElementsAre("one: tier.first.resolve 80% -> 84%"));
  EXPECT_THAT(changes(on_desk(lever(R"("triage.accuracy" = "+10 points")"))),
              ElementsAre("one: triage.accuracy 95% -> 100%"));
  EXPECT_THAT(changes(on_desk(lever(R"("rep_group.*.technical" = "+0.2")"))),
              ElementsAre("one: rep_group.early.technical 0 -> 0.2",
                          "one: rep_group.late.technical 0 -> 0.2",
                          "one: rep_group.experts.technical 0.9 -> 1"));
  EXPECT_THAT(changes(on_desk(lever(R"("rep_group.experts.loaded_cost" = "x1.1")"))),
              ElementsAre("one: rep_group.experts.loaded_cost 60 EUR/h -> 66 EUR/h"));
}

TEST(Levers, ThatFindNothingAreLeftOutWithTheReason) {
  const auto reason = [](const std::string& text) {
    const LeversOnScenario on = on_desk(text);
    return on.left_out.empty() ? std::string() : on.left_out[0].reason;
  };
  EXPECT_EQ(reason(lever(R"("knowledge_base.coverage" = "+10 points")")),
            "the scenario has no [knowledge_base]");
  EXPECT_EQ(reason(lever(R"("policy.*.referral_threshold" = "+10 points")")),
            "policy.*.referral_threshold is not stated");
  EXPECT_EQ(reason(lever(R"("triage.accuracy" = "50%")", "unless = [\"triage\"]\n")),
            "the scenario has [triage] already");
  EXPECT_EQ(reason(lever(R"("level.*.technical" = "+0.1")")), "the scenario has no [[level]]");
}

TEST(Levers, ThatReplaceAValueMayOpenASection) {
  EXPECT_THAT(
      changes(on_desk(lever(
          R"("quality_assurance.coverage" = "50%", "quality_assurance.cost" = "4 {currency}")"))),
      ElementsAre("one: quality_assurance.coverage  -> 50%",
                  "one: quality_assurance.cost (0) -> 4 EUR"));
}

TEST(LeverFile, TellsAllThatIsWrongWithItsPlaceAndTheNearestName) {
  const LeversRead read = read_levers(R"([[lever]]
name = "heads"
set = { "rep_grop.*.heads" = "+10%", "rep_group.*.head" = "+10%", "tier.*.choose" = "+1" }
cost = { per_yaer = 3, once = -1, years = 0 }
assumption = "x"

[[lever]]
name = "heads"
titel = "x"
per = "teir"
set = { "time.horizon" = "+1 week", "rep_group.*.technical" = "+5 points" }
unless = ["triag"]
)",
                                      "my.toml");
  std::vector<std::string> found;
  for (const Diagnostic& diagnostic : read.diagnostics) {
    found.push_back(to_string(diagnostic));
  }
  using ::testing::AllOf;
  using ::testing::StartsWith;
  EXPECT_THAT(found,
              ElementsAre(AllOf(StartsWith("my.toml:3:9: error: "), HasSubstr("rep_group")),
                          AllOf(StartsWith("my.toml:3:38: error: "), HasSubstr("\"heads\"?")),
                          AllOf(StartsWith("my.toml:3:"), HasSubstr("choose is no number")),
                          AllOf(StartsWith("my.toml:4:10: "), HasSubstr("\"per_year\"?")),
                          AllOf(StartsWith("my.toml:4:"), HasSubstr("-1 is not from 0 to")),
                          AllOf(StartsWith("my.toml:4:"), HasSubstr("0 is not from 0.01 to 100")),
                          AllOf(StartsWith("my.toml:7:"), HasSubstr("neither source nor")),
                          AllOf(StartsWith("my.toml:8:"), HasSubstr("duplicate lever")),
                          AllOf(StartsWith("my.toml:9:1: "), HasSubstr("\"title\"?")),
                          AllOf(StartsWith("my.toml:10:"), HasSubstr("\"tier\"?")),
                          AllOf(StartsWith("my.toml:11:9: "), HasSubstr("is no lever")),
                          AllOf(StartsWith("my.toml:11:"), HasSubstr("adds points")),
                          AllOf(StartsWith("my.toml:12:"), HasSubstr("\"triage\"?"))));
}

TEST(LeverFile, RefusesPricesBeyondMeasureAndWhatATerminalObeys) {
  const LeversRead read = read_levers(
      "[[lever]]\nname = \"x\"\ntitle = \"\\u001b[2J\"\nassumption = \"a\"\n"
      "set = { \"rep_group.*.heads\" = \"+1\" }\ncost = { once = 2e12, years = 200, "
      "hours_per_rep_year = 1e9 }\n",
      "l.toml");
  std::vector<std::string> problems;
  for (const Diagnostic& diagnostic : read.diagnostics) {
    problems.push_back(to_string(diagnostic));
  }
  EXPECT_THAT(problems,
              testing::ElementsAre(
                  "l.toml:3:9: error: lever.x.title: has control characters (texts are shown on "
                  "terminals)",
                  "l.toml:6:17: error: lever.x.cost.once: 2e+12 is not from 0 to 1000000000000",
                  "l.toml:6:31: error: lever.x.cost.years: 200 is not from 0.01 to 100",
                  "l.toml:6:57: error: lever.x.cost.hours_per_rep_year: 1e+09 is not from 0 to "
                  "8784"));
}

TEST(LeverFile, SaysItsCurrencyAndIsExchanged) {
  const LeversRead read = read_levers(
      "currency = \"USD\"\n[[lever]]\nname = \"x\"\nassumption = \"a\"\n"
      "set = { \"quality_assurance.cost\" = \"4 {currency}\" }\n"
      "cost = { once = 100, per_year = 10, hours_per_rep_year = 8 }\n",
      "l.toml");
  ASSERT_TRUE(read.diagnostics.empty()) << to_string(read.diagnostics.front());
  EXPECT_EQ(read.currency, "USD");
  const LeverSpec yen = exchanged(read.levers, 150.0).front();

  EXPECT_EQ(yen.cost.once, 15'000.0);
  EXPECT_EQ(yen.cost.per_year, 1'500.0);
  EXPECT_EQ(yen.cost.hours_per_rep_year, 8.0);
  EXPECT_EQ(yen.sets.front().value, "600 {currency}");
  const LeversRead wrong = read_levers("currency = \"dollars\"\n[[lever]]\n", "l.toml");
  EXPECT_EQ(to_string(wrong.diagnostics.front()),
            "l.toml:1:12: error: currency: \"dollars\" is no code of a currency (such as \"USD\")");
}

TEST(LeverFile, ThatIsShippedIsSound) {
  std::ifstream file(source_folder() / "scenarios/levers/standard.toml");
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const LeversRead read = read_levers(text, "standard.toml");

  EXPECT_TRUE(read.diagnostics.empty()) << to_string(read.diagnostics.front());
  EXPECT_GT(read.levers.size(), 20U);
}

}  // namespace
}  // namespace tiermix
