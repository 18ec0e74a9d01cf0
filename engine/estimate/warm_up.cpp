#include "engine/estimate/warm_up.hpp"

#include <cmath>
#include <numeric>

#include "engine/base/check.hpp"
#include "engine/random/math.hpp"

namespace tiermix {

Truncation truncation_by_mser(std::span<const double> batch_means) {
  const std::size_t n = batch_means.size();
  TIERMIX_EXPECTS(n >= 2);
  // From the end, so that mean and squares about it grow by one batch at a time (Welford 1962).
  double mean = 0.0;
  double squares = 0.0;
  Truncation best;
  for (std::size_t left = 1; left <= n; ++left) {
    const std::size_t d = n - left;
    const double apart = batch_means[d] - mean;
    mean += apart / static_cast<double>(left);
    squares += apart * (batch_means[d] - mean);
    const double statistic = squares / (static_cast<double>(left) * static_cast<double>(left));
    if (d == n / 2 || (d < n / 2 && statistic <= best.statistic)) {
      best = {.batches = d, .statistic = statistic, .at_limit = d == n / 2};
    }
  }
  return best;
}

double correlation_of_successors(std::span<const double> values) {
  TIERMIX_EXPECTS(values.size() >= 3);
  const auto n = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double squares = 0.0;
  double steps = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    squares += (values[i] - mean) * (values[i] - mean);
    steps += i == 0 ? 0.0 : (values[i] - values[i - 1]) * (values[i] - values[i - 1]);
  }
  return squares > 0.0 ? 1.0 - 0.5 * steps / squares : 0.0;
}

bool are_successors_correlated(std::span<const double> values, double error) {
  if (values.size() < kFewestToTell) {
    return false;
  }
  const auto n = static_cast<double>(values.size());
  return correlation_of_successors(values) >
         normal_quantile(1.0 - error) * std::sqrt((n - 2.0) / (n * n - 1.0));
}

}  // namespace tiermix
