// tiermix signature: a digest of what a few fixed simulations observe. It moves when results move,
// and with nothing else.

#include <array>
#include <stdexcept>
#include <string>

#include "engine/base/digest.hpp"
#include "engine/scenario/load.hpp"
#include "engine/plan/compile.hpp"
#include "engine/experiment/experiment.hpp"

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/data.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

constexpr const char* kSignatureHelp = R"(usage: tiermix signature

Simulates three shipped scenarios for a few weeks and prints a digest of all that was observed, 16
hexadecimal digits: equal wherever the program computes the same results.

  tiermix signature
)";

int print_signature(const Options& options) {
  if (!options.files().empty()) {
    throw UsageError("signature takes no file");
  }
  Digest digest;
  for (const char* name : {"01-one-queue", "02-patience", "03-three-tiers"}) {
    const std::filesystem::path file = scenario_folder() / (std::string(name) + ".toml");
    const Loaded loaded = load(file,
                               {{.path = "time.warm_up", .value = "1 week"},
                                {.path = "time.horizon", .value = "4 weeks"}});
    if (!loaded.model) {
      tell(loaded.diagnostics);
      throw std::runtime_error(file.string() + ": is not valid");
    }
    Design design;
    design.replications = 4;
    digest.add(run(compile(*loaded.model), design).digest);
  }
  print(to_hex(digest.value()) + "\n");
  return kDone;
}

}  // namespace

Command signature_command() {
  return {.name = "signature",
          .summary = "a digest of fixed simulations: moves only when results move",
          .help = kSignatureHelp,
          .options = {},
          .run = print_signature};
}

}  // namespace tiermix
