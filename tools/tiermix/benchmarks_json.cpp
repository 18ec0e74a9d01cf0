#include "tools/tiermix/benchmarks_json.hpp"

#include <utility>

#include <nlohmann/json.hpp>

namespace tiermix {
namespace {

using Json = nlohmann::ordered_json;

Json to_object(const std::vector<BenchmarkRemark>& remarks) {
  Json object = Json::object();
  for (const BenchmarkRemark& remark : remarks) {
    object[remark.name] = remark.text;
  }
  return object;
}

}  // namespace

std::string to_json(const std::vector<BenchmarkSet>& sets) {
  Json array = Json::array();
  for (const BenchmarkSet& set : sets) {
    Json figures = Json::array();
    for (const BenchmarkFigure& figure : set.figures) {
      figures.push_back({{"measure", figure.measure},
                         {"scope", figure.scope},
                         {"segment", figure.segment},
                         {"value", figure.value},
                         {"unit", figure.unit == "percent" ? "1" : figure.unit},
                         {"basis", figure.basis},
                         {"note", figure.note}});
    }
    array.push_back({{"set", set.name},
                     {"source", set.source},
                     {"year", set.year},
                     {"definition", set.definition},
                     {"mark", set.mark},
                     {"differs", to_object(set.differs)},
                     {"quantities", to_object(set.quantities)},
                     {"figures", std::move(figures)}});
  }
  const Json object{{"format_version", 1}, {"sets", std::move(array)}};
  return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tiermix
