// A single value to a number in base units: type, unit and bounds by the schema.

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/text.hpp"
#include "engine/scenario/bind_fields.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

bool is_number(const Node& node) {
  return node.kind == NodeKind::integer || node.kind == NodeKind::number;
}

Measured duration_of(const Field& field, const Node& node) {
  if (is_number(node)) {
    return problem(node.text + " is a bare number (a time needs its unit)" +
                   ask_for_unit(node.text));
  }
  if (node.kind != NodeKind::text) {
    return problem(shown(node) + " is not a time (a text with a unit, such as \"24 min\")");
  }
  Measured read = parse_duration(node.text);
  if (!read.value || field.detail.empty() || field.type != KeyType::duration) {
    return read;
  }
  const std::vector<std::string> allowed = words(field.detail);
  const bool known = std::ranges::any_of(
      allowed, [&](const std::string& text) { return parse_duration(text).value == read.value; });
  return known ? read
               : problem(in_quotes(node.text) + " is not possible here (one of " +
                         joined_by_commas(allowed) + ")");
}

Measured number_of(const Field& field, const Node& node) {
  if (field.type == KeyType::integer && node.kind != NodeKind::integer) {
    return problem(shown(node) + " is not a whole number" +
                   (node.kind == NodeKind::text ? " (a whole number without quotes)" : ""));
  }
  if (!is_number(node)) {
    return problem(shown(node) + " is not a number (without quotes)");
  }
  if (!std::isfinite(node.number)) {
    return problem(node.text + " is not a finite number");
  }
  return {node.number, {}};
}

Measured fraction_of(const Node& node) {
  if (is_number(node) && std::isfinite(node.number)) {
    return {node.number, {}};
  }
  if (node.kind == NodeKind::text) {
    return parse_percent(node.text);
  }
  return problem(shown(node) + " is not a fraction (a percentage such as \"85%\", or 0.85)");
}

Measured choice_of(const Field& field, const Node& node) {
  const std::vector<std::string> choices = words(field.detail);
  if (node.kind == NodeKind::text) {
    const auto at = std::ranges::find(choices, node.text);
    if (at != choices.end()) {
      return {static_cast<double>(at - choices.begin()), {}};
    }
  }
  std::string message =
      shown(node) + " is not possible here (one of " + joined_by_commas(choices) + ")";
  return problem(message + (node.kind == NodeKind::text ? did_you_mean(node.text, choices) : ""));
}

Measured text_quantity(const Field& field, const Node& node, const std::string& currency) {
  switch (field.type) {
    case KeyType::date:
    case KeyType::dates:
      return node.kind == NodeKind::date || node.kind == NodeKind::text
                 ? parse_date(node.text)
                 : problem(shown(node) + " is not a date (such as 2026-01-05)");
    case KeyType::clock:
      return node.kind == NodeKind::text
                 ? parse_clock(node.text)
                 : problem(shown(node) + " is not a time of day (a text such as \"08:00\")");
    case KeyType::amount:
      return node.kind == NodeKind::text
                 ? parse_amount(node.text, currency)
                 : problem(shown(node) + " is not an amount (a text such as \"38 " + currency +
                           "\")");
    default:
      return node.kind == NodeKind::text
                 ? parse_cost(node.text, currency)
                 : problem(shown(node) + " is not a cost per hour (a text such as \"36 " +
                           currency + "/h\")");
  }
}

Measured measured(const Field& field, const Node& node, const std::string& currency) {
  switch (field.type) {
    case KeyType::duration:
    case KeyType::durations:
    case KeyType::law:
      return duration_of(field, node);
    case KeyType::integer:
    case KeyType::number:
    case KeyType::numbers:
      return number_of(field, node);
    case KeyType::fraction:
    case KeyType::balking:
      return fraction_of(node);
    case KeyType::choice:
    case KeyType::complexity:
    case KeyType::hand_off:
      return choice_of(field, node);
    case KeyType::flag:
      return node.kind == NodeKind::boolean ? Measured{node.number, {}}
                                            : problem(shown(node) + " is not true or false");
    default:
      return text_quantity(field, node, currency);
  }
}

std::string out_of_bounds(const Field& field, const Node& node, double value) {
  const Bounds& b = field.bounds;
  const std::string allowed =
      " (" + std::string(field.key) + " must be " + bounds_text(field) + ")";
  if (value < b.low && b.low == 0.0) {
    return shown(node) + " is negative" + allowed;
  }
  if (value < b.low || (b.above && value == b.low)) {
    return shown(node) + " is too small" + allowed;
  }
  if (value <= b.high) {
    return "";
  }
  const bool percentage =
      field.type == KeyType::fraction && is_number(node) && value >= 2.0 && value <= 100.0 * b.high;
  return shown(node) + " is too large" + allowed +
         (percentage ? ". Did you mean " + in_quotes(node.text + "%") + "?" : "");
}

}  // namespace

std::optional<double> read_quantity(BindContext& context,
                                    const Field& field,
                                    const Node& node,
                                    const std::string& path) {
  const Measured read = measured(field, node, context.currency);
  std::string problem = read.problem;
  if (read.value) {
    problem = out_of_bounds(field, node, *read.value);
  }
  if (!problem.empty()) {
    context.findings.error(node.place, path, problem);
    return std::nullopt;
  }
  return read.value;
}

}  // namespace tiermix
