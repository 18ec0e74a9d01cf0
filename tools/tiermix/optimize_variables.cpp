// What tiermix optimize decides on: the variables, their values, and where the search begins.

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "engine/base/diagnostic.hpp"
#include "engine/base/text.hpp"
#include "engine/plan/compile.hpp"
#include "engine/plan/windows.hpp"
#include "engine/experiment/design_points.hpp"
#include "engine/results/staffing_start.hpp"

#include "tools/tiermix/optimize.hpp"
#include "tools/tiermix/scenario_input.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

// A range without a step gets so many values at least, one of whole numbers all of them.
constexpr std::size_t kRealValues = 20;
constexpr std::size_t kMostValues = 10'000;

std::string heads_path(const RepGroup& group) { return "rep_group." + group.name + ".heads"; }

const RepGroup* group_of(const Model& model, const std::string& path) {
  const auto found = std::ranges::find(model.groups, path, heads_path);
  return found == model.groups.end() ? nullptr : &*found;
}

bool has_constant_heads(const RepGroup& group) { return !group.series; }

std::vector<std::string> varied_groups(const std::vector<OptimisedVariable>& variables,
                                       const Model& model) {
  std::vector<std::string> names;
  for (const OptimisedVariable& variable : variables) {
    for (const std::string& key : variable.keys) {
      if (const RepGroup* group = group_of(model, key)) {
        names.push_back(group->name);
      }
    }
  }
  return names;
}

class VariableReader {
 public:
  explicit VariableReader(const Model& model) : model_(model) {}

  void add(const std::string& text) {
    ParsedAxis parsed = parse_axis(text);
    if (!parsed.axis) {
      problem(parsed.problem);
      return;
    }
    Axis axis = std::move(*parsed.axis);
    OptimisedVariable variable{
        .path = {}, .keys = keys_of(axis.path), .given = axis.given, .values = {}, .base = {}};
    for (const std::string& key : variable.keys) {
      if (!take_key(key)) {
        return;
      }
      variable.path += (variable.path.empty() ? "" : " + ") + key;
    }
    const bool whole = axis.unit.empty() && text.find('.', text.find('=')) == std::string::npos;
    axis = axis.refined(whole ? 2 : kRealValues);
    if (axis.size() > kMostValues) {
      problem("\"" + text + "\" has more than " + std::to_string(kMostValues) + " values");
      return;
    }
    for (std::size_t i = 0; i < axis.size(); ++i) {
      variable.values.push_back(axis.at(i).text);
    }
    variable.base = base_of(variable);
    variables_.push_back(std::move(variable));
  }

  std::vector<OptimisedVariable> take() {
    if (!problems_.empty()) {
      throw UsageError(problems_);
    }
    return std::move(variables_);
  }

 private:
  static std::vector<std::string> keys_of(const std::string& path) {
    std::vector<std::string> keys;
    for (std::size_t at = 0; at <= path.size();) {
      const std::size_t end = std::min(path.find('+', at), path.size());
      keys.emplace_back(trimmed(std::string_view(path).substr(at, end - at)));
      at = end + 1;
    }
    return keys;
  }

  bool take_key(const std::string& key) {
    if (!known_.insert(key).second) {
      problem(key + " is given twice");
      return false;
    }
    if (key.empty() || key.starts_with("targets.") || key.starts_with("time.")) {
      problem((key.empty() ? "nothing before or after a +" : key) +
              " is no decision (targets and the time window stay what they are)");
      return false;
    }
    return true;
  }

  // The heads of all of its groups, where they are the same.
  [[nodiscard]] std::string base_of(const OptimisedVariable& variable) const {
    std::string base;
    for (const std::string& key : variable.keys) {
      const RepGroup* group = group_of(model_, key);
      const bool constant = group != nullptr && has_constant_heads(*group);
      const std::string own = constant ? std::to_string(group->heads) : "";
      if (own.empty() || (!base.empty() && own != base)) {
        return {};
      }
      base = own;
    }
    return base;
  }

  void problem(const std::string& text) {
    problems_ += (problems_.empty() ? "option --vary: " : "\noption --vary: ") + text;
  }

  const Model& model_;
  std::vector<OptimisedVariable> variables_;
  std::set<std::string> known_;
  std::string problems_;
};

// Half of what it has or needs, whichever is less; none where others work at its tier.
int least_heads(const Model& model, const RepGroup& group, int start) {
  const bool is_alone = std::ranges::count(model.groups, group.tier, &RepGroup::tier) == 1;
  return is_alone ? std::max(1, std::min(start, group.heads) / 2) : 0;
}

// rep_group.NAME.heads=LOW:HIGH of every group that has constant heads.
std::vector<std::string> heads_ranges(const Model& model) {
  std::vector<std::string> names;
  for (const RepGroup& group : model.groups) {
    if (has_constant_heads(group)) {
      names.push_back(group.name);
    }
  }
  const std::vector<int> start = staffing_start(model, names);
  std::vector<std::string> ranges;
  for (std::size_t g = 0; g < model.groups.size(); ++g) {
    const RepGroup& group = model.groups[g];
    if (has_constant_heads(group)) {
      const int low = least_heads(model, group, start[g]);
      const int high = std::max({low + 1, (5 * start[g] + 1) / 2, (3 * group.heads + 1) / 2});
      ranges.push_back(heads_path(group) + "=" + std::to_string(low) + ":" + std::to_string(high));
    }
  }
  return ranges;
}

// The index whose number is nearest; the middle where values are no numbers.
std::int32_t nearest_index(const OptimisedVariable& variable, double wanted) {
  std::size_t best = variable.values.size() / 2;
  double least = HUGE_VAL;
  for (std::size_t i = 0; i < variable.values.size(); ++i) {
    const auto number = parse_number(variable.values[i]);
    if (number && std::abs(*number - wanted) < least) {
      least = std::abs(*number - wanted);
      best = i;
    }
  }
  return static_cast<std::int32_t>(best);
}

// The points at which a mistake in a range would show: the starts, and each variable at its ends.
std::vector<LatticePoint> corners_of(const std::vector<OptimisedVariable>& variables,
                                     std::vector<LatticePoint> points) {
  const LatticePoint middle = points.front();
  for (std::size_t i = 0; i < variables.size(); ++i) {
    const auto last = static_cast<std::int32_t>(variables[i].values.size()) - 1;
    for (const std::int32_t index : {0, last}) {
      points.push_back(middle);
      points.back()[i] = index;
    }
  }
  return points;
}

}  // namespace

std::vector<Override> overrides_with(std::vector<Override> overrides,
                                     const std::vector<OptimisedVariable>& variables,
                                     const LatticePoint& point) {
  for (std::size_t i = 0; i < point.size(); ++i) {
    const std::string& value = variables[i].values[static_cast<std::size_t>(point[i])];
    for (const std::string& key : variables[i].keys) {
      overrides.push_back({.path = key, .value = value});
    }
  }
  return overrides;
}

namespace {

// What is wrong with the scenario at some points.
struct RangeErrors {
  std::vector<Diagnostic> of_values;
  std::vector<Diagnostic> of_starts;  ///< but for those

  void take(const std::vector<Diagnostic>& found, bool at_start) {
    for (Diagnostic diagnostic : found) {
      if (diagnostic.severity != Severity::error) {
        continue;
      }
      if (diagnostic.place.file == "--set") {
        diagnostic.place.file = "--vary";
        of_values.push_back(std::move(diagnostic));
      } else if (at_start) {
        of_starts.push_back(std::move(diagnostic));
      }
    }
  }
};

void tell_once(const std::vector<Diagnostic>& diagnostics) {
  std::set<std::string> told;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (told.insert(to_string(diagnostic)).second) {
      tell(to_string(diagnostic) + "\n");
    }
  }
}

}  // namespace

bool check_ranges(const std::string& file,
                  const std::vector<Override>& overrides,
                  const std::vector<OptimisedVariable>& variables,
                  const std::vector<LatticePoint>& starts) {
  RangeErrors errors;
  bool starts_somewhere = false;
  std::size_t at = 0;
  for (const LatticePoint& point : corners_of(variables, starts)) {
    const Loaded loaded = load(file, overrides_with(overrides, variables, point));
    const bool is_start = at++ < starts.size();
    starts_somewhere = starts_somewhere || (is_start && loaded.model);
    errors.take(loaded.diagnostics, is_start);
  }
  tell_once(errors.of_values);
  if (!starts_somewhere) {
    tell_once(errors.of_starts);
  }
  return errors.of_values.empty() && starts_somewhere;
}

void name_option_of_targets(std::vector<Diagnostic>& diagnostics, const Options& options) {
  constexpr std::string_view kTargets = "targets.";
  const std::vector<std::string>& given = options.texts("subject-to");
  for (Diagnostic& diagnostic : diagnostics) {
    const std::string_view key = diagnostic.key;
    if (diagnostic.place.file != "--set" || !key.starts_with(kTargets)) {
      continue;
    }
    const std::string_view measure = key.substr(kTargets.size());
    if (std::ranges::any_of(given, [&](const auto& text) { return text.starts_with(measure); })) {
      diagnostic.place = {"--subject-to", 1, 1};
    }
  }
}

std::vector<Override> base_overrides(const Options& options) {
  std::vector<Override> overrides = overrides_of(options);
  const auto given = static_cast<std::ptrdiff_t>(overrides.size());
  for (const std::string& text : options.texts("subject-to")) {
    const std::size_t sign = text.find_first_of("<>=\xe2");
    const std::string name(trimmed(std::string_view(text).substr(0, sign)));
    if (sign == std::string::npos || name.empty()) {
      throw UsageError("option --subject-to: \"" + text +
                       "\" is no target (such as service_level.phone>=80%)");
    }
    // Several of one measure hold together; they replace those of the scenario.
    const std::string path = "targets." + name;
    const auto same = std::ranges::find(overrides, path, &Override::path);
    if (same != overrides.end() && same - overrides.begin() >= given) {
      same->value += " and " + text.substr(sign);
    } else {
      overrides.push_back({.path = path, .value = text.substr(sign)});
    }
  }
  return overrides;
}

std::vector<OptimisedVariable> variables_of(const Options& options, const Model& model) {
  std::vector<std::string> ranges = options.texts("vary");
  if (ranges.empty()) {
    ranges = heads_ranges(model);
  }
  if (ranges.empty()) {
    throw UsageError("nothing to decide on: no group has constant heads (--vary says what)");
  }
  VariableReader reader(model);
  for (const std::string& text : ranges) {
    reader.add(text);
  }
  return reader.take();
}

Constraints constraints_of(const Model& model) {
  const std::vector<WindowPlan> windows = windows_of(model, compile(model));
  const std::vector<Aim> aims = aims_of(model);
  Constraints all;
  const auto add = [&all](std::size_t target, Aim aim, std::string name, SampledGoal goal) {
    aim.window.reset();
    all.aims.push_back(aim);
    all.targets.push_back(target);
    all.intervals.push_back(std::move(name));
    all.goals.push_back(std::move(goal));
  };
  for (std::size_t t = 0; t < aims.size(); ++t) {
    const Aim& aim = aims[t];
    const ChosenMeasure chosen{.measure = aim.measure, .scope = aim.scope};
    if (!aim.window) {
      add(t, aim, "", {.chosen = chosen});
      continue;
    }
    const std::vector<DayInterval>& intervals = windows.at(*aim.window).intervals;
    if (intervals.empty()) {
      throw UsageError("target " + model.targets[t].measure + " " + model.targets[t].text +
                       ": there is no such time between warm-up and horizon");
    }
    for (const DayInterval& one : intervals) {
      add(t, aim, name_of(one), {.chosen = chosen, .rows = one.rows});
    }
  }
  return all;
}

std::vector<LatticePoint> starts_of(const std::vector<OptimisedVariable>& variables,
                                    const Model& model) {
  const std::vector<int> heads = staffing_start(model, varied_groups(variables, model));
  LatticePoint analytical;
  LatticePoint as_it_is;
  for (const OptimisedVariable& variable : variables) {
    const auto middle = static_cast<std::int32_t>(variable.values.size() / 2);
    int most = -1;  // of groups that are alike, what the one with the most asks for
    for (const std::string& key : variable.keys) {
      const RepGroup* group = group_of(model, key);
      most = group == nullptr
                 ? most
                 : std::max(most, heads[static_cast<std::size_t>(group - model.groups.data())]);
    }
    analytical.push_back(most < 0 ? middle : nearest_index(variable, most));
    const auto own = std::ranges::find(variable.values, variable.base);
    as_it_is.push_back(own == variable.values.end()
                           ? middle
                           : static_cast<std::int32_t>(own - variable.values.begin()));
  }
  std::vector<LatticePoint> starts;
  starts.push_back(analytical);
  if (as_it_is != analytical) {
    starts.push_back(as_it_is);
  }
  return starts;
}

}  // namespace tiermix
