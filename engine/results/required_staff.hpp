#pragma once

// The reps that a tier would need for the load of a period: an approximation to hold the staff
// present against (docs/methods.md, "Required staff").

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/scenario/model.hpp"

namespace tiermix {

/// Work that can wait fills this share of the reps' time.
inline constexpr double kFullLoad = 0.85;

/// What a tier promises, and by which formula its staff is worked out.
struct StaffingRule {
  bool live = false;  ///< somebody waits on the line; else the load may take 85 % of the reps' time
  double share = 0.8;
  double within_us = 0.0;
  std::optional<double> patience_us;  ///< mean; Erlang A where present, else Erlang C
};

/// Of the classes that enter at the tier by phone, chat or callback: the greatest service level
/// that a target asks for one of them (80 % without a target), their shortest answer target, and
/// their mean patience where all of them have exponential patience. A tier without such a class,
/// as one that is reached by escalation only, is not live.
[[nodiscard]] StaffingRule staffing_rule(const Model& model, std::size_t tier);

/// The same of the classes that are open alone: `open` has an entry for each class.
[[nodiscard]] StaffingRule staffing_rule(const Model& model,
                                         std::size_t tier,
                                         const std::vector<bool>& open);

/// Whether a share of the class has its first contact at the tier.
[[nodiscard]] bool enters_at(const Model& model, std::size_t case_class, std::size_t tier);

/// Visits and the load in Erlang over `length_us`. Reps are whole.
[[nodiscard]] double required_staff(const StaffingRule& rule,
                                    double visits,
                                    double load,
                                    double length_us);

/// Of a closed desk, which promises nothing: for as much of the load as is worked on then, to the
/// nearest whole rep. Calls that go on past closing time are no reason to have somebody there.
[[nodiscard]] double required_while_closed(double load, double worked_on);

}  // namespace tiermix
