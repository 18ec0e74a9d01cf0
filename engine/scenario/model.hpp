#pragma once

// What a support organisation is: the scenario file with references by name, units resolved and
// defaults filled in. A Model that load() returns is valid: every name resolves, every number is
// within its bounds, every case can leave.
//
// Times are Durations or, inside laws, seconds. Money is in the scenario's one currency. Shares and
// probabilities are fractions in [0, 1].

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/random/law.hpp"
#include "engine/scenario/aids.hpp"
#include "engine/scenario/business.hpp"
#include "engine/scenario/demand.hpp"
#include "engine/scenario/people.hpp"
#include "engine/scenario/policy.hpp"
#include "engine/scenario/supply.hpp"
#include "engine/scenario/targets.hpp"

namespace tiermix {

/// What happens after the horizon, when cases created before it are still open (docs/model.md).
enum class Drain : std::uint8_t {
  arrivals_continue,  ///< the desk stays as busy as before until the last counted case closes
  arrivals_stop,      ///< no case arrives after the horizon; those inside are finished
  none,               ///< the run ends at the horizon; open cases stay open
};

struct TimeFrame {
  std::chrono::sys_days start;  ///< local civil date; the clock starts at its midnight
  Duration warm_up;             ///< simulated, not measured
  Duration horizon;             ///< end of the measured window, from the start (warm-up included)
  Duration interval = 30 * kMinute;  ///< reporting interval: 15, 30 or 60 minutes
  std::string zone;                  ///< IANA name; empty: clocks never change
  Drain drain = Drain::arrivals_continue;
  Duration drain_limit;  ///< the longest drain; counted cases still open then are reported so
};

/// Relative arrival intensity over the week, Monday 00:00 first, in equal slices (a divisor of a
/// day); mean 1 over the week.
struct Profile {
  std::string name;
  std::vector<double> weights;
};

/// Numbers per interval from a CSV file: cases that arrive, or reps on the floor.
struct Series {
  Duration first;  ///< start of the first interval, from the start of the scenario; may be negative
  Duration step;   ///< length of an interval
  std::vector<double> values;  ///< repeats its last seven days after its end
};

struct Arrivals {
  double per_week = 0.0;               ///< mean cases in week 0; ignored where series is given
  std::optional<std::string> profile;  ///< name of a profile; flat where absent
  std::optional<Series> series;        ///< mean cases per interval
  std::vector<Duration> instants;      ///< replayed arrivals, ascending, instead of a rate
  std::string volume;                  ///< shared with other classes, busyness too; empty: none
  double busyness_cv = 0.0;            ///< coefficient of variation of the gamma day factor
  double weekly_growth = 0.0;          ///< compound, applied per whole week since the start
  std::array<double, 12> months{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};  ///< factors, January first
  double batch_mean = 1.0;  ///< cases of one event; geometric on 1, 2, ...; rates count cases
  std::string zone;         ///< of profile, months and holidays; the scenario's where empty
};

/// By which clock targets are counted.
enum class TargetClock : std::uint8_t {
  elapsed,
  opening_hours,  ///< of the class
};

/// What becomes of a contact outside the opening hours of its class.
enum class WhenClosed : std::uint8_t {
  queue,      ///< it waits for the reps, as if open
  turn_away,  ///< it is blocked
};

/// Urgency of a waiting case under Discipline::score: start + per_hour x age in hours.
struct Score {
  double start = 0.0;
  double per_hour = 1.0;
};

/// Patience of queueing customers. Absent: nobody abandons (asynchronous work).
struct Patience {
  Law law;  ///< seconds
};

/// One of several destinations, chosen with its share.
struct RouteShare {
  std::string tier;
  double share = 1.0;
};

enum class Channel : std::uint8_t { phone, chat, email, portal, callback };

/// The delay until a resolved case comes back, and how often it does.
struct Reopening {
  double probability = 0.0;
  Law delay;  ///< seconds
  Duration window =
      7 * kDay;  ///< a reopening later than this does not undo a first-contact resolution
};

/// Complexity of a case: Beta(a, b) on [0, 1]; uniform by default.
struct Complexity {
  double alpha = 1.0;
  double beta = 1.0;
};

struct CaseClass {
  std::string name;
  Channel channel = Channel::phone;
  Arrivals arrivals;
  std::optional<Patience> patience;
  std::vector<RouteShare> enters_at;  ///< shares sum to 1
  int priority = 1;                   ///< 1 is served first; up to 8
  Complexity complexity;
  std::optional<Law> handle_time;  ///< seconds; for tiers that state none of their own
  Reopening reopening;
  Duration answer_target = 20 * kSecond;   ///< threshold of the service level
  double defect_rate = 1.0;                ///< on arrivals; raises complexity too (Effects)
  double complexity_time = 0.0;            ///< handle time times 1 + this (x - 1/2)
  Duration open_case_overhead;             ///< a rep's time per open day, added to the next session
  std::optional<Duration> resolve_target;  ///< age by which a case is to be resolved
  std::optional<Duration> expected_time_to_resolve;  ///< of the ratings; else Satisfaction's
  std::optional<Redial> redial;
  std::vector<BalkStep> balking;  ///< ascending in waiting_over
  std::optional<Callback> callback;
  std::optional<RepeatContact> repeat_contact;
  std::optional<Backlog> backlog;
  std::optional<std::string> opening_hours;  ///< always open where absent
  TargetClock target_clock = TargetClock::elapsed;
  WhenClosed when_closed = WhenClosed::queue;
  Score score;
};

/// Waiting for the customer: with `share`, a session ends with a question to the customer before
/// any attempt, and the case returns to the same tier after `delay`.
struct CustomerPending {
  double share = 0.0;
  Law delay;  ///< seconds
};

enum class WhenUnresolved : std::uint8_t {
  escalate,          ///< to one of escalates_to
  retry,             ///< back to the end of the same queue
  close_unresolved,  ///< the case closes without a solution
};

/// How a class of cases is worked on at a tier, where it differs from the tier's own statement.
struct Handling {
  std::string case_class;
  std::string tier;
  std::optional<Law> handle_time;
  std::optional<ResolveCurve> resolve;
  std::optional<CustomerPending> pending;
};

/// Which of several idle reps takes a case. Ties go to the longest idle.
enum class RepChoice : std::uint8_t {
  longest_idle,
  most_qualified,  ///< greatest resolve probability for this case
  fastest,
  least_cost,
  least_occupied,   ///< least time in sessions so far
  develop_juniors,  ///< least qualified
};

/// Which waiting case a free rep takes, within a priority.
enum class Discipline : std::uint8_t {
  first_come,   ///< by the time it joined this queue
  oldest_case,  ///< by its creation
  due,          ///< by creation and the class's resolve target
  score,        ///< by the class's Score, highest first; priorities are not looked at
};

/// Cases of a tier that others may take (domain.md B.5, RT-01, RT-02).
struct Overflow {
  std::string to;                 ///< tier
  int reservation = 0;            ///< its reps that stay idle all the same
  int waiting_over = 0;           ///< only while more cases wait here
  std::optional<Duration> after;  ///< a wait after which the case joins the other queue for good
};

/// A stage without reps: a supplier or an engineering department that answers after a time.
struct Vendor {
  Law turnaround;    ///< seconds
  double fee = 0.0;  ///< per case sent
};

struct Tier {
  std::string name;
  std::optional<Law> handle_time;  ///< seconds; before the class's own
  ResolveCurve resolve;
  CustomerPending pending;
  WhenUnresolved when_unresolved = WhenUnresolved::escalate;
  std::vector<RouteShare> escalates_to;  ///< shares sum to 1
  std::optional<int> queue_capacity;     ///< waiting places; a case that finds none is blocked
  std::optional<std::string> policy;
  RepChoice choose = RepChoice::longest_idle;
  Discipline discipline = Discipline::first_come;
  bool same_rep = false;               ///< cases that come back go to the rep they know
  Duration same_rep_wait = 4 * kHour;  ///< and to any other after this wait
  std::optional<Overflow> overflow;
  std::optional<Vendor> vendor;
};

/// What a rep does with the contact in hand when the shift ends.
enum class ShiftEnd : std::uint8_t {
  finish,     ///< finishes it (overtime, paid), takes no other
  hand_back,  ///< puts it back at the head of its queue; the work done is kept
  keep,       ///< puts it down and goes on with it at the start of the next shift
};

/// Hours of presence that repeat every week.
struct Shift {
  struct Span {
    Duration from;                   ///< since Monday 00:00
    Duration to;                     ///< after `from`; at most one week later
    std::vector<Break> breaks = {};  ///< ascending, apart, inside the span
  };
  std::string name;
  std::vector<Span> spans;
};

/// A training level: what a rep of it can do. Replaces the tier's curve and the group's skills
/// where it states them.
struct Level {
  std::string name;
  std::optional<ResolveCurve> resolve;
  double ability = 0.0;                        ///< added to the logit of the resolve probability
  double handle_time = 1.0;                    ///< factor
  double diagnosis_noise = 1.0;                ///< factor on the policy's
  double technical = 0.0;                      ///< in [0, 1]
  double relationship = 0.0;                   ///< in [0, 1]
  std::optional<double> loaded_cost_per_hour;  ///< instead of the group's
  std::optional<double> attrition;             ///< per year, instead of the group's
  std::optional<Promotion> promotion;
  std::optional<Lapse> lapse;
};

struct RepGroup {
  std::string name;
  std::string tier;
  int heads = 0;                 ///< reps on the floor while the shift lasts; peak of the series
  std::optional<Series> series;  ///< reps on the floor per interval, instead of heads and shift
  std::optional<std::string> shift;  ///< always present where absent, without a rotation too
  std::optional<Rotation> rotation;  ///< instead of a shift
  std::optional<std::string> site;   ///< whose zone the shift is in; else the scenario's
  Absence absence;
  std::optional<Overtime> overtime;
  std::optional<Law> off_phone;  ///< seconds of a task that a rep turns to while nobody waits
  std::vector<GroupSkill> skills;
  ChatWork chat;
  ShiftEnd at_shift_end = ShiftEnd::finish;
  double loaded_cost_per_hour = 0.0;  ///< wage and benefits per paid hour
  double shrinkage = 0.0;  ///< paid share of time off the floor: paid = floor / (1 - shrinkage)
  std::optional<double> payroll;   ///< people employed; default: paid hours / full_time_week
  double speed = 1.0;              ///< handle times are divided by it
  double speed_spread = 0.0;       ///< sd of the log of each rep's own handle-time factor, mean 1
  std::vector<LevelShare> levels;  ///< at the start; shares sum to 1; empty: no level
  double technical = 0.0;        ///< product knowledge, in [0, 1]; added to the level's, at most 1
  double relationship = 0.0;     ///< relationship management, in [0, 1]; likewise
  double ability_spread = 0.0;   ///< sd of each rep's own shift of the logit
  bool quality_standard = true;  ///< false: a supplier held to none (Effects)
  std::optional<double> attrition;      ///< leaving per year and rep; else by the tier
  std::optional<std::string> learning;  ///< curve
  std::optional<Law> tenure;  ///< seconds, at the start; else exponential by the attrition
  std::optional<Hiring> hiring;
};

struct Money {
  std::string currency = "USD";
  double overhead_multiplier = 1.0;      ///< on labour cost: supervision, premises, tools
  double overtime_premium = 0.0;         ///< extra share of the loaded cost paid on overtime
  Duration full_time_week = 40 * kHour;  ///< paid hours that make one person employed
  double per_case = 0.0;                 ///< tools and licences per case created
  double fixed_per_week = 0.0;           ///< platform
};

struct BenchmarkChoice {
  std::vector<std::string> sets;      ///< names of benchmark sets, the first shown first
  std::vector<std::string> segments;  ///< first has the word where several have a figure
};

struct Model {
  std::string title;
  TimeFrame time;
  Money money;
  BenchmarkChoice benchmark;
  DemandNoise demand;
  std::vector<Holiday> holidays;
  std::vector<Site> sites;
  std::vector<OpeningHours> opening_hours;
  std::vector<Target> targets;
  std::vector<Profile> profiles;
  std::vector<Shift> shifts;
  std::vector<Policy> policies;
  std::vector<Level> levels;
  std::vector<LearningCurve> learning_curves;
  std::vector<Programme> programmes;
  std::vector<CaseClass> classes;
  std::vector<Tier> tiers;  ///< the first is tier one
  std::vector<Handling> handlings;
  std::vector<RepGroup> groups;
  std::optional<KnowledgeBase> knowledge_base;
  std::optional<AiAssist> ai_assist;
  std::optional<SelfService> self_service;
  std::optional<QualityAssurance> quality_assurance;
  std::optional<Triage> triage;
  Effects effects;
  std::optional<Satisfaction> satisfaction;  ///< absent: cases are not rated
  Survey survey;                             ///< acts where cases are rated
  std::optional<Loyalty> loyalty;            ///< only where cases are rated
  std::optional<Revenue> revenue;
  std::optional<Attrition> attrition;
  Roi roi;
};

}  // namespace tiermix
