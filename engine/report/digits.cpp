#include "engine/report/digits.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/text.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

// The place of the last digit to print, as a power of ten.
int last_place(double half_width) {
  const int exponent = static_cast<int>(std::floor(std::log10(half_width)));
  const double leading = half_width / std::pow(10.0, exponent);
  if (leading < 3.545) {
    return exponent - 1;
  }
  return exponent;  // 9.5 and more rounds up to two digits in this place
}

// 1234567.8 as 1,234,567.8
void group(std::string& digits) {
  const std::size_t start = !digits.empty() && digits[0] == '-' ? 1 : 0;
  for (std::size_t at = std::min(digits.find('.'), digits.size()); at > start + 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
}

std::string rounded_to(double value, int place) {
  if (place >= 0) {
    const double step = std::pow(10.0, place);
    value = std::round(value / step) * step;
  }
  std::string text = format_fixed(value, std::max(0, -place));
  if (text.starts_with('-') && text.find_first_of("123456789") == std::string::npos) {
    text.erase(0, 1);
  }
  group(text);
  return text;
}

std::string significant(double value, int count) {
  if (value == 0.0) {
    return "0";
  }
  const int exponent = static_cast<int>(std::floor(std::log10(std::abs(value))));
  return rounded_to(value, exponent - count + 1);
}

// Exact numbers: four significant digits, or all of those before the point, without useless zeros.
std::string exact(double value) {
  std::string text = std::abs(value) >= 1000.0 ? rounded_to(value, 0) : significant(value, 4);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) {
      text.pop_back();
    }
  }
  return text;
}

// ISO 4217: three capital letters.
bool is_currency(std::string_view unit) {
  return unit.size() == 3 && std::ranges::all_of(unit, [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Days from 72 h on, minutes below `least` hours, seconds below a minute.
ShownUnit shown_hours(double hours, double to_hours, double least) {
  if (hours > 72.0) {
    return {.factor = to_hours / 24.0, .suffix = " days"};
  }
  if (hours >= least) {
    return {.factor = to_hours, .suffix = " h"};
  }
  if (hours >= 1.0 / 60.0 || hours == 0.0) {
    return {.factor = to_hours * 60.0, .suffix = " min"};
  }
  return {.factor = to_hours * 3600.0, .suffix = " s"};
}

bool is_exact(double mean, double half_width) { return half_width <= 1e-6 * std::abs(mean); }

}  // namespace

ShownUnit shown_unit(std::string_view unit, double size) {
  if (unit == "1") {
    return {.factor = 100.0, .suffix = " %"};
  }
  if (unit == "h") {
    return shown_hours(std::abs(size), 1.0, 1.0);
  }
  if (unit == "min") {
    return shown_hours(std::abs(size) / 60.0, 1.0 / 60.0, 3.0);
  }
  const std::string name(unit.substr(0, unit.find('/')));
  if (is_currency(name) && std::abs(size) >= 1e6) {
    return {.factor = 1e-6, .suffix = " M " + name};
  }
  return {.factor = 1.0, .suffix = " " + name};
}

Digits digits_of(double mean, double half_width) {
  if (!std::isfinite(mean)) {
    return {};
  }
  if (!std::isfinite(half_width)) {
    return {.mean = significant(mean, 3), .half_width = "?"};
  }
  if (is_exact(mean, half_width)) {
    return {.mean = exact(mean), .half_width = {}};
  }
  const int place = last_place(half_width);
  return {.mean = rounded_to(mean, place), .half_width = rounded_to(half_width, place)};
}

std::string estimate_text(const EstimateRow& row, const TextStyle& style) {
  const Signs signs = signs_of(style);
  // Paid hours are an amount of work: 5000 h are not 208 days.
  const bool amount = row.measure.ends_with("_hours");
  const ShownUnit unit =
      amount ? ShownUnit{.factor = 1.0, .suffix = " h"} : shown_unit(row.unit, row.mean);
  const Digits digits = digits_of(row.mean * unit.factor, row.half_width * unit.factor);
  if (digits.mean.empty()) {
    return std::string(signs.dash) + "\t";
  }
  std::string text = digits.mean + "\t";
  if (!digits.half_width.empty()) {
    text += " " + std::string(signs.plus_minus) + " " + digits.half_width;
  }
  return text + unit.suffix;
}

std::string difference_text(double difference, const EstimateRow& row) {
  const ShownUnit unit = shown_unit(row.unit, row.mean);
  const double value = std::abs(difference) * unit.factor;
  const double half_width = row.half_width * unit.factor;
  // A published share has one decimal, a rating one or two: a difference from it has no more.
  double error = half_width;
  if (row.unit == "1") {
    error = std::max(half_width, 0.4);
  } else if (row.unit == "points") {
    error = std::max(half_width, 0.04);
  }
  return digits_of(value, error).mean + (row.unit == "1" ? " pts" : unit.suffix);
}

std::string with_unit(double value, std::string_view unit) {
  const ShownUnit shown = shown_unit(unit, value);
  const double scaled = value * shown.factor;
  return (unit == "1" ? format_fixed(scaled, 1) : exact(scaled)) + shown.suffix;
}

}  // namespace tiermix
