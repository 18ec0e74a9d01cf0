#include <string>

#include "engine/report/json_number.hpp"
#include "engine/report/report.hpp"

namespace tiermix {
namespace {

constexpr int kGapsFormatVersion = 1;

Json interval(const Estimate& estimate) {
  return {{"mean", number(estimate.mean)},
          {"lower", number(estimate.lower)},
          {"upper", number(estimate.upper)},
          {"level", number(estimate.level)}};
}

Json goals_of(const GapReport& report) {
  Json list = Json::array();
  for (const GapGoalRow& goal : report.goals) {
    list.push_back({{"measure", goal.measure},
                    {"scope", goal.scope},
                    {"unit", goal.unit},
                    {"kind", goal.target ? "target" : "benchmark"},
                    {"reference", goal.reference},
                    {"value", number(goal.value)},
                    {"better", goal.better == Better::higher ? "higher" : "lower"},
                    {"standing", name_of(goal.standing)},
                    {"mean", number(goal.mean)},
                    {"lower", number(goal.lower)},
                    {"upper", number(goal.upper)}});
  }
  return list;
}

Json changes_of(const Lever& lever) {
  Json list = Json::array();
  for (const LeverChange& change : lever.changes) {
    list.push_back({{"path", change.path}, {"before", change.before}, {"after", change.after}});
  }
  return list;
}

Json worsens_of(const GapReport& report, std::size_t lever) {
  Json list = Json::array();
  for (const std::size_t goal : report.tables.harms[lever]) {
    const GapGoalRow& row = report.goals[goal];
    list.push_back({{"measure", row.measure}, {"scope", row.scope}, {"reference", row.reference}});
  }
  return list;
}

Json levers_of(const GapReport& report) {
  Json list = Json::array();
  for (std::size_t i = 0; i < report.levers.size(); ++i) {
    const Lever& lever = report.levers[i];
    Json one{{"name", lever.name},
             {"title", lever.title},
             {"changes", changes_of(lever)},
             {"source", lever.source},
             {"assumption", lever.assumption}};
    if (i < report.tables.money.size()) {
      const LeverMoney& money = report.tables.money[i];
      one["price"] = number(money.price);
      one["simulated_cost"] = interval(money.simulated);
      one["cost"] = interval(money.total);
      one["cost_verdict"] = name_of(money.verdict);
      one["worsens"] = worsens_of(report, i);
      one["overloads"] = report.overloads[i];
      one["loses"] = Json::array();
      for (const std::size_t loss : report.tables.sides[i].loses) {
        one["loses"].push_back(report.losses[loss]);
      }
      one["revenue_at_risk"] = interval(report.tables.sides[i].revenue_at_risk);
    }
    list.push_back(std::move(one));
  }
  return list;
}

Json gaps_of(const GapReport& report) {
  Json list = Json::array();
  for (const GapTable& table : report.tables.tables) {
    const GapGoalRow& goal = report.goals[table.goal];
    Json effects = Json::array();
    for (const LeverEffect& effect : table.effects) {
      effects.push_back({{"lever", report.levers[effect.lever].name},
                         {"verdict", name_of(effect.verdict)},
                         {"effect", interval(effect.effect)},
                         {"closed", interval(effect.closed)},
                         {"closes", effect.closes},
                         {"effect_per_cost", interval(effect.per_cost)}});
    }
    list.push_back(
        {{"measure", goal.measure},
         {"scope", goal.scope},
         {"reference", goal.reference},
         {"cheapest", table.cheapest ? Json(report.levers[*table.cheapest].name) : Json(nullptr)},
         {"effects", std::move(effects)}});
  }
  return list;
}

Json over_all_of(const GapReport& report) {
  Json list = Json::array();
  for (const LeverSum& sum : report.tables.sums) {
    list.push_back({{"lever", report.levers[sum.lever].name},
                    {"closes", sum.closes},
                    {"helps", sum.helps},
                    {"worsens", sum.worsens}});
  }
  return list;
}

Json left_out_of(const GapReport& report) {
  Json list = Json::array();
  for (const LeverLeftOut& lever : report.left_out) {
    list.push_back({{"name", lever.name}, {"reason", lever.reason}});
  }
  return list;
}

}  // namespace

std::string to_json(const GapReport& report) {
  const Provenance& run = report.provenance;
  const Json object{{"format_version", kGapsFormatVersion},
                    {"program_version", run.program_version},
                    {"scenario", scenario_object(run)},
                    {"seed", run.seed},
                    {"replications", run.replications},
                    {"digest", report.digest},
                    {"level", number(run.level)},
                    {"currency", run.currency},
                    {"levers_file", report.levers_file},
                    {"goals", goals_of(report)},
                    {"levers", levers_of(report)},
                    {"over_all", over_all_of(report)},
                    {"gaps", gaps_of(report)},
                    {"left_out", left_out_of(report)}};
  return text_of(object);
}

}  // namespace tiermix
