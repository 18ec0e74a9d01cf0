#pragma once

// Levers: what a manager could change about a desk, at a price. A lever file states changes that
// are relative to whatever a scenario says; for one scenario they become plain overrides.

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.hpp"
#include "engine/scenario/load.hpp"

namespace tiermix {

/// What a lever costs beside what the simulation counts, in the currency of the scenario. Hours of
/// reps are priced at their loaded cost and overhead, as if others stood in for them.
struct LeverCost {
  double per_year = 0.0;
  double once = 0.0;
  double per_rep_year = 0.0;  ///< per person employed in the groups concerned
  double per_rep_once = 0.0;
  double hours_per_rep_year = 0.0;
  double hours_per_rep_once = 0.0;
  double years = 3.0;  ///< over which what is paid once is spread

  friend bool operator==(const LeverCost&, const LeverCost&) = default;
};

/// One change of a lever as its file states it: "rep_group.*.heads" = "+10%". A star stands for
/// every element of a list. Relative values: "+10%" and "x1.1" multiply, "+0.2", "+5 min" and
/// "+10 points" (of a percentage) add; any other value replaces what is there.
struct LeverSet {
  std::string path;
  std::string value;  ///< as after the = of --set; {currency} is that of the scenario
  bool relative = false;
  Place place;
};

struct LeverSpec {
  std::string name;
  std::string title;
  bool per_tier = false;  ///< one lever for each tier, with the elements that belong to it
  std::vector<LeverSet> sets;
  std::vector<std::string> unless;  ///< sections that the scenario must not have
  LeverCost cost;
  std::string source;      ///< where the size of the change or its effect comes from
  std::string assumption;  ///< what is assumed of size and price; one of both is always stated
};

struct LeversRead {
  std::vector<LeverSpec> levers;
  std::string currency;                 ///< of the amounts; empty: that of the scenario
  std::vector<Diagnostic> diagnostics;  ///< all of them; with errors the levers are not complete
};

/// Reads the TOML text of a lever file; `name` is the file in every place.
[[nodiscard]] LeversRead read_levers(const std::string& text, const std::string& name);

/// The levers with amounts in another currency, `rate` of which are one of theirs.
[[nodiscard]] std::vector<LeverSpec> exchanged(std::vector<LeverSpec> levers, double rate);

/// What a lever does to one value of a scenario; as text, with its unit.
struct LeverChange {
  std::string path;
  std::string before;  ///< empty where the scenario does not state it and has no default
  std::string after;
};

/// A lever on one scenario.
struct Lever {
  std::string name;  ///< of a lever per tier with the tier behind it: heads.tier1; with tiers that
                     ///< share what it changes, such as a policy: hand_over.tier1+tier2
  std::string title;
  std::vector<LeverChange> changes;
  LeverCost cost;
  std::vector<std::string> groups;  ///< rep groups whose people the cost per rep counts
  std::string source;
  std::string assumption;

  [[nodiscard]] std::vector<Override> overrides() const;
};

struct LeverLeftOut {
  std::string name;
  std::string reason;
};

struct LeversOnScenario {
  std::vector<Lever> levers;
  std::vector<LeverLeftOut> left_out;  ///< that find nothing to change, with the reason
};

/// The levers on a scenario that is valid, by its effective text (Loaded::text) and its model.
/// Values stop at the bounds of their key, and whole numbers move by at least one. A lever per tier
/// whose changes are the same for several tiers is one lever, with the people of all of them; what
/// changes hand-overs alone is left out for a tier that hands nothing on. The values that
/// follow need not make a valid scenario: load() says so.
[[nodiscard]] LeversOnScenario levers_on(const std::string& scenario_text,
                                         const Model& model,
                                         const std::vector<LeverSpec>& specs);

}  // namespace tiermix
