#include "engine/scenario/load.hpp"

#include <numeric>
#include <system_error>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenario/scenario_files.hpp"

namespace tiermix {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Load, ReportsAllMistakesOfAFileInOnePassInTheOrderOfTheFile) {
  const std::string text =
      with(with(small_scenario(), "\"4 weeks\"", "4"), "heads = 4", "hedas = 4");

  EXPECT_THAT(lines_of(load_small(text)),
              ElementsAre("small.toml:2:11: error: time.horizon: 4 is a bare number (a time needs "
                          "its unit). Did you mean \"4 s\", \"4 min\" or \"4 h\"?",
                          "small.toml:12:1: error: rep_group.desk.heads: missing (a rep group has "
                          "either heads or staffing)",
                          "small.toml:15:1: error: rep_group.desk.hedas: unknown key \"hedas\" "
                          "(rep_group has no such key). Did you mean \"heads\"?"));
}

TEST(Load, ThrowsWhereTheFileCannotBeRead) {
  EXPECT_THROW(static_cast<void>(load(test_folder() / "nowhere.toml")), std::system_error);
  EXPECT_THROW(static_cast<void>(load(test_folder())), std::system_error);
}

TEST(Load, GivesATextThatLoadsToTheSameModel) {
  const Loaded first = load(test_folder() / "kitchen-sink.toml");

  const Loaded second = load_text(first.text, "again.toml", test_folder());

  EXPECT_THAT(lines_of(second), IsEmpty());
  EXPECT_EQ(second.digest, first.digest);
  EXPECT_EQ(second.text, first.text);
}

TEST(Load, KeepsAwkwardTextsThroughItsOwnText) {
  const Loaded first = load_small("title = \"a \\\"b\\\" \\\\ \\u00e9\"\n" + small_scenario());

  const Loaded second = load_small(first.text);

  EXPECT_EQ(first.model->title, "a \"b\" \\ \xc3\xa9");
  EXPECT_EQ(second.model->title, first.model->title);
}

TEST(Digest, DoesNotDependOnCommentsOrTheOrderOfKeys) {
  const std::string reordered =
      with(with(small_scenario(), "tier = \"tier1\"\nheads = 4", "heads = 4\ntier = \"tier1\""),
           "[time]",
           "# when\n[time]");

  EXPECT_EQ(load_small(reordered).digest, load_small(small_scenario()).digest);
}

TEST(Digest, DoesNotDependOnTheUnitOrOnSayingADefault) {
  const std::string said = with(with(small_scenario(), "\"4 weeks\"", "\"28 days\""),
                                "per_week = 100",
                                "per_week = 100, profile = \"flat\", busyness_cv = \"0%\"");

  EXPECT_EQ(load_small(said).digest, load_small(small_scenario()).digest);
}

TEST(Digest, DiffersWithAnyMeaning) {
  const std::string other = with(small_scenario(), "heads = 4", "heads = 5");

  EXPECT_NE(load_small(other).digest, load_small(small_scenario()).digest);
}

TEST(Load, StopsAtTheFirstErrorOfSyntaxAndSaysWhereItIs) {
  const Loaded loaded = load_small(with(small_scenario(), "\"20 min\"", "20 min"));

  EXPECT_THAT(lines_of(loaded), ElementsAre(HasSubstr("small.toml:7:18: error: not valid TOML: ")));
  EXPECT_FALSE(loaded.model);
}

TEST(Load, KnowsAResultsFile) {
  const Loaded loaded = load_small("\x89HDF\r\n\x1a\n");

  EXPECT_THAT(lines_of(loaded), ElementsAre(HasSubstr("error: is a results file, not a scenario")));
}

TEST(Load, KeepsEveryReportOnOneLineWhateverTheUserWrote) {
  const Loaded loaded = load_small("\"a\\n\\u001b[2J\" = 1\n" + small_scenario());

  EXPECT_THAT(lines_of(loaded), ElementsAre(HasSubstr("error: a\\x0a\\x1b[2J: unknown key")));
}

TEST(Load, TakesAFileFromAnotherSystem) {
  std::string text = "\xef\xbb\xbf";
  for (const char c : small_scenario()) {
    text += c == '\n' ? std::string("\r\n") : std::string(1, c);
  }

  const Loaded loaded = load_small(text);

  EXPECT_THAT(lines_of(loaded), IsEmpty());
  EXPECT_EQ(loaded.digest, load_small(small_scenario()).digest);
}

TEST(Load, RefusesAFileThatIsTooLong) {
  const Loaded loaded = load_small("#" + std::string(std::size_t{17} << 20U, 'x'));

  EXPECT_THAT(lines_of(loaded),
              ElementsAre("small.toml: error: the file is too long (at most 16 MiB)"));
}

TEST(Load, RefusesNestingThatIsTooDeepHoweverItIsWritten) {
  std::string dotted = "a";
  for (int i = 0; i < 100'000; ++i) {
    dotted += ".a";
  }
  EXPECT_FALSE(load_small(dotted + " = 1\n").model);
  EXPECT_FALSE(load_small("[" + dotted + "]\n").model);
  EXPECT_FALSE(load_small("a = " + std::string(100'000, '[') + "\n").model);
  EXPECT_FALSE(load_small("a = {b = {" + dotted + " = 1}}\n").model);
}

TEST(Profile, BuiltInOfficeHoursHasMeanOneAndPeaksOnMondayAtTen) {
  const std::string text =
      with(small_scenario(), "per_week = 100", "per_week = 100, profile = \"office_hours\"");

  const std::vector<double> weights = load_small(text).model->profiles.at(0).weights;

  ASSERT_EQ(weights.size(), 336U);
  EXPECT_NEAR(std::accumulate(weights.begin(), weights.end(), 0.0), 336.0, 1e-9);
  EXPECT_EQ(std::ranges::max_element(weights) - weights.begin(), 20);
  EXPECT_EQ(weights[13], 0.0);
  EXPECT_GT(weights[14], 0.0);
  EXPECT_EQ(weights[36], 0.0);
}

TEST(Profile, OfTheUserReplacesABuiltInOne) {
  const std::string text =
      with(small_scenario(), "per_week = 100", "per_week = 100, profile = \"flat\"") +
      "\n[[profile]]\nname = \"flat\"\nhours = "
      "[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]\n";

  const Model model = load_small(text).model.value();

  ASSERT_EQ(model.profiles.size(), 1U);
  EXPECT_EQ(model.profiles[0].weights[0], 24.0);
  EXPECT_EQ(model.classes[0].arrivals.profile, "flat");
}

TEST(Shift, ThatEndsBeforeItStartsGoesPastMidnight) {
  const std::string text = with(small_scenario(), "heads = 4", "heads = 4\nshift = \"night\"") +
                           "\n[[shift]]\nname = \"night\"\ndays = [\"sun\", \"fri-sat\"]\nfrom = "
                           "\"22:00\"\nto = \"06:00\"\n";

  const std::vector<Shift::Span> spans = load_small(text).model->shifts.at(0).spans;

  ASSERT_EQ(spans.size(), 3U);
  EXPECT_EQ(spans[0].from, 4 * kDay + 22 * kHour);
  EXPECT_EQ(spans[0].to, 5 * kDay + 6 * kHour);
  EXPECT_EQ(spans[2].to, 7 * kDay + 6 * kHour);
}

TEST(Shift, BuiltInOfficeIsThereWhereAGroupNamesIt) {
  const Model model =
      load_small(with(small_scenario(), "heads = 4", "heads = 4\nshift = \"office\""))
          .model.value();

  ASSERT_EQ(model.shifts.size(), 1U);
  EXPECT_EQ(model.shifts[0].spans.size(), 5U);
  EXPECT_EQ(model.shifts[0].spans[0].from, 9 * kHour);
  EXPECT_THAT(load_small(small_scenario()).model->shifts, IsEmpty());
}

TEST(Tier, ThatEscalatesNowhereClosesItsUnresolvedCases) {
  const Model model = load_small(small_scenario()).model.value();

  EXPECT_EQ(model.tiers[0].when_unresolved, WhenUnresolved::close_unresolved);
  EXPECT_EQ(model.tiers[0].resolve.p, 1.0);
}

}  // namespace
}  // namespace tiermix
