#include <optional>
#include <string>
#include <vector>

#include "engine/report/json_number.hpp"
#include "engine/report/report.hpp"

namespace tiermix {
namespace {

constexpr int kSweepFormatVersion = 1;

Json axes_of(const Swept& swept) {
  Json axes = Json::array();
  for (const SweptAxis& axis : swept.axes) {
    axes.push_back({{"path", axis.path}, {"vary", axis.given}, {"unit", axis.unit}});
  }
  return axes;
}

Json number_or_null(const std::optional<std::size_t>& point) {
  return point.has_value() ? Json(number_of(point.value())) : Json(nullptr);
}

Json points_of(const Swept& swept) {
  Json points = Json::array();
  for (std::size_t i = 0; i < swept.points(); ++i) {
    Json values = Json::object();
    for (const SweptAxis& axis : swept.axes) {
      const AxisValue& value = axis.values[i];
      values[axis.path] = axis.numeric ? number(value.number) : Json(value.text);
    }
    points.push_back({{"point", number_of(i)},
                      {"values", std::move(values)},
                      {"standing", name_of(swept.standings[i])},
                      {"dominated_by", number_or_null(swept.behind[i])},
                      {"replications", swept.replications[i]},
                      {"scenario_digest", swept.scenario_digests[i]},
                      {"digest", swept.digests[i]}});
  }
  return points;
}

// One object per row and point.
template <typename Row>
Json rows_of(const Swept& swept, const std::vector<Row>& rows, bool differences) {
  Json list = Json::array();
  for (std::size_t i = 0; i < swept.points(); ++i) {
    for (const Row& row : rows) {
      Json object{{"point", number_of(i)}};
      if (differences) {
        object["base"] = number_of(swept.base);
      }
      object.update({{"measure", row.measure},
                     {"scope", row.scope},
                     {"unit", row.unit},
                     {"mean", number(row.mean[i])},
                     {"half_width", number(row.half_width[i])},
                     {"lower", number(row.lower[i])},
                     {"upper", number(row.upper[i])},
                     {"level", number(swept.provenance.level)},
                     {"replications", swept.replications[i]}});
      list.push_back(std::move(object));
    }
  }
  return list;
}

Json measures_of(const Swept& swept) {
  Json list = Json::array();
  for (const SweptObjective& objective : swept.objectives) {
    list.push_back({{"measure", objective.measure},
                    {"scope", objective.scope},
                    {"better", objective.better.empty() ? Json(nullptr) : Json(objective.better)},
                    {"in_pareto", objective.in_pareto}});
  }
  return list;
}

}  // namespace

std::string to_json(const Swept& swept) {
  const Provenance& run = swept.provenance;
  const Json object{{"format_version", kSweepFormatVersion},
                    {"program_version", run.program_version},
                    {"scenario", scenario_object(run)},
                    {"seed", run.seed},
                    {"replications", run.replications},
                    {"digest", run.digest},
                    {"level", number(run.level)},
                    {"precision_reached", run.precision_reached},
                    {"design", name_of(swept.kind)},
                    {"axes", axes_of(swept)},
                    {"measures", measures_of(swept)},
                    {"points", points_of(swept)},
                    {"estimates", rows_of(swept, swept.estimates, false)},
                    {"differences", rows_of(swept, swept.objectives, true)}};
  return text_of(object);
}

}  // namespace tiermix
