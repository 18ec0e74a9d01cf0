#include "engine/experiment/choice.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "engine/base/check.hpp"
#include "engine/experiment/direction.hpp"
#include "engine/experiment/influences.hpp"

namespace tiermix {
namespace {

Better required_direction(std::size_t measure) {
  const std::optional<Better> better = better_of(measures()[measure].name);
  TIERMIX_EXPECTS(better.has_value());
  return *better;
}

}  // namespace

Race::Race(std::size_t measure, double confidence, const ComparisonDesign& design)
    : measure_(measure),
      confidence_(confidence),
      design_(&design),
      better_(required_direction(measure)),
      first_look_(std::min(design.first_look, design.max_replications)) {}

void Race::begin(const std::vector<std::vector<Observations>>& replications) {
  for (const std::vector<Observations>& own : replications) {
    linear_.push_back(linear_of(std::span(own).first(first_look_), measure_, ScopeLayout::all()));
    hopeless_ = hopeless_ || !std::isfinite(linear_.back().value);
  }
  const Indifference& zone = design_->indifference;
  indifference_ = zone.relative ? zone.value * std::abs(linear_.front().value) : zone.value;
  hopeless_ = hopeless_ || !(indifference_ > 0.0);  // one per cent of nothing
  if (!hopeless_) {
    selection_.emplace(replications.size(), SelectionRule{confidence_, indifference_, first_look_});
  }
}

void Race::update(const std::vector<std::vector<Observations>>& replications) {
  if (linear_.empty()) {
    begin(replications);
  }
  if (hopeless_) {
    return;
  }
  const double sign = better_ == Better::higher ? 1.0 : -1.0;
  std::vector<double> values(replications.size());
  while (!selection_->decided()) {
    const std::uint32_t r = selection_->stage();
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (!selection_->survives(i)) {
        continue;
      }
      if (r >= replications[i].size()) {
        return;
      }
      values[i] = sign * linear_value(linear_[i], replications[i][r], measure_, ScopeLayout::all());
    }
    selection_->add(values);
  }
}

Choice Race::result() const {
  Choice choice{.measure = measure_,
                .better = better_,
                .sequential = true,
                .decided = decided(),
                .indifference = indifference_,
                .confidence = confidence_,
                .eliminated = {},
                .behind_best = {}};
  if (selection_) {
    choice.best = selection_->best();
    choice.stage = selection_->stage();
    choice.eliminated = selection_->eliminated_after();
  }
  return choice;
}

}  // namespace tiermix
