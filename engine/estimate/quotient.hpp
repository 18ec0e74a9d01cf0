#pragma once

// Ratios of two estimates that come from the same replications, such as an effect over what it
// costs, with Fieller's interval.

#include "engine/estimate/paired.hpp"

namespace tiermix {

/// `alternative` minus `base`, replication by replication. Expects as many replications of both.
[[nodiscard]] Influences difference_of(const Influences& alternative, const Influences& base);

/// factor times the estimate, plus a constant.
[[nodiscard]] Influences scaled(const Influences& estimate, double factor, double plus = 0.0);

/// X / Y with the interval of Fieller (1954, Some problems in interval estimation, Journal of the
/// Royal Statistical Society B 16): the values rho at which X - rho Y is not told from zero by
/// Student's t, the variances and the covariance of X and Y taken from their effects. It needs no Y
/// far from zero, as the delta method does; but its confidence is over all samples: among those
/// with two finite ends it is lower where Y is barely told from zero (Gleser and Hwang 1987). Where
/// Y itself is not told from zero at this level the set has no two ends, and lower and upper are
/// infinite. The interval is not symmetric: half_width is its longer side. NaN where Y is zero or
/// either has no value; infinite ends below two replications. Expects as many replications of both.
[[nodiscard]] Estimate quotient(const Influences& numerator,
                                const Influences& denominator,
                                double level);

}  // namespace tiermix
