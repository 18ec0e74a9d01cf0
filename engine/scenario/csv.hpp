#pragma once

// The CSV files of a scenario: one number per interval (a header such as start,cases, then rows of
// a local date and time and a number), open cases, and a response model.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/calendar.hpp"
#include "engine/scenario/aids.hpp"
#include "engine/scenario/demand.hpp"
#include "engine/scenario/load_findings.hpp"

namespace tiermix {

inline constexpr std::int64_t kDaySeconds = 86400;

/// Of one file: the rest tends to repeat them.
inline constexpr int kMostProblems = 20;

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
  const LocalClock* clock = nullptr;  ///< of the local times; those that never change where absent
};

/// Nothing where anything is wrong; each problem has the file, row and column.
[[nodiscard]] std::optional<SeriesTable> parse_series(std::string_view text,
                                                      const SeriesRequest& request,
                                                      Findings& findings);

/// How a file of open cases is named in diagnostics, and what its cells mean.
struct OpenCaseRequest {
  std::string file;
  std::string key;
  const LocalClock* clock = nullptr;  ///< of the column opened
  std::vector<std::string> tiers;     ///< names for the column tier
};

/// Empty where anything is wrong; each problem has the file, row and column.
[[nodiscard]] std::vector<OpenCase> parse_open_cases(std::string_view text,
                                                     const OpenCaseRequest& request,
                                                     Findings& findings);

/// How a table of responses is named in diagnostics, and the names it may use.
struct ResponseRequest {
  std::string file;
  std::string key;
  std::vector<std::string> classes;
};

/// Rows of which the last fits every case. Empty where anything is wrong; each problem has the
/// file, row and column.
[[nodiscard]] std::vector<ResponseRow> parse_responses(std::string_view text,
                                                       const ResponseRequest& request,
                                                       Findings& findings);

/// Seconds from 1970-01-01 00:00 by the clock of 2026-01-05T08:00, with a blank instead of the T
/// and :00 at the end as variants.
[[nodiscard]] std::optional<std::int64_t> parse_local_time(std::string_view text);

[[nodiscard]] LocalTime local_time(std::int64_t seconds);

}  // namespace tiermix
