#include "engine/estimate/pareto.hpp"

#include <cmath>
#include <optional>
#include <vector>

#include <gtest/gtest.h>

namespace tiermix {
namespace {

// Two replications of each alternative: one `spread` below its mean, one above.
Influences about(double mean, double spread = 0.0) {
  return {.value = mean, .effects = {-spread, spread}};
}

// Costs go up, service goes up: all of the first three are worth a look, the others are not.
TEST(Pareto, KeepsWhatNoOtherIsBetterThanInEveryMeasure) {
  const std::vector<Objective> objectives{
      {.better = Better::lower,
       .alternatives = {about(10), about(20), about(30), about(20), about(35)}},
      {.better = Better::higher,
       .alternatives = {about(0.5), about(0.8), about(0.9), about(0.7), about(0.9)}}};
  const std::vector<ParetoPlace> places = pareto(objectives, 0.95);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(places[i].standing, Standing::efficient) << i;
    EXPECT_EQ(places[i].behind, std::nullopt);
  }
  EXPECT_EQ(places[3].standing, Standing::dominated);
  EXPECT_EQ(places[3].behind, 1U);
  EXPECT_EQ(places[4].standing, Standing::dominated);
  EXPECT_EQ(places[4].behind, 2U);
}

TEST(Pareto, IsUndecidedWhereNoIntervalIsSure) {
  const std::vector<Objective> objectives{
      {.better = Better::lower, .alternatives = {about(10, 5.0), about(10.1, -5.0), about(50)}}};
  const std::vector<ParetoPlace> places = pareto(objectives, 0.95);
  EXPECT_EQ(places[0].standing, Standing::efficient);
  EXPECT_EQ(places[1].standing, Standing::undecided);
  EXPECT_EQ(places[1].behind, 0U);
}

// What both share cancels: the difference is the same in every replication.
TEST(Pareto, SharedNoiseDoesNotBlur) {
  const std::vector<Objective> objectives{
      {.better = Better::lower, .alternatives = {about(10, 5.0), about(10.1, 5.0)}}};
  EXPECT_EQ(pareto(objectives, 0.95)[1].standing, Standing::dominated);
}

TEST(Pareto, EqualAlternativesDoNotDominateEachOther) {
  const std::vector<Objective> objectives{
      {.better = Better::higher, .alternatives = {about(1, 2.0), about(1, 2.0)}}};
  for (const ParetoPlace& place : pareto(objectives, 0.95)) {
    EXPECT_EQ(place.standing, Standing::efficient);
  }
}

TEST(Pareto, WithoutAValueNothingIsSaid) {
  const std::vector<Objective> objectives{
      {.better = Better::lower, .alternatives = {about(std::nan("")), about(1), about(2)}}};
  const std::vector<ParetoPlace> places = pareto(objectives, 0.95);
  EXPECT_EQ(places[0].standing, Standing::undecided);
  EXPECT_EQ(places[0].behind, std::nullopt);
  EXPECT_EQ(places[1].standing, Standing::efficient);
  EXPECT_EQ(places[2].standing, Standing::dominated);
}

TEST(Pareto, OneAlternativeIsTheSet) {
  const std::vector<Objective> objectives{{.better = Better::lower, .alternatives = {about(3)}}};
  EXPECT_EQ(pareto(objectives, 0.95).front().standing, Standing::efficient);
  EXPECT_TRUE(pareto({}, 0.95).empty());
}

}  // namespace
}  // namespace tiermix
