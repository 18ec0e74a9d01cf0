// A file of levers, and the ways that people write local times.

#include "engine/scenario/csv.hpp"
#include "engine/scenario/levers.hpp"

#include "tests/fuzz/input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tiermix;
  const std::string text(text_of(data, size));
  static_cast<void>(read_levers(text, "fuzzed.toml"));
  static_cast<void>(parse_local_time(text));
  return 0;
}
