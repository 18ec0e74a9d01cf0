#include <string>
#include <vector>

#include "engine/report/json_number.hpp"
#include "engine/report/optimum.hpp"

namespace tiermix {
namespace {

constexpr int kOptimumFormatVersion = 1;

Json estimate_of(const Estimate& e) {
  return {{"mean", number(e.mean)},
          {"half_width", number(e.half_width)},
          {"lower", number(e.lower)},
          {"upper", number(e.upper)}};
}

Json list_of(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& text : texts) {
    list.push_back(text);
  }
  return list;
}

Json values_of(const Optimised& found, const std::vector<std::string>& values) {
  Json object = Json::object();
  for (std::size_t i = 0; i < found.variables.size(); ++i) {
    object[found.variables[i].path] = values.empty() ? found.variables[i].base : values[i];
  }
  return object;
}

Json point_of(const Optimised& found, const OptimisedPoint& point) {
  Json targets = Json::array();
  for (std::size_t t = 0; t < point.targets.size(); ++t) {
    Json target{{"target", found.targets[t].name + " " + found.targets[t].text}};
    target.update(estimate_of(point.targets[t]));
    target["verdict"] = name_of(point.verdicts[t]);
    if (t < point.intervals.size() && !point.intervals[t].empty()) {
      target["interval"] = point.intervals[t];
    }
    targets.push_back(std::move(target));
  }
  return {{"values", values_of(found, point.values)},
          {"fate", point.fate},
          {"replications", point.replications},
          {"objective", estimate_of(point.objective)},
          {"difference", estimate_of(point.difference)},
          {"targets", std::move(targets)}};
}

Json prices_of(const Optimised& found) {
  Json list = Json::array();
  for (std::size_t t = 0; t < found.prices.size(); ++t) {
    const OptimisedPrice& price = found.prices[t];
    list.push_back({{"target", found.targets[t].name + " " + found.targets[t].text},
                    {"binding", price.binding},
                    {"values_without", values_of(found, price.values)},
                    {"change_without", estimate_of(price.change)}});
  }
  return list;
}

Json front_of(const Optimised& found) {
  Json list = Json::array();
  for (const OptimisedFront& point : found.front) {
    list.push_back({{"values", values_of(found, point.values)},
                    {"objective", number(point.objective)},
                    {"target", number(point.target)}});
  }
  return list;
}

Json variables_of(const Optimised& found) {
  Json list = Json::array();
  for (const OptimisedVariable& variable : found.variables) {
    list.push_back({{"path", variable.path},
                    {"vary", variable.given},
                    {"values", variable.values.size()},
                    {"lowest", variable.values.front()},
                    {"highest", variable.values.back()},
                    {"base", variable.base}});
  }
  return list;
}

}  // namespace

std::string to_json(const Optimised& found) {
  const Provenance& run = found.provenance;
  Json points = Json::array();
  for (const OptimisedPoint& point : found.points) {
    points.push_back(point_of(found, point));
  }
  const Json object{
      {"format_version", kOptimumFormatVersion},
      {"program_version", run.program_version},
      {"scenario", scenario_object(run)},
      {"seed", run.seed},
      {"digest", run.digest},
      {"level", number(run.level)},
      {"end", found.end},
      {"objective",
       {{"measure", found.objective},
        {"unit", found.objective_unit},
        {"minimised", found.minimised},
        {"indifference", number(found.indifference)}}},
      {"tolerance", number(found.tolerance)},
      {"variables", variables_of(found)},
      {"best", point_of(found, found.leader())},
      {"base", found.base ? point_of(found, *found.base) : Json(nullptr)},
      {"at_bound", list_of(found.at_bound)},
      {"overload", number(found.overload)},
      {"warnings", list_of(found.warnings)},
      {"neighbours", found.neighbours},
      {"neighbours_simulated", found.neighbours_visited},
      {"finalists", std::move(points)},
      {"prices", prices_of(found)},
      {"front",
       {{"target", found.tightest ? Json(found.targets[*found.tightest].name) : Json(nullptr)},
        {"points", front_of(found)}}},
      {"points_simulated", found.visited},
      {"points_invalid", found.invalid},
      {"points_possible", number(found.lattice)},
      {"search_replications", found.search_replications},
      {"final_replications", found.final_replications},
      {"cases", number(found.cases)}};
  return text_of(object);
}

}  // namespace tiermix
