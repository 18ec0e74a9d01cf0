#include "engine/experiment/optimise.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/experiment/optimise_final.hpp"
#include "engine/experiment/optimise_ledger.hpp"
#include "engine/experiment/optimise_search.hpp"

namespace tiermix {
namespace {

// The rest of the budget is for the final.
constexpr double kSearchPart = 0.6;

void check_design(const OptimumDesign& design) {
  TIERMIX_EXPECTS(!design.sizes.empty() && !design.starts.empty());
  TIERMIX_EXPECTS(std::ranges::all_of(design.sizes, [](std::int32_t size) { return size > 0; }));
  for (const LatticePoint& start : design.starts) {
    TIERMIX_EXPECTS(start.size() == design.sizes.size());
    for (std::size_t i = 0; i < start.size(); ++i) {
      TIERMIX_EXPECTS(start[i] >= 0 && start[i] < design.sizes[i]);
    }
  }
  TIERMIX_EXPECTS(design.level > 0.5 && design.level < 1.0 && design.tolerance > 0.0);
  TIERMIX_EXPECTS(design.indifference.value > 0.0 && design.first_stage >= 2);
  TIERMIX_EXPECTS(design.first_replications >= 2 && design.search_replications >= 2 &&
                  design.search_replications < kFreshReplications);
}

Finalist unknown_at(const LatticePoint& point) {
  Finalist finalist;
  finalist.point = point;
  return finalist;
}

class Optimisation {
 public:
  Optimisation(const OptimumDesign& design,
               const PointSource& sampler,
               const Ledger::Report& report)
      : design_(design), ledger_(design, sampler, report) {}

  Optimum run() {
    try {
      solve();
    } catch (const OptimumStopped&) {
      optimum_.end = OptimumEnd::interrupted;
    }
    count_up();
    return std::move(optimum_);
  }

 private:
  [[nodiscard]] std::vector<bool> every_constraint() const {
    return std::vector<bool>(design_.constraints.size(), true);
  }

  [[nodiscard]] std::vector<bool> all_but(std::size_t target) const {
    std::vector<bool> others = every_constraint();
    for (std::size_t c = 0; c < others.size(); ++c) {
      others[c] = design_.target_of(c) != target;
    }
    return others;
  }

  // At which the intervals of the constraints of one target hold together.
  [[nodiscard]] double level_of(std::size_t constraint) const {
    std::size_t together = 0;
    for (std::size_t c = 0; c < design_.constraints.size(); ++c) {
      together += design_.target_of(c) == design_.target_of(constraint) ? 1U : 0U;
    }
    return joint_level(design_.level, together);
  }

  void solve() {
    const auto search_budget =
        static_cast<std::uint64_t>(kSearchPart * static_cast<double>(design_.max_replications));
    LatticeSearch search(ledger_, every_constraint(), search_budget);
    bool whole = true;
    try {
      search.run();
    } catch (const BudgetSpent&) {
      whole = false;
    }
    optimum_.search_replications = ledger_.replications();
    best_ = search.best();
    found_ = best_;
    ledger_.set_best(best_);
    if (!ledger_.has(best_, 2)) {
      tell_nothing();
      return;
    }
    race(whole);
  }

  // Not one point of the starts is a scenario, or the budget does not even hold those.
  void tell_nothing() {
    optimum_.end = ledger_.replications() == 0 ? OptimumEnd::undecided : OptimumEnd::infeasible;
    optimum_.finalists.push_back(unknown_at(best_));
  }

  void race(bool whole) {
    ledger_.set_phase(OptimumProgress::Phase::final_stage);
    FinalRace race(ledger_, unscreened(ledger_, best_));
    try {
      race.run();
      simulate_base(race.leader());
    } catch (const BudgetSpent&) {
      whole = false;
    }
    optimum_.indifference = race.indifference();
    for (std::size_t c = 0; c < design_.constraints.size(); ++c) {
      optimum_.tolerances.push_back(ledger_.tolerance(c));
    }
    take_finalists(race);
    optimum_.overload = ledger_.at(best_).search.overload;
    const bool found = optimum_.leader().fate == Fate::keeps && optimum_.overload == 0.0;
    optimum_.end = race.decided() && whole && found ? OptimumEnd::decided
                   : race.decided() && whole        ? OptimumEnd::infeasible
                                                    : OptimumEnd::undecided;
    optimum_.final_replications = ledger_.replications() - optimum_.search_replications;
    take_base();
    find_front();
    if (optimum_.end == OptimumEnd::decided && design_.prices) {
      find_prices();
    }
  }

  void simulate_base(const LatticePoint& leader) {
    const std::uint32_t count = ledger_.at(leader).fresh.replications;
    const std::vector<LatticePoint> base(1);
    ledger_.require(base, count, Ledger::Stream::fresh, UINT64_MAX);
  }

  [[nodiscard]] Finalist finalist_at(const LatticePoint& point, const LatticePoint& leader) const {
    Finalist finalist = unknown_at(point);
    finalist.replications = ledger_.at(point).fresh.replications;
    const Influences own = ledger_.fresh_influences(point, 0);
    finalist.objective = estimate_of(own, design_.level);
    finalist.difference =
        paired_difference(ledger_.fresh_influences(leader, 0), own, design_.level);
    for (std::size_t c = 0; c < design_.constraints.size(); ++c) {
      finalist.constraints.push_back(
          estimate_of(ledger_.fresh_influences(point, c + 1), level_of(c)));
    }
    return finalist;
  }

  void take_finalists(const FinalRace& race) {
    const LatticePoint leader = race.leader();
    best_ = leader;
    std::vector<Finalist>& all = optimum_.finalists;
    for (std::size_t i = 0; i < race.points().size(); ++i) {
      const LatticePoint& point = race.points()[i];
      if (ledger_.at(point).fresh.replications == 0) {
        continue;
      }
      Finalist finalist = finalist_at(point, leader);
      finalist.fate = race.fate(i);
      all.insert(point == leader ? all.begin() : all.end(), std::move(finalist));
    }
    if (all.empty()) {
      all.push_back(unknown_at(leader));
      return;
    }
    std::stable_sort(all.begin() + 1, all.end(), [this](const Finalist& a, const Finalist& b) {
      return design_.better == Better::lower ? a.objective.mean < b.objective.mean
                                             : a.objective.mean > b.objective.mean;
    });
  }

  void take_base() {
    const auto base = ledger_.points().find({});
    const bool known = base != ledger_.points().end() && base->second.fresh.replications > 0;
    if (known && optimum_.leader().replications > 0) {
      optimum_.base = finalist_at({}, best_);
    }
  }

  // The target with the least to spare, relative to its value.
  [[nodiscard]] std::optional<std::size_t> tightest() const {
    std::optional<std::size_t> tightest;
    double least = std::numeric_limits<double>::infinity();
    const std::vector<Estimate>& values = optimum_.leader().constraints;
    for (std::size_t c = 0; c < values.size(); ++c) {
      const double spare = margin_of(design_.constraints[c], values[c].mean) / ledger_.tolerance(c);
      if (spare < least) {
        least = spare;
        tightest = design_.target_of(c);
      }
    }
    return tightest;
  }

  [[nodiscard]] std::size_t first_of(std::size_t target) const {
    std::size_t c = 0;
    while (design_.target_of(c) != target) {
      ++c;
    }
    return c;
  }

  // Of the constraints of a target, which differ in nothing but their time.
  [[nodiscard]] double tightest_value(const LatticePoint& point,
                                      std::size_t target,
                                      std::uint32_t count) const {
    const std::size_t first = first_of(target);
    double value = ledger_.search_influences(point, first + 1, count).value;
    for (std::size_t c = first + 1;
         c < design_.constraints.size() && design_.target_of(c) == target;
         ++c) {
      const double own = ledger_.search_influences(point, c + 1, count).value;
      const Aim& aim = design_.constraints[c];
      value = margin_of(aim, own) < margin_of(aim, value) ? own : value;
    }
    return value;
  }

  void find_front() {
    optimum_.tightest = tightest();
    if (!optimum_.tightest) {
      return;
    }
    const std::size_t tight = *optimum_.tightest;
    const std::uint32_t count = design_.search_replications;
    const std::vector<bool> others = all_but(tight);
    std::vector<FrontPoint> front;
    for (const auto& [point, known] : ledger_.points()) {
      if (!point.empty() && ledger_.has(point, count) && ledger_.is_allowed(point) &&
          ledger_.score(point, count, others).shortfall == 0.0) {
        front.push_back({.point = point,
                         .objective = ledger_.search_influences(point, 0, count).value,
                         .constrained = tightest_value(point, tight, count)});
      }
    }
    const double sign = design_.better == Better::lower ? 1.0 : -1.0;
    std::ranges::stable_sort(front, [sign](const FrontPoint& a, const FrontPoint& b) {
      return sign * a.objective < sign * b.objective;
    });
    double reached = -std::numeric_limits<double>::infinity();
    const Aim& aim = design_.constraints[first_of(tight)];
    for (FrontPoint& point : front) {
      const double margin = margin_of(aim, point.constrained);
      if (margin > reached) {
        reached = margin;
        optimum_.front.push_back(std::move(point));
      }
    }
  }

  void find_prices() {
    ledger_.set_phase(OptimumProgress::Phase::prices);
    optimum_.priced = found_;
    const std::uint32_t count = optimum_.leader().replications;
    try {
      for (std::size_t t = 0; t < design_.target_count(); ++t) {
        LatticeSearch search(ledger_, all_but(t), design_.max_replications);
        search.run_from(found_);
        const LatticePoint& point = search.best();
        if (!ledger_.at(point).valid) {
          continue;  // only where next_wave() follows what is not known yet
        }
        ledger_.require(std::vector<LatticePoint>{point, found_},
                        count,
                        Ledger::Stream::fresh,
                        design_.max_replications);
        optimum_.prices.push_back({.point = point,
                                   .binding = point != found_,
                                   .change = finalist_at(point, found_).difference});
      }
    } catch (const BudgetSpent&) {
      optimum_.prices.clear();
    }
  }

  void count_up() {
    if (!best_.empty()) {
      for (const LatticePoint& point : neighbours_of(best_, design_.sizes)) {
        const auto found = ledger_.points().find(point);
        ++optimum_.neighbours;
        optimum_.neighbours_visited += found == ledger_.points().end() ? 0U : 1U;
      }
    }
    for (const auto& [point, known] : ledger_.points()) {
      optimum_.invalid += known.valid ? 0U : 1U;
      optimum_.visited += known.valid && !point.empty() ? 1U : 0U;
      optimum_.cases += known.search.cases + known.fresh.cases;
      optimum_.events += known.search.events + known.fresh.events;
    }
    optimum_.final_replications = ledger_.replications() - optimum_.search_replications;
    optimum_.digest = ledger_.digest();
  }

  const OptimumDesign& design_;
  Ledger ledger_;
  Optimum optimum_;
  LatticePoint best_;
  LatticePoint found_;  ///< by the search
};

}  // namespace

Optimum optimise(const OptimumDesign& design,
                 const PointSource& sampler,
                 const std::function<void(const OptimumProgress&)>& report) {
  check_design(design);
  return Optimisation(design, sampler, report).run();
}

}  // namespace tiermix
