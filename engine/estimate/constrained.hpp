#pragma once

// The best of several alternatives that keep constraints: a fully sequential procedure.
//
// S. Andradottir and S.-H. Kim, "Fully sequential procedures for comparing constrained systems via
// simulation", Naval Research Logistics 57 (2010) 403-421, the simultaneously running form, with
// c = 1 and Bonferroni's inequality in both parts, so that alternatives may share their random
// numbers; over every pair of objectives, not only those with the best, because what passes a best
// one out may itself be passed out. An alternative leaves where a constraint is found broken, or
// where one that is found to keep them all is better.
//
// Zone      A constraint is a margin, kept from 0 on. The test is centred on half the tolerance:
//           from the tolerance on a margin is found kept, from 0 down it is found broken, each with
//           its part of the confidence; between the two either may be said.
// Promise   Where observations are normal, with at least the confidence: the chosen alternative
//           keeps every constraint; and where the best of those that keep them all by the tolerance
//           has no other that is worse than it by less than the indifference, the chosen one is
//           that one, or a better one that keeps them by less. None is chosen only if none keeps
//           them all by the tolerance.
//           Observations need not be independent between alternatives and between measures; they
//           have to be between replications.
// Unseen    A margin that was close to the best it can be in every replication, as where hardly
//           anybody was ever seen to wait, has next to no variance to judge by. It is found kept
//           once so many replications are seen that, with half the error of one test, no greater
//           share of them than unseen_share() is otherwise; and judged as any other once one is,
//           by the greater of the variances of the first stage and of all that was seen till then.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace tiermix {

/// What a margin can be; infinite where nothing is known.
struct MarginRange {
  double worst = -std::numeric_limits<double>::infinity();
  double best = std::numeric_limits<double>::infinity();
};

/// A margin from here on is close to the best.
[[nodiscard]] double close_to_best(const MarginRange& range);

/// The share of replications that may be at the worst while all others are just close to the best:
/// that at which the mean margin is 0, but not below 0.01; 0.05 where no worst is known.
[[nodiscard]] double unseen_share(const MarginRange& range);

struct ConstrainedRule {
  double confidence = 0.95;              ///< in (0.5, 1)
  double indifference = 0.0;             ///< of the objective, above 0
  std::vector<double> tolerances;        ///< [constraint], above 0
  std::uint32_t first_stage = 20;        ///< replications before the first decision, at least 2
  std::vector<MarginRange> ranges = {};  ///< [constraint]; empty: nothing is known of any
};

enum class Fate : std::uint8_t {
  open,      ///< not decided yet
  keeps,     ///< found to keep every constraint, and still in the race
  breaks,    ///< found to break one
  inferior,  ///< one that keeps them all is better
};

class ConstrainedSelection {
 public:
  /// Expects an alternative at least, and a rule within its bounds.
  ConstrainedSelection(std::size_t alternatives, ConstrainedRule rule);

  /// One replication: an objective per alternative, larger is better, and its margins,
  /// [alternative * constraints + constraint]. Values of alternatives that are out are not looked
  /// at. Expects that no decision is made yet, and finite values of the others.
  void add(std::span<const double> objectives, std::span<const double> margins);

  [[nodiscard]] bool decided() const { return decided_; }

  /// The chosen alternative; while there is no decision, the leader among those found to keep all
  /// constraints. Nothing where there is none. Of equals, the first.
  [[nodiscard]] std::optional<std::size_t> best() const;

  [[nodiscard]] Fate fate(std::size_t alternative) const { return fates_[alternative]; }
  [[nodiscard]] bool is_in(std::size_t alternative) const {
    return fates_[alternative] == Fate::open || fates_[alternative] == Fate::keeps;
  }

  /// Replications seen.
  [[nodiscard]] std::uint32_t stage() const { return stage_; }

 private:
  [[nodiscard]] std::size_t constraints() const { return rule_.tolerances.size(); }
  void end_first_stage();
  void see(std::size_t margin, double value);
  [[nodiscard]] bool is_unseen(std::size_t margin) const;
  void judge(std::size_t i);
  void screen();
  [[nodiscard]] bool is_behind(std::size_t i) const;
  void settle();

  ConstrainedRule rule_;
  double h_squared_margins_ = 0.0;
  double h_squared_objective_ = 0.0;
  double margin_error_ = 0.0;  ///< of one margin of one alternative
  std::uint32_t stage_ = 0;
  bool decided_ = false;
  std::vector<Fate> fates_;
  std::vector<std::uint8_t> kept_;        ///< [alternative][constraint], found so
  std::vector<double> sums_;              ///< [alternative], of the objective
  std::vector<double> margin_sums_;       ///< [alternative][constraint], about the centre
  std::vector<double> first_;             ///< [replication of the first stage][alternative]
  std::vector<double> first_margins_;     ///< [replication][alternative][constraint]
  std::vector<double> variances_;         ///< [alternative][alternative], of differences
  std::vector<double> margin_variances_;  ///< [alternative][constraint]
  std::vector<double> margin_squares_;    ///< [alternative][constraint], about the mean so far
  std::vector<std::uint8_t> unseen_;      ///< [alternative][constraint], close to the best so far
};

}  // namespace tiermix
