#pragma once

// The state of one replication, and what can happen to it.
//
// Whatever is planned stands in one of seven clocks, declared below in the order in which ties are
// settled; run() takes the earliest. A case moves by the functions of lifecycle.cpp, a rep by
// those of workforce.cpp; each transition adds to the counters in one place.

#include <cstdint>
#include <vector>

#include "engine/random/stream.hpp"
#include "engine/tally/observations.hpp"
#include "engine/plan/plan.hpp"
#include "engine/kernel/arrivals.hpp"
#include "engine/kernel/case_store.hpp"
#include "engine/kernel/counters.hpp"
#include "engine/kernel/deadline_tree.hpp"
#include "engine/kernel/rep_pool.hpp"
#include "engine/kernel/return_queue.hpp"
#include "engine/kernel/routes.hpp"
#include "engine/kernel/winner_tree.hpp"

namespace tiermix {

/// What can happen, declared in the order in which ties are settled (docs/model.md, "Ties").
enum class Kind : std::uint8_t {
  period_ends,    // intervals are half-open: what happens at their end belongs to the next
  handling_ends,  // a rep is freed before anyone asks for one
  shift_starts,   // ...and staff arrive before cases do
  case_returns,   // the case that came first is queued first
  case_arrives,
  patience_ends,  // a case that can be answered now does not abandon now
  shift_ends,     // a case already waiting is served before the rep goes home
};

/// When the next of the steps is due.
[[nodiscard]] Instant at_or_never(const std::vector<StaffingStep>& steps, std::size_t next);

class Floor {
 public:
  Floor(const Plan& plan, ReplicationKey key);

  /// Handles events until the run is over.
  void run();

  /// What the run observed. Expects run() to have returned.
  [[nodiscard]] Observations report() const;
  [[nodiscard]] Instant now() const { return now_; }

 private:
  // lifecycle.cpp: a case.
  void case_arrives();
  void case_returns();
  void patience_ends();
  void join(std::uint32_t slot, double patience_us);
  void rejoin(std::uint32_t slot, std::uint16_t tier);
  void begin_session(std::uint32_t slot, std::uint32_t rep);
  void count_answer(const Case& c);
  void end_session();
  void resolve(std::uint32_t slot);
  void leave_unresolved(std::uint32_t slot);
  void close_unresolved(std::uint32_t slot);
  void return_later(std::uint32_t slot, double delay_us);
  void close(std::uint32_t slot);
  std::uint32_t take_from_queue(std::uint16_t tier);

  // workforce.cpp: a rep.
  void shift_starts();
  void shift_ends();
  void free_rep(std::uint32_t rep);
  void rep_arrives(std::uint32_t rep);
  void rep_leaves(std::uint32_t rep);
  void hand_back(std::uint32_t rep);
  void count_session(const Case& c, const Rep& rep);

  // floor.cpp: time passes.
  void period_ends();
  void close_interval();
  void read_areas(AreaReading& reading) const;
  [[nodiscard]] Stage stage_of(const Case& c) const;

  const Plan& plan_;
  ReplicationKey key_;
  Instant now_;

  // The clocks.
  WinnerTree handling_ends_;    ///< by rep
  std::size_t next_start_ = 0;  ///< in plan_.shift_starts
  Instant next_start_at_;
  ReturnQueue returns_;
  WinnerTree arrivals_;  ///< by class
  DeadlineTree deadlines_;
  std::size_t next_end_ = 0;  ///< in plan_.shift_ends
  Instant next_end_at_;
  Instant next_period_end_;

  CaseStore cases_;
  std::vector<ArrivalSource> sources_;  ///< per class
  std::vector<WaitingLines> lines_;     ///< per tier
  RepPool reps_;
  std::vector<std::uint32_t> present_;  ///< heads per group

  bool measuring_ = false;  ///< inside [warm-up, horizon)
  bool draining_ = false;   ///< at or after the horizon
  std::int64_t open_measured_ = 0;
  std::uint64_t events_ = 0;
  std::uint32_t interval_ = 0;

  std::vector<ClassCounters> class_counters_;
  std::vector<TierCounters> tier_counters_;
  std::vector<GroupCounters> group_counters_;
  AreaReading window_start_;
  AreaReading window_end_;
  AreaReading interval_start_;
  AreaReading interval_end_;
  std::vector<IntervalCounts> interval_counts_;
  std::vector<std::uint32_t> tier_visits_;  ///< in the present interval, per tier
  std::vector<double> interval_rows_;  ///< as in Observations; desk counts are added by report()
};

}  // namespace tiermix
