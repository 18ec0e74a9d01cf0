#include "engine/experiment/optimise_search.hpp"

#include <algorithm>
#include <utility>

namespace tiermix {
namespace {

// The first steps are an eighth of the range.
constexpr std::int32_t kCoarsest = 8;
// Points that the next sample path looks at again.
constexpr std::size_t kLeaders = 5;
// Up to so many variables, two steps of one against one of another are tried as well.
constexpr std::size_t kFewVariables = 4;
// With more than a few planes are cut; up to so many, one up and another down are tried.
constexpr std::size_t kPairedVariables = 16;

LatticeStep step_sum(const LatticeStep& a, const LatticeStep& b) {
  LatticeStep sum = a;
  for (std::size_t i = 0; i < sum.size(); ++i) {
    sum[i] += b[i];
  }
  return sum;
}

bool is_inside(const LatticePoint& point, const std::vector<std::int32_t>& sizes) {
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    if (point[i] < 0 || point[i] >= sizes[i]) {
      return false;
    }
  }
  return true;
}

LatticeStep twice(const LatticeStep& step) { return step_sum(step, step); }

}  // namespace

std::vector<LatticePoint> neighbours_of(const LatticePoint& point,
                                        const std::vector<std::int32_t>& sizes) {
  std::vector<LatticePoint> all;
  const auto add = [&](LatticePoint other) {
    if (is_inside(other, sizes)) {
      all.push_back(std::move(other));
    }
  };
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    for (const std::int32_t step : {-1, 1}) {
      LatticePoint other = point;
      other[i] += step;
      add(other);
      for (std::size_t j = 0; j < sizes.size(); ++j) {
        LatticePoint exchanged = other;
        exchanged[j] -= step;
        if (j != i && step > 0) {
          add(std::move(exchanged));
        }
      }
    }
  }
  return all;
}

LatticeSearch::LatticeSearch(Ledger& ledger, std::vector<bool> counts, std::uint64_t budget)
    : ledger_(ledger),
      counts_(std::move(counts)),
      budget_(budget),
      planes_(ledger, counts_, budget) {}

void LatticeSearch::run() {
  const OptimumDesign& design = ledger_.design();
  std::uint32_t count = std::min(design.first_replications, design.search_replications);
  best_ = design.starts.front();
  if (cuts()) {
    require_solver();  // before anything is simulated
  }
  require(design.starts, count);
  if (cuts()) {
    for (const LatticePoint& start : design.starts) {
      static_cast<void>(takes(start, count));
    }
    cut_and_descend(count);
    while (count < design.search_replications) {
      const std::uint32_t before = count;
      count = std::min(2 * count, design.search_replications);
      choose_among_leaders(count, before);
      cut_and_descend(count);
    }
    return;
  }
  std::vector<LatticePoint> ends;
  for (const LatticePoint& start : design.starts) {
    best_ = start;
    for (std::int32_t divisor = kCoarsest; divisor <= 64 * kCoarsest; divisor *= 2) {
      descend(count, divisor);
    }
    ends.push_back(best_);
  }
  for (const LatticePoint& end : ends) {
    static_cast<void>(takes(end, count));
  }
  while (count < design.search_replications) {
    const std::uint32_t before = count;
    count = std::min(2 * count, design.search_replications);
    choose_among_leaders(count, before);
    descend(count, 0);
  }
}

void LatticeSearch::run_from(const LatticePoint& point) {
  best_ = point;
  const OptimumDesign& design = ledger_.design();
  const std::uint32_t few = std::min(design.first_replications, design.search_replications);
  require({point}, few);
  if (cuts()) {
    cut_and_descend(few);
    choose_among_leaders(design.search_replications, few);
    cut_and_descend(design.search_replications);
    return;
  }
  for (std::int32_t divisor = kCoarsest; divisor <= 8 * kCoarsest; divisor *= 2) {
    descend(few, divisor);
  }
  choose_among_leaders(design.search_replications, few);
  descend(design.search_replications, 0);
}

bool LatticeSearch::cuts() const {
  return ledger_.design().sizes.size() > kFewVariables &&
         std::ranges::find(counts_, true) != counts_.end();
}

// The planes have exchanged one variable for another already: pairs are tried once.
void LatticeSearch::cut_and_descend(std::uint32_t count) {
  const OptimumDesign& design = ledger_.design();
  planes_.improve(best_, count);
  if (count <= design.first_replications) {
    descend(count, 0);
    return;
  }
  while (improve(count, 0, Moves::axes)) {
  }
}

// The best few of the sample path before, once more.
void LatticeSearch::choose_among_leaders(std::uint32_t count, std::uint32_t before) {
  std::vector<std::pair<LatticeScore, LatticePoint>> scored;
  for (const auto& [point, known] : ledger_.points()) {
    if (!point.empty() && ledger_.has(point, before)) {
      scored.emplace_back(ledger_.score(point, before, counts_), point);
    }
  }
  std::ranges::stable_sort(
      scored, [](const auto& a, const auto& b) { return a.first.is_better_than(b.first); });
  std::vector<LatticePoint> leaders{best_};
  for (std::size_t i = 0; i < std::min(kLeaders, scored.size()); ++i) {
    leaders.push_back(scored[i].second);
  }
  require(leaders, count);
  for (const LatticePoint& leader : leaders) {
    static_cast<void>(takes(leader, count));
  }
}

// Until no move of this size is better. Single variables first: they are few, and many variables
// have too many pairs.
void LatticeSearch::descend(std::uint32_t count, std::int32_t divisor) {
  const bool in_pairs = ledger_.design().sizes.size() <= kPairedVariables;
  while (improve(count, divisor, Moves::axes) ||
         (in_pairs && improve(count, divisor, Moves::exchanges))) {
  }
}

bool LatticeSearch::improve(std::uint32_t count, std::int32_t divisor, Moves moves) {
  const std::vector<LatticeStep> all = steps(divisor, moves);
  const LatticePoint from = best_;
  std::vector<LatticePoint> points{from};
  for (const LatticeStep& step : all) {
    points.push_back(moved(from, step));
  }
  require(points, count);
  // What improves each on its own may improve together.
  const LatticeScore start = ledger_.score(from, count, counts_);
  LatticeStep best_step(from.size());
  LatticeStep together(from.size());
  std::size_t improving = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (ledger_.score(points[i + 1], count, counts_).is_better_than(start)) {
      together = step_sum(together, all[i]);
      ++improving;
      best_step = takes(points[i + 1], count) ? all[i] : best_step;
    }
  }
  if (improving == 0) {
    return false;
  }
  if (improving > 1 && moves == Moves::axes) {
    const LatticePoint joint = moved(from, together);
    require({joint}, count);
    best_step = takes(joint, count) ? together : best_step;
  }
  ledger_.set_best(best_);
  extend(count, best_step);
  return true;
}

// Farther and farther the same way, as long as that is better.
void LatticeSearch::extend(std::uint32_t count, const LatticeStep& step) {
  for (LatticeStep longer = step;; longer = twice(longer)) {
    const LatticePoint next = moved(best_, longer);
    require({next}, count);
    if (!takes(next, count)) {
      return;
    }
  }
}

std::vector<LatticeStep> LatticeSearch::steps(std::int32_t divisor, Moves moves) const {
  const std::vector<std::int32_t>& sizes = ledger_.design().sizes;
  const std::size_t d = sizes.size();
  const auto length = [&](std::size_t i) {
    return divisor == 0 ? 1 : std::max(1, (sizes[i] - 1) / divisor);
  };
  const bool fine = divisor == 0;
  std::vector<LatticeStep> all;
  const auto add =
      [&](std::size_t up, std::int32_t times_up, std::size_t down, std::int32_t times) {
        LatticeStep step(d);
        step[up] += times_up * length(up);
        step[down] -= times * length(down);
        all.push_back(std::move(step));
      };
  for (std::size_t i = 0; i < d; ++i) {
    if (moves == Moves::axes) {
      add(i, 1, i, 0);
      add(i, 0, i, 1);
      continue;
    }
    for (std::size_t j = 0; j < d; ++j) {
      if (j == i) {
        continue;
      }
      add(i, 1, j, 1);
      if (fine && d <= kFewVariables) {
        add(i, 2, j, 1);
        add(i, 1, j, 2);
      }
    }
  }
  return all;
}

LatticePoint LatticeSearch::moved(const LatticePoint& from, const LatticeStep& step) const {
  const std::vector<std::int32_t>& sizes = ledger_.design().sizes;
  LatticePoint point = from;
  for (std::size_t i = 0; i < point.size(); ++i) {
    point[i] = std::clamp(from[i] + step[i], 0, sizes[i] - 1);
  }
  return point;
}

// Whether the point is better than the best, and becomes it. Of equals the one that was first.
bool LatticeSearch::takes(const LatticePoint& point, std::uint32_t count) {
  const LatticeScore own = ledger_.score(point, count, counts_);
  if (point == best_ || !own.is_better_than(ledger_.score(best_, count, counts_))) {
    return false;
  }
  best_ = point;
  return true;
}

void LatticeSearch::require(const std::vector<LatticePoint>& points, std::uint32_t count) {
  ledger_.require(points, count, Ledger::Stream::search, budget_);
}

}  // namespace tiermix
