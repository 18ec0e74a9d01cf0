// Targets of a scenario, by number for the run and in words for its results.

#include <algorithm>
#include <limits>

#include "engine/base/check.hpp"
#include "engine/results/parts.hpp"

namespace tiermix {

std::vector<Aim> aims_of(const Model& model) {
  const std::vector<std::string> scopes = scope_names(model);
  const ScopeLayout layout{model.classes.size(), model.tiers.size()};
  std::vector<Aim> aims;
  std::size_t windows = 0;
  for (const Target& target : model.targets) {
    const int measure = find_measure(target.measure);
    const auto scope = std::ranges::find(scopes, target.scope);
    TIERMIX_EXPECTS(measure >= 0 && scope != scopes.end());
    Aim aim{.measure = static_cast<std::size_t>(measure),
            .scope = static_cast<std::size_t>(scope - scopes.begin()),
            .at_least = target.at_least,
            .value = target.value};
    if (target.window) {
      aim.window = windows++;
    }
    TIERMIX_EXPECTS(reports(measures()[aim.measure], layout, aim.scope));
    aims.push_back(aim);
  }
  return aims;
}

std::vector<TargetRow> targets_of(const Model& model,
                                  const Outcome& outcome,
                                  const std::vector<std::string>& scopes) {
  constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
  TIERMIX_EXPECTS(outcome.aims.empty() || outcome.aims.size() == model.targets.size());
  std::vector<TargetRow> rows;
  for (std::size_t i = 0; i < outcome.aims.size(); ++i) {
    const Target& target = model.targets[i];
    const AimOutcome& found = outcome.aims[i];
    const Estimate no_day{
        .mean = kNothing, .half_width = kNothing, .lower = kNothing, .upper = kNothing};
    const Estimate day = found.on_a_day.value_or(no_day);
    rows.push_back({.text = target.text,
                    .measure = target.measure,
                    .scope = scopes.at(found.aim.scope),
                    .unit = unit_in(model.money.currency, measures()[found.aim.measure].unit),
                    .at_least = target.at_least,
                    .value = target.value,
                    .intervals = static_cast<double>(found.intervals),
                    .interval = found.interval,
                    .mean = found.estimate.mean,
                    .half_width = found.estimate.half_width,
                    .verdict = std::string(name_of(found.verdict)),
                    .horizon = found.over_the_horizon.mean,
                    .horizon_lower = found.over_the_horizon.lower,
                    .horizon_upper = found.over_the_horizon.upper,
                    .day = day.mean,
                    .day_lower = day.lower,
                    .day_upper = day.upper});
  }
  return rows;
}

}  // namespace tiermix
