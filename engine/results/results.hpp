#pragma once

// The results of a run as one value, and as one file. assemble() makes the value from a run,
// write() and read() take it to a self-describing HDF5 file and back (docs/results-format.md);
// everything a report shows comes from here.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario/model.hpp"
#include "engine/experiment/experiment.hpp"
#include "engine/results/benchmark.hpp"

namespace tiermix {

struct Provenance {
  std::string title;
  std::string scenario_file;
  std::string scenario_text;    ///< effective: base, changes and overrides merged
  std::string scenario_digest;  ///< 16 hexadecimal digits
  std::string program_version;
  std::string commit;
  std::string created;  ///< UTC, ISO 8601; SOURCE_DATE_EPOCH where set
  std::string currency;
  std::string start;       ///< civil date of the scenario's start, YYYY-MM-DD
  double warm_up_h = 0.0;  ///< simulated before the measured window
  double horizon_h = 0.0;  ///< end of the measured window, from the start; 0 where not known
  std::vector<std::string> overrides;  ///< changes on the command line: rep_group.floor.heads=14
  std::uint64_t seed = 0;
  std::uint32_t replications = 0;  ///< batches where there are any
  double batch_h = 0.0;  ///< of one long run, in the place of replications; 0: there are none
  double level = 0.95;
  std::string digest;  ///< of all observations, 16 hexadecimal digits
  bool precision_reached = true;
  bool interrupted = false;
  bool arrivals_controlled = false;  ///< ratios are corrected by the number of cases that came
};

struct EstimateRow {
  std::string measure;
  std::string scope;  ///< "all", "case.NAME" or "tier.NAME"
  std::string unit;
  double mean = 0.0;
  double half_width = 0.0;
  double lower = 0.0;
  double upper = 0.0;
  double level = 0.95;
  std::uint32_t replications = 0;
  std::optional<BenchmarkPosition> benchmark;  ///< of the first chosen set that has a figure
  std::vector<BenchmarkPosition> further_benchmarks = {};  ///< of the others, in the order chosen
};

/// All of a row, in the order chosen.
[[nodiscard]] std::vector<BenchmarkPosition> benchmarks_of(const EstimateRow& row);

/// Gives a row its benchmarks.
void set_benchmarks(EstimateRow& row, std::vector<BenchmarkPosition> benchmarks);

/// One measure, replication by replication: values[replication * scopes.size() + scope].
struct ReplicationTable {
  std::string measure;
  std::string unit;
  std::vector<std::string> scopes;
  std::vector<double> values;  ///< NaN where a replication has no observation
};

/// One measure over time: means and half_widths [period * scopes.size() + scope].
struct IntervalTable {
  std::string measure;
  std::string unit;
  std::vector<std::string> scopes;
  std::vector<double> means;
  std::vector<double> half_widths;
};

/// All that is estimated per interval, hour, day, week or month.
struct Periods {
  std::string kind;                 ///< "interval", "hour", "day", "week" or "month"
  std::vector<double> starts_h;     ///< hours since the midnight that provenance.start begins with
  std::vector<std::string> clocks;  ///< on the wall at the start: 2026-03-29 03:00
  std::vector<double> utc_offsets_h = {};  ///< what they show less UTC; none without a zone
  std::vector<IntervalTable> tables;
};

/// How many reps are at each level, per month: means and half_widths
/// [(month * scopes.size() + scope) * levels.size() + level].
struct LevelMix {
  std::vector<double> starts_h;     ///< as of Periods
  std::vector<std::string> clocks;  ///< likewise
  std::vector<std::string> scopes;  ///< "all" and tiers
  std::vector<std::string> levels;  ///< empty: reps without a level; none: there is no mix
  std::vector<double> means;
  std::vector<double> half_widths;

  [[nodiscard]] std::size_t at(std::size_t month, std::size_t scope, std::size_t level) const {
    return (month * scopes.size() + scope) * levels.size() + level;
  }
};

/// The share of the cases resolved within a time, over the cases that are resolved: means and
/// half_widths [time * scopes.size() + scope].
struct ResolveTimes {
  std::vector<double> times_h;      ///< ascending
  std::vector<std::string> scopes;  ///< "all" and case classes
  std::vector<double> means;
  std::vector<double> half_widths;
};

/// What cases of the desk do at a tier, per case created. Each case enters once and ends once: the
/// rows that say "enters" sum to 1, and so do those of the ends.
struct FlowRow {
  /// "enters" (the first contact is for the tier), "handed_over", "sent_back", "moved" (by
  /// overflow), "asked" (the customer, and back to the tier), "called_again" (after a call that met
  /// nobody), "contacted_again" (after a close without a solution), "reopened", or one of the ends:
  /// "resolved", "unresolved", "left" (hung up, or gave up a callback, for good), "turned_away"
  /// (the desk was closed or had no place, for good), "open" (still, when the run stopped).
  std::string kind;
  std::string from;  ///< tier; empty: customers, and of "open"
  std::string to;    ///< tier; empty: an end
  double mean = 0.0;
  double half_width = 0.0;
  double lower = 0.0;
  double upper = 0.0;
  bool counted = true;  ///< else a total was counted, and divided by the shares of the scenario
};

/// A target of the scenario and what became of it.
struct TargetRow {
  std::string text;  ///< as the scenario states it
  std::string measure;
  std::string scope;
  std::string unit;
  bool at_least = true;
  double value = 0.0;  ///< wanted, in the unit of the row
  /// How many intervals are to meet it, and which of them decides; 0 and empty where the whole
  /// measured time is. Also of a file before 1.7.
  double intervals = 0.0;
  std::string interval = {};
  double mean = 0.0;  ///< estimate of the measure; of intervals that of the one which decides
  double half_width = 0.0;
  std::string verdict;  ///< "met", "missed" or "undecided"
  /// Probability that the target holds in a run of this length: share of the replications.
  double horizon = 0.0;
  double horizon_lower = 0.0;
  double horizon_upper = 0.0;
  /// Probability that it holds on a day: mean share of the days; NaN where days have no such value.
  double day = 0.0;
  double day_lower = 0.0;
  double day_upper = 0.0;

  /// Whether it speaks of the same as an estimate of the whole measured time.
  [[nodiscard]] bool is_of_whole_time() const { return interval.empty(); }
};

struct Results {
  Provenance provenance;
  std::vector<EstimateRow> estimates;
  std::vector<ReplicationTable> replications;
  std::vector<Periods> periods;  ///< intervals, hours where intervals are shorter, days...
  LevelMix level_mix;
  std::vector<TargetRow> targets;
  ResolveTimes resolve_times;  ///< no times where nothing was resolved, or of a file before 1.5
  std::vector<FlowRow> flows;  ///< likewise
};

/// Those of a kind, or nullptr.
[[nodiscard]] const Periods* find_periods(const Results& results, std::string_view kind);

/// What becomes of a file that stands where one is to be written.
enum class Existing : std::uint8_t {
  replace,
  keep,  ///< nothing is written, and the call throws
};

/// What assemble() cannot know from model and outcome.
struct RunContext {
  std::string scenario_file;
  std::string scenario_text;
  std::uint64_t scenario_digest = 0;
  std::vector<std::string> overrides = {};
};

/// The targets of a scenario by number, for Design::aims. Expects measures of the dictionary in
/// scopes that report them.
[[nodiscard]] std::vector<Aim> aims_of(const Model& model);

[[nodiscard]] Results assemble(const Model& model,
                               const Outcome& outcome,
                               const std::vector<BenchmarkSet>& sets,
                               const RunContext& context);

/// For what is not to be simulated in vain: throws std::runtime_error where the library that files
/// are written with cannot be loaded.
void require_writing();

/// Writes the whole file or nothing: a temporary file beside it, synced, renamed. Throws
/// std::runtime_error with the path and the system's reason.
void write(const Results& results,
           const std::filesystem::path& path,
           Existing existing = Existing::replace);

/// Throws std::runtime_error where the file is not one of ours, is damaged, or is of a newer
/// format.
[[nodiscard]] Results read(const std::filesystem::path& path);

}  // namespace tiermix
