#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/scenario/named.hpp"
#include "engine/scenario/units.hpp"
#include "engine/scenario/validate_people.hpp"

namespace tiermix {
namespace {

std::string hours_text(Duration time) { return format_number(in_hours(time)) + " h"; }

std::string weeks_text(double weeks) {
  const double rounded = std::round(10.0 * weeks) / 10.0;
  return format_number(rounded) + (rounded == 1.0 ? " week" : " weeks");
}

// What a rep has of a skill at a level, before the programme.
using Skill = double (*)(const RepGroup&, const Level*);

double technical_of(const RepGroup& group, const Level* level) {
  return group.technical + (level == nullptr ? 0.0 : level->technical);
}

double relationship_of(const RepGroup& group, const Level* level) {
  return group.relationship + (level == nullptr ? 0.0 : level->relationship);
}

bool is_certain(const ResolveCurve& curve) {
  return curve.kind == CurveKind::constant && (curve.p == 0.0 || curve.p == 1.0);
}

class ProgrammeRules {
 public:
  ProgrammeRules(const Model& model,
                 const LevelsReached& reached,
                 const Programme& programme,
                 Findings& findings)
      : model_(model), reached_(reached), programme_(programme), findings_(findings) {
    for (const std::string& name : programme.groups) {
      if (const RepGroup* group = named(model.groups, name)) {
        groups_.push_back(group);
        heads_ += group->heads;
      }
    }
  }

  void check() const {
    check_series();
    check_cohort();
    for (const RepGroup* group : groups_) {
      check_hours(*group);
      check_floor(*group);
    }
    check_end();
    check_newcomers();
    check_certain();
    check_cap("technical", programme_.effect.technical, technical_of);
    check_cap("relationship", programme_.effect.relationship, relationship_of);
  }

 private:
  [[nodiscard]] std::string key(const std::string& rest) const {
    return "programme." + programme_.name + "." + rest;
  }

  void check_series() const {
    for (const RepGroup* group : groups_) {
      if (group->series) {
        findings_.error_at(key("groups"),
                           in_quotes(group->name) +
                               " has staffing (which says how many are there, training needs to "
                               "know who)");
      }
    }
  }

  void check_cohort() const {
    if (programme_.cohort_size > heads_) {
      findings_.error_at(key("cohort_size"),
                         std::to_string(programme_.cohort_size) + " reps are too many (" +
                             (groups_.size() == 1 ? "the group has " : "the groups have ") +
                             std::to_string(heads_) + ")");
    }
  }

  void check_hours(const RepGroup& group) const {
    const auto hours = weekly_hours(model_, group);
    if (hours && programme_.hours_per_week > hours->longest) {
      findings_.error_at(key("hours_per_week"),
                         hours_text(programme_.hours_per_week) + " are more than reps of " +
                             in_quotes(group.name) + " work (" + hours_text(hours->longest) +
                             " a week by their " + (group.rotation ? "rotation" : "shift") + ")");
    }
  }

  // Everybody is in one cohort, and a block lasts as long as any shift.
  void check_floor(const RepGroup& group) const {
    const auto hours = weekly_hours(model_, group);
    const auto at = reached_.find(group.name);
    if (!hours || group.heads == 0 || at == reached_.end()) {
      return;
    }
    const bool all_levels = std::ranges::all_of(
        at->second, [&](const std::string& level) { return trains(programme_, level); });
    const bool at_once = programme_.cohort_size == 0 || programme_.cohort_size == heads_;
    if (all_levels && at_once && programme_.block >= hours->long_shift) {
      findings_.warn_at(key("block"),
                        "nobody of " + in_quotes(group.name) +
                            " is on the floor while they train (all are in one cohort, and " +
                            hours_text(programme_.block) +
                            " are whole shifts). Smaller cohorts, or shorter blocks?");
    }
  }

  // The cohorts that those who are there at the start make up.
  [[nodiscard]] std::int64_t cohorts() const {
    const std::int64_t needed =
        programme_.cohort_size == 0
            ? 1
            : (heads_ + programme_.cohort_size - 1) / programme_.cohort_size;
    return std::max<std::int64_t>(
        1, std::min<std::int64_t>(needed, programme_.cohorts.value_or(needed)));
  }

  void check_end() const {
    const double weeks = in_seconds(programme_.hours) / in_seconds(programme_.hours_per_week);
    const std::int64_t last = cohorts();
    const Duration begin = programme_.start + (last - 1) * programme_.every;
    const double left = in_seconds(model_.time.horizon - begin) / in_seconds(kWeek);
    if (!findings_.sound("time") || weeks <= left) {
      return;
    }
    const std::string who =
        last == 1 ? "the training" : "the last of " + std::to_string(last) + " cohorts";
    findings_.warn_at(key("hours"),
                      who + " does not end before the horizon (" + hours_text(programme_.hours) +
                          " at " + hours_text(programme_.hours_per_week) + " a week last " +
                          weeks_text(weeks) + ", and it begins " +
                          (left > 0.0 ? weeks_text(left) + " before it)" : "after it)"));
  }

  [[nodiscard]] bool anybody_leaves() const {
    return std::ranges::any_of(groups_,
                               [](const RepGroup* group) { return group->hiring.has_value(); });
  }

  void check_newcomers() const {
    if (programme_.newcomers && !anybody_leaves()) {
      findings_.warn_at(key("newcomers"), "nobody comes (no group of the programme has hiring)");
    }
    if (programme_.effect.attrition != 1.0 && !anybody_leaves()) {
      findings_.warn_at(key("effect.attrition"),
                        "changes nothing (no group of the programme has hiring, so nobody leaves)");
    }
  }

  // Curves by which reps of a group resolve cases.
  [[nodiscard]] std::vector<ResolveCurve> curves_of(const RepGroup& group) const {
    std::vector<ResolveCurve> curves;
    const auto add_stated = [&] {
      for (const Handling& handling : model_.handlings) {
        if (handling.tier == group.tier && handling.resolve) {
          curves.push_back(*handling.resolve);
        }
      }
      if (const Tier* tier = named(model_.tiers, group.tier)) {
        curves.push_back(tier->resolve);
      }
    };
    const auto at = reached_.find(group.name);
    for (const std::string& name : at->second) {
      const Level* level = named(model_.levels, name);
      if (level != nullptr && level->resolve) {
        curves.push_back(*level->resolve);
      } else {
        add_stated();
      }
    }
    return curves;
  }

  void check_certain() const {
    std::vector<ResolveCurve> curves;
    for (const RepGroup* group : groups_) {
      const std::vector<ResolveCurve> own = curves_of(*group);
      curves.insert(curves.end(), own.begin(), own.end());
    }
    const TrainingEffect& effect = programme_.effect;
    if (curves.empty() || !std::ranges::all_of(curves, is_certain)) {
      return;
    }
    const bool same = std::ranges::all_of(
        curves, [&](const ResolveCurve& curve) { return curve.p == curves.front().p; });
    const std::string problem = "cannot change a probability of " +
                                (same ? format_percent(curves.front().p) : "0% or 100%");
    const std::string rule = "all those of its groups are";
    if (effect.ability != 0.0) {
      findings_.warn_at(key("effect.ability"), problem + " (" + rule + ")");
    }
    if (effect.technical != 0.0) {
      const bool faster = model_.effects.technical_time != 0.0;
      findings_.warn_at(
          key("effect.technical"),
          problem + " (" + rule + (faster ? "; only effects.technical_time acts)" : ")"));
    }
  }

  // Whether reps of a level are trained, or come to it by the training.
  [[nodiscard]] bool concerns(const std::string& level) const {
    return trains(programme_, level) || programme_.effect.level == level;
  }

  void check_cap(const std::string& skill, double effect, Skill before) const {
    const double gain = effect * programme_.effect.size;
    if (gain == 0.0) {
      return;
    }
    for (const RepGroup* group : groups_) {
      for (const std::string& name : reached_.find(group->name)->second) {
        const double had = before(*group, named(model_.levels, name));
        if (concerns(name) && had + gain > 1.0 + kRounding) {
          findings_.warn_at(key("effect." + skill),
                            format_number(gain) + " on top of " + format_number(had) +
                                " of group " + in_quotes(group->name) +
                                (name.empty() ? "" : " at level " + in_quotes(name)) +
                                " makes more than 1 (what exceeds it is lost)");
          return;
        }
      }
    }
  }

  static constexpr double kRounding = 1e-9;

  const Model& model_;
  const LevelsReached& reached_;
  const Programme& programme_;
  Findings& findings_;
  std::vector<const RepGroup*> groups_;
  int heads_ = 0;
};

}  // namespace

void validate_programmes(const Model& model, const LevelsReached& reached, Findings& findings) {
  for (const Programme& programme : model.programmes) {
    ProgrammeRules(model, reached, programme, findings).check();
  }
}

}  // namespace tiermix
