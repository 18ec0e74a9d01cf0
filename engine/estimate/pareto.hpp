#pragma once

// Which of many alternatives are worth a look where several measures count at once.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/estimate/paired.hpp"

namespace tiermix {

/// One measure across all alternatives.
struct Objective {
  Better better = Better::lower;
  std::vector<Influences> alternatives;
};

enum class Standing : std::uint8_t {
  efficient,  ///< in the Pareto set: no other is at least as good in all and better in one
  undecided,  ///< another is, by the means; but the intervals leave a doubt
  dominated,  ///< another is better in one, and in none possibly worse: no interval says otherwise
};

struct ParetoPlace {
  Standing standing = Standing::efficient;
  std::optional<std::size_t> behind;  ///< the alternative that dominates, the first if several
};

/// Where each alternative stands. An interval is one of level 1 - (1 - level) / (measures times
/// other alternatives), so what is said about one alternative holds with `level` (Bonferroni). An
/// alternative without a value in some measure cannot be compared: it is undecided, and dominates
/// nobody. Empty without objectives.
[[nodiscard]] std::vector<ParetoPlace> pareto(std::span<const Objective> objectives, double level);

}  // namespace tiermix
