#include "engine/estimate/crossing.hpp"

#include <limits>
#include <vector>

#include "engine/base/check.hpp"

namespace tiermix {

double lasting_crossing(std::span<const double> x, std::span<const double> y) {
  TIERMIX_EXPECTS(!x.empty() && x.size() == y.size());
  std::size_t after = x.size();  // the last point that is below zero, plus one
  while (after > 0 && y[after - 1] >= 0.0) {
    --after;
  }
  if (after == 0) {
    return x.front();
  }
  if (after == x.size()) {
    return std::numeric_limits<double>::infinity();
  }
  const double below = -y[after - 1];
  return x[after - 1] + (x[after] - x[after - 1]) * below / (below + y[after]);
}

Estimate lasting_crossing(std::span<const double> x, std::span<const Estimate> estimates) {
  TIERMIX_EXPECTS(!estimates.empty());
  const auto of = [&](double Estimate::*bound) {
    std::vector<double> curve;
    for (const Estimate& e : estimates) {
      curve.push_back(e.*bound);
    }
    return lasting_crossing(x, curve);
  };
  Estimate e = estimates.back();
  e.mean = of(&Estimate::mean);
  e.lower = of(&Estimate::upper);
  e.upper = of(&Estimate::lower);
  e.half_width = e.lower == e.upper ? 0.0 : 0.5 * (e.upper - e.lower);
  return e;
}

}  // namespace tiermix
