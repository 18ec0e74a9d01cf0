#pragma once

// Differences of estimates from runs that share their random numbers.
//
// Every estimate here is linearised: over replications r it is, to first order, a constant plus the
// mean of effects e_r that sum to zero (the delta method, Law 2015, 9.4; Serfling 1980, 6.1 calls
// them influences). The difference of two alternatives has the effects e_r(B) - e_r(A): what common
// random numbers give to both cancels before a variance is taken (Law 2015, 10.2.1 and 11.2).

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/tally/histogram.hpp"
#include "engine/estimate/estimate.hpp"

namespace tiermix {

/// How an estimate answers to the totals of one replication.
struct Linear {
  double value = 0.0;      ///< the estimate; NaN where there is none
  double ratio = 0.0;      ///< numerator over denominator
  double factor = 0.0;     ///< scale over the mean denominator; of a quantile, over the density too
  double threshold = 0.0;  ///< of a quantile: its numerators count the durations up to here, in s

  [[nodiscard]] double effect(double numerator, double denominator) const {
    return factor * (numerator - ratio * denominator);
  }
};

/// Of scale times a ratio of totals: e_r = scale (N_r - R D_r) / mean(D).
[[nodiscard]] Linear linear_ratio(std::span<const double> numerators,
                                  std::span<const double> denominators,
                                  double scale = 1.0);

/// Of scale times a quantile q of the pooled distribution: e_r = -scale (C_r(q) - p M_r) /
/// (mean(M) f(q)), with C_r the durations up to q among the M_r of a replication (Bahadur 1966).
/// The density f is the slope over the interval of estimate_quantile(), so that both intervals
/// agree.
[[nodiscard]] Linear linear_quantile(std::span<const Histogram* const> histograms,
                                     double probability,
                                     double scale = 1.0);

/// An estimate and what each replication contributed to it, in their order.
struct Influences {
  double value = 0.0;  ///< NaN where there is no estimate
  std::vector<double> effects;
};

[[nodiscard]] Influences ratio_influences(std::span<const double> numerators,
                                          std::span<const double> denominators,
                                          double scale = 1.0);
[[nodiscard]] Influences quantile_influences(std::span<const Histogram* const> histograms,
                                             double probability,
                                             double scale = 1.0);

struct PairedDifference {
  Estimate estimate;                ///< alternative minus base
  double variance_reduction = 0.0;  ///< (var A + var B) / var(B - A); infinite where B - A is
                                    ///< constant, NaN where both are
  double correlation = 0.0;         ///< of the effects; NaN where one is constant
};

/// Student interval of the difference over the replications that both have, which are the first of
/// each. NaN where one of them has no value.
[[nodiscard]] PairedDifference paired_difference(const Influences& base,
                                                 const Influences& alternative,
                                                 double level);

/// The level at which each of `intervals` has to hold so that all do with `level` (Bonferroni:
/// whatever their dependence).
[[nodiscard]] double joint_level(double level, std::size_t intervals);

enum class Better : std::uint8_t { lower, higher };

/// The probability that each alternative is the best, given the replications: the share of 2000
/// draws of the Bayesian bootstrap (Rubin 1981) in which it is. A draw weights replications, the
/// same weight for all alternatives, so that it keeps what they share; it asks for no normality and
/// for no full-rank covariance, so identical alternatives split their share. Draws are those of a
/// counter-based generator: equal input, equal result. NaN where an alternative has no value, and
/// for all where fewer than two have one or where one has fewer than two replications.
[[nodiscard]] std::vector<double> probability_best(std::span<const Influences> alternatives,
                                                   Better better);

/// How far each alternative is behind the best at most, with `level` for all of them together (the
/// upper ends of multiple comparisons with the best, Hsu 1984; Bonferroni over the one-sided paired
/// differences, as Nelson & Matejcik 1995 do under common random numbers). Zero: it is the best.
/// NaN without a value.
[[nodiscard]] std::vector<double> behind_best(std::span<const Influences> alternatives,
                                              Better better,
                                              double level);

}  // namespace tiermix
