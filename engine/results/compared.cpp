#include "engine/results/compared.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/base/digest.hpp"
#include "engine/estimate/unknown.hpp"
#include "engine/experiment/direction.hpp"
#include "engine/results/parts.hpp"

namespace tiermix {
namespace {

std::string_view name_of(Better better) { return better == Better::lower ? "lower" : "higher"; }

// One measure in one scope of the base, across the alternatives.
struct Matched {
  std::size_t measure = 0;
  std::string scope;
  std::vector<std::optional<std::size_t>> scopes;
  Contrast contrast;
};

class ComparedAssembly {
 public:
  ComparedAssembly(const std::vector<ComparedInput>& inputs, const Comparison& comparison)
      : inputs_(inputs), comparison_(comparison) {
    for (const ComparedInput& input : inputs) {
      scopes_.push_back(scope_names(*input.model));
    }
  }

  Compared assemble() {
    add_scenarios();
    if (std::ranges::any_of(comparison_.replications, [](const auto& r) { return r.empty(); })) {
      return std::move(compared_);
    }
    for (std::size_t m = 0; m < measures().size(); ++m) {
      for (std::size_t scope = 0; scope < comparison_.layouts[0].size(); ++scope) {
        if (reports(measures()[m], comparison_.layouts[0], scope)) {
          add_differences(matched(m, scope));
        }
      }
      if (measures()[m].scopes.all) {
        add_replications(measures()[m]);
      }
    }
    add_estimates();
    add_choices();
    return std::move(compared_);
  }

 private:
  [[nodiscard]] std::string unit_of(const Measure& measure) const {
    return unit_in(inputs_[0].model->money.currency, measure.unit);
  }

  void add_scenarios() {
    std::uint32_t most = 0;
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      Provenance p = provenance_of(*inputs_[i].model, inputs_[i].context);
      p.seed = comparison_.design.seed;
      p.level = comparison_.design.level;
      p.replications = static_cast<std::uint32_t>(comparison_.replications[i].size());
      p.digest = to_hex(comparison_.digest);
      p.precision_reached = comparison_.precision_reached;
      p.interrupted = comparison_.interrupted;
      most = std::max(most, p.replications);
      compared_.scenarios.push_back({.name = inputs_[i].name, .provenance = std::move(p)});
    }
    compared_.provenance = compared_.scenarios.front().provenance;
    compared_.provenance.replications = most;
    compared_.decided = comparison_.decided;
  }

  [[nodiscard]] Matched matched(std::size_t measure, std::size_t scope) const {
    Matched result{.measure = measure, .scope = scopes_[0][scope], .scopes = {}, .contrast = {}};
    for (const std::vector<std::string>& names : scopes_) {
      const auto found = std::ranges::find(names, result.scope);
      result.scopes.push_back(found == names.end()
                                  ? std::nullopt
                                  : std::optional(static_cast<std::size_t>(found - names.begin())));
    }
    result.contrast = contrast(comparison_, measure, result.scopes);
    return result;
  }

  void add_differences(const Matched& matched) {
    const Measure& measure = measures()[matched.measure];
    const std::optional<Better> better = better_of(measure.name);
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      best_[{matched.measure, matched.scope, i}] = matched.contrast.probability_best[i];
      if (i == 0 || !matched.scopes[i]) {
        continue;
      }
      const PairedDifference& difference = matched.contrast.differences[i - 1];
      const Estimate& e = difference.estimate;
      compared_.differences.push_back(
          {.measure = std::string(measure.name),
           .scope = matched.scope,
           .unit = unit_of(measure),
           .base = inputs_[0].name,
           .alternative = inputs_[i].name,
           .mean = e.mean,
           .half_width = e.half_width,
           .lower = e.lower,
           .upper = e.upper,
           .level = comparison_.design.level,
           .replications = e.replications,
           .probability_best = matched.contrast.probability_best[i],
           .variance_reduction = difference.variance_reduction,
           .correlation = difference.correlation,
           .better = better ? std::string(name_of(*better)) : std::string()});
    }
  }

  void add_estimates() {
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      for (const MeasureEstimate& estimated : comparison_.estimates[i]) {
        EstimateRow row = row_of(estimated, scopes_[i], inputs_[0].model->money.currency);
        const auto found = best_.find({estimated.measure, row.scope, i});
        compared_.estimates.push_back(
            {.alternative = inputs_[i].name,
             .row = std::move(row),
             .probability_best = found == best_.end() ? kUnknown : found->second});
      }
    }
  }

  void add_choices() {
    for (const Choice& choice : comparison_.choices) {
      const Measure& measure = measures()[choice.measure];
      for (std::size_t i = 0; i < inputs_.size(); ++i) {
        compared_.choices.push_back({.measure = std::string(measure.name),
                                     .unit = unit_of(measure),
                                     .alternative = inputs_[i].name,
                                     .better = std::string(name_of(choice.better)),
                                     .best = choice.best == i,
                                     .decided = choice.decided,
                                     .sequential = choice.sequential,
                                     .confidence = choice.confidence,
                                     .indifference = choice.indifference,
                                     .stage = choice.stage,
                                     .eliminated_after = choice.eliminated[i],
                                     .behind_best = choice.behind_best[i]});
      }
    }
  }

  void add_replications(const Measure& measure) {
    ComparedTable table{
        .measure = std::string(measure.name), .unit = unit_of(measure), .values = {}};
    for (std::size_t r = 0; r < compared_.provenance.replications; ++r) {
      for (const std::vector<Observations>& own : comparison_.replications) {
        table.values.push_back(r < own.size() ? value_in(own[r], measure, ScopeLayout::all())
                                              : kUnknown);
      }
    }
    compared_.replications.push_back(std::move(table));
  }

  using Key = std::tuple<std::size_t, std::string, std::size_t>;  // measure, scope, alternative

  const std::vector<ComparedInput>& inputs_;
  const Comparison& comparison_;
  std::vector<std::vector<std::string>> scopes_;
  std::map<Key, double> best_;
  Compared compared_;
};

}  // namespace

Compared assemble(const std::vector<ComparedInput>& inputs, const Comparison& comparison) {
  TIERMIX_EXPECTS(inputs.size() >= 2 && inputs.size() == comparison.replications.size());
  return ComparedAssembly(inputs, comparison).assemble();
}

std::string_view better_side(std::string_view measure) {
  const std::optional<Better> better = better_of(measure);
  return better ? name_of(*better) : std::string_view();
}

}  // namespace tiermix
