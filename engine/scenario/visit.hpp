#pragma once

// What becomes of a case of one complexity that comes to a tier: sessions, time, and how it leaves.
//
// A session is sent back by a bounce, ends with a question to the customer (the case comes back to
// the tier), passes the case on without an attempt, or attempts it. Outcomes are independent given
// the complexity. A visit lasts until the case is resolved, goes on, or has used up its attempts.

#include <cstddef>
#include <vector>

#include "engine/scenario/tier_stage.hpp"

namespace tiermix {

/// Ways out of a visit, in expected numbers that sum to 1 (or to the prompt part of it).
struct Exits {
  double resolved = 0.0;  ///< for good
  double reopened = 0.0;  ///< resolved, and comes back to the same tier
  double closed = 0.0;    ///< without a solution
  double retried = 0.0;   ///< out of attempts, back to the same queue for another round
  double bounced = 0.0;
  double delayed = 0.0;           ///< prompt part only: goes on after a return
  std::vector<double> escalated;  ///< per tier

  /// What leaves the tier, the sum of its parts: exact where nearly all comes back.
  [[nodiscard]] double left() const;
};

/// Expected, per visit. "Prompt": not after a return of the customer, a recess or an answer of a
/// vendor.
struct Visit {
  double sessions = 0.0;
  double prompt_sessions = 0.0;
  double seconds = 0.0;  ///< of the tier's reps
  double prompt_seconds = 0.0;
  double pendings = 0.0;
  double retries = 0.0;  ///< attempts that fail and are followed by another here
  Exits all;
  Exits prompt;
  std::vector<double> help_seconds;  ///< per tier, of specialists who are asked
};

/// A case with one complexity and the aids that it has.
struct CaseAt {
  ComplexityPoint point;
  CaseKind kind;
};

/// `can_bounce`: the case was handed over to the tier.
[[nodiscard]] Visit visit_to(const ClassStages& stages,
                             std::size_t tier,
                             const CaseAt& at,
                             bool can_bounce);

/// The receiver's extra seconds per case that the tier hands over.
[[nodiscard]] double hand_over_seconds(const TierStage& stage);

}  // namespace tiermix
