#include "engine/scenario/units.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <vector>

#include "engine/base/printable.hpp"
#include "engine/base/text.hpp"

namespace tiermix {
namespace {

struct Unit {
  std::string_view name;
  double seconds;
};

constexpr std::array kUnits{
    Unit{"ms", 1e-3},
    Unit{"s", 1.0},
    Unit{"sec", 1.0},
    Unit{"second", 1.0},
    Unit{"seconds", 1.0},
    Unit{"min", 60.0},
    Unit{"minute", 60.0},
    Unit{"minutes", 60.0},
    Unit{"h", 3600.0},
    Unit{"hour", 3600.0},
    Unit{"hours", 3600.0},
    Unit{"d", 86400.0},
    Unit{"day", 86400.0},
    Unit{"days", 86400.0},
    Unit{"week", 604800.0},
    Unit{"weeks", 604800.0},
};

constexpr std::string_view kTimeRule = " (a time has one of the units ms, s, min, h, days, weeks)";

struct Split {
  std::optional<double> number;
  std::string_view rest;
};

// The leading number of a text, and what follows it without blanks.
Split split_number(std::string_view text) {
  text = trimmed(text);
  const std::size_t end = text.find_first_not_of("+-.0123456789");
  const std::string_view digits = text.substr(0, end);
  const std::string_view rest = end == std::string_view::npos ? "" : trimmed(text.substr(end));
  return {parse_number(digits), rest};
}

// Two digits at `at`, or -1.
int two_digits(std::string_view text, std::size_t at) {
  if (at + 2 > text.size() || !is_digit(text[at]) || !is_digit(text[at + 1])) {
    return -1;
  }
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

std::string in_capitals(std::string_view text) {
  std::string capitals(text);
  for (char& c : capitals) {
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return capitals;
}

}  // namespace

Measured parse_duration(std::string_view text) {
  const auto [number, rest] = split_number(text);
  if (!number) {
    return problem(in_quotes(text) + " is not a time (a number with a unit, such as \"24 min\")");
  }
  for (const Unit& unit : kUnits) {
    if (unit.name == rest) {
      return {*number * unit.seconds, {}};
    }
  }
  if (rest.empty()) {
    return problem(in_quotes(text) + " has no unit" + std::string(kTimeRule) +
                   ask_for_unit(format_number(*number)));
  }
  std::vector<std::string> names;
  names.reserve(kUnits.size());
  for (const Unit& unit : kUnits) {
    names.emplace_back(unit.name);
  }
  std::string message =
      in_quotes(text) + " has the unknown unit " + in_quotes(rest) + std::string(kTimeRule);
  // One letter is near to many units; this one means minutes.
  const std::string near = rest == "m" ? "min" : nearest(rest, names);
  if (!near.empty()) {
    message += ". Did you mean " + in_quotes(format_number(*number) + " " + near) + "?";
  }
  return problem(std::move(message));
}

std::string ask_for_unit(std::string_view number) {
  const std::string count(number);
  return ". Did you mean " + in_quotes(count + " s") + ", " + in_quotes(count + " min") + " or " +
         in_quotes(count + " h") + "?";
}

Measured parse_percent(std::string_view text) {
  const auto [number, rest] = split_number(text);
  if (number && rest == "%") {
    return {*number / 100.0, {}};
  }
  std::string message =
      in_quotes(text) + " is not a fraction (a percentage such as \"85%\", or 0.85 without quotes)";
  if (number && rest.empty()) {
    const std::string digits = format_number(*number);
    message += ". Did you mean " + (*number > 1.0 ? in_quotes(digits + "%") : digits) + "?";
  }
  return problem(std::move(message));
}

namespace {

// The problem of a code that is not the scenario's currency; nothing where it is.
std::optional<Measured> other_currency(std::string_view text,
                                       std::string_view code,
                                       std::string_view currency,
                                       const std::string& meant) {
  if (code == currency) {
    return std::nullopt;
  }
  const std::string found = in_quotes(text) + " is not in " + std::string(currency);
  return problem(in_capitals(code) == currency
                     ? found + " (a currency code is in capitals). Did you mean " +
                           in_quotes(meant) + "?"
                     : found + " (a scenario has one currency, given by the key currency)");
}

}  // namespace

Measured parse_cost(std::string_view text, std::string_view currency) {
  const std::string example = in_quotes("36 " + std::string(currency) + "/h");
  const auto [number, rest] = split_number(text);
  const std::size_t slash = rest.find('/');
  const std::string_view code = trimmed(rest.substr(0, slash));
  const std::string_view per =
      slash == std::string_view::npos ? std::string_view{} : trimmed(rest.substr(slash + 1));
  if (!number || code.empty() || (per != "h" && per != "hour")) {
    return problem(in_quotes(text) +
                   " is not a cost per hour (an amount with its currency, such as " + example +
                   ")");
  }
  const std::string meant = format_number(*number) + " " + std::string(currency) + "/h";
  return other_currency(text, code, currency, meant).value_or(Measured{*number, {}});
}

Measured parse_amount(std::string_view text, std::string_view currency) {
  const auto [number, code] = split_number(text);
  const std::string example = "38 " + std::string(currency);
  if (!number || code.empty() || code.find('/') != std::string_view::npos) {
    return problem(in_quotes(text) + " is not an amount (a number with its currency, such as " +
                   in_quotes(example) + ")");
  }
  const std::string meant = format_number(*number) + " " + std::string(currency);
  return other_currency(text, code, currency, meant).value_or(Measured{*number, {}});
}

Measured parse_clock(std::string_view text) {
  const int hour = two_digits(text, 0);
  const int minute = two_digits(text, 3);
  const bool shaped = text.size() == 5 && text[2] == ':' && hour >= 0 && minute >= 0;
  if (!shaped || minute > 59 || hour * 60 + minute > 24 * 60) {
    return problem(in_quotes(text) +
                   " is not a time of day (hours and minutes, such as \"08:00\")");
  }
  return {hour * 3600.0 + minute * 60.0, {}};
}

Measured parse_date(std::string_view text) {
  const int century = two_digits(text, 0);
  const int year = two_digits(text, 2);
  const int month = two_digits(text, 5);
  const int day = two_digits(text, 8);
  if (text.size() == 10 && text[4] == '-' && text[7] == '-' && century >= 0 && year >= 0 &&
      month > 0 && day > 0) {
    const std::chrono::year_month_day date{std::chrono::year{century * 100 + year},
                                           std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (date.ok()) {
      return {static_cast<double>(std::chrono::sys_days{date}.time_since_epoch().count()), {}};
    }
  }
  return problem(in_quotes(text) + " is not a date (year, month and day, such as 2026-01-05)");
}

std::string plain_number(double value) {
  constexpr double kExactBelow = 1e15;
  return value == std::floor(value) && std::abs(value) < kExactBelow
             ? std::to_string(static_cast<long long>(value))
             : format_number(value);
}

std::string format_duration(double seconds) {
  constexpr std::array kShown{Unit{"weeks", 604800.0},
                              Unit{"days", 86400.0},
                              Unit{"h", 3600.0},
                              Unit{"min", 60.0},
                              Unit{"s", 1.0}};
  for (const Unit& unit : kShown) {
    const double count = seconds / unit.seconds;
    if (std::abs(count) >= 1.0 && count == std::floor(count)) {
      const bool one_of_several =
          std::abs(count) == 1.0 && unit.name.ends_with('s') && unit.name != "s";
      return plain_number(count) + " " +
             std::string(unit.name.substr(0, unit.name.size() - (one_of_several ? 1U : 0U)));
    }
  }
  return format_number(seconds) + " s";
}

std::string format_percent(double fraction) {
  return format_number(std::round(fraction * 1e10) / 1e8) + "%";
}

std::string format_clock(double seconds) {
  const int minutes = static_cast<int>(seconds / 60.0);
  const auto two = [](int n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
  return two(minutes / 60) + ":" + two(minutes % 60);
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  std::size_t end = std::min(kLongest, text.size());
  // Never between the bytes of one UTF-8 character.
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) {
    ++end;
  }
  return "\"" + printable(text.substr(0, end)) + (end < text.size() ? "..." : "") + "\"";
}

}  // namespace tiermix
