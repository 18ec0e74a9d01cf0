#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/text.hpp"
#include "engine/tally/measure.hpp"
#include "engine/report/labels.hpp"
#include "engine/report/report.hpp"

namespace tiermix {
namespace {

// Names that do not read well with blanks for underscores.
constexpr auto kLabels = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"first_contact_resolution", "First-contact resolution"},
    {"first_contact_resolution_gross", "First contact, gross"},
    {"revenue_at_risk", "Revenue at risk a year"},
    {"first_level_resolution", "First-level resolution"},
    {"handle_cost_per_case", "Handle cost per case"},
    {"time_to_resolve_p50", "Time to resolve, median"},
    {"time_to_resolve_p90", "Time to resolve, 90th percentile"},
    {"wait_p50", "Wait, median"},
    {"wait_p90", "Wait, 90th percentile"},
    {"occupancy", "Occupancy of reps"},
});

std::string scopes_text(const MeasureScopes& scopes) {
  std::string text;
  const auto add = [&text](bool has, std::string_view name) {
    if (has) {
      text += (text.empty() ? "" : ", ") + std::string(name);
    }
  };
  add(scopes.all, "all");
  add(scopes.per_class, "case");
  add(scopes.per_tier, "tier");
  return text;
}

std::string formula(const Measure& measure) {
  if (measure.kind == MeasureKind::quantile) {
    return format_number(measure.probability * 100.0) + " % quantile of " +
           (measure.histogram == HistogramOf::wait ? "wait" : "time_to_resolve");
  }
  std::string text(name_of(measure.numerator));
  if (measure.denominator != Quantity::one) {
    text += " / " + std::string(name_of(measure.denominator));
  }
  return text;
}

constexpr std::string_view kTop = R"(# Measures

Generated from the dictionary of measures by `tiermix schema --measures`; a test keeps the two
equal. The same names are in the scorecard's sources, in `--json`, in the results file and in
benchmark sets.

A ratio is a ratio of totals over all replications, never a mean of ratios; its interval is that of
the delta method over replications. A quantile is that of the pooled distribution. *Case* measures
follow the cases created in the measured window until they close, however long after the horizon.
Unit 1 is a share, written as a fraction in files and as a percentage on the scorecard; *currency*
stands for the scenario's own. Scopes: `all` is the desk, `case.NAME` a case class, `tier.NAME` a
tier.

| measure | unit | scopes | element | definition |
| --- | --- | --- | --- | --- |
)";

}  // namespace

std::string label_of(std::string_view measure) {
  for (const auto& [name, label] : kLabels) {
    if (name == measure) {
      return std::string(label);
    }
  }
  std::string label(measure);
  for (char& c : label) {
    c = c == '_' ? ' ' : c;
  }
  if (!label.empty() && label.front() >= 'a' && label.front() <= 'z') {
    label.front() = static_cast<char>(label.front() - 'a' + 'A');
  }
  return label;
}

std::string measures_page() {
  std::string page(kTop);
  for (const Measure& measure : measures()) {
    page += "| `" + std::string(measure.name) + "` | " + std::string(measure.unit) + " | " +
            scopes_text(measure.scopes) + " | " + std::string(name_of(measure.element)) + " | " +
            std::string(measure.definition) + " |\n";
  }
  return page;
}

std::string explain_measure(std::string_view name) {
  const int index = find_measure(name);
  if (index < 0) {
    return {};
  }
  const Measure& measure = measures()[static_cast<std::size_t>(index)];
  return std::string(measure.name) + " (measure)\n  " + std::string(measure.definition) +
         "\n  unit: " + std::string(measure.unit) + "\n  computed as: " + formula(measure) +
         "\n  reported for: " + scopes_text(measure.scopes) +
         "\n  element: " + std::string(name_of(measure.element)) + "\n";
}

}  // namespace tiermix
