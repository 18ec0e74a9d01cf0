#pragma once

// What a scenario wants of a measure. Part of a Model.

#include <string>

namespace tiermix {

/// One line of [targets]: "service_level.phone" = ">= 80% within 20 s".
struct Target {
  std::string measure;   ///< a name of docs/measures.md
  std::string scope;     ///< "all", "case.NAME" or "tier.NAME"
  bool at_least = true;  ///< else at most
  double value = 0.0;    ///< in the unit of the measure
  std::string text;      ///< as written, for reports
};

}  // namespace tiermix
