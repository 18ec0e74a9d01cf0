#include "engine/random/sampler.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <utility>

#include <boost/math/distributions/gamma.hpp>
#include <boost/math/special_functions/beta.hpp>

#include "engine/base/check.hpp"
#include "engine/random/math.hpp"
#include "engine/random/vector_clones.hpp"

namespace tiermix {
namespace {

// The logarithms of gamma and hyperexponential quantiles and the log-odds of beta quantiles are
// smooth functions of the normal quantile of the same probability; tabulated here and interpolated
// by cubics, to about 1e-8.
constexpr double kTableEnd = 8.4;  // beyond the normal quantile of 2^-53
constexpr std::size_t kTableNodes = 1025;
constexpr double kNodesPerUnit = (kTableNodes - 1) / (2 * kTableEnd);

std::vector<double> gamma_table(double shape, double scale) {
  constexpr double kTiny = 1e-300;
  const boost::math::gamma_distribution<double> law(shape, scale);
  std::vector<double> logs(kTableNodes);
  for (std::size_t i = 0; i < kTableNodes; ++i) {
    const double z = -kTableEnd + static_cast<double>(i) / kNodesPerUnit;
    const double tail = 0.5 * std::erfc(std::abs(z) / std::sqrt(2.0));
    const double value = z < 0 ? quantile(law, tail) : quantile(complement(law, tail));
    logs[i] = std::log(std::max(value, kTiny));
  }
  return logs;
}

// The logarithm of the quantile of a mixture of exponentials, by bisection: between those of its
// quickest and its slowest phase.
double hyperexponential_log_quantile(const std::vector<LawPhase>& phases, bool lower, double tail) {
  const auto [quickest, slowest] =
      std::minmax_element(phases.begin(), phases.end(), [](const LawPhase& a, const LawPhase& b) {
        return a.mean < b.mean;
      });
  const double unit = lower ? -std::log1p(-tail) : -std::log(tail);
  double low = std::log(quickest->mean * unit);
  double high = std::log(slowest->mean * unit);
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2.0;
    double mass = 0.0;
    for (const LawPhase& phase : phases) {
      const double x = std::exp(middle) / phase.mean;
      mass += phase.probability * (lower ? -std::expm1(-x) : std::exp(-x));
    }
    const bool beyond = lower ? mass > tail : mass < tail;
    (beyond ? high : low) = middle;
  }
  return (low + high) / 2.0;
}

std::vector<double> hyperexponential_table(const std::vector<LawPhase>& phases) {
  std::vector<double> logs(kTableNodes);
  for (std::size_t i = 0; i < kTableNodes; ++i) {
    const double z = -kTableEnd + static_cast<double>(i) / kNodesPerUnit;
    const double tail = 0.5 * std::erfc(std::abs(z) / std::sqrt(2.0));
    logs[i] = hyperexponential_log_quantile(phases, z < 0, tail);
  }
  return logs;
}

// Newton's method on the logarithm of one tail of the beta law as a function of the log-odds of x,
// node after node outwards from the middle: smooth and nearly linear there, at any parameters.
using Lenient = boost::math::policies::policy<
    boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::evaluation_error<boost::math::policies::ignore_error>>;

double beta_log_odds(double a, double b, bool lower, double tail, double guess) {
  constexpr double kEnd = 600.0;
  double log_odds = guess;
  for (int i = 0; i < 50; ++i) {
    const double x = 1.0 / (1.0 + std::exp(-log_odds));
    const double rest = 1.0 / (1.0 + std::exp(log_odds));
    const double mass =
        lower ? boost::math::ibeta(a, b, x, Lenient()) : boost::math::ibeta(b, a, rest, Lenient());
    const double density = (lower ? boost::math::ibeta_derivative(a, b, x, Lenient())
                                  : -boost::math::ibeta_derivative(b, a, rest, Lenient())) *
                           x * rest;
    const double step = (std::log(tail) - std::log(mass)) * mass / density;
    if (!std::isfinite(step)) {
      return log_odds;
    }
    log_odds = std::clamp(log_odds + std::clamp(step, -50.0, 50.0), -kEnd, kEnd);
    if (std::abs(step) < 1e-12 * (1.0 + std::abs(log_odds))) {
      break;
    }
  }
  return log_odds;
}

std::vector<double> beta_table(double a, double b) {
  std::vector<double> table(kTableNodes);
  constexpr std::size_t kMiddle = kTableNodes / 2;
  const auto fill = [&](std::size_t i, double guess) {
    const double z = -kTableEnd + static_cast<double>(i) / kNodesPerUnit;
    const double tail = 0.5 * std::erfc(std::abs(z) / std::sqrt(2.0));
    table[i] = beta_log_odds(a, b, z < 0, tail, guess);
  };
  fill(kMiddle, std::log(a / b));
  for (std::size_t i = kMiddle; i-- > 0;) {
    fill(i, table[i + 1]);
  }
  for (std::size_t i = kMiddle + 1; i < kTableNodes; ++i) {
    fill(i, table[i - 1]);
  }
  return table;
}

using Table = std::shared_ptr<const std::vector<double>>;

// Tables made before, by what they are made of: a table takes milliseconds, and most plans of a
// sweep or a search have the laws of the plan before.
class Tables {
 public:
  Table get(const std::vector<double>& made_of, const std::function<std::vector<double>()>& make) {
    {
      const std::lock_guard lock(mutex_);
      if (const auto made = made_.find(made_of); made != made_.end()) {
        return made->second;
      }
    }
    auto table = std::make_shared<const std::vector<double>>(make());
    const std::lock_guard lock(mutex_);
    if (made_.size() == kMost) {
      made_.clear();  // those in use stay with who uses them
    }
    return made_.emplace(made_of, std::move(table)).first->second;
  }

 private:
  static constexpr std::size_t kMost = 256;  // 8 KiB each

  std::mutex mutex_;
  std::map<std::vector<double>, Table> made_;
};

Table table_of(const std::vector<double>& made_of,
               const std::function<std::vector<double>()>& make) {
  static Tables tables;
  return tables.get(made_of, make);
}

// What a table is of: the first of what it is made of.
constexpr double kGamma = 0.0;
constexpr double kHyperexponential = 1.0;
constexpr double kBeta = 2.0;

double interpolated(const std::vector<double>& table, double z) {
  const double x = (z + kTableEnd) * kNodesPerUnit;
  const auto last = static_cast<double>(kTableNodes - 3);
  const auto i = static_cast<std::size_t>(std::clamp(x, 1.0, last));
  const double t = x - static_cast<double>(i);
  const double a = table[i - 1];
  const double b = table[i];
  const double c = table[i + 1];
  const double d = table[i + 2];
  // Lagrange through four nodes at -1, 0, 1, 2.
  return b + t * ((c - a / 3.0 - b / 2.0 - d / 6.0) +
                  t * ((a + c) / 2.0 - b + t * ((d - a) / 6.0 + (b - c) / 2.0)));
}

TIERMIX_VECTOR_CLONES void exponentials(double* values, std::size_t count, double mean) {
  for (std::size_t i = 0; i < count; ++i) {
    values[i] = -mean * log_of(1.0 - values[i]);
  }
}

// exp(a + b z)
TIERMIX_VECTOR_CLONES void lognormals(double* z, std::size_t count, double a, double b) {
  for (std::size_t i = 0; i < count; ++i) {
    z[i] = exp_of(a + b * z[i]);
  }
}

TIERMIX_VECTOR_CLONES void weibulls(double* values, std::size_t count, double a, double b) {
  for (std::size_t i = 0; i < count; ++i) {
    values[i] = a * power_of(-log_of(1.0 - values[i]), b);
  }
}

TIERMIX_VECTOR_CLONES void logistics(double* log_odds, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    log_odds[i] = 1.0 / (1.0 + exp_of(-log_odds[i]));
  }
}

TIERMIX_VECTOR_CLONES void central_quantiles(const double* p, std::size_t count, double* z) {
  for (std::size_t i = 0; i < count; ++i) {
    z[i] = central_normal_quantile(p[i] - 0.5);
  }
}

}  // namespace

Law scaled(Law law, double factor) {
  law.mean *= factor;
  for (LawPhase& phase : law.phases) {
    phase.mean *= factor;
  }
  for (double& value : law.values) {
    value *= factor;
  }
  return law;
}

Sampler::Sampler(const Law& law) : family_(law.family), mean_(law.mean) {
  TIERMIX_EXPECTS(law.mean > 0.0 || !law.phases.empty() || !law.values.empty());
  switch (law.family) {
    case LawFamily::deterministic:
    case LawFamily::exponential:
      break;
    case LawFamily::lognormal: {
      const double variance = std::log1p(law.cv * law.cv);
      a_ = std::log(law.mean) - variance / 2.0;
      b_ = std::sqrt(variance);
      break;
    }
    case LawFamily::gamma:
      table_ = table_of({kGamma, law.mean, law.cv}, [&law] {
        return gamma_table(1.0 / (law.cv * law.cv), law.mean * law.cv * law.cv);
      });
      break;
    case LawFamily::weibull:
      a_ = law.mean / std::tgamma(1.0 + 1.0 / law.shape);
      b_ = 1.0 / law.shape;
      break;
    case LawFamily::hyperexponential: {
      std::vector<double> made_of = {kHyperexponential};
      mean_ = 0.0;
      for (const LawPhase& phase : law.phases) {
        mean_ += phase.probability * phase.mean;
        made_of.insert(made_of.end(), {phase.probability, phase.mean});
      }
      table_ = table_of(made_of, [&law] { return hyperexponential_table(law.phases); });
      break;
    }
    case LawFamily::empirical:
      table_ = std::make_shared<const std::vector<double>>(law.values);
      mean_ = 0.0;
      for (const double value : law.values) {
        mean_ += value / static_cast<double>(law.values.size());
      }
      break;
  }
}

double Sampler::operator()(double u) const {
  switch (family_) {
    case LawFamily::deterministic:
      return mean_;
    case LawFamily::exponential:
      return -mean_ * log_of(1.0 - u);
    case LawFamily::lognormal:
      return exp_of(a_ + b_ * normal_quantile(u));
    case LawFamily::gamma:
    case LawFamily::hyperexponential:
      return exp_of(interpolated(*table_, normal_quantile(u)));
    case LawFamily::weibull:
      return a_ * power_of(-log_of(1.0 - u), b_);
    case LawFamily::empirical: {
      const auto count = static_cast<double>(table_->size());
      return (*table_)[static_cast<std::size_t>(u * count)];
    }
  }
  return mean_;
}

void Sampler::transform(std::span<double> uniforms) const {
  double* const values = uniforms.data();
  const std::size_t count = uniforms.size();
  switch (family_) {
    case LawFamily::exponential:
      exponentials(values, count, mean_);
      return;
    case LawFamily::lognormal:
      normal_quantiles(uniforms);
      lognormals(values, count, a_, b_);
      return;
    case LawFamily::gamma:
    case LawFamily::hyperexponential:
      normal_quantiles(uniforms);
      for (double& value : uniforms) {
        value = interpolated(*table_, value);
      }
      lognormals(values, count, 0.0, 1.0);
      return;
    case LawFamily::weibull:
      weibulls(values, count, a_, b_);
      return;
    case LawFamily::deterministic:
    case LawFamily::empirical:
      for (double& value : uniforms) {
        value = (*this)(value);
      }
      return;
  }
}

void unit_exponentials(std::span<double> uniforms) {
  exponentials(uniforms.data(), uniforms.size(), 1.0);
}

// As if all were in the centre, then those that are not.
void normal_quantiles(std::span<double> uniforms) {
  constexpr std::size_t kSize = 128;
  std::array<double, kSize> z;
  for (std::size_t begin = 0; begin < uniforms.size(); begin += kSize) {
    const auto p = uniforms.subspan(begin, std::min(uniforms.size() - begin, kSize));
    central_quantiles(p.data(), p.size(), z.data());
    for (std::size_t i = 0; i < p.size(); ++i) {
      p[i] = is_central(p[i] - 0.5) ? z[i] : normal_quantile(p[i]);
    }
  }
}

BetaSampler::BetaSampler(double alpha, double beta) {
  TIERMIX_EXPECTS(alpha > 0.0 && beta > 0.0);
  if (alpha != 1.0 || beta != 1.0) {
    table_ = table_of({kBeta, alpha, beta}, [&] { return beta_table(alpha, beta); });
  }
}

double BetaSampler::operator()(double u) const {
  if (table_ == nullptr) {
    return u;
  }
  const double x = 1.0 / (1.0 + exp_of(-interpolated(*table_, normal_quantile(u))));
  return std::clamp(x, 0x1p-53, 1.0 - 0x1p-53);
}

void BetaSampler::transform(std::span<double> uniforms) const {
  if (table_ == nullptr) {
    return;
  }
  normal_quantiles(uniforms);
  for (double& value : uniforms) {
    value = interpolated(*table_, value);
  }
  logistics(uniforms.data(), uniforms.size());
  for (double& value : uniforms) {
    value = std::clamp(value, 0x1p-53, 1.0 - 0x1p-53);
  }
}

}  // namespace tiermix
