#include "engine/kernel/rating.hpp"

#include <algorithm>
#include <array>

#include "engine/random/math.hpp"

namespace tiermix {

double latent_satisfaction(const RatingPlan& plan,
                           const Case& c,
                           const History& history,
                           double time_ratio,
                           bool resolved) {
  constexpr double kLeastRatio = 0.05;
  const double waited_min =
      static_cast<double>(history.waited.us) / static_cast<double>(kMinute.us);
  const double contacts = std::max<double>(c.sessions, 1.0);
  double latent = plan.wait * log_of(1.0 + waited_min) +
                  plan.time * log_of(std::max(time_ratio, kLeastRatio)) +
                  plan.contact * (contacts - 1.0) + plan.transfer * history.transfers +
                  plan.repeat * history.repeats + plan.forced * history.forced +
                  plan.failed_attempt * history.failed + history.rating_effects / contacts;
  if (!resolved) {
    latent += plan.unresolved;
  }
  return latent;
}

Rating rating_of(const RatingPlan& plan, double latent, double shift) {
  constexpr std::size_t kScale = 5;
  Rating rating;
  std::array<double, kScale>& probability = rating.probability;
  double below = 0.0;
  for (std::size_t j = 0; j + 1 < kScale; ++j) {
    const double up_to = 1.0 / (1.0 + exp_of(latent - plan.thresholds[j] - shift));
    probability[j] = up_to - below;
    below = up_to;
  }
  probability[kScale - 1] = 1.0 - below;

  rating.top = probability[kScale - 1];
  for (std::size_t j = 0; j < kScale; ++j) {
    const double value = static_cast<double>(j) + 1.0;
    const double raised = j + 1 < kScale ? plan.upshift : 0.0;
    rating.mean += value * probability[j];
    rating.answers += probability[j] * plan.response[j];
    rating.surveyed += probability[j] * plan.response[j] * (value + raised);
  }
  return rating;
}

int rating_at(const Rating& rating, double u) {
  const int best = static_cast<int>(rating.probability.size());
  int value = 1;
  for (double up_to = rating.probability[0]; value < best && u >= up_to; ++value) {
    up_to += rating.probability[static_cast<std::size_t>(value)];
  }
  return value;
}

}  // namespace tiermix
