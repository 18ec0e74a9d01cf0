#pragma once

// What explain-gap starts from: a scenario file, or the scenario kept in the results of a run.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/levers.hpp"
#include "engine/scenario/load.hpp"
#include "engine/results/benchmark.hpp"
#include "engine/results/results.hpp"

#include "tools/tiermix/options.hpp"

namespace tiermix {

class GapSource {
 public:
  /// Reads the file, with the changes of --set, and tells what is wrong. Nothing where it is no
  /// scenario. Throws std::runtime_error where it cannot be read.
  [[nodiscard]] static std::optional<GapSource> open(const std::string& file,
                                                     const Options& options);

  /// The same with further changes; tells nothing.
  [[nodiscard]] Loaded with(const std::vector<Override>& changes) const;

  [[nodiscard]] const Loaded& base() const { return base_; }
  [[nodiscard]] const std::vector<BenchmarkSet>& benchmarks() const { return benchmarks_; }
  /// Of the run, where the file holds one.
  [[nodiscard]] const std::optional<Provenance>& run() const { return run_; }

  [[nodiscard]] RunContext context(const Options& options) const;

 private:
  [[nodiscard]] Loaded load_with(const std::vector<Override>& changes) const;
  void tell_of_run(const Options& options) const;

  std::string file_;
  std::vector<Override> changes_;  ///< of --set
  std::optional<Provenance> run_;
  Loaded base_;
  std::vector<BenchmarkSet> benchmarks_;
};

/// A lever that makes a scenario, and that scenario.
struct LoadedLever {
  Lever lever;
  Model model;
  std::uint64_t digest = 0;  ///< of that scenario
};

struct LoadedLevers {
  std::vector<LoadedLever> levers;
  std::vector<LeverLeftOut> left_out;
};

/// Levers that lead to no scenario, or to the same, are left out.
[[nodiscard]] LoadedLevers load_levers(const GapSource& source,
                                       const std::vector<LeverSpec>& specs);

}  // namespace tiermix
