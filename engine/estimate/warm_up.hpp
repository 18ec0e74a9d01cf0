#pragma once

// Where the initial transient of a series ends.

#include <cstddef>
#include <span>

namespace tiermix {

/// What to delete from the front of a series of batches.
struct Truncation {
  std::size_t batches = 0;  ///< the first so many
  double statistic = 0.0;   ///< at the minimum, MSER
  /// Half of the series is to go: it is too short, or never settles.
  bool at_limit = false;
};

/// The marginal standard error rule (White 1997; White, Cobb and Spratt 2000): of the first half of
/// the batch means Z the d that minimises the sum over j > d of (Z_j - mean_d)^2 over (n - d)^2,
/// mean_d that of what is left; the least such d. Expects two batches at least.
[[nodiscard]] Truncation truncation_by_mser(std::span<const double> batch_means);

/// Estimate of the correlation of values with their successors, 1 - v / 2, by von Neumann's ratio v
/// of the mean square of successive differences to the variance (1941). 0 where nothing varies.
/// Expects three values at least.
[[nodiscard]] double correlation_of_successors(std::span<const double> values);

/// Fewer values than these cannot be told from independent ones.
inline constexpr std::size_t kFewestToTell = 8;

/// Whether that is more than chance would give independent values with the probability `error`: by
/// its variance (n - 2) / (n^2 - 1) and the normal law (Fishman 1978). False with fewer than
/// kFewestToTell.
[[nodiscard]] bool are_successors_correlated(std::span<const double> values, double error = 0.05);

}  // namespace tiermix
