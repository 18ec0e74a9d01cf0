#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/check.hpp"
#include "engine/base/text.hpp"
#include "engine/estimate/unknown.hpp"
#include "engine/experiment/design_points.hpp"

namespace tiermix {
namespace {

constexpr int kMostDigits = 15;  // all of them exact in a double

std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) {
    power *= 10;
  }
  return power;
}

// A decimal number with what follows it.
struct Decimal {
  std::int64_t digits = 0;
  int decimals = 0;
  int length = 0;  ///< digits as written
  std::string gap;
  std::string unit;
};

// Whether it may follow a number: not where the number itself would go on, nor in a range or a
// clock.
bool is_unit(std::string_view text) {
  constexpr std::string_view kNumberOrRange = ".-:";
  return text.empty() ||
         (!is_digit(text[0]) && kNumberOrRange.find(text[0]) == std::string_view::npos);
}

// Nothing where the text does not begin with a decimal number, or where the rest is no unit.
std::optional<Decimal> parse_decimal(std::string_view text) {
  text = trimmed(text);
  const bool negative = text.starts_with('-');
  text.remove_prefix(static_cast<std::size_t>(negative || text.starts_with('+')));
  Decimal q;
  bool point = false;
  while (!text.empty() && (is_digit(text[0]) || (text[0] == '.' && !point))) {
    if (text[0] == '.') {
      point = true;
    } else if (++q.length <= kMostDigits) {
      q.digits = q.digits * 10 + (text[0] - '0');
      q.decimals += static_cast<int>(point);
    }
    text.remove_prefix(1);
  }
  q.digits *= negative ? -1 : 1;
  q.unit = trimmed(text);
  q.gap = text.substr(0, text.size() - q.unit.size());
  const bool is_number = q.length > 0 && q.length <= kMostDigits;
  return is_number && is_unit(q.unit) ? std::optional(q) : std::nullopt;
}

std::string decimal_text(std::int64_t digits, int decimals) {
  std::string text = std::to_string(digits < 0 ? -digits : digits);
  const auto places = static_cast<std::size_t>(decimals);
  if (text.size() <= places) {
    text.insert(0, places + 1 - text.size(), '0');
  }
  if (places > 0) {
    text.insert(text.size() - places, ".");
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') {
      text.pop_back();
    }
  }
  return (digits < 0 ? "-" : "") + text;
}

// Cut at `separator`, but not inside brackets, braces or quotation marks.
std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts(1);
  int depth = 0;
  bool quoted = false;
  for (const char c : text) {
    quoted = quoted != (c == '"');
    depth += !quoted && (c == '[' || c == '{') ? 1 : 0;
    depth -= !quoted && (c == ']' || c == '}') ? 1 : 0;
    if (c == separator && !quoted && depth == 0) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  for (std::string& part : parts) {
    part = trimmed(part);
  }
  return parts;
}

// "1e-3", which would otherwise read as 1 of a unit e-3.
bool has_exponent(std::string_view value) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const std::size_t e = value.find_first_not_of("+-.0123456789");
  if (e == std::string_view::npos || e == 0 || (value[e] != 'e' && value[e] != 'E')) {
    return false;
  }
  std::string_view rest = value.substr(e + 1);
  if (rest.starts_with('-') || rest.starts_with('+')) {
    rest.remove_prefix(1);
  }
  return !rest.empty() && is_digit(rest.front());
}

}  // namespace

std::size_t Axis::size() const {
  TIERMIX_EXPECTS(!is_continuous());
  return is_list() ? list_.size() : static_cast<std::size_t>((last_ - first_) / step_) + 1;
}

AxisValue Axis::at(std::size_t index) const {
  TIERMIX_EXPECTS(index < size());
  if (is_list()) {
    return list_[index];
  }
  const std::int64_t digits = first_ + static_cast<std::int64_t>(index) * step_;
  const std::string number = decimal_text(digits, decimals_);
  return {.text = number + gap_ + unit, .number = parse_number(number).value_or(kUnknown)};
}

Axis Axis::refined(std::size_t values) const {
  if (!is_continuous()) {
    return *this;
  }
  Axis fine = *this;
  const auto wanted = static_cast<std::int64_t>(values) - 1;
  constexpr std::int64_t kLargest = 100'000'000'000'000;  // one more digit stays exact
  const auto span = [&fine] { return std::abs(fine.last_ - fine.first_); };
  while (span() < wanted && std::max(std::abs(fine.first_), std::abs(fine.last_)) < kLargest) {
    fine.first_ *= 10;
    fine.last_ *= 10;
    ++fine.decimals_;
  }
  fine.step_ = fine.last_ < fine.first_ ? -1 : 1;
  return fine;
}

/// Reads one axis, and says what is wrong with it.
class AxisReader {
 public:
  explicit AxisReader(std::string_view text) { axis_.given = trimmed(text); }

  ParsedAxis read() {
    const std::string& text = axis_.given;
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
      return problem("is not of the form path=range (such as rep_group.reps.heads=30:40:2)");
    }
    axis_.path = trimmed(std::string_view(text).substr(0, equals));
    const std::string_view range = trimmed(std::string_view(text).substr(equals + 1));
    if (range.empty()) {
      return problem("names no values");
    }
    const std::vector<std::string> items = split(range, ',');
    for (const std::string& item : items) {
      for (const std::string& value : split(item, ':')) {
        if (value.starts_with('+')) {
          return problem("has the value " + value + " (write the whole of it: 115%, not +15%)");
        }
        if (has_exponent(value)) {
          return problem("has the value " + value + " (write numbers without an exponent)");
        }
      }
    }
    return items.size() == 1 ? range_of(items.front()) : list_of(items);
  }

 private:
  [[nodiscard]] ParsedAxis problem(const std::string& what) const {
    return {.axis = std::nullopt, .problem = "\"" + axis_.given + "\" " + what};
  }

  ParsedAxis list_of(const std::vector<std::string>& items) {
    std::optional<std::string> unit;
    for (const std::string& item : items) {
      if (item.empty()) {
        return problem("has an empty value");
      }
      if (std::ranges::count(items, item) > 1) {
        return problem("has the value " + item + " twice");
      }
      const std::optional<Decimal> quantity = parse_decimal(item);
      axis_.numeric_ =
          axis_.numeric_ && quantity && unit.value_or(quantity->unit) == quantity->unit;
      unit = quantity ? std::optional(quantity->unit) : unit;
    }
    for (const std::string& item : items) {
      AxisValue value{.text = item, .number = kUnknown};
      if (axis_.numeric_) {
        const Decimal q = parse_decimal(item).value_or(Decimal{});
        value.number = parse_number(decimal_text(q.digits, q.decimals)).value_or(kUnknown);
      }
      axis_.list_.push_back(std::move(value));
    }
    axis_.unit = axis_.numeric_ ? unit.value_or("") : "";
    return {.axis = axis_, .problem = {}};
  }

  ParsedAxis range_of(const std::string& text) {
    const std::vector<std::string> parts = split(text, ':');
    if (parts.size() == 1) {
      return list_of(parts);
    }
    std::array<Decimal, 3> ends{};
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::optional<Decimal> quantity = parse_decimal(parts[i]);
      if (parts.size() > ends.size() || !quantity) {
        return problem("is neither a range of numbers (from:to:step) nor a list (a,b,c)");
      }
      ends[i] = *quantity;
    }
    return walk(ends, parts.size() == ends.size());
  }

  ParsedAxis walk(std::array<Decimal, 3>& ends, bool has_step) {
    const std::size_t count = has_step ? 3 : 2;
    for (std::size_t i = 0; i < count; ++i) {
      if (axis_.unit.empty() && !ends[i].unit.empty()) {
        axis_.unit = ends[i].unit;
        axis_.gap_ = ends[i].gap;
      }
      axis_.decimals_ = std::max(axis_.decimals_, ends[i].decimals);
    }
    for (std::size_t i = 0; i < count; ++i) {
      if (!ends[i].unit.empty() && ends[i].unit != axis_.unit) {
        return problem("mixes the units " + axis_.unit + " and " + ends[i].unit +
                       " (write the range in one of them)");
      }
      const int shift = axis_.decimals_ - ends[i].decimals;
      if (ends[i].length + shift > kMostDigits) {
        return problem("has too many digits");
      }
      ends[i].digits *= power_of_ten(shift);
    }
    axis_.first_ = ends[0].digits;
    axis_.last_ = ends[1].digits;
    axis_.step_ = ends[2].digits;
    return has_step ? stepped() : continuous();
  }

  ParsedAxis continuous() {
    if (axis_.first_ == axis_.last_) {
      return problem("begins where it ends");
    }
    if (axis_.first_ > axis_.last_) {
      return problem("ends before it begins (the lower end comes first)");
    }
    return {.axis = axis_, .problem = {}};
  }

  ParsedAxis stepped() {
    const std::int64_t way = axis_.last_ - axis_.first_;
    if (axis_.step_ == 0) {
      return problem("has a step of zero");
    }
    if (way != 0 && (way > 0) != (axis_.step_ > 0)) {
      return problem("steps away from its end (the step has the wrong sign)");
    }
    if (way % axis_.step_ != 0) {
      const std::int64_t reached = axis_.first_ + way / axis_.step_ * axis_.step_;
      const auto shown = [this](std::int64_t digits) {
        return decimal_text(digits, axis_.decimals_) + axis_.gap_ + axis_.unit;
      };
      return problem("misses its end: the last steps are " + shown(reached) + " and " +
                     shown(reached + axis_.step_));
    }
    return {.axis = axis_, .problem = {}};
  }

  Axis axis_;
};

ParsedAxis parse_axis(std::string_view text) { return AxisReader(text).read(); }

}  // namespace tiermix
