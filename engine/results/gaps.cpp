#include "engine/results/gaps.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/check.hpp"
#include "engine/base/digest.hpp"
#include "engine/base/text.hpp"
#include "engine/experiment/direction.hpp"
#include "engine/results/csv_text.hpp"
#include "engine/results/parts.hpp"

namespace tiermix {
namespace {

constexpr double kYearHours = 365.25 * 24.0;

bool is_asked(const GapGoalRow& goal, const std::vector<std::string>& only) {
  const std::string name = name_of(goal);
  return only.empty() || std::ranges::any_of(only, [&](const std::string& asked) {
           return asked == goal.measure || asked == name ||
                  (goal.scope.find('.') != std::string::npos &&
                   asked == goal.measure + goal.scope.substr(goal.scope.find('.')));
         });
}

GapGoalRow goal_of(const TargetRow& row) {
  GapGoalRow goal{.measure = row.measure,
                  .scope = row.scope,
                  .unit = row.unit,
                  .reference = row.text,
                  .target = true,
                  .value = row.value,
                  .mean = row.mean,
                  .half_width = row.half_width,
                  .lower = row.mean - row.half_width,
                  .upper = row.mean + row.half_width,
                  .better = row.at_least ? Better::higher : Better::lower};
  if (row.verdict != "undecided") {
    goal.standing = row.verdict == "met" ? GapStanding::beaten : GapStanding::missed;
  }
  return goal;
}

GapGoalRow goal_of(const EstimateRow& row, const BenchmarkPosition& benchmark, bool asked) {
  GapGoalRow goal{.measure = row.measure,
                  .scope = row.scope,
                  .unit = row.unit,
                  .reference = benchmark.set + ", " + benchmark.segment,
                  .target = false,
                  .value = benchmark.value,
                  .mean = row.mean,
                  .half_width = row.half_width,
                  .lower = row.lower,
                  .upper = row.upper};
  const std::optional<Better> better = better_of(row.measure);
  const bool above = benchmark.position == Position::above;
  goal.better = better.value_or(row.mean < benchmark.value ? Better::higher : Better::lower);
  if (!better && !asked) {
    goal.standing = GapStanding::no_side;
  } else if (benchmark.position != Position::inside) {
    goal.standing =
        above == (goal.better == Better::higher) ? GapStanding::beaten : GapStanding::missed;
  }
  return goal;
}

std::size_t scope_index(const std::string& scope, const std::vector<std::string>& scopes) {
  const auto found = std::ranges::find(scopes, scope);
  TIERMIX_EXPECTS(found != scopes.end());
  return static_cast<std::size_t>(found - scopes.begin());
}

std::size_t measure_index(const std::string& name) {
  const int index = find_measure(name);
  TIERMIX_EXPECTS(index >= 0);
  return static_cast<std::size_t>(index);
}

ChosenMeasure chosen_of(const GapGoalRow& goal, const std::vector<std::string>& scopes) {
  return {.measure = measure_index(goal.measure), .scope = scope_index(goal.scope, scopes)};
}

// Share of the people of a lever who are at the tier of a scope; 1 for the whole desk.
double share_at(const std::string& scope, const Lever& lever, const GapInput& input) {
  if (scope == "all") {
    return 1.0;
  }
  double all = 0.0;
  double there = 0.0;
  for (std::size_t g = 0; g < input.people.size(); ++g) {
    const RepGroup& group = input.model->groups[g];
    if (std::ranges::find(lever.groups, group.name) != lever.groups.end()) {
      all += input.people[g];
      there += scope == "tier." + group.tier ? input.people[g] : 0.0;
    }
  }
  return all == 0.0 ? 0.0 : there / all;
}

bool is_cost_per_case(const std::string& measure) {
  return measure == "cost_per_case" || measure == "cost_per_created_case";
}

// What the measure of a goal would count of the price of each lever; empty where it counts none.
std::vector<double> prices_in(const GapGoalRow& goal,
                              const GapInput& input,
                              const std::vector<double>& prices) {
  const bool profit = goal.measure == "support_profit";
  if (!profit && goal.measure != "cost_of_support" && !is_cost_per_case(goal.measure)) {
    return {};
  }
  std::vector<double> counted;
  for (std::size_t i = 0; i < prices.size(); ++i) {
    counted.push_back((profit ? -prices[i] : prices[i]) *
                      share_at(goal.scope, input.levers[i], input));
  }
  return counted;
}

std::size_t index_of(const ChosenMeasure& one, const std::vector<ChosenMeasure>& measures) {
  const auto found = std::ranges::find(measures, one);
  TIERMIX_EXPECTS(found != measures.end());
  return static_cast<std::size_t>(found - measures.begin());
}

ChosenMeasure of_desk(const std::string& measure) {
  return {.measure = measure_index(measure), .scope = ScopeLayout::all()};
}

// Whoever hangs up, or is lost for good, class by class: a mix that changes loses nobody.
std::vector<ChosenMeasure> losses_of(const Model& model) {
  const std::vector<std::string> scopes = scope_names(model);
  std::vector<ChosenMeasure> losses;
  for (const CaseClass& one : model.classes) {
    for (const char* measure : {"abandonment_rate", "lost_rate"}) {
      losses.push_back(
          {.measure = measure_index(measure), .scope = scope_index("case." + one.name, scopes)});
    }
  }
  return losses;
}

GapDesign design_of(const GapInput& input) {
  const std::vector<ChosenMeasure> measures = measures_of(input.goals, *input.model);
  const std::vector<std::string> scopes = scope_names(*input.model);
  const Provenance& run = input.base.provenance;
  GapDesign design{.level = run.level,
                   .cost = 0,
                   .windows_per_year = kYearHours / (run.horizon_h - run.warm_up_h),
                   .prices = {},
                   .goals = {}};
  for (const Lever& lever : input.levers) {
    design.prices.push_back(price_per_year(lever, *input.model, input.people));
  }
  for (const GapGoalRow& goal : input.goals) {
    GapGoal one{.chosen = index_of(chosen_of(goal, scopes), measures),
                .value = goal.value,
                .better = goal.better,
                .open = goal.standing == GapStanding::missed,
                .harmed = goal.standing != GapStanding::no_side,
                .amount = goal.unit == input.model->money.currency,
                .exact = !goal.target && !better_of(goal.measure),
                .prices = prices_in(goal, input, design.prices)};
    if (is_cost_per_case(goal.measure)) {
      one.per_case = index_of(of_desk(goal.measure), measures);
    }
    design.goals.push_back(std::move(one));
  }
  for (const std::vector<std::string>& tiers : input.overloads) {
    design.overloads.push_back(!tiers.empty());
  }
  for (const ChosenMeasure& loss : losses_of(*input.model)) {
    design.losses.push_back(index_of(loss, measures));
  }
  design.revenue_at_risk = index_of(of_desk("revenue_at_risk"), measures);
  return design;
}

void add(std::string& line, const Estimate& estimate) {
  for (const double value : {estimate.mean, estimate.lower, estimate.upper}) {
    line += "," + (std::isfinite(value) ? csv_number(value) : std::string());
  }
}

std::string csv_line(const GapReport& report, const GapTable& table, const LeverEffect& effect) {
  const GapGoalRow& goal = report.goals[table.goal];
  const LeverMoney& money = report.tables.money[effect.lever];
  std::string line;
  for (const std::string& text : {goal.measure,
                                  goal.scope,
                                  goal.unit,
                                  goal.reference,
                                  csv_number(goal.value),
                                  csv_number(goal.mean),
                                  report.levers[effect.lever].name,
                                  std::string(name_of(effect.verdict)),
                                  std::string(name_of(money.verdict))}) {
    line += (line.empty() ? "" : ",") + csv_cell(text);
  }
  add(line, effect.effect);
  add(line, effect.closed);
  line += "," + csv_number(money.price);
  add(line, money.simulated);
  add(line, money.total);
  add(line, effect.per_cost);
  const LeverSide& side = report.tables.sides[effect.lever];
  add(line, side.revenue_at_risk);
  std::string tiers;
  for (const std::string& tier : report.overloads[effect.lever]) {
    tiers += (tiers.empty() ? "" : " ") + tier;
  }
  std::string losses;
  for (const std::size_t loss : side.loses) {
    losses += (losses.empty() ? "" : " ") + report.losses[loss];
  }
  line += "," + csv_cell(tiers) + "," + csv_cell(losses);
  return line + "\n";
}

}  // namespace

std::string_view name_of(GapStanding standing) {
  switch (standing) {
    case GapStanding::missed:
      return "missed";
    case GapStanding::near:
      return "near";
    case GapStanding::beaten:
      return "beaten";
    case GapStanding::no_side:
      break;
  }
  return "no side";
}

std::string name_of(const GapGoalRow& goal) {
  return goal.measure + (goal.scope == "all" ? "" : "." + goal.scope);
}

std::vector<GapGoalRow> gap_goals(const Results& run, const std::vector<std::string>& only) {
  std::vector<GapGoalRow> goals;
  for (const TargetRow& row : run.targets) {
    if (!std::isnan(row.mean) && row.is_of_whole_time()) {
      goals.push_back(goal_of(row));
    }
  }
  for (const EstimateRow& row : run.estimates) {
    for (const BenchmarkPosition& benchmark : benchmarks_of(row)) {
      goals.push_back(goal_of(row, benchmark, !only.empty()));
    }
  }
  std::erase_if(goals, [&only](const GapGoalRow& goal) { return !is_asked(goal, only); });
  return goals;
}

std::vector<ChosenMeasure> measures_of(const std::vector<GapGoalRow>& goals, const Model& model) {
  const std::vector<std::string> scopes = scope_names(model);
  std::vector<ChosenMeasure> chosen{of_desk("cost_of_support")};
  const auto add = [&chosen](const ChosenMeasure& one) {
    if (std::ranges::find(chosen, one) == chosen.end()) {
      chosen.push_back(one);
    }
  };
  for (const GapGoalRow& goal : goals) {
    add(chosen_of(goal, scopes));
    if (is_cost_per_case(goal.measure)) {
      add(of_desk(goal.measure));
    }
  }
  for (const ChosenMeasure& loss : losses_of(model)) {
    add(loss);
  }
  add(of_desk("revenue_at_risk"));
  return chosen;
}

double price_per_year(const Lever& lever, const Model& model, const std::vector<double>& people) {
  TIERMIX_EXPECTS(people.size() == model.groups.size());
  const LeverCost& cost = lever.cost;
  double heads = 0.0;
  double hour = 0.0;  // of everybody together
  for (std::size_t g = 0; g < people.size(); ++g) {
    const RepGroup& group = model.groups[g];
    if (std::ranges::find(lever.groups, group.name) != lever.groups.end()) {
      heads += people[g];
      hour += people[g] * group.loaded_cost_per_hour * model.money.overhead_multiplier;
    }
  }
  const double once = cost.once + cost.per_rep_once * heads + cost.hours_per_rep_once * hour;
  return cost.per_year + cost.per_rep_year * heads + cost.hours_per_rep_year * hour +
         once / cost.years;
}

GapReport assemble(const GapInput& input, const std::vector<SweptPoint>& points) {
  TIERMIX_EXPECTS(points.size() == input.levers.size() + 1);
  GapReport report{
      .provenance = input.base.provenance,
      .digest = {},
      .levers_file = input.levers_file,
      .goals = input.goals,
      .levers = input.levers,
      .left_out = input.left_out,
      .overloads = input.overloads,
      .losses = {},
      .tables = explain_gaps(points.front(), {points.begin() + 1, points.end()}, design_of(input))};
  const std::vector<std::string> scopes = scope_names(*input.model);
  for (const ChosenMeasure& loss : losses_of(*input.model)) {
    report.losses.push_back(std::string(measures()[loss.measure].name) + "." + scopes[loss.scope]);
  }
  Digest digest;
  for (const SweptPoint& point : points) {
    digest.add(point.digest);
  }
  report.digest = to_hex(digest.value());
  return report;
}

std::string to_csv(const GapReport& report) {
  std::string text(kGapColumns);
  for (const char* column : {"effect", "closed"}) {
    text += "," + std::string(column) + "," + column + "_lower," + column + "_upper";
  }
  text += ",price";
  for (const char* column : {"simulated_cost", "cost", "effect_per_cost", "revenue_at_risk"}) {
    text += "," + std::string(column) + "," + column + "_lower," + column + "_upper";
  }
  text += ",overloads,loses\n";
  for (const GapTable& table : report.tables.tables) {
    for (const LeverEffect& effect : table.effects) {
      text += csv_line(report, table, effect);
    }
  }
  return text;
}

}  // namespace tiermix
