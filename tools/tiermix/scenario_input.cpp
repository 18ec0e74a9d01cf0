#include "tools/tiermix/scenario_input.hpp"

#include "tools/tiermix/terminal.hpp"

namespace tiermix {

std::vector<Override> overrides_of(const Options& options) {
  std::vector<Override> overrides;
  for (const std::string& text : options.texts("set")) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
      throw UsageError("option --set: \"" + text +
                       "\" is not of the form path=value (such as tier.tier1.resolve.f0=90%)");
    }
    overrides.push_back({.path = text.substr(0, equals), .value = text.substr(equals + 1)});
  }
  return overrides;
}

Loaded load_and_tell(const std::string& file, const Options& options) {
  Loaded loaded = load(file, overrides_of(options));
  tell(loaded.diagnostics);
  const bool refused = options.has("strict") && !loaded.diagnostics.empty();
  if (!loaded.model || refused) {
    tell(file + ": " + count_line(loaded.diagnostics) +
         (loaded.model ? " (--strict: warnings count as errors)" : "") + "\n");
    loaded.model.reset();
  }
  return loaded;
}

}  // namespace tiermix
