#include "engine/estimate/selection.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/check.hpp"

namespace tiermix {

Selection::Selection(std::size_t alternatives, SelectionRule rule)
    : rule_(rule),
      sums_(alternatives),
      variances_(alternatives * alternatives),
      eliminated_(alternatives) {
  TIERMIX_EXPECTS(alternatives >= 2 && rule.first_stage >= 2 && rule.indifference > 0.0);
  TIERMIX_EXPECTS(rule.confidence * static_cast<double>(alternatives) > 1.0 &&
                  rule.confidence < 1.0);
  const double degrees = rule.first_stage - 1.0;
  const double error = 2.0 * (1.0 - rule.confidence) / (static_cast<double>(alternatives) - 1.0);
  // An error of one or more is kept by any choice: no boundary to cross.
  eta_ = std::max(0.0, (std::pow(error, -2.0 / degrees) - 1.0) / 2.0);
  h_squared_ = 2.0 * eta_ * degrees;
}

void Selection::add(std::span<const double> values) {
  TIERMIX_EXPECTS(!decided_ && values.size() == sums_.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (survives(i)) {
      TIERMIX_EXPECTS(std::isfinite(values[i]));
      sums_[i] += values[i];
    }
  }
  ++stage_;
  if (stage_ <= rule_.first_stage) {
    first_.insert(first_.end(), values.begin(), values.end());
  }
  if (stage_ == rule_.first_stage) {
    end_first_stage();
  }
  if (stage_ >= rule_.first_stage) {
    screen();
  }
}

void Selection::end_first_stage() {
  const std::size_t k = sums_.size();
  const double n = rule_.first_stage;
  double largest = 0.0;
  for (std::size_t i = 0; i < k; ++i) {
    for (std::size_t l = 0; l < k; ++l) {
      const double mean = (sums_[i] - sums_[l]) / n;
      double squares = 0.0;
      for (std::size_t r = 0; r < first_.size(); r += k) {
        const double distance = first_[r + i] - first_[r + l] - mean;
        squares += distance * distance;
      }
      variances_[i * k + l] = i == l ? 0.0 : squares / (n - 1.0);
      largest = std::max(largest, variances_[i * k + l]);
    }
  }
  first_.clear();
  const double most = h_squared_ * largest / (rule_.indifference * rule_.indifference);
  longest_ = static_cast<std::uint64_t>(std::min(std::floor(most), 1e18)) + 1;
}

// Against the continuation region of every other that is left.
bool Selection::falls_behind(std::size_t i) const {
  const double r = stage_;
  const double delta = rule_.indifference;
  for (std::size_t l = 0; l < sums_.size(); ++l) {
    if (l == i || !survives(l)) {
      continue;
    }
    const double slack =
        std::max(0.0, delta / (2.0 * r) * (h_squared_ * variance(i, l) / (delta * delta) - r));
    if (sums_[i] / r < sums_[l] / r - slack) {
      return true;
    }
  }
  return false;
}

void Selection::screen() {
  std::vector<std::size_t> leaving;
  for (std::size_t i = 0; i < sums_.size(); ++i) {
    if (survives(i) && falls_behind(i)) {
      leaving.push_back(i);
    }
  }
  for (const std::size_t i : leaving) {
    eliminated_[i] = stage_;
  }
  decided_ = std::ranges::count(eliminated_, 0U) == 1 || stage_ >= longest_;
}

std::size_t Selection::best() const {
  std::size_t best = sums_.size();
  for (std::size_t i = 0; i < sums_.size(); ++i) {
    if (survives(i) && (best == sums_.size() || sums_[i] > sums_[best])) {
      best = i;
    }
  }
  return best;
}

}  // namespace tiermix
