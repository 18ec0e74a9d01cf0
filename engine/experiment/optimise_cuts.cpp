#include "engine/experiment/optimise_cuts.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace tiermix {
namespace {

constexpr int kRounds = 40;
// So many in a row that bring nothing end it, where there is a point that keeps the constraints.
constexpr int kInVain = 4;
constexpr int kMostNodes = 500;
constexpr double kGap = 1e-3;
// What a plane lacks, in steps of the variable that it weighs most, costs so many dearest steps.
constexpr double kPenalty = 100.0;

double weigh(const ProgramRow& row, const LatticePoint& point) {
  double sum = 0.0;
  for (std::size_t i = 0; i < point.size(); ++i) {
    sum += row.weights[i] * point[i];
  }
  return sum;
}

// Whether some point of the box misses the row.
bool can_bind(const ProgramRow& row, const IntegerProgram& box) {
  double least = 0.0;
  for (std::size_t i = 0; i < row.weights.size(); ++i) {
    least += row.weights[i] * (row.weights[i] > 0.0 ? box.lower[i] : box.upper[i]);
  }
  return least < row.at_least;
}

std::int32_t distance(const LatticePoint& a, const LatticePoint& b) {
  std::int32_t most = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    most = std::max(most, std::abs(a[i] - b[i]));
  }
  return most;
}

double steepest_of(const std::vector<double>& values) {
  double most = 0.0;
  for (const double value : values) {
    most = std::max(most, std::abs(value));
  }
  return most;
}

// A step up in each variable, or where there is none a step down.
std::vector<LatticePoint> steps_from(const LatticePoint& point,
                                     const std::vector<std::int32_t>& sizes) {
  std::vector<LatticePoint> stepped(point.size(), point);
  for (std::size_t i = 0; i < point.size(); ++i) {
    stepped[i][i] += point[i] + 1 < sizes[i] ? 1 : sizes[i] > 1 ? -1 : 0;
  }
  return stepped;
}

// Of a step in each variable; 0 where there is none, or no value.
std::vector<double> slopes_of(const LatticePoint& point,
                              const std::vector<LatticePoint>& stepped,
                              const std::function<double(const LatticePoint&)>& value) {
  const double here = value(point);
  std::vector<double> slopes(point.size());
  for (std::size_t i = 0; i < point.size(); ++i) {
    const std::int32_t step = stepped[i][i] - point[i];
    const double slope = step != 0 ? (value(stepped[i]) - here) / step : 0.0;
    slopes[i] = std::isnan(slope) ? 0.0 : slope;
  }
  return slopes;
}

}  // namespace

CuttingPlanes::CuttingPlanes(Ledger& ledger, std::vector<bool> counts, std::uint64_t budget)
    : ledger_(ledger), counts_(std::move(counts)), budget_(budget) {}

void CuttingPlanes::improve(LatticePoint& best, std::uint32_t count) {
  count_ = count;
  cut_at_.clear();
  std::int32_t radius = std::max(1, widest() / 4);
  cost_ = cut_at(best);
  if (!score(best).usable) {
    return;
  }
  int in_vain = 0;
  for (int round = 0; round < kRounds && radius > 0 && in_vain < kInVain; ++round) {
    move_back();
    const std::optional<LatticePoint> next = cheapest_near(best, radius);
    if (!next || cut_at_.contains(*next) || gain(best, *next) < worth_while(best)) {
      radius /= 2;
      continue;
    }
    std::vector<double> cost = cut_at(*next);
    in_vain += keeps(best) ? 1 : 0;
    if (score(*next).is_better_than(score(best))) {
      best = *next;
      cost_ = std::move(cost);
      ledger_.set_best(best);
      in_vain = 0;
    }
  }
}

// Returns what a step up in each variable costs there.
std::vector<double> CuttingPlanes::cut_at(const LatticePoint& point) {
  std::vector<LatticePoint> stepped = steps_from(point, ledger_.design().sizes);
  stepped.push_back(point);
  ledger_.require(stepped, count_, Ledger::Stream::search, budget_);
  cut_at_.insert(point);
  if (!score(point).usable) {
    return {};
  }
  for (LatticePoint& other : stepped) {
    other = score(other).usable ? other : point;  // no step where there is nothing to compare with
  }
  for (std::size_t c = 0; c <= counts_.size(); ++c) {
    if (c == counts_.size() ? !ledger_.is_allowed(point) : counts_[c]) {
      const auto value = [&](const LatticePoint& other) { return margin(other, c); };
      add_plane(c, point, value(point), slopes_of(point, stepped, value));
    }
  }
  return slopes_of(
      point, stepped, [&](const LatticePoint& other) { return score(other).objective; });
}

// Scaled, so that what is lacking is in steps.
void CuttingPlanes::add_plane(std::size_t constraint,
                              const LatticePoint& point,
                              double margin,
                              std::vector<double> slopes) {
  const double scale = steepest_of(slopes);
  if (std::isnan(margin) || !(scale > 0.0)) {
    return;
  }
  for (double& slope : slopes) {
    slope /= scale;
  }
  Plane plane{.from = point,
              .row = {.weights = std::move(slopes), .at_least = 0.0, .kind = constraint}};
  plane.row.at_least = weigh(plane.row, point) - margin / scale;
  planes_.push_back(std::move(plane));
}

// No plane cuts off what is known to keep its constraint.
void CuttingPlanes::move_back() {
  for (const auto& [point, known] : ledger_.points()) {
    if (point.empty() || !ledger_.has(point, count_)) {
      continue;
    }
    for (Plane& plane : planes_) {
      const double there = weigh(plane.row, point);
      if (there < plane.row.at_least && margin(point, plane.row.kind) >= 0.0) {
        plane.row.at_least = there;
      }
    }
  }
}

// What no plane weighs and costs nothing stays as it is.
std::optional<LatticePoint> CuttingPlanes::cheapest_near(const LatticePoint& centre,
                                                         std::int32_t radius) const {
  IntegerProgram program;
  for (std::size_t i = 0; i < centre.size(); ++i) {
    const std::int32_t way = cost_[i] == 0.0 && !is_weighed(i) ? 0 : radius;
    program.lower.push_back(std::max(0, centre[i] - way));
    program.upper.push_back(std::min(ledger_.design().sizes[i] - 1, centre[i] + way));
  }
  program.cost = cost_;
  for (const Plane& plane : planes_) {
    if (distance(plane.from, centre) <= radius && can_bind(plane.row, program)) {
      program.rows.push_back(plane.row);
    }
  }
  program.gap = kGap;
  program.penalty = kPenalty * std::max(steepest_of(cost_), 1e-9);
  return solve(program, kMostNodes);
}

bool CuttingPlanes::is_weighed(std::size_t variable) const {
  return std::ranges::any_of(
      planes_, [&](const Plane& plane) { return plane.row.weights[variable] != 0.0; });
}

bool CuttingPlanes::keeps(const LatticePoint& point) const {
  return ledger_.is_allowed(point) && score(point).shortfall == 0.0;
}

// Of the objective, by the slopes at the best; where that may not be chosen any other may gain.
double CuttingPlanes::gain(const LatticePoint& best, const LatticePoint& next) const {
  if (next != best && !keeps(best)) {
    return HUGE_VAL;
  }
  double gain = 0.0;
  for (std::size_t i = 0; i < best.size(); ++i) {
    gain += cost_[i] * (best[i] - next[i]);
  }
  return gain;
}

// A quarter of the difference that is worth telling apart.
double CuttingPlanes::worth_while(const LatticePoint& best) const {
  const Indifference& indifference = ledger_.design().indifference;
  return indifference.value / 4.0 * (indifference.relative ? std::abs(score(best).objective) : 1.0);
}

LatticeScore CuttingPlanes::score(const LatticePoint& point) const {
  return ledger_.score(point, count_, counts_);
}

double CuttingPlanes::margin(const LatticePoint& point, std::size_t constraint) const {
  return constraint == counts_.size() ? -ledger_.at(point).search.overload
                                      : ledger_.margin(point, constraint, count_);
}

std::int32_t CuttingPlanes::widest() const {
  return *std::ranges::max_element(ledger_.design().sizes);
}

}  // namespace tiermix
