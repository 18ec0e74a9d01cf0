// A rep with a career: whether there is one, and what keeps the rep off the floor.

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/kernel/floor.hpp"
#include "engine/kernel/leaving.hpp"

namespace tiermix {

// Whether the rep comes to the floor now, when a shift begins; otherwise it is planned when.
bool Floor::comes(std::uint32_t rep) {
  RepDuty& duty = duties_.of(rep);
  if (duty.comes) {
    return true;
  }
  if (careers_.review_is_due(now_)) {
    review_desk();
  }
  const ShiftPlan& shift = duties_.shift_of(duty);
  const bool was_off = reps_[rep].presence == RepPresence::away;
  if (!is_at_work(rep)) {
    duties_.miss_shift(rep, now_);
    return false;
  }
  const Instant arrives = std::max(shift.from + duties_.late_by(duty), now_);
  if (duties_.plan_of(duty).absence_paid) {
    count_paid(rep, Away::absence, now_, std::min(arrives, shift.to));
  }
  Instant on_floor = arrives;
  if (was_off && arrives < shift.to) {
    const OffFloor off = careers_.take_off(rep, arrives, duties_.paid_rest(duty, arrives));
    const Instant mentored = duties_.after_paid(duty, arrives, off.mentoring);
    on_floor = duties_.after_paid(duty, mentored, off.training);
    count_paid(rep, Away::mentoring, arrives, mentored);
    count_paid(rep, Away::training, mentored, on_floor);
    if (on_floor > arrives) {
      note_rep(Happening::trains, rep, in_hours(on_floor - now_));
    }
  }
  if (on_floor >= shift.to) {
    duties_.miss_shift(rep, now_);
    return false;
  }
  duty.comes = true;
  if (on_floor > now_) {
    duties_.starts().plan(rep, on_floor);
  }
  return on_floor == now_;
}

// Whether the place has somebody whom neither onboarding nor absence keeps away. One who is still
// on the floor from the last shift goes on without change.
bool Floor::is_at_work(std::uint32_t rep) {
  const RepDuty& duty = duties_.of(rep);
  const ShiftPlan& shift = duties_.shift_of(duty);
  const bool was_off = reps_[rep].presence == RepPresence::away;
  if (!(was_off ? settle_place(rep) : careers_.goes_on(rep, now_))) {
    release_own_line(rep);
    return false;
  }
  if (careers_.of(rep).ready > now_) {
    count_paid(rep, Away::onboarding, now_, shift.to);
    note_rep(Happening::trains, rep, in_hours(shift.to - now_));
    return false;
  }
  if (duties_.is_absent(duty)) {
    if (duties_.plan_of(duty).absence_paid) {
      count_paid(rep, Away::absence, now_, shift.to);
    }
    return false;
  }
  return true;
}

// Who comes and leaves is told when a shift shows it.
bool Floor::settle_place(std::uint32_t rep) {
  const Person before = careers_.of(rep);
  const bool is_here = careers_.settle(rep, now_, duties_.of(rep).shift_ended);
  const Person& after = careers_.of(rep);
  const bool is_another = before.owner != after.owner || before.nth != after.nth;
  if (before.here && (!is_here || is_another)) {
    note_rep(Happening::resigned, rep);
  }
  if (is_here && (!before.here || is_another)) {
    note_rep(Happening::joined, rep);
  }
  return is_here;
}

// At the end of a month or of the window.
void Floor::look_at_people() {
  for (std::uint32_t rep = 0; plan_.people.used && rep < plan_.reps; ++rep) {
    if (careers_.follow(rep)) {
      const bool off = reps_[rep].presence == RepPresence::away;
      careers_.look_at(rep, now_, off ? std::optional(duties_.of(rep).shift_ended) : std::nullopt);
    }
  }
}

void Floor::count_paid(std::uint32_t rep, Away as, Instant from, Instant to) {
  grade_counters_[reps_[rep].grade].away[static_cast<std::size_t>(as)] +=
      duties_.paid_time(duties_.of(rep), from, to);
}

// How ratings, occupancy and failed attempts since the last review act on the hazard of leaving.
// Cases of the warm-up are not rated and their attempts not counted: usual ones are assumed.
void Floor::review_desk() {
  enum What : std::uint8_t { at_work, on_floor, tried, failed, rated, rating_sum, size };
  std::vector<double> reading(plan_.tiers.size() * size);
  for (std::size_t t = 0; t < plan_.tiers.size(); ++t) {
    double* const own = &reading[t * size];
    own[at_work] = static_cast<double>(tier_counters_[t].busy.up_to(now_));
    own[tried] = static_cast<double>(tier_counters_[t].counts[Quantity::attempts]);
    own[failed] = static_cast<double>(tier_counters_[t].counts[Quantity::failed_attempts]);
    for (const ClassCounters& of_class : class_counters_) {
      own[rated] += static_cast<double>(of_class.counts[Quantity::ratings]);
      own[rating_sum] += 1e-6 * static_cast<double>(of_class.counts[Quantity::rating]);
    }
  }
  for (std::size_t k = 0; k < plan_.grades.size(); ++k) {
    const std::size_t tier = plan_.groups[plan_.grades[k].group].tier;
    reading[tier * size + on_floor] += static_cast<double>(grade_counters_[k].staffed.up_to(now_));
  }
  review_start_.resize(reading.size());
  std::vector<double> factors(plan_.tiers.size(), 1.0);
  for (std::size_t t = 0; plan_.attrition.given && t < plan_.tiers.size(); ++t) {
    const auto share = [&](What part, What whole, double usual) {
      const auto since = [&](What what) {
        return reading[t * size + what] - review_start_[t * size + what];
      };
      return since(whole) > 0.0 ? since(part) / since(whole) : usual;
    };
    factors[t] = leaving_factor(plan_.attrition,
                                share(rating_sum, rated, kUsualRating),
                                share(at_work, on_floor, 0.0),
                                share(failed, tried, 0.0));
  }
  review_start_ = std::move(reading);
  careers_.review(std::move(factors), now_);
}

}  // namespace tiermix
