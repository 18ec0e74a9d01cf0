#pragma once

// How far a search is, while it goes on.

#include <chrono>
#include <string>
#include <vector>

#include "engine/experiment/optimise.hpp"
#include "engine/results/optimum.hpp"

#include "tools/tiermix/options.hpp"
#include "tools/tiermix/progress.hpp"

namespace tiermix {

/// One line on a terminal, elsewhere one every ten seconds, nothing under --quiet.
class SearchReport {
 public:
  /// `variables` outlive it.
  SearchReport(const Options& options, const std::vector<OptimisedVariable>& variables);

  void operator()(const OptimumProgress& progress);
  /// Takes the line off the terminal.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] std::string words(const OptimumProgress& progress) const;

  ShownProgress shown_;
  const std::vector<OptimisedVariable>* variables_;
  Clock::time_point last_;
  bool on_screen_ = false;
};

}  // namespace tiermix
