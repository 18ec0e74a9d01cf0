#include "tests/support/paths.hpp"

namespace tiermix {

std::filesystem::path source_folder() { return TIERMIX_SOURCE_DIR; }

std::filesystem::path program_path() { return TIERMIX_PROGRAM; }

}  // namespace tiermix
