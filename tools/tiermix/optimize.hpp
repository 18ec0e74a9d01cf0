#pragma once

// What tiermix optimize decides on, and where its simulations come from.

#include <cstddef>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <map>
#include <optional>
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

/// Tells the errors of the scenario at the starts, and where one variable is at an end of its
/// range; whether there are none.
[[nodiscard]] bool check_ranges(const std::string& file,
                                const std::vector<Override>& overrides,
                                const std::vector<OptimisedVariable>& variables,
                                const std::vector<LatticePoint>& starts);

/// The analytical start, and the scenario as it is where it lies within the ranges.
[[nodiscard]] std::vector<LatticePoint> starts_of(const std::vector<OptimisedVariable>& variables,
                                                  const Model& model);

/// Simulates points of a scenario and keeps a journal of them. What the journal has already is not
/// simulated again.
class PointSampler {
 public:
  struct Source {
    std::string file;
    std::vector<Override> overrides;  ///< at every point
    std::vector<OptimisedVariable> variables;
    std::vector<ChosenMeasure> chosen;
    bool allows_overload = false;  ///< else a point with an endless_overload() is not allowed
    std::uint64_t seed = 1;
    int threads = 0;
  };

  /// `model`: of the base, with which every point has to be comparable.
  PointSampler(Source source, const Model& model, std::optional<Journal> journal);

  /// Takes what the journal has. False where it is none of this work.
  [[nodiscard]] bool take_over();

  /// As PointSource. Keeps what it throws, to be thrown again, in failure().
  [[nodiscard]] std::optional<std::vector<GoalSamples>> operator()(
      std::span<const SampleRequest> requests);

  [[nodiscard]] std::vector<Override> overrides_at(const LatticePoint& point) const;
  [[nodiscard]] const std::optional<LatticePoint>& failed_at() const { return failed_at_; }
  [[nodiscard]] bool keeps_journal() const { return journal_.has_value(); }
  void end_journal();

 private:
  using Key = std::pair<LatticePoint, std::uint32_t>;  ///< first replication

  struct Compiled {
    Plan plan;
    double overload = 0.0;
  };

  [[nodiscard]] std::optional<Compiled> compiled_at(const LatticePoint& point) const;
  [[nodiscard]] bool simulate(const std::vector<SampleRequest>& requests,
                              std::map<Key, GoalSamples>& into);
  void remember(const SampleRequest& request, const GoalSamples& samples);

  Source source_;
  const Model* model_;
  std::optional<Journal> journal_;
  std::map<Key, GoalSamples> kept_;  ///< of the journal
  std::optional<LatticePoint> failed_at_;
};

}  // namespace tiermix
