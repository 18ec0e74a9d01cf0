#pragma once

// What the kernel reads: the scenario as flat tables of numbers. No names, no units but
// microseconds and money, nothing left to decide. Immutable once compiled; shared by all threads.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/random/sampler.hpp"
#include "engine/tally/observations.hpp"
#include "engine/plan/business_plan.hpp"
#include "engine/plan/demand_plan.hpp"
#include "engine/plan/duty_plan.hpp"
#include "engine/plan/open_hours.hpp"
#include "engine/plan/people_plan.hpp"
#include "engine/plan/policy_plan.hpp"

namespace tiermix {

/// Arrival rate of a class: cases per microsecond in equal slices of time from the start, again
/// from the first after the last. Slices divide a day.
struct RateTable {
  Duration slice;
  std::vector<double> rates;
};

/// A weighted destination; `up_to` is the cumulative share, 1 for the last.
struct RoutePlan {
  double up_to = 1.0;
  std::uint16_t tier = 0;
};

struct ClassPlan {
  std::uint16_t identity = 0;  ///< of its random numbers; from its name
  RateTable arrivals;
  std::vector<Instant> instants;  ///< replayed arrivals, ascending; where present, instead of rates
  double weekly_growth = 0.0;
  bool has_busyness = false;
  std::uint16_t busyness_identity = 0;  ///< of the numbers that are not common to all classes
  Sampler busyness;                     ///< day factor with mean 1
  std::vector<RoutePlan> entry;
  bool has_patience = false;
  Sampler patience;  ///< us
  bool needs_complexity = false;
  BetaSampler complexity;
  std::uint8_t priority = 0;  ///< 0 is first, below kPriorities
  double reopen_probability = 0.0;
  Sampler reopen_delay;  ///< us
  Duration reopen_window;
  Duration answer_target;
  double complexity_time = 0.0;
  double overhead_per_us = 0.0;  ///< of a rep's time per time that the case has been open
  Duration resolve_target = kNever - Instant{};
  double expected_time = 1.0;  ///< us to resolve, for the rating
  OpenHours open;              ///< always open where none are stated
  bool target_open = false;    ///< targets count opening hours
  bool turns_away = false;     ///< contacts outside opening hours
  double batch_log = 0.0;      ///< ln(1 - 1 / mean cases of an event); 0: cases come one by one
  CallersPlan callers;
  bool is_chat = false;
  double score = 0.0;         ///< urgency of a new case, under Order::score
  double score_per_us = 0.0;  ///< of age
};
inline constexpr std::size_t kPriorities = 8;

/// A class of cases at a tier.
struct WorkPlan {
  Sampler handle_time;  ///< us, at speed 1
  ResolvePlan resolve;
  double pending_share = 0.0;
  Sampler pending_delay;  ///< us
  bool plain = true;      ///< nothing but the handle time and these two decides a session
};

enum class Unresolved : std::uint8_t { escalate, retry, close };

/// Which of several idle reps takes a case.
enum class Choose : std::uint8_t {
  longest_idle,
  most_qualified,
  fastest,
  least_cost,
  least_occupied,
  least_qualified
};

/// What orders the cases that wait.
enum class Order : std::uint8_t { joined, created, due, score };

/// Whose reps may take a waiting case, and when.
struct OverflowPlan {
  bool given = false;
  std::uint16_t to = 0;
  std::uint32_t reservation = 0;
  std::uint32_t waiting_over = 0;
  Duration after = kNever - Instant{};  ///< then it moves for good; that long: it never does
};

/// Where the cases of a tier wait: in one line, or in one per class where its reps do not all take
/// every class alike.
struct LinesPlan {
  bool split = false;
  bool widens = false;                ///< some group takes cases only after a wait
  bool reserves = false;              ///< ...or only while others are idle
  bool interrupts = false;            ///< some cases are put down for more urgent ones
  bool chats = false;                 ///< some group has several chats at once
  std::uint32_t first = 0;            ///< number of its line, or of the line of the first class
  std::uint32_t step = 0;             ///< 1 where split
  std::vector<std::uint16_t> groups;  ///< of the tier
};

/// A class of cases for the reps of a group.
struct SkillPlan {
  bool serves = true;
  bool interruptible = false;
  int preference = 1;           ///< 1 is taken first
  std::uint32_t idle_left = 0;  ///< taken only while so many others of the tier are idle
  Duration after;               ///< ...and after such a wait
  double slowness = 1.0;        ///< factor on handle times
  double gain = 0.0;            ///< on the logit of the resolve probability
};

struct TierPlan {
  std::uint16_t identity = 0;
  Unresolved unresolved = Unresolved::close;
  std::vector<RoutePlan> escalations;
  std::uint32_t queue_capacity = UINT32_MAX;
  PolicyPlan policy;
  Choose choose = Choose::longest_idle;
  Order order = Order::joined;
  bool same_rep = false;
  Duration same_rep_wait;
  OverflowPlan overflow;
  std::vector<std::uint16_t> helps;  ///< tiers whose waiting cases its free reps take
  LinesPlan lines;
  bool is_vendor = false;
  Sampler turnaround;  ///< us
  double fee = 0.0;
};

struct GroupPlan {
  std::uint16_t identity = 0;
  std::uint16_t tier = 0;
  std::uint16_t grade = 0;  ///< of its reps where they are no people; else of the first level
  std::uint32_t first_rep = 0;
  std::uint32_t reps = 0;  ///< peak presence
  bool hand_back = false;  ///< at the shift's end; else the contact in hand is finished
  double speed = 1.0;
  double speed_spread = 0.0;
  bool has_curve = false;
  ResolvePlan curve;  ///< of its level, instead of the tier's
  double gain = 0.0;  ///< on the logit of the resolve probability
  double ability_spread = 0.0;
  double noise = 1.0;  ///< factor on the policy's
  double relationship = 0.0;
  double rating = 0.0;  ///< on the latent satisfaction of every session
  double loaded_cost_per_us = 0.0;
  double paid_per_floor = 1.0;  ///< 1 / (1 - shrinkage)
  double payroll = 0.0;         ///< people
  double leaving_per_us = 0.0;  ///< hazard of each
  std::uint32_t chats = 1;      ///< at once
  std::vector<double> pace;     ///< [n - 1]: speed of each of n open chats; where chats > 1
};

/// Reps of a group who are paid alike: all of them, or those of a level where they are people.
struct GradePlan {
  std::uint16_t group = 0;
  std::uint16_t level = 0;  ///< PeoplePlan::levels.size(): none
  double loaded_cost_per_us = 0.0;
};

/// A group's presence from an instant on: its first `heads` reps.
struct StaffingStep {
  Instant at;
  std::uint32_t group = 0;
  std::uint32_t heads = 0;
};

struct Plan {
  Instant warm_up;
  Instant horizon;
  Instant arrivals_end;               ///< no case arrives at or after it
  Instant end;                        ///< of the run at the latest
  Duration interval;                  ///< of what is counted over time
  std::vector<Instant> day_starts;    ///< local midnights; the first is 0
  std::vector<Instant> week_starts;   ///< local Mondays; the first is 0
  std::vector<Instant> month_starts;  ///< of the measured window: its begin, then local firsts
  std::vector<Instant> batch_starts;  ///< of the measured window of a long run in batches
  std::vector<ClassPlan> classes;
  std::vector<TierPlan> tiers;
  std::vector<WorkPlan> work;  ///< [class][tier]
  std::vector<GroupPlan> groups;
  std::vector<GradePlan> grades;           ///< ascending in group, then level
  std::vector<StaffingStep> shift_starts;  ///< heads grow; ascending in time, then by group
  std::vector<StaffingStep> shift_ends;    ///< heads shrink
  std::vector<DutyPlan> duties;            ///< per group where any has one; else empty
  std::uint32_t reps = 0;
  double overhead_multiplier = 1.0;
  double overtime_premium = 0.0;
  AidsPlan aids;
  RatingPlan rating;
  LoyaltyPlan loyalty;
  RevenuePlan revenue;
  AttritionPlan attrition;
  PeoplePlan people;
  bool counts_open = false;      ///< a class has opening hours
  bool personal_queues = false;  ///< some cases wait for one rep
  bool has_callbacks = false;    ///< some class offers them
  BusynessPlan busyness;
  std::uint32_t lines = 0;        ///< of all tiers
  std::vector<SkillPlan> skills;  ///< [group][class]; empty where no tier's lines are split
  bool has_chats = false;         ///< some rep has several at once
  bool plain = false;             ///< first come, first served: may be run tier by tier

  /// Whether the reps of a group are people with careers.
  [[nodiscard]] bool are_people(std::size_t group) const {
    return people.used && people.staff[group].used;
  }
  /// Parts of the measured window whose totals are told apart.
  [[nodiscard]] const std::vector<Instant>& part_starts() const {
    return batch_starts.empty() ? month_starts : batch_starts;
  }
  [[nodiscard]] ScopeLayout layout() const { return {classes.size(), tiers.size()}; }
  [[nodiscard]] const WorkPlan& work_of(std::size_t case_class, std::size_t tier) const {
    return work[case_class * tiers.size() + tier];
  }
  [[nodiscard]] const SkillPlan& skill_of(std::size_t group, std::size_t case_class) const {
    return skills[group * classes.size() + case_class];
  }
};

}  // namespace tiermix
