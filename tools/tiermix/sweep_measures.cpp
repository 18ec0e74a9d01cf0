// What a sweep compares its points by: measures of the desk, of a case class or of a tier.

#include <algorithm>
#include <string>
#include <string_view>

#include "engine/base/text.hpp"
#include "engine/tally/measure.hpp"
#include "engine/tally/observations.hpp"

#include "tools/tiermix/sweep.hpp"

namespace tiermix {
namespace {

class MeasureReader {
 public:
  MeasureReader(const Model& model, std::string option)
      : option_("option --" + std::move(option) + ": "),
        layout_{.classes = model.classes.size(), .tiers = model.tiers.size()} {
    for (const CaseClass& case_class : model.classes) {
      names_.push_back(case_class.name);
    }
    for (const Tier& tier : model.tiers) {
      names_.push_back(tier.name);
    }
  }

  std::vector<ChosenMeasure> read(const std::string& list) {
    for (std::size_t at = 0; at <= list.size();) {
      const std::size_t end = std::min(list.find(',', at), list.size());
      add(std::string(trimmed(std::string_view(list).substr(at, end - at))));
      at = end + 1;
    }
    if (!problems_.empty()) {
      throw UsageError(problems_);
    }
    return std::move(chosen_);
  }

 private:
  void problem(const std::string& text) {
    problems_ += (problems_.empty() ? "" : "\n") + option_ + text;
  }

  void add(const std::string& text) {
    const std::size_t dot = std::min(text.find('.'), text.size());
    const std::string name = text.substr(0, dot);
    const int index = find_measure(name);
    if (index < 0) {
      std::vector<std::string> known;
      for (const Measure& measure : measures()) {
        known.emplace_back(measure.name);
      }
      problem("no measure \"" + name + "\"" + did_you_mean(name, known));
      return;
    }
    const auto measure = static_cast<std::size_t>(index);
    const std::string scope = dot < text.size() ? text.substr(dot + 1) : "";
    if (!find_scope(measure, scope)) {
      return;
    }
    const ChosenMeasure chosen{.measure = measure, .scope = scope_};
    if (std::ranges::find(chosen_, chosen) != chosen_.end()) {
      problem("\"" + text + "\" is named twice");
      return;
    }
    chosen_.push_back(chosen);
  }

  // A class and a tier may share a name: the first of them that reports the measure, unless the
  // scope says which.
  bool find_scope(std::size_t measure, const std::string& scope) {
    bool exists = scope.empty();
    if (scope.empty() && reports(measures()[measure], layout_, ScopeLayout::all())) {
      scope_ = ScopeLayout::all();
      return true;
    }
    for (std::size_t i = 0; i < names_.size() && !scope.empty(); ++i) {
      const std::string full = (i < layout_.classes ? "case." : "tier.") + names_[i];
      const bool named = scope == names_[i] || scope == full;
      exists = exists || named;
      if (named && reports(measures()[measure], layout_, i + 1)) {
        scope_ = i + 1;
        return true;
      }
    }
    const std::string name(measures()[measure].name);
    problem(exists ? name + " is not reported for " + (scope.empty() ? "the whole desk" : scope)
                   : "no case class or tier \"" + scope + "\"" + did_you_mean(scope, names_));
    return false;
  }

  std::string option_;
  ScopeLayout layout_;
  std::vector<std::string> names_;
  std::vector<ChosenMeasure> chosen_;
  std::string problems_;
  std::size_t scope_ = 0;
};

}  // namespace

std::string default_measures(const Model& model) {
  if (model.targets.empty()) {
    return "cost_per_case,service_level,first_contact_resolution,satisfaction_rating,occupancy";
  }
  std::vector<std::string> names{"cost_per_case"};
  for (const Target& target : model.targets) {
    std::string name = target.measure + (target.scope == "all" ? "" : "." + target.scope);
    if (std::ranges::find(names, name) == names.end()) {
      names.push_back(std::move(name));
    }
  }
  std::string list;
  for (const std::string& name : names) {
    list += (list.empty() ? "" : ",") + name;
  }
  return list;
}

std::vector<ChosenMeasure> chosen_measures(const std::string& list,
                                           const Model& model,
                                           const std::string& option) {
  return MeasureReader(model, option).read(list);
}

}  // namespace tiermix
