#include "engine/tally/measure.hpp"

#include <set>

#include <gtest/gtest.h>

#include "engine/tally/observations.hpp"

namespace tiermix {
namespace {

TEST(Measures, HaveNamesOfTheirOwnAndADefinition) {
  std::set<std::string_view> names;
  for (const Measure& measure : measures()) {
    EXPECT_TRUE(names.insert(measure.name).second) << measure.name;
    EXPECT_FALSE(measure.definition.empty()) << measure.name;
    EXPECT_TRUE(measure.scopes.all || measure.scopes.per_class || measure.scopes.per_tier);
  }
}

TEST(Measures, AreFoundByName) {
  const int index = find_measure("first_contact_resolution");
  ASSERT_GE(index, 0);
  EXPECT_EQ(measures()[static_cast<std::size_t>(index)].numerator,
            Quantity::resolved_first_session_net);
  EXPECT_EQ(find_measure("csat_of_the_moon"), -1);
}

TEST(Quantities, HaveNamesOfTheirOwn) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < kQuantityCount; ++i) {
    EXPECT_TRUE(names.insert(name_of(static_cast<Quantity>(i))).second) << i;
  }
}

TEST(ScopeLayout, PutsTheDeskFirstThenClassesThenTiers) {
  const ScopeLayout layout{2, 3};
  EXPECT_EQ(layout.size(), 6U);
  EXPECT_TRUE(layout.is_class(1));
  EXPECT_TRUE(layout.is_class(2));
  EXPECT_TRUE(layout.is_tier(layout.of_tier(0)));
  EXPECT_FALSE(layout.is_tier(2));
}

}  // namespace
}  // namespace tiermix
