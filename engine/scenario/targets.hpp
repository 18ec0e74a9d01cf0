#pragma once

// What a scenario wants of a measure. Part of a Model.

#include <array>
#include <numeric>
#include <optional>
#include <string>

#include "engine/base/time.hpp"

namespace tiermix {

/// The part of the week that a target speaks of, by the scenario's clock.
struct TargetWindow {
  Duration every;             ///< length of intervals that each are to meet it; 0: all as one
  bool each_weekday = false;  ///< the intervals of each weekday for themselves
  Duration from;              ///< since midnight
  Duration to = kDay;         ///< after `from`
  std::array<bool, 7> days{true, true, true, true, true, true, true};  ///< Monday first

  /// The longest interval of counting from which the window can be put together.
  [[nodiscard]] Duration longest_row() const {
    return {std::gcd(std::gcd(from.us, to.us), every.us)};
  }

  friend bool operator==(const TargetWindow&, const TargetWindow&) = default;
};

/// What a key of [targets] says: "service_level.phone" = ">= 80% within 20 s". One that joins
/// several by "and" says as many.
struct Target {
  std::string measure;                                ///< a name of docs/measures.md
  std::string scope;                                  ///< "all", "case.NAME" or "tier.NAME"
  bool at_least = true;                               ///< else at most
  double value = 0.0;                                 ///< in the unit of the measure
  std::string text;                                   ///< as written, for reports
  std::optional<TargetWindow> window = std::nullopt;  ///< else the whole measured time
};

}  // namespace tiermix
