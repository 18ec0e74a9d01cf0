#pragma once

// Numbers and names to and from text, independent of the locale.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiermix {

/// The shortest text that reads back to the same double.
[[nodiscard]] std::string format_number(double value);

/// A fixed number of decimals, point as separator.
[[nodiscard]] std::string format_fixed(double value, int decimals);

/// The whole of `text` as a finite double; nothing otherwise ("nan" and "inf" are nothing).
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Without blanks at either end.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// The candidate closest to `name` by edit distance, case ignored; empty where none is near.
[[nodiscard]] std::string nearest(std::string_view name,
                                  const std::vector<std::string>& candidates);

/// One, two, three.
[[nodiscard]] std::string joined_by_commas(const std::vector<std::string>& words);

/// One, two and three.
[[nodiscard]] std::string joined_by_and(const std::vector<std::string>& words);

/// A cell of a CSV file (RFC 4180): quoted where it has to be. A text that a spreadsheet would take
/// for a formula gets an apostrophe in front.
[[nodiscard]] std::string csv_cell(std::string_view text);

}  // namespace tiermix
