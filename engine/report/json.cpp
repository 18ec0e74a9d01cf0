#include <cmath>
#include <string>

#include <nlohmann/json.hpp>

#include "engine/report/report.hpp"

namespace tiermix {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kFormatVersion = 1;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json to_object(const BenchmarkPosition& benchmark) {
  return {{"set", benchmark.set},
          {"segment", benchmark.segment},
          {"value", number(benchmark.value)},
          {"basis", benchmark.basis},
          {"position", name_of(benchmark.position)}};
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
  return estimate;
}

}  // namespace

std::string to_json(const Results& results) {
  const Provenance& run = results.provenance;
  Json estimates = Json::array();
  for (const EstimateRow& row : results.estimates) {
    estimates.push_back(to_object(row));
  }
  const Json object{{"format_version", kFormatVersion},
                    {"program_version", run.program_version},
                    {"scenario",
                     {{"title", run.title},
                      {"file", run.scenario_file},
                      {"digest", run.scenario_digest},
                      {"start", run.start},
                      {"warm_up_h", number(run.warm_up_h)},
                      {"horizon_h", number(run.horizon_h)},
                      {"overrides", run.overrides}}},
                    {"seed", run.seed},
                    {"replications", run.replications},
                    {"digest", run.digest},
                    {"estimates", std::move(estimates)}};
  // A title in another encoding must not cost the numbers.
  return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tiermix
