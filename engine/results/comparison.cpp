#include "engine/results/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/experiment/direction.hpp"

namespace tiermix {
namespace {

// "Specialist allocation" is published under one name and read in two ways.
std::string_view measure_of(const BenchmarkFigure& figure) {
  if (figure.measure != "specialist_allocation") {
    return figure.measure;
  }
  return figure.basis == "share" ? "specialist_share" : "specialist_ratio";
}

bool is_comparable(const BenchmarkFigure& figure, const EstimateRow& row, std::string_view scope) {
  return measure_of(figure) == row.measure && figure.scope == scope &&
         (figure.unit == row.unit || (figure.unit == "percent" && row.unit == "1") ||
          (figure.unit == "points_of_5" && row.unit == "points"));
}

const BenchmarkFigure* find_figure(const BenchmarkSet& set,
                                   const EstimateRow& row,
                                   std::string_view scope,
                                   const std::vector<std::string>& segments) {
  for (const std::string& segment : segments) {
    const auto found = std::ranges::find_if(set.figures, [&](const BenchmarkFigure& figure) {
      return figure.segment == segment && is_comparable(figure, row, scope);
    });
    if (found != set.figures.end()) {
      return &*found;
    }
  }
  return nullptr;
}

// A figure printed as 3.8 is any value from 3.75 to 3.85.
Position position_of(const EstimateRow& row, const BenchmarkFigure& figure) {
  if (row.lower <= figure.value + figure.rounding && figure.value - figure.rounding <= row.upper) {
    return Position::inside;
  }
  return row.mean > figure.value ? Position::above : Position::below;
}

std::string direction_of(const std::string& measure) {
  const std::optional<Better> better = better_of(measure);
  if (!better) {
    return {};
  }
  return *better == Better::lower ? "lower" : "higher";
}

BenchmarkPosition position_in(const BenchmarkSet& set,
                              const BenchmarkFigure& figure,
                              const EstimateRow& row) {
  const double difference = row.mean - figure.value;
  return {.set = set.name,
          .segment = figure.segment,
          .value = figure.value,
          .basis = figure.basis,
          .position = position_of(row, figure),
          .distance = difference == 0.0 ? 0.0 : difference / row.half_width,
          .better = direction_of(row.measure),
          .source = set.source,
          .year = set.year,
          .mark = set.mark,
          .differs = remark_on(set.differs, figure.measure)};
}

}  // namespace

std::vector<BenchmarkPosition> compare(const EstimateRow& row,
                                       std::string_view scope,
                                       const BenchmarkChoice& choice,
                                       const std::vector<BenchmarkSet>& sets) {
  std::vector<BenchmarkPosition> positions;
  if (std::isnan(row.mean)) {
    return positions;
  }
  std::vector<std::string> segments = choice.segments;
  segments.emplace_back("composite");
  for (const std::string& name : choice.sets) {
    const auto set = std::ranges::find(sets, name, &BenchmarkSet::name);
    if (set == sets.end()) {
      continue;
    }
    const BenchmarkFigure* figure = find_figure(*set, row, scope, segments);
    if (figure != nullptr) {
      positions.push_back(position_in(*set, *figure, row));
    }
  }
  return positions;
}

}  // namespace tiermix
