#pragma once

// The dictionary of measures: everything tiermix estimates, its definition, unit and scopes. The
// scorecard, the results file, --json and docs/measures.md all read this one table.

#include <cstdint>
#include <span>
#include <string_view>

#include "engine/tally/quantity.hpp"

namespace tiermix {

enum class MeasureKind : std::uint8_t {
  ratio,     ///< numerator / denominator of totals over replications, times scale
  quantile,  ///< of a histogram
};

enum class HistogramOf : std::uint8_t { none, wait, time_to_resolve };

/// Where a measure is reported: the whole desk, each case class, each tier.
struct MeasureScopes {
  bool all = false;
  bool per_class = false;
  bool per_tier = false;
};

/// The four elements of support excellence; `detail` is not on the scorecard's front.
enum class Element : std::uint8_t { profit, reputation, efficiency, effectiveness, detail };

struct Measure {
  std::string_view name;
  std::string_view unit;  ///< "1" for shares; "currency" stands for the scenario's own
  MeasureKind kind = MeasureKind::ratio;
  Quantity numerator = Quantity::one;
  Quantity denominator = Quantity::one;
  double scale = 1.0;
  HistogramOf histogram = HistogramOf::none;
  double probability = 0.0;  ///< of the quantile
  MeasureScopes scopes;
  Element element = Element::detail;
  bool where_used = false;      ///< not on the scorecard's front where there was nothing of it
  std::string_view definition;  ///< one sentence, denominator stated
};

[[nodiscard]] std::span<const Measure> measures();

/// Between which values a measure lies, in its unit; infinite where nothing is known. Ratios that
/// count events, such as redials over calls, have no upper end.
struct MeasureRange {
  double low;
  double high;
};
[[nodiscard]] MeasureRange range_of(const Measure& measure);

/// Index into measures(), or -1.
[[nodiscard]] int find_measure(std::string_view name);

/// The measure that the field calls by these letters, such as first_contact_resolution for FCR;
/// `name` itself where it is none of them. For suggestions.
[[nodiscard]] std::string_view spelled_out(std::string_view name);

}  // namespace tiermix
