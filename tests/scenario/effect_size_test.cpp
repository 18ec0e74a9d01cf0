#include "engine/scenario/effect_size.hpp"

#include <gtest/gtest.h>

namespace tiermix {
namespace {

Programme programme(const char* name, double technical) {
  Programme p;
  p.name = name;
  p.groups = {"floor"};
  p.effect.technical = technical;
  return p;
}

TEST(EffectSize, IsOfTheProgrammesThatTheBaseDoesNotHave) {
  Model base;
  base.programmes = {programme("old", 0.1), programme("changed", 0.1)};
  Model with = base;
  with.programmes[1].effect.technical = 0.2;
  with.programmes.push_back(programme("new", 0.3));
  with.programmes[2].effect.size = 0.8;

  const Model half = with_effect_size(base, with, 0.5);

  EXPECT_EQ(half.programmes[0].effect.size, 1.0);
  EXPECT_EQ(half.programmes[1].effect.size, 0.5);
  EXPECT_EQ(half.programmes[2].effect.size, 0.4);
  EXPECT_TRUE(adds_programme(base, with));
  EXPECT_FALSE(adds_programme(base, base));
}

}  // namespace
}  // namespace tiermix
