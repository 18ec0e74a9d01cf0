#pragma once

// Elementary functions of our own, so that a result does not depend on the C library: logarithm and
// exponential after fdlibm (Sun Microsystems, 1993), the normal quantile after Wichura 1988
// (algorithm AS 241, PPND16). Straight-line code: loops over arrays vectorise.

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace tiermix {

/// Natural logarithm of a positive normal number; error below 1 unit in the last place.
[[nodiscard]] inline double log_of(double x) {
  constexpr double kLn2High = 6.93147180369123816490e-01;
  constexpr double kLn2Low = 1.90821492927058770002e-10;
  // Splits x = m 2^k with m in [sqrt(1/2), sqrt(2)).
  constexpr std::uint64_t kSqrtHalf = 0x3fe6a09e667f3bcdU;
  const auto bits = std::bit_cast<std::uint64_t>(x);
  const std::uint64_t shifted = bits - kSqrtHalf;
  // The exponent, by way of a double's mantissa: no 64-bit integer conversion before AVX-512.
  const std::uint64_t exponent =
      (shifted >> 52U) + ((std::uint64_t{0} - (shifted >> 63U)) & ~std::uint64_t{0xfff});
  const auto k = std::bit_cast<double>(exponent + 0x4338000000000000U) - 0x1.8p52;
  const auto m = std::bit_cast<double>(bits - (shifted & 0xfff0000000000000U));
  const double f = m - 1.0;
  const double s = f / (2.0 + f);
  const double z = s * s;
  const double w = z * z;
  const double t1 = w * (3.999999999940941908e-01 +
                         w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  const double t2 = z * (6.666666666666735130e-01 +
                         w * (2.857142874366239149e-01 +
                              w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  const double half_square = 0.5 * f * f;
  return k * kLn2High - ((half_square - (s * (half_square + (t1 + t2)) + k * kLn2Low)) - f);
}

/// Exponential function on [-700, 700]; arguments outside are taken at the border.
[[nodiscard]] inline double exp_of(double x) {
  constexpr double kLn2High = 6.93147180369123816490e-01;
  constexpr double kLn2Low = 1.90821492927058770002e-10;
  constexpr double kInvLn2 = 1.44269504088896338700e+00;
  const double low = x < -700.0 ? -700.0 : x;
  const double argument = low > 700.0 ? 700.0 : low;
  const double rounded = argument * kInvLn2 + 0x1.8p52;
  const double k = rounded - 0x1.8p52;
  const double high = argument - k * kLn2High;
  const double rest = k * kLn2Low;
  const double r = high - rest;
  const double t = r * r;
  const double c =
      r - t * (1.66666666666666019037e-01 +
               t * (-2.77777777770155933842e-03 +
                    t * (6.61375632143793436117e-05 +
                         t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))));
  const double y = 1.0 - ((rest - (r * c) / (2.0 - c)) - high);
  const std::uint64_t scale = (std::bit_cast<std::uint64_t>(rounded) & 0xfffU) << 52U;
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(y) + scale);
}

/// The whole part of x in [0, 2^51), by way of a double's mantissa: no 64-bit integer conversion
/// before AVX-512.
[[nodiscard]] inline std::int64_t whole_part(double x) {
  const double nearest = (x + 0x1.8p52) - 0x1.8p52;
  const double below = nearest - (nearest > x ? 1.0 : 0.0);
  return std::bit_cast<std::int64_t>(below + 0x1.8p52) - 0x4338000000000000;
}

/// x^a for x > 0.
[[nodiscard]] inline double power_of(double x, double a) { return exp_of(a * log_of(x)); }

/// A polynomial by Horner's rule; the highest power first.
template <std::size_t n>
[[nodiscard]] constexpr double polynomial(const std::array<double, n>& coefficients, double x) {
  double value = coefficients[0];
  for (std::size_t i = 1; i < n; ++i) {
    value = value * x + coefficients[i];
  }
  return value;
}

namespace as241 {

// Numerator and denominator of three rational approximations: |p - 1/2| <= 0.425; tails to
// exp(-25); tails beyond.
inline constexpr std::array kCentreTop{2509.0809287301226727,
                                       33430.575583588128105,
                                       67265.770927008700853,
                                       45921.953931549871457,
                                       13731.693765509461125,
                                       1971.5909503065514427,
                                       133.14166789178437745,
                                       3.387132872796366608};
inline constexpr std::array kCentreBottom{5226.495278852545925,
                                          28729.085735721942674,
                                          39307.89580009271061,
                                          21213.794301586595867,
                                          5394.1960214247511077,
                                          687.1870074920579083,
                                          42.313330701600911252,
                                          1.0};
inline constexpr std::array kTailTop{7.7454501427834140764e-4,
                                     0.0227238449892691845833,
                                     0.24178072517745061177,
                                     1.27045825245236838258,
                                     3.64784832476320460504,
                                     5.7694972214606914055,
                                     4.6303378461565452959,
                                     1.42343711074968357734};
inline constexpr std::array kTailBottom{1.05075007164441684324e-9,
                                        5.475938084995344946e-4,
                                        0.0151986665636164571966,
                                        0.14810397642748007459,
                                        0.68976733498510000455,
                                        1.6763848301838038494,
                                        2.05319162663775882187,
                                        1.0};
inline constexpr std::array kFarTop{2.01033439929228813265e-7,
                                    2.71155556874348757815e-5,
                                    0.0012426609473880784386,
                                    0.026532189526576123093,
                                    0.29656057182850489123,
                                    1.7848265399172913358,
                                    5.4637849111641143699,
                                    6.6579046435011037772};
inline constexpr std::array kFarBottom{2.04426310338993978564e-15,
                                       1.4215117583164458887e-7,
                                       1.8463183175100546818e-5,
                                       7.868691311456132591e-4,
                                       0.0148753612908506148525,
                                       0.13692988092273580531,
                                       0.59983220655588793769,
                                       1.0};

}  // namespace as241

/// Whether p = 1/2 + q lies where central_normal_quantile() is good.
[[nodiscard]] inline bool is_central(double q) { return q >= -0.425 && q <= 0.425; }

[[nodiscard]] inline double central_normal_quantile(double q) {
  const double r = 0.180625 - q * q;
  return q * polynomial(as241::kCentreTop, r) / polynomial(as241::kCentreBottom, r);
}

/// Standard normal quantile; p in (0, 1). Relative error about 1e-16.
[[nodiscard]] inline double normal_quantile(double p) {
  const double q = p - 0.5;
  if (is_central(q)) {
    return central_normal_quantile(q);
  }
  const double r = std::sqrt(-log_of(q < 0.0 ? p : 1.0 - p));
  const double size =
      r <= 5.0 ? polynomial(as241::kTailTop, r - 1.6) / polynomial(as241::kTailBottom, r - 1.6)
               : polynomial(as241::kFarTop, r - 5.0) / polynomial(as241::kFarBottom, r - 5.0);
  return q < 0.0 ? -size : size;
}

/// Standard normal distribution function; error below 7.5e-8 (Abramowitz & Stegun 1964, 26.2.17).
/// In [1e-12, 1 - 1e-12].
[[nodiscard]] inline double normal_probability(double z) {
  constexpr std::array kPolynomial{
      1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.319381530, 0.0};
  constexpr double kDensityAtZero = 0.3989422804014327;
  const double size = std::abs(z);
  const double t = 1.0 / (1.0 + 0.2316419 * size);
  const double tail =
      std::max(1e-12, kDensityAtZero * exp_of(-0.5 * z * z) * polynomial(kPolynomial, t));
  return z < 0.0 ? tail : 1.0 - tail;
}

}  // namespace tiermix
