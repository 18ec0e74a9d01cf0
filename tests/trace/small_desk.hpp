#pragma once

// A desk of two classes, two tiers and two groups, and events by hand.

#include "engine/kernel/log.hpp"

#include "engine/trace/names.hpp"
#include "tests/support/desk.hpp"

namespace tiermix::testing {

inline constexpr std::uint16_t kTierOne = 0;
inline constexpr std::uint16_t kTierTwo = 1;
inline constexpr std::uint32_t kFirstRep = 0;    // tier1_reps-1
inline constexpr std::uint32_t kSpecialist = 2;  // tier2_reps-1

/// Monday 2026-01-05; tier1_reps-1 and -2, tier2_reps-1.
class SmallDesk {
 public:
  SmallDesk() : SmallDesk(model_of()) {}

  Model model;
  Plan plan;
  Names names;

  /// The first how_to of the second day.
  [[nodiscard]] Owner owner(std::uint32_t number = 0) const {
    return case_owner(plan.classes[0].identity, 1, number);
  }

  /// `minutes` after 08:00 of the second day.
  [[nodiscard]] CaseEvent event(double minutes,
                                Happening what,
                                std::uint16_t tier = kNoTier,
                                std::uint32_t rep = kNoRep,
                                double value = 0.0) const {
    return {.at = Instant{} + 32 * kHour + from_seconds(minutes * 60.0),
            .owner = owner(),
            .value = value,
            .rep = rep,
            .case_class = 0,
            .tier = tier,
            .what = what};
  }

  /// Waits, fails at tier one, is solved at tier two after a question to the customer.
  [[nodiscard]] std::vector<CaseEvent> escalated_case() const {
    return {event(0, Happening::created, kTierOne, kNoRep, 0.75),
            event(0, Happening::queued, kTierOne),
            event(3, Happening::session_started, kTierOne, kFirstRep),
            event(15, Happening::session_ended, kTierOne, kFirstRep),
            event(15, Happening::failed, kTierOne),
            event(15, Happening::escalated, kTierOne),
            event(15, Happening::session_started, kTierTwo, kSpecialist),
            event(35, Happening::session_ended, kTierTwo, kSpecialist),
            event(35, Happening::asked_customer, kTierTwo, kNoRep, 2.0),
            event(155, Happening::returned, kTierTwo),
            event(155, Happening::queued, kTierTwo),
            event(160, Happening::session_started, kTierTwo, kSpecialist),
            event(165, Happening::session_ended, kTierTwo, kSpecialist),
            event(165, Happening::resolved, kTierTwo, kSpecialist, 0.8),
            event(165, Happening::closed, kTierTwo)};
  }

 private:
  explicit SmallDesk(const Model& of) : model(of), plan(compile(of)), names(of, plan) {}

  static Model model_of() {
    Model made = Desk(kWeek)
                     .tier("tier1", 2, exactly(10 * kMinute), 0.5)
                     .tier("tier2", 1, exactly(20 * kMinute))
                     .cases("how_to", 6.0)
                     .cases("fault", 2.0)
                     .model();
    for (CaseClass& c : made.classes) {
      c.enters_at = {{"tier1", 1.0}};
    }
    return made;
  }
};

}  // namespace tiermix::testing
