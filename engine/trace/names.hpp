#pragma once

// What the numbers of case events stand for: cases, reps and instants as people write them.
//
// A case is CLASS/DAY-NUMBER: its class, the day of the scenario on which it came and its number on
// that day. A rep is GROUP-NUMBER. Days and numbers count from 1. The name of a case follows from
// its random numbers, so it means the same customer in every scenario that has the class.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/calendar.hpp"
#include "engine/base/time.hpp"
#include "engine/random/stream.hpp"
#include "engine/scenario/model.hpp"
#include "engine/plan/plan.hpp"

namespace tiermix {

/// Either the thing that a text names, or why it names none.
template <typename Thing>
struct Named {
  std::optional<Thing> thing;
  std::string problem;
};

class Names {
 public:
  /// Expects the plan of the model. Keeps neither.
  Names(const Model& model, const Plan& plan);

  [[nodiscard]] std::string of_case(Owner owner) const;
  [[nodiscard]] std::string of_rep(std::uint32_t rep) const;  ///< empty for kNoRep
  [[nodiscard]] std::string_view group_of(std::uint32_t rep) const;
  [[nodiscard]] std::string_view of_class(std::uint16_t case_class) const;
  [[nodiscard]] std::string_view of_tier(std::uint16_t tier) const;  ///< empty for kNoTier

  [[nodiscard]] Named<Owner> case_called(std::string_view name) const;
  [[nodiscard]] Named<std::uint32_t> rep_called(std::string_view name) const;
  [[nodiscard]] Named<std::uint16_t> class_called(std::string_view name) const;

  /// "Mon 2026-01-05 08:30:12", local civil time.
  [[nodiscard]] std::string civil(Instant at) const;

  /// "2026-01-05T08:30:12.345": ISO 8601, local, without a zone.
  [[nodiscard]] std::string iso(Instant at) const;

  /// The same with the offset from UTC; +00:00 in a scenario without a zone.
  [[nodiscard]] std::string iso_with_offset(Instant at) const;

  /// The local midnight at an instant or before it, and the one after it.
  [[nodiscard]] Instant midnight_before(Instant at) const;
  [[nodiscard]] Instant midnight_after(Instant at) const;

  /// Midnight of "2026-01-19", or of a day's number; nothing where it is neither or lies before the
  /// start.
  [[nodiscard]] std::optional<Instant> midnight_of(std::string_view day) const;

 private:
  struct Class {
    std::string name;
    std::uint16_t identity = 0;
    bool has_backlog = false;  ///< cases of day 0: open at the start
  };
  struct Group {
    std::string name;
    std::uint32_t first_rep = 0;
    std::uint32_t reps = 0;
  };

  [[nodiscard]] const Group* group_with(std::uint32_t rep) const;

  std::chrono::sys_days start_;
  LocalClock clock_;
  LocalClock utc_;
  std::vector<Class> classes_;
  std::vector<std::string> tiers_;
  std::vector<Group> groups_;
};

/// "45 s", "3 min 20 s", "2 h 5 min", "3 d 4 h": the two largest units, rounded to the nearest.
[[nodiscard]] std::string span_text(Duration span);

}  // namespace tiermix
