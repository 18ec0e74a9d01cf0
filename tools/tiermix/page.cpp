#include "tools/tiermix/page.hpp"

#include <cstddef>

#include "engine/base/check.hpp"

// Defined by embed_asset() of tools/cmake/embed.cmake.
extern "C" {
extern const char tiermix_page[];      // NOLINT(modernize-avoid-c-arrays)
extern const char tiermix_page_end[];  // NOLINT(modernize-avoid-c-arrays)
}

namespace tiermix {

std::string page_with(std::string_view data) {
  constexpr std::string_view kToken = R"({"__REPORT_DATA__":0})";
  const std::string_view page(tiermix_page,
                              static_cast<std::size_t>(tiermix_page_end - tiermix_page));
  const std::size_t at = page.find(kToken);
  TIERMIX_EXPECTS(at != std::string_view::npos);
  TIERMIX_EXPECTS(data.find_first_of("<>&") == std::string_view::npos);
  std::string whole(page.substr(0, at));
  whole += data;
  whole += page.substr(at + kToken.size());
  return whole;
}

}  // namespace tiermix
