#include <string>

#include <gtest/gtest.h>

#include "tests/theory/theory_cases.hpp"

namespace tiermix::testing {
namespace {

class Theory : public ::testing::TestWithParam<TheoryCase> {};

// Two conditions, so that a wide interval cannot pass.
TEST_P(Theory, LiesInsideANarrowInterval) {
  for (const Finding& finding : simulate(GetParam())) {
    const std::string what = GetParam().name + " " + finding.expected.measure + " " +
                             finding.expected.scope + ": " +
                             std::to_string(finding.expected.value) + " against " +
                             std::to_string(finding.estimate.mean) + " +/- " +
                             std::to_string(finding.estimate.half_width);
    EXPECT_TRUE(finding.is_inside()) << what;
    EXPECT_TRUE(finding.is_narrow()) << what;
  }
}

INSTANTIATE_TEST_SUITE_P(Cases,
                         Theory,
                         ::testing::ValuesIn(read_theory_cases()),
                         [](const auto& test) {
                           std::string name = test.param.name;
                           for (char& c : name) {
                             c = c == '-' ? '_' : c;
                           }
                           return name;
                         });

}  // namespace
}  // namespace tiermix::testing
