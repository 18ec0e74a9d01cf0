// When a desk settles, for scripts.

#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "engine/report/json_number.hpp"
#include "engine/report/report.hpp"

namespace tiermix {
namespace {

constexpr int kSettledFormatVersion = 1;

Json to_object(const EstimateRow& row) {
  return {{"mean", number(row.mean)}, {"half_width", number(row.half_width)}};
}

}  // namespace

std::string to_json(const Settled& settled) {
  const Provenance& run = settled.provenance;
  Json rows = Json::array();
  for (const SettledRow& row : settled.rows) {
    rows.push_back({{"measure", row.measure},
                    {"scope", row.scope},
                    {"unit", row.settled.unit},
                    {"after_h", row.after_h ? Json(*row.after_h) : Json(nullptr)},
                    {"before", row.before ? to_object(*row.before) : Json(nullptr)},
                    {"settled", row.after_h ? to_object(row.settled) : Json(nullptr)}});
  }
  const Json object{{"format_version", kSettledFormatVersion},
                    {"program_version", run.program_version},
                    {"scenario", scenario_object(run)},
                    {"seed", run.seed},
                    {"replications", run.replications},
                    {"batch_h", number(settled.batch_h)},
                    {"batches", settled.batches},
                    {"weeks_differ", settled.has_trend},
                    {"left_open", number(settled.left_open)},
                    {"after_h", settled.after_h ? Json(*settled.after_h) : Json(nullptr)},
                    {"series", std::move(rows)}};
  return text_of(object);
}

}  // namespace tiermix
