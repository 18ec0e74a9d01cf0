#pragma once

// A plain desk (Plan::plain) by recursion instead of by events: tier after tier, each case in the
// order of arrival meets the rep who is free first (Kiefer and Wolfowitz, "On the theory of queues
// with many servers", Transactions of the AMS 78, 1955), and what a tier passes on is sorted into
// the arrivals of the next one. No event list, no waiting lines but at the ends of stretches.
//
// A stretch is a piece of time in which nobody comes or goes and no period ends. A session that
// resolves before anybody can read more than areas is counted when it begins; its end in the areas
// waits for its interval (EndsAhead). So at the end of an interval the areas, and at the end of the
// warm-up, of a month and of the horizon all counters of the Floor hold the same bits as after the
// events before that instant. At instants at which reps come or go the desk is given back to the
// Floor, whose events handle them.

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/kernel/floor.hpp"
#include "engine/kernel/plain_ahead.hpp"
#include "engine/kernel/plain_block.hpp"

namespace tiermix {

/// A case that has come to a tier, or is on its way there.
struct PlainVisit {
  Instant joined;
  Instant deadline = kNever;
  Instant created;
  double handling = 0.0;  ///< us at speed 1
  double outcome = 0.0;
  double complexity = 0.5;
  double chance = 1.0;  ///< that its session here resolves it
  Owner owner = 0;
  double rating_effects = 0.0;
  Duration waited;                   ///< at earlier tiers
  std::uint32_t interval = 0;        ///< of its creation
  std::uint32_t visited = 0;         ///< interval in which it joined
  std::uint32_t from_rep = kNobody;  ///< who passed it on; settles ties
  std::uint32_t last_rep = kNobody;
  std::uint16_t case_class = 0;
  std::uint16_t entered = 0;
  std::uint16_t came_from = kNowhere;
  std::uint8_t sessions = 0;  ///< so far: each of them failed and escalated
  bool measured = false;
  bool left_first_tier = false;

  [[nodiscard]] bool is_first() const { return sessions == 0; }
};

class PlainRun {
 public:
  /// Free times are shifted by so much: of reps who have long been idle, those who stand first in
  /// line may count as free since before the beginning.
  static constexpr Duration kShift{std::int64_t{1} << 20};

  explicit PlainRun(Floor& floor);

  /// From the floor's present state to the horizon, which the floor has then passed.
  void run();

 private:
  struct Session {
    PlainVisit visit;
    Instant began;
    Instant ends;
    bool resolves = false;
    bool leaves = false;        ///< the rep goes home after it
    std::uint32_t held_at = 0;  ///< where its place stands among those held
  };

  /// A class at a tier.
  struct ClassState {
    std::uint16_t number = 0;
    const ClassPlan* plan = nullptr;
    const WorkPlan* work = nullptr;
    ClassCounters* counters = nullptr;
    bool has_resolve_target = false;
    EndsAhead* closes = nullptr;  ///< of the class at all tiers
    PlainSums starts;  ///< of the present interval, but for sessions that are completed later
    PlainSums totals;  ///< what the counters of the floor do not know yet
  };

  struct TierState {
    explicit TierState(std::size_t places)
        : free(places), due(places, kNever), sessions(places), slowness(places), grades(places) {}

    std::uint16_t tier = 0;
    bool pulls = false;  ///< its cases are those of one class, and no others
    bool one_grade = true;
    std::uint32_t source = 0;
    TierCounters* counters = nullptr;
    std::vector<ClassState> classes;
    std::vector<std::uint32_t> reps;    ///< by place, ascending
    WinnerTree free;                    ///< by place: when the rep is free, or has been since
    std::vector<Instant> due;           ///< by place: end of the session in hand
    std::vector<Session> sessions;      ///< by place: where one is in hand
    std::vector<std::uint32_t> held;    ///< places of those, in no order
    std::vector<double> slowness;       ///< by place
    bool one_pace = true;               ///< all have the same
    std::vector<std::uint16_t> grades;  ///< by place
    std::uint32_t leaving = 0;          ///< sessions after which the rep leaves
    std::vector<PlainVisit> line;       ///< from `head` on
    std::size_t head = 0;
    Instant first_deadline = kNever;  ///< no case in line has an earlier one
    std::vector<PlainVisit> inbox;    ///< of this stretch, ascending
    std::size_t merged = 0;           ///< of the inbox: sorted
    // What the areas of the floor do not know yet.
    std::int64_t waited = 0;      ///< us of those who left the line, or never stood in it
    InstantSum line_joined;       ///< sum over the line of the instants of joining
    std::int64_t spent = 0;       ///< us of sessions that ended
    std::int64_t busy = 0;        ///< sessions in hand
    InstantSum busy_began;        ///< sum of their beginnings
    EndsAhead ahead;              ///< of those in hand: counted already
    std::int64_t known_line = 0;  ///< at the last settling: cases in line,
    InstantSum known_joined;      ///< ...sum of their instants,
    std::int64_t known_busy = 0;  ///< ...busy reps,
    InstantSum known_began;       ///< ...and theirs
  };

  /// How long the rep at a place takes. Where all are equally fast it does not wait for the answer
  /// who it is, which itself hangs on the cases before.
  [[nodiscard]] static Duration time_at(const TierState& q, std::uint32_t place, double handling) {
    return to_duration(handling * (q.one_pace ? q.slowness.front() : q.slowness[place]));
  }
  void order_tiers();
  void find_pulls(const std::vector<std::size_t>& into);
  void advance(Instant until);
  void look_ahead();
  void end_ahead(Instant until);
  void fill_inboxes(Instant until);
  void pull(TierState& q, Instant until);
  [[nodiscard]] bool counts_in_blocks(const TierState& q) const;
  void rate_block(const TierState& q, const ArrivalBlock& block, const PlainVisit& frame);
  std::size_t serve_block(TierState& q,
                          PlainSums& n,
                          const ArrivalBlock& block,
                          const PlainVisit& frame,
                          Instant until);
  void take_inbox(TierState& q, Instant until);
  [[nodiscard]] PlainVisit arrival(std::uint32_t source);
  [[nodiscard]] PlainVisit visit_of(std::uint32_t source, const Arrival& arrival) const;
  [[nodiscard]] PlainVisit visit_of(const ArrivalBlock& block,
                                    std::size_t i,
                                    const PlainVisit& frame) const;
  bool serve(TierState& q, PlainSums& n, const PlainVisit& visit, Instant until);
  void end_later(TierState& q, const ClassState& of, Instant created, Instant began, Instant ends);
  static void keep(TierState& q, Session& session, std::uint32_t place, Instant ends);
  static void let_go(TierState& q, const Session& session, std::uint32_t place);
  static void hold(
      TierState& q, const PlainVisit& visit, std::uint32_t place, Instant start, Instant ends);
  bool serve_visit(TierState& q, const PlainVisit& visit, Instant until);
  void serve_line(TierState& q, Instant until);
  void send_home_before(TierState& q, Instant until);
  void pass_on(TierState& q);
  static void wait(TierState& q, const PlainVisit& visit);
  void end_stretch(TierState& q, Instant until);
  static void abandon(TierState& q, PlainSums& n, const PlainVisit& visit);
  void complete(TierState& q, std::uint32_t place);
  void count_session(TierState& q,
                     PlainSums& n,
                     const PlainVisit& visit,
                     std::uint32_t place,
                     Instant began,
                     Instant ends,
                     Cause cause);
  void count_resolved(PlainSums& n, const ClassState& of, const PlainVisit& visit, Instant ends);
  void leave_unresolved(TierState& q, PlainSums& n, const Session& session, std::uint32_t place);
  void rate(
      const PlainVisit& visit, Duration waited, std::uint32_t rep, Instant ends, bool resolves);
  void rate(const TierState& q, const Session& session, std::uint32_t place);
  void draw_visits(std::vector<PlainVisit>& visits, std::size_t from, std::uint16_t tier);

  // plain_count.cpp: sums into the counters of the floor.
  PlainSums& starts_at(TierState& q, const PlainVisit& visit) {
    ClassState& of = q.classes[visit.case_class];
    const PlainSums::Scope scope{visit.visited, visit.sessions == 0, visit.measured};
    if (!(of.starts.scope == scope)) [[unlikely]] {
      end_starts(q, of);
      of.starts.scope = scope;
    }
    return of.starts;
  }
  PlainSums& totals_at(ClassState& of, const TierState& q, const PlainSums::Scope& visits) {
    const PlainSums::Scope scope{0, visits.first, visits.measured};
    if (!(of.totals.scope == scope)) [[unlikely]] {
      flush(of, q);
      of.totals.scope = scope;
    }
    return of.totals;
  }
  void end_starts(TierState& q, ClassState& of);
  void flush(ClassState& of, const TierState& q);
  void count_rows(const PlainSums& n, const TierState& q, const ClassState& of);
  void count_row(const TierState& q, const Session& session);
  void count_case_row(const ClassState& of, const PlainVisit& visit, Instant began, Instant ends);
  void count_visits(const PlainSums& n, std::uint16_t tier);
  void count_cases(const PlainSums& n, const ClassState& of, std::uint16_t tier);
  void settle(TierState& q);

  // plain_state.cpp: from and to the floor.
  void take_over();
  void take_line(TierState& q);
  void take_reps(TierState& q);
  void give_back();
  [[nodiscard]] PlainVisit taken(std::uint32_t slot);
  std::uint32_t given(const PlainVisit& visit, std::uint16_t tier);

  Floor& floor_;
  const Plan& plan_;
  bool rates_ = false;                ///< in blocks
  bool knows_ahead_ = true;           ///< a session that resolves may be counted when it begins
  std::vector<TierState> tiers_;      ///< as in the plan
  std::vector<std::uint16_t> order_;  ///< of tiers: from where cases enter to where they end
  std::vector<EndsAhead> closes_;     ///< by class: of cases
  Instant staffing_;                  ///< when reps come or go
  Instant known_until_;       ///< a session that resolves before it is counted when it begins
  std::size_t interval_ = 0;  ///< of the run: the present one
  Instant interval_end_;
  Duration step_ = kHour;                               ///< longest stretch
  std::uint64_t arrivals_ = 0;                          ///< in the present stretch
  std::vector<std::pair<Instant, std::uint32_t>> due_;  ///< scratch: instants and places
  PlainBlock block_;                                    ///< scratch
};

}  // namespace tiermix
