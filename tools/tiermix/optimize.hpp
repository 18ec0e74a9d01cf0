#pragma once

// What tiermix optimize decides on, and where its simulations come from.

#include <cstddef>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/scenario/load.hpp"
#include "engine/scenario/model.hpp"
#include "engine/experiment/optimise.hpp"
#include "engine/experiment/optimise_sample.hpp"
#include "engine/results/journal.hpp"
#include "engine/results/optimum.hpp"

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/options.hpp"

namespace tiermix {

extern const char* const kOptimizeHelp;
[[nodiscard]] std::vector<OptionSpec> optimize_specs();

/// Where the chosen scenario goes unless --output says so.
[[nodiscard]] std::string optimum_name(const std::string& scenario);

/// --set and --subject-to. Throws UsageError.
[[nodiscard]] std::vector<Override> base_overrides(const Options& options);

/// Those of --vary; without one the heads of every group that has constant heads, from half of the
/// lesser to the greater of two and a half times what the traffic equations and Erlang's formulas
/// ask for, and one and a half times the heads that it has. Throws UsageError
/// with everything that is wrong.
[[nodiscard]] std::vector<OptimisedVariable> variables_of(const Options& options,
                                                          const Model& model);

/// `overrides`, then the values of a point; of the empty point, the base, none.
[[nodiscard]] std::vector<Override> overrides_with(std::vector<Override> overrides,
                                                   const std::vector<OptimisedVariable>& variables,
                                                   const LatticePoint& point);

/// Tells what is wrong with the range of a variable: errors of its values at the starts and at its
/// ends. That others lack something at one point is for the search: such a point is none of its
/// scenarios, as where no group of a tier has heads. But one of the starts has to be one.
[[nodiscard]] bool check_ranges(const std::string& file,
                                const std::vector<Override>& overrides,
                                const std::vector<OptimisedVariable>& variables,
                                const std::vector<LatticePoint>& starts);

/// Errors of --subject-to, which are found as those of values that --set gives, at that option.
void name_option_of_targets(std::vector<Diagnostic>& diagnostics, const Options& options);

/// The targets of a scenario as constraints: a target for intervals is one for each of them.
struct Constraints {
  std::vector<Aim> aims;
  std::vector<std::size_t> targets;    ///< [constraint], as in OptimumDesign
  std::vector<std::string> intervals;  ///< [constraint]; empty where the whole time is
  std::vector<SampledGoal> goals;      ///< [constraint]
};

/// Throws UsageError where the measured time has no such interval.
[[nodiscard]] Constraints constraints_of(const Model& model);

/// The analytical start, and the scenario as it is where it lies within the ranges.
[[nodiscard]] std::vector<LatticePoint> starts_of(const std::vector<OptimisedVariable>& variables,
                                                  const Model& model);

/// Simulates points of a scenario and keeps a journal of them, one record for each replication.
/// What is known already is not simulated again.
class PointSampler {
 public:
  struct Source {
    std::string file;
    std::vector<Override> overrides;  ///< at every point
    std::vector<OptimisedVariable> variables;
    std::vector<SampledGoal> goals;
    bool allows_overload = false;  ///< else a point with an endless_overload() is not allowed
    std::uint64_t seed = 1;
    int threads = 0;
  };

  /// `model`: of the base, with which every point has to be comparable.
  PointSampler(Source source, const Model& model, std::optional<Journal> journal);

  /// Knows what the journal has. Throws std::runtime_error where that is none of this work.
  void take_over();
  /// Knows the first `most` records of another one, and keeps in its own those that are new to it.
  /// How many records it has taken. Throws as take_over().
  std::size_t take_from(const Journal& other, std::size_t most = SIZE_MAX);

  /// Replications known: of points that are no scenario one at least.
  [[nodiscard]] std::size_t known() const { return kept_.size(); }
  /// As KnownSamples.
  [[nodiscard]] const GoalSamples* known_at(const LatticePoint& point,
                                            std::uint32_t replication) const;

  /// Simulates what of these is not known. False where the run is to stop.
  [[nodiscard]] bool complete(std::span<const SampleRequest> requests);

  /// As PointSource. Throws SweepFailed.
  [[nodiscard]] std::optional<std::vector<GoalSamples>> operator()(
      std::span<const SampleRequest> requests);

  [[nodiscard]] std::vector<Override> overrides_at(const LatticePoint& point) const;
  /// What a replication threw, and how to repeat it. The exit status.
  [[nodiscard]] int tell_failure(const std::string& what) const;
  [[nodiscard]] bool keeps_journal() const { return journal_.has_value(); }
  /// Expects one.
  [[nodiscard]] Journal& journal() { return journal_.value(); }
  void end_journal();

 private:
  using Key = std::pair<LatticePoint, std::uint32_t>;  ///< replication

  struct Compiled {
    Plan plan;
    double overload = 0.0;
  };

  [[nodiscard]] std::optional<Compiled> compiled_at(const LatticePoint& point) const;
  [[nodiscard]] bool simulate(std::span<const SampleRequest> singles);
  void take(const std::string& record, const Journal& from, bool is_own);
  void remember(const SampleRequest& request, GoalSamples samples);

  Source source_;
  const Model* model_;
  std::optional<Journal> journal_;
  std::map<Key, GoalSamples> kept_;  ///< of one replication each
  std::set<LatticePoint> invalid_;   ///< points that are no scenario
  std::optional<LatticePoint> failed_at_;
};

/// A shard of the wave that the journal of --after asks for, and its file. `work`: as the journal
/// of the undivided command says it. Returns the exit status.
[[nodiscard]] int simulate_search_shard(const OptimumDesign& design,
                                        const PointSampler::Source& source,
                                        const Model& model,
                                        const std::string& work,
                                        const Options& options);

/// Takes the shards of --part into the journal of the sampler. Throws WaveNeeded where the search
/// needs more than is known then, std::runtime_error where a shard is missing or is not whole.
void take_shards(PointSampler& sampler,
                 const OptimumDesign& design,
                 const std::string& work,
                 const Options& options);

}  // namespace tiermix
