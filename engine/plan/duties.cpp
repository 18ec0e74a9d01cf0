// Rosters rep by rep: the shifts of every pattern of a group over the whole run.

#include <algorithm>
#include <chrono>
#include <map>

#include "engine/base/calendar.hpp"
#include "engine/base/check.hpp"
#include "engine/plan/parts.hpp"

namespace tiermix {
namespace {

using std::chrono::sys_days;

// A pattern begins so long before the run that a shift of the day before is not missed.
constexpr int kDaysBefore = 8;

const Shift& shift_named(const Model& model, const std::string& name) {
  const auto found = std::ranges::find(model.shifts, name, &Shift::name);
  TIERMIX_EXPECTS(found != model.shifts.end());
  return *found;
}

LocalClock clock_of(const Model& model, const RepGroup& group) {
  const auto site = std::ranges::find_if(
      model.sites, [&](const Site& s) { return group.site.has_value() && s.name == *group.site; });
  return {model.time.start, model.time.zone, site == model.sites.end() ? "" : site->zone};
}

bool is_off(const Holiday& holiday, const RepGroup& group) {
  return !holiday.staffed &&
         (holiday.sites.empty() ||
          (group.site.has_value() &&
           std::ranges::find(holiday.sites, *group.site) != holiday.sites.end()));
}

bool has_breaks(const Model& model, const RepGroup& group) {
  return group.shift.has_value() &&
         std::ranges::any_of(shift_named(model, *group.shift).spans,
                             [](const Shift::Span& span) { return !span.breaks.empty(); });
}

Away away_of(const Break& pause) {
  if (pause.kind == BreakKind::meeting || pause.kind == BreakKind::training) {
    return pause.paid ? Away::meeting : Away::unpaid_break;
  }
  return pause.paid ? Away::paid_break : Away::unpaid_break;
}

class Roster {
 public:
  Roster(const Model& model, const RepGroup& group, Instant end, DutyPlan& plan)
      : model_(model), group_(group), clock_(clock_of(model, group)), end_(end), plan_(plan) {
    for (const Holiday& holiday : model.holidays) {
      if (is_off(holiday, group)) {
        holidays_.insert(holidays_.end(), holiday.dates.begin(), holiday.dates.end());
      }
    }
  }

  void fill() {
    const std::size_t patterns = group_.rotation ? group_.rotation->shifts.size() : 1;
    const auto days = end_.us / kDay.us + 2;
    for (std::size_t k = 0; k < patterns; ++k) {
      plan_.patterns.emplace_back();
      for (int day = -kDaysBefore; day < days; ++day) {
        add_day(k, model_.time.start + std::chrono::days(day));
      }
    }
  }

 private:
  // What a pattern works on a day: a name of a shift, or empty.
  [[nodiscard]] std::string shift_on(std::size_t pattern, sys_days date) const {
    if (!group_.rotation) {
      return group_.shift.value_or("");
    }
    const sys_days monday =
        model_.time.start - (std::chrono::weekday(model_.time.start) - std::chrono::Monday);
    const std::int64_t every = group_.rotation->every.us / kDay.us;
    const std::int64_t days = (date - monday).count();
    const std::int64_t period = days / every - (days % every < 0 ? 1 : 0);
    const auto size = static_cast<std::int64_t>(group_.rotation->shifts.size());
    const std::int64_t turn = (static_cast<std::int64_t>(pattern) + period % size + size) % size;
    return group_.rotation->shifts[static_cast<std::size_t>(turn)];
  }

  void add_day(std::size_t pattern, sys_days date) {
    if (std::ranges::find(holidays_, date) != holidays_.end()) {
      return;
    }
    if (!group_.rotation && !group_.shift) {
      add(pattern, date, {.from = Duration{}, .to = kDay});
      return;
    }
    const std::string name = shift_on(pattern, date);
    if (name.empty()) {
      return;
    }
    const auto weekday = std::chrono::weekday(date).iso_encoding();
    const Duration midnight = static_cast<std::int64_t>(weekday - 1) * kDay;
    for (const Shift::Span& span : shift_named(model_, name).spans) {
      if (span.from >= midnight && span.from < midnight + kDay) {
        Shift::Span here = span;
        here.from = span.from - midnight;
        here.to = span.to - midnight;
        add(pattern, date, here);
      }
    }
  }

  void add(std::size_t pattern, sys_days date, const Shift::Span& span) {
    std::vector<ShiftPlan>& shifts = plan_.patterns[pattern];
    ShiftPlan shift;
    shift.from = clock_.at({date, span.from});
    shift.to = clock_.at({date, span.to});
    shift.day = static_cast<std::uint32_t>((date - model_.time.start).count());
    if (!shifts.empty()) {
      shift.from = std::max(shift.from, shifts.back().to);  // nobody is present twice
      shift.first_of_day = shifts.back().day != shift.day;
    }
    if (shift.to <= shift.from || shift.to <= Instant{} || shift.from >= end_) {
      return;
    }
    shift.first_break = first_break(span.breaks);
    shift.breaks = static_cast<std::uint32_t>(span.breaks.size());
    shifts.push_back(shift);
  }

  // Where the breaks of a span stand; the same span of another week has the same.
  std::uint32_t first_break(const std::vector<Break>& breaks) {
    std::vector<std::int64_t> key;
    for (const Break& pause : breaks) {
      key.insert(key.end(),
                 {pause.after.us,
                  pause.length.us,
                  pause.waves,
                  static_cast<std::int64_t>(away_of(pause))});
    }
    const auto [place, is_new] =
        known_.try_emplace(key, static_cast<std::uint32_t>(plan_.breaks.size()));
    for (std::size_t i = 0; is_new && i < breaks.size(); ++i) {
      plan_.breaks.push_back({breaks[i].after,
                              breaks[i].length,
                              static_cast<std::uint32_t>(std::max(breaks[i].waves, 1)),
                              away_of(breaks[i])});
    }
    return place->second;
  }

  const Model& model_;
  const RepGroup& group_;
  LocalClock clock_;
  Instant end_;
  DutyPlan& plan_;
  std::vector<sys_days> holidays_;
  std::map<std::vector<std::int64_t>, std::uint32_t> known_;
};

// The first `heads` reps are on the floor; each rep is a pattern of its own.
void fill_from_steps(const std::vector<HeadsChange>& changes, Instant end, DutyPlan& plan) {
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const Instant until = i + 1 < changes.size() ? changes[i + 1].at : end;
    plan.patterns.resize(std::max<std::size_t>(plan.patterns.size(), changes[i].heads));
    for (std::size_t rep = 0; rep < changes[i].heads; ++rep) {
      std::vector<ShiftPlan>& shifts = plan.patterns[rep];
      if (!shifts.empty() && shifts.back().to == changes[i].at) {
        shifts.back().to = until;
        continue;
      }
      ShiftPlan shift{.from = changes[i].at, .to = until};
      shift.day = static_cast<std::uint32_t>(changes[i].at.us / kDay.us);
      shift.first_of_day = shifts.empty() || shifts.back().day != shift.day;
      shifts.push_back(shift);
    }
  }
}

// Who works beside whom on a day, for leave that is spread evenly.
void number_days(DutyPlan& plan) {
  std::map<std::uint32_t, std::uint32_t> working;
  for (std::vector<ShiftPlan>& shifts : plan.patterns) {
    for (ShiftPlan& shift : shifts) {
      if (shift.first_of_day) {
        shift.place = working[shift.day]++;
      } else {
        shift.place = working[shift.day] - 1;
      }
    }
  }
  for (std::vector<ShiftPlan>& shifts : plan.patterns) {
    for (ShiftPlan& shift : shifts) {
      shift.working = working[shift.day];
    }
  }
}

// Who works the same shift, for breaks in waves.
void number_shifts(DutyPlan& plan) {
  std::map<std::pair<std::int64_t, std::int64_t>, std::uint32_t> together;
  const auto those_of = [&together](const ShiftPlan& shift) -> std::uint32_t& {
    return together[{shift.from.us, shift.to.us}];
  };
  for (std::vector<ShiftPlan>& shifts : plan.patterns) {
    for (ShiftPlan& shift : shifts) {
      shift.turn = those_of(shift)++;
    }
  }
  for (std::vector<ShiftPlan>& shifts : plan.patterns) {
    for (ShiftPlan& shift : shifts) {
      shift.beside = those_of(shift);
    }
  }
}

}  // namespace

bool needs_duties(const Model& model, const RepGroup& group, Instant end) {
  const Absence& a = group.absence;
  const bool own_rules = group.rotation || a.planned > 0.0 || a.unplanned > 0.0 || a.late > 0.0 ||
                         group.overtime || group.off_phone ||
                         group.at_shift_end == ShiftEnd::keep || has_breaks(model, group);
  if (group.series || own_rules) {
    return own_rules;
  }
  return std::ranges::any_of(model.holidays,
                             [&](const Holiday& holiday) { return is_off(holiday, group); }) ||
         (group.shift && !clock_of(model, group).is_plain(end));
}

DutyPlan compile_duties(const Model& model,
                        const RepGroup& group,
                        const std::vector<HeadsChange>& changes,
                        Instant end,
                        ShiftsOf shifts) {
  DutyPlan plan;
  const Absence& absence = group.absence;
  const bool daily = shifts == ShiftsOf::people || absence.planned > 0.0 ||
                     absence.unplanned > 0.0 || absence.late > 0.0 || !model.holidays.empty();
  if (group.series || (!group.shift && !group.rotation && !daily)) {
    fill_from_steps(changes, end, plan);
  } else {
    Roster(model, group, end, plan).fill();
  }
  number_days(plan);
  number_shifts(plan);
  plan.planned = absence.planned;
  plan.unplanned = absence.unplanned;
  plan.absence_paid = absence.paid;
  plan.late = absence.late;
  if (absence.late > 0.0) {
    plan.lateness = in_us(absence.lateness);
  }
  if (group.overtime) {
    plan.stays = true;
    plan.waiting_over = static_cast<std::uint32_t>(group.overtime->waiting_over);
    plan.at_most = group.overtime->at_most;
  }
  plan.keeps = group.at_shift_end == ShiftEnd::keep;
  if (group.off_phone) {
    plan.has_tasks = true;
    plan.task = in_us(*group.off_phone);
  }
  return plan;
}

double mean_paid_heads(const DutyPlan& plan, std::uint32_t reps, Instant from, Instant to) {
  const auto overlap = [&](Instant begin, Instant end) {
    const Instant first = std::max(begin, from);
    const Instant last = std::min(end, to);
    return first < last ? static_cast<double>((last - first).us) : 0.0;
  };
  double paid = 0.0;
  for (std::uint32_t rep = 0; rep < reps; ++rep) {
    for (const ShiftPlan& shift : plan.patterns[rep % plan.patterns.size()]) {
      paid += overlap(shift.from, shift.to);
      for (std::uint32_t b = 0; b < shift.breaks; ++b) {
        const BreakPlan& pause = plan.breaks[shift.first_break + b];
        if (pause.counts_as == Away::unpaid_break) {
          const Instant at = plan.due(shift, b, rep);
          paid -= overlap(at, at + pause.length);
        }
      }
    }
  }
  if (!plan.absence_paid) {
    paid *= (1.0 - plan.planned) * (1.0 - plan.unplanned);
  }
  return paid / static_cast<double>((to - from).us);
}

}  // namespace tiermix
