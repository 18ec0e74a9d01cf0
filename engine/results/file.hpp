#pragma once

// Whole files: read at once, replaced at once.

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "engine/results/results.hpp"

namespace tiermix {

/// Throws std::runtime_error with the path and the system's reason.
[[nodiscard]] std::string read_whole_file(const std::filesystem::path& path);

/// Makes the folder where it does not exist. Throws std::runtime_error with the path and the
/// system's reason.
void make_folder(const std::filesystem::path& folder);

/// Puts the bytes in place of whatever is at `path`, whole or not at all, also across a power cut:
/// a temporary file beside it (PATH.PID.part), synced, renamed, folder synced. Throws
/// std::runtime_error with the path and the system's reason; the old file and no temporary one is
/// left then. Symbolic links are followed; devices and pipes are written to.
void replace_file(const std::filesystem::path& target,
                  std::string_view bytes,
                  Existing existing = Existing::replace);

/// Puts the image that `make` returns in place, sealed (format.hpp). Throws as replace_file() does,
/// with the path where the image cannot be made.
void write_sealed(const std::filesystem::path& path,
                  Existing existing,
                  const std::function<std::string()>& make);

}  // namespace tiermix
