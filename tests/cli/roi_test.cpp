#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/results/swept.hpp"
#include "engine/results/valuation.hpp"

#include "tests/cli/program.hpp"

namespace tiermix {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// Quicker handling, whatever brought it: what it is worth does not hang on a programme.
class RoiTest : public ProgramTest {
 protected:
  RoiTest() {
    write_file("desk.toml", kSmallDesk);
    write_file("same.toml", "extends = \"desk.toml\"\n");
    write_file(
        "quick.toml",
        "extends = \"desk.toml\"\n"
        "tier = [{ name = \"tier1\", handle_time = { law = \"exponential\", mean = \"6 min\" "
        "} }]\n");
  }
};

const nlohmann::json& figure(const nlohmann::json& report, const std::string& name) {
  for (const nlohmann::json& row : report["estimates"]) {
    if (row["measure"] == name) {
      return row;
    }
  }
  ADD_FAILURE() << name;
  return report;
}

TEST_F(RoiTest, SaysWhatItIsWorthWhyAndMonthByMonth) {
  const Ran ran = run({"roi", "desk.toml", "quick.toml", "--set", "time.horizon=6 weeks"});

  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(
      ran.out,
      AllOf(StartsWith("What quick is worth against desk: the same customers and people in "
                       "both\n5 weeks measured from 2026-01-12 · 30 replications · seed 1 · "
                       "time.horizon=6 weeks\n"),
            HasSubstr("quick is worth "),
            HasSubstr(" EUR more than it costs, in net present value."),
            HasSubstr("In cash alone it is 0 EUR: "),
            HasSubstr("cash alone"),
            HasSubstr("Where the value comes from"),
            HasSubstr("Work at tier one"),
            HasSubstr("from 2026-01-12"),
            HasSubstr("from 2026-02-01"),
            HasSubstr("No training is paid for in the measured window")));
  EXPECT_EQ(ran.err, "results in quick-roi.h5\n");
  EXPECT_EQ(file_type("quick-roi.h5"), "tiermix-roi");
}

// Three courses of five begin in twelve weeks: 15 seats at 900 USD and 6000 USD to prepare them, in
// every replication. The first is on 2 March. What else it brings, chance says.
TEST_F(RoiTest, OfTheShippedProgrammeVariesTheEffectThatIsAssumed) {
  const Ran ran = run({"roi",
                       source("scenarios/training/desk.toml"),
                       source("scenarios/training/product-knowledge.toml"),
                       "--set",
                       "time.horizon=16 weeks",
                       "--replications",
                       "3"});

  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(
      ran.out,
      AllOf(StartsWith("What product-knowledge is worth against desk: the same customers and "
                       "people in both\n12 weeks measured from 2026-02-02 · 3 replications · seed "
                       "1 · time.horizon=16 weeks\n"),
            HasSubstr("\n  Price of training                  -19,500 USD\n"),
            HasSubstr("\n  from 2026-02-02, 27 days         0 USD                  0 USD\n"),
            ContainsRegex("\n  from 2026-03-01 +-[0-9,]+ ± [0-9,]+ USD +-[0-9,]+ ± [0-9,]+ USD\n"),
            HasSubstr("\nIf the effect is not what is assumed\n"),
            ContainsRegex("\n  0 % of it +-[0-9,]+ ± [0-9,]+ USD\n"
                          "  50 % of it +-[0-9,]+ ± [0-9,]+ USD\n"
                          "  100 % of it +-[0-9,]+ ± [0-9,]+ USD\n"
                          "  150 % of it +-[0-9,]+ ± [0-9,]+ USD\n"),
            HasSubstr("\nThere is no break-even in 0 to 150 % of the assumed effect")));
  const Valuation valuation = read_valuation("product-knowledge-roi.h5");
  ASSERT_EQ(valuation.sizes.size(), 4U);
  EXPECT_EQ(valuation.sizes[2].row.mean, valuation.find("net_present_value")->mean);
}

TEST_F(RoiTest, ADeskAgainstItselfIsExactlyNothing) {
  const Ran ran = run({"roi", "desk.toml", "same.toml", "--replications", "3"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("same is worth exactly nothing: no cash flow differs."));
  const Valuation valuation = read_valuation("same-roi.h5");
  for (const std::vector<double>& flow : valuation.flows) {
    for (const double value : flow) {
      EXPECT_EQ(value, 0.0);
    }
  }
}

TEST_F(RoiTest, JsonHasFiguresLinesAndMonths) {
  const Ran ran = run({"roi", "desk.toml", "quick.toml", "--json", "--threads", "2"});
  const Ran again =
      run({"roi", "desk.toml", "quick.toml", "--json", "--threads", "1", "-o", "again.h5"});
  const nlohmann::json report = nlohmann::json::parse(ran.out);

  EXPECT_EQ(ran.out, again.out);
  EXPECT_EQ(report["format_version"], 1);
  EXPECT_EQ(report["scenario"]["file"], "desk.toml");
  EXPECT_EQ(report["scenarios"][1]["file"], "quick.toml");
  EXPECT_EQ(report["replications"], 30);
  EXPECT_EQ(report["lines"].size(), 12U);
  EXPECT_TRUE(report["sensitivity"].empty());
  ASSERT_EQ(report["months"].size(), 1U);
  EXPECT_EQ(report["months"][0]["date"], "2026-01-12");
  EXPECT_EQ(report["months"][0]["cumulative"]["mean"], figure(report, "net_value")["mean"]);
  EXPECT_TRUE(figure(report, "return_on_investment")["mean"].is_null());
  EXPECT_GT(figure(report, "net_present_value")["lower"], 0.0);
  // One rep around the clock is paid all the same: nothing is saved in cash.
  EXPECT_EQ(figure(report, "cash_value")["mean"], 0.0);
  EXPECT_EQ(figure(report, "cash_value")["half_width"], 0.0);
}

TEST_F(RoiTest, ExportsTables) {
  const Ran ran = run({"roi", "desk.toml", "quick.toml", "--replications", "2", "-q"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(run({"export", "quick-roi.h5", "--csv", "-o", "tables"}).status, 0);
  EXPECT_THAT(text_in("tables/months.csv"), HasSubstr("2026-01-12,168,"));
  EXPECT_THAT(text_in("tables/roi.csv"), HasSubstr("net_present_value,EUR,"));
}

// Other customers of the same kind: the difference is chance.
TEST_F(RoiTest, UndecidedWithinItsBudgetIsStatusFour) {
  std::string others(kSmallDesk);
  const std::string name = "question";
  write_file("others.toml", others.replace(others.find(name), name.size(), "query"));
  const Ran ran = run({"roi",
                       "desk.toml",
                       "others.toml",
                       "--until-decided",
                       "--max-replications",
                       "30",
                       "--quiet"});
  EXPECT_EQ(ran.status, 4);
  EXPECT_EQ(read_valuation("others-roi.h5").provenance.replications, 30U);
}

TEST_F(RoiTest, SaysWhatElseDiffersAndWhatIsNotCounted) {
  write_file("early.toml",
             "extends = \"desk.toml\"\n"
             "case_class = [{ name = \"question\", arrivals = { per_week = 1 } }]\n"
             "rep_group = [{ name = \"reps\", heads = 9 }]\n"
             "[[programme]]\nname = \"course\"\ngroups = [\"reps\"]\nstart = 2026-01-05\n"
             "hours = \"4 h\"\n");
  const Ran ran = run({"roi", "desk.toml", "early.toml", "--replications", "2", "--quiet"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("warning: programme.course starts before the warm-up ends"));
  EXPECT_THAT(ran.err, HasSubstr("warning: case_class.question is not the same in desk and early"));
  EXPECT_THAT(ran.err, HasSubstr("warning: rep_group.reps has "));
}

TEST_F(RoiTest, NeedsTwoScenariosOfTheSameWindow) {
  EXPECT_EQ(run({"roi", "desk.toml"}).err,
            "tiermix: roi takes two scenario files: one without the programme, one with it\n");
  EXPECT_EQ(run({"roi", "desk.toml", "desk.toml"}).err, "tiermix: desk.toml is given twice\n");
  write_file("longer.toml", "extends = \"desk.toml\"\n[time]\nhorizon = \"3 weeks\"\n");
  const Ran ran = run({"roi", "desk.toml", "longer.toml"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_EQ(ran.err,
            "tiermix: a comparison needs the same time window and currency\n"
            "longer.toml: time.horizon is 504 h, not 336 h as in desk.toml\n");
}

TEST_F(RoiTest, RefusesOptionsThatSayNothing) {
  EXPECT_EQ(run({"roi", "desk.toml", "same.toml", "--max-replications", "9"}).err,
            "tiermix: option --max-replications needs --until-decided\n");
  const Ran ran = run({"roi", "desk.toml", "same.toml", "--no-sensitivty"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("did you mean --no-sensitivity?"));
}

TEST_F(RoiTest, ReplacesNoFileByAccident) {
  write_file("quick-roi.h5", "\x89HDF");
  const Ran ran = run({"roi", "desk.toml", "quick.toml", "--replications", "1"});
  EXPECT_EQ(ran.status, 3);
  EXPECT_THAT(ran.err, HasSubstr("quick-roi.h5: exists (--force replaces it"));
}

}  // namespace
}  // namespace tiermix
