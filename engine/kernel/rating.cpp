#include "engine/kernel/rating.hpp"

#include <algorithm>
#include <array>

#include "engine/random/math.hpp"

namespace tiermix {

namespace {

std::int64_t millionths(double value) { return static_cast<std::int64_t>(value * 1e6 + 0.5); }

}  // namespace

void RatingSums::add(const Rating& rating) {
  ++ratings;
  for (std::size_t j = 0; j < rated.size(); ++j) {
    rated[j] += millionths(rating.probability[j]);
  }
  mean += millionths(rating.mean);
  answers += millionths(rating.answers);
  surveyed += millionths(rating.surveyed);
}

void RatingSums::count(ScopeCounts& counts) const {
  const auto add = [&counts](Quantity q, std::int64_t amount) { counts.add(q, Duration{amount}); };
  add(Quantity::ratings, ratings);
  add(Quantity::rating, mean);
  add(Quantity::rated_1, rated[0]);
  add(Quantity::rated_2, rated[1]);
  add(Quantity::rated_3, rated[2]);
  add(Quantity::rated_4, rated[3]);
  add(Quantity::top_box, rated[4]);
  add(Quantity::survey_answers, answers);
  add(Quantity::survey_rating, surveyed);
}

RatedCase rated_case(const Case& c, const History& history, double time_ratio, bool resolved) {
  const double waited_min =
      static_cast<double>(history.waited.us) / static_cast<double>(kMinute.us);
  return {waited_min,
          time_ratio,
          std::max<double>(c.sessions, 1.0),
          static_cast<double>(history.transfers),
          static_cast<double>(history.repeats),
          static_cast<double>(history.failed),
          static_cast<double>(history.forced),
          resolved ? 0.0 : 1.0,
          c.complexity};
}

double latent_satisfaction(const RatingWeights& w, const RatedCase& rated, double reps_effect) {
  constexpr double kLeastRatio = 0.05;
  const auto by = [&rated](RatedBy driver) { return rated[static_cast<std::size_t>(driver)]; };
  return w.wait * log_of(1.0 + by(RatedBy::wait)) +
         w.time * log_of(std::max(by(RatedBy::time_ratio), kLeastRatio)) +
         w.contact * (by(RatedBy::contacts) - 1.0) + w.transfer * by(RatedBy::transfers) +
         w.repeat * by(RatedBy::repeats) + w.forced * by(RatedBy::forced) +
         w.failed_attempt * by(RatedBy::failed_attempts) + reps_effect +
         w.unresolved * by(RatedBy::unresolved);
}

const Thresholds& response_to(const RatingPlan& plan,
                              std::uint16_t case_class,
                              const RatedCase& rated) {
  const auto fits = [&](const ResponsePlan& row) {
    if (row.case_class != kNoIndex && row.case_class != case_class) {
      return false;
    }
    for (std::size_t d = 0; d < kRatedBy; ++d) {
      if (rated[d] < row.low[d] || rated[d] > row.high[d]) {
        return false;
      }
    }
    return true;
  };
  return std::ranges::find_if(plan.table, fits)->thresholds;
}

Rating rating_of(const RatingPlan& plan,
                 const Thresholds& thresholds,
                 double latent,
                 double shift) {
  constexpr std::size_t kScale = 5;
  Rating rating;
  std::array<double, kScale>& probability = rating.probability;
  double below = 0.0;
  for (std::size_t j = 0; j + 1 < kScale; ++j) {
    const double up_to = 1.0 / (1.0 + exp_of(latent - thresholds[j] - shift));
    probability[j] = up_to - below;
    below = up_to;
  }
  probability[kScale - 1] = 1.0 - below;

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
