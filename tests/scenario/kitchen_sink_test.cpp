// Scenarios that set every key between them show that every key is read: without it the model is
// another. kitchen-sink.toml has all but those on people, which are in people-sink.toml.

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/scenario/schema.hpp"
#include "engine/scenario/source.hpp"

#include "tests/scenario/scenario_files.hpp"

namespace tiermix {
namespace {

using testing::IsEmpty;

// Of the keys that are left out in turn; fewer where that takes minutes.
#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t kEvery = 5;
#else
constexpr std::size_t kEvery = 1;
#endif

class EverySink : public testing::TestWithParam<std::string> {};

Node sink(const std::string& file) {
  Parsed parsed = parse_toml(read_whole(test_folder() / file), file);
  EXPECT_FALSE(parsed.problem);
  return std::move(parsed.root);
}

Loaded load_tree(const Node& root) {
  return load_text(print_toml(root), "sink.toml", test_folder());
}

// Keys of a table by the schema, as "tier.resolve", into `keys`.
void collect(const Node& node, std::string_view table, std::set<std::string>& keys) {
  for (const Node& item : node.items) {
    collect(item, table, keys);
  }
  for (const Member& member : node.members) {
    const Field* field = find_field(table, member.key);
    if (field != nullptr) {
      keys.insert(std::string(table) + "." + member.key);
      collect(member.value, inner_table(*field), keys);
    } else if (table.empty() && find_table(member.key) != nullptr) {
      collect(member.value, member.key, keys);
    }
  }
}

// What is left of the tree without each of its keys in turn.
void without_each_key(Node& root,
                      Node& node,
                      const std::string& path,
                      std::vector<std::pair<std::string, Node>>& trees) {
  for (Node& item : node.items) {
    without_each_key(root, item, path, trees);
  }
  for (std::size_t i = 0; i < node.members.size(); ++i) {
    const std::string key = path + "." + node.members[i].key;
    without_each_key(root, node.members[i].value, key, trees);
    const Member member = node.members[i];
    node.members.erase(node.members.begin() + static_cast<std::ptrdiff_t>(i));
    trees.emplace_back(key, root);
    node.members.insert(node.members.begin() + static_cast<std::ptrdiff_t>(i), member);
  }
}

TEST_P(EverySink, IsValid) {
  const Loaded loaded = load(test_folder() / GetParam());

  EXPECT_THAT(lines_of(loaded), IsEmpty());
  EXPECT_TRUE(loaded.model);
}

TEST(Sinks, HaveEveryKeyOfTheSchema) {
  std::set<std::string> present;
  collect(sink("kitchen-sink.toml"), "", present);
  collect(sink("people-sink.toml"), "", present);
  // What a variant says to its base is not in a scenario that stands alone.
  present.insert(".extends");
  // The segment stands for it.
  present.insert("satisfaction.expectation");
  present.insert("satisfaction.responses");  // instead of the thresholds

  std::vector<std::string> absent;
  for (const Field& field : schema_fields()) {
    const std::string key = std::string(field.table) + "." + std::string(field.key);
    if (field.key != "remove" && !present.contains(key)) {
      absent.push_back(key);
    }
  }
  EXPECT_THAT(absent, IsEmpty());
}

TEST_P(EverySink, WithoutAnyOneKeyMeansSomethingElse) {
  Node root = sink(GetParam());
  const std::uint64_t whole = load_tree(root).digest;
  std::vector<std::pair<std::string, Node>> trees;
  without_each_key(root, root, "", trees);
  std::set<std::string> present;
  collect(root, "", present);
  ASSERT_GE(trees.size(), present.size());

  std::vector<std::string> without_effect;
  for (std::size_t i = 0; i < trees.size(); i += kEvery) {
    const auto& [key, tree] = trees[i];
    const Loaded loaded = load_tree(tree);
    if (loaded.model && loaded.digest == whole) {
      without_effect.push_back(key);
    }
  }
  EXPECT_THAT(without_effect, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Scenario,
                         EverySink,
                         testing::Values("kitchen-sink.toml", "people-sink.toml"),
                         [](const auto& file) {
                           return file.param.substr(0, file.param.find('-'));
                         });

TEST(KitchenSink, ResolvesUnitsAndDefaults) {
  const Model model = load(test_folder() / "kitchen-sink.toml").model.value();

  EXPECT_EQ(model.time.start, std::chrono::sys_days{std::chrono::year{2026} / 1 / 6});
  EXPECT_EQ(model.time.horizon, 8 * kWeek);
  EXPECT_EQ(model.time.interval, 15 * kMinute);
  EXPECT_EQ(model.time.drain, Drain::arrivals_stop);
  EXPECT_EQ(model.money.overtime_premium, 0.5);
  EXPECT_EQ(model.classes[0].channel, Channel::chat);
  EXPECT_EQ(model.classes[0].patience->law.family, LawFamily::weibull);
  EXPECT_EQ(model.classes[0].patience->law.mean, 900.0);
  EXPECT_EQ(model.classes[0].reopening.delay.family, LawFamily::lognormal);
  EXPECT_EQ(model.classes[0].reopening.delay.cv, 1.0);
  EXPECT_EQ(model.classes[1].arrivals.per_week, 140.0);
  EXPECT_EQ(model.classes[1].complexity.alpha, 1.8);
  EXPECT_EQ(model.classes[1].enters_at.front().tier, "tier1");
  EXPECT_EQ(model.classes[2].arrivals.per_week, 84.0);
  EXPECT_EQ(model.tiers[0].handle_time->family, LawFamily::lognormal);
  EXPECT_EQ(model.tiers[0].handle_time->cv, 1.2);
  EXPECT_EQ(model.tiers[2].when_unresolved, WhenUnresolved::retry);
  EXPECT_EQ(model.groups[0].loaded_cost_per_hour, 36.0);
  EXPECT_EQ(model.groups[0].at_shift_end, ShiftEnd::hand_back);
}

TEST(KitchenSink, TurnsOutcomesIntoAPendingShareAndAConstantCurve) {
  const Model model = load(test_folder() / "kitchen-sink.toml").model.value();

  EXPECT_EQ(model.tiers[1].resolve.kind, CurveKind::constant);
  EXPECT_DOUBLE_EQ(model.tiers[1].resolve.p, 0.55 / 0.8);
  EXPECT_EQ(model.tiers[1].pending.share, 0.2);
}

TEST(KitchenSink, KeepsTheTiersPendingDelayWhereAHandlingStatesOnlyTheShare) {
  const Model model = load(test_folder() / "kitchen-sink.toml").model.value();

  EXPECT_EQ(model.handlings[0].pending->share, 0.3);
  EXPECT_EQ(model.handlings[0].pending->delay, model.tiers[0].pending.delay);
}

TEST(KitchenSink, CountsASeriesFromTheStartOfTheScenario) {
  const Model model = load(test_folder() / "kitchen-sink.toml").model.value();

  const Series series = model.classes[3].arrivals.series.value();
  EXPECT_EQ(series.first, Duration{} - kDay);
  EXPECT_EQ(series.step, 12 * kHour);
  EXPECT_EQ(series.values.size(), 14U);
  EXPECT_EQ(model.groups[2].heads, 3);
}

}  // namespace
}  // namespace tiermix
