#pragma once

// What made a results file, and when.

#include <string>
#include <string_view>

namespace tiermix {

[[nodiscard]] std::string_view program_version();

/// The commit the program was configured from; "unknown" outside a repository.
[[nodiscard]] std::string_view program_commit();

/// Now, or SOURCE_DATE_EPOCH where set, as 2026-01-05T12:00:00Z.
[[nodiscard]] std::string creation_time();

}  // namespace tiermix
