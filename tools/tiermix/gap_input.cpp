#include "tools/tiermix/gap_input.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "engine/base/digest.hpp"
#include "engine/results/swept.hpp"

#include "tools/tiermix/scenario_input.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

namespace fs = std::filesystem;

bool is_hdf5(const std::string& file) {
  std::array<char, 4> mark{};
  std::ifstream(file, std::ios::binary).read(mark.data(), mark.size());
  return std::string_view(mark.data(), mark.size()) == "\x89HDF";
}

std::string reason_of(const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity == Severity::error) {
      return diagnostic.key + ": " + diagnostic.problem;
    }
  }
  return "it makes no scenario";
}

}  // namespace

std::optional<GapSource> GapSource::open(const std::string& file, const Options& options) {
  GapSource source;
  source.file_ = file;
  source.changes_ = overrides_of(options);
  if (is_hdf5(file)) {
    const std::string type = file_type(file);
    if (type != "tiermix-results") {
      throw UsageError(file +
                       ": is no results file of a run (a scenario, or what tiermix run wrote)");
    }
    source.run_ = read(file).provenance;
  }
  ScenarioInput input = tell_loaded(source.load_with({}), file, options);
  if (!input.loaded.model) {
    source.tell_of_run(options);
    return std::nullopt;
  }
  source.base_ = std::move(input.loaded);
  source.benchmarks_ = std::move(input.benchmarks);
  source.tell_of_run(options);
  return source;
}

Loaded GapSource::load_with(const std::vector<Override>& changes) const {
  std::vector<Override> all = changes_;
  all.insert(all.end(), changes.begin(), changes.end());
  if (!run_) {
    return load(file_, all);
  }
  return load_text(run_->scenario_text, file_, fs::path(run_->scenario_file).parent_path(), all);
}

Loaded GapSource::with(const std::vector<Override>& changes) const { return load_with(changes); }

// Files that a scenario names are not part of its results.
void GapSource::tell_of_run(const Options& /*options*/) const {
  if (!run_) {
    return;
  }
  if (!base_.model) {
    tell(file_ + ": files named in it are looked for where " + run_->scenario_file +
         " was when it ran, seen from this folder; give the scenario file itself where it has "
         "moved\n");
  } else if (changes_.empty() && to_hex(base_.digest) != run_->scenario_digest) {
    tell("warning: " + file_ +
         ": the scenario is not what was simulated then: a file that it names has changed, or "
         "another version of tiermix wrote the results\n");
  }
}

RunContext GapSource::context(const Options& options) const {
  RunContext context{.scenario_file = run_ ? run_->scenario_file : file_,
                     .scenario_text = base_.text,
                     .scenario_digest = base_.digest,
                     .overrides = run_ ? run_->overrides : std::vector<std::string>()};
  const std::vector<std::string> more = options.texts("set");
  context.overrides.insert(context.overrides.end(), more.begin(), more.end());
  return context;
}

LoadedLevers load_levers(const GapSource& source, const std::vector<LeverSpec>& specs) {
  LeversOnScenario on = levers_on(source.base().text, source.base().model.value(), specs);
  LoadedLevers result;
  result.left_out = std::move(on.left_out);
  for (Lever& lever : on.levers) {
    Loaded loaded = source.with(lever.overrides());
    if (!loaded.model) {
      result.left_out.push_back({.name = lever.name, .reason = reason_of(loaded.diagnostics)});
    } else if (loaded.digest == source.base().digest) {
      result.left_out.push_back({.name = lever.name, .reason = "it changes nothing here"});
    } else {
      result.levers.push_back({std::move(lever), std::move(loaded.model).value(), loaded.digest});
    }
  }
  return result;
}

}  // namespace tiermix
