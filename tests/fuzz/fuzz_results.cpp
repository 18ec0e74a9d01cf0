// A results file as any reader meets it. HDF5 itself is not tried: what has no matching digest at
// its end never comes to it.

#include "engine/results/compared.hpp"
#include "engine/results/optimum.hpp"
#include "engine/results/results.hpp"
#include "engine/results/swept.hpp"
#include "engine/results/valuation.hpp"

#include "tests/fuzz/input.hpp"

namespace {

template <typename Read>
void read_fuzzed(const Read& read) {
  try {
    static_cast<void>(read());
  } catch (const std::runtime_error&) {  // NOLINT: refused, as it should be
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tiermix;
  const FuzzedFile file(text_of(data, size));
  read_fuzzed([&file] { return read(file.path()); });
  read_fuzzed([&file] { return read_compared(file.path()); });
  read_fuzzed([&file] { return read_swept(file.path()); });
  read_fuzzed([&file] { return read_valuation(file.path()); });
  read_fuzzed([&file] { return read_optimised(file.path()); });
  return 0;
}
