#pragma once

// What writer and reader of a results file agree on (docs/results-format.md).

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/digest.hpp"

namespace tiermix::format {

inline constexpr std::string_view kFileType = "tiermix-results";
inline constexpr std::string_view kVersion = "1.8";
inline constexpr std::string_view kMajor = "1.";

// Of a comparison (docs/comparison-format.md).
inline constexpr std::string_view kComparisonType = "tiermix-comparison";
inline constexpr std::string_view kComparisonVersion = "1.0";

// Of a sweep (docs/sweep-format.md).
inline constexpr std::string_view kSweepType = "tiermix-sweep";
inline constexpr std::string_view kSweepVersion = "1.0";

// Of the worth of a programme (docs/roi-format.md).
inline constexpr std::string_view kRoiType = "tiermix-roi";
inline constexpr std::string_view kRoiVersion = "1.0";
inline constexpr const char* kNotCash = "not_cash";

// Of an optimum (docs/optimum-format.md).
inline constexpr std::string_view kOptimumType = "tiermix-optimum";
inline constexpr std::string_view kOptimumVersion = "1.0";

/// Beside the clock of periods.
inline constexpr const char* kUtcOffset = "utc_offset";

inline constexpr const char* kHalfWidthSuffix = "_half_width";

/// Kinds of periods and their groups, in the order of the file.
inline constexpr std::array<std::pair<std::string_view, const char*>, 5> kPeriodGroups{
    {{"interval", "intervals"},
     {"hour", "hours"},
     {"day", "days"},
     {"week", "weeks"},
     {"month", "months"}}};

/// Of published figures beside the estimates.
inline constexpr const char* kBenchmarks = "benchmarks";

/// Of reps at each level over months.
inline constexpr const char* kLevelMix = "level_mix";

inline constexpr const char* kResolveTimes = "time_to_resolve";
inline constexpr const char* kFlows = "flows";

/// The sense of a target.
inline constexpr std::string_view kAtLeast = ">=";
inline constexpr std::string_view kAtMost = "<=";

/// Where the scopes of a dataset stand on the scope axis of its group.
inline constexpr const char* kReportedIn = "reported_in";

// The last 32 bytes, behind the end that HDF5 knows of and ignored by every HDF5 program: a mark
// and the digest of all before it. HDF5 checksums neither its chunk index nor its texts, and may
// crash on damaged ones, so the reader looks here first. A program that changes the file drops it.
/// The first bytes of every HDF5 file.
inline constexpr std::string_view kHdf5Mark = "\x89HDF\r\n\x1a\n";

inline constexpr std::string_view kSealMark = "tiermix-checksum";
inline constexpr std::size_t kSealSize = kSealMark.size() + 16;

[[nodiscard]] inline std::string seal_of(std::string_view image) {
  return std::string(kSealMark) + to_hex(digest_of(image));
}

[[nodiscard]] inline bool is_sealed(std::string_view bytes) {
  return bytes.size() > kSealSize && bytes.substr(bytes.size() - kSealSize).starts_with(kSealMark);
}

}  // namespace tiermix::format
