#include "engine/results/comparison.hpp"

#include <algorithm>
#include <cmath>

namespace tiermix {
namespace {

// "Specialist allocation" is published under one name and read in two ways.
std::string_view measure_of(const BenchmarkFigure& figure) {
  if (figure.measure != "specialist_allocation") {
    return figure.measure;
  }
  return figure.basis == "share" ? "specialist_share" : "specialist_ratio";
}

bool is_comparable(const BenchmarkFigure& figure, const EstimateRow& row) {
  return measure_of(figure) == row.measure &&
         (figure.unit == row.unit || (figure.unit == "percent" && row.unit == "1") ||
          (figure.unit == "points_of_5" && row.unit == "points"));
}

const BenchmarkFigure* find_figure(const BenchmarkSet& set,
                                   const EstimateRow& row,
                                   const std::vector<std::string>& segments) {
  for (const std::string& segment : segments) {
    const auto found = std::ranges::find_if(set.figures, [&](const BenchmarkFigure& figure) {
      return figure.segment == segment && is_comparable(figure, row);
    });
    if (found != set.figures.end()) {
      return &*found;
    }
  }
  return nullptr;
}

Position position_of(const EstimateRow& row, double value) {
  if (row.lower <= value && value <= row.upper) {
    return Position::inside;
  }
  return row.mean > value ? Position::above : Position::below;
}

}  // namespace

std::optional<BenchmarkPosition> compare(const EstimateRow& row,
                                         const BenchmarkChoice& choice,
                                         const std::vector<BenchmarkSet>& sets) {
  const auto set = std::ranges::find(sets, choice.set, &BenchmarkSet::name);
  if (set == sets.end() || std::isnan(row.mean)) {
    return std::nullopt;
  }
  std::vector<std::string> segments = choice.segments;
  segments.emplace_back("composite");
  const BenchmarkFigure* figure = find_figure(*set, row, segments);
  if (figure == nullptr) {
    return std::nullopt;
  }
  const double difference = row.mean - figure->value;
  return BenchmarkPosition{
      .set = set->name,
      .segment = figure->segment,
      .value = figure->value,
      .basis = figure->basis,
      .position = position_of(row, figure->value),
      .distance = difference == 0.0 ? 0.0 : difference / row.half_width,
  };
}

}  // namespace tiermix
