#include "engine/kernel/routes.hpp"

#include <algorithm>
#include <cstddef>

#include "engine/random/sampler.hpp"
#include "engine/random/vector_clones.hpp"

namespace tiermix {
namespace {

TIERMIX_VECTOR_CLONES void gatekeeper_chances(
    const double* complexity, std::size_t count, double a, double b, double* chance) {
  for (std::size_t i = 0; i < count; ++i) {
    chance[i] = a * (1.0 - power_of(complexity[i], b));
  }
}

TIERMIX_VECTOR_CLONES void logistic_chances(double* z, std::size_t count, double a, double b) {
  for (std::size_t i = 0; i < count; ++i) {
    z[i] = 1.0 / (1.0 + exp_of(b * z[i] - a));
  }
}

}  // namespace

void resolve_probabilities(const ResolvePlan& plan,
                           std::span<const double> complexity,
                           std::span<double> chance) {
  switch (plan.curve) {
    case Curve::constant:
      std::ranges::fill(chance, plan.a);
      return;
    case Curve::gatekeeper:
      gatekeeper_chances(complexity.data(), complexity.size(), plan.a, plan.b, chance.data());
      return;
    case Curve::logistic:
      std::ranges::copy(complexity, chance.begin());
      normal_quantiles(chance);
      logistic_chances(chance.data(), chance.size(), plan.a, plan.b);
      return;
  }
}

}  // namespace tiermix
