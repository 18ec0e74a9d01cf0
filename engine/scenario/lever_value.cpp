#include "engine/scenario/lever_value.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>

#include "engine/base/text.hpp"
#include "engine/scenario/bind_fields.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

enum class Kind : std::uint8_t { number, integer, fraction, duration, money, other };

Kind kind_of(const Field& field) {
  switch (field.type) {
    case KeyType::number:
      return Kind::number;
    case KeyType::integer:
      return Kind::integer;
    case KeyType::fraction:
    case KeyType::balking:
      return Kind::fraction;
    case KeyType::duration:
      return Kind::duration;
    case KeyType::cost:
    case KeyType::amount:
      return Kind::money;
    default:
      return Kind::other;
  }
}

RelativeRead refused(std::string problem) { return {std::nullopt, std::move(problem)}; }

RelativeRead added(double plus) { return {RelativeChange{.factor = 1.0, .plus = plus}, {}}; }

RelativeRead multiplied(double factor) { return {RelativeChange{.factor = factor}, {}}; }

// What follows the sign: a number with or without a unit.
RelativeRead read_step(std::string_view step, double sign, const Field& field, Kind kind) {
  if (step.ends_with('%')) {
    const auto percent = parse_number(trimmed(step.substr(0, step.size() - 1)));
    return percent ? multiplied(1.0 + sign * *percent / 100.0)
                   : refused("is not a relative value (such as \"+10%\")");
  }
  constexpr std::string_view kPoints = "points";
  if (step.ends_with(kPoints)) {
    const auto points = parse_number(trimmed(step.substr(0, step.size() - kPoints.size())));
    if (kind != Kind::fraction) {
      return refused("adds points to a value that is no percentage");
    }
    return points ? added(sign * *points / 100.0)
                  : refused("is not a relative value (such as \"+10 points\")");
  }
  if (kind == Kind::duration) {
    const Measured time = parse_duration(step);
    return time.value ? added(sign * *time.value)
                      : refused("is not a relative time (such as \"+5 min\" or \"+10%\")");
  }
  const auto number = parse_number(step);
  if (!number) {
    return refused("is not a relative value (such as \"+10%\", \"+0.2\" or \"x1.1\")");
  }
  if (kind == Kind::fraction && std::abs(*number) > 1.0) {
    return refused("adds more than 100 % to " + std::string(field.key) + ". Did you mean \"+" +
                   format_number(*number) + " points\"?");
  }
  return added(sign * *number);
}

std::optional<double> quantity_of(const Node& value,
                                  const Field& field,
                                  const std::string& currency,
                                  Findings& findings) {
  const std::map<std::string, std::filesystem::path> folders;
  BindContext context{.findings = findings, .folders = folders, .names = {}, .currency = currency};
  return read_quantity(context, field, value, std::string(field.key));
}

}  // namespace

bool looks_relative(std::string_view text) {
  return text.size() > 1 &&
         (text[0] == '+' || text[0] == '-' || (text[0] == 'x' && is_digit(text[1])));
}

RelativeRead read_relative(std::string_view text, const Field& field) {
  const Kind kind = kind_of(field);
  if (kind == Kind::other) {
    return refused("is relative, and " + std::string(field.key) + " is no number");
  }
  if (text[0] == 'x') {
    const auto factor = parse_number(text.substr(1));
    return factor && *factor >= 0.0 ? multiplied(*factor)
                                    : refused("is not a factor (such as \"x1.1\")");
  }
  return read_step(trimmed(text.substr(1)), text[0] == '-' ? -1.0 : 1.0, field, kind);
}

std::string value_problem(const Node& value, const Field& field) {
  const bool known = kind_of(field) != Kind::other || field.type == KeyType::flag ||
                     field.type == KeyType::choice || field.type == KeyType::hand_off;
  if (!known || kind_of(field) == Kind::money) {
    return {};
  }
  Findings findings;
  if (quantity_of(value, field, "USD", findings)) {
    return {};
  }
  return findings.sorted().front().problem;
}

std::optional<double> stated_number(const Node& value,
                                    const Field& field,
                                    const std::string& currency) {
  Findings findings;
  return kind_of(field) == Kind::other ? std::nullopt
                                       : quantity_of(value, field, currency, findings);
}

double changed(double value, const RelativeChange& change, const Field& field) {
  double after = value * change.factor + change.plus;
  if (kind_of(field) == Kind::integer) {
    const double step = std::round(after - value);
    const double least = after > value ? 1.0 : (after < value ? -1.0 : 0.0);
    after = value + (step == 0.0 ? least : step);
  }
  return std::clamp(after, field.bounds.low, field.bounds.high);
}

std::string value_text(double value, const Field& field, const std::string& currency) {
  // Sums of decimals: 0.1 + 0.2 is 0.3 for whoever reads it.
  const double shown = std::round(value * 1e9) / 1e9;
  switch (kind_of(field)) {
    case Kind::fraction:
      return format_number(std::round(value * 1e11) / 1e9) + "%";
    case Kind::duration:
      return shown == 0.0 ? "0 s" : format_duration(shown);
    case Kind::money:
      return plain_number(shown) + " " + currency + (field.type == KeyType::cost ? "/h" : "");
    default:
      return plain_number(shown);
  }
}

}  // namespace tiermix
