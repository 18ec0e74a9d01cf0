#pragma once

// What the readers of results files share.

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "engine/results/hdf5.hpp"
#include "engine/results/results.hpp"

namespace tiermix {

/// Throws std::runtime_error; read_sealed() puts the path in front.
[[noreturn]] void refuse(const std::string& reason);

/// Hands the image in a sealed file (format.hpp) to `take`. Throws std::runtime_error with the path
/// where the file cannot be read, is damaged or is not one of ours, and where `take` throws.
void read_sealed(const std::filesystem::path& path,
                 const std::function<void(std::string_view image)>& take);

/// Refuses a format of another major version.
void check_version(const hdf5::Group& root);

/// The attributes of the root that write_provenance() writes.
[[nodiscard]] Provenance read_provenance(const hdf5::Group& root);

}  // namespace tiermix
