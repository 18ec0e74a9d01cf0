#include "engine/results/optimum.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <span>

#include "engine/base/check.hpp"
#include "engine/base/digest.hpp"
#include "engine/base/text.hpp"
#include "engine/results/parts.hpp"

namespace tiermix {
namespace {

std::string name_of(OptimumEnd end) {
  switch (end) {
    case OptimumEnd::decided:
      return "decided";
    case OptimumEnd::infeasible:
      return "infeasible";
    case OptimumEnd::interrupted:
      return "interrupted";
    case OptimumEnd::undecided:
      break;
  }
  return "undecided";
}

std::vector<std::string> values_at(const LatticePoint& point,
                                   const std::vector<OptimisedVariable>& variables) {
  std::vector<std::string> values;
  for (std::size_t i = 0; i < point.size(); ++i) {
    values.push_back(variables[i].values[static_cast<std::size_t>(point[i])]);
  }
  return values;
}

// Without the kind of the scope: "service_level.phone".
std::string short_name(const std::string& measure, const std::string& scope) {
  const std::size_t dot = scope.find('.');
  return measure + (dot == std::string::npos ? "" : scope.substr(dot));
}

class Naming {
 public:
  Naming(const OptimisedInput& input, const OptimumDesign& design, const Optimum& optimum)
      : input_(input), design_(design), optimum_(optimum) {}

  [[nodiscard]] OptimisedPoint point(const Finalist& finalist, bool is_leader) const {
    OptimisedPoint point{.values = values_at(finalist.point, input_.variables),
                         .fate = fate(finalist, is_leader),
                         .replications = finalist.replications,
                         .objective = finalist.objective,
                         .difference = finalist.difference.estimate,
                         .targets = {},
                         .verdicts = {}};
    const std::size_t all = finalist.constraints.size();
    for (std::size_t first = 0, end = 0; first < all; first = end) {
      while (end < all && design_.target_of(end) == design_.target_of(first)) {
        ++end;
      }
      add_target(finalist, first, end, point);
    }
    return point;
  }

 private:
  // The constraints from `first` to before `end` are the intervals of one target.
  void add_target(const Finalist& finalist,
                  std::size_t first,
                  std::size_t end,
                  OptimisedPoint& point) const {
    const Aim& aim = design_.constraints[first];
    const std::span<const Estimate> parts(finalist.constraints.data() + first, end - first);
    const std::size_t deciding = deciding_part(aim, parts);
    point.targets.push_back(parts[deciding]);
    point.verdicts.push_back(verdict_on_all(aim, parts));
    point.intervals.push_back(input_.intervals.empty() ? std::string()
                                                       : input_.intervals[first + deciding]);
  }

  // Near: not worse by the indifference, as far as the paired difference can tell.
  [[nodiscard]] std::string fate(const Finalist& finalist, bool is_leader) const {
    if (finalist.fate == Fate::breaks) {
      return "breaks a target";
    }
    if (finalist.fate == Fate::open || (is_leader && optimum_.end != OptimumEnd::decided)) {
      return "open";
    }
    if (is_leader) {
      return "chosen";
    }
    const Estimate& e = finalist.difference.estimate;
    const double least = design_.better == Better::lower ? e.lower : -e.upper;
    return least <= optimum_.indifference ? "near" : "dearer";
  }

  const OptimisedInput& input_;
  const OptimumDesign& design_;
  const Optimum& optimum_;
};

// Whether less or more than its values would be there: of a range, or a list of ascending numbers.
bool has_ends(const OptimisedVariable& variable) {
  const std::vector<std::string>& values = variable.values;
  const auto ascends = [](const std::string& a, const std::string& b) {
    const auto first = parse_number(a);
    const auto second = parse_number(b);
    return first && second && *first < *second;
  };
  return variable.given.find(':') != std::string::npos ||
         std::ranges::adjacent_find(values, std::not_fn(ascends)) == values.end();
}

// Whether the range begins at no heads, below which there is nothing.
bool is_nobody(const OptimisedVariable& variable) {
  return variable.path.ends_with(".heads") && variable.values.front() == "0";
}

void name_goals(const OptimisedInput& input, const OptimumDesign& design, Optimised& result) {
  const std::vector<std::string> scopes = scope_names(*input.model);
  const std::string& currency = input.model->money.currency;
  const Measure& objective = measures()[design.objective.measure];
  result.objective = short_name(std::string(objective.name), scopes[design.objective.scope]);
  result.objective_measure = objective.name;
  result.objective_scope = scopes[design.objective.scope];
  result.objective_unit = unit_in(currency, objective.unit);
  result.minimised = design.better == Better::lower;
  for (const Target& target : input.model->targets) {
    const Measure& measure = measures()[static_cast<std::size_t>(find_measure(target.measure))];
    result.targets.push_back(
        {.name = short_name(target.measure, target.scope),
         .text = target.text,
         .measure = target.measure,
         .scope = target.scope,
         .unit = unit_in(currency, measure.unit),
         .at_least = target.at_least,
         .value = target.value,
         .tolerance = design.tolerance * (target.value == 0.0 ? 1.0 : std::abs(target.value))});
  }
}

void name_extras(const OptimisedInput& input, const Optimum& optimum, Optimised& result) {
  for (const ConstraintPrice& price : optimum.prices) {
    result.prices.push_back({.values = values_at(price.point, input.variables),
                             .binding = price.binding,
                             .change = price.change.estimate});
  }
  if (!optimum.prices.empty() && optimum.priced != optimum.leader().point) {
    result.priced = values_at(optimum.priced, input.variables);
  }
  result.tightest = optimum.tightest;
  for (const FrontPoint& point : optimum.front) {
    result.front.push_back({.values = values_at(point.point, input.variables),
                            .objective = point.objective,
                            .target = point.constrained});
  }
  const LatticePoint& leader = optimum.leader().point;
  for (std::size_t i = 0; i < leader.size(); ++i) {
    const OptimisedVariable& variable = input.variables[i];
    const auto last = static_cast<std::int32_t>(variable.values.size()) - 1;
    const bool at_least = leader[i] == 0 && !is_nobody(variable);
    if (last > 0 && has_ends(variable) && (at_least || leader[i] == last)) {
      result.at_bound.push_back(variable.path);
    }
  }
}

}  // namespace

Optimised assemble(const OptimisedInput& input,
                   const OptimumDesign& design,
                   const Optimum& optimum) {
  TIERMIX_EXPECTS(optimum.end != OptimumEnd::interrupted && !optimum.finalists.empty());
  TIERMIX_EXPECTS(design.target_count() == input.model->targets.size());
  TIERMIX_EXPECTS(input.intervals.empty() || input.intervals.size() == design.constraints.size());
  Optimised result;
  result.provenance = provenance_of(*input.model, input.context);
  result.provenance.seed = input.seed;
  result.provenance.level = design.level;
  result.provenance.replications = optimum.leader().replications;
  result.provenance.digest = to_hex(optimum.digest);
  result.end = name_of(optimum.end);
  result.variables = input.variables;
  result.indifference = optimum.indifference;
  result.tolerance = design.tolerance;
  name_goals(input, design, result);
  result.overload = optimum.overload;
  result.warnings = input.warnings;
  result.neighbours = optimum.neighbours;
  result.neighbours_visited = optimum.neighbours_visited;
  const Naming naming(input, design, optimum);
  for (const Finalist& finalist : optimum.finalists) {
    result.points.push_back(naming.point(finalist, &finalist == &optimum.leader()));
  }
  if (optimum.base) {
    result.base = naming.point(*optimum.base, false);
  }
  name_extras(input, optimum, result);
  result.visited = optimum.visited;
  result.invalid = optimum.invalid;
  result.lattice = 1.0;
  for (const OptimisedVariable& variable : input.variables) {
    result.lattice *= static_cast<double>(variable.values.size());
  }
  result.search_replications = optimum.search_replications;
  result.final_replications = optimum.final_replications;
  result.cases = optimum.cases;
  return result;
}

}  // namespace tiermix
