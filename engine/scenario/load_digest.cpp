#include "engine/scenario/load_digest.hpp"

#include "engine/base/digest.hpp"

namespace tiermix {
namespace {

// add() of every part of the model; optional parts say whether they are there.
class ModelDigest {
 public:
  void add(const Model& model) {
    add(model.title);
    add(model.time);
    add(model.money);
    add(model.benchmark);
    add_all(model.profiles);
    add_all(model.shifts);
    add_all(model.classes);
    add_all(model.tiers);
    add_all(model.handlings);
    add_all(model.groups);
  }

  [[nodiscard]] std::uint64_t value() const { return digest_.value(); }

 private:
  void add(const std::string& text) { digest_.add(std::string_view(text)); }
  void add(double value) { digest_.add(value); }
  void add(int value) { digest_.add(static_cast<std::uint64_t>(value)); }
  void add(Duration d) { digest_.add(static_cast<std::uint64_t>(d.us)); }
  void add(const std::vector<double>& values) { digest_.add(std::span<const double>(values)); }

  template <class Enumeration>
    requires std::is_enum_v<Enumeration>
  void add(Enumeration value) {
    digest_.add(static_cast<std::uint64_t>(value));
  }

  template <class Part>
  void add(const std::optional<Part>& part) {
    digest_.add(std::uint64_t{part.has_value() ? 1U : 0U});
    if (part) {
      add(*part);
    }
  }

  template <class Part>
  void add_all(const std::vector<Part>& parts) {
    digest_.add(std::uint64_t{parts.size()});
    for (const Part& part : parts) {
      add(part);
    }
  }

  void add(const TimeFrame& time) {
    digest_.add(static_cast<std::uint64_t>(time.start.time_since_epoch().count()));
    add(time.warm_up);
    add(time.horizon);
    add(time.interval);
    add(time.drain);
    add(time.drain_limit);
  }

  void add(const Money& money) {
    add(money.currency);
    add(money.overhead_multiplier);
    add(money.overtime_premium);
    add(money.full_time_week);
  }

  void add(const BenchmarkChoice& choice) {
    add(choice.set);
    add_all(choice.segments);
  }

  void add(const Profile& profile) {
    add(profile.name);
    add(profile.weights);
  }

  void add(const Shift& shift) {
    add(shift.name);
    add_all(shift.spans);
  }

  void add(const Shift::Span& span) {
    add(span.from);
    add(span.to);
  }

  void add(const LawPhase& phase) {
    add(phase.probability);
    add(phase.mean);
  }

  void add(const Law& law) {
    add(law.family);
    add(law.mean);
    add(law.cv);
    add(law.shape);
    add_all(law.phases);
    add(law.values);
  }

  void add(const Series& series) {
    add(series.first);
    add(series.step);
    add(series.values);
  }

  void add(const Arrivals& arrivals) {
    add(arrivals.per_week);
    add(arrivals.profile);
    add(arrivals.series);
    add(arrivals.busyness_cv);
    add(arrivals.weekly_growth);
    add_all(arrivals.instants);
  }

  void add(const Patience& patience) { add(patience.law); }

  void add(const RouteShare& route) {
    add(route.tier);
    add(route.share);
  }

  void add(const CaseClass& one) {
    add(one.name);
    add(one.channel);
    add(one.arrivals);
    add(one.patience);
    add_all(one.enters_at);
    add(one.priority);
    add(one.complexity.alpha);
    add(one.complexity.beta);
    add(one.handle_time);
    add(one.reopening.probability);
    add(one.reopening.delay);
    add(one.reopening.window);
    add(one.answer_target);
  }

  void add(const ResolveCurve& curve) {
    add(curve.kind);
    add(curve.p);
    add(curve.f0);
    add(curve.b);
    add(curve.ability);
    add(curve.mean);
    add(curve.sd);
  }

  void add(const CustomerPending& pending) {
    add(pending.share);
    add(pending.delay);
  }

  void add(const Tier& tier) {
    add(tier.name);
    add(tier.handle_time);
    add(tier.resolve);
    add(tier.pending);
    add(tier.when_unresolved);
    add_all(tier.escalates_to);
    add(tier.queue_capacity);
  }

  void add(const Handling& handling) {
    add(handling.case_class);
    add(handling.tier);
    add(handling.handle_time);
    add(handling.resolve);
    add(handling.pending);
  }

  void add(const RepGroup& group) {
    add(group.name);
    add(group.tier);
    add(group.heads);
    add(group.series);
    add(group.shift);
    add(group.at_shift_end);
    add(group.loaded_cost_per_hour);
    add(group.shrinkage);
    add(group.payroll);
    add(group.speed);
    add(group.speed_spread);
  }

  Digest digest_;
};

}  // namespace

std::uint64_t digest_of(const Model& model) {
  ModelDigest digest;
  digest.add(model);
  return digest.value();
}

}  // namespace tiermix
