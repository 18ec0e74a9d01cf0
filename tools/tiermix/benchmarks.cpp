// tiermix benchmarks: the published figures, with their sources.

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "engine/results/benchmark.hpp"

#include "tools/tiermix/benchmarks_json.hpp"
#include "tools/tiermix/command.hpp"
#include "tools/tiermix/data.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

constexpr const char* kBenchmarksHelp =
    R"(usage: tiermix benchmarks [SET... | FOLDER | FILE.csv] [OPTIONS]

Lists the benchmark sets with source, year and number of figures. Names of sets, a folder or a file
of your own show their definitions and figures as well. A scenario chooses among them:
[benchmark] set = "sspa", and sets = ["metricnet"] to stand beside it.

  tiermix benchmarks
  tiermix benchmarks metricnet

  --benchmarks FOLDER  sets of your own beside the shipped ones (or a .csv FILE)
  --json               one JSON object on standard output
  --color=auto|always|never, --no-color
)";

std::string unit_of(const BenchmarkFigure& figure) {
  if (figure.unit == "percent") {
    return "1";
  }
  return figure.unit == "points_of_5" ? "of 5" : figure.unit;
}

std::string remarks_text(const std::vector<BenchmarkRemark>& remarks,
                         const std::string& kind,
                         const TextStyle& style) {
  std::string out;
  for (const BenchmarkRemark& remark : remarks) {
    out += wrapped("  " + kind + " " + remark.name + ": " + remark.text, style, 4);
  }
  return out;
}

std::string head_of(const BenchmarkSet& set, const TextStyle& style) {
  std::string out = toned(set.name, Tone::strong, style) + "\n";
  out += wrapped("  source: " + set.source + " (" + set.year + ")", style, 4);
  out += wrapped("  definition: " + set.definition, style, 4);
  if (!set.mark.empty()) {
    out += wrapped("  mark: " + set.mark, style, 4);
  }
  return out;
}

// Notes belong to a measure and basis: printed once, below the figures.
std::string whole_text(const BenchmarkSet& set, const TextStyle& style) {
  const bool tiers = std::ranges::any_of(
      set.figures, [](const BenchmarkFigure& figure) { return figure.scope != "all"; });
  Table table{.columns = {{.heading = "  measure"},
                          {.heading = "segment"},
                          {.heading = "figure", .align = Align::right},
                          {.heading = "basis"}},
              .rows = {}};
  if (tiers) {
    table.columns.push_back({.heading = "scope"});
  }
  std::string notes;
  for (const BenchmarkFigure& figure : set.figures) {
    table.rows.push_back({{.text = "  " + figure.measure},
                          {.text = figure.segment},
                          {.text = with_unit(figure.value, unit_of(figure))},
                          {.text = figure.basis}});
    if (tiers) {
      table.rows.back().push_back({.text = figure.scope});
    }
    if (!figure.note.empty()) {
      notes +=
          wrapped("  " + figure.measure + ", " + figure.segment + ": " + figure.note, style, 4);
    }
  }
  return head_of(set, style) + remarks_text(set.differs, "differs from", style) +
         remarks_text(set.quantities, "compared with nothing:", style) + "\n" +
         to_text(table, style) + (notes.empty() ? "" : "\n" + notes);
}

// One paragraph per set.
std::string list_text(const std::vector<BenchmarkSet>& sets, const TextStyle& style) {
  std::string out;
  for (const BenchmarkSet& set : sets) {
    out += toned(set.name, Tone::strong, style) + "\n";
    out += wrapped("  " + set.source + " (" + set.year + ")", style, 2);
    std::string facts = "  " + std::to_string(set.figures.size()) +
                        (set.figures.size() == 1 ? " figure: " : " figures: ") + set.definition;
    if (!set.mark.empty()) {
      facts += "; " + set.mark;
    }
    out += wrapped(facts, style, 2);
    for (const BenchmarkRemark& remark : set.differs) {
      out += wrapped("  differs from " + remark.name + ": " + remark.text, style, 4);
    }
  }
  return out;
}

BenchmarksRead known_sets(const Options& options) {
  return options.has("benchmarks") ? benchmarks_with(options.text("benchmarks", ""))
                                   : shipped_benchmarks();
}

bool is_place(const std::string& what) {
  return std::filesystem::is_directory(what) ||
         (what.ends_with(".csv") && std::filesystem::exists(what));
}

// All known sets, those of these names, or those at a place of the user's own.
BenchmarksRead chosen(const Options& options) {
  const std::vector<std::string>& names = options.files();
  if (names.size() == 1 && is_place(names.front())) {
    return read_benchmarks(names.front());
  }
  BenchmarksRead read = known_sets(options);
  if (names.empty()) {
    return read;
  }
  std::vector<std::string> known;
  std::ranges::transform(read.sets, std::back_inserter(known), &BenchmarkSet::name);
  std::vector<BenchmarkSet> sets;
  for (const std::string& name : names) {
    const auto set = std::ranges::find(read.sets, name, &BenchmarkSet::name);
    if (set == read.sets.end()) {
      throw UsageError("\"" + name + "\" is neither a benchmark set nor a folder or .csv file" +
                       did_you_mean(name, known));
    }
    sets.push_back(*set);
  }
  read.sets = std::move(sets);
  return read;
}

int list_benchmarks(const Options& options) {
  const BenchmarksRead read = chosen(options);
  tell(read.diagnostics);
  const TextStyle style = output_style(options);
  if (options.has("json")) {
    print(to_json(read.sets));
  } else if (options.files().empty()) {
    print(list_text(read.sets, style));
  } else {
    std::string text;
    for (const BenchmarkSet& set : read.sets) {
      text += (text.empty() ? "" : "\n") + whole_text(set, style);
    }
    print(text);
  }
  return has_errors(read.diagnostics) ? kUsage : kDone;
}

}  // namespace

Command benchmarks_command() {
  return {.name = "benchmarks",
          .summary = "the benchmark sets, with sources and figures",
          .help = kBenchmarksHelp,
          .options = with_colours(options_of({"benchmarks=", "json"})),
          .run = list_benchmarks};
}

}  // namespace tiermix
