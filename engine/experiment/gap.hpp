#pragma once

// What would close a gap: a base and the same base with one lever moved each, under common random
// numbers, and per gap the levers by what a change is worth in it for its cost. Pure: from points
// that sweep() has simulated to a table.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/estimate/estimate.hpp"
#include "engine/estimate/paired.hpp"
#include "engine/experiment/sweep.hpp"

namespace tiermix {

/// Where a measure is to come to.
struct GapGoal {
  std::size_t chosen = 0;  ///< index into SweptPoint::effects
  double value = 0.0;      ///< in the unit of the measure
  Better better = Better::higher;
  bool open = true;     ///< the base misses it; else a lever can only do harm to it
  bool harmed = true;   ///< whether to count it where a lever moves it the wrong way
  bool amount = false;  ///< grows with the window: its effect per cost is that of a year
  bool exact = false;   ///< the value itself is wanted: beyond it is as far as before it
  /// [lever], per year: what of its price the measure would count had the simulation counted it,
  /// negative where the measure falls by it. Empty: the measure counts no price.
  std::vector<double> prices = {};
  /// Of a cost per case: index into SweptPoint::effects of that cost per case of the whole desk;
  /// the price of a window is then divided by the cases that it counts, those with the lever.
  std::optional<std::size_t> per_case = std::nullopt;
};

/// What a lever does to the measure of a goal; an interval that holds zero is no clear effect.
enum class LeverVerdict : std::uint8_t { helps, hurts, unclear };
[[nodiscard]] std::string_view name_of(LeverVerdict verdict);

enum class CostVerdict : std::uint8_t {
  costs,
  saves,
  unclear,  ///< the interval holds zero
};
[[nodiscard]] std::string_view name_of(CostVerdict verdict);

struct LeverMoney {
  double price = 0.0;  ///< of the lever itself, per year
  Estimate simulated;  ///< change of the cost of support per year, without the price
  Estimate total;      ///< both
  CostVerdict verdict = CostVerdict::unclear;
};

/// What a lever does beside the gaps.
struct LeverSide {
  bool overloads = false;          ///< as the design says
  std::vector<std::size_t> loses;  ///< of GapDesign::losses, those that surely rise
  Estimate revenue_at_risk;        ///< change of it, per year; NaN where unknown

  /// Nothing that a cost or a rating would not show: no tier is overloaded, no more are lost.
  [[nodiscard]] bool is_sound() const { return !overloads && loses.empty(); }
};

/// A lever over the measures that miss some goal, each counted once.
struct LeverSum {
  std::size_t lever = 0;
  std::size_t closes = 0;   ///< surely, every goal of the measure
  std::size_t helps = 0;    ///< among them those that it closes
  std::size_t worsens = 0;  ///< among the measures of all goals, those that are met too
};

struct LeverEffect {
  std::size_t lever = 0;
  Estimate effect;  ///< with the lever minus without, in the unit of the measure
  Estimate closed;  ///< share of the gap that this closes; negative where it widens
  /// Effect per unit of money and year; NaN where the cost is not surely above zero.
  Estimate per_cost;
  LeverVerdict verdict = LeverVerdict::unclear;
  bool closes = false;  ///< surely all of the gap; of an exact goal, to a tenth of it
};

struct GapTable {
  std::size_t goal = 0;
  /// Sound levers that help and save money, those that help at a cost not told from zero, each by
  /// the share closed; those that help, by the effect per cost; then levers that help and are not
  /// sound, in the same order; then no clear effect; then those that hurt.
  std::vector<LeverEffect> effects;
  /// Of the sound levers that surely close the gap alone, the one that costs least.
  std::optional<std::size_t> cheapest;
};

struct GapDesign {
  double level = 0.95;   ///< joint, over the levers, of each column of a table
  std::size_t cost = 0;  ///< index of the cost of support in SweptPoint::effects
  double windows_per_year = 1.0;
  std::vector<double> prices;  ///< [lever], per year
  std::vector<GapGoal> goals;
  std::vector<bool> overloads = {};  ///< [lever], with it a tier gets more work than it can do
  /// Indices into SweptPoint::effects.
  std::vector<std::size_t> losses = {};  ///< shares of customers who go unserved, by class
  std::optional<std::size_t> revenue_at_risk = std::nullopt;
};

struct GapTables {
  std::vector<LeverMoney> money;  ///< [lever]
  std::vector<LeverSide> sides;   ///< [lever]
  /// Levers that help a gap: sound ones first, by gaps closed, by measures helped less those
  /// worsened, then by cost.
  std::vector<LeverSum> sums;
  std::vector<GapTable> tables;  ///< one per open goal, in their order
  /// [lever]: goals, open or not, that the lever surely moves the wrong way.
  std::vector<std::vector<std::size_t>> harms;
};

/// Effects are paired differences with Student's interval, the price of the lever in them where the
/// measure is one of money; over cases, its interval is that of the ratio (delta method). The share
/// closed is the difference over value minus base, the effect per cost the difference over the
/// change of cost; both with the interval of Fieller, as they are ratios of means from the same
/// replications. Intervals of one column hold together with design.level (Bonferroni). One lever at
/// a time: effects do not add up. Expects as many levers as prices, two replications at least and
/// as many at every point.
[[nodiscard]] GapTables explain_gaps(const SweptPoint& base,
                                     const std::vector<SweptPoint>& levers,
                                     const GapDesign& design);

}  // namespace tiermix
