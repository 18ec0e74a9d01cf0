#include "engine/estimate/erlang.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/check.hpp"

namespace tiermix {
namespace {

// Erlang's loss formula.
double blocking(double load, std::uint32_t reps) {
  double b = 1.0;
  for (std::uint32_t n = 1; n <= reps; ++n) {
    b = load * b / (n + load * b);
  }
  return b;
}

// Simpson's rule over an even number of pieces.
template <typename Function>
double integral(const Function& f, double from, double to) {
  constexpr int kPieces = 128;
  const double step = (to - from) / kPieces;
  double sum = f(from) + f(to);
  for (int i = 1; i < kPieces; ++i) {
    sum += (i % 2 == 0 ? 2.0 : 4.0) * f(from + i * step);
  }
  return sum * step / 3.0;
}

double with_patience(const Traffic& traffic, std::uint32_t reps, double target) {
  const double arrivals = traffic.arrivals;
  const double leaving = 1.0 / traffic.patience.value_or(1.0);
  const double served = reps / traffic.handle_time;
  // Density of the offered wait above zero, up to a factor: exp(h), concave in x.
  const auto h = [&](double x) {
    return arrivals * (1.0 - std::exp(-leaving * x)) / leaving - served * x;
  };
  const double peak = arrivals > served ? std::log(arrivals / served) / leaving : 0.0;
  const double most = h(peak);
  // Where the density has fallen to nothing, on both sides of the peak.
  constexpr double kNothing = 40.0;
  double end = peak + 1.0 / served;
  for (double reach = 1.0 / served; h(end) > most - kNothing; reach *= 2.0) {
    end = peak + reach;
  }
  double begin = peak;
  for (double reach = 1.0 / served; begin > 0.0 && h(begin) > most - kNothing; reach *= 2.0) {
    begin = std::max(0.0, peak - reach);
  }
  const auto density = [&](double x) { return std::exp(h(x) - most); };
  const auto met = [&](double x) { return std::exp(h(x) - most - leaving * x); };
  const double waiting = arrivals * (integral(density, begin, peak) + integral(density, peak, end));
  // P(wait 0) : P(wait) = E : waiting, with E = (sum of states below n) / (state n - 1); the factor
  // exp(-most) as in the density.
  double states = 1.0;
  for (std::uint32_t n = 2; n <= reps; ++n) {
    states = 1.0 + (n - 1) / traffic.load() * states;
  }
  const double at_once = states * std::exp(-most);
  double in_time = 0.0;
  const double until = std::min(target, end);
  for (const auto& [from, to] : {std::pair{begin, std::min(peak, until)}, {peak, until}}) {
    in_time += to > from ? arrivals * integral(met, from, to) : 0.0;
  }
  return std::min(1.0, (at_once + in_time) / (at_once + waiting));
}

}  // namespace

double probability_of_wait(double load, std::uint32_t reps) {
  if (load >= reps) {
    return 1.0;
  }
  const double b = blocking(load, reps);
  return b / (1.0 - load / reps * (1.0 - b));
}

double answered_within(const Traffic& traffic, std::uint32_t reps, double target) {
  const double load = traffic.load();
  if (load <= 0.0) {
    return 1.0;
  }
  if (reps == 0) {
    return 0.0;
  }
  if (traffic.patience) {
    return with_patience(traffic, reps, target);
  }
  if (load >= reps) {
    return 0.0;
  }
  return 1.0 -
         probability_of_wait(load, reps) * std::exp(-(reps - load) * target / traffic.handle_time);
}

std::uint32_t required_reps(const Traffic& traffic, double target, double share) {
  TIERMIX_EXPECTS(share > 0.0 && share < 1.0 && target >= 0.0);
  if (traffic.load() <= 0.0) {
    return 0;
  }
  const auto suffices = [&](std::uint32_t reps) {
    return answered_within(traffic, reps, target) >= share;
  };
  // From about the square-root rule on, in steps that grow.
  const double load = traffic.load();
  auto high = static_cast<std::uint32_t>(std::ceil(load + 0.5 * std::sqrt(load)));
  std::uint32_t low = 0;  // does not suffice
  std::uint32_t step = 1;
  if (suffices(high)) {
    for (; high > step && suffices(high - step); step *= 2) {
      high -= step;
    }
    low = high > step ? high - step : 0;
  } else {
    do {
      low = high;
      high += step;
      step *= 2;
    } while (!suffices(high));
  }
  while (high - low > 1) {
    const std::uint32_t middle = low + (high - low) / 2;
    (suffices(middle) ? high : low) = middle;
  }
  return high;
}

}  // namespace tiermix
