#include "tools/tiermix/scenario_input.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "engine/base/printable.hpp"
#include "engine/base/text.hpp"

#include "tools/tiermix/data.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

// "sspa" among a few names lists them; among many it names the command that does.
std::string known_text(const std::vector<std::string>& names, const std::string& command) {
  constexpr std::size_t kFew = 8;
  std::string text;
  for (const std::string& name : names) {
    text += (text.empty() ? "" : ", ") + name;
  }
  return names.size() > kFew ? command + " lists them" : "known: " + text;
}

Diagnostic unknown(const Place& place,
                   const std::string& key,
                   const std::string& what,
                   const std::vector<std::string>& names,
                   const std::string& command) {
  const std::string kind = key.ends_with("segments") ? "segment" : "set";
  const std::string near = nearest(what, names);
  return {Severity::error,
          place,
          key,
          "unknown " + kind + " \"" + what + "\" (" + known_text(names, command) + ")" +
              (near.empty() ? "" : ". Did you mean \"" + near + "\"?")};
}

// Every chosen set that nobody published; true where there is none.
bool check_sets(const std::vector<std::string>& chosen,
                const std::vector<BenchmarkSet>& sets,
                Loaded& loaded) {
  std::vector<std::string> names;
  std::ranges::transform(sets, std::back_inserter(names), &BenchmarkSet::name);
  bool known = true;
  for (const std::string& name : chosen) {
    if (std::ranges::find(names, name) == names.end()) {
      known = false;
      const bool first = &name == &chosen.front() && loaded.benchmark.set.line > 0;
      loaded.diagnostics.push_back(unknown(first ? loaded.benchmark.set : loaded.benchmark.sets,
                                           first ? "benchmark.set" : "benchmark.sets",
                                           name,
                                           names,
                                           "tiermix benchmarks"));
    }
  }
  return known;
}

// A set or segment that nobody published is an error: the card would stay silent about it.
void check_choice(const BenchmarkChoice& choice,
                  const std::vector<BenchmarkSet>& sets,
                  Loaded& loaded) {
  if (!check_sets(choice.sets, sets, loaded)) {
    return;
  }
  std::vector<std::string> segments;
  std::string command = "tiermix benchmarks";
  for (const std::string& name : choice.sets) {
    command += " " + name;
    const auto set = std::ranges::find(sets, name, &BenchmarkSet::name);
    for (const BenchmarkFigure& figure : set->figures) {
      if (std::ranges::find(segments, figure.segment) == segments.end()) {
        segments.push_back(figure.segment);
      }
    }
  }
  for (const std::string& segment : choice.segments) {
    if (std::ranges::find(segments, segment) == segments.end()) {
      loaded.diagnostics.push_back(
          unknown(loaded.benchmark.segments, "benchmark.segments", segment, segments, command));
    }
  }
}

}  // namespace

std::vector<Override> overrides_of(const Options& options, const std::vector<std::string>& names) {
  std::vector<Override> overrides;
  for (const std::string& name : names) {
    for (const std::string& text : options.texts(name)) {
      const std::size_t equals = text.find('=');
      if (equals == std::string::npos || equals == 0) {
        throw UsageError("option --" + name + ": \"" + text +
                         "\" is not of the form path=value (such as tier.tier1.resolve.f0=90%)");
      }
      overrides.push_back({.path = text.substr(0, equals), .value = text.substr(equals + 1)});
    }
  }
  return overrides;
}

ScenarioInput load_and_tell(const std::string& file,
                            const Options& options,
                            const std::vector<std::string>& changes) {
  return tell_loaded(load(file, overrides_of(options, changes)), file, options);
}

ScenarioInput tell_loaded(Loaded read_before, const std::string& file, const Options& options) {
  ScenarioInput input{.loaded = std::move(read_before), .benchmarks = {}};
  Loaded& loaded = input.loaded;
  bool set_is_wrong = false;
  if (loaded.model && !loaded.model->benchmark.sets.empty()) {
    BenchmarksRead read = options.has("benchmarks")
                              ? benchmarks_with(options.text("benchmarks", ""))
                              : shipped_benchmarks();
    tell(read.diagnostics);
    set_is_wrong = has_errors(read.diagnostics);
    check_choice(loaded.model->benchmark, read.sets, loaded);
    input.benchmarks = std::move(read.sets);
  }
  tell(loaded.diagnostics);
  const bool refused = set_is_wrong || has_errors(loaded.diagnostics) ||
                       (options.has("strict") && !loaded.diagnostics.empty());
  if (!loaded.model || refused) {
    tell(printable(file) + ": " + count_line(loaded.diagnostics) +
         (has_errors(loaded.diagnostics) ? "" : " (--strict: warnings count as errors)") + "\n");
    loaded.model.reset();
  }
  return input;
}

}  // namespace tiermix
