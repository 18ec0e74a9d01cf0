#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>

#include "engine/base/check.hpp"
#include "engine/plan/parts.hpp"

namespace tiermix {
namespace {

// Since Monday 00:00.
Duration time_of_week(std::chrono::sys_days date) {
  const auto weekday = std::chrono::weekday(date).iso_encoding();  // Monday is 1
  return static_cast<std::int64_t>(weekday - 1) * kDay;
}

// `values` moved so that the one standing at `offset` comes first.
std::vector<double> rotated(std::vector<double> values, std::size_t offset) {
  std::rotate(values.begin(),
              values.begin() + static_cast<std::ptrdiff_t>(offset % values.size()),
              values.end());
  return values;
}

RateTable from_profile(const Model& model, const Arrivals& arrivals) {
  std::vector<double> weights{1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0};
  if (arrivals.profile.has_value()) {
    const auto profile =
        std::find_if(model.profiles.begin(), model.profiles.end(), [&](const Profile& p) {
          return p.name == *arrivals.profile;
        });
    TIERMIX_EXPECTS(profile != model.profiles.end());
    weights = profile->weights;
  }
  RateTable table{{kWeek.us / static_cast<std::int64_t>(weights.size())}, std::move(weights)};
  const double mean_rate = arrivals.per_week / static_cast<double>(kWeek.us);
  for (double& rate : table.rates) {
    rate *= mean_rate;
  }
  const auto offset = time_of_week(model.time.start).us / table.slice.us;
  table.rates = rotated(std::move(table.rates), static_cast<std::size_t>(offset));
  return table;
}

}  // namespace

double series_at(const Series& series, Instant at) {
  const auto count = static_cast<std::int64_t>(series.values.size());
  std::int64_t i = (at.us - series.first.us) / series.step.us;
  const std::int64_t week = kWeek.us / series.step.us;
  TIERMIX_EXPECTS(at.us >= series.first.us);
  if (i >= count) {
    TIERMIX_EXPECTS(count >= week);
    i = count - week + (i - count) % week;
  }
  return series.values[static_cast<std::size_t>(i)];
}

RateTable arrival_rates(const Model& model, const Arrivals& arrivals, Instant end) {
  if (!arrivals.series.has_value()) {
    return from_profile(model, arrivals);
  }
  const Series& series = *arrivals.series;
  RateTable table{series.step, {}};
  for (Instant at{0}; at < end; at = at + series.step) {
    table.rates.push_back(series_at(series, at) / static_cast<double>(series.step.us));
  }
  return table;
}

}  // namespace tiermix
