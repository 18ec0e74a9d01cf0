#include "tools/tiermix/json.hpp"

#include <cmath>
#include <utility>

#include <nlohmann/json.hpp>

namespace tiermix {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kFormatVersion = 1;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json to_object(const Diagnostic& diagnostic) {
  return {{"severity", diagnostic.severity == Severity::error ? "error" : "warning"},
          {"file", diagnostic.place.file},
          {"line", diagnostic.place.line},
          {"column", diagnostic.place.column},
          {"key", diagnostic.key},
          {"problem", diagnostic.problem}};
}

Json tiers_of(const Model& model, const TrafficReport& report) {
  Json tiers = Json::array();
  for (std::size_t t = 0; t < report.tiers.size(); ++t) {
    const TierTraffic& tier = report.tiers[t];
    Json escalations = Json::object();
    for (std::size_t u = 0; u < tier.routes.escalations.size(); ++u) {
      if (tier.routes.escalations[u] > 0.0) {
        escalations[model.tiers[u].name] = number(tier.routes.escalations[u]);
      }
    }
    tiers.push_back({{"tier", model.tiers[t].name},
                     {"offered_load", number(tier.offered_load)},
                     {"mean_heads", number(tier.mean_heads)},
                     {"utilisation", number(tier.utilisation)},
                     {"sessions_per_case", number(tier.sessions)},
                     {"mean_complexity", number(tier.mean_complexity)},
                     {"escalations_per_case", std::move(escalations)}});
  }
  return tiers;
}

Json classes_of(const Model& model, const TrafficReport& report) {
  Json classes = Json::array();
  for (std::size_t c = 0; c < report.classes.size(); ++c) {
    const ClassTraffic& own = report.classes[c];
    Json sessions = Json::object();
    for (std::size_t t = 0; t < own.sessions.size(); ++t) {
      sessions[model.tiers[t].name] = number(own.sessions[t]);
    }
    classes.push_back({{"case_class", model.classes[c].name},
                       {"cases_per_hour", number(own.cases_per_hour)},
                       {"sessions_per_case", std::move(sessions)},
                       {"resolved", number(own.resolved)},
                       {"closed_unresolved", number(own.closed_unresolved)}});
  }
  return classes;
}

}  // namespace

std::string to_json(const std::vector<Checked>& files) {
  Json list = Json::array();
  for (const Checked& checked : files) {
    Json diagnostics = Json::array();
    for (const Diagnostic& diagnostic : checked.diagnostics) {
      diagnostics.push_back(to_object(diagnostic));
    }
    Json file{{"file", checked.file},
              {"valid", checked.model.has_value()},
              {"diagnostics", std::move(diagnostics)}};
    if (checked.model) {
      file["title"] = checked.model->title;
      file["tiers"] = tiers_of(*checked.model, checked.traffic);
      file["classes"] = classes_of(*checked.model, checked.traffic);
    }
    list.push_back(std::move(file));
  }
  const Json object{{"format_version", kFormatVersion}, {"files", std::move(list)}};
  return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tiermix
