#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/calendar.hpp"
#include "engine/scenario/bind_hours.hpp"
#include "engine/scenario/named.hpp"
#include "engine/scenario/units.hpp"
#include "engine/scenario/validate_desk.hpp"
#include "engine/scenario/validate_policy.hpp"

namespace tiermix {
namespace {

std::string two_digits(unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); }

bool handles(const RepGroup& group, const std::string& name) {
  return group.skills.empty() ||
         std::ranges::find(group.skills, name, &GroupSkill::case_class) != group.skills.end();
}

// Tiers where open cases of a class may come, its backlog included.
std::set<std::string> tiers_of(const Model& model, const CaseClass& one) {
  std::set<std::string> tiers = tiers_reached(model, one);
  if (one.backlog) {
    CaseClass open = one;
    open.enters_at.clear();
    if (one.backlog->tier) {
      open.enters_at.push_back({*one.backlog->tier, 1.0});
    }
    for (const OpenCase& listed : one.backlog->listed) {
      if (listed.tier && !tiers.contains(*listed.tier)) {
        open.enters_at.push_back({*listed.tier, 1.0});
      }
    }
    if (!open.enters_at.empty()) {
      tiers.merge(tiers_reached(model, open));
    }
  }
  return tiers;
}

class SkillRules {
 public:
  SkillRules(const Model& model, Findings& findings) : model_(model), findings_(findings) {
    for (const CaseClass& one : model.classes) {
      tiers_.emplace(one.name, tiers_of(model, one));
    }
    for (const RepGroup& group : model.groups) {
      Staff& staff = staff_[group.tier];
      staff.reps += group.heads;
      staff.all_skills = staff.all_skills || (group.skills.empty() && group.heads > 0);
      for (const GroupSkill& skill : group.skills) {
        if (group.heads > 0) {
          staff.skills.insert(skill.case_class);
        }
      }
    }
  }

  void check() {
    for (const CaseClass& one : model_.classes) {
      check_served(one);
    }
    for (const RepGroup& group : model_.groups) {
      check_used(group);
      check_interruptions(group);
      check_idle_left(group);
      check_chats(group);
    }
  }

 private:
  struct Staff {
    int reps = 0;
    bool all_skills = false;
    std::set<std::string> skills;
  };

  [[nodiscard]] bool comes_to(const std::string& name, const std::string& tier) const {
    const auto at = tiers_.find(name);
    return at != tiers_.end() && at->second.contains(tier);
  }

  void check_served(const CaseClass& one) {
    for (const Tier& tier : model_.tiers) {
      const auto staff = staff_.find(tier.name);
      if (tier.vendor || staff == staff_.end() || staff->second.reps == 0 ||
          !comes_to(one.name, tier.name)) {
        continue;
      }
      if (!staff->second.all_skills && !staff->second.skills.contains(one.name)) {
        findings_.error_at("case_class." + one.name,
                           "no group of tier " + in_quotes(tier.name) +
                               " has the skill (its cases come there and would wait for ever)");
      }
    }
  }

  void check_used(const RepGroup& group) {
    std::size_t idle = 0;
    for (const GroupSkill& skill : group.skills) {
      idle += comes_to(skill.case_class, group.tier) ? 0U : 1U;
    }
    if (group.skills.empty() || idle == 0) {
      return;
    }
    if (idle == group.skills.size()) {
      findings_.warn_at(key_of(group, "skills"),
                        "no case of them ever comes to tier " + in_quotes(group.tier) +
                            " (the group has nothing to do)");
      return;
    }
    for (std::size_t i = 0; i < group.skills.size(); ++i) {
      if (!comes_to(group.skills[i].case_class, group.tier)) {
        findings_.warn_at(key_of(group, "skills[" + std::to_string(i + 1) + "]"),
                          "cases of " + in_quotes(group.skills[i].case_class) +
                              " never come to tier " + in_quotes(group.tier));
      }
    }
  }

  // Whether work on `skill` would ever be put down for `other`.
  [[nodiscard]] bool yields(const GroupSkill& skill, const GroupSkill& other) const {
    const CaseClass* own = named(model_.classes, skill.case_class);
    const CaseClass* next = named(model_.classes, other.case_class);
    return other.preference < skill.preference ||
           (own != nullptr && next != nullptr && next->priority < own->priority);
  }

  void check_interruptions(const RepGroup& group) {
    for (std::size_t i = 0; i < group.skills.size(); ++i) {
      const GroupSkill& skill = group.skills[i];
      const bool ever = std::ranges::any_of(
          group.skills, [&](const GroupSkill& other) { return yields(skill, other); });
      if (skill.interruptible && !ever) {
        findings_.warn_at(key_of(group, "skills[" + std::to_string(i + 1) + "].interruptible"),
                          "never happens (no skill of the group has a smaller preference, or a "
                          "class with a smaller priority)");
      }
    }
  }

  void check_idle_left(const RepGroup& group) {
    const int reps = staff_[group.tier].reps;
    for (std::size_t i = 0; i < group.skills.size(); ++i) {
      if (group.skills[i].idle_left >= reps && group.skills[i].idle_left > 0) {
        findings_.error_at(key_of(group, "skills[" + std::to_string(i + 1) + "].idle_left"),
                           std::to_string(group.skills[i].idle_left) + " others are never idle (" +
                               "the tier has " + std::to_string(reps) + " reps)");
      }
    }
  }

  void check_chats(const RepGroup& group) {
    if (group.chat.at_once <= 1) {
      return;
    }
    const bool any = std::ranges::any_of(model_.classes, [&](const CaseClass& one) {
      return one.channel == Channel::chat && handles(group, one.name) &&
             comes_to(one.name, group.tier);
    });
    if (!any) {
      findings_.warn_at(key_of(group, "chat"),
                        "changes nothing (no class of channel chat comes to the group)");
    }
  }

  const Model& model_;
  Findings& findings_;
  std::map<std::string, std::set<std::string>> tiers_;  ///< by class
  std::map<std::string, Staff> staff_;                  ///< by tier
};

// A span that goes on after `edge` while one of the next shift has begun: text of the two, or
// nothing. Edges are midnights, since Monday.
std::string overlap_at(const Shift& before, const Shift& after, Duration edge) {
  for (const Shift::Span& one : before.spans) {
    for (const Shift::Span& next : after.spans) {
      for (const Duration lap : {Duration{}, kWeek}) {
        const Duration from = next.from + lap;
        if (one.from < edge + lap && one.to > from && from >= edge + lap) {
          return week_time(one.from) + " to " + week_time(one.to) + " and " + week_time(next.from) +
                 " to " + week_time(next.to);
        }
      }
    }
  }
  return {};
}

// The same at any edge at which the rotation may move on.
std::string overlap_of(const Shift& before, const Shift& after, Duration every) {
  const std::int64_t edges = every.us % kWeek.us == 0 ? 1 : 7;
  for (std::int64_t day = 0; day < edges; ++day) {
    std::string both = overlap_at(before, after, day * kDay);
    if (!both.empty()) {
      return both;
    }
  }
  return {};
}

// Shifts that follow each other must leave each rep one place at a time.
void check_turns(const Model& model, const RepGroup& group, Findings& findings) {
  const std::vector<std::string>& names = group.rotation->shifts;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Shift* before = named(model.shifts, names[i]);
    const Shift* after = named(model.shifts, names[(i + 1) % names.size()]);
    if (before == nullptr || after == nullptr || before == after) {
      continue;
    }
    const std::string both = overlap_of(*before, *after, group.rotation->every);
    if (!both.empty()) {
      findings.error_at(key_of(group, "rotation"),
                        in_quotes(before->name) + " and then " + in_quotes(after->name) +
                            " overlap: " + both + " (nobody is present twice)");
      return;
    }
  }
}

void check_rotation(const Model& model, const RepGroup& group, Findings& findings) {
  if (!group.rotation || !findings.sound(key_of(group, "rotation"))) {
    return;
  }
  check_turns(model, group, findings);
  const std::size_t shifts = group.rotation->shifts.size();
  if (static_cast<std::size_t>(group.heads) < shifts && group.heads > 0) {
    findings.warn_at(key_of(group, "rotation"),
                     std::to_string(shifts) + " shifts in turns for " +
                         std::to_string(group.heads) + (group.heads == 1 ? " rep" : " reps") +
                         " (some of them have nobody in some periods)");
  }
}

// Warns of an edge of weekly hours that clocks skip in the run; of the first only.
void check_edges(const Model& model,
                 const LocalClock& clock,
                 const std::vector<Duration>& edges,
                 const std::string& key,
                 Findings& findings) {
  const Instant end = Instant{} + model.time.horizon;
  for (Instant at = clock.next_change({}); at < end; at = clock.next_change(at)) {
    const std::chrono::sys_days day = clock.local(at).day;
    const auto monday = day - (std::chrono::weekday(day) - std::chrono::Monday);
    for (const Duration edge : edges) {
      const LocalTime local{monday + std::chrono::days{edge.us / kDay.us},
                            Duration{edge.us % kDay.us}};
      if (clock.shown(local) == Shown::never) {
        const std::chrono::year_month_day date(local.day);
        findings.warn_at(
            key,
            week_time(edge) + " does not exist on " +
                std::to_string(static_cast<int>(date.year())) + "-" +
                two_digits(static_cast<unsigned>(date.month())) + "-" +
                two_digits(static_cast<unsigned>(date.day())) +
                " (clocks are put forward over it: it is the moment at which they are)");
        return;
      }
    }
  }
}

template <class Hours>
std::vector<Duration> edges_of(const Hours& hours) {
  std::vector<Duration> edges;
  for (const auto& span : hours.spans) {
    edges.push_back(span.from);
    edges.push_back(span.to);
  }
  return edges;
}

const std::string& zone_of(const Model& model, const RepGroup& group) {
  static const std::string kNone;
  const auto site = std::ranges::find_if(
      model.sites, [&](const Site& known) { return known.name == group.site; });
  return site == model.sites.end() ? kNone : site->zone;
}

void check_clocks(const Model& model, Findings& findings) {
  for (const OpeningHours& hours : model.opening_hours) {
    const LocalClock clock(model.time.start, model.time.zone, hours.zone);
    check_edges(model, clock, edges_of(hours), "opening_hours." + hours.name, findings);
  }
  std::set<std::pair<std::string, std::string>> seen;
  for (const RepGroup& group : model.groups) {
    std::vector<std::string> names =
        group.rotation ? group.rotation->shifts : std::vector<std::string>{};
    if (group.shift) {
      names.push_back(*group.shift);
    }
    const std::string& zone = zone_of(model, group);
    for (const std::string& name : names) {
      const Shift* shift = named(model.shifts, name);
      if (shift != nullptr && seen.emplace(name, zone).second) {
        const LocalClock clock(model.time.start, model.time.zone, zone);
        check_edges(model, clock, edges_of(*shift), "shift." + name, findings);
      }
    }
  }
}

// Where the desk's own zone is not known, "09:00 in Lisbon" is a guess.
void check_zones(const Model& model, Findings& findings) {
  if (!model.time.zone.empty() || !findings.sound("time")) {
    return;
  }
  const auto warn = [&](const std::string& zone, const std::string& key) {
    if (!zone.empty()) {
      findings.warn_at(
          key + ".zone",
          "the scenario has no zone (state time.zone; else it starts at midnight UTC)");
    }
  };
  for (const Site& site : model.sites) {
    warn(site.zone, "site." + site.name);
  }
  for (const OpeningHours& hours : model.opening_hours) {
    warn(hours.zone, "opening_hours." + hours.name);
  }
  for (const CaseClass& one : model.classes) {
    warn(one.arrivals.zone, "case_class." + one.name + ".arrivals");
  }
}

void check_shift_ends(const RepGroup& group, Findings& findings) {
  if (group.overtime && !group.shift && !group.rotation && !group.series) {
    findings.warn_at(key_of(group, "overtime"),
                     "never happens (without a shift or rotation the group is always present)");
  }
}

}  // namespace

std::string key_of(const RepGroup& group, const std::string& key) {
  return "rep_group." + group.name + "." + key;
}

void validate_supply(const Model& model, Findings& findings) {
  check_zones(model, findings);
  if (findings.sound("time") && findings.sound("shift") && findings.sound("opening_hours")) {
    check_clocks(model, findings);
  }
  for (const RepGroup& group : model.groups) {
    check_rotation(model, group, findings);
    check_shift_ends(group, findings);
  }
  if (findings.sound("tier") && findings.sound("case_class") && findings.sound("rep_group") &&
      findings.sound("handling")) {
    SkillRules(model, findings).check();
  }
}

}  // namespace tiermix
