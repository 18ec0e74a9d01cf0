// Scenario text: read, checked, and where it is valid and short compiled to a plan.

#include "engine/scenario/load.hpp"
#include "engine/plan/compile.hpp"

#include "tests/fuzz/input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tiermix;
  const std::string text(text_of(data, size));
  // Other files are no part of what is tried here.
  if (text.find("extends") != std::string::npos || text.find(".csv") != std::string::npos) {
    return 0;
  }
  try {
    const Loaded loaded = load_text(text, "fuzzed.toml", "/nonexistent");
    if (loaded.model && loaded.model->time.horizon.us < (400 * kDay).us) {
      static_cast<void>(compile(*loaded.model));
    }
  } catch (const std::system_error&) {
    return 0;  // a file that is not there
  }
  return 0;
}
