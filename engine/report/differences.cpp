#include <algorithm>
#include <cmath>

#include "engine/base/text.hpp"
#include "engine/report/compared.hpp"
#include "engine/report/digits.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

// No more than the bootstrap can tell apart.
std::string probability_text(double probability) {
  if (std::isnan(probability)) {
    return {};
  }
  if (probability < 0.005) {
    return "<1 %";
  }
  if (probability >= 0.995) {
    return ">99 %";
  }
  return format_fixed(100.0 * probability, 0) + " %";
}

Tone tone_of(const std::string& verdict) {
  if (verdict == "better") {
    return Tone::good;
  }
  if (verdict == "worse") {
    return Tone::notable;
  }
  return verdict == "unclear" || verdict == "equal" ? Tone::faint : Tone::plain;
}

}  // namespace

std::string verdict_of(const DifferenceRow& row) {
  if (std::isnan(row.mean)) {
    return {};
  }
  if (row.mean == 0.0 && row.half_width == 0.0) {
    return "equal";
  }
  if (row.lower <= 0.0 && row.upper >= 0.0) {
    return "unclear";
  }
  const bool higher = row.mean > 0.0;
  if (row.better.empty()) {
    return higher ? "higher" : "lower";
  }
  return higher == (row.better == "higher") ? "better" : "worse";
}

DifferenceParts base_parts(const ComparedEstimate& base, const TextStyle& style) {
  const std::string text = estimate_text(base.row, style);
  const std::size_t tab = std::min(text.find('\t'), text.size());
  return {.value = text.substr(0, tab),
          .error = tab < text.size() ? text.substr(tab + 1) : std::string(),
          .verdict = {},
          .probability = probability_text(base.probability_best)};
}

DifferenceParts difference_parts(const DifferenceRow& row,
                                 double base_mean,
                                 const TextStyle& style) {
  ShownUnit unit = row.measure.ends_with("_hours") ? ShownUnit{.factor = 1.0, .suffix = " h"}
                                                   : shown_unit(row.unit, base_mean);
  if (row.unit == "1") {
    unit.suffix = " pts";
  }
  const Digits digits = digits_of(row.mean * unit.factor, row.half_width * unit.factor);
  if (digits.mean.empty()) {
    return {
        .value = std::string(signs_of(style).dash), .error = {}, .verdict = {}, .probability = {}};
  }
  DifferenceParts parts{.value = (row.mean > 0.0 ? "+" : "") + digits.mean,
                        .error = unit.suffix,
                        .verdict = verdict_of(row),
                        .probability = probability_text(row.probability_best)};
  if (!digits.half_width.empty()) {
    parts.error =
        " " + std::string(signs_of(style).plus_minus) + " " + digits.half_width + unit.suffix;
  }
  parts.tone = tone_of(parts.verdict);
  return parts;
}

const ComparedEstimate* find_estimate(const Compared& compared,
                                      std::string_view alternative,
                                      std::string_view measure,
                                      std::string_view scope) {
  const auto found = std::ranges::find_if(compared.estimates, [&](const ComparedEstimate& e) {
    return e.row.measure == measure && e.row.scope == scope && e.alternative == alternative;
  });
  return found == compared.estimates.end() ? nullptr : &*found;
}

const DifferenceRow* find_difference(const Compared& compared,
                                     std::string_view alternative,
                                     std::string_view measure,
                                     std::string_view scope) {
  const auto found = std::ranges::find_if(compared.differences, [&](const DifferenceRow& row) {
    return row.measure == measure && row.scope == scope && row.alternative == alternative;
  });
  return found == compared.differences.end() ? nullptr : &*found;
}

}  // namespace tiermix
