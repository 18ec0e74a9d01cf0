#include "engine/results/provenance.hpp"

#include <array>
#include <charconv>
#include <cstdlib>
#include <ctime>

namespace tiermix {

std::string_view program_version() { return TIERMIX_VERSION; }

std::string_view program_commit() { return TIERMIX_COMMIT; }

std::string creation_time() {
  std::time_t seconds = std::time(nullptr);
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH")) {
    const std::string_view text = epoch;
    std::time_t given = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), given);
    if (result.ec == std::errc{} && result.ptr == text.data() + text.size()) {
      seconds = given;
    }
  }
  std::tm utc{};
  std::array<char, 64> buffer{};
  if (gmtime_r(&seconds, &utc) == nullptr) {
    return "1970-01-01T00:00:00Z";
  }
  const std::size_t size = std::strftime(buffer.data(), buffer.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return {buffer.data(), size};
}

}  // namespace tiermix
