#include "engine/experiment/precision.hpp"

#include <algorithm>
#include <cmath>

#include "engine/experiment/infer.hpp"

namespace tiermix {

std::uint32_t first_look(const Design& design) {
  if (design.precision <= 0.0 && !design.until_decided) {
    return design.replications;
  }
  // Earlier looks would stop on a spread that happens to be small: intervals then cover less.
  constexpr std::uint32_t kFirstLook = 30;
  return std::min(std::max(design.replications, kFirstLook), design.max_replications);
}

namespace {

double imprecision(const std::vector<Observations>& replications,
                   const Design& design,
                   const ArrivalControl& control) {
  double worst = 0.0;
  if (design.precision <= 0.0) {
    return worst;
  }
  const auto names = design.precise.empty() ? headline_measures() : design.precise;
  for (const std::size_t measure : names) {
    const Estimate e =
        estimate_measure(replications, measure, ScopeLayout::all(), design.level, control);
    if (!std::isnan(e.mean) && e.half_width > 0.0) {
      worst = std::max(worst, e.half_width / std::abs(e.mean));
    }
  }
  return worst / (design.precision / (1.0 + design.precision));
}

double indecision(const std::vector<Observations>& replications,
                  const Design& design,
                  const ArrivalControl& control,
                  const std::vector<AimColumns>& columns) {
  double worst = 0.0;
  for (std::size_t a = 0; a < design.aims.size() && design.until_decided; ++a) {
    const Aim& aim = design.aims[a];
    if (aim.window) {
      worst = std::max(worst, short_of_decision(aim, columns.at(a).estimates(design.level)));
    } else {
      const Estimate e =
          estimate_measure(replications, aim.measure, aim.scope, design.level, control);
      worst = std::max(worst, short_of_decision(aim, e));
    }
  }
  return worst;
}

}  // namespace

double shortfall(const std::vector<Observations>& replications,
                 const Design& design,
                 const ArrivalControl& control,
                 const std::vector<AimColumns>& columns) {
  return std::max(imprecision(replications, design, control),
                  indecision(replications, design, control, columns));
}

std::uint32_t next_look(std::uint32_t done, double short_by, std::uint32_t most) {
  const double predicted = std::clamp(short_by * short_by, 1.25, 4.0) * done;
  return std::min(most, static_cast<std::uint32_t>(std::ceil(predicted)));
}

}  // namespace tiermix
