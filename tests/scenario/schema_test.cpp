#include "engine/scenario/schema.hpp"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenario/scenario_files.hpp"
#include "tests/support/paths.hpp"

namespace tiermix {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

bool is_scalar(KeyType type) {
  return type == KeyType::duration || type == KeyType::integer || type == KeyType::number ||
         type == KeyType::fraction || type == KeyType::choice || type == KeyType::date;
}

TEST(Schema, NamesEveryKeyOnce) {
  std::set<std::string> seen;
  for (const Field& field : schema_fields()) {
    EXPECT_TRUE(seen.insert(std::string(field.table) + "." + std::string(field.key)).second)
        << field.table << "." << field.key;
  }
}

TEST(Schema, KnowsTheTableOfEveryKeyAndOfEveryInnerValue) {
  for (const Field& field : schema_fields()) {
    EXPECT_NE(find_table(field.table), nullptr) << field.table;
    if (!inner_table(field).empty()) {
      EXPECT_NE(find_table(inner_table(field)), nullptr) << field.key;
    }
  }
}

TEST(Schema, HasDefaultsThatCanBeReadAndAreWithinTheirBounds) {
  for (const Field& field : schema_fields()) {
    const bool stated = !field.fallback.empty() && field.fallback.front() != '(';
    if (stated && is_scalar(field.type)) {
      const auto value = fallback_of(field);
      ASSERT_TRUE(value) << field.table << "." << field.key;
      EXPECT_GE(*value, field.bounds.low) << field.key;
      EXPECT_LE(*value, field.bounds.high) << field.key;
    }
  }
}

TEST(Schema, MeansSomethingByEveryKey) {
  for (const Field& field : schema_fields()) {
    EXPECT_TRUE(field.meaning.ends_with('.')) << field.table << "." << field.key;
  }
}

TEST(Explain, KnowsAKeyByItsPathWithOrWithoutNames) {
  EXPECT_THAT(explain("tier.tier1.resolve.f0").text, HasSubstr("gatekeeper: probability"));
  EXPECT_EQ(explain("tier.resolve.f0").text, explain("tier.tier1.resolve.f0").text);
  EXPECT_THAT(explain("handling.how_to.tier1.pending.share").text,
              HasSubstr("handling.pending.share"));
  EXPECT_THAT(explain("heads").text, HasSubstr("allowed: 0 to 100000"));
  EXPECT_THAT(explain("time.drain_limit").text, HasSubstr("default: 26 weeks"));
}

TEST(Explain, KnowsATableByItsName) {
  EXPECT_THAT(explain("rep_group").text, HasSubstr("loaded_cost"));
}

TEST(Explain, SuggestsTheNearestKey) {
  EXPECT_THAT(explain("shrinkag").text, IsEmpty());
  EXPECT_THAT(explain("shrinkag").suggestions, Contains("shrinkage"));
  EXPECT_THAT(explain("time.horizn").suggestions, Contains("time.horizon"));
}

TEST(ReferencePage, IsTheOneInDocs) {
  EXPECT_EQ(reference_page(), read_whole(source_folder() / "docs/scenario-reference.md"));
}

TEST(JsonSchema, DescribesEveryKey) {
  const std::string schema = json_schema();

  EXPECT_EQ(std::ranges::count(schema, '{'), std::ranges::count(schema, '}'));
  for (const Field& field : schema_fields()) {
    EXPECT_THAT(schema, HasSubstr("\"" + std::string(field.key) + "\": {"));
  }
}

}  // namespace
}  // namespace tiermix
