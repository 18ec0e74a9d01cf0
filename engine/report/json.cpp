#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/results/period_part.hpp"
#include "engine/report/json_number.hpp"
#include "engine/report/notes.hpp"
#include "engine/report/periods.hpp"
#include "engine/report/report.hpp"
#include "engine/report/valuation.hpp"

namespace tiermix {
namespace {

constexpr int kFormatVersion = 1;

Json to_object(const BenchmarkPosition& benchmark) {
  Json object{{"set", benchmark.set},
              {"segment", benchmark.segment},
              {"value", number(benchmark.value)},
              {"basis", benchmark.basis},
              {"position", name_of(benchmark.position)}};
  for (const auto& [key, text] : {std::pair("better", &benchmark.better),
                                  std::pair("source", &benchmark.source),
                                  std::pair("year", &benchmark.year),
                                  std::pair("mark", &benchmark.mark),
                                  std::pair("differs", &benchmark.differs)}) {
    if (!text->empty()) {
      object[key] = *text;
    }
  }
  return object;
}

Json to_object(const TargetRow& row) {
  return {{"target", row.text},
          {"intervals", row.intervals},
          {"interval", row.is_of_whole_time() ? Json(nullptr) : Json(row.interval)},
          {"measure", row.measure},
          {"scope", row.scope},
          {"unit", row.unit},
          {"sense", row.at_least ? ">=" : "<="},
          {"value", number(row.value)},
          {"mean", number(row.mean)},
          {"half_width", number(row.half_width)},
          {"verdict", row.verdict},
          {"over_the_horizon",
           {{"mean", number(row.horizon)},
            {"lower", number(row.horizon_lower)},
            {"upper", number(row.horizon_upper)}}},
          {"on_a_day",
           {{"mean", number(row.day)},
            {"lower", number(row.day_lower)},
            {"upper", number(row.day_upper)}}}};
}

Json to_object(const EstimateRow& row) {
  Json estimate{{"measure", row.measure},
                {"scope", row.scope},
                {"unit", row.unit},
                {"mean", number(row.mean)},
                {"half_width", number(row.half_width)},
                {"lower", number(row.lower)},
                {"upper", number(row.upper)},
                {"level", number(row.level)},
                {"replications", row.replications}};
  if (row.benchmark) {
    estimate["benchmark"] = to_object(*row.benchmark);
  }
  if (!row.further_benchmarks.empty()) {
    Json all = Json::array();
    for (const BenchmarkPosition& benchmark : benchmarks_of(row)) {
      all.push_back(to_object(benchmark));
    }
    estimate["benchmarks"] = std::move(all);
  }
  return estimate;
}

Json to_object(const DifferenceRow& row) {
  return {{"measure", row.measure},
          {"scope", row.scope},
          {"unit", row.unit},
          {"base", row.base},
          {"alternative", row.alternative},
          {"mean", number(row.mean)},
          {"half_width", number(row.half_width)},
          {"lower", number(row.lower)},
          {"upper", number(row.upper)},
          {"level", number(row.level)},
          {"replications", row.replications},
          {"better", row.better.empty() ? Json(nullptr) : Json(row.better)},
          {"probability_best", number(row.probability_best)},
          {"variance_reduction", number(row.variance_reduction)},
          {"correlation", number(row.correlation)}};
}

Json to_object(const ChoiceRow& row) {
  return {
      {"measure", row.measure},
      {"unit", row.unit},
      {"alternative", row.alternative},
      {"better", row.better},
      {"best", row.best},
      {"decided", row.decided},
      {"sequential", row.sequential},
      {"confidence", number(row.confidence)},
      {"indifference", number(row.indifference)},
      {"stage", row.stage},
      {"eliminated_after", row.eliminated_after == 0 ? Json(nullptr) : Json(row.eliminated_after)},
      {"behind_best", number(row.behind_best)}};
}

Json to_object(const ComparedEstimate& estimate) {
  Json object{{"alternative", estimate.alternative}};
  object.update(to_object(estimate.row));
  object["probability_best"] = number(estimate.probability_best);
  return object;
}

Json to_object(const ComparedScenario& scenario) {
  Json object{{"alternative", scenario.name}};
  object.update(scenario_object(scenario.provenance));
  object["replications"] = scenario.provenance.replications;
  return object;
}

Json to_object(const ValuationSize& size) {
  Json object{{"size", number(size.size)}};
  object.update(to_object(size.row));
  return object;
}

template <typename Row>
Json to_array(const std::vector<Row>& rows) {
  Json array = Json::array();
  for (const Row& row : rows) {
    array.push_back(to_object(row));
  }
  return array;
}

// A title in another encoding must not cost the numbers.
// Estimates, each with the first target of its measure and scope.
Json estimates_of(const Results& results) {
  Json array = Json::array();
  for (const EstimateRow& row : results.estimates) {
    Json estimate = to_object(row);
    const auto target = std::ranges::find_if(results.targets, [&row](const TargetRow& t) {
      return t.measure == row.measure && t.scope == row.scope && t.is_of_whole_time();
    });
    if (target != results.targets.end()) {
      estimate["target"] = {{"text", target->text},
                            {"sense", target->at_least ? ">=" : "<="},
                            {"value", number(target->value)},
                            {"verdict", target->verdict}};
    }
    array.push_back(std::move(estimate));
  }
  return array;
}

bool has_mix(const LevelMix& mix, const std::string& scope) {
  return !mix.levels.empty() && std::ranges::find(mix.scopes, scope) != mix.scopes.end();
}

// Reps at each level in a month; the level of those without one is null.
Json levels_of(const LevelMix& mix, std::size_t month, const std::string& scope) {
  const auto team =
      static_cast<std::size_t>(std::ranges::find(mix.scopes, scope) - mix.scopes.begin());
  Json array = Json::array();
  for (std::size_t level = 0; level < mix.levels.size(); ++level) {
    const std::string& name = mix.levels[level];
    array.push_back({{"level", name.empty() ? Json(nullptr) : Json(name)},
                     {"mean", number(mix.means.at(mix.at(month, team, level)))},
                     {"half_width", number(mix.half_widths.at(mix.at(month, team, level)))}});
  }
  return array;
}

Json to_object(const Results& results, const Periods& periods, const std::string& scope) {
  Json rows = Json::array();
  for (std::size_t i = 0; i < periods.starts_h.size(); ++i) {
    Json row{{"time", clock_of(results, periods, i).substr(4)},
             {"hours", number(periods.starts_h[i])},
             {"part", name_of(part_in_run(results, periods, i))}};
    for (const IntervalTable& table : periods.tables) {
      const auto found = std::ranges::find(table.scopes, scope);
      if (found != table.scopes.end()) {
        const std::size_t at =
            i * table.scopes.size() + static_cast<std::size_t>(found - table.scopes.begin());
        row[table.measure] = {{"mean", number(table.means.at(at))},
                              {"half_width", number(table.half_widths.at(at))}};
      }
    }
    if (periods.kind == "month" && has_mix(results.level_mix, scope)) {
      row["people_by_level"] = levels_of(results.level_mix, i, scope);
    }
    rows.push_back(std::move(row));
  }
  return {{"by", periods.kind}, {"scope", scope}, {"rows", std::move(rows)}};
}

Json months_of(const Valuation& valuation) {
  Json months = Json::array();
  for (std::size_t m = 0; m < valuation.months.size(); ++m) {
    const ValuationMonth& month = valuation.months[m];
    const std::string days = days_of_cut_month(valuation, m);
    Json lines = Json::object();
    for (std::size_t line = 0; line < valuation.lines.size(); ++line) {
      lines[valuation.lines[line].measure] = number(valuation.mean_in(valuation.flows[line], m));
    }
    months.push_back(
        {{"date", month.date},
         {"start_h", number(month.start_h)},
         {"part", days.empty() ? "whole" : days},
         {"flow", {{"mean", number(month.flow)}, {"half_width", number(month.flow_half_width)}}},
         {"cumulative",
          {{"mean", number(month.cumulative)},
           {"half_width", number(month.cumulative_half_width)}}},
         {"lines", std::move(lines)},
         {"not_cash", number(valuation.mean_in(valuation.not_cash, m))}});
  }
  return months;
}

}  // namespace

Json scenario_object(const Provenance& run) {
  return {{"title", run.title},
          {"file", run.scenario_file},
          {"digest", run.scenario_digest},
          {"start", run.start},
          {"warm_up_h", number(run.warm_up_h)},
          {"horizon_h", number(run.horizon_h)},
          {"overrides", run.overrides}};
}

std::string text_of(const Json& object) {
  return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string to_json(const Results& results, const std::optional<PeriodChoice>& choice) {
  const Provenance& run = results.provenance;
  Json object{{"format_version", kFormatVersion},
              {"program_version", run.program_version},
              {"scenario", scenario_object(run)},
              {"seed", run.seed},
              {"replications", run.replications},
              {"batch_h", number(run.batch_h)},
              {"digest", run.digest},
              {"arrivals_controlled", run.arrivals_controlled},
              {"estimates", estimates_of(results)}};
  if (run.batch_h > 0.0) {
    Json dependent = Json::array();
    for (const DependentBatches& one : dependent_batches(results)) {
      dependent.push_back({{"measure", one.measure}, {"scope", one.scope}});
    }
    object["dependent_batches"] = std::move(dependent);
  }
  if (!results.targets.empty()) {
    object["targets"] = to_array(results.targets);
  }
  if (choice) {
    if (const Periods* periods = chosen_periods(results, *choice); periods != nullptr) {
      object["periods"] = to_object(results, *periods, choice->scope);
    }
  }
  return text_of(object);
}

std::string to_json(const Compared& compared) {
  const Provenance& run = compared.provenance;
  const Json object{{"format_version", kFormatVersion},
                    {"program_version", run.program_version},
                    {"scenario", scenario_object(run)},
                    {"seed", run.seed},
                    {"replications", run.replications},
                    {"digest", run.digest},
                    {"level", number(run.level)},
                    {"decided", compared.decided},
                    {"precision_reached", run.precision_reached},
                    {"interrupted", run.interrupted},
                    {"scenarios", to_array(compared.scenarios)},
                    {"estimates", to_array(compared.estimates)},
                    {"differences", to_array(compared.differences)},
                    {"selection", to_array(compared.choices)}};
  return text_of(object);
}

std::string to_json(const Valuation& valuation) {
  const Provenance& run = valuation.provenance;
  const CashTerms& terms = valuation.terms;
  const Json object{{"format_version", kFormatVersion},
                    {"program_version", run.program_version},
                    {"scenario", scenario_object(run)},
                    {"seed", run.seed},
                    {"replications", run.replications},
                    {"digest", run.digest},
                    {"level", number(run.level)},
                    {"decided", valuation.decided},
                    {"interrupted", run.interrupted},
                    {"scenarios", to_array(valuation.scenarios)},
                    {"terms",
                     {{"discount_rate", number(terms.discount_rate)},
                      {"freed_time", number(terms.freed_time)},
                      {"lost_case_cost", number(terms.lost_case_cost)}}},
                    {"estimates", to_array(valuation.estimates)},
                    {"lines", to_array(valuation.lines)},
                    {"months", months_of(valuation)},
                    {"sensitivity", to_array(valuation.sizes)}};
  return text_of(object);
}

}  // namespace tiermix
