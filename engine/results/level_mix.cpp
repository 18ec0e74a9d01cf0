// Who is at which level, month by month.

#include "engine/base/check.hpp"
#include "engine/results/parts.hpp"

namespace tiermix {
namespace {

bool anybody_at(const MonthEstimates& estimated, std::size_t months, std::size_t level) {
  for (std::size_t month = 0; month < months; ++month) {
    if (estimated.people_at(month, 0, level).mean > 0.0) {
      return true;
    }
  }
  return false;
}

}  // namespace

LevelMix level_mix_of(const Model& model, const MonthEstimates& estimated, const Periods& months) {
  LevelMix mix;
  const std::size_t named = model.levels.size();
  if (named == 0 || estimated.levels == 0) {
    return mix;
  }
  TIERMIX_EXPECTS(estimated.levels == named + 1 && estimated.teams == model.tiers.size() + 1);
  mix.starts_h = months.starts_h;
  mix.clocks = months.clocks;
  mix.scopes.emplace_back("all");
  for (const Tier& tier : model.tiers) {
    mix.scopes.push_back("tier." + tier.name);
  }
  for (const Level& level : model.levels) {
    mix.levels.push_back(level.name);
  }
  if (anybody_at(estimated, mix.starts_h.size(), named)) {
    mix.levels.emplace_back();
  }
  for (std::size_t month = 0; month < mix.starts_h.size(); ++month) {
    for (std::size_t team = 0; team < mix.scopes.size(); ++team) {
      for (std::size_t level = 0; level < mix.levels.size(); ++level) {
        const PeriodValue& people = estimated.people_at(month, team, level);
        mix.means.push_back(people.mean);
        mix.half_widths.push_back(people.half_width);
      }
    }
  }
  return mix;
}

}  // namespace tiermix
