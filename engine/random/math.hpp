#pragma once

// Elementary functions of our own, so that a result does not depend on the C library: logarithm and
// exponential after fdlibm (Sun Microsystems, 1993), the normal quantile after Wichura 1988
// (algorithm AS 241, PPND16). Straight-line code: loops over arrays vectorise.

#include <bit>
#include <cmath>
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
  const double k = std::bit_cast<double>(exponent + 0x4338000000000000U) - 0x1.8p52;
  const double m = std::bit_cast<double>(bits - (shifted & 0xfff0000000000000U));
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

/// x^a for x > 0.
[[nodiscard]] inline double power_of(double x, double a) { return exp_of(a * log_of(x)); }

/// Standard normal quantile; p in (0, 1). Relative error about 1e-16.
[[nodiscard]] inline double normal_quantile(double p) {
  const double q = p - 0.5;
  if (q >= -0.425 && q <= 0.425) {
    const double r = 0.180625 - q * q;
    const double numerator =
        ((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r +
            45921.953931549871457) *
               r +
           13731.693765509461125) *
              r +
          1971.5909503065514427) *
             r +
         133.14166789178437745) *
            r +
        3.387132872796366608;
    const double denominator =
        ((((((5226.495278852545925 * r + 28729.085735721942674) * r + 39307.89580009271061) * r +
            21213.794301586595867) *
               r +
           5394.1960214247511077) *
              r +
          687.1870074920579083) *
             r +
         42.313330701600911252) *
            r +
        1.0;
    return q * numerator / denominator;
  }
  const double tail = q < 0.0 ? p : 1.0 - p;
  double r = std::sqrt(-log_of(tail));
  double value = 0.0;
  if (r <= 5.0) {
    r -= 1.6;
    value = (((((((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r +
                  0.24178072517745061177) *
                     r +
                 1.27045825245236838258) *
                    r +
                3.64784832476320460504) *
                   r +
               5.7694972214606914055) *
                  r +
              4.6303378461565452959) *
                 r +
             1.42343711074968357734) /
            (((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r +
                  0.0151986665636164571966) *
                     r +
                 0.14810397642748007459) *
                    r +
                0.68976733498510000455) *
                   r +
               1.6763848301838038494) *
                  r +
              2.05319162663775882187) *
                 r +
             1.0);
  } else {
    r -= 5.0;
    value = (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r +
                  0.0012426609473880784386) *
                     r +
                 0.026532189526576123093) *
                    r +
                0.29656057182850489123) *
                   r +
               1.7848265399172913358) *
                  r +
              5.4637849111641143699) *
                 r +
             6.6579046435011037772) /
            (((((((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r +
                  1.8463183175100546818e-5) *
                     r +
                 7.868691311456132591e-4) *
                    r +
                0.0148753612908506148525) *
                   r +
               0.13692988092273580531) *
                  r +
              0.59983220655588793769) *
                 r +
             1.0);
  }
  return q < 0.0 ? -value : value;
}

}  // namespace tiermix
