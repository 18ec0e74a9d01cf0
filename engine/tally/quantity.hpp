#pragma once

// What one replication counts. Each quantity is a total per scope (the desk, a case class, a tier),
// so that totals of scopes, replications and shards add up; measures (measure.hpp) are ratios of
// two.
//
// Cohort quantities follow the cases created in the measured window [warm-up, horizon) until they
// close, however long after the horizon. Window quantities see what happens inside the window,
// whichever case it happens to.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tiermix {

enum class Quantity : std::uint8_t {
  one,  ///< 1 in every scope: the denominator of plain totals
  // Cohort. Per case class and for the desk they speak of the first contact of a case; per tier of
  // every visit to its queue.
  offered,             ///< cases created; visits
  blocked,             ///< found no place in the queue; for the desk and a class: for good
  abandoned,           ///< left the queue; for the desk and a class: for good
  answered,            ///< met a rep
  answered_in_target,  ///< within the class's answer target
  waited,              ///< did not meet a rep at once
  wait,                ///< us until a rep, abandoning or blocking, of every call
  wait_answered,       ///< us, of those answered
  waits_ended,         ///< calls answered, abandoned or blocked: those whose wait is known
  sessions,            ///< with a rep
  handle_time,         ///< us of those sessions
  resolved,            ///< closed with a solution; per tier: by that tier
  closed_unresolved,   ///< closed without
  // Cohort, per case class and for the desk.
  closed,                      ///< resolved or closed unresolved
  resolved_first_session,      ///< gross of reopenings
  resolved_first_session_net,  ///< and not reopened within the window
  resolved_tier_one,           ///< every session at tier one
  escalated,                   ///< at least once
  reopenings,                  ///< per tier: of cases that it had resolved
  solutions,        ///< sessions that ended in a solution, whether or not the case came back
  time_to_resolve,  ///< us from creation to the last resolution, of resolved cases
  handle_cost,      ///< money: sessions at the loaded cost of their reps
  open_at_end,      ///< still open when the drain ended
  transfers,        ///< hand-overs to another rep: escalations and bounces
  repeats,          ///< hand-overs at which the customer had to repeat
  swarms,           ///< sessions in which specialists were called to help
  forced,           ///< sessions pressed to an end
  self_service_tries,
  contained,      ///< by self-service: never became a case
  resolved_hard,  ///< resolved, of complexity above 0.75
  time_hard,      ///< us from creation to the last resolution, of those
  resolved_escalated,
  time_escalated,  ///< us, of resolved cases that were escalated
  ratings,         ///< closed cases, where cases are rated
  rating,          ///< sum of expected ratings, in millionths
  rated_1,         ///< sum of probabilities of a 1, in millionths
  rated_2,
  rated_3,
  rated_4,
  top_box,           ///< of a 5
  survey_answers,    ///< expected answers to the survey, in millionths
  survey_rating,     ///< sum of what they say, in millionths
  calls,             ///< contacts offered: cases created and their redials
  calls_abandoned,   ///< of those, hung up
  calls_blocked,     ///< of those, found no place in the queue
  redials,           ///< per tier: calls again that are for it
  balked,            ///< calls that left at once
  lost,              ///< cases whose customer gave up for good, or was turned away; per tier: there
  callbacks,         ///< customers who chose to be called back
  callbacks_missed,  ///< calls back that did not meet the customer
  callbacks_lost,    ///< of those customers, given up after the last try
  repeat_contacts,   ///< cases that came back after closing unresolved; per tier: to it
  resolve_due,       ///< closed, of classes with a resolve target
  resolved_in_target,    ///< of those, resolved within it
  time_to_resolve_open,  ///< us of opening hours from creation to the last resolution
  interruptions,         ///< sessions put down for a more urgent case
  // Cohort, per tier.
  entered,         ///< cases whose first contact is for the tier
  turned_away,     ///< of those lost there: found the desk closed, or no place in the queue
  cases_met,       ///< cases that came to the tier at least once
  escalations,     ///< sessions that ended with a hand-over to another tier
  pendings,        ///< sessions that ended with a question to the customer
  complexity_met,  ///< sum of the complexity of cases_met, in millionths
  moved,           ///< visits that ended otherwise: overflow, age, a callback in vain
  bounces,         ///< cases sent back
  // Cohort, everywhere.
  attempts,  ///< sessions in which a solution was tried
  failed_attempts,
  referrals,                ///< sessions that passed a case on without an attempt
  false_resolutions,        ///< booked as resolved without a solution
  unnecessary_escalations,  ///< escalated though the tier would resolve it with more than 70 %
  // Window, per case class and for the desk.
  closed_in_window,  ///< resolved or closed unresolved; per tier: of the desk, for cost shares
  open_time,         ///< us of open cases: area under the backlog
  pending_time,      ///< us of cases that wait for the customer or are to reopen
  // Window, per tier and for the desk.
  busy_time,                ///< us of reps handling
  staffed_time,             ///< us of reps on the floor, overtime included
  overtime,                 ///< us
  idle_time,                ///< us of reps on the floor, in no session
  queue_time,               ///< us of waiting cases: area under the queue length
  paid_time,                ///< us, shrinkage and overtime included
  payroll_time,             ///< us of people employed
  first_tier_payroll_time,  ///< desk only
  specialist_payroll_time,  ///< desk only: tiers behind the first
  break_time,               ///< us of paid breaks and lunches
  unpaid_break_time,        ///< us
  meeting_time,             ///< us of meetings and training
  absence_time,             ///< us of paid shifts not come to, or come late to
  off_phone_time,           ///< us of tasks while nobody waits; on the floor
  training_time,            ///< us of paid shifts in programmes
  onboarding_time,          ///< us of paid shifts before newcomers come to the floor
  mentoring_time,           ///< us of paid shifts in which seniors help newcomers
  chat_time,                ///< us of open chats, each counted; reps count once in busy_time
  cost_breaks,              ///< money: paid breaks, meetings, training, absences
  cost_handling,            ///< money: sessions that resolve, ask or bounce, and help
  cost_diagnosis,           ///< money: finding out whether to attempt
  cost_failed_attempts,     ///< money: attempts that fail
  cost_rework,              ///< money: sessions on cases that had been resolved before
  cost_hand_over,           ///< money: briefing, and finding out again what was not forwarded
  cost_holding,             ///< money: reps who wait for a specialist with their customer
  cost_idle,                ///< money: on the floor, not in a session
  cost_shrinkage,           ///< money: paid, not on the floor
  cost_overtime,            ///< money: the premium
  cost_training,            ///< money: seats and fixed prices of programmes
  cost_training_time,       ///< money: wages of reps in programmes
  cost_onboarding,          ///< money: wages of newcomers before they come to the floor
  cost_mentoring,           ///< money: wages of seniors off the floor for newcomers
  cost_hiring,              ///< money: replacing reps who leave, or are expected to
  cost_vendor,              ///< money: fees for cases that vendors work on
  cost_fees,                ///< money: tools, quality assurance, self-service, platform
  labour_cost,              ///< money
  overhead_cost,            ///< money
  operating_cost,           ///< money: labour, overhead, hiring, training prices and fees
  turnover_cost,            ///< money: of it, hiring, onboarding and mentoring
  leavers,                  ///< reps who leave, or are expected to
  attrition_time,           ///< us of people employed, where reps leave
  // ...of groups whose reps are simulated as people.
  hires,            ///< reps who came from outside
  moves,            ///< reps who came from another group
  level_ups,        ///< promotions to another level
  lapses,           ///< levels lost
  seats,            ///< reps trained: seats that programmes have filled
  place_time,       ///< us of places, filled or not
  vacant_time,      ///< us of those that are empty
  filled_time,      ///< us of the others
  learning_time,    ///< us of reps past their onboarding
  tenure_time,      ///< sum over those of their tenure with the group in weeks, times us
  newcomer_time,    ///< us of those with less than 13 weeks of it
  first_year_time,  ///< us of those with less than 52 weeks, newcomers among them
  veteran_time,     ///< us of those with 104 weeks or more
  ability_time,     ///< sum over those of the shift of their logit, times us
  pace_time,        ///< sum over those of their factor on handle times, times us
  // Window, desk only.
  support_revenue,    ///< money
  support_profit,     ///< money: revenue less the operating cost
  runs_with_revenue,  ///< 1 where revenue is counted
  customers_rated,    ///< who have rated a case by the end of the window
  customers_secure,   ///< of those, with a secure memory
  churn,              ///< of those, expected not to renew in a year
  churned_value,      ///< money expected to be lost in a year, of those
  value_at_risk,      ///< likewise of all customers, who churn like those who have rated
  promoter_balance,   ///< promoters less detractors, expected; may be negative
  runs_with_loyalty,  ///< 1 where customers have a memory
  window,             ///< us: length of the measured window
};
inline constexpr std::size_t kQuantityCount = static_cast<std::size_t>(Quantity::window) + 1;

[[nodiscard]] constexpr std::size_t index_of(Quantity q) { return static_cast<std::size_t>(q); }
[[nodiscard]] std::string_view name_of(Quantity quantity);

/// What is reported per interval of the run, in every scope that it says something of: the desk,
/// case classes (c) and tiers (t). Cases of the warm-up count like any other.
enum class IntervalQuantity : std::uint8_t {
  // Of the cases created in the interval, whenever it happens to them; per tier: of the visits
  // begun in it. As the quantities of the same name above.
  offered,                     ///< ct
  calls,                       ///< ct
  calls_abandoned,             ///< ct
  calls_blocked,               ///< ct
  blocked,                     ///< ct
  abandoned,                   ///< ct
  answered,                    ///< ct
  answered_in_target,          ///< c
  wait,                        ///< ct, us
  wait_answered,               ///< ct, us
  waits_ended,                 ///< ct
  sessions,                    ///< ct
  handle_time,                 ///< ct, us
  resolved,                    ///< c
  resolved_first_session_net,  ///< c
  time_to_resolve,             ///< c, us
  resolve_due,                 ///< c
  resolved_in_target,          ///< c
  // Seen in the interval, whichever case it happens to.
  open_time,     ///< c, us of open cases
  busy_time,     ///< t, us
  staffed_time,  ///< t, us
  queue_time,    ///< t, us
  // At its end.
  open_at_end,  ///< c, open cases
  age_at_end,   ///< c, us: sum of the ages of those
};
inline constexpr std::size_t kIntervalQuantityCount =
    static_cast<std::size_t>(IntervalQuantity::age_at_end) + 1;
[[nodiscard]] constexpr std::size_t index_of(IntervalQuantity q) {
  return static_cast<std::size_t>(q);
}
[[nodiscard]] std::string_view name_of(IntervalQuantity quantity);

}  // namespace tiermix
