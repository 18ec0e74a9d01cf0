// tiermix sweep: one scenario at many points, with the same customers at each.

#include "tools/tiermix/sweep.hpp"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <stdexcept>
#include <utility>

#include "engine/base/digest.hpp"
#include "engine/base/text.hpp"
#include "engine/plan/compile.hpp"
#include "engine/experiment/sweep.hpp"
#include "engine/results/journal.hpp"
#include "engine/results/swept.hpp"

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/keeping.hpp"
#include "tools/tiermix/progress.hpp"
#include "tools/tiermix/scenario_input.hpp"
#include "tools/tiermix/shard_parts.hpp"
#include "tools/tiermix/shards.hpp"
#include "tools/tiermix/simulation.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSweepHelp = R"(usage: tiermix sweep FILE --vary PATH=RANGE... [OPTIONS]

Simulates a scenario at many points, with the same customers at each; prints what each point costs
and brings, and which points are worth a look: the Pareto set.

  tiermix sweep desk.toml --vary rep_group.tier1.heads=30:40:2
  tiermix sweep desk.toml --vary demand.volume=100%:130%:5% --vary rep_group.tier1.heads=34,38,42
  tiermix sweep desk.toml --vary case_class.phone.patience.mean=5min:15min --design lhs --points 40

What to vary: any value that --set takes
  --vary path=a:b:step    from a to b, both included, in steps; a unit behind the numbers is kept
  --vary path=a,b,c       these values, numbers or texts; several --vary make every combination
  --design lhs            a Latin hypercube over the ranges instead of every combination; a range
                          needs no step then (path=a:b)
  --points N              so many points; with --design lhs
  --base N                the point that differences are taken from (1)

What to look at
  --measure M,N           measures of the table and the Pareto set (cost_per_case and those of the
                          scenario's targets; without targets service_level,
                          first_contact_resolution, satisfaction_rating, occupancy, where they have
                          a value); service_level.phone is that of a case class, or of a tier
  --level 95%             confidence level: of each estimate alone, of the differences of a measure
                          together, and of what is said about a point and the Pareto set

How much
  --replications N        of each point (30)
  --precision 1%          of each point, as in tiermix run
  --max-replications N    but stop here (10000)
  --seed S                another seed, other customers, another hypercube (1)
  --threads N             0 for all cores; no part of the result (0)

What
  --set path=value        change one value at every point; may be repeated
  --benchmarks FOLDER     benchmark sets beside the shipped ones (or a .csv FILE)
  --strict                warnings about a scenario are errors

Output
  -o, --output FILE       results file (the scenario's name with -sweep.h5, in this folder)
  --force                 replace the results file, and start over where a journal is
  --resume                go on where a sweep was killed or interrupted, to the same results
  --shard K/N             simulate the K-th of N parts of the points, for tiermix merge
  --json                  one JSON object instead of the table
  -q, --quiet             no table, no progress
  --color=auto|always|never, --no-color

The Pareto set is by the means: a point is in it (*) where no other is at least as good in every
measure and better in one; only measures with a direction count. A point outside it is dominated
where the paired intervals leave no doubt: the other is better in one measure and in none possibly
worse. Else it is undecided (?). The intervals of a point hold together.

While it runs, finished points are kept in a journal beside the results file (FILE.journal). Ctrl-C
keeps the journal; --resume continues it.
)";

std::vector<OptionSpec> sweep_specs() {
  return with_colours(
      options_of({"vary=*",   "set=*",    "design=",       "points=",     "base=",
                  "measure=", "level=",   "replications=", "precision=",  "max-replications=",
                  "seed=",    "threads=", "shard=",        "benchmarks=", "strict",
                  "force",    "resume",   "json",          "o|output=",   "q|quiet"}));
}

Design run_of(const Options& options) {
  Design design;
  design.seed = options.seed(design.seed);
  design.replications = static_cast<std::uint32_t>(
      options.whole("replications", design.replications, 1, kMostReplications));
  design.max_replications = static_cast<std::uint32_t>(
      options.whole("max-replications", design.max_replications, 1, kMostReplications));
  design.threads = options.threads();
  design.level = options.fraction("level", design.level);
  design.precision = options.fraction("precision", 0.0);
  if (options.has("max-replications") && !options.has("precision")) {
    throw UsageError("option --max-replications needs --precision");
  }
  return design;
}

KeptWork work_of(const SweepPoints& points,
                 const SweepDesign& design,
                 const std::vector<std::string>& measures) {
  const Design& run = design.run;
  Digest scenarios;
  for (const std::uint64_t digest : points.digests) {
    scenarios.add(digest);
  }
  std::string vary;
  for (const Axis& axis : points.design.axes) {
    vary += (vary.empty() ? "" : " ") + axis.given;
  }
  std::string by;
  for (const std::string& measure : measures) {
    by += (by.empty() ? "" : ",") + measure;
  }
  return {.command = "sweep",
          .scenarios = {points.scenario.digest},
          .seed = run.seed,
          .more = {{"--vary", vary},
                   {"--design", std::string(name_of(points.design.kind))},
                   {"number of points", std::to_string(points.digests.size())},
                   {"scenario at some point", to_hex(scenarios.value())},
                   {"--replications", std::to_string(run.replications)},
                   {"--precision", format_number(run.precision)},
                   {"--max-replications", std::to_string(run.max_replications)},
                   {"--level", format_number(run.level)},
                   {"--measure", by}}};
}

/// The points that are finished, and the journal that keeps them.
class Progressing {
 public:
  explicit Progressing(std::size_t points) : finished_(points) {}

  /// The points of a shard alone.
  void take_part(const Shard& shard) { shard_ = shard; }

  void open(const fs::path& path, const std::string& work, const Options& options) {
    journal_.emplace(open_journal(path, work, options));
    const std::size_t count = take_over(*journal_);
    if (count > 0) {
      tell("continuing with " + std::to_string(count) + " of " + std::to_string(own()) +
           " points finished\n");
    }
  }

  /// What the shards have. Throws where one lacks a point.
  void merge(const ShardSet& shards) {
    for (std::size_t i = 0; i < shards.journals().size(); ++i) {
      static_cast<void>(take_over(shards.journals()[i]));
      take_part(shards.head(i).shard);
      std::vector<std::uint32_t> missing;
      for (const std::size_t point : left()) {
        missing.push_back(static_cast<std::uint32_t>(point));
      }
      if (!missing.empty()) {
        shards.refuse_incomplete(i, "point", missing);
      }
    }
    shard_.reset();
  }

  void take(std::size_t point, SweptPoint&& swept) {
    if (journal_) {
      journal_->append(to_record(point, swept));
    }
    finished_[point] = std::move(swept);
  }

  [[nodiscard]] std::vector<std::size_t> left() const {
    std::vector<std::size_t> points;
    for (std::size_t i = 0; i < finished_.size(); ++i) {
      if (!finished_[i] && is_own(i)) {
        points.push_back(i);
      }
    }
    return points;
  }

  /// How many points it is to have.
  [[nodiscard]] std::size_t own() const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < finished_.size(); ++i) {
      count += is_own(i) ? 1U : 0U;
    }
    return count;
  }

  [[nodiscard]] bool is_kept() const { return journal_.has_value(); }

  /// Once none is left.
  [[nodiscard]] std::vector<SweptPoint> all() const {
    std::vector<SweptPoint> points;
    points.reserve(finished_.size());
    for (const std::optional<SweptPoint>& point : finished_) {
      points.push_back(point.value_or(SweptPoint()));
    }
    return points;
  }

  void end() {
    if (journal_) {
      journal_->remove();
    }
  }

  void become(const fs::path& output, Existing existing) { journal_->become(output, existing); }

 private:
  [[nodiscard]] bool is_own(std::size_t point) const {
    return !shard_ || shard_->contains(static_cast<std::uint32_t>(point));
  }

  // How many points it brought.
  std::size_t take_over(const Journal& journal) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < journal.size(); ++i) {
      auto swept = from_record(journal.record(i));
      if (!swept || swept->first >= finished_.size()) {
        throw std::runtime_error(journal.path().string() +
                                 ": has a record that is no point of the sweep");
      }
      count += finished_[swept->first] ? 0U : 1U;
      finished_[swept->first] = std::move(swept->second);
    }
    return count;
  }

  std::vector<std::optional<SweptPoint>> finished_;
  std::optional<Journal> journal_;
  std::optional<Shard> shard_;
};

struct AskedSweep {
  std::string file;
  std::optional<Shard> shard;
  fs::path output;
  SweepPoints points;
  SweepDesign design;
};

// False where it was stopped.
bool simulate(const AskedSweep& asked,
              Progressing& progress,
              const Options& options,
              std::size_t& failed_at) {
  const std::vector<std::size_t> left = progress.left();
  if (left.empty()) {
    return true;
  }
  const auto plan_of = [&](std::size_t point) {
    const Loaded loaded = load(asked.file, overrides_at(asked.points.design, point, options));
    if (!loaded.model || loaded.digest != asked.points.digests[point]) {
      throw std::runtime_error(asked.file + ": was changed while the sweep ran");
    }
    return compile(*loaded.model);
  };
  const auto take = [&progress](std::size_t point, SweptPoint&& swept) {
    progress.take(point, std::move(swept));
  };
  bool complete = false;
  std::exception_ptr other;  // not the defect of a replication: a journal that cannot be written
  const auto planned = static_cast<std::uint32_t>(
      std::min<std::size_t>(left.size() * asked.design.run.replications, UINT32_MAX));
  simulate_with_progress(options, planned, [&](const auto& report) {
    try {
      complete = sweep(left, plan_of, asked.design, take, report);
    } catch (const SweepFailed& failed) {
      failed_at = failed.point();
      throw;
    } catch (const std::runtime_error&) {
      other = std::current_exception();
    }
  });
  if (other) {
    std::rethrow_exception(other);
  }
  return complete;
}

void print_report(const Swept& swept, const Options& options) {
  if (options.has("json")) {
    print(to_json(swept));
  } else if (!options.has("quiet")) {
    print(sweep_text(swept, output_style(options)));
  }
}

Swept results_of(const AskedSweep& asked, const Progressing& progress, const Options& options) {
  const SweptInput input{.model = &asked.points.base_model,
                         .context = {.scenario_file = asked.file,
                                     .scenario_text = asked.points.scenario.text,
                                     .scenario_digest = asked.points.scenario.digest,
                                     .overrides = options.texts("set")},
                         .scenario_digests = asked.points.digests,
                         .base = asked.points.base};
  return assemble(input, asked.points.design, asked.design, progress.all());
}

KeptWork work_of(const AskedSweep& asked) {
  std::vector<std::string> measures;
  measures.reserve(asked.design.chosen.size());
  for (const ChosenMeasure& chosen : asked.design.chosen) {
    measures.push_back(name_of(chosen, asked.points.base_model));
  }
  return work_of(asked.points, asked.design, measures);
}

int interrupted(const Progressing& progress) {
  const std::size_t size = progress.own();
  tell("interrupted after " + std::to_string(size - progress.left().size()) + " of " +
       std::to_string(size) + " points" +
       (progress.is_kept() ? "; the same command with --resume goes on\n" : "\n"));
  return interrupt_status();
}

int sweep_shard(const AskedSweep& asked, const Options& options, std::size_t& failed_at) {
  const fs::path path = journal_beside(asked.output);
  const std::string work = shard_work(work_of(asked), *asked.shard, options);
  Progressing progress(asked.points.digests.size());
  progress.take_part(*asked.shard);
  const auto is_complete = [&](const Journal& shard) { return shard.size() == progress.own(); };
  if (options.has("resume") && is_finished(asked.output, work, is_complete)) {
    return kDone;
  }
  const bool replaces = options.has("force") || (options.has("resume") && fs::exists(path));
  progress.open(path, work, options);
  watch_interrupts();
  if (!simulate(asked, progress, options, failed_at)) {
    return interrupted(progress);
  }
  progress.become(asked.output, replaces ? Existing::replace : Existing::keep);
  if (!options.has("quiet")) {
    tell("shard " + options.text("shard", "") + " in " + asked.output.string() + "\n");
  }
  return kDone;
}

int sweep_points(const AskedSweep& asked, const Options& options, std::size_t& failed_at) {
  const fs::path path = journal_beside(asked.output);
  const bool replaces = options.has("force") || (options.has("resume") && fs::exists(path));
  const std::string work = lines_of(work_of(asked));
  Progressing progress(asked.points.digests.size());
  if (options.has("part")) {
    progress.merge(ShardSet(options.texts("part"), work));
  } else if (!fs::is_other(asked.output)) {
    progress.open(path, work, options);
  }
  watch_interrupts();
  if (!simulate(asked, progress, options, failed_at)) {
    return interrupted(progress);
  }
  const Swept swept = results_of(asked, progress, options);
  write_and_show(
      {.output = asked.output,
       .write = [&] { write(swept, asked.output, replaces ? Existing::replace : Existing::keep); },
       .written = [&] { progress.end(); },
       .show = [&] { print_report(swept, options); }},
      options);
  return swept.provenance.precision_reached ? kDone : kImprecise;
}

int sweep_scenario(const Options& options) {
  AskedSweep asked;
  asked.file = options.only_file("scenario file");
  asked.design.run = run_of(options);
  PointDesign points = design_of(options, asked.design.run.seed);
  static_cast<void>(output_style(options));
  asked.shard = shard_of(options, static_cast<std::uint32_t>(points.points.size()));
  const std::string stem = fs::path(asked.file).stem().string() + "-sweep";
  asked.output = output_path(options, asked.shard ? shard_name(stem, *asked.shard) : stem + ".h5");
  std::optional<SweepPoints> loaded = load_points(asked.file, options, std::move(points));
  if (!loaded) {
    return kUsage;
  }
  asked.points = std::move(*loaded);
  asked.design.chosen = chosen_measures(
      options.text("measure", default_measures(asked.points.base_model)), asked.points.base_model);
  std::size_t failed_at = 0;
  try {
    return asked.shard ? sweep_shard(asked, options, failed_at)
                       : sweep_points(asked, options, failed_at);
  } catch (const ReplicationFailed& failed) {
    std::string command = "tiermix run " + asked.file;
    for (const Override& change : overrides_at(asked.points.design, failed_at, options)) {
      command += " --set '" + change.path + "=" + change.value + "'";
    }
    return tell_failure(
        failed.what(), command, asked.design.run.seed, asked.design.run.replications, options);
  }
}

}  // namespace

Command sweep_command() {
  return {.name = "sweep",
          .summary = "a scenario over ranges of its values, with the same customers: Pareto set",
          .help = kSweepHelp,
          .options = sweep_specs(),
          .run = sweep_scenario};
}

}  // namespace tiermix
