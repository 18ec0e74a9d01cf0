#include "engine/scenario/week_load.hpp"

#include <algorithm>

#include "engine/scenario/tier_stage.hpp"
#include "engine/scenario/traffic.hpp"
#include "engine/scenario/week_curve.hpp"

namespace tiermix {

std::vector<TierWeek> tier_weeks(const Model& model) {
  const std::vector<ClassFlow> classes = class_flows(model);
  const std::vector<WeekCurve> loads = load_curves(model, classes);
  std::vector<TierWeek> weeks(model.tiers.size());
  for (std::size_t t = 0; t < weeks.size(); ++t) {
    weeks[t].load = loads[t];
    weeks[t].visits.resize(kWeekSlots);
    weeks[t].live.resize(kWeekSlots);
    for (std::size_t c = 0; c < classes.size(); ++c) {
      const WeekCurve& cases = classes[c].cases_per_hour;
      const TierFlow& tier = classes[c].flows[t];
      const double later = (tier.sessions - tier.prompt_sessions) * mean_of(cases);
      const Channel channel = model.classes[c].channel;
      const bool live = channel != Channel::email && channel != Channel::portal;
      const double first = live ? stages_of(model, model.classes[c]).entry[t] : 0.0;
      for (std::size_t slot = 0; slot < kWeekSlots; ++slot) {
        weeks[t].visits[slot] += cases[slot] * tier.prompt_sessions + later;
        weeks[t].live[slot] += cases[slot] * first;
      }
    }
  }
  return weeks;
}

double endless_overload(const Model& model) {
  constexpr double kNobody = 1e3;  // over the staff of a tier that has none
  const std::vector<ClassFlow> classes = class_flows(model);
  double sum = 0.0;
  for (std::size_t t = 0; t < model.tiers.size(); ++t) {
    const Tier& tier = model.tiers[t];
    double load = 0.0;
    for (std::size_t c = 0; c < classes.size(); ++c) {
      const TierFlow& flow = classes[c].flows[t];
      const bool leaves = model.classes[c].patience || tier.queue_capacity;
      const double first = leaves ? stages_of(model, model.classes[c]).entry[t] : 0.0;
      const double stays = flow.sessions > 0.0 ? std::max(0.0, 1.0 - first / flow.sessions) : 0.0;
      load += mean_of(classes[c].cases_per_hour) * flow.seconds * stays / 3600.0;
    }
    const double staff = mean_of(tier_heads(model, t));
    if (!tier.vendor && !tier.overflow && load > 0.0 && load >= staff * (1.0 - 1e-9)) {
      sum += staff > 0.0 ? std::clamp(load / staff - 1.0, 1e-9, kNobody) : kNobody;
    }
  }
  return sum;
}

std::vector<double> floor_week(const Model& model, const RepGroup& group) {
  return heads_curve(model, group);
}

}  // namespace tiermix
