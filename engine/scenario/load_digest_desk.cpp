// The parts of a model on how customers come and come back, who is there when, and what is wanted.

#include "engine/scenario/load_digest.hpp"
#include "engine/scenario/load_digest_parts.hpp"

namespace tiermix {
namespace {

class DeskDigest : public PartDigest<DeskDigest> {
 public:
  using PartDigest::add;

  void add(const Model& model) {
    add(model.time.zone);
    add(model.demand.volume);
    add(model.demand.day_to_day);
    add(model.demand.between_classes);
    add_all(model.holidays);
    add_all(model.sites);
    add_all(model.opening_hours);
    add_all(model.targets);
    add_all(model.shifts);
    add_all(model.classes);
    add_all(model.groups);
  }

  void add(const Holiday& holiday) {
    add(holiday.name);
    add_all(holiday.dates);
    add(holiday.arrivals);
    add_all(holiday.sites);
    add(holiday.staffed);
  }

  void add(const Site& site) {
    add(site.name);
    add(site.zone);
  }

  void add(const OpeningHours& hours) {
    add(hours.name);
    add_all(hours.spans);
    add(hours.zone);
  }

  void add(const OpeningHours::Span& span) {
    add(span.from);
    add(span.to);
  }

  void add(const Target& target) {
    add(target.measure);
    add(target.scope);
    add(target.at_least);
    add(target.value);
    add(target.text);
  }

  void add(const Shift& shift) {
    for (const Shift::Span& span : shift.spans) {
      add_all(span.breaks);
    }
  }

  void add(const Break& one) {
    add(one.kind);
    add(one.after);
    add(one.length);
    add(one.paid);
    add(one.waves);
  }

  void add(const CaseClass& one) {
    add(std::span<const double>(one.arrivals.months));
    add(one.arrivals.batch_mean);
    add(one.arrivals.zone);
    add(one.redial);
    add_all(one.balking);
    add(one.callback);
    add(one.repeat_contact);
    add(one.backlog);
    add(one.opening_hours);
    add(one.target_clock);
    add(one.when_closed);
    add(one.score.start);
    add(one.score.per_hour);
  }

  void add(const Redial& redial) {
    add(redial.probability);
    add(redial.delay);
    add(redial.at_most);
  }

  void add(const BalkStep& step) {
    add(step.waiting_over);
    add(step.probability);
  }

  void add(const Callback& callback) {
    add(callback.waiting_over);
    add(callback.offered_after);
    add(callback.acceptance);
    add(callback.reached);
    add(callback.dial_time);
    add(callback.retry);
    add(callback.attempts);
  }

  void add(const RepeatContact& repeat) {
    add(repeat.probability);
    add(repeat.delay);
  }

  void add(const Backlog& backlog) {
    add(backlog.cases);
    add(backlog.age);
    add(backlog.tier);
    add_all(backlog.listed);
  }

  void add(const OpenCase& one) {
    add(one.age);
    add(one.tier);
  }

  void add(const RepGroup& group) {
    add(group.rotation);
    add(group.site);
    add(group.absence);
    add(group.overtime);
    add(group.off_phone);
    add_all(group.skills);
    add(group.chat.at_once);
    add(group.chat.output);
  }

  void add(const Rotation& rotation) {
    add_all(rotation.shifts);
    add(rotation.every);
  }

  void add(const Absence& absence) {
    add(absence.planned);
    add(absence.unplanned);
    add(absence.paid);
    add(absence.late);
    add(absence.lateness);
  }

  void add(const Overtime& overtime) {
    add(overtime.waiting_over);
    add(overtime.at_most);
  }

  void add(const GroupSkill& skill) {
    add(skill.case_class);
    add(skill.preference);
    add(skill.after);
    add(skill.idle_left);
    add(skill.interruptible);
    add(skill.speed);
    add(skill.ability);
  }
};

}  // namespace

std::uint64_t digest_of_desk(const Model& model) {
  DeskDigest digest;
  digest.add(model);
  return digest.value();
}

}  // namespace tiermix
