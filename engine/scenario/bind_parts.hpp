#pragma once

// The values that several tables share: laws, curves, shares, customer pending, series, and what is
// built in.

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario/bind_fields.hpp"
#include "engine/scenario/model.hpp"

namespace tiermix {

/// Nothing where the key is absent or wrong.
[[nodiscard]] std::optional<Law> bind_law(const Fields& owner, std::string_view key);
[[nodiscard]] std::optional<ResolveCurve> bind_curve(const Fields& owner, std::string_view key);

/// Empty where the key is absent or wrong. Shares of 0 are left out.
[[nodiscard]] std::vector<RouteShare> bind_routes(const Fields& owner, std::string_view key);

/// A key that only some forms of a table have, such as cv of some laws; one with a default may be
/// left out.
struct Parameter {
  std::string_view form;
  std::string_view key;
  Presence presence = Presence::optional;
};

/// Reports keys that this form needs and those that belong to others; `what` is the key of the
/// form.
void check_parameters(const Fields& fields,
                      std::span<const Parameter> parameters,
                      const std::string& form,
                      const std::string& what);

/// How a session ends, as resolve, pending and outcomes of a tier or handling say.
struct SessionEnd {
  std::optional<ResolveCurve> resolve;
  std::optional<double> pending_share;
  std::optional<Law> pending_delay;
  double escalated = 0.0;  ///< by outcomes
};
[[nodiscard]] SessionEnd bind_session_end(const Fields& owner);

/// The text of the CSV file that a key names.
struct CsvText {
  std::string file;  ///< its name in diagnostics
  std::string text;
};
[[nodiscard]] std::optional<CsvText> read_csv(const Fields& owner, std::string_view key);

/// The series in the CSV file that a key names, counted from the start of the scenario; its rows
/// are local times in the scenario's zone.
[[nodiscard]] std::optional<Series> bind_series(const Fields& owner,
                                                std::string_view key,
                                                const TimeFrame& time);

[[nodiscard]] Profile bind_profile(const Fields& fields);

[[nodiscard]] std::vector<std::string> builtin_profiles();
[[nodiscard]] Profile builtin_profile(const std::string& name);

/// As many numbers as `into` has; others leave it as it is.
template <std::size_t n>
void read_numbers(const Fields& fields, std::string_view key, std::array<double, n>& into) {
  const std::vector<double> values = fields.quantities(key);
  Findings& findings = fields.context().findings;
  if (!fields.has(key) || !findings.sound(fields.path(key))) {
    return;
  }
  if (values.size() != n) {
    findings.error_at(fields.path(key),
                      std::to_string(values.size()) +
                          (values.size() == 1 ? " number" : " numbers") + " (" + std::string(key) +
                          " has " + std::to_string(n) + ")");
    return;
  }
  std::ranges::copy(values, into.begin());
}

/// Numbers within this of 1 count as a sum of 1.
inline constexpr double kSumTolerance = 1e-6;

}  // namespace tiermix
