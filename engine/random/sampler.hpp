#pragma once

// A law compiled for sampling by inversion: one uniform number in, one value out, monotone. Equal
// uniforms under two means give values in the ratio of the means, which keeps compared scenarios
// aligned.

#include <memory>
#include <span>
#include <vector>

#include "engine/random/law.hpp"

namespace tiermix {

class Sampler {
 public:
  Sampler() = default;

  /// Expects a law that is valid: positive mean, cv and shape, phases that sum to 1.
  explicit Sampler(const Law& law);

  [[nodiscard]] double mean() const { return mean_; }

  /// The quantile of the law at u in (0, 1).
  [[nodiscard]] double operator()(double u) const;

  /// Replaces every number by its quantile: the same values as one by one.
  void transform(std::span<double> uniforms) const;

 private:
  LawFamily family_ = LawFamily::deterministic;
  double mean_ = 0.0;
  double a_ = 0.0;  ///< lognormal: mu; weibull: scale
  double b_ = 0.0;  ///< lognormal: sigma; weibull: 1 / shape
  std::shared_ptr<const std::vector<double>>
      table_;  ///< gamma, hyperexponential: log quantiles; empirical: values
};

/// Replaces every number u in (0, 1) by -ln(1 - u): exponentials of mean 1.
void unit_exponentials(std::span<double> uniforms);

/// Replaces every number p in (0, 1) by normal_quantile(p).
void normal_quantiles(std::span<double> uniforms);

/// Beta(alpha, beta) on (0, 1) by inversion; uniform where both are 1.
class BetaSampler {
 public:
  BetaSampler() = default;
  BetaSampler(double alpha, double beta);

  [[nodiscard]] double operator()(double u) const;
  void transform(std::span<double> uniforms) const;

 private:
  std::shared_ptr<const std::vector<double>> table_;  ///< empty: uniform
};

}  // namespace tiermix
