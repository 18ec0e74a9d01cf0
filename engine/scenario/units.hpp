#pragma once

// Values with units, as a scenario writes them: "24 min", "85%", "36 USD/h", "08:00", 2026-01-05.
//
// A reader returns the number in base units (seconds, fractions, days since 1970) or the problem in
// the words of a diagnostic: what was found, the rule, a suggestion where there is one.

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace tiermix {

struct Measured {
  std::optional<double> value;
  std::string problem;  ///< empty exactly when there is a value
};

[[nodiscard]] inline Measured problem(std::string text) { return {std::nullopt, std::move(text)}; }

/// Seconds. A number and one unit: ms, s, min, h, days, weeks, or their longer spellings.
[[nodiscard]] Measured parse_duration(std::string_view text);

/// . Did you mean "20 s", "20 min" or "20 h"?
[[nodiscard]] std::string ask_for_unit(std::string_view number);

/// "85%" as 0.85. A bare number inside quotes is a problem: it is not clear what it means.
[[nodiscard]] Measured parse_percent(std::string_view text);

/// Amount per hour of "36 USD/h"; any currency but `currency` is a problem.
[[nodiscard]] Measured parse_cost(std::string_view text, std::string_view currency);

/// Amount of "38 USD"; likewise.
[[nodiscard]] Measured parse_amount(std::string_view text, std::string_view currency);

/// Seconds since midnight of "08:00"; "24:00" is the end of the day.
[[nodiscard]] Measured parse_clock(std::string_view text);

/// Days since 1970-01-01 of "2026-01-05".
[[nodiscard]] Measured parse_date(std::string_view text);

/// Without an exponent where it is whole: 100000, not 1e+05.
[[nodiscard]] std::string plain_number(double value);

/// A time of `seconds` in the largest unit in which it is a whole number, such as "90 min".
[[nodiscard]] std::string format_duration(double seconds);

/// A fraction as a percentage: "85%".
[[nodiscard]] std::string format_percent(double fraction);

/// Seconds since midnight as "08:00".
[[nodiscard]] std::string format_clock(double seconds);

/// The printable() text text between quotation marks, cut where it is very long.
[[nodiscard]] std::string in_quotes(std::string_view text);

}  // namespace tiermix
