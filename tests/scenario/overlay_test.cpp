#include "engine/scenario/overlay.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenario/scenario_files.hpp"

namespace tiermix {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// A variant of a shipped test scenario.
Loaded variant(const std::string& base, const std::string& changes) {
  return load_text("extends = \"" + base + "\"\n" + changes, "variant.toml", test_folder());
}

Loaded set(const std::string& path, const std::string& value) {
  return load(test_folder() / "kitchen-sink.toml", {{path, value}});
}

TEST(Variant, WithoutChangesMeansItsBase) {
  EXPECT_EQ(variant("kitchen-sink.toml", "").digest,
            load(test_folder() / "kitchen-sink.toml").digest);
}

TEST(Variant, ChangesOneKeyOfANamedTable) {
  const Loaded loaded =
      variant("kitchen-sink.toml", "[[rep_group]]\nname = \"porto\"\nheads = 7\n");

  ASSERT_TRUE(loaded.model);
  EXPECT_EQ(loaded.model->groups[1].heads, 7);
  EXPECT_EQ(loaded.model->groups[1].shift, "night");
  EXPECT_EQ(loaded.model->groups.size(), 6U);
}

TEST(Variant, AddsWhatTheBaseDoesNotName) {
  const Loaded loaded =
      variant("small.toml", "[[rep_group]]\nname = \"night\"\ntier = \"tier1\"\nheads = 2\n");

  ASSERT_TRUE(loaded.model);
  EXPECT_EQ(loaded.model->groups.size(), 2U);
}

TEST(Variant, RemovesByName) {
  const Loaded loaded = variant("kitchen-sink.toml",
                                "[[rep_group]]\nname = \"porto\"\nremove = true\n"
                                "[[handling]]\ncase_class = \"outage\"\ntier = \"tier2\"\n"
                                "remove = true\n");

  ASSERT_TRUE(loaded.model);
  EXPECT_EQ(loaded.model->groups.size(), 5U);
  EXPECT_EQ(loaded.model->handlings.size(), 1U);
}

TEST(Variant, KeepsTheParametersOfALawOfTheSameFamily) {
  const Loaded loaded = variant("kitchen-sink.toml",
                                "[[case_class]]\nname = \"how_to\"\n"
                                "handle_time = { mean = \"30 min\" }\n");

  ASSERT_TRUE(loaded.model);
  EXPECT_EQ(loaded.model->classes[0].handle_time->family, LawFamily::gamma);
  EXPECT_EQ(loaded.model->classes[0].handle_time->mean, 1800.0);
  EXPECT_EQ(loaded.model->classes[0].handle_time->cv, 1.1);
}

TEST(Variant, DropsTheParametersOfALawOfAnotherFamily) {
  const Loaded loaded = variant("kitchen-sink.toml",
                                "[[case_class]]\nname = \"how_to\"\n"
                                "handle_time = { law = \"exponential\", mean = \"30 min\" }\n");

  EXPECT_THAT(lines_of(loaded), IsEmpty());
  EXPECT_EQ(loaded.model->classes[0].handle_time->family, LawFamily::exponential);
}

TEST(Variant, ReplacesAKeyThatExcludesItsOwn) {
  const Loaded loaded = variant("kitchen-sink.toml",
                                "[[case_class]]\nname = \"licence\"\narrivals = { per_day = 14 }\n"
                                "[[case_class]]\nname = \"how_to\"\n"
                                "arrivals = { volumes = \"volumes.csv\" }\n");

  EXPECT_THAT(lines_of(loaded), IsEmpty());
  EXPECT_EQ(loaded.model->classes[2].arrivals.per_week, 98.0);
  EXPECT_FALSE(loaded.model->classes[0].arrivals.profile);
}

TEST(Variant, WarnsWhereANumberReplacesASeries) {
  const Loaded loaded = variant("kitchen-sink.toml",
                                "[[case_class]]\nname = \"billing\"\narrivals = { per_day = 3 }\n"
                                "[[rep_group]]\nname = \"experts\"\nheads = 14\n");

  EXPECT_THAT(lines_of(loaded),
              ElementsAre("variant.toml:4:14: warning: case_class.billing.arrivals.per_day: "
                          "replaces volumes \"volumes.csv\" (arrivals are then flat unless a "
                          "profile is given)",
                          "variant.toml:7:1: warning: rep_group.experts.heads: replaces staffing "
                          "\"staffing.csv\" (the group is then present all the time unless a shift "
                          "is given)"));
  ASSERT_TRUE(loaded.model);
  EXPECT_EQ(loaded.model->classes[3].arrivals.per_week, 21.0);
  EXPECT_FALSE(loaded.model->classes[3].arrivals.series);
  EXPECT_EQ(loaded.model->groups[2].heads, 14);
}

TEST(Variant, KeepsThePendingShareWhenACurveReplacesOutcomes) {
  const Loaded loaded = variant("kitchen-sink.toml",
                                "[[tier]]\nname = \"tier2\"\n"
                                "resolve = { curve = \"gatekeeper\", f0 = 0.9, b = 2 }\n");

  EXPECT_THAT(lines_of(loaded), IsEmpty());
  EXPECT_EQ(loaded.model->tiers[1].pending.share, 0.2);
}

TEST(Variant, ReplacesThePendingShareWhenOutcomesReplaceACurve) {
  const Loaded loaded = variant("kitchen-sink.toml",
                                "[[tier]]\nname = \"tier1\"\n"
                                "outcomes = { resolve = \"50%\", escalate = \"20%\", "
                                "pending = \"30%\" }\n");

  EXPECT_THAT(lines_of(loaded), IsEmpty());
  EXPECT_EQ(loaded.model->tiers[0].pending.share, 0.3);
}

TEST(Variant, StatesAllSharesOfARoute) {
  const Loaded loaded = variant("kitchen-sink.toml",
                                "[[case_class]]\nname = \"how_to\"\nenters_at = { tier2 = 1 }\n");

  ASSERT_TRUE(loaded.model);
  ASSERT_EQ(loaded.model->classes[0].enters_at.size(), 1U);
  EXPECT_EQ(loaded.model->classes[0].enters_at[0].tier, "tier2");
}

TEST(Variant, PointsIntoTheFileWhereTheMistakeStands) {
  const Loaded loaded = variant("small.toml", "[[tier]]\nname = \"tier1\"\nresolve = \"120%\"\n");

  EXPECT_THAT(lines_of(loaded),
              ElementsAre("variant.toml:4:11: error: tier.tier1.resolve: \"120%\" is too large "
                          "(p must be 0 to 100%)"));
}

TEST(Variant, HasAnEffectiveTextThatStandsAlone) {
  const Loaded loaded = variant("small.toml", "[time]\nwarm_up = \"1 week\"\n");

  const Loaded alone = load_small(loaded.text);

  EXPECT_EQ(alone.digest, loaded.digest);
  EXPECT_THAT(loaded.text, testing::Not(HasSubstr("extends")));
}

TEST(Variant, DropsTheContactsOfCustomersWhereARateReplacesThem) {
  const Loaded loaded = variant(
      "kitchen-sink.toml", "[[case_class]]\nname = \"hardware\"\narrivals = { per_week = 10 }\n");

  ASSERT_TRUE(loaded.model);
  EXPECT_DOUBLE_EQ(loaded.model->classes[5].arrivals.per_week, 15.0);  // defects: 1.5
}

TEST(Set, ChangesOneKeyByItsPath) {
  EXPECT_EQ(set("tier.tier1.resolve.f0", "0.9").model->tiers[0].resolve.f0, 0.9);
  EXPECT_EQ(set("tier.tier1.resolve.f0", "0.9").model->tiers[0].resolve.b, 1.5);
  EXPECT_EQ(set("case_class.how_to.arrivals.per_week", "500").model->classes[0].arrivals.per_week,
            500.0);
  EXPECT_EQ(set("rep_group.brussels.heads", "20").model->groups[0].heads, 20);
  EXPECT_EQ(set("handling.outage.tier1.pending.share", "0.4").model->handlings[0].pending->share,
            0.4);
  EXPECT_EQ(set("title", "Another desk").model->title, "Another desk");
}

TEST(Set, TakesABareWordAsAText) {
  EXPECT_EQ(set("time.horizon", "10 weeks").model->time.horizon, 10 * kWeek);
  EXPECT_EQ(set("rep_group.porto.shift", "office").model->groups[1].shift, "office");
  EXPECT_EQ(set("time.start", "2026-01-07").model->time.start,
            std::chrono::sys_days{std::chrono::year{2026} / 1 / 7});
}

TEST(Set, ReachesIntoALawThatIsGivenByItsMeanAlone) {
  const Loaded loaded = set("tier.tier1.handle_time.cv", "0.8");

  ASSERT_TRUE(loaded.model);
  EXPECT_EQ(loaded.model->tiers[0].handle_time->mean, 1080.0);
  EXPECT_EQ(loaded.model->tiers[0].handle_time->cv, 0.8);
}

TEST(Set, ChangesSharesOneAtATime) {
  const Loaded loaded = load(
      test_folder() / "kitchen-sink.toml",
      {{"case_class.how_to.enters_at.tier1", "0.9"}, {"case_class.how_to.enters_at.tier2", "0.1"}});

  ASSERT_TRUE(loaded.model);
  EXPECT_EQ(loaded.model->classes[0].enters_at[1].share, 0.1);
}

TEST(Set, CreatesASectionThatTheFileDoesNotHave) {
  EXPECT_EQ(load_small(small_scenario(), {{"money.overhead_multiplier", "1.3"}})
                .model->money.overhead_multiplier,
            1.3);
}

TEST(Set, WarnsWhereANumberReplacesASeries) {
  EXPECT_THAT(lines_of(set("rep_group.experts.heads", "14")),
              ElementsAre(HasSubstr("--set:1:19: warning: rep_group.experts.heads: replaces "
                                    "staffing \"staffing.csv\"")));
  EXPECT_THAT(lines_of(set("case_class.billing.arrivals.per_week", "11")),
              ElementsAre(HasSubstr("warning: case_class.billing.arrivals.per_week: replaces "
                                    "volumes \"volumes.csv\" (arrivals are then flat")));
  EXPECT_THAT(lines_of(set("case_class.replayed.arrivals.per_week", "9")),
              ElementsAre(HasSubstr("replaces at (")));
  EXPECT_THAT(lines_of(set("case_class.outage.arrivals.per_week", "90")), IsEmpty());
  EXPECT_THAT(lines_of(set("rep_group.experts.staffing", "staffing.csv")), IsEmpty());
}

TEST(Set, PointsIntoItsOwnText) {
  EXPECT_THAT(
      lines_of(set("tier.tier1.resolve.f0", "1.9")),
      ElementsAre("--set:1:23: error: tier.tier1.resolve.f0: 1.9 is too large (f0 must be 0 "
                  "to 100%)"));
}

TEST(Set, NamesTheNearestWhereAPathLeadsNowhere) {
  EXPECT_THAT(lines_of(set("tier.teir1.resolve", "0.5")),
              ElementsAre("--set:1:6: error: tier.teir1.resolve: unknown tier \"teir1\" (no tier "
                          "has that name). Did you mean \"tier1\"?"));
  EXPECT_THAT(lines_of(set("tier.tier1.resolv", "0.5")),
              ElementsAre(HasSubstr("--set:1:12: error: tier.tier1.resolv: unknown key \"resolv\" "
                                    "(tier has no such key). Did you mean \"resolve\"?")));
  EXPECT_THAT(lines_of(set("teir.tier1.resolve", "0.5")),
              ElementsAre(HasSubstr("--set:1:1: error: teir.tier1.resolve: unknown key \"teir\"")));
  EXPECT_THAT(lines_of(set("time.horizon.weeks", "5")),
              ElementsAre(HasSubstr("\"horizon\" has no keys of its own")));
  EXPECT_THAT(lines_of(set("rep_group.porto", "5")), ElementsAre(HasSubstr("names a whole table")));
  EXPECT_FALSE(set("rep_group", "5").model);
  EXPECT_FALSE(set("", "5").model);
  EXPECT_FALSE(set("extends", "small.toml").model);
}

TEST(Set, CannotSmuggleInASecondKey) {
  const Loaded loaded = set("title", "\"a\" other = 1");

  ASSERT_TRUE(loaded.model);
  EXPECT_EQ(loaded.model->title, "\"a\" other = 1");
}

// A pipe would wait for somebody to write.
TEST(Variant, StandsOnAPlainFile) {
  const std::string up = "../../../../../../../../../../../../../../../../..";
  const Loaded loaded = variant(up + "/dev/zero", "");
  EXPECT_FALSE(loaded.model);
  ASSERT_FALSE(loaded.diagnostics.empty());
  EXPECT_THAT(to_string(loaded.diagnostics.front()), HasSubstr("cannot read \"" + up));
}

}  // namespace
}  // namespace tiermix
