#include "engine/kernel/rating_block.hpp"

#include <cstdint>
#include <span>
#include <utility>

#include "engine/random/math.hpp"
#include "engine/random/sampler.hpp"
#include "engine/random/scattered.hpp"
#include "engine/random/vector_clones.hpp"

namespace tiermix {
namespace {

struct RatedColumns {
  std::array<const double*, kRatedBy> by;
  const double* reps_effect;
  const double* closed;  ///< us
  std::size_t count;
};

// latent_satisfaction() of each, in its order of adding.
TIERMIX_VECTOR_CLONES void latents_of(RatedColumns rated, RatingWeights w, double* latent) {
  constexpr double kLeastRatio = 0.05;
  const auto by = [&rated](RatedBy driver) { return rated.by[static_cast<std::size_t>(driver)]; };
  const double* const wait = by(RatedBy::wait);
  const double* const ratio = by(RatedBy::time_ratio);
  const double* const contacts = by(RatedBy::contacts);
  const double* const transfers = by(RatedBy::transfers);
  const double* const repeats = by(RatedBy::repeats);
  const double* const failed = by(RatedBy::failed_attempts);
  const double* const forced = by(RatedBy::forced);
  const double* const unresolved = by(RatedBy::unresolved);
  for (std::size_t i = 0; i < rated.count; ++i) {
    const double least = ratio[i] < kLeastRatio ? kLeastRatio : ratio[i];
    latent[i] = w.wait * log_of(1.0 + wait[i]) + w.time * log_of(least) +
                w.contact * (contacts[i] - 1.0) + w.transfer * transfers[i] +
                w.repeat * repeats[i] + w.forced * forced[i] + w.failed_attempt * failed[i] +
                rated.reps_effect[i] + w.unresolved * unresolved[i];
  }
}

struct Scale {
  Thresholds thresholds;
  double drift_per_us;
  std::array<double, 5> response;
  double upshift;
};

// rating_of() of each, rounded to millionths, added up.
TIERMIX_VECTOR_CLONES RatingSums sum_of_ratings(const double* latent,
                                                const double* closed,
                                                std::size_t count,
                                                Scale scale) {
  RatingSums sums;
  sums.ratings = static_cast<std::int64_t>(count);
  const auto [t1, t2, t3, t4] = scale.thresholds;
  const auto [r1, r2, r3, r4, r5] = scale.response;
  const double raised = scale.upshift;
  for (std::size_t i = 0; i < count; ++i) {
    const double shift = scale.drift_per_us * closed[i];
    const double up_to_1 = 1.0 / (1.0 + exp_of(latent[i] - t1 - shift));
    const double up_to_2 = 1.0 / (1.0 + exp_of(latent[i] - t2 - shift));
    const double up_to_3 = 1.0 / (1.0 + exp_of(latent[i] - t3 - shift));
    const double up_to_4 = 1.0 / (1.0 + exp_of(latent[i] - t4 - shift));
    const double p1 = up_to_1;
    const double p2 = up_to_2 - up_to_1;
    const double p3 = up_to_3 - up_to_2;
    const double p4 = up_to_4 - up_to_3;
    const double p5 = 1.0 - up_to_4;
    sums.rated[0] += whole_part(p1 * 1e6 + 0.5);
    sums.rated[1] += whole_part(p2 * 1e6 + 0.5);
    sums.rated[2] += whole_part(p3 * 1e6 + 0.5);
    sums.rated[3] += whole_part(p4 * 1e6 + 0.5);
    sums.rated[4] += whole_part(p5 * 1e6 + 0.5);
    sums.mean += whole_part((p1 + 2.0 * p2 + 3.0 * p3 + 4.0 * p4 + 5.0 * p5) * 1e6 + 0.5);
    sums.answers += whole_part((p1 * r1 + p2 * r2 + p3 * r3 + p4 * r4 + p5 * r5) * 1e6 + 0.5);
    sums.surveyed +=
        whole_part((p1 * r1 * (1.0 + raised) + p2 * r2 * (2.0 + raised) + p3 * r3 * (3.0 + raised) +
                    p4 * r4 * (4.0 + raised) + p5 * r5 * 5.0) *
                       1e6 +
                   0.5);
  }
  return sums;
}

}  // namespace

void RatingBlock::count(const RatingPlan& plan, ReplicationKey key, ScopeCounts& counts) {
  const std::size_t size = std::exchange(size_, 0);
  if (size == 0) {
    return;
  }
  RatedColumns rated{
      .by = {}, .reps_effect = reps_effect_.data(), .closed = closed_.data(), .count = size};
  for (std::size_t d = 0; d < kDrivers; ++d) {
    rated.by[d] = drivers_[d].data();
  }
  Column latent;
  latents_of(rated, plan.weights, latent.data());
  if (plan.customer_sd > 0.0) {
    Column dispositions;
    Column others;
    draw_pairs_of(key,
                  Use::disposition,
                  std::span(owners_).first(size),
                  {},
                  std::span(dispositions).first(size),
                  std::span(others).first(size));
    normal_quantiles(std::span(dispositions).first(size));
    for (std::size_t i = 0; i < size; ++i) {
      latent[i] += plan.customer_sd * dispositions[i];
    }
  }
  sum_of_ratings(latent.data(),
                 closed_.data(),
                 size,
                 {plan.thresholds, plan.drift_per_us, plan.response, plan.upshift})
      .count(counts);
}

}  // namespace tiermix
