// tiermix benchmarks: the published figures, with their sources.

#include <filesystem>
#include <string>
#include <vector>

#include "engine/results/benchmark.hpp"

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/data.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

constexpr const char* kHelp = R"(usage: tiermix benchmarks [SET | FOLDER]

Lists the benchmark sets with their sources, definitions and figures: the shipped ones, or those in
a folder of your own. The name of a shipped set shows that set alone. A scenario chooses among them: [benchmark] set = "sspa".
)";

std::string unit_of(const BenchmarkFigure& figure) {
  if (figure.unit == "percent") {
    return "1";
  }
  return figure.unit == "points_of_5" ? "of 5" : figure.unit;
}

// Notes belong to a measure and basis: printed once, below the figures.
std::string text_of(const BenchmarkSet& set, const TextStyle& style) {
  std::string out = toned(set.name, Tone::strong, style) + "\n";
  out += wrapped("  source: " + set.source + " (" + set.year + ")", style, 4);
  out += wrapped("  definition: " + set.definition, style, 4) + "\n";
  Table table{.columns = {{.heading = "  measure"},
                          {.heading = "segment"},
                          {.heading = "figure", .align = Align::right},
                          {.heading = "basis"}},
              .rows = {}};
  std::string notes;
  for (const BenchmarkFigure& figure : set.figures) {
    table.rows.push_back({{.text = "  " + figure.measure},
                          {.text = figure.segment},
                          {.text = with_unit(figure.value, unit_of(figure))},
                          {.text = figure.basis}});
    if (!figure.note.empty()) {
      notes +=
          wrapped("  " + figure.measure + ", " + figure.segment + ": " + figure.note, style, 4);
    }
  }
  return out + to_text(table, style) + (notes.empty() ? "" : "\n" + notes);
}

// All shipped sets, the shipped set of that name, or those in a folder.
BenchmarksRead chosen(const Options& options) {
  if (options.files().empty()) {
    return shipped_benchmarks();
  }
  const std::string what = options.only_file("set or folder");
  if (std::filesystem::is_directory(what)) {
    return read_benchmarks(what);
  }
  BenchmarksRead read = shipped_benchmarks();
  std::vector<std::string> names;
  for (const BenchmarkSet& set : read.sets) {
    names.push_back(set.name);
  }
  std::erase_if(read.sets, [&what](const BenchmarkSet& set) { return set.name != what; });
  if (read.sets.empty()) {
    throw UsageError("\"" + what + "\" is neither a shipped benchmark set nor a folder" +
                     did_you_mean(what, names));
  }
  return read;
}

int list_benchmarks(const Options& options) {
  const BenchmarksRead read = chosen(options);
  tell(read.diagnostics);
  const TextStyle style = output_style(options);
  std::string text;
  for (const BenchmarkSet& set : read.sets) {
    text += (text.empty() ? "" : "\n") + text_of(set, style);
  }
  print(text);
  return has_errors(read.diagnostics) ? kUsage : kDone;
}

}  // namespace

Command benchmarks_command() {
  return {.name = "benchmarks",
          .summary = "the benchmark sets, with sources and figures",
          .help = kHelp,
          .options = colour_options(),
          .run = list_benchmarks};
}

}  // namespace tiermix
