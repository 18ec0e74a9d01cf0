#include "engine/experiment/optimise_final.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

namespace tiermix {
namespace {

// Of all that screening says together; no part of the choice's confidence.
constexpr double kScreeningLevel = 0.99;

double indifference_about(const OptimumDesign& design, double objective) {
  constexpr double kLeast = 1e-12;  // of an objective that is zero
  const Indifference& zone = design.indifference;
  return std::max(kLeast, zone.value * (zone.relative ? std::abs(objective) : 1.0));
}

// What the linear forms can be, which weigh a replication by its denominator: at worst `heaviest`
// times as much as the mean one. Those of a quantile move too little for that to be known.
MarginRange margins_of(const Aim& aim, const Measure& measure, double heaviest) {
  if (measure.kind == MeasureKind::quantile) {
    return {};
  }
  MarginRange range{.worst = margin_of(aim, range_of(measure).low),
                    .best = margin_of(aim, range_of(measure).high)};
  if (!aim.at_least) {
    const bool counts = measure.unit == "1" || measure.unit == "cases";
    const double low = counts ? std::max(0.0, range_of(measure).low) : range_of(measure).low;
    range = {.worst = range.best, .best = margin_of(aim, low)};
  }
  range.worst = range.best - heaviest * (range.best - range.worst);
  return range;
}

// The greatest denominator of the first `count` replications over their mean.
double heaviest_of(const GoalColumn& column, std::size_t count) {
  const auto first =
      std::span(column.denominators).first(std::min(count, column.denominators.size()));
  double greatest = 0.0;
  double sum = 0.0;
  for (const double denominator : first) {
    greatest = std::max(greatest, denominator);
    sum += denominator;
  }
  return sum > 0.0 ? greatest * static_cast<double>(first.size()) / sum : 1.0;
}

// So many points at most are simulated anew.
constexpr std::size_t kMostFinalists = 16;

// What the search knows of a point, with the intervals at which screening is done.
struct Screened {
  LatticePoint point;
  std::uint32_t count = 0;
  Influences objective;
  bool breaks = false;
  bool keeps = false;
};

Screened look_at(const Ledger& ledger, const LatticePoint& point, double level) {
  Screened seen{.point = point, .count = ledger.at(point).search.replications, .objective = {}};
  seen.objective = ledger.search_influences(point, 0, seen.count);
  seen.keeps = !std::isnan(seen.objective.value);
  const std::vector<Aim>& aims = ledger.design().constraints;
  for (std::size_t c = 0; c < aims.size(); ++c) {
    const Estimate e = estimate_of(ledger.search_influences(point, c + 1, seen.count), level);
    const double worst = margin_of(aims[c], aims[c].at_least ? e.lower : e.upper);
    const double best = margin_of(aims[c], aims[c].at_least ? e.upper : e.lower);
    seen.breaks = seen.breaks || best < 0.0;
    seen.keeps = seen.keeps && worst >= ledger.tolerance(c);
  }
  return seen;
}

// By the indifference at least.
bool is_worse(const Influences& own,
              const Influences& other,
              const OptimumDesign& design,
              double level) {
  const Estimate e = paired_difference(other, own, level).estimate;
  const double zone = indifference_about(design, other.value);
  return design.better == Better::lower ? e.lower > zone : e.upper < -zone;
}

// Every point that may be chosen at all.
std::vector<Screened> look_at_all(const Ledger& ledger, double level) {
  std::vector<Screened> all;
  for (const auto& [point, known] : ledger.points()) {
    const bool counts = known.valid && known.search.replications >= 2;
    if (!point.empty() && counts && ledger.is_allowed(point)) {
      all.push_back(look_at(ledger, point, level));
    }
  }
  return all;
}

// The best that surely keeps all constraints, or nullptr.
const Screened* safest_of(const std::vector<Screened>& all, Better better) {
  const double sign = better == Better::lower ? 1.0 : -1.0;
  const Screened* safe = nullptr;
  for (const Screened& seen : all) {
    const double gain =
        safe == nullptr ? -1.0 : sign * (seen.objective.value - safe->objective.value);
    safe = seen.keeps && gain < 0.0 ? &seen : safe;
  }
  return safe;
}

bool is_out(const Screened& seen, const Screened* safe, const OptimumDesign& design, double level) {
  return std::isnan(seen.objective.value) || seen.breaks ||
         seen.count < design.search_replications ||
         (safe != nullptr && is_worse(seen.objective, safe->objective, design, level));
}

}  // namespace

std::vector<LatticePoint> unscreened(const Ledger& ledger, const LatticePoint& best) {
  if (!ledger.is_allowed(best)) {
    return {best};  // none is
  }
  const OptimumDesign& design = ledger.design();
  const std::size_t said = ledger.points().size() * (design.constraints.size() + 1);
  const double level = joint_level(kScreeningLevel, std::max<std::size_t>(said, 1));
  const std::vector<Screened> all = look_at_all(ledger, level);
  const Screened* safe = safest_of(all, design.better);
  std::vector<Screened> left;
  for (const Screened& seen : all) {
    if (seen.point != best && (&seen == safe || !is_out(seen, safe, design, level))) {
      left.push_back(seen);
    }
  }
  const double about = ledger.search_influences(best, 0, ledger.at(best).search.replications).value;
  std::ranges::stable_sort(left, {}, [about, safe](const Screened& seen) {
    const bool first = safe != nullptr && seen.point == safe->point;
    return first ? -1.0 : std::abs(seen.objective.value - about);
  });
  std::vector<LatticePoint> points{best};
  for (std::size_t i = 0; i < left.size() && points.size() < kMostFinalists; ++i) {
    points.push_back(left[i].point);
  }
  return points;
}

FinalRace::FinalRace(Ledger& ledger, std::vector<LatticePoint> points)
    : ledger_(ledger), points_(std::move(points)) {}

void FinalRace::run() {
  const OptimumDesign& design = ledger_.design();
  std::vector<LatticePoint> needed = points_;
  std::uint32_t look = design.first_stage;
  while (true) {
    ledger_.require(needed, look, Ledger::Stream::fresh, design.max_replications);
    if (!selection_) {
      begin();
    }
    if (selection_) {
      feed(look);
    }
    if (!selection_ || selection_->decided()) {
      return;
    }
    needed.clear();
    for (std::size_t i = 0; i < racing_.size(); ++i) {
      if (selection_->is_in(i)) {
        needed.push_back(points_[racing_[i]]);
      }
    }
    look += std::max<std::uint32_t>(10, look / 4);
  }
}

// The linear forms are those of the first stage: fixed, so that replications are independent.
void FinalRace::begin() {
  begun_ = true;
  const OptimumDesign& design = ledger_.design();
  const std::size_t goals = design.constraints.size() + 1;
  for (std::size_t i = 0; i < points_.size(); ++i) {
    std::vector<Linear> linear;
    bool whole = true;
    for (std::size_t g = 0; g < goals; ++g) {
      const GoalSamples& fresh = ledger_.at(points_[i]).fresh;
      linear.push_back(linear_of(fresh.goals[g], ledger_.measure(g), design.first_stage));
      whole = whole && std::isfinite(linear.back().value) && std::isfinite(linear.back().factor);
    }
    if (whole) {
      racing_.push_back(i);
      linear_.push_back(std::move(linear));
    }
  }
  if (racing_.empty()) {
    return;
  }
  // Relative to the point that the search chose.
  indifference_ = indifference_about(design, linear_.front()[0].value);
  ConstrainedRule rule{.confidence = design.level,
                       .indifference = indifference_,
                       .tolerances = {},
                       .first_stage = design.first_stage};
  for (std::size_t c = 0; c + 1 < goals; ++c) {
    rule.tolerances.push_back(ledger_.tolerance(c));
    double heaviest = 1.0;
    for (const std::size_t i : racing_) {
      const GoalColumn& column = ledger_.at(points_[i]).fresh.goals[c + 1];
      heaviest = std::max(heaviest, heaviest_of(column, design.first_stage));
    }
    rule.ranges.push_back(margins_of(design.constraints[c], ledger_.measure(c + 1), heaviest));
  }
  selection_.emplace(racing_.size(), std::move(rule));
}

void FinalRace::feed(std::uint32_t until) {
  if (!selection_) {
    return;
  }
  const OptimumDesign& design = ledger_.design();
  const double sign = design.better == Better::lower ? -1.0 : 1.0;
  const std::size_t constraints = design.constraints.size();
  std::vector<double> objectives(racing_.size());
  std::vector<double> margins(racing_.size() * constraints);
  for (std::uint32_t r = selection_->stage(); r < until && !selection_->decided(); ++r) {
    for (std::size_t i = 0; i < racing_.size(); ++i) {
      if (!selection_->is_in(i)) {
        continue;
      }
      const GoalSamples& fresh = ledger_.at(points_[racing_[i]]).fresh;
      const auto value = [&](std::size_t g) {
        return linear_value(linear_[i][g], fresh.goals[g], ledger_.measure(g), r);
      };
      objectives[i] = sign * value(0);
      for (std::size_t c = 0; c < constraints; ++c) {
        margins[i * constraints + c] = margin_of(design.constraints[c], value(c + 1));
      }
    }
    selection_->add(objectives, margins);
  }
}

Fate FinalRace::fate(std::size_t point) const {
  const auto found = std::ranges::find(racing_, point);
  if (!begun_ || !selection_ || found == racing_.end()) {
    return begun_ ? Fate::breaks : Fate::open;
  }
  return selection_->fate(static_cast<std::size_t>(found - racing_.begin()));
}

LatticePoint FinalRace::leader() const {
  if (selection_) {
    if (const std::optional<std::size_t> best = selection_->best()) {
      return points_[racing_[*best]];
    }
  }
  const OptimumDesign& design = ledger_.design();
  LatticePoint leader = points_.front();
  double least = 0.0;
  for (const LatticePoint& point : points_) {
    double shortfall = 0.0;
    for (std::size_t c = 0; c < design.constraints.size(); ++c) {
      if (ledger_.at(point).fresh.replications == 0) {
        return leader;
      }
      const double margin =
          margin_of(design.constraints[c], ledger_.fresh_influences(point, c + 1).value);
      shortfall += std::isnan(margin) ? 1e6 : std::max(0.0, -margin) / ledger_.tolerance(c);
    }
    if (point == points_.front() || shortfall < least) {
      least = shortfall;
      leader = point;
    }
  }
  return leader;
}

}  // namespace tiermix
