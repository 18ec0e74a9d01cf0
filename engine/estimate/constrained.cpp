#include "engine/estimate/constrained.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/check.hpp"

namespace tiermix {
namespace {

// h^2 = 2 eta (n0 - 1) for an error in one direction of one comparison, c = 1.
double h_squared_of(double error, std::uint32_t first_stage) {
  const double degrees = first_stage - 1.0;
  const double eta = std::max(0.0, (std::pow(2.0 * error, -2.0 / degrees) - 1.0) / 2.0);
  return 2.0 * eta * degrees;
}

// Half the width of the continuation region of a sum of `stage` observations.
double reach(double zone, double h_squared, double variance, double stage) {
  return std::max(0.0, h_squared * variance / (2.0 * zone) - zone * stage / 2.0);
}

double variance_of(std::span<const double> values) {
  double mean = 0.0;
  for (const double value : values) {
    mean += value / static_cast<double>(values.size());
  }
  double squares = 0.0;
  for (const double value : values) {
    squares += (value - mean) * (value - mean);
  }
  return squares / static_cast<double>(values.size() - 1);
}

}  // namespace

double close_to_best(const MarginRange& range) { return 0.9 * range.best; }

double unseen_share(const MarginRange& range) {
  constexpr double kLeast = 0.01;
  constexpr double kOfUnknown = 0.05;
  const double close = close_to_best(range);
  return std::isfinite(range.worst) ? std::max(kLeast, close / (close - range.worst)) : kOfUnknown;
}

ConstrainedSelection::ConstrainedSelection(std::size_t alternatives, ConstrainedRule rule)
    : rule_(std::move(rule)),
      fates_(alternatives),
      kept_(alternatives * constraints()),
      sums_(alternatives),
      margin_sums_(alternatives * constraints()),
      variances_(alternatives * alternatives),
      margin_variances_(alternatives * constraints()),
      margin_squares_(alternatives * constraints()),
      unseen_(alternatives * constraints(), 1) {
  TIERMIX_EXPECTS(alternatives >= 1 && rule_.first_stage >= 2 && rule_.indifference > 0.0);
  TIERMIX_EXPECTS(rule_.confidence > 0.5 && rule_.confidence < 1.0);
  TIERMIX_EXPECTS(std::ranges::all_of(rule_.tolerances, [](double t) { return t > 0.0; }));
  TIERMIX_EXPECTS(rule_.ranges.empty() || rule_.ranges.size() == constraints());
  // Each part has half of the error, all of it where there is no other part.
  const double error = 1.0 - rule_.confidence;
  const auto count = static_cast<double>(alternatives);
  const bool both = constraints() > 0 && alternatives > 1;
  const double each = both ? error / 2.0 : error;
  if (constraints() > 0) {
    margin_error_ = each / (count * static_cast<double>(constraints()));
    h_squared_margins_ = h_squared_of(margin_error_, rule_.first_stage);
  }
  if (alternatives > 1) {
    h_squared_objective_ = h_squared_of(each / (count * (count - 1.0) / 2.0), rule_.first_stage);
  }
}

void ConstrainedSelection::add(std::span<const double> objectives,
                               std::span<const double> margins) {
  TIERMIX_EXPECTS(!decided_ && objectives.size() == fates_.size() &&
                  margins.size() == margin_sums_.size());
  for (std::size_t i = 0; i < fates_.size(); ++i) {
    if (!is_in(i)) {
      continue;
    }
    TIERMIX_EXPECTS(std::isfinite(objectives[i]));
    sums_[i] += objectives[i];
    for (std::size_t c = 0; c < constraints(); ++c) {
      const double margin = margins[i * constraints() + c];
      TIERMIX_EXPECTS(std::isfinite(margin));
      see(i * constraints() + c, margin);
    }
  }
  ++stage_;
  if (stage_ <= rule_.first_stage) {
    first_.insert(first_.end(), objectives.begin(), objectives.end());
    first_margins_.insert(first_margins_.end(), margins.begin(), margins.end());
  }
  if (stage_ == rule_.first_stage) {
    end_first_stage();
  }
  if (stage_ >= rule_.first_stage) {
    for (std::size_t i = 0; i < fates_.size(); ++i) {
      if (fates_[i] == Fate::open) {
        judge(i);
      }
    }
    screen();
    settle();
  }
}

// Before the replication counts.
void ConstrainedSelection::see(std::size_t at, double margin) {
  const std::size_t c = at % constraints();
  const MarginRange range = rule_.ranges.empty() ? MarginRange{} : rule_.ranges[c];
  const double shifted = margin - rule_.tolerances[c] / 2.0;
  const double seen = stage_;
  const double mean = stage_ == 0 ? shifted : margin_sums_[at] / seen;
  margin_sums_[at] += shifted;
  margin_squares_[at] += (shifted - mean) * (shifted - margin_sums_[at] / (seen + 1.0));
  if (unseen_[at] != 0 && (range.best <= 0.0 || margin < close_to_best(range))) {
    unseen_[at] = 0;
    if (stage_ >= rule_.first_stage) {
      margin_variances_[at] = std::max(margin_variances_[at], margin_squares_[at] / seen);
    }
  }
}

// Whether it was close to the best in all replications, too few for that to say something.
bool ConstrainedSelection::is_unseen(std::size_t at) const {
  if (unseen_[at] == 0) {
    return false;
  }
  const double share = unseen_share(rule_.ranges[at % constraints()]);
  return std::pow(1.0 - share, stage_) > margin_error_ / 2.0;
}

void ConstrainedSelection::end_first_stage() {
  const std::size_t k = fates_.size();
  const std::size_t s = constraints();
  std::vector<double> values(rule_.first_stage);
  for (std::size_t i = 0; i < k; ++i) {
    for (std::size_t l = 0; l < k; ++l) {
      for (std::size_t r = 0; r < values.size(); ++r) {
        values[r] = first_[r * k + i] - first_[r * k + l];
      }
      variances_[i * k + l] = i == l ? 0.0 : variance_of(values);
    }
    for (std::size_t c = 0; c < s; ++c) {
      for (std::size_t r = 0; r < values.size(); ++r) {
        values[r] = first_margins_[(r * k + i) * s + c];
      }
      margin_variances_[i * s + c] = variance_of(values);
    }
  }
  first_.clear();
  first_margins_.clear();
}

// Each constraint on its own, until it is found kept or broken.
void ConstrainedSelection::judge(std::size_t i) {
  bool all = true;
  for (std::size_t c = 0; c < constraints(); ++c) {
    const std::size_t at = i * constraints() + c;
    if (kept_[at] == 0) {
      const double zone = rule_.tolerances[c] / 2.0;
      const double limit = reach(zone, h_squared_margins_, margin_variances_[at], stage_);
      if (margin_sums_[at] <= -limit) {
        fates_[i] = Fate::breaks;
        return;
      }
      kept_[at] = margin_sums_[at] >= limit && !is_unseen(at) ? 1 : 0;
    }
    all = all && kept_[at] != 0;
  }
  if (all) {
    fates_[i] = Fate::keeps;
  }
}

// Against every other that keeps all constraints.
bool ConstrainedSelection::is_behind(std::size_t i) const {
  for (std::size_t l = 0; l < fates_.size(); ++l) {
    if (l == i || fates_[l] != Fate::keeps) {
      continue;
    }
    const double limit =
        reach(rule_.indifference, h_squared_objective_, variances_[i * fates_.size() + l], stage_);
    const double ahead = sums_[i] - sums_[l];
    const bool tied = limit == 0.0 && ahead == 0.0 && l < i;  // alike to the last bit
    if (ahead < -limit || tied) {
      return true;
    }
  }
  return false;
}

void ConstrainedSelection::screen() {
  std::vector<std::size_t> leaving;
  for (std::size_t i = 0; i < fates_.size(); ++i) {
    if (is_in(i) && is_behind(i)) {
      leaving.push_back(i);
    }
  }
  for (const std::size_t i : leaving) {
    fates_[i] = Fate::inferior;
  }
}

void ConstrainedSelection::settle() {
  const auto open = std::ranges::count(fates_, Fate::open);
  const auto keeping = std::ranges::count(fates_, Fate::keeps);
  decided_ = open == 0 && keeping <= 1;
}

std::optional<std::size_t> ConstrainedSelection::best() const {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < fates_.size(); ++i) {
    if (fates_[i] == Fate::keeps && (!best || sums_[i] > sums_[*best])) {
      best = i;
    }
  }
  return best;
}

}  // namespace tiermix
