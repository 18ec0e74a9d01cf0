// tiermix explain: what a scenario key or a measure means.

#include <string>

#include "engine/base/text.hpp"
#include "engine/tally/measure.hpp"
#include "engine/scenario/load.hpp"
#include "engine/report/report.hpp"

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

constexpr const char* kHelp = R"(usage: tiermix explain NAME

What a scenario key or a measure means.

  tiermix explain resolve.f0
  tiermix explain cost_per_case
)";

[[noreturn]] void unknown(const std::string& name, std::vector<std::string> near) {
  std::vector<std::string> known;
  for (const Measure& measure : measures()) {
    known.emplace_back(measure.name);
  }
  const std::string measure = nearest(name, known);
  if (!measure.empty()) {
    near.push_back(measure);
  }
  std::string text;
  for (const std::string& suggestion : near) {
    text += (text.empty() ? ", did you mean " : " or ") + suggestion;
  }
  throw UsageError("no scenario key and no measure is called " + name + text +
                   (text.empty() ? "" : "?"));
}

int explain_name(const Options& options) {
  const std::string name = options.only_file("name of a key or a measure");
  const Explanation key = explain(name);
  const std::string measure = explain_measure(name);
  if (key.text.empty() && measure.empty()) {
    unknown(name, key.suggestions);
  }
  print(key.text + (key.text.empty() || measure.empty() ? "" : "\n") + measure);
  return kDone;
}

}  // namespace

Command explain_command() {
  return {.name = "explain",
          .summary = "what a scenario key or a measure means",
          .help = kHelp,
          .options = {},
          .run = explain_name};
}

}  // namespace tiermix
