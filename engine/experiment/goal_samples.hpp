#pragma once

// What an optimisation keeps of a replication: for each measure that counts, the two totals that
// its ratio takes, or the histogram that its quantile takes. Estimates and paired differences of
// any first replications can be made from it, and more replications be added.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/tally/observations.hpp"
#include "engine/tally/row_span.hpp"
#include "engine/estimate/paired.hpp"
#include "engine/experiment/sweep.hpp"

namespace tiermix {

/// A measure in a scope, in some rows of intervals where there are any, else over the whole time.
struct SampledGoal {
  ChosenMeasure chosen;
  std::vector<RowSpan> rows = {};
};

/// One measure in one scope, replication by replication.
struct GoalColumn {
  std::vector<double> numerators;
  std::vector<double> denominators;
  std::vector<Histogram> histograms;  ///< of a quantile; empty of a ratio
};

struct GoalSamples {
  std::uint32_t replications = 0;
  double overload = 0.0;          ///< of the point, without simulating it; above 0: not allowed
  std::vector<GoalColumn> goals;  ///< as many as were asked for
  double cases = 0.0;             ///< created, all replications together
  std::uint64_t events = 0;
  std::vector<std::uint64_t> digests;  ///< [replication], of its observations

  void add(const Observations& observations,
           std::uint64_t digest,
           std::span<const SampledGoal> sampled);
  /// Expects samples of the same measures, of the replications that follow.
  void append(const GoalSamples& later);

  friend bool operator==(const GoalSamples&, const GoalSamples&) = default;
};

inline bool operator==(const GoalColumn& a, const GoalColumn& b) {
  return a.numerators == b.numerators && a.denominators == b.denominators &&
         a.histograms == b.histograms;
}

/// The measure over the first `count` replications; NaN where there is no value.
[[nodiscard]] Influences influences_of(const GoalColumn& column,
                                       const Measure& measure,
                                       std::size_t count);

[[nodiscard]] Linear linear_of(const GoalColumn& column, const Measure& measure, std::size_t count);

/// What replication r counts as in a selection: the value of the linear form plus its effect.
[[nodiscard]] double linear_value(const Linear& linear,
                                  const GoalColumn& column,
                                  const Measure& measure,
                                  std::size_t r);

/// Student's interval from the effects; half-width infinite below two replications.
[[nodiscard]] Estimate estimate_of(const Influences& influences, double level);

/// As bytes for a journal; equal bits come back. The byte order is that of the machine.
[[nodiscard]] std::string to_bytes(const GoalSamples& samples);

/// False where the bytes hold no samples. Takes what it reads off the front.
[[nodiscard]] bool from_bytes(std::string_view& bytes, GoalSamples& samples);

}  // namespace tiermix
