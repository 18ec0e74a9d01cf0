// tiermix check: what is wrong with scenarios, and what can be said about them without simulating.

#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/scenario/advice.hpp"
#include "engine/scenario/route_graph.hpp"
#include "engine/report/report.hpp"

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/graph.hpp"
#include "tools/tiermix/json.hpp"
#include "tools/tiermix/scenario_input.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

constexpr const char* kCheckHelp = R"(usage: tiermix check FILE... [OPTIONS]

Validates scenarios, all problems in one go (standard error, one per line). For valid ones: offered
load, reps and load per rep of each tier, expected sessions per class, and where sessions lead.

  tiermix check desk.toml --graph desk.svg

  --graph FILE       write the escalation graph of one scenario: .dot, or .svg by way of Graphviz
  --set path=value   change one scenario value first; may be repeated
  --benchmarks FOLDER  benchmark sets beside the shipped ones (or a .csv FILE)
  --strict           warnings are errors
  --json             one JSON object instead of the tables
  -q, --quiet        problems only
  --color=auto|always|never, --no-color
)";

std::vector<OptionSpec> check_specs() {
  return with_colours(options_of({"graph=", "set=*", "benchmarks=", "strict", "json", "q|quiet"}));
}

Cell number(double value, int decimals) { return {.text = format_fixed(value, decimals)}; }

Cell load_per_rep(double share) {
  if (!std::isfinite(share)) {
    return {.text = "no reps", .tone = Tone::notable};
  }
  return {.text = with_unit(share, "1"), .tone = share >= 1.0 ? Tone::notable : Tone::plain};
}

Table tier_table(const Model& model, const TrafficReport& report) {
  Table table{.columns = {{.heading = "Tier"},
                          {.heading = "offered load", .align = Align::right},
                          {.heading = "reps on the floor", .align = Align::right},
                          {.heading = "load per rep", .align = Align::right},
                          {.heading = "sessions per case", .align = Align::right},
                          {.heading = "mean complexity", .align = Align::right}},
              .rows = {}};
  for (std::size_t t = 0; t < report.tiers.size(); ++t) {
    const TierTraffic& tier = report.tiers[t];
    table.rows.push_back({{.text = model.tiers[t].name},
                          {.text = format_fixed(tier.offered_load, 2) + " Erlang"},
                          number(tier.mean_heads, 2),
                          load_per_rep(tier.utilisation),
                          number(tier.sessions, 3),
                          number(tier.mean_complexity, 2)});
  }
  return table;
}

Table class_table(const Model& model, const TrafficReport& report) {
  Table table{
      .columns = {{.heading = "Case class"}, {.heading = "cases per hour", .align = Align::right}},
      .rows = {}};
  for (const Tier& tier : model.tiers) {
    const bool first = table.columns.size() == 2;
    table.columns.push_back(
        {.heading = (first ? "sessions at " : "at ") + tier.name, .align = Align::right});
  }
  table.columns.push_back({.heading = "resolved", .align = Align::right});
  for (std::size_t c = 0; c < report.classes.size(); ++c) {
    const ClassTraffic& own = report.classes[c];
    std::vector<Cell> row{{.text = model.classes[c].name}, number(own.cases_per_hour, 2)};
    for (const double sessions : own.sessions) {
      row.push_back(number(sessions, 3));
    }
    row.push_back({.text = with_unit(own.resolved, "1")});
    table.rows.push_back(std::move(row));
  }
  return table;
}

void add_flow(std::string& line, const std::string& where, double per_case) {
  if (per_case > 0.0) {
    line += (line.empty() ? "" : ", ") + where + " " + format_fixed(100.0 * per_case, 1);
  }
}

// The escalation graph, one line per tier.
Table route_table(const Model& model, const TrafficReport& report) {
  Table table{.columns = {{.heading = "From"}, {.heading = "per 100 cases of the desk"}},
              .rows = {}};
  for (std::size_t t = 0; t < report.tiers.size(); ++t) {
    const TierRoutes& routes = report.tiers[t].routes;
    std::string line;
    for (std::size_t u = 0; u < routes.escalations.size(); ++u) {
      add_flow(line, "to " + model.tiers[u].name, routes.escalations[u]);
    }
    add_flow(line, "resolved", routes.resolved);
    add_flow(line, "closed unresolved", routes.closed_unresolved);
    add_flow(line, "customer asked", routes.pendings);
    add_flow(line, "reopened", routes.reopenings);
    add_flow(line, "tried again", routes.retries);
    add_flow(line, "sent back", routes.bounces);
    table.rows.push_back({{.text = model.tiers[t].name}, {.text = line}});
  }
  return table;
}

std::string advice_text(const Model& model, const TextStyle& style) {
  std::string text;
  for (const std::string& line : advice_on(model)) {
    text += wrapped("advice: " + line, style, 2);
  }
  return (text.empty() ? "" : "\n") + text;
}

std::string text_of(const Checked& checked, const Model& model, const TextStyle& style) {
  std::string out = toned(model.title, Tone::strong, style) + "\n" + checked.file + ": valid";
  const std::string counted = count_line(checked.diagnostics);
  out += (counted.empty() ? "" : ", " + counted) + "\n\n";
  out += to_text(tier_table(model, checked.traffic), style) + "\n";
  out += to_text(class_table(model, checked.traffic), style) + "\n";
  out += to_text(route_table(model, checked.traffic), style) + "\n";
  return out +
         wrapped(
             "From the traffic equations: means over all 168 hours of the week, nobody "
             "hangs up. Queues form long before a load per rep of 100 %, and in peak hours "
             "first; tiermix run says how long.",
             style) +
         advice_text(model, style);
}

Checked check_file(const std::string& file, const Options& options) {
  auto [loaded, benchmarks] = load_and_tell(file, options);
  Checked checked{.file = file,
                  .diagnostics = std::move(loaded.diagnostics),
                  .model = std::move(loaded.model),
                  .traffic = {}};
  if (checked.model) {
    checked.traffic = traffic(*checked.model);
  }
  return checked;
}

std::string graph_path(const Options& options) {
  std::string path = options.text("graph", "");
  if (options.has("graph") && !is_graph_file(path)) {
    throw UsageError("option --graph: \"" + path + "\" ends in neither .dot nor .svg");
  }
  if (options.has("graph") && options.files().size() > 1) {
    throw UsageError("option --graph: one scenario file at a time");
  }
  return path;
}

int check(const Options& options) {
  if (options.files().empty()) {
    throw UsageError("a scenario file is missing");
  }
  const std::string graph = graph_path(options);
  const TextStyle style = output_style(options);
  std::vector<Checked> all;
  std::string text;
  int status = kDone;
  for (const std::string& file : options.files()) {
    const Checked& checked = all.emplace_back(check_file(file, options));
    if (const std::optional<Model>& model = checked.model) {
      text += (text.empty() ? "" : "\n") + text_of(checked, *model, style);
    } else {
      status = kUsage;
    }
  }
  if (options.has("json")) {
    print(to_json(all));
  } else if (!options.has("quiet")) {
    print(text);
  }
  if (const std::optional<Model>& model = all.front().model; model && !graph.empty()) {
    write_graph(to_dot(*model, all.front().traffic), graph);
    tell("graph in " + graph + "\n");
  }
  return status;
}

}  // namespace

Command check_command() {
  return {.name = "check",
          .summary = "validate scenarios; loads, visits and the escalation graph",
          .help = kCheckHelp,
          .options = check_specs(),
          .run = check};
}

}  // namespace tiermix
