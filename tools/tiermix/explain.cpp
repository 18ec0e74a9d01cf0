// tiermix explain: what a scenario key or a measure means.

#include <string>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/tally/measure.hpp"
#include "engine/scenario/load.hpp"
#include "engine/report/report.hpp"

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

constexpr const char* kExplainHelp = R"(usage: tiermix explain NAME

What a scenario key, a value such as gatekeeper, a measure or a label of the scorecard means.

  tiermix explain resolve.f0
  tiermix explain cost_per_case
  tiermix explain reps on the floor
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

// Labels have blanks, and need no quotes: tiermix explain reps on the floor.
std::string name_in(const Options& options) {
  std::string name;
  for (const std::string& word : options.files()) {
    name += (name.empty() ? "" : " ") + word;
  }
  return name.empty() ? options.only_file("name of a key or a measure") : name;
}

int explain_name(const Options& options) {
  const std::string name = name_in(options);
  const Explanation key = explain(name);
  std::vector<std::string> texts{key.text, explain_measure(name)};
  for (const std::string& measure : measures_called(name)) {
    if (measure != name) {
      texts.push_back(explain_measure(measure));
    }
  }
  std::string out;
  for (const std::string& text : texts) {
    out += (out.empty() || text.empty() ? "" : "\n") + text;
  }
  if (out.empty()) {
    unknown(name, key.suggestions);
  }
  print(out);
  return kDone;
}

}  // namespace

Command explain_command() {
  return {.name = "explain",
          .summary = "what a scenario key or a measure means",
          .help = kExplainHelp,
          .options = {},
          .run = explain_name};
}

}  // namespace tiermix
