#include "engine/scenario/validate_people.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/scenario/named.hpp"
#include "engine/scenario/units.hpp"
#include "engine/scenario/validate_desk.hpp"

namespace tiermix {
namespace {

// More hours a week than one person works.
constexpr Duration kLongWeek = 60 * kHour;

std::string key_of(const Level& level, const std::string& key) {
  return "level." + level.name + "." + key;
}

/// The name that one leads to; empty where it leads nowhere.
using Next = std::function<std::string(const std::string&)>;

// The names from `start` on until it comes again; empty where it does not.
std::vector<std::string> circle_from(const std::string& start, const Next& next) {
  std::vector<std::string> names{start};
  std::set<std::string> seen{start};
  for (std::string name = next(start); !name.empty(); name = next(name)) {
    if (name == start) {
      return names;
    }
    if (!seen.insert(name).second) {
      break;
    }
    names.push_back(name);
  }
  return {};
}

template <class Named>
void report_circles(const std::vector<Named>& list,
                    const Next& next,
                    const std::function<void(const std::vector<std::string>&)>& report) {
  std::set<std::string> told;
  for (const Named& one : list) {
    const std::vector<std::string> circle = circle_from(one.name, next);
    if (!circle.empty() && !told.contains(one.name)) {
      report(circle);
      told.insert(circle.begin(), circle.end());
    }
  }
}

// "a", "b" and back to "a".
std::string way_round(const std::vector<std::string>& circle) {
  std::string text;
  for (const std::string& name : circle) {
    text += (text.empty() ? "" : ", ") + in_quotes(name);
  }
  return text + " and back to " + in_quotes(circle.front());
}

void check_promotion_circles(const Model& model, Findings& findings) {
  const Next next = [&](const std::string& name) {
    const Level* level = named(model.levels, name);
    return level != nullptr && level->promotion ? level->promotion->to : std::string();
  };
  report_circles(model.levels, next, [&](const std::vector<std::string>& circle) {
    findings.error_at("level." + circle.front() + ".promotion.to",
                      "promotions go round without end, " + way_round(circle) +
                          " (the last level of a career has no promotion)");
  });
}

void check_certificate(const Model& model,
                       const LevelsReached& reached,
                       const Level& level,
                       const Promotion& promotion,
                       Findings& findings) {
  const Programme* programme = named(model.programmes, promotion.programme);
  if (programme == nullptr) {
    return;
  }
  const std::string key = key_of(level, "promotion.programme");
  const bool in_a_group = std::ranges::any_of(programme->groups, [&](const std::string& group) {
    const auto at = reached.find(group);
    return at != reached.end() && at->second.contains(level.name);
  });
  if (!trains(*programme, level.name)) {
    findings.error_at(key,
                      in_quotes(programme->name) + " does not train reps of level " +
                          in_quotes(level.name) + " (nobody of them could complete it)");
  } else if (!in_a_group) {
    findings.error_at(key,
                      "no group of " + in_quotes(programme->name) + " has reps of level " +
                          in_quotes(level.name) + " (nobody of them could complete it)");
  }
}

void check_moves(const Model& model, const LevelsReached& reached, Findings& findings) {
  for (const Level& level : model.levels) {
    if (level.lapse && level.lapse->to == level.name) {
      findings.error_at(
          key_of(level, "lapse.to"),
          in_quotes(level.name) + " is the level itself (what lapses leads to another)");
    }
    if (!level.promotion) {
      continue;
    }
    const Promotion& promotion = *level.promotion;
    if (promotion.after_cases == 0 && promotion.after == Duration{} && !promotion.programme &&
        promotion.pass == 1.0) {
      findings.warn_at(key_of(level, "promotion"),
                       "everybody rises at once (state after_cases, after, programme or pass)");
    }
    check_certificate(model, reached, level, promotion, findings);
  }
}

void check_reached(const Model& model, const LevelsReached& reached, Findings& findings) {
  for (const Level& level : model.levels) {
    const bool any = std::ranges::any_of(
        reached, [&](const auto& group) { return group.second.contains(level.name); });
    if (!any) {
      findings.warn_at("level." + level.name,
                       "nobody can reach it (no group starts at it, and no promotion, lapse, "
                       "programme or hiring leads to it)");
    }
  }
}

void check_hiring(const Model& model,
                  const LevelsReached& reached,
                  const RepGroup& group,
                  const Hiring& hiring,
                  Findings& findings) {
  if (!model.attrition) {
    findings.error_at(key_of(group, "hiring"),
                      "nobody leaves, so nobody is hired (hiring needs the section [attrition])");
  }
  const RepGroup* from = named(model.groups, hiring.from);
  const std::string key = key_of(group, "hiring.from");
  if (from == nullptr) {
    return;
  }
  if (from == &group) {
    findings.error_at(
        key, in_quotes(group.name) + " is the group itself (its places are filled from another)");
  } else if (!from->hiring) {
    findings.error_at(key,
                      "places of " + in_quotes(from->name) +
                          " would stay empty (a group that others are filled from needs hiring)");
  } else if (hiring.from_level && !reached.find(from->name)->second.contains(*hiring.from_level)) {
    findings.error_at(key_of(group, "hiring.from_level"),
                      "nobody of " + in_quotes(from->name) + " can reach level " +
                          in_quotes(*hiring.from_level) + " (nobody could come)");
  }
}

void check_hiring_circles(const Model& model, Findings& findings) {
  const Next next = [&](const std::string& name) {
    const RepGroup* group = named(model.groups, name);
    const std::string from =
        group != nullptr && group->hiring ? group->hiring->from.value_or("") : std::string();
    return from == name ? std::string() : from;
  };
  report_circles(model.groups, next, [&](const std::vector<std::string>& circle) {
    findings.error_at(
        "rep_group." + circle.front() + ".hiring.from",
        "places are filled in a circle, " + way_round(circle) + " (somebody comes from outside)");
  });
}

void check_learning(const Model& model, const RepGroup& group, Findings& findings) {
  const LearningCurve* curve = named(model.learning_curves, group.learning);
  if (curve != nullptr && !group.tenure && !model.attrition) {
    findings.error_at(key_of(group, "learning"),
                      "nothing says how long the reps have been there (without [attrition] it does "
                      "not follow from who leaves). State tenure");
  } else if (curve == nullptr && group.tenure && !are_people(model, group)) {
    findings.warn_at(key_of(group, "tenure"),
                     "changes nothing (nobody of the group learns, leaves or is trained)");
  }
}

void check_curves(const Model& model, Findings& findings) {
  for (const LearningCurve& curve : model.learning_curves) {
    const bool used = std::ranges::any_of(
        model.groups, [&](const RepGroup& group) { return group.learning == curve.name; });
    const std::string key = "learning_curve." + curve.name;
    if (!used) {
      findings.warn_at(key, "no rep group learns by it");
    } else if (curve.by == LearningBy::cases && curve.cases_per_week == 0.0) {
      findings.warn_at(key,
                       "reps start without cases, whatever their tenure (state cases_per_week that "
                       "they have worked on)");
    }
  }
}

// A file says how many are there, which is no career.
void check_series(const Model& model, const RepGroup& group, Findings& findings) {
  const std::string rule = " (staffing says how many are there, careers need to know who)";
  const auto report = [&](bool given, const std::string& key) {
    if (given) {
      findings.error_at(key_of(group, key), "given beside staffing" + rule);
    }
  };
  report(group.learning.has_value(), "learning");
  report(group.tenure.has_value(), "tenure");
  report(group.hiring.has_value(), "hiring");
  if (group.levels.size() > 1) {
    findings.error_at(key_of(group, "level"), "several levels beside staffing" + rule);
  }
  for (const LevelShare& share : group.levels) {
    const Level* level = named(model.levels, share.level);
    if (level != nullptr && (level->promotion || level->lapse)) {
      findings.error_at(key_of(group, "level"),
                        "reps of " + in_quotes(share.level) + " rise or fall" + rule);
    }
  }
}

void check_long_weeks(const Model& model, const RepGroup& group, Findings& findings) {
  const auto hours = weekly_hours(model, group);
  if (!hours || hours->mean <= kLongWeek || group.heads == 0 || !are_people(model, group)) {
    return;
  }
  const std::string key = group.rotation ? key_of(group, "rotation")
                          : group.shift  ? key_of(group, "shift")
                                         : "rep_group." + group.name;
  findings.warn_at(key,
                   format_number(in_hours(hours->mean)) +
                       " h a week are no working week (careers are those of people). Give " +
                       (group.rotation ? "it more time off" : "a rotation"));
}

}  // namespace

void validate_people(const Model& model, Findings& findings) {
  for (const char* list : {"level", "learning_curve", "programme", "rep_group", "shift"}) {
    if (!findings.sound(list)) {
      return;
    }
  }
  const LevelsReached reached = levels_reached(model);
  check_promotion_circles(model, findings);
  check_moves(model, reached, findings);
  check_reached(model, reached, findings);
  check_hiring_circles(model, findings);
  check_curves(model, findings);
  for (const RepGroup& group : model.groups) {
    if (group.series) {
      check_series(model, group, findings);
      continue;
    }
    if (group.hiring) {
      check_hiring(model, reached, group, *group.hiring, findings);
    }
    check_learning(model, group, findings);
    check_long_weeks(model, group, findings);
  }
  validate_programmes(model, reached, findings);
}

}  // namespace tiermix
