#include "engine/results/swept.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/check.hpp"
#include "engine/base/digest.hpp"
#include "engine/estimate/unknown.hpp"
#include "engine/experiment/direction.hpp"
#include "engine/results/parts.hpp"

namespace tiermix {
namespace {

class SweptAssembly {
 public:
  SweptAssembly(const SweptInput& input,
                const PointDesign& points,
                const SweepDesign& design,
                const std::vector<SweptPoint>& swept)
      : input_(input),
        points_(points),
        design_(design),
        swept_(swept),
        scopes_(scope_names(*input.model)) {}

  Swept assemble() {
    add_points();
    add_axes();
    for (std::size_t row = 0; row < swept_.front().estimates.size(); ++row) {
      add_estimates(row);
    }
    for (std::size_t i = 0; i < design_.chosen.size(); ++i) {
      add_objective(i);
    }
    add_standings();
    return std::move(result_);
  }

 private:
  void add_points() {
    Provenance& p = result_.provenance;
    p = provenance_of(*input_.model, input_.context);
    p.seed = design_.run.seed;
    p.level = design_.run.level;
    result_.kind = points_.kind;
    result_.base = input_.base;
    Digest digest;
    for (std::size_t i = 0; i < swept_.size(); ++i) {
      const SweptPoint& point = swept_[i];
      digest.add(point.digest);
      p.replications = std::max(p.replications, point.replications);
      p.precision_reached = p.precision_reached && point.precise;
      result_.replications.push_back(point.replications);
      result_.digests.push_back(to_hex(point.digest));
      result_.scenario_digests.push_back(to_hex(input_.scenario_digests[i]));
    }
    p.digest = to_hex(digest.value());
  }

  void add_axes() {
    for (std::size_t i = 0; i < points_.axes.size(); ++i) {
      const Axis& axis = points_.axes[i];
      SweptAxis& own = result_.axes.emplace_back();
      own.path = axis.path;
      own.given = axis.given;
      own.unit = axis.unit;
      own.numeric = axis.is_numeric();
      for (const std::vector<AxisValue>& values : points_.points) {
        own.values.push_back(values[i]);
      }
    }
  }

  void add_estimates(std::size_t row) {
    const MeasureEstimate& first = swept_.front().estimates[row];
    const EstimateRow named = row_of(first, scopes_, input_.model->money.currency);
    SweptEstimates& own = result_.estimates.emplace_back();
    own.measure = named.measure;
    own.scope = named.scope;
    own.unit = named.unit;
    for (const SweptPoint& point : swept_) {
      TIERMIX_EXPECTS(point.estimates[row].measure == first.measure &&
                      point.estimates[row].scope == first.scope);
      add_to(own, point.estimates[row].estimate);
    }
  }

  template <typename Columns>
  static void add_to(Columns& columns, const Estimate& estimate) {
    columns.mean.push_back(estimate.mean);
    columns.half_width.push_back(estimate.half_width);
    columns.lower.push_back(estimate.lower);
    columns.upper.push_back(estimate.upper);
  }

  void add_objective(std::size_t i) {
    const ChosenMeasure& chosen = design_.chosen[i];
    const Measure& measure = measures()[chosen.measure];
    const std::optional<Better> better = better_of(measure.name);
    SweptObjective& own = result_.objectives.emplace_back();
    own.name = name_of(chosen, *input_.model);
    own.measure = measure.name;
    own.scope = scopes_.at(chosen.scope);
    own.unit = unit_in(input_.model->money.currency, measure.unit);
    own.better = !better ? "" : *better == Better::lower ? "lower" : "higher";
    own.in_pareto = better && std::ranges::any_of(swept_, [i](const SweptPoint& point) {
                      return !std::isnan(point.effects[i].value);
                    });
    // The base differs from itself by nothing: the other differences hold together.
    const double level =
        joint_level(design_.run.level, std::max<std::size_t>(swept_.size(), 2) - 1);
    for (const SweptPoint& point : swept_) {
      const Influences& base = swept_[input_.base].effects[i];
      add_to(own, paired_difference(base, point.effects[i], level).estimate);
      own.values.insert(own.values.end(), point.values[i].begin(), point.values[i].end());
      own.values.resize(own.mean.size() * result_.provenance.replications, kUnknown);
    }
  }

  void add_standings() {
    std::vector<Objective> objectives;
    for (std::size_t i = 0; i < result_.objectives.size(); ++i) {
      if (!result_.objectives[i].in_pareto) {
        continue;
      }
      Objective& objective = objectives.emplace_back();
      objective.better = result_.objectives[i].better == "lower" ? Better::lower : Better::higher;
      for (const SweptPoint& point : swept_) {
        objective.alternatives.push_back(point.effects[i]);
      }
    }
    std::vector<ParetoPlace> places = pareto(objectives, design_.run.level);
    places.resize(swept_.size());
    for (const ParetoPlace& place : places) {
      result_.standings.push_back(place.standing);
      result_.behind.push_back(place.behind);
    }
  }

  const SweptInput& input_;
  const PointDesign& points_;
  const SweepDesign& design_;
  const std::vector<SweptPoint>& swept_;
  std::vector<std::string> scopes_;
  Swept result_;
};

}  // namespace

std::string_view name_of(Standing standing) {
  switch (standing) {
    case Standing::efficient:
      return "pareto";
    case Standing::undecided:
      return "undecided";
    case Standing::dominated:
      break;
  }
  return "dominated";
}

std::string_view name_of(DesignKind kind) { return kind == DesignKind::grid ? "grid" : "lhs"; }

std::string name_of(const ChosenMeasure& chosen, const Model& model) {
  const std::string name(measures()[chosen.measure].name);
  return chosen.scope == ScopeLayout::all() ? name
                                            : name + "." + scope_names(model).at(chosen.scope);
}

const SweptEstimates* estimates_of(const Swept& swept, const SweptObjective& objective) {
  const auto found = std::ranges::find_if(swept.estimates, [&](const SweptEstimates& e) {
    return e.measure == objective.measure && e.scope == objective.scope;
  });
  return found == swept.estimates.end() ? nullptr : &*found;
}

Swept assemble(const SweptInput& input,
               const PointDesign& points,
               const SweepDesign& design,
               const std::vector<SweptPoint>& swept) {
  TIERMIX_EXPECTS(!swept.empty() && swept.size() == points.points.size());
  TIERMIX_EXPECTS(input.scenario_digests.size() == swept.size() && input.base < swept.size());
  return SweptAssembly(input, points, design, swept).assemble();
}

}  // namespace tiermix
