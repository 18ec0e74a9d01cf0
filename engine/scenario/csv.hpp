#pragma once

// A CSV file of one number per interval: a header such as start,cases, then rows of a local date
// and time and a number.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario/load_findings.hpp"

namespace tiermix {

/// Equal intervals without a gap, aligned to midnight; the step divides a day.
struct SeriesTable {
  std::int64_t first_s = 0;  ///< seconds from 1970-01-01 00:00, local civil time
  std::int64_t step_s = 0;
  std::vector<double> values;
};

enum class SeriesValues : std::uint8_t { any, whole };

/// How a series file is named in diagnostics, what it must contain, and the key that names it.
struct SeriesRequest {
  std::string file;
  std::string header;  ///< "start,cases"
  double high = 0.0;   ///< the largest allowed value
  SeriesValues values = SeriesValues::any;
  std::string key;
};

/// Nothing where anything is wrong; each problem has the file, row and column.
[[nodiscard]] std::optional<SeriesTable> parse_series(std::string_view text,
                                                      const SeriesRequest& request,
                                                      Findings& findings);

}  // namespace tiermix
