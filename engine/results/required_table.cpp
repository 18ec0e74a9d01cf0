// The staff that the loads would need over time, tier by tier.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "engine/tally/period_series.hpp"
#include "engine/plan/class_hours.hpp"
#include "engine/results/parts.hpp"
#include "engine/results/required_staff.hpp"

namespace tiermix {
namespace {

struct Need {
  double reps = 0.0;
  double half_width = 0.0;
};

// What the estimates say of one tier in one period.
struct Seen {
  double visits = 0.0;
  double answered = 0.0;   ///< of those, whenever
  PeriodValue load;        ///< of those that were answered
  double worked_on = 0.0;  ///< reps who were busy
};

// By what half the staff for the two ends of the load's interval differs.
template <typename RepsAt>
double half_width_of(const PeriodValue& load, const RepsAt& reps_at) {
  if (!std::isfinite(load.half_width) || load.mean <= 0.0) {
    return load.half_width;
  }
  return 0.5 * (reps_at(load.mean + load.half_width) -
                reps_at(std::max(0.0, load.mean - load.half_width)));
}

// The load of all visits, those that ended without a rep too: what the answered ones took, for
// each. Work of a period where hardly anybody was answered says little; `usual` (us a visit) then.
PeriodValue load_of_all(const Seen& seen, double usual, double us) {
  constexpr double kEnough = 0.2;
  PeriodValue load = seen.load;
  if (seen.answered > kEnough * seen.visits) {
    load.mean *= seen.visits / seen.answered;
    load.half_width *= seen.visits / seen.answered;
  } else {
    load.mean = seen.visits * usual / us;
  }
  return load;
}

Need need_of(const StaffingRule& rule, double visits, const PeriodValue& load, double us) {
  const auto reps_at = [&](double other) {
    return required_staff(rule, visits * other / load.mean, other, us);
  };
  return {required_staff(rule, visits, load.mean, us), half_width_of(load, reps_at)};
}

// Who is turned away is in no load here.
Need need_while_closed(const Seen& seen) {
  const auto reps_at = [&](double load) { return required_while_closed(load, seen.worked_on); };
  return {reps_at(seen.load.mean), half_width_of(seen.load, reps_at)};
}

class Tiers {
 public:
  Tiers(const Model& model, const PeriodEstimates& periods, const ScopeLayout& layout)
      : model_(model), periods_(periods), layout_(layout) {
    const Instant end = Instant{} + model.time.horizon;
    for (const CaseClass& one : model.classes) {
      hours_.push_back(compile_open_hours(model, one, end));
    }
    for (std::size_t t = 0; t < layout.tiers; ++t) {
      usual_.push_back(usual_work(t));
    }
  }

  [[nodiscard]] Need need(std::size_t tier, std::size_t period) const {
    const Seen seen = seen_at(tier, period);
    const std::vector<bool> open = open_in(period);
    if (!is_open(tier, open)) {
      return need_while_closed(seen);
    }
    const StaffingRule rule = staffing_rule(model_, tier, open);
    const double us = length(period);
    if (turns_away(tier, open)) {
      return need_of(rule, seen.answered, seen.load, us);
    }
    return need_of(rule, seen.visits, load_of_all(seen, usual_[tier], us), us);
  }

 private:
  [[nodiscard]] double mean(const char* series, std::size_t tier, std::size_t period) const {
    return periods_
        .at(static_cast<std::size_t>(find_period_series(series)), period, layout_.of_tier(tier))
        .mean;
  }

  [[nodiscard]] Instant end_of(std::size_t period) const {
    return period + 1 < periods_.starts.size() ? periods_.starts[period + 1]
                                               : Instant{} + model_.time.horizon;
  }

  [[nodiscard]] double length(std::size_t period) const {
    return static_cast<double>((end_of(period) - periods_.starts[period]).us);
  }

  [[nodiscard]] Seen seen_at(std::size_t tier, std::size_t period) const {
    const auto load = static_cast<std::size_t>(find_period_series("offered_load"));
    const double busy = mean("occupancy", tier, period) * mean("staffed", tier, period);
    return {.visits = mean("offered", tier, period),
            .answered = mean("answered", tier, period),
            .load = periods_.at(load, period, layout_.of_tier(tier)),
            .worked_on = std::isfinite(busy) ? busy : 0.0};
  }

  // Of an answered visit, in us.
  [[nodiscard]] double usual_work(std::size_t tier) const {
    double work = 0.0;
    double answered = 0.0;
    for (std::size_t p = 0; p < periods_.starts.size(); ++p) {
      const Seen seen = seen_at(tier, p);
      work += seen.load.mean * length(p);
      answered += seen.answered;
    }
    return answered > 0.0 ? work / answered : 0.0;
  }

  // By class; open for a part of the period is open.
  [[nodiscard]] std::vector<bool> open_in(std::size_t period) const {
    std::vector<bool> open;
    for (const OpenHours& hours : hours_) {
      open.push_back(hours.between(periods_.starts[period], end_of(period)).us > 0);
    }
    return open;
  }

  // A tier is closed with all classes that enter there; one that is reached by hand-overs alone,
  // with the desk.
  [[nodiscard]] bool is_open(std::size_t tier, const std::vector<bool>& open) const {
    bool has_own = false;
    for (std::size_t c = 0; c < open.size(); ++c) {
      if (enters_at(model_, c, tier)) {
        if (open[c]) {
          return true;
        }
        has_own = true;
      }
    }
    return !has_own && std::ranges::find(open, true) != open.end();
  }

  [[nodiscard]] bool turns_away(std::size_t tier, const std::vector<bool>& open) const {
    for (std::size_t c = 0; c < open.size(); ++c) {
      if (!open[c] && enters_at(model_, c, tier) &&
          model_.classes[c].when_closed == WhenClosed::turn_away) {
        return true;
      }
    }
    return false;
  }

  const Model& model_;
  const PeriodEstimates& periods_;
  const ScopeLayout& layout_;
  std::vector<OpenHours> hours_;
  std::vector<double> usual_;
};

}  // namespace

IntervalTable required_table(const Model& model,
                             const PeriodEstimates& periods,
                             const std::vector<std::string>& scopes,
                             const ScopeLayout& layout) {
  IntervalTable table{.measure = std::string(kRequiredStaff),
                      .unit = "reps",
                      .scopes = {scopes.front()},
                      .means = {},
                      .half_widths = {}};
  for (std::size_t t = 0; t < layout.tiers; ++t) {
    table.scopes.push_back(scopes[layout.of_tier(t)]);
  }
  const Tiers tiers(model, periods, layout);
  for (std::size_t p = 0; p < periods.starts.size(); ++p) {
    const std::size_t desk = table.means.size();
    table.means.push_back(0.0);
    table.half_widths.push_back(0.0);
    for (std::size_t t = 0; t < layout.tiers; ++t) {
      const Need need = tiers.need(t, p);
      table.means.push_back(need.reps);
      table.half_widths.push_back(need.half_width);
      table.means[desk] += need.reps;
      table.half_widths[desk] += need.half_width;
    }
  }
  return table;
}

}  // namespace tiermix
