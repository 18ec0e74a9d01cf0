#include "engine/results/parts.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/base/digest.hpp"
#include "engine/results/provenance.hpp"

namespace tiermix {
std::string civil_date(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  const auto padded = [](unsigned value, std::size_t width) {
    const std::string digits = std::to_string(value);
    return std::string(width - std::min(width, digits.size()), '0') + digits;
  };
  return padded(static_cast<unsigned>(static_cast<int>(date.year())), 4) + "-" +
         padded(static_cast<unsigned>(date.month()), 2) + "-" +
         padded(static_cast<unsigned>(date.day()), 2);
}

std::string unit_in(const std::string& currency, std::string_view unit) {
  constexpr std::string_view kWord = "currency";
  std::string text(unit);
  const auto at = text.find(kWord);
  return at == std::string::npos ? text : text.replace(at, kWord.size(), currency);
}

std::vector<std::string> scope_names(const Model& model) {
  std::vector<std::string> names{"all"};
  for (const CaseClass& case_class : model.classes) {
    names.push_back("case." + case_class.name);
  }
  for (const Tier& tier : model.tiers) {
    names.push_back("tier." + tier.name);
  }
  return names;
}

Provenance provenance_of(const Model& model, const RunContext& context) {
  return {.title = model.title,
          .scenario_file = context.scenario_file,
          .scenario_text = context.scenario_text,
          .scenario_digest = to_hex(context.scenario_digest),
          .program_version = std::string(program_version()),
          .commit = std::string(program_commit()),
          .created = creation_time(),
          .currency = model.money.currency,
          .start = civil_date(model.time.start),
          .warm_up_h = in_hours(model.time.warm_up),
          .horizon_h = in_hours(model.time.horizon),
          .overrides = context.overrides,
          .digest = {}};
}

std::vector<BenchmarkPosition> benchmarks_of(const EstimateRow& row) {
  std::vector<BenchmarkPosition> benchmarks;
  if (row.benchmark) {
    benchmarks.push_back(*row.benchmark);
  }
  benchmarks.insert(benchmarks.end(), row.further_benchmarks.begin(), row.further_benchmarks.end());
  return benchmarks;
}

void set_benchmarks(EstimateRow& row, std::vector<BenchmarkPosition> benchmarks) {
  row.benchmark.reset();
  row.further_benchmarks.clear();
  if (!benchmarks.empty()) {
    row.benchmark = std::move(benchmarks.front());
    row.further_benchmarks.assign(std::make_move_iterator(benchmarks.begin() + 1),
                                  std::make_move_iterator(benchmarks.end()));
  }
}

EstimateRow row_of(const std::string& measure,
                   const std::string& scope,
                   const std::string& unit,
                   const Estimate& e) {
  return {.measure = measure,
          .scope = scope,
          .unit = unit,
          .mean = e.mean,
          .half_width = e.half_width,
          .lower = e.lower,
          .upper = e.upper,
          .level = e.level,
          .replications = e.replications,
          .benchmark = std::nullopt};
}

EstimateRow row_of(const MeasureEstimate& estimated,
                   const std::vector<std::string>& scopes,
                   const std::string& currency) {
  const Measure& measure = measures()[estimated.measure];
  return row_of(std::string(measure.name),
                scopes.at(estimated.scope),
                unit_in(currency, measure.unit),
                estimated.estimate);
}

}  // namespace tiermix
