#pragma once

// Steady-state queues that say how many reps a load needs: Erlang C (M/M/n) and Erlang A (M/M/n+M,
// customers with exponential patience). Approximations of a desk: Poisson arrivals at a constant
// rate, exponential handle times, one queue.

#include <cstdint>
#include <optional>

namespace tiermix {

/// What comes to a queue. Rates and times in one unit of time.
struct Traffic {
  double arrivals = 0.0;           ///< per unit of time
  double handle_time = 0.0;        ///< mean
  std::optional<double> patience;  ///< mean; nobody leaves where absent

  [[nodiscard]] double load() const { return arrivals * handle_time; }  ///< Erlang
};

/// Probability that a customer waits at all for one of `reps`, Erlang C; 1 where the load is theirs
/// or more. By the recursion of the loss formula (Erlang 1917).
[[nodiscard]] double probability_of_wait(double load, std::uint32_t reps);

/// Share of those who come that a rep meets within `target`. Erlang A by the density of the offered
/// wait (Baccelli and Hebuterne 1981; Mandelbaum and Zeltyn 2007), Simpson's rule.
[[nodiscard]] double answered_within(const Traffic& traffic, std::uint32_t reps, double target);

/// The least number of reps of whom at least `share` of the customers get one within `target`.
/// 0 without a load. Expects a share in (0, 1).
[[nodiscard]] std::uint32_t required_reps(const Traffic& traffic, double target, double share);

}  // namespace tiermix
