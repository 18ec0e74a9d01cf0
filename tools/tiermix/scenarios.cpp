#include "tools/tiermix/scenarios.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <utility>

#include "engine/base/printable.hpp"
#include "engine/base/text.hpp"

#include "tools/tiermix/scenario_input.hpp"

namespace tiermix {
namespace {

namespace fs = std::filesystem;

// The file's name without .toml; where several have the same, the file as it is given.
std::string name_of(const std::string& file, const std::vector<std::string>& files) {
  const auto stem = [](const std::string& f) { return fs::path(f).stem().string(); };
  return std::ranges::count(files, stem(file), stem) > 1 ? file : stem(file);
}

std::string hours_text(Duration d) { return format_number(in_hours(d)) + " h"; }

// What keeps a scenario from being compared with the base, a line each.
std::string window_problems(const NamedScenario& base, const NamedScenario& other) {
  std::string lines;
  const auto same =
      [&](const std::string& what, const std::string& is, const std::string& of_base) {
        if (is != of_base) {
          lines += "\n" + printable(other.context.scenario_file) + ": " + what + " is " + is +
                   ", not " + of_base + " as in " + printable(base.context.scenario_file);
        }
      };
  const TimeFrame& own = other.model.time;
  const TimeFrame& wanted = base.model.time;
  const auto days = (own.start - wanted.start).count();
  same("time.start", std::to_string(days) + " days later", "0 days later");
  same("time.warm_up", hours_text(own.warm_up), hours_text(wanted.warm_up));
  same("time.horizon", hours_text(own.horizon), hours_text(wanted.horizon));
  same("currency", other.model.money.currency, base.model.money.currency);
  return lines;
}

}  // namespace

std::vector<std::string> distinct_files(const Options& options) {
  const std::vector<std::string>& files = options.files();
  std::vector<fs::path> seen;
  for (const std::string& file : files) {
    std::error_code unknown;
    fs::path path = fs::weakly_canonical(file, unknown);
    if (std::ranges::find(seen, path) != seen.end()) {
      throw UsageError(file + " is given twice");
    }
    seen.push_back(std::move(path));
  }
  return files;
}

std::vector<NamedScenario> load_all(const std::vector<std::string>& files,
                                    const Options& options,
                                    const std::string& for_others) {
  std::vector<NamedScenario> scenarios;
  std::vector<std::string> changes{"set"};
  for (const std::string& file : files) {
    Loaded loaded = load_and_tell(file, options, changes).loaded;
    std::vector<std::string> overrides;
    for (const std::string& name : changes) {
      std::ranges::copy(options.texts(name), std::back_inserter(overrides));
    }
    if (changes.size() == 1 && !for_others.empty()) {
      changes.push_back(for_others);
    }
    if (loaded.model.has_value()) {
      scenarios.push_back({.name = name_of(file, files),
                           .model = std::move(loaded.model).value(),
                           .context = {.scenario_file = file,
                                       .scenario_text = std::move(loaded.text),
                                       .scenario_digest = loaded.digest,
                                       .overrides = std::move(overrides)}});
    }
  }
  return scenarios.size() == files.size() ? std::move(scenarios) : std::vector<NamedScenario>();
}

void check_same_window(const std::vector<NamedScenario>& scenarios) {
  std::string problems;
  for (const NamedScenario& scenario : scenarios) {
    problems += window_problems(scenarios.front(), scenario);
  }
  if (!problems.empty()) {
    throw UsageErrors("a comparison needs the same time window and currency" + problems);
  }
}

ComparedInput input_of(const NamedScenario& scenario) {
  return {.name = scenario.name, .model = &scenario.model, .context = scenario.context};
}

KeptWork work_of(const std::string& command,
                 const std::vector<NamedScenario>& scenarios,
                 std::uint64_t seed) {
  KeptWork work{.command = command, .scenarios = {}, .seed = seed};
  for (const NamedScenario& scenario : scenarios) {
    work.scenarios.push_back(scenario.context.scenario_digest);
  }
  return work;
}

std::string command_with(std::string command, const std::vector<std::string>& files) {
  for (const std::string& file : files) {
    command += " " + file;
  }
  return command;
}

}  // namespace tiermix
