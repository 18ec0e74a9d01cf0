// tiermix trace: one case or one rep in one replication as a timeline, and the event log as a file.

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "engine/plan/compile.hpp"
#include "engine/kernel/replicate.hpp"

#include "engine/trace/event_log.hpp"
#include "tools/tiermix/command.hpp"
#include "tools/tiermix/scenario_input.hpp"
#include "tools/tiermix/terminal.hpp"
#include "tools/tiermix/trace_views.hpp"
#include "tools/tiermix/whole_file.hpp"

namespace tiermix {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTraceHelp = R"(usage: tiermix trace FILE [OPTIONS]

Simulates one replication of a scenario and shows what happened in it: a choice of telling cases,
the life of one, the day of a rep, or all events in a file for process mining.

  tiermix trace desk.toml
  tiermix trace desk.toml --case how_to/15-7
  tiermix trace desk.toml --case how_to/15-7 --against swarm.toml
  tiermix trace desk.toml --rep tier1_early-3 --day 2026-01-19
  tiermix trace desk.toml --log desk.xes --from 15 --until 19

What to look at
  --case CLASS/DAY-NUMBER  one case: its class, the day of the scenario on which it came, its number
                           on that day (from 1); the same customer in every scenario
  --rep GROUP-NUMBER       one rep (from 1), on one day
  --against FILE           the same case or rep in another scenario as well
  --replication K          which of the replications of tiermix run, from 0 (0)
  --seed S                 (1)
  --set path=value         change one scenario value, with --against in both; may be repeated
  --strict                 warnings about the scenario are errors

Which cases, by the day on which they came; a day is its number (from 1) or a date
  --day DAY                one day; of a rep, the first on the floor in the measured window
  --from DAY, --until DAY  first and last day; the measured window unless said otherwise
  --all                    all days
  --class NAME             one case class

Output
  --log FILE               the events of these cases: FILE.csv, or FILE.xes (IEEE 1849)
  --max-cases N            refuse to write a log of more cases (50000)
  --force                  replace the log where it exists
  --json                   one JSON object instead of the timeline
  --color=auto|always|never, --no-color
)";

std::vector<OptionSpec> trace_specs() {
  return with_colours(options_of({"case=",
                                  "rep=",
                                  "against=",
                                  "replication=",
                                  "seed=",
                                  "set=*",
                                  "strict",
                                  "day=",
                                  "from=",
                                  "until=",
                                  "all",
                                  "class=",
                                  "log=",
                                  "max-cases=",
                                  "force",
                                  "json"}));
}

void refuse_together(const Options& options, const std::string& one, const std::string& other) {
  if (options.has(one) && options.has(other)) {
    throw UsageError("--" + one + " and --" + other + ": one of them at a time");
  }
}

void check_options(const Options& options) {
  refuse_together(options, "case", "rep");
  refuse_together(options, "rep", "log");
  refuse_together(options, "rep", "class");
  for (const char* days : {"from", "until", "all"}) {
    refuse_together(options, "day", days);
    refuse_together(options, "rep", days);
    refuse_together(options, "case", days);
  }
  for (const char* other : {"day", "class"}) {
    refuse_together(options, "case", other);
  }
  refuse_together(options, "all", "from");
  refuse_together(options, "all", "until");
  refuse_together(options, "against", "log");
  if (options.has("against") && !options.has("case") && !options.has("rep")) {
    throw UsageError("--against needs --case or --rep");
  }
  for (const char* of_log : {"force", "max-cases"}) {
    if (options.has(of_log) && !options.has("log")) {
      throw UsageError("--" + std::string(of_log) + " needs --log");
    }
  }
}

/// The thing that a text names. Throws UsageError with the option where it names none.
template <typename Thing>
Thing found(const Named<Thing>& named, const std::string& option) {
  if (!named.thing) {
    throw UsageError("option --" + option + ": " + named.problem);
  }
  return *named.thing;
}

Instant day_named(const std::string& option, const Options& options, const Traced& traced) {
  const std::string text = options.text(option, "");
  const std::optional<Instant> day = traced.names.midnight_of(text);
  if (!day || *day >= traced.plan.end) {
    const Instant last{traced.plan.end.us - 1};
    throw UsageError("option --" + option + ": \"" + text +
                     "\" is no day of the scenario: a number from 1, or a date from " +
                     traced.names.iso(Instant{}).substr(0, 10) + " to " +
                     traced.names.iso(last).substr(0, 10));
  }
  return *day;
}

CaseScope scope_of(const Options& options, const Traced& traced) {
  CaseScope scope{.from = traced.plan.warm_up,
                  .until = traced.plan.horizon,
                  .case_class = std::nullopt,
                  .only = std::nullopt};
  if (options.has("case")) {
    scope.only = found(traced.names.case_called(options.text("case", "")), "case");
  }
  if (options.has("class")) {
    scope.case_class = found(traced.names.class_called(options.text("class", "")), "class");
  }
  if (options.has("all") || options.has("case")) {
    scope.from = Instant{};
    scope.until = kNever;
  }
  if (options.has("day")) {
    scope.from = day_named("day", options, traced);
    scope.until = traced.names.midnight_after(scope.from);
  }
  if (options.has("from")) {
    scope.from = day_named("from", options, traced);
  }
  if (options.has("until")) {
    scope.until = traced.names.midnight_after(day_named("until", options, traced));
  }
  if (scope.from >= scope.until) {
    throw UsageError("no day is left between " + traced.names.iso(scope.from).substr(0, 10) +
                     " and " + traced.names.iso(scope.until).substr(0, 10));
  }
  return scope;
}

/// Nothing where the scenario is invalid, which has been told then.
std::optional<Traced> traced_scenario(const std::string& file, const Options& options) {
  auto [loaded, benchmarks] = load_and_tell(file, options);
  if (!loaded.model) {
    return std::nullopt;
  }
  constexpr std::uint32_t kMostReplication = 999'999;
  const ReplicationKey key{.seed = options.seed(),
                           .replication = static_cast<std::uint32_t>(
                               options.whole("replication", 0, 0, kMostReplication))};
  Plan plan = compile(*loaded.model);
  Names names(*loaded.model, plan);
  return Traced{.file = file,
                .digest = loaded.digest,
                .model = std::move(*loaded.model),
                .plan = std::move(plan),
                .names = std::move(names),
                .key = key};
}

Life life_in(const Traced& traced, const std::string& name) {
  const Owner owner = found(traced.names.case_called(name), "case");
  CaseRecorder recorder(owner);
  static_cast<void>(replicate(traced.plan, traced.key, &recorder));
  if (recorder.events().empty()) {
    const std::string prefix = name.substr(0, name.rfind('-') + 1);
    const unsigned count = recorder.cases_that_day();
    throw UsageError("option --case: no " + name + " in replication " +
                     std::to_string(traced.key.replication) + " of " + traced.file +
                     (count == 0
                          ? ": no such case came on that day"
                          : ": that day has " + prefix + "1 to " + prefix + std::to_string(count)));
  }
  return life_of(recorder.events(), traced.names);
}

void show_case(const std::vector<const Traced*>& scenarios, const Options& options) {
  std::vector<Life> lives;
  lives.reserve(scenarios.size());
  for (const Traced* traced : scenarios) {
    lives.push_back(life_in(*traced, options.text("case", "")));
  }
  if (options.has("json")) {
    print(lives_json(lives, scenarios));
    return;
  }
  const TextStyle style = output_style(options);
  std::string text;
  for (std::size_t i = 0; i < lives.size(); ++i) {
    text +=
        heading(*scenarios[i], style) + "\n" + life_table(lives[i], *scenarios[i], style) + "\n";
  }
  print(text + summary_table(lives, scenarios, style));
}

// The day asked for, or the first of the measured window on which the rep is on the floor.
RepDay day_of(const Traced& traced, const Options& options) {
  const std::uint32_t rep = found(traced.names.rep_called(options.text("rep", "")), "rep");
  RepRecorder recorder(rep);
  static_cast<void>(replicate(traced.plan, traced.key, &recorder));
  const auto day_from = [&](Instant from) {
    return rep_day(recorder.events(), rep, from, traced.names.midnight_after(from), traced.names);
  };
  if (options.has("day")) {
    return day_from(day_named("day", options, traced));
  }
  Instant from = traced.names.midnight_before(traced.plan.warm_up);
  for (Instant next = from; next < traced.plan.horizon; next = traced.names.midnight_after(next)) {
    from = next;
    RepDay day = day_from(from);
    if (day.sessions > 0) {
      return day;
    }
  }
  return day_from(from);
}

void show_rep(const std::vector<const Traced*>& scenarios, const Options& options) {
  std::vector<RepDay> days;
  days.reserve(scenarios.size());
  for (const Traced* traced : scenarios) {
    days.push_back(day_of(*traced, options));
  }
  if (options.has("json")) {
    print(reps_json(days, scenarios));
    return;
  }
  const TextStyle style = output_style(options);
  std::string text;
  for (std::size_t i = 0; i < days.size(); ++i) {
    const RepDay& day = days[i];
    const Traced& traced = *scenarios[i];
    text += (text.empty() ? "" : "\n") + heading(traced, style) + "\n";
    text += day.stretches.empty() ? day.name + " is not on the floor on " +
                                        traced.names.civil(day.from).substr(0, 14) + "\n"
                                  : rep_table(day, traced, style);
  }
  print(text);
}

// The command so far, to be continued by --case or --rep.
std::string command_so_far(const Traced& traced, const Options& options) {
  std::string text = "tiermix trace " + traced.file;
  for (const char* name : {"replication", "seed"}) {
    text += options.has(name) ? " --" + std::string(name) + " " + options.text(name, "") : "";
  }
  for (const std::string& change : options.texts("set")) {
    text += " --set '" + change + "'";
  }
  return text;
}

void show_overview(const Traced& traced, const CaseScope& scope, const Options& options) {
  Overview overview(scope);
  static_cast<void>(replicate(traced.plan, traced.key, &overview));
  const std::vector<TellingCase> cases = overview.telling_cases();
  if (options.has("json")) {
    print(overview_json(cases, traced));
    return;
  }
  const TextStyle style = output_style(options);
  const std::string first = traced.names.iso(scope.from).substr(0, 10);
  std::string text = heading(traced, style) + std::to_string(overview.opened()) +
                     " cases opened from " + first +
                     (scope.until == kNever
                          ? " on"
                          : " to " + traced.names.iso(Instant{scope.until.us - 1}).substr(0, 10)) +
                     "; " + std::to_string(overview.still_open()) + " still open at the end\n\n";
  if (cases.empty()) {
    print(text + "No case has ended.\n");
    return;
  }
  const std::string command = command_so_far(traced, options);
  text += overview_table(cases, traced, style) + "\nThe life of a case: " + command + " --case " +
          traced.names.of_case(cases.front().facts.owner) + "\n";
  for (const TellingCase& telling : cases) {
    if (!telling.facts.reps.empty()) {
      const std::string day = traced.names.iso(telling.facts.answered).substr(0, 10);
      text += "The day of a rep:   " + command + " --rep " +
              traced.names.of_rep(telling.facts.reps.front()) + " --day " + day + "\n";
      break;
    }
  }
  print(text);
}

LogFormat format_of(const fs::path& path) {
  if (path.extension() == ".csv") {
    return LogFormat::csv;
  }
  if (path.extension() == ".xes") {
    return LogFormat::xes;
  }
  throw UsageError("option --log: \"" + path.string() + "\" ends in neither .csv nor .xes");
}

// Whether --force may replace it: an event log is, a scenario or a table by mistake is not.
bool looks_like_log(const fs::path& path) {
  std::string start(csv_log_header().size(), '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(start.data(), static_cast<std::streamsize>(start.size()));
  return fs::file_size(path) == 0 || start == csv_log_header() || start.starts_with("<?xml");
}

fs::path log_path(const Options& options) {
  fs::path path = options.text("log", "");
  static_cast<void>(format_of(path));
  if (fs::is_directory(path)) {
    throw std::runtime_error(path.string() + ": is a folder (--log names a file)");
  }
  if (fs::is_regular_file(path) && !options.has("force")) {
    throw std::runtime_error(path.string() + ": exists (--force replaces it)");
  }
  if (fs::is_regular_file(path) && !looks_like_log(path)) {
    throw std::runtime_error(path.string() + ": is no event log and is not replaced");
  }
  return path;
}

void write_log(const Traced& traced,
               const CaseScope& scope,
               const fs::path& path,
               const Options& options) {
  constexpr std::uint64_t kFew = 50'000;
  const std::uint64_t most =
      options.whole("max-cases", kFew, 1, std::numeric_limits<std::uint64_t>::max());
  WholeFile file(path);
  const std::string title =
      traced.model.title + ", replication " + std::to_string(traced.key.replication);
  EventLogWriter writer(
      format_of(path), scope, most, traced.names, title, [&file](std::string_view text) {
        file.write(text);
      });
  try {
    static_cast<void>(replicate(traced.plan, traced.key, &writer));
  } catch (const TooManyCases& error) {
    throw UsageError("option --log: " + std::string(error.what()) +
                     " (choose fewer days with --from and --until or one --class, or allow more "
                     "with --max-cases)");
  }
  const LogSize size = writer.finish();
  file.finish(options.has("force") ? WholeFile::Existing::replace : WholeFile::Existing::keep);
  const bool window = !options.has("case") && !options.has("all") && !options.has("day") &&
                      !options.has("from") && !options.has("until");
  tell(std::to_string(size.cases) + (size.cases == 1 ? " case" : " cases") +
       (window ? " opened in the measured window (--all: of all days)" : "") + ", " +
       std::to_string(size.events) + " events in " + path.string() + "\n");
}

int trace(const Options& options) {
  const std::string file = options.only_file("scenario file");
  check_options(options);
  static_cast<void>(output_style(options));
  const fs::path log = options.has("log") ? log_path(options) : fs::path();
  const std::optional<Traced> traced = traced_scenario(file, options);
  std::optional<Traced> other;
  std::vector<const Traced*> scenarios;
  if (traced && options.has("against")) {
    other = traced_scenario(options.text("against", ""), options);
  }
  if (!traced || (options.has("against") && !other)) {
    return kUsage;
  }
  scenarios.push_back(&*traced);
  if (other) {
    scenarios.push_back(&*other);
  }
  const CaseScope scope = scope_of(options, *traced);
  if (options.has("log")) {
    write_log(*traced, scope, log, options);
  }
  if (options.has("case")) {
    show_case(scenarios, options);
  } else if (options.has("rep")) {
    show_rep(scenarios, options);
  } else if (!options.has("log")) {
    show_overview(*traced, scope, options);
  }
  return kDone;
}

}  // namespace

Command trace_command() {
  return {.name = "trace",
          .summary = "the life of a case or rep; event log as CSV or XES",
          .help = kTraceHelp,
          .options = trace_specs(),
          .run = trace};
}

}  // namespace tiermix
