#pragma once

// When a target holds: the words behind its value.
//
//   within 20 s                           the answer target, which is no part of the window
//   in every hour, half hour, 15 min      every interval of the day is to meet it
//   in every hour of the week             likewise, weekday by weekday
//   from 09:00 to 12:00                   a part of the day
//   on mon-fri, on sat,sun                days of the week

#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario/targets.hpp"

namespace tiermix {

/// "within 20 s" as its word and the text behind it.
struct TargetClause {
  std::string_view word;  ///< within, in, from or on
  std::string_view text;
};

/// Takes the clauses off the end of `rest`, in their order.
[[nodiscard]] std::vector<TargetClause> clauses_of(std::string_view& rest);

/// The targets that the word "and" joins.
[[nodiscard]] std::vector<std::string_view> parts_of(std::string_view text);

/// Puts a clause other than within into the window; what is wrong with it, or nothing. `interval`:
/// what is counted, which the window has to keep to.
[[nodiscard]] std::string add_clause(const TargetClause& clause,
                                     Duration interval,
                                     TargetWindow& window);

}  // namespace tiermix
