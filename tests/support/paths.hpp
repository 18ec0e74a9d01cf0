#pragma once

// Where this checkout and its program are: stated once, so that no test is compiled anew in another
// folder.

#include <filesystem>

namespace tiermix {

[[nodiscard]] std::filesystem::path source_folder();

/// Empty where the program is not built.
[[nodiscard]] std::filesystem::path program_path();

}  // namespace tiermix
