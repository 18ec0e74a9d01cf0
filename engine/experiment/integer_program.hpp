#pragma once

// A small linear program in whole numbers, solved by CBC (COIN-OR Branch and Cut 2.10).

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace tiermix {

/// sum of weights[i] x[i] >= at_least.
struct ProgramRow {
  std::vector<double> weights;  ///< [variable]
  double at_least = 0.0;
  std::size_t kind = 0;
};

/// Least sum of cost[i] x[i], in whole x from lower to upper. Rows may be missed, so that there
/// always is a solution: each unit that the rows of a kind lack, at the one that lacks most, costs
/// `penalty`.
struct IntegerProgram {
  std::vector<std::int32_t> lower;
  std::vector<std::int32_t> upper;
  std::vector<double> cost;
  std::vector<ProgramRow> rows;
  double penalty = 1.0;
  double gap = 1e-6;  ///< a solution so close to the bound, as a fraction of it, is taken
};

/// Loads CBC. Throws std::runtime_error where that cannot be done.
void require_solver();

/// The best solution found, proven or not, after so many nodes at most: work is limited by nodes
/// and not by time, for the same answer on every machine. Nothing where CBC finds none. Throws
/// as require_solver().
[[nodiscard]] std::optional<std::vector<std::int32_t>> solve(const IntegerProgram& program,
                                                             int max_nodes);

}  // namespace tiermix
