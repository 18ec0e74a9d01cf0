#pragma once

// A law of a positive random quantity, as a scenario states it: handle times, patience, delays,
// busyness. Sampler (sampler.hpp) is its compiled form.

#include <cstdint>
#include <vector>

namespace tiermix {

enum class LawFamily : std::uint8_t {
  deterministic,     ///< always the mean
  exponential,       ///< cv is 1
  lognormal,         ///< mean and cv; sigma^2 = ln(1 + cv^2)
  gamma,             ///< mean and cv; shape = 1 / cv^2
  weibull,           ///< mean and shape; shape < 1 is heavy-tailed
  hyperexponential,  ///< mixture of exponentials given by phases
  empirical,         ///< one of the given values, equally likely
};

struct LawPhase {
  double probability = 0.0;
  double mean = 0.0;  ///< same unit as Law::mean

  friend bool operator==(const LawPhase&, const LawPhase&) = default;
};

struct Law {
  LawFamily family = LawFamily::deterministic;
  double mean = 0.0;             ///< seconds for times; 1 for relative quantities
  double cv = 0.0;               ///< coefficient of variation; lognormal and gamma
  double shape = 1.0;            ///< weibull only
  std::vector<LawPhase> phases;  ///< hyperexponential only; probabilities sum to 1
  std::vector<double> values;    ///< empirical only; ascending

  friend bool operator==(const Law&, const Law&) = default;
};

/// The law with every value multiplied by `factor` (> 0); shape and cv stay.
[[nodiscard]] Law scaled(Law law, double factor);

}  // namespace tiermix
