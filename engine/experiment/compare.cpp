#include "engine/experiment/compare.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/base/digest.hpp"
#include "engine/estimate/unknown.hpp"
#include "engine/experiment/choice.hpp"
#include "engine/experiment/direction.hpp"
#include "engine/experiment/infer.hpp"
#include "engine/experiment/influences.hpp"
#include "engine/experiment/kept.hpp"
#include "engine/experiment/runner.hpp"

namespace tiermix {
namespace {

// Collects replications of all alternatives, replication by replication.
class Rounds {
 public:
  Rounds(std::span<const Plan> plans,
         const ComparisonDesign& design,
         const std::function<bool(const Progress&)>& report)
      : plans_(plans), report_(report) {
    comparison_.design = design;
    comparison_.replications.resize(plans.size());
    for (const Plan& plan : plans) {
      comparison_.layouts.push_back(plan.layout());
    }
  }

  [[nodiscard]] const std::vector<std::vector<Observations>>& replications() const {
    return comparison_.replications;
  }

  /// Runs the alternatives that are `needed` until each has so many. False where the run was
  /// stopped before. Throws where a replication failed.
  bool run_to(std::uint32_t target, const std::vector<bool>& needed) {
    std::vector<Job> jobs;
    std::vector<std::size_t> owners;
    for (std::uint32_t r = 0; r < target; ++r) {
      for (std::size_t i = 0; i < plans_.size(); ++i) {
        if (needed[i] && r >= replications()[i].size()) {
          jobs.push_back({.plan = &plans_[i],
                          .seed = comparison_.design.seed,
                          .replication = r,
                          .number = static_cast<std::uint32_t>(i)});
          owners.push_back(i);
        }
      }
    }
    const auto planned = static_cast<std::uint32_t>(done_ + jobs.size());
    Keeper* const keeper = comparison_.design.keeper;
    if (keeper != nullptr) {
      keeper->look(target);
    }
    return complete_jobs(
        jobs,
        comparison_.design.threads,
        [&](std::size_t job, Finished&& finished) {
          take(owners[job], std::move(finished));
          return !report_ || report_(Progress{done_, planned});
        },
        keeper);
  }

  Comparison finish() {
    comparison_.digest = digest_.value();
    for (const std::vector<Observations>& own : comparison_.replications) {
      comparison_.estimates.push_back(
          own.empty()
              ? std::vector<MeasureEstimate>()
              : estimate_measures(own, comparison_.design.level, comparison_.design.threads));
    }
    return std::move(comparison_);
  }

 private:
  void take(std::size_t alternative, Finished finished) {
    digest_.add(finished.digest);
    comparison_.events += finished.observations.events;
    finished.observations.drop_intervals();
    finished.observations.drop_months();
    comparison_.replications[alternative].push_back(std::move(finished.observations));
    ++done_;
  }

  std::span<const Plan> plans_;
  const std::function<bool(const Progress&)>& report_;
  std::uint32_t done_ = 0;
  Digest digest_;
  Comparison comparison_;
};

double confidence_each(const ComparisonDesign& design) {
  return joint_level(design.level, std::max<std::size_t>(design.by.size(), 1));
}

// Whether the difference of an alternative from the base is as precise as asked, by every measure
// of the design (Law 2015, 9.4.1: relative error precision / (1 + precision)).
bool is_precise(const std::vector<std::vector<Observations>>& replications,
                std::size_t alternative,
                const ComparisonDesign& design) {
  if (design.precision <= 0.0) {
    return true;
  }
  const double level = joint_level(design.level, replications.size() - 1);
  return std::ranges::all_of(design.by, [&](std::size_t measure) {
    const Influences base = influences_of(replications[0], measure, ScopeLayout::all());
    const Influences own = influences_of(replications[alternative], measure, ScopeLayout::all());
    const double half_width = paired_difference(base, own, level).estimate.half_width;
    const double asked = design.precision / (1.0 + design.precision) * std::abs(base.value);
    return std::isnan(base.value) || std::isnan(own.value) || half_width <= asked;
  });
}

std::uint32_t quarter_more(std::uint32_t done, std::uint32_t most) {
  return std::min(most, done + std::max<std::uint32_t>(10, done / 4));
}

// What is left to do after a look.
struct Remainder {
  std::vector<bool> needed;
  bool precise = true;

  [[nodiscard]] bool complete() const {
    return std::ranges::none_of(needed, [](bool n) { return n; });
  }
};

Remainder remainder_of(const Rounds& rounds,
                       const std::vector<Race>& races,
                       const ComparisonDesign& design) {
  Remainder remainder;
  const std::size_t alternatives = rounds.replications().size();
  remainder.needed.resize(alternatives);
  for (std::size_t i = 0; i < alternatives; ++i) {
    const bool precise = i == 0 || is_precise(rounds.replications(), i, design);
    remainder.precise = remainder.precise && precise;
    remainder.needed[i] =
        !precise || std::ranges::any_of(races, [i](const Race& race) { return race.needs(i); });
  }
  // Every difference is one from the base.
  remainder.needed[0] = !remainder.complete();
  return remainder;
}

// Who is in front by the estimates, where no procedure says so.
std::size_t leader(std::span<const Influences> alternatives, Better better) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < alternatives.size(); ++i) {
    const double gain = (alternatives[i].value - alternatives[best].value) *
                        (better == Better::higher ? 1.0 : -1.0);
    best =
        gain > 0.0 || (std::isnan(alternatives[best].value) && !std::isnan(alternatives[i].value))
            ? i
            : best;
  }
  return best;
}

void add_choices(Comparison& comparison, const std::vector<Race>& races) {
  const ComparisonDesign& design = comparison.design;
  for (std::size_t c = 0; c < design.by.size(); ++c) {
    const std::size_t measure = design.by[c];
    std::vector<Influences> effects;
    effects.reserve(comparison.replications.size());
    for (const std::vector<Observations>& own : comparison.replications) {
      effects.push_back(influences_of(own, measure, ScopeLayout::all()));
    }
    Choice choice =
        races.empty()
            ? Choice{.measure = measure,
                     .better = better_of(measures()[measure].name).value_or(Better::lower),
                     .confidence = confidence_each(design),
                     .eliminated = {},
                     .behind_best = {}}
            : races[c].result();
    if (choice.eliminated.empty()) {
      choice.eliminated.resize(effects.size());
      choice.best = leader(effects, choice.better);
    }
    choice.behind_best = behind_best(effects, choice.better, choice.confidence);
    comparison.choices.push_back(std::move(choice));
  }
}

std::vector<bool> all(std::span<const Plan> plans) { return std::vector<bool>(plans.size(), true); }

struct Ended {
  bool complete = true;  ///< not stopped by the observer
  bool precise = true;
};

// Looks until the races are over and the differences precise, or the budget is spent.
Ended run_races(Rounds& rounds,
                std::vector<Race>& races,
                const ComparisonDesign& design,
                std::vector<bool> needed) {
  for (const std::size_t measure : design.by) {
    races.emplace_back(measure, confidence_each(design), design);
  }
  std::uint32_t look = std::min(design.first_look, design.max_replications);
  while (rounds.run_to(look, needed)) {
    for (Race& race : races) {
      race.update(rounds.replications());
    }
    Remainder remainder = remainder_of(rounds, races, design);
    if (remainder.complete() || look == design.max_replications) {
      return {.complete = true, .precise = remainder.precise};
    }
    needed = std::move(remainder.needed);
    look = quarter_more(look, design.max_replications);
  }
  return {.complete = false, .precise = false};
}

void check_design(std::span<const Plan> plans, const ComparisonDesign& design) {
  TIERMIX_EXPECTS(plans.size() >= 2 && !design.by.empty());
  TIERMIX_EXPECTS(design.level > 0.5 && design.level < 1.0 && design.indifference.value > 0.0);
  TIERMIX_EXPECTS(design.replications > 0 ||
                  (design.first_look >= 2 && design.max_replications >= 2));
  for (const Plan& plan : plans) {
    TIERMIX_EXPECTS(plan.warm_up.us == plans[0].warm_up.us &&
                    plan.horizon.us == plans[0].horizon.us);
  }
}

}  // namespace

Comparison compare(std::span<const Plan> plans,
                   const ComparisonDesign& design,
                   const std::function<bool(const Progress&)>& report) {
  check_design(plans, design);
  Rounds rounds(plans, design, report);
  std::vector<Race> races;
  const bool fixed = design.replications > 0;
  const Ended ended = fixed ? Ended{.complete = rounds.run_to(design.replications, all(plans))}
                            : run_races(rounds, races, design, all(plans));
  Comparison comparison = rounds.finish();
  comparison.interrupted = !ended.complete;
  comparison.precision_reached = ended.complete && ended.precise;
  if (std::ranges::none_of(comparison.replications, [](const auto& own) { return own.empty(); })) {
    add_choices(comparison, races);
  }
  comparison.decided =
      ended.complete &&
      (fixed || std::ranges::all_of(races, [](const Race& r) { return r.decided(); }));
  return comparison;
}

Contrast contrast(const Comparison& comparison,
                  std::size_t measure,
                  std::span<const std::optional<std::size_t>> scopes) {
  const std::size_t alternatives = comparison.replications.size();
  TIERMIX_EXPECTS(scopes.size() == alternatives && alternatives >= 2);
  std::vector<Influences> effects;
  effects.reserve(alternatives);
  for (std::size_t i = 0; i < alternatives; ++i) {
    const std::vector<Observations>& own = comparison.replications[i];
    const std::optional<std::size_t> scope = scopes[i];
    effects.push_back(scope.has_value() ? influences_of(own, measure, scope.value())
                                        : Influences{.value = kUnknown,
                                                     .effects = std::vector<double>(own.size())});
  }
  Contrast result;
  const double level = joint_level(comparison.design.level, alternatives - 1);
  for (std::size_t i = 1; i < alternatives; ++i) {
    result.differences.push_back(paired_difference(effects[0], effects[i], level));
  }
  const std::optional<Better> better = better_of(measures()[measure].name);
  result.probability_best =
      better ? probability_best(effects, *better) : std::vector<double>(alternatives, kUnknown);
  return result;
}

}  // namespace tiermix
