#pragma once

// The state of one replication, and what can happen to it.
//
// Whatever is planned stands in one of eight clocks, declared below in the order in which ties are
// settled; run() takes the earliest. A case moves by the functions of lifecycle.cpp and
// waiting.cpp, callers.cpp (its customer on the line), session.cpp (with a rep), teamwork.cpp (from
// rep to rep) and outcome.cpp (its end), a rep by those of workforce.cpp; skills.cpp says who takes
// what where that is not the same for all. Each transition adds to the counters in one place.

#include <cstdint>
#include <vector>

#include "engine/random/stream.hpp"
#include "engine/tally/observations.hpp"
#include "engine/plan/plan.hpp"
#include "engine/kernel/arrivals.hpp"
#include "engine/kernel/careers.hpp"
#include "engine/kernel/case_store.hpp"
#include "engine/kernel/chat_hand.hpp"
#include "engine/kernel/counters.hpp"
#include "engine/kernel/deadline_tree.hpp"
#include "engine/kernel/duties.hpp"
#include "engine/kernel/interval_book.hpp"
#include "engine/kernel/log.hpp"
#include "engine/kernel/loyalty.hpp"
#include "engine/kernel/quick.hpp"
#include "engine/kernel/rating_block.hpp"
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
  limit_ends,     // ...nor moves to another queue
  shift_ends,     // a case already waiting is served before the rep goes home
};

/// When the next of the steps is due.
[[nodiscard]] Instant at_or_never(const std::vector<StaffingStep>& steps, std::size_t next);

/// The time between two instants by which the targets of a class are counted.
[[nodiscard]] inline Duration target_time(const ClassPlan& plan, Instant from, Instant to) {
  return plan.target_open ? plan.open.between(from, to) : to - from;
}

/// When so much of that time has passed since `from`.
[[nodiscard]] inline Instant target_due(const ClassPlan& plan, Instant from, Duration target) {
  return plan.target_open ? plan.open.after(from, target) : from + target;
}

/// At least one microsecond, at most 2^60.
[[nodiscard]] Duration to_duration(double us);

class Floor {
 public:
  Floor(const Plan& plan, ReplicationKey key, CaseLog* log = nullptr);

  /// Handles events until the run is over.
  void run();

  /// What the run observed; once. Expects run() to have returned.
  [[nodiscard]] Observations report();
  [[nodiscard]] Instant now() const { return now_; }

 private:
  friend class PlainRun;

  /// Handles the events up to an instant.
  void run_events(Instant until);
  bool any_event(Instant until);
  void be_quiet(Instant until);
  /// Something other than the end of a session, an arrival or a deadline may happen at `at`.
  void look_up_before(Instant at) { quiet_until_ = at < quiet_until_ ? at : quiet_until_; }

  // lifecycle.cpp: a case and its queues.
  void case_arrives();
  void arrive(std::uint32_t source);
  void case_returns();
  [[nodiscard]] bool contained(std::uint32_t case_class, const Arrival& arrival);
  void triage(Case& c);
  void draw_visit(Case& c);
  void join(std::uint32_t slot, Instant deadline);
  void come_to_tier(Case& c);
  void find_no_line(std::uint32_t slot);
  void rejoin(std::uint32_t slot, std::uint16_t tier, Instant deadline = kNever);
  void return_to_rep(std::uint32_t slot);
  void serve_or_wait(std::uint32_t slot);
  /// The one rep it waits for, where cases do that.
  [[nodiscard]] std::uint32_t waits_for(std::uint32_t slot) {
    return own_lines_.empty() ? kNobody : cases_.history(slot).waits_for;
  }
  void ask_vendor(std::uint32_t slot);
  static void count_wait(ScopeCounts& counts, Histogram& waits, Duration wait);
  void count_moved(const Case& c, History& h);
  [[nodiscard]] bool has_spare_rep(const Case& c, const OverflowPlan& overflow) const;

  // waiting.cpp: a case in line.
  void limit_ends();
  void wait_in_line(std::uint32_t slot, Instant deadline);
  [[nodiscard]] bool limits(const TierPlan& tier) const;
  void watch_limit(std::uint32_t slot);
  [[nodiscard]] Instant escalation_due(const Case& c) const;
  [[nodiscard]] Instant leave_queue(std::uint32_t slot);
  std::uint32_t take_from_queue(std::uint16_t tier);
  [[nodiscard]] WaitingLines& line_of(std::uint32_t slot);

  // callers.cpp: a customer on the line. Cold: kept out of the event loop, which most desks run
  // without them.
  void patience_ends();
  [[gnu::cold]] bool balks(std::uint32_t slot);
  [[nodiscard, gnu::cold]] bool calls_again(std::uint32_t slot, Happening end_of_call);
  void lose(std::uint32_t slot, Happening how);
  [[gnu::cold]] void customer_returns(std::uint32_t slot);
  [[gnu::cold]] void call_again(std::uint32_t slot);
  [[gnu::cold]] void offer_callback(std::uint32_t slot);
  [[nodiscard, gnu::cold]] Duration offered_after(std::uint32_t slot);
  [[nodiscard, gnu::cold]] bool reaches(std::uint32_t slot, std::uint32_t rep);
  [[gnu::cold]] void end_dialling(std::uint32_t rep);
  [[nodiscard, gnu::cold]] bool contacts_again(std::uint32_t slot);
  [[nodiscard]] Instant called_at(std::uint32_t slot) {
    const Case& c = cases_[slot];
    if (c.redials > 0) [[unlikely]] {
      return cases_.history(slot).called;
    }
    return c.created;
  }

  // backlog.cpp: the cases that are open at the start.
  [[gnu::cold]] void open_backlog();
  [[gnu::cold]] std::uint32_t open_before(std::size_t case_class,
                                          Owner owner,
                                          Duration age,
                                          std::uint16_t tier);

  // skills.cpp: which case meets which rep, where not all reps take every class alike.
  [[nodiscard]] std::uint32_t waiting_at(std::uint16_t tier) const;
  [[nodiscard]] std::uint32_t ahead_of(const Case& c) const;
  [[nodiscard]] std::uint32_t waiting_for(const Rep& rep) const;
  [[nodiscard]] bool may_serve(const Case& c, const Rep& rep, std::uint32_t others_idle) const;
  [[nodiscard]] std::uint32_t choose_rep(const Case& c, std::uint32_t wanted) const;
  [[nodiscard]] double suitability(const Case& c, const Rep& rep) const;
  [[nodiscard]] std::uint32_t skilled_idle_rep(const Case& c, std::uint16_t tier) const;
  [[nodiscard]] std::uint32_t others_idle(const Rep& rep) const;
  [[nodiscard]] bool precedes(const Case& a, const Case& b, const Rep& rep) const;
  [[nodiscard]] bool is_passed_by(std::uint32_t slot, const Rep& rep);
  [[nodiscard]] std::uint32_t first_fit(const WaitingLines& line, const Rep& rep);
  [[nodiscard]] std::uint32_t next_for(const Rep& rep, std::uint16_t from);
  bool take_skilled(std::uint32_t rep);
  bool help_out(std::uint16_t from, std::uint32_t rep);
  void ask_helpers(std::uint16_t from, std::uint16_t to);
  void offer_waiting(std::uint16_t tier);
  [[nodiscard]] Instant next_widening(const Case& c) const;
  void widen(std::uint32_t slot);
  [[nodiscard]] double slowness(const Rep& rep, const Case& c) const;

  // interruption.cpp: a case that a busy rep takes.
  [[nodiscard]] bool can_put_down(const Case& c, std::uint32_t rep);
  [[nodiscard]] std::uint32_t interruptible_rep(std::uint32_t slot);
  [[nodiscard]] std::uint32_t busy_rep_for(std::uint32_t slot);
  [[nodiscard]] bool goes_to_busy_rep(std::uint32_t slot);
  void go_to_busy_rep(std::uint32_t slot, std::uint32_t rep);
  void interrupt(std::uint32_t rep, std::uint32_t slot);
  std::uint32_t put_down(std::uint32_t rep, double why);
  void put_in_front(std::uint32_t slot);

  // chat.cpp: several chats with one rep.
  [[nodiscard]] bool is_chat_with(std::uint32_t slot, const Rep& rep);
  [[nodiscard]] bool is_free_chat(std::uint32_t slot);
  [[nodiscard]] bool has_room(std::uint32_t rep) const;
  [[nodiscard]] std::uint32_t chatting_rep(std::uint32_t slot);
  void begin_chat(std::uint32_t slot, std::uint32_t rep);
  void fill_chats(std::uint32_t rep);
  void plan_chats(std::uint32_t rep);
  void advance_chats(std::uint32_t rep);
  void attribute_chat(const OpenChat& chat, std::uint16_t grade, std::int64_t us, double done);
  void end_chat(std::uint32_t rep);
  void hand_back_chats(std::uint32_t rep);

  // session.cpp: a case with a rep.
  void begin_session(std::uint32_t slot, std::uint32_t rep);
  void count_answer(std::uint32_t slot);
  double plain_session(std::uint32_t slot, const Rep& rep);
  double decide(std::uint32_t slot, Rep& rep);
  double attempt(std::uint32_t slot, double us);
  [[nodiscard]] bool attempts(std::uint32_t slot, const Rep& rep);
  void apply_aids(std::uint32_t slot, double& gain, double& us);
  [[nodiscard]] double chance(const Case& c, const Rep& rep, double complexity, double gain) const;
  void end_session();
  void end_own_session(std::uint32_t rep);
  void go_on(std::uint32_t slot);
  void end_contact(std::uint32_t slot, std::uint32_t rep, Cause cause);
  void count_contact(std::uint32_t slot, std::uint32_t rep);
  void count_handle_time(const Case& c, const Rep& rep, Duration spent);
  void count_attempt(std::uint32_t slot);
  void spend(std::uint32_t slot, Rep& rep, Cause cause);
  void attribute(const Rep& rep, Cause cause, Instant until);
  [[nodiscard]] static Cause cause_of(const Case& c);

  // quick.cpp: the same in one piece, where little can happen.
  void arrive_quickly(std::uint32_t source);
  template <bool kIsNew>
  void join_quickly(std::uint32_t slot, Case& c, QuickWork& work, Instant deadline);
  template <bool kIsNew>
  void begin_quickly(std::uint32_t slot, Case& c, QuickWork& work, std::uint32_t rep);
  void remember_quickly(std::uint32_t slot, Case& c, double p, Duration wait);
  template <bool kIsNew>
  bool answer_in_block(Case& c, QuickWork& work);
  template <bool kIsNew>
  void count_quick_answer(std::uint32_t slot, Case& c, QuickWork& work);
  /// A plain session of the case; nullptr where none is quick.
  [[nodiscard]] QuickWork* quick_work_of(const Case& c) {
    QuickWork* const work = quick_ ? &work_at(c) : nullptr;
    return work != nullptr && work->is_quick ? work : nullptr;
  }
  [[nodiscard]] QuickWork& work_at(const Case& c) {
    return quick_work_[c.case_class * plan_.tiers.size() + c.tier];
  }
  bool end_quickly(std::uint32_t rep);
  void count_quick_session(const Case& c, QuickWork& work, std::size_t grade, Duration spent);
  void free_quickly(std::uint32_t rep, Rep& r);
  void escalate_quickly(std::uint32_t slot, Case& c);
  void close_quickly(std::uint32_t slot, const Case& c, QuickWork& work);
  void leave_quickly(std::uint32_t slot, const Case& c);
  void rate_quickly(std::uint32_t slot, const Case& c, std::uint32_t rep);
  void resolve_in_block(const Case& c, QuickWork& work, std::uint16_t grade, Duration spent);

  // quick_plan.cpp: where that may be.
  [[nodiscard]] bool may_be_quick() const;
  void plan_quick_steps();
  [[nodiscard]] QuickTier quick_tier(std::size_t t);
  [[nodiscard]] QuickClass quick_class(std::size_t c);
  [[nodiscard]] QuickWork quick_work(std::size_t c, std::size_t t);
  void draw_ahead(std::size_t c);
  void measure(bool from_now);

  // quick_count.cpp: what it has put aside, before anybody reads the counters.
  void count_blocks();
  void count_block_arrivals(QuickWork& work);
  void count_block_answers(QuickWork& work);
  void count_block_resolved(QuickWork& work);
  void count_block_places(const QuickWork& work);
  void settle_quick_sums();

  // teamwork.cpp: a case between reps.
  [[nodiscard]] bool keeps_case(std::uint32_t slot, const Rep& rep);
  [[nodiscard]] bool is_staffed(std::uint16_t tier, std::uint16_t case_class) const;
  [[nodiscard]] bool is_waiting_holder(std::uint32_t rep);
  void stop_holding(std::uint32_t rep);
  void release_holders(std::uint16_t tier);
  void hold(std::uint32_t slot, std::uint32_t rep);
  void count_extras(std::uint32_t slot, const Rep& rep);
  void call_help(std::uint32_t slot);
  void begin_help(std::uint32_t slot, std::uint32_t rep);
  void end_help(std::uint32_t rep);
  void brief(std::uint32_t slot, Rep& specialist);
  void let_go(std::uint32_t rep, Cause cause);
  void count_escalation(std::uint32_t slot);
  void hand_on(std::uint32_t slot, std::uint16_t to);
  void bounce(std::uint32_t slot);
  [[nodiscard]] std::uint16_t where_to(const Case& c) const;

  // outcome.cpp: a case at the end of a session.
  void resolve(std::uint32_t slot, bool falsely);
  [[nodiscard, gnu::noinline]] bool comes_back(std::uint32_t slot);
  [[nodiscard]] double reopen_factor(std::uint32_t slot);
  void close_resolved(std::uint32_t slot);
  void count_target(const Case& c, bool resolved);
  void leave_unresolved(std::uint32_t slot);
  void close_unresolved(std::uint32_t slot);
  void rate(std::uint32_t slot, bool resolved);
  void rate_later(std::uint16_t case_class,
                  const RatedCase& rated,
                  double reps_effect,
                  Owner owner,
                  Instant now);
  void return_later(std::uint32_t slot, double delay_us, Awaited awaited);
  [[gnu::cold]] void turn_away(std::uint32_t slot, Happening end_of_call);
  void close(std::uint32_t slot);
  [[nodiscard]] double coverage();

  // workforce.cpp: a rep.
  void shift_starts();
  void shift_ends();
  void free_rep(std::uint32_t rep);
  void rep_arrives(std::uint32_t rep);
  void rep_leaves(std::uint32_t rep);
  std::uint32_t go_home_from(std::uint32_t rep);
  void hand_back(std::uint32_t rep);
  bool take_waiting(std::uint32_t rep);
  [[nodiscard]] bool may_take(std::uint16_t from, std::uint16_t to, std::uint32_t idle);
  void take_from(std::uint16_t from, std::uint32_t rep);
  void move_over(std::uint32_t slot, std::uint32_t rep);
  void take_over(std::uint32_t slot, std::uint32_t rep);
  void release_own_line(std::uint32_t rep);

  // shifts.cpp: a rep with a roster of its own.
  void plan_shifts();
  void duty_starts();
  void duty_ends();
  void duty_is_over(std::uint32_t rep);
  void end_busy_shift(std::uint32_t rep, const GroupPlan& group, Instant next_shift);
  void take_break(std::uint32_t rep);
  void break_ends(std::uint32_t rep);
  void release(std::uint32_t rep);
  [[nodiscard]] bool stays(std::uint32_t rep);
  void stay_or_leave(std::uint32_t rep);
  void keep_case(std::uint32_t rep, Instant next_shift);
  bool begin_task(std::uint32_t rep);
  void end_task(std::uint32_t rep);
  void count_away(const RepDuty& duty, Away as);
  void settle_duties();

  // people.cpp: a rep with a career.
  [[nodiscard]] bool comes(std::uint32_t rep);
  [[nodiscard]] bool is_at_work(std::uint32_t rep);
  void review_desk();
  void look_at_people();
  void count_paid(std::uint32_t rep, Away as, Instant from, Instant to);
  [[nodiscard]] bool settle_place(std::uint32_t rep);

  // floor.cpp: time passes.
  void period_ends();
  void close_interval();
  void add_open_area(const AreaReading& from, const AreaReading& to);
  void close_month();
  void settle();
  void read_areas(AreaReading& reading) const;

  // report.cpp: what has been counted.
  static void report_cases(Observations& o,
                           const Plan& plan,
                           const std::vector<ClassCounters>& classes,
                           const std::vector<TierCounters>& tiers,
                           const AreaReading& start,
                           const AreaReading& end);
  void sum_up(Observations& o, const AreaReading& end, Instant until) const;
  void spread_over_months(const Observations& o, const Observations& without);
  void add_month(const Observations& so_far);

  // batches.cpp: of one long run.
  void end_batch();
  void settle_late(Observations& o);
  void attribute_attrition();
  [[nodiscard]] Stage stage_of(const Case& c) const;
  void note(Happening what, const Case& c, std::uint32_t rep = kNoRep, double value = 0.0);
  void note_rep(Happening what, std::uint32_t rep, double value = 0.0);

  /// Where what happens to a measured case is counted: with its own batch.
  [[nodiscard]] ClassCounters& cohort_of_class(const Case& c) {
    return c.late ? late_of(c).classes[c.case_class] : class_counters_[c.case_class];
  }
  [[nodiscard]] TierCounters& cohort_at_tier(const Case& c, std::size_t tier) {
    return c.late ? late_of(c).tiers[tier] : tier_counters_[tier];
  }
  [[nodiscard, gnu::cold]] LateCounters& late_of(const Case& c);

  const Plan& plan_;
  ReplicationKey key_;
  CaseLog* log_;
  bool quick_ = false;  ///< plain sessions may be handled in one piece
  std::vector<QuickTier> quick_tiers_;
  std::vector<QuickClass> quick_classes_;
  std::vector<QuickWork> quick_work_;  ///< [class][tier]
  Instant now_;

  // The clocks.
  WinnerTree handling_ends_;    ///< by rep
  std::size_t next_start_ = 0;  ///< in plan_.shift_starts
  Instant next_start_at_;
  ReturnQueue returns_;
  WinnerTree arrivals_;  ///< by class
  DeadlineTree deadlines_;
  DeadlineTree limits_;
  std::size_t next_end_ = 0;  ///< in plan_.shift_ends
  Instant next_end_at_;
  Instant next_period_end_;
  Instant quiet_until_;  ///< before that, no clock but three can be the first

  CaseStore cases_;
  std::vector<ArrivalSource> sources_;   ///< per class
  std::vector<WaitingLines> lines_;      ///< per tier, then per class of tiers that split theirs
  std::vector<std::uint8_t> limited_;    ///< per tier: 1 where something may move waiting cases
  std::vector<WaitingLines> own_lines_;  ///< per rep, where cases wait for one
  RepPool reps_;
  Duties duties_;
  Careers careers_;
  std::vector<ChatHand> chats_;         ///< per rep, where some have several at once
  std::vector<std::uint32_t> present_;  ///< heads per group

  double coverage_ = 0.0;  ///< of the knowledge base
  Instant coverage_at_;
  CustomerMemory customers_;  ///< of cases closed before the horizon

  bool measuring_ = false;  ///< inside [warm-up, horizon)
  bool draining_ = false;   ///< at or after the horizon
  std::int64_t open_measured_ = 0;
  std::uint64_t events_ = 0;
  std::uint32_t interval_ = 0;

  std::vector<ClassCounters> class_counters_;
  std::vector<TierCounters> tier_counters_;
  std::vector<GradeCounters> grade_counters_;
  std::vector<RatingBlock> rating_blocks_;  ///< per class, where ratings may wait
  AreaReading window_start_;
  AreaReading window_end_;
  AreaReading interval_start_;
  AreaReading interval_end_;
  IntervalBook book_;
  std::size_t next_month_ = 1;        ///< in plan_.part_starts()
  Observations months_;               ///< of closed months; histograms as when the last ended
  std::vector<LateCounters> late_;    ///< per batch that is over
  double open_area_ = 0.0;            ///< us of open cases since the start
  std::vector<double> month_start_;   ///< totals when the month began
  std::vector<double> level_start_;   ///< likewise of the time at levels
  std::vector<double> review_start_;  ///< readings at the last review: [tier][what]
};

}  // namespace tiermix
