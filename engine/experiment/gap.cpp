#include "engine/experiment/gap.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <set>
#include <tuple>

#include "engine/base/check.hpp"
#include "engine/estimate/quotient.hpp"
#include "engine/estimate/unknown.hpp"

namespace tiermix {
namespace {

double sign_of(Better better) { return better == Better::higher ? 1.0 : -1.0; }

Estimate unknown(double level) {
  return {.mean = kUnknown,
          .half_width = kUnknown,
          .lower = kUnknown,
          .upper = kUnknown,
          .level = level};
}

// The mean of a difference, as paired_difference() has it.
Estimate mean_of(const Influences& difference, double level) {
  const Influences zero{.value = 0.0, .effects = std::vector<double>(difference.effects.size())};
  return paired_difference(zero, difference, level).estimate;
}

// A price over the cases D that cost / cost_per_case counts, both of the same desk. With the
// effects e_r = (N_r - R D_r) / D of the ratio R = N / D, the cases of a replication are D_r - D =
// (N_r - N - D e_r) / R.
Influences price_per_case(double price, const Influences& cost, const Influences& cost_per_case) {
  const double cases = cost.value / cost_per_case.value;
  Influences share{.value = price / cases, .effects = cost.effects};
  for (std::size_t r = 0; r < share.effects.size(); ++r) {
    const double more = (cost.effects[r] - cases * cost_per_case.effects[r]) / cost_per_case.value;
    share.effects[r] = -price * more / (cases * cases);
  }
  return share;
}

// A difference below this share of the value itself is rounding.
constexpr double kRounding = 1e-12;

// So near a value that is wanted exactly, in gaps.
constexpr double kNear = 0.1;

LeverVerdict verdict_of(const Estimate& effect, Better better, double size) {
  const double rounding = kRounding * std::abs(size);
  const bool up = effect.lower > rounding;
  const bool down = effect.upper < -rounding;
  if (std::isnan(effect.mean) || (!up && !down)) {
    return LeverVerdict::unclear;
  }
  return up == (better == Better::higher) ? LeverVerdict::helps : LeverVerdict::hurts;
}

// Towards a value and no farther beyond it than before; an interval without ends is unclear.
LeverVerdict verdict_of(const Estimate& closed) {
  if (closed.lower > 0.0 && closed.upper < 2.0) {
    return LeverVerdict::helps;
  }
  const bool away = closed.upper < 0.0 || (closed.lower > 2.0 && std::isfinite(closed.upper));
  return away ? LeverVerdict::hurts : LeverVerdict::unclear;
}

CostVerdict verdict_of(const Estimate& cost, double size) {
  const double rounding = kRounding * std::abs(size);
  if (cost.lower > rounding) {
    return CostVerdict::costs;
  }
  return cost.upper < -rounding ? CostVerdict::saves : CostVerdict::unclear;
}

class Explaining {
 public:
  Explaining(const SweptPoint& base, const std::vector<SweptPoint>& levers, const GapDesign& design)
      : base_(base),
        levers_(levers),
        design_(design),
        level_(levers.empty() ? design.level : joint_level(design.level, levers.size())) {}

  GapTables tables() {
    for (std::size_t i = 0; i < levers_.size(); ++i) {
      costs_.push_back(scaled(difference(i, design_.cost), design_.windows_per_year));
      LeverMoney money;
      money.price = design_.prices[i];
      money.simulated = mean_of(costs_.back(), level_);
      costs_.back() = scaled(costs_.back(), 1.0, money.price);
      money.total = mean_of(costs_.back(), level_);
      money.verdict =
          verdict_of(money.total, base_.effects[design_.cost].value * design_.windows_per_year);
      result_.money.push_back(money);
      result_.sides.push_back(side_of(i));
      result_.harms.emplace_back();
    }
    for (std::size_t g = 0; g < design_.goals.size(); ++g) {
      add_goal(g);
    }
    add_sums();
    return std::move(result_);
  }

 private:
  [[nodiscard]] Influences difference(std::size_t lever, std::size_t chosen) const {
    return difference_of(levers_[lever].effects[chosen], base_.effects[chosen]);
  }

  [[nodiscard]] LeverSide side_of(std::size_t lever) const {
    const auto change = [&](const std::optional<std::size_t>& chosen) {
      return chosen ? mean_of(difference(lever, chosen.value()), level_) : unknown(level_);
    };
    LeverSide side{.overloads = !design_.overloads.empty() && design_.overloads[lever],
                   .loses = {},
                   .revenue_at_risk = change(design_.revenue_at_risk)};
    for (std::size_t i = 0; i < design_.losses.size(); ++i) {
      const double level = joint_level(design_.level, levers_.size() * design_.losses.size());
      if (mean_of(difference(lever, design_.losses[i]), level).lower > kRounding) {
        side.loses.push_back(i);
      }
    }
    return side;
  }

  // Measures that the lever moves so, by their place in the effects of a point.
  [[nodiscard]] std::set<std::size_t> measures_with(
      std::size_t lever, const std::function<bool(const LeverEffect&)>& holds) const {
    std::set<std::size_t> with;
    for (const GapTable& table : result_.tables) {
      for (const LeverEffect& effect : table.effects) {
        if (effect.lever == lever && holds(effect)) {
          with.insert(design_.goals[table.goal].chosen);
        }
      }
    }
    return with;
  }

  void add_sums() {
    for (std::size_t i = 0; i < levers_.size(); ++i) {
      const auto helps =
          measures_with(i, [](const auto& e) { return e.verdict == LeverVerdict::helps; });
      const auto leaves = measures_with(i, [](const auto& e) { return !e.closes; });
      const auto closes = std::ranges::count_if(helps, [&](auto m) { return !leaves.contains(m); });
      std::set<std::size_t> worsens;
      for (const std::size_t g : result_.harms[i]) {
        worsens.insert(design_.goals[g].chosen);
      }
      if (!helps.empty()) {
        result_.sums.push_back({.lever = i,
                                .closes = static_cast<std::size_t>(closes),
                                .helps = helps.size(),
                                .worsens = worsens.size()});
      }
    }
    const auto key = [&](const LeverSum& sum) {
      return std::tuple(!result_.sides[sum.lever].is_sound(),
                        -static_cast<double>(sum.closes),
                        static_cast<double>(sum.worsens) - static_cast<double>(sum.helps),
                        result_.money[sum.lever].total.mean);
    };
    std::ranges::stable_sort(result_.sums,
                             [&](const LeverSum& a, const LeverSum& b) { return key(a) < key(b); });
  }

  void add_goal(std::size_t g) {
    const GapGoal& goal = design_.goals[g];
    GapTable table{.goal = g, .effects = {}, .cheapest = std::nullopt};
    for (std::size_t i = 0; i < levers_.size(); ++i) {
      table.effects.push_back(effect_of(i, goal));
      if (goal.harmed && table.effects.back().verdict == LeverVerdict::hurts) {
        result_.harms[i].push_back(g);
      }
    }
    if (!goal.open) {
      return;
    }
    table.cheapest = cheapest_of(table);
    std::ranges::stable_sort(table.effects, [&](const LeverEffect& a, const LeverEffect& b) {
      const int rank_a = rank_of(a);
      const int rank_b = rank_of(b);
      return rank_a != rank_b ? rank_a < rank_b
                              : worth_of(a, rank_a, goal) > worth_of(b, rank_b, goal);
    });
    result_.tables.push_back(std::move(table));
  }

  // The simulated change of the measure of a goal, and what the price adds to it.
  [[nodiscard]] Influences moved_by(std::size_t lever, const GapGoal& goal) const {
    Influences moved = difference(lever, goal.chosen);
    const double price = goal.prices.empty() ? 0.0 : goal.prices[lever] / design_.windows_per_year;
    if (price == 0.0) {
      return moved;
    }
    if (!goal.per_case) {
      return scaled(moved, 1.0, price);
    }
    const Influences share = price_per_case(
        price, levers_[lever].effects[design_.cost], levers_[lever].effects[goal.per_case.value()]);
    moved.value += share.value;
    for (std::size_t r = 0; r < moved.effects.size(); ++r) {
      moved.effects[r] += share.effects[r];
    }
    return moved;
  }

  [[nodiscard]] LeverEffect effect_of(std::size_t lever, const GapGoal& goal) const {
    const Influences moved = moved_by(lever, goal);
    const Influences gap = scaled(base_.effects[goal.chosen], -1.0, goal.value);
    LeverEffect effect{.lever = lever,
                       .effect = mean_of(moved, level_),
                       .closed = quotient(moved, gap, level_),
                       .per_cost = unknown(level_)};
    effect.verdict = goal.exact
                         ? verdict_of(effect.closed)
                         : verdict_of(effect.effect, goal.better, base_.effects[goal.chosen].value);
    effect.closes = effect.closed.lower >= (goal.exact ? 1.0 - kNear : 1.0) &&
                    (!goal.exact || effect.closed.upper <= 1.0 + kNear);
    if (result_.money[lever].verdict == CostVerdict::costs) {
      const double scale = goal.amount ? design_.windows_per_year : 1.0;
      effect.per_cost = quotient(scaled(moved, scale), costs_[lever], level_);
    }
    return effect;
  }

  [[nodiscard]] std::optional<std::size_t> cheapest_of(const GapTable& table) const {
    std::optional<std::size_t> best;
    for (const LeverEffect& effect : table.effects) {
      const double cost = result_.money[effect.lever].total.mean;
      if (effect.closes && result_.sides[effect.lever].is_sound() &&
          (!best.has_value() || cost < result_.money[best.value()].total.mean)) {
        best = effect.lever;
      }
    }
    return best;
  }

  [[nodiscard]] int rank_of(const LeverEffect& effect) const {
    if (effect.verdict != LeverVerdict::helps) {
      return effect.verdict == LeverVerdict::unclear ? 6 : 7;
    }
    const int sound = result_.sides[effect.lever].is_sound() ? 0 : 3;
    switch (result_.money[effect.lever].verdict) {
      case CostVerdict::saves:
        return sound;
      case CostVerdict::unclear:
        return sound + 1;
      case CostVerdict::costs:
        break;
    }
    return sound + 2;
  }

  static double worth_of(const LeverEffect& effect, int rank, const GapGoal& goal) {
    const double worth =
        sign_of(goal.better) * (rank % 3 == 2 ? effect.per_cost.mean : effect.effect.mean);
    return std::isnan(worth) ? -std::numeric_limits<double>::infinity() : worth;
  }

  const SweptPoint& base_;
  const std::vector<SweptPoint>& levers_;
  const GapDesign& design_;
  double level_;
  std::vector<Influences> costs_;  ///< [lever], per year with the price
  GapTables result_;
};

}  // namespace

std::string_view name_of(LeverVerdict verdict) {
  switch (verdict) {
    case LeverVerdict::helps:
      return "helps";
    case LeverVerdict::hurts:
      return "hurts";
    case LeverVerdict::unclear:
      break;
  }
  return "no clear effect";
}

std::string_view name_of(CostVerdict verdict) {
  switch (verdict) {
    case CostVerdict::costs:
      return "costs money";
    case CostVerdict::saves:
      return "saves money";
    case CostVerdict::unclear:
      break;
  }
  return "cost not told from zero";
}

GapTables explain_gaps(const SweptPoint& base,
                       const std::vector<SweptPoint>& levers,
                       const GapDesign& design) {
  TIERMIX_EXPECTS(design.prices.size() == levers.size() && base.replications >= 2);
  TIERMIX_EXPECTS(design.overloads.empty() || design.overloads.size() == levers.size());
  for (const SweptPoint& lever : levers) {
    TIERMIX_EXPECTS(lever.replications == base.replications);
  }
  return Explaining(base, levers, design).tables();
}

}  // namespace tiermix
