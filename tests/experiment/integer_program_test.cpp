#include "engine/experiment/integer_program.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/random/philox.hpp"

namespace tiermix {
namespace {

using ::testing::ElementsAre;
using ::testing::Optional;

constexpr int kNodes = 2000;

double total_of(const IntegerProgram& program, const std::vector<std::int32_t>& x) {
  double total = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    total += program.cost[i] * x[i];
  }
  std::map<std::size_t, double> lacking;
  for (const ProgramRow& row : program.rows) {
    double have = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      have += row.weights[i] * x[i];
    }
    lacking[row.kind] = std::max(lacking[row.kind], row.at_least - have);
  }
  for (const auto& [kind, most] : lacking) {
    total += program.penalty * most;
  }
  return total;
}

double least_of(const IntegerProgram& program) {
  std::vector<std::int32_t> x = program.lower;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t at = 0; at < x.size();) {
    least = std::min(least, total_of(program, x));
    for (at = 0; at < x.size() && ++x[at] > program.upper[at]; ++at) {
      x[at] = program.lower[at];
    }
  }
  return least;
}

TEST(IntegerProgram, CoversEachHourWithWholeShifts) {
  // Three shifts of two hours each, over four hours that need 3, 5, 4 and 2 reps.
  const IntegerProgram program{.lower = {0, 0, 0},
                               .upper = {9, 9, 9},
                               .cost = {1.0, 1.0, 1.0},
                               .rows = {{.weights = {1, 0, 0}, .at_least = 2.5},
                                        {.weights = {1, 1, 0}, .at_least = 5.0, .kind = 1},
                                        {.weights = {0, 1, 1}, .at_least = 4.0, .kind = 2},
                                        {.weights = {0, 0, 1}, .at_least = 2.0, .kind = 3}},
                               .penalty = 20.0};
  EXPECT_THAT(solve(program, kNodes), Optional(ElementsAre(3, 2, 2)));
}

TEST(IntegerProgram, MissesAsLittleAsItCanWhereRowsAskForMoreThanThereIs) {
  const IntegerProgram program{.lower = {1, 0},
                               .upper = {3, 2},
                               .cost = {1.0, 2.0},
                               .rows = {{.weights = {1, 1}, .at_least = 9.0}},
                               .penalty = 10.0};
  EXPECT_THAT(solve(program, kNodes), Optional(ElementsAre(3, 2)));
}

TEST(IntegerProgram, StaysAtTheLowerEndWithoutRows) {
  const IntegerProgram program{
      .lower = {1, 2}, .upper = {3, 4}, .cost = {1.0, 2.0}, .rows = {}, .penalty = 10.0};
  EXPECT_THAT(solve(program, kNodes), Optional(ElementsAre(1, 2)));
}

TEST(IntegerProgram, AgreesWithEnumerationOnManyRandomPrograms) {
  for (std::uint32_t p = 0; p < 100; ++p) {
    const auto draw = [p](std::uint32_t i) {
      return philox({p, i, 0, 5}, {3, 4})[0] / 4294967296.0;
    };
    IntegerProgram program{
        .lower = {0, 0, 0, 0}, .upper = {5, 5, 5, 5}, .cost = {}, .rows = {}, .penalty = 20.0};
    for (std::uint32_t i = 0; i < 4; ++i) {
      program.cost.push_back(0.5 + draw(i));
    }
    for (std::uint32_t r = 0; r < 5; ++r) {
      ProgramRow row{.weights = {}, .at_least = 8.0 * draw(90 + r), .kind = r / 2};
      for (std::uint32_t i = 0; i < 4; ++i) {
        row.weights.push_back(draw(10 + 4 * r + i) - 0.2);
      }
      program.rows.push_back(row);
    }
    const auto found = solve(program, kNodes).value_or(program.upper);
    EXPECT_NEAR(total_of(program, found), least_of(program), 1e-4) << p;
  }
}

}  // namespace
}  // namespace tiermix
