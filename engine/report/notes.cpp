#include "engine/report/notes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <utility>

#include "engine/base/text.hpp"
#include "engine/estimate/warm_up.hpp"
#include "engine/results/civil.hpp"
#include "engine/report/blocks.hpp"
#include "engine/report/digits.hpp"
#include "engine/report/head.hpp"
#include "engine/report/sources.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

constexpr double kNoRest = 0.99;
constexpr double kManyUnresolved = 0.001;
constexpr std::uint32_t kFewReplications = 10;
constexpr auto kInBatches = std::to_array<std::string_view>({"cost_per_case",
                                                             "first_contact_resolution",
                                                             "time_to_resolve",
                                                             "wait",
                                                             "service_level",
                                                             "abandonment_rate",
                                                             "occupancy",
                                                             "backlog"});

std::string share_text(double share) { return with_unit(share, "1"); }

std::string level_text(double level) { return format_number(level * 100.0) + " %"; }

bool is_compared(const Results& results) {
  return std::ranges::any_of(results.estimates,
                             [](const EstimateRow& row) { return row.benchmark.has_value(); });
}

Note interval_note(const Results& results, const TextStyle& style, Distances distances) {
  const Provenance& run = results.provenance;
  const std::string sign(signs_of(style).plus_minus);
  if (run.replications < 2) {
    return {.text = "One replication says nothing about its own error: " + sign +
                    " ? stands for the interval. Use --replications 30 or --precision 1%.",
            .tone = Tone::notable};
  }
  const std::string over = run.batch_h > 0.0
                               ? count_text(run) + " of one run, taken as independent"
                               : std::to_string(run.replications) + " independent replications";
  return {.text = sign + " is half the " + level_text(run.level) + " confidence interval over " +
                  over + ": the error of chance, not that of the inputs." +
                  (distances == Distances::shown
                       ? " In brackets: how many such half-widths lie between estimate and "
                         "benchmark."
                       : "")};
}

Note time_note() {
  return {
      .text =
          "Hours are elapsed time, nights and weekends included; reps on the floor is the "
          "mean over all hours of the window. The wait per visit of a tier is that of every visit, "
          "of cases too that come back while nobody works."};
}

Note share_note() {
  return {.text =
              "First-contact resolution and the escalated share are of cases created, those of "
              "customers who hung up too, "
              "first-level resolution of cases closed, escalated per tier of the cases that "
              "came to it."};
}

void add_targets(const Results& results, std::vector<Note>& notes) {
  if (results.targets.empty()) {
    return;
  }
  notes.push_back(
      {.text = "A target is met or missed where the whole interval is. On a day: the mean share of "
               "the measured days whose own value holds it; " +
               std::string(results.provenance.batch_h > 0.0
                               ? "in a batch: the share of the batches"
                               : "over the run: the share of the replications") +
               "; both with their intervals."});
  if (std::ranges::any_of(results.targets,
                          [](const TargetRow& row) { return row.verdict == "undecided"; })) {
    notes.push_back(
        {.text = std::string("Some targets are not decided at this precision: ") +
                 (results.provenance.batch_h > 0.0 ? "a longer time.horizon decides more."
                                                   : "see --until-decided."),
         .tone = Tone::notable});
  }
}

// A tier that never rests is offered more than it can do.
void add_overloads(const Results& results, std::vector<Note>& notes) {
  constexpr std::string_view kTier = "tier.";
  for (const EstimateRow& row : results.estimates) {
    if (row.measure == "occupancy" && row.scope.starts_with(kTier) && row.mean > kNoRest) {
      notes.push_back({.text = "The reps of " + row.scope.substr(kTier.size()) + " are busy " +
                               share_text(row.mean) +
                               " of their time: more work arrives than they can do. The queue "
                               "grows with the length of the run unless cases leave it, and so do "
                               "the waits.",
                       .tone = Tone::notable});
    }
  }
}

void add_batches(const Results& results, std::vector<Note>& notes) {
  const double batch_h = results.provenance.batch_h;
  if (batch_h == 0.0) {
    return;
  }
  notes.push_back({.text = "Totals are those of a batch, " + length_text(batch_h) +
                           ": of the cases created in it, followed until they close, and of its "
                           "hours. Rows over time are of the one run and have no interval."});
  if (results.provenance.replications < kFewestToTell) {
    notes.push_back({.text = "So few batches cannot be told from independent ones: take 20 to 30.",
                     .tone = Tone::notable});
  }
  std::string names;
  for (const DependentBatches& one : dependent_batches(results)) {
    names += (names.empty() ? "" : ", ") + label_of(one.measure);
    if (const std::size_t dot = one.scope.find('.'); dot != std::string::npos) {
      names += " of " + one.scope.substr(dot + 1);
    }
  }
  if (!names.empty()) {
    notes.push_back(
        {.text = "Batches are like those before them by " + names +
                 " (von Neumann's ratio): intervals may be too narrow. Take longer "
                 "batches, with a longer time.horizon; a desk that grows, or that never "
                 "catches up, has no long run.",
         .tone = Tone::notable});
  }
}

void add_doubts(const Results& results, std::vector<Note>& notes) {
  const Provenance& run = results.provenance;
  if (run.arrivals_controlled) {
    notes.push_back({.text =
                         "Ratios and time averages of the whole run are corrected by the number "
                         "of arrivals (--control-arrivals): they are not the quotients of the "
                         "totals, nor the means of the replications or of rows over time."});
  }
  if (run.interrupted) {
    notes.push_back({.text = "Interrupted: these are the " + std::to_string(run.replications) +
                             " replications that were finished.",
                     .tone = Tone::notable});
  } else if (!run.precision_reached) {
    notes.push_back({.text = "The precision asked for was not reached within " +
                             std::to_string(run.replications) + " replications.",
                     .tone = Tone::notable});
  }
  if (run.replications >= 2 && run.replications < kFewReplications) {
    notes.push_back({.text = "Intervals from fewer than " + std::to_string(kFewReplications) +
                             (run.batch_h > 0.0 ? " batches" : " replications") +
                             " are wide and rough.",
                     .tone = Tone::notable});
  }
  const EstimateRow* open = find_row(results, "open_at_end", "all");
  if (open != nullptr && open->mean > kManyOpen) {
    notes.push_back({.text = share_text(open->mean) +
                             " of the cases created were still open when the drain ended: shares "
                             "of resolved cases are too low and times to resolve too short. See "
                             "time.drain_limit, or staff the tier that falls behind.",
                     .tone = Tone::notable});
  }
  const EstimateRow* unresolved = find_row(results, "unresolved_rate", "all");
  if (unresolved != nullptr && unresolved->mean > kManyUnresolved) {
    notes.push_back(
        {.text = share_text(unresolved->mean) + " of the cases created close without a solution."});
  }
}

void add_basis(const Results& results, std::vector<Note>& notes) {
  for (const EstimateRow& row : results.estimates) {
    if (row.benchmark && row.benchmark->basis == "ratio" && row.measure == "specialist_ratio") {
      notes.push_back(
          {.text = "The published specialist allocation of " + share_text(row.benchmark->value) +
                   " is read as printed, specialists compared to first responders (ratio). The "
                   "publisher's own staffing figures suggest a share of all reps; compare it with "
                   "the specialist share then."});
    }
  }
}

Note verdict_note() {
  return {
      .text =
          "Better and worse are against the benchmark, above and below where neither is good in "
          "itself; in line: the interval holds a value that rounds to the figure."};
}

// What a set says of its definitions, once for all the measures that it says it of.
void add_definitions(const Results& results, std::vector<Note>& notes) {
  std::vector<std::pair<std::string, std::string>> said;  // set, words
  for (const EstimateRow& row : results.estimates) {
    for (const BenchmarkPosition& benchmark : benchmarks_of(row)) {
      const std::pair what(benchmark.set, benchmark.differs);
      if (!benchmark.differs.empty() && std::ranges::find(said, what) == said.end()) {
        said.push_back(what);
        notes.push_back({.text = label_of(row.measure) + " in " + benchmark.set + ": " +
                                 benchmark.differs + "."});
      }
    }
  }
}

// Sets that are not to be trusted like the others.
void add_marks(const Results& results, std::vector<Note>& notes) {
  std::vector<std::string> said;
  for (const Source& source : sources_of(results)) {
    if (!source.mark.empty() && std::ranges::find(said, source.set) == said.end()) {
      said.push_back(source.set);
      notes.push_back(
          {.text = "Figures of " + source.set + ": " + source.mark + ".", .tone = Tone::notable});
    }
  }
}

}  // namespace

const EstimateRow* find_row(const Results& results,
                            std::string_view measure,
                            std::string_view scope) {
  const auto found = std::ranges::find_if(results.estimates, [&](const EstimateRow& row) {
    return row.measure == measure && row.scope == scope;
  });
  return found == results.estimates.end() ? nullptr : &*found;
}

namespace {

// A measure in a scope, batch by batch; without those in which nothing was observed.
struct BatchSeries {
  DependentBatches of;
  std::vector<double> values;
};

// Whether a class or a tier is the only one.
bool is_only(const std::string& scope, const std::vector<std::string>& scopes) {
  const std::string kind = scope.substr(0, scope.find('.') + 1);
  return !kind.empty() && std::ranges::count_if(scopes, [&kind](const std::string& other) {
                            return other.starts_with(kind);
                          }) == 1;
}

std::vector<BatchSeries> series_in_batches(const Results& results) {
  std::vector<BatchSeries> series;
  for (const ReplicationTable& table : results.replications) {
    if (std::ranges::find(kInBatches, table.measure) == kInBatches.end()) {
      continue;
    }
    for (std::size_t s = 0; s < table.scopes.size(); ++s) {
      if (is_only(table.scopes[s], table.scopes)) {
        continue;  // it is the desk
      }
      BatchSeries& one = series.emplace_back();
      one.of = {table.measure, table.scopes[s]};
      for (std::size_t i = s; i < table.values.size(); i += table.scopes.size()) {
        if (!std::isnan(table.values[i])) {
          one.values.push_back(table.values[i]);
        }
      }
    }
  }
  return series;
}

}  // namespace

std::vector<DependentBatches> dependent_batches(const Results& results) {
  constexpr double kError = 0.05;
  std::vector<DependentBatches> dependent;
  if (results.provenance.batch_h == 0.0) {
    return dependent;
  }
  const std::vector<BatchSeries> series = series_in_batches(results);
  const auto is_of_desk = [](const BatchSeries& one) { return one.of.scope == "all"; };
  const auto parts = static_cast<double>(std::ranges::count_if(series, std::not_fn(is_of_desk)));
  for (const BatchSeries& one : series) {
    if (are_successors_correlated(one.values, is_of_desk(one) ? kError : kError / parts)) {
      dependent.push_back(one.of);
    }
  }
  return dependent;
}

std::vector<Note> notes_on(const Results& results, const TextStyle& style, Distances distances) {
  std::vector<Note> notes{interval_note(results, style, distances), time_note(), share_note()};
  if (std::string trap = complacency(results, style); !trap.empty()) {
    notes.push_back({.text = std::move(trap), .tone = Tone::notable});
  }
  add_targets(results, notes);
  if (is_compared(results)) {
    notes.push_back(verdict_note());
  }
  add_basis(results, notes);
  add_definitions(results, notes);
  add_marks(results, notes);
  add_batches(results, notes);
  add_doubts(results, notes);
  add_overloads(results, notes);
  return notes;
}

}  // namespace tiermix
