// What the help says is what completion and the manual offer.

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace tiermix {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(line);
  }
  return lines;
}

class ManualTest : public ProgramTest {
 protected:
  // The names in the list of the help.
  std::vector<std::string> commands() {
    std::vector<std::string> names;
    for (const std::string& line : lines_of(run({"--help"}).out)) {
      const std::size_t end = line.find(' ', 2);
      if (line.starts_with("  ") && !line.starts_with("  tiermix") && end != std::string::npos) {
        names.push_back(line.substr(2, end - 2));
      }
    }
    return names;
  }
};

TEST_F(ManualTest, EveryCommandShowsAnExampleOfItself) {
  const std::vector<std::string> names = commands();

  EXPECT_GE(names.size(), 16U);
  for (const std::string& name : names) {
    EXPECT_THAT(run({name, "--help"}).out, HasSubstr("\n  tiermix " + name)) << name;
  }
}

TEST_F(ManualTest, NoLineOfAHelpIsTooLongForATerminal) {
  for (const std::string& name : commands()) {
    for (const std::string& line : lines_of(run({name, "--help"}).out)) {
      EXPECT_LE(line.size(), 105U) << name << ": " << line;
    }
  }
}

TEST_F(ManualTest, EveryOptionOfEveryCommandIsExplained) {
  std::size_t options = 0;
  for (const std::string& line : lines_of(run({"completion", "fish"}).out)) {
    if (line.find(" -l ") != std::string::npos) {
      ++options;
      EXPECT_THAT(line, HasSubstr(" -d ")) << "no line in the help";
    }
  }
  EXPECT_GT(options, 120U);
}

TEST_F(ManualTest, CompletionIsForThreeShells) {
  EXPECT_THAT(run({"completion", "bash"}).out, HasSubstr("complete -F _tiermix tiermix"));
  EXPECT_THAT(run({"completion", "zsh"}).out, StartsWith("#compdef tiermix"));
  const Ran other = run({"completion", "tcsh"});
  EXPECT_EQ(other.status, 2);
  EXPECT_EQ(other.err, "tiermix: no completion for the shell \"tcsh\", only for bash, zsh, fish\n");
  EXPECT_EQ(run({"completion"}).status, 2);
}

TEST_F(ManualTest, ThereIsAPageForTheProgramAndForEveryCommand) {
  std::filesystem::create_directory("man1");
  const Ran ran = run({"man", "--folder", "man1"});

  EXPECT_EQ(ran.status, 0) << ran.err;
  const std::string all = text_in("man1/tiermix.1");
  EXPECT_EQ(all, run({"man"}).out);
  for (const std::string& name : commands()) {
    const std::string page = text_in("man1/tiermix-" + name + ".1");
    EXPECT_THAT(page,
                AllOf(StartsWith(".TH TIERMIX"),
                      HasSubstr(".SH SYNOPSIS"),
                      HasSubstr(".SH EXAMPLES"),
                      HasSubstr(".SH EXIT STATUS")))
        << name;
    EXPECT_EQ(page, run({"man", name}).out);
  }
}

TEST_F(ManualTest, APageHasTheOptionsOfItsHelp) {
  const std::string page = run({"man", "run"}).out;

  EXPECT_THAT(page, HasSubstr(".B \\-o, \\-\\-output FILE\n"));
  EXPECT_THAT(page, HasSubstr("\ngo on until every target of the scenario is met or missed\n"));
  EXPECT_THAT(page, HasSubstr(".SS How much\n"));
}

TEST_F(ManualTest, AnUnknownPageIsRefusedWithTheNearestOne) {
  EXPECT_EQ(run({"man", "runn"}).err, "tiermix: unknown command runn, did you mean run?\n");
  EXPECT_EQ(run({"man", "--folder", "nowhere"}).status, 3);
  EXPECT_EQ(run({"man", "run", "--folder", "."}).status, 2);
}

TEST_F(ManualTest, ANewScenarioBringsItsSchemaForEditors) {
  const Ran ran = run({"new", "desk", "--schema"});

  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(text_in("desk.toml"), StartsWith("#:schema ./tiermix.schema.json\n"));
  EXPECT_EQ(text_in("tiermix.schema.json"), run({"schema"}).out);
  EXPECT_EQ(run({"schema", "--json"}).out, run({"schema"}).out);
  EXPECT_EQ(run({"check", "desk.toml", "-q"}).status, 0);
  EXPECT_EQ(run({"schema", "--json", "--measures"}).status, 2);
}

}  // namespace
}  // namespace tiermix
