#pragma once

// Which of several alternatives is the best: the fully sequential procedure KN.
//
// S.-H. Kim and B. L. Nelson, "A fully sequential procedure for indifference-zone selection in
// simulation", ACM TOMACS 11 (2001) 251-273, with c = 1. Chosen because it allows common random
// numbers (it looks at differences only, and their variances may be anything), and because it drops
// what is clearly worse while it goes on.
//
// Promise: where observations are normal and the best is better than every other by at least the
// indifference, it is chosen with at least the confidence. Observations need not be independent
// between alternatives; they have to be between replications.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tiermix {

struct SelectionRule {
  double confidence = 0.95;        ///< above 1 / alternatives, below 1
  double indifference = 0.0;       ///< above 0; smaller differences are not worth telling apart
  std::uint32_t first_stage = 30;  ///< replications before the first decision, at least 2
};

class Selection {
 public:
  /// Expects two alternatives at least, and a rule within its bounds.
  Selection(std::size_t alternatives, SelectionRule rule);

  /// One replication: a value per alternative, larger is better. Values of eliminated alternatives
  /// are not looked at. Expects that no decision is made yet, and finite values of the others.
  void add(std::span<const double> values);

  [[nodiscard]] bool decided() const { return decided_; }

  /// The chosen alternative, or the leader among those left while there is no decision. Of equals,
  /// the first.
  [[nodiscard]] std::size_t best() const;

  /// After how many replications each was eliminated; 0 where it was not.
  [[nodiscard]] const std::vector<std::uint32_t>& eliminated_after() const { return eliminated_; }
  [[nodiscard]] bool survives(std::size_t alternative) const {
    return eliminated_[alternative] == 0;
  }

  /// Replications seen.
  [[nodiscard]] std::uint32_t stage() const { return stage_; }

  /// The most replications it may take, known after the first stage (N + 1 of the paper).
  [[nodiscard]] std::uint64_t longest() const { return longest_; }

  [[nodiscard]] const SelectionRule& rule() const { return rule_; }

  // The constants of the paper.
  [[nodiscard]] double eta() const { return eta_; }
  [[nodiscard]] double h_squared() const { return h_squared_; }
  /// Variance of the difference of two alternatives over the first stage.
  [[nodiscard]] double variance(std::size_t i, std::size_t l) const {
    return variances_[i * sums_.size() + l];
  }

 private:
  void end_first_stage();
  void screen();
  [[nodiscard]] bool falls_behind(std::size_t i) const;

  SelectionRule rule_;
  double eta_ = 0.0;
  double h_squared_ = 0.0;
  std::uint32_t stage_ = 0;
  std::uint64_t longest_ = 0;
  bool decided_ = false;
  std::vector<double> sums_;
  std::vector<double> first_;      ///< [replication of the first stage][alternative]
  std::vector<double> variances_;  ///< [alternative][alternative]
  std::vector<std::uint32_t> eliminated_;
};

}  // namespace tiermix
