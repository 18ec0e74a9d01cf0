#pragma once

// Who fills each place of a group whose reps are people: joins, learns, is trained, rises, leaves.
//
// When     A rep is looked at when a shift of the roster begins, and once more when a month or the
//          window ends. What was due since then is settled as of the instant at which it was due;
//          whoever leaves does so at the end of the shift in which it came to that.
// Draws    belong to the n-th person of a place, so that two scenarios have the same people, and a
//          hazard that falls only puts leaving off: a person leaves when the hazard lived through
//          reaches an exponential number of its own.

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/random/stream.hpp"
#include "engine/plan/plan.hpp"
#include "engine/kernel/rep_pool.hpp"

namespace tiermix {

/// Sums over the people of a group in the measured window.
enum class PeopleSum : std::uint8_t {
  place_time,       ///< us
  vacant_time,      ///< us
  learning_time,    ///< us of people past their onboarding
  tenure_time,      ///< weeks of tenure times us, of those
  newcomer_time,    ///< us of those with less than 13 weeks
  first_year_time,  ///< us of those with less than 52 weeks
  veteran_time,     ///< us of those with 104 weeks or more
  ability_time,     ///< shift of the logit times us
  pace_time,        ///< factor on handle times, own spread apart, times us
  hires,
  moves,
  leavers,
  level_ups,
  lapses,
  seats,
  hiring_cost,
  training_price,
};
inline constexpr std::size_t kPeopleSums = static_cast<std::size_t>(PeopleSum::training_price) + 1;

struct PeopleTotals {
  std::array<double, kPeopleSums> sums{};
  std::vector<double> level_time;  ///< us of people by level, those without one last

  double& operator[](PeopleSum what) { return sums[static_cast<std::size_t>(what)]; }
  double operator[](PeopleSum what) const { return sums[static_cast<std::size_t>(what)]; }
};

struct Person {
  Owner owner = 0;        ///< of the draws: the place that was filled first
  std::uint16_t nth = 0;  ///< person there
  bool here = false;
  bool is_new = false;  ///< came during the run
  Instant joined;       ///< the group
  Instant ready;        ///< for the floor: the end of the onboarding
  Instant at_level;     ///< since
  Instant renewed;      ///< the level, by training
  std::uint16_t level = kNoIndex;
  std::uint16_t exams = 0;
  Instant next_exam;
  std::uint32_t cases_at_level = 0;
  double cases = 0.0;  ///< worth of experience, at last_case
  Instant last_case;
  double hazard = 0.0;  ///< lived through, up to...
  Instant lived_until;
  double leaves_at = 0.0;  ///< such a hazard
  Instant left = kNever;   ///< when the hazard reached it
  double own_pace = 0.0;   ///< normal numbers behind the spreads of speed and ability
  double own_ability = 0.0;
  double own_rapport = 0.0;  ///< on the latent satisfaction
  std::uint32_t mentor = kNobody;
  std::uint32_t wanted_at = kNobody;  ///< place in another group
};

/// A person in a programme.
struct Seat {
  Duration left;           ///< hours to go, while in training
  Instant taken = kNever;  ///< start of the cohort
  Instant done = kNever;   ///< end of the last training completed
  double before = 0.0;     ///< strength that an earlier one still had then
  std::int64_t week = -1;  ///< of the training, in which...
  Duration in_week;        ///< ...so much has been done
  bool reached = true;     ///< the level has been given
};

/// Time off the floor at the beginning of a shift.
struct OffFloor {
  Duration training;
  Duration mentoring;
};

class Careers {
 public:
  Careers(const Plan& plan, ReplicationKey key, RepPool& reps);

  [[nodiscard]] bool follow(std::uint32_t rep) const {
    return !people_.empty() && plan_->people.staff[(*reps_)[rep].group].used;
  }
  [[nodiscard]] const Person& of(std::uint32_t rep) const { return people_[rep]; }

  /// Settles what has come to a place by `now`, when its rep is off the floor since `off_since`:
  /// leaving, joining, moving, levels; then the competence of who is there. Whether somebody is.
  bool settle(std::uint32_t rep, Instant now, Instant off_since);

  /// For a rep who is still on the floor from the last shift: whether the next one is come to.
  /// Nothing changes but what experience and training have become worth.
  bool goes_on(std::uint32_t rep, Instant now);

  /// What the rep's obligations take of so much paid time that begins now. Expects settle().
  [[nodiscard]] OffFloor take_off(std::uint32_t rep, Instant now, Duration paid);

  /// A session of the rep has ended.
  void count_case(std::uint32_t rep, Instant now);

  /// Whether the hazards are to be told how the desk fares; every 28 days.
  [[nodiscard]] bool review_is_due(Instant now) const { return now >= next_review_; }
  /// A factor on the hazard of each tier from now on.
  void review(std::vector<double> factors, Instant now);

  /// Adds up the time of a place until `now`; where its rep is off the floor since an instant, with
  /// those who have left or come from outside since then. Nothing else is settled.
  void look_at(std::uint32_t rep, Instant now, std::optional<Instant> off_since);
  [[nodiscard]] const std::vector<PeopleTotals>& totals() const { return totals_; }  ///< per group

 private:
  // careers.cpp: who fills a place.
  void join(std::uint32_t rep, Instant now);
  void begin_as(std::uint32_t rep, Instant joined, std::uint16_t level);
  void open_group(std::uint32_t group);
  void start_level(Person& person) const;
  void pass_time(std::uint32_t rep, Instant now, Instant off_since);
  void live_on(std::uint32_t rep, Instant now);
  void vacate(std::uint32_t rep, Instant now);
  void fill(std::uint32_t rep, Instant now);
  [[nodiscard]] std::uint32_t successor_for(std::uint32_t rep, Instant now) const;
  void move(std::uint32_t from, std::uint32_t to, Instant now);
  void count(std::uint32_t rep, Instant now);
  void add(std::uint32_t rep, PeopleSum what, double amount, Instant at);
  [[nodiscard]] double hazard_of(std::uint32_t rep, Instant now) const;

  // learning.cpp: what a person can do.
  void refresh(std::uint32_t rep, Instant now);
  void set_grade(std::uint32_t rep);
  [[nodiscard]] double left_to_learn(std::uint32_t rep,
                                     const LearningPlan& plan,
                                     Instant now) const;
  void change_level(std::uint32_t rep, Instant now);
  void reach(std::uint32_t rep, std::uint16_t level, Instant now);
  [[nodiscard]] bool leads_to(std::uint16_t from, std::uint16_t to) const;
  [[nodiscard]] bool rises(std::uint32_t rep, const LevelPlan& level, Instant now);

  // training.cpp: programmes and mentors.
  void open_cohorts(Instant now);
  void enrol(std::size_t programme, Instant start, Instant now);
  [[nodiscard]] bool may_enrol(std::size_t programme, std::uint32_t rep, Instant start) const;
  [[nodiscard]] Duration attend(std::uint32_t rep,
                                std::size_t programme,
                                Instant now,
                                Duration free);
  [[nodiscard]] Duration mentor(std::uint32_t rep, Instant now, Duration free);
  void find_mentor(std::uint32_t rep, Instant now);
  void forget_mentor(std::uint32_t rep);
  [[nodiscard]] bool is_newcomer(std::uint32_t rep, Instant now) const;
  [[nodiscard]] static double strength(const ProgrammePlan& plan, const Seat& seat, Instant now);
  [[nodiscard]] Seat& seat(std::uint32_t rep, std::size_t programme) {
    return seats_[rep * plan_->people.programmes.size() + programme];
  }
  [[nodiscard]] const Seat& seat(std::uint32_t rep, std::size_t programme) const {
    return seats_[rep * plan_->people.programmes.size() + programme];
  }

  [[nodiscard]] const StaffPlan& staff_of(std::uint32_t rep) const {
    return plan_->people.staff[reps_->all()[rep].group];
  }
  [[nodiscard]] const GroupPlan& group_of(std::uint32_t rep) const {
    return plan_->groups[reps_->all()[rep].group];
  }

  const Plan* plan_;
  ReplicationKey key_;
  RepPool* reps_;
  std::vector<Person> people_;             ///< per place; empty where nobody is a person
  std::vector<std::uint16_t> so_far_;      ///< people who have filled the place from outside
  std::vector<std::uint16_t> emptied_;     ///< how often the place was left
  std::vector<Instant> settled_;           ///< per place: sums are up to then
  std::vector<Instant> filled_at_;         ///< per empty place: when a successor comes
  std::vector<double> pace_;               ///< per place, without the own spread
  std::vector<double> ability_;            ///< likewise
  std::vector<Seat> seats_;                ///< [place][programme]
  std::vector<Duration> mentored_;         ///< per place, in the week...
  std::vector<std::uint32_t> mentees_;     ///< per place: people here who have that mentor
  std::vector<std::int64_t> mentored_in_;  ///< ...of that number
  std::vector<std::size_t> next_cohort_;   ///< per programme
  std::vector<double> factors_;            ///< on hazards, per tier
  Instant next_review_;
  std::vector<PeopleTotals> totals_;
};

}  // namespace tiermix
