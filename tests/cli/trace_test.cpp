#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace tiermix {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class TraceTest : public ProgramTest {
 protected:
  TraceTest() {
    write_file("three.toml", text_in(source("scenarios/03-three-tiers.toml")));
    write_file("base.toml",
               "extends = \"three.toml\"\n[time]\nwarm_up = \"1 week\"\nhorizon = \"3 weeks\"\n");
    write_file("more.toml",
               "extends = \"base.toml\"\ntitle = \"More\"\n"
               "rep_group = [{ name = \"tier2_core\", heads = 14 }]\n");
  }

  Ran trace(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"trace", "base.toml"});
    return run(std::move(arguments));
  }
};

TEST_F(TraceTest, ListsTellingCasesAndHowToSeeThem) {
  const Ran ran = trace({"--seed", "7"});

  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out,
              StartsWith("Enterprise software desk\nbase.toml · replication 0 · seed 7\n"));
  EXPECT_THAT(ran.out, HasSubstr(" cases opened from 2026-01-12 to 2026-01-25; "));
  EXPECT_THAT(ran.out, HasSubstr("longest to resolve"));
  EXPECT_THAT(ran.out, HasSubstr("gave up last"));
  const std::string see = "The life of a case: tiermix trace base.toml --seed 7 --case ";
  const std::size_t at = ran.out.find(see);
  ASSERT_NE(at, std::string::npos) << ran.out;
  const std::string name =
      ran.out.substr(at + see.size(), ran.out.find('\n', at) - at - see.size());

  const Ran life = trace({"--seed", "7", "--case", name});

  EXPECT_EQ(life.status, 0) << life.err;
  EXPECT_THAT(life.out, HasSubstr("\n" + name));
  EXPECT_THAT(life.out, HasSubstr("closed, solved"));
}

TEST_F(TraceTest, TheLifeOfACaseIsTheSameOnEveryRun) {
  const Ran first = trace({"--case", "fault/8-3"});

  EXPECT_EQ(first.status, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("fault/8-3"));
  EXPECT_THAT(first.out, HasSubstr("opened; complexity "));
  EXPECT_THAT(first.out, HasSubstr("In sum"));
  EXPECT_EQ(trace({"--case", "fault/8-3"}).out, first.out);
  EXPECT_NE(trace({"--case", "fault/8-3", "--replication", "1"}).out, first.out);
}

TEST_F(TraceTest, TheSameCustomerIsShownInBothScenarios) {
  const Ran ran = trace({"--case", "fault/8-3", "--against", "more.toml", "--json"});

  ASSERT_EQ(ran.status, 0) << ran.err;
  const nlohmann::json shown = nlohmann::json::parse(ran.out);
  const nlohmann::json& other = shown["against"];
  EXPECT_EQ(shown["format_version"], 1);
  EXPECT_EQ(other["scenario"]["title"], "More");
  EXPECT_NE(shown["scenario"]["digest"], other["scenario"]["digest"]);
  for (const char* key : {"case", "opened", "complexity"}) {
    EXPECT_EQ(shown["life"][key], other["life"][key]) << key;
  }
  EXPECT_EQ(shown["life"]["events"][0]["activity"], "created");
  EXPECT_EQ(shown["life"]["events"].back()["time"], shown["life"]["ended"]);
  const Ran text = trace({"--case", "fault/8-3", "--against", "more.toml"});
  EXPECT_THAT(text.out, HasSubstr("\nMore\nmore.toml"));
  EXPECT_THAT(text.out, HasSubstr("In sum                             base.toml"));
}

TEST_F(TraceTest, TheDayOfARepAddsUp) {
  const Ran ran = trace({"--rep", "tier1_early-2", "--day", "2026-01-13", "--json"});

  ASSERT_EQ(ran.status, 0) << ran.err;
  const nlohmann::json rep = nlohmann::json::parse(ran.out)["rep"];
  EXPECT_EQ(rep["name"], "tier1_early-2");
  EXPECT_EQ(rep["stretches"][0]["from"], "2026-01-13T07:30:00.000");
  EXPECT_GE(rep["hours_present"], 8.5);
  EXPECT_NEAR(rep["hours_in_sessions"].get<double>() + rep["hours_idle"].get<double>(),
              rep["hours_present"].get<double>(),
              1e-9);
  for (std::size_t i = 1; i < rep["stretches"].size(); ++i) {
    EXPECT_EQ(rep["stretches"][i]["from"], rep["stretches"][i - 1]["until"]);
  }
}

TEST_F(TraceTest, ARepWithoutADayIsShownOnTheFirstDayOfWorkInTheWindow) {
  const Ran ran = trace({"--rep", "tier1_early-2"});

  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("Mon 2026-01-12"));
  EXPECT_THAT(ran.out, HasSubstr("Occupancy"));
  EXPECT_THAT(trace({"--rep", "tier1_early-2", "--day", "7"}).out,
              HasSubstr("tier1_early-2 is not on the floor on Sun 2026-01-11\n"));
}

TEST_F(TraceTest, WritesTheLogOfTheMeasuredWindow) {
  const Ran ran = trace({"--log", "events.csv"});

  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, HasSubstr(" cases opened in the measured window (--all: of all days), "));
  EXPECT_THAT(ran.err, EndsWith(" events in events.csv\n"));
  const std::string log = text_in("events.csv");
  EXPECT_THAT(log,
              StartsWith("case,class,timestamp,activity,lifecycle,resource,group,tier,value,"
                         "seconds\nchange/8-1,change,2026-01-12T"));
  EXPECT_THAT(log, Not(HasSubstr("\nchange/7-")));
}

TEST_F(TraceTest, WritesTheLogOfOneCaseAndShowsIt) {
  const Ran ran = trace({"--case", "fault/8-3", "--log", "one.xes"});

  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("1 case, "));
  EXPECT_THAT(ran.out, HasSubstr("In sum"));
  EXPECT_THAT(text_in("one.xes"),
              HasSubstr("<trace>\n    <string key=\"concept:name\" value=\"fault/8-3\"/>"));
}

TEST_F(TraceTest, ReplacesALogOnlyWithForceAndNothingElseAtAll) {
  write_file("text.csv", "what,I,typed\n");
  ASSERT_EQ(trace({"--log", "events.csv", "--day", "8"}).status, 0);

  const Ran kept = trace({"--log", "events.csv", "--day", "9"});
  const Ran forced = trace({"--log", "events.csv", "--day", "9", "--force"});
  const Ran foreign = trace({"--log", "text.csv", "--force"});

  EXPECT_EQ(kept.status, 3);
  EXPECT_THAT(kept.err, HasSubstr("events.csv: exists (--force replaces it)"));
  EXPECT_EQ(forced.status, 0) << forced.err;
  EXPECT_EQ(foreign.status, 3);
  EXPECT_EQ(text_in("text.csv"), "what,I,typed\n");
}

TEST_F(TraceTest, RefusesALogOfTooManyCasesAndLeavesNoFile) {
  const Ran ran = trace({"--log", "events.xes", "--max-cases", "10"});

  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("the log would hold more than 10 cases (choose fewer days"));
  for (const auto& entry : std::filesystem::directory_iterator(".")) {
    EXPECT_THAT(entry.path().filename().string(), Not(HasSubstr("xes")));
  }
}

struct Mistake {
  std::vector<std::string> arguments;
  std::string said;
};

TEST_F(TraceTest, SaysWhatIsWrongWithTheCommandLine) {
  const std::vector<Mistake> mistakes{
      {{"--case", "falt/8-3"},
       "no case class \"falt\" (known: how_to, fault, change), did you mean fault?"},
      {{"--case", "fault/8"}, "\"fault/8\" is no case: CLASS/DAY-NUMBER"},
      {{"--case", "fault/8-9999"},
       "no fault/8-9999 in replication 0 of base.toml: that day has "
       "fault/8-1 to fault/8-"},
      {{"--case", "fault/7-1"}, "no such case came on that day"},
      {{"--rep", "tier3_core-5"}, "those of tier3_core are tier3_core-1 to tier3_core-4"},
      {{"--rep", "tier3_cor-1"}, "did you mean tier3_core?"},
      {{"--class", "chnge"}, "did you mean change?"},
      {{"--day", "2026-01-04"}, "is no day of the scenario"},
      {{"--day", "2030-01-01"}, "is no day of the scenario"},
      {{"--from", "12", "--until", "11"}, "no day is left"},
      {{"--log", "events.txt"}, "ends in neither .csv nor .xes"},
      {{"--case", "fault/8-3", "--rep", "tier3_core-1"}, "--case and --rep: one of them at a time"},
      {{"--against", "more.toml"}, "--against needs --case or --rep"},
      {{"--force"}, "--force needs --log"},
  };
  for (const Mistake& mistake : mistakes) {
    const Ran ran = trace(mistake.arguments);
    EXPECT_EQ(ran.status, 2) << mistake.said;
    EXPECT_THAT(ran.err, HasSubstr(mistake.said));
    EXPECT_EQ(ran.out, "");
  }
}

}  // namespace
}  // namespace tiermix
