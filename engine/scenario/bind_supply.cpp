#include "engine/scenario/bind_supply.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/base/text.hpp"
#include "engine/scenario/bind_hours.hpp"
#include "engine/scenario/bind_parts.hpp"
#include "engine/scenario/bind_people.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

Absence bind_absence(const Fields& fields) {
  Absence absence;
  fields.read("planned", absence.planned);
  fields.read("unplanned", absence.unplanned);
  fields.read("paid", absence.paid);
  fields.read("late", absence.late);
  const auto lateness = bind_law(fields, "lateness");
  if (absence.late > 0.0) {
    absence.lateness = lateness.value_or(Law{});
    if (!fields.has("lateness")) {
      fields.missing("lateness", "reps come late with a probability above 0");
    }
  }
  if (absence.planned + absence.unplanned >= 1.0) {
    fields.context().findings.error_at(fields.path(),
                                       "nobody ever comes (planned and unplanned sum to " +
                                           format_percent(absence.planned + absence.unplanned) +
                                           ")");
  }
  return absence;
}

Overtime bind_overtime(const Fields& fields) {
  Overtime overtime;
  fields.read("waiting_over", overtime.waiting_over);
  fields.read("at_most", overtime.at_most);
  return overtime;
}

GroupSkill bind_skill(const Fields& fields) {
  GroupSkill skill;
  fields.read("case_class", skill.case_class);
  fields.read("preference", skill.preference);
  fields.read("after", skill.after);
  fields.read("idle_left", skill.idle_left);
  fields.read("interruptible", skill.interruptible);
  fields.read("speed", skill.speed);
  fields.read("ability", skill.ability);
  return skill;
}

std::vector<GroupSkill> bind_skills(const Fields& owner) {
  std::vector<GroupSkill> skills;
  const Node* node = owner.find("skills");
  if (node == nullptr) {
    return skills;
  }
  BindContext& context = owner.context();
  const std::string path = owner.path("skills");
  if (node->kind != NodeKind::array || node->items.empty()) {
    context.findings.error(
        node->place, path, shown(*node) + " has no classes (names or tables in [ ])");
    return skills;
  }
  std::set<std::string> seen;
  for (std::size_t i = 0; i < node->items.size(); ++i) {
    const Node& item = node->items[i];
    const std::string at = path + "[" + std::to_string(i + 1) + "]";
    GroupSkill skill;
    if (item.kind == NodeKind::text) {
      context.findings.remember(at, item.place);
      if (check_reference(context, "case_class", item.text, item.place, at)) {
        skill.case_class = item.text;
      }
    } else {
      skill = bind_skill(Fields(context, item, "skill", at));
    }
    if (!skill.case_class.empty() && !seen.insert(skill.case_class).second) {
      context.findings.error(
          item.place, at, "names " + in_quotes(skill.case_class) + " twice (once per group)");
    }
    skills.push_back(std::move(skill));
  }
  return skills;
}

// Domain model B.5: 1, 1.6, 1.9 for up to three; then each step is half the one before.
std::vector<double> default_output(int at_once) {
  std::vector<double> output{1.0, 1.6, 1.9};
  for (double step = 0.15; static_cast<int>(output.size()) < at_once; step /= 2.0) {
    output.push_back(output.back() + step);
  }
  output.resize(static_cast<std::size_t>(std::max(1, at_once)));
  return output;
}

void check_output(const Fields& fields, const ChatWork& chat) {
  Findings& findings = fields.context().findings;
  const std::string path = fields.path("output");
  if (!findings.sound(fields.path())) {
    return;
  }
  const std::vector<double>& output = chat.output;
  if (output.size() != static_cast<std::size_t>(chat.at_once)) {
    findings.error_at(path,
                      "has " + std::to_string(output.size()) + " numbers (at_once is " +
                          std::to_string(chat.at_once) + ")");
  } else if (output.front() != 1.0) {
    findings.error_at(
        path, "starts with " + format_number(output.front()) + " (one chat alone is worked at 1)");
  } else if (!std::ranges::is_sorted(output)) {
    findings.error_at(path, "does not ascend (more chats at once are not less work in all)");
  } else {
    for (std::size_t n = 1; n < output.size(); ++n) {
      if (output[n] > static_cast<double>(n + 1)) {
        findings.error_at(path,
                          format_number(output[n]) + " is too large (" + std::to_string(n + 1) +
                              " chats at once are at most as fast as each alone)");
        return;
      }
    }
  }
}

ChatWork bind_chat(const Fields& fields) {
  ChatWork chat;
  fields.read("at_once", chat.at_once);
  if (fields.has("output")) {
    chat.output = fields.quantities("output");
    check_output(fields, chat);
  } else {
    chat.output = default_output(chat.at_once);
  }
  return chat;
}

// Who is there when.
void bind_presence(const Fields& fields, RepGroup& group, Model& model) {
  BindContext& context = fields.context();
  fields.read("site", group.site);
  fields.read("heads", group.heads);
  group.series = bind_series(fields, "staffing", model.time);
  if (group.series && !group.series->values.empty()) {
    group.heads = static_cast<int>(*std::ranges::max_element(group.series->values));
  }
  if (!fields.has("heads") && !fields.has("staffing")) {
    fields.missing("heads", "a rep group has either heads or staffing");
  }
  if (const auto shift = fields.text("shift")) {
    group.shift = *shift;
    use_shift(context, *shift, model);
  }
  if (const auto given = fields.inner("rotation")) {
    group.rotation = bind_rotation(*given);
    for (const std::string& name : group.rotation->shifts) {
      if (!name.empty()) {
        use_shift(context, name, model);
      }
    }
  }
  for (const std::string_view key : {"shift", "rotation", "absence", "overtime"}) {
    if (fields.has(key) && fields.has("staffing")) {
      context.findings.error_at(fields.path(key),
                                "given beside staffing (the file says who is present when)");
    }
  }
}

}  // namespace

Site bind_site(const Fields& fields) {
  Site site;
  fields.read("name", site.name);
  fields.read("zone", site.zone);
  return site;
}

void bind_group(const Fields& fields, Model& model) {
  RepGroup group;
  fields.read("name", group.name);
  fields.read("tier", group.tier);
  bind_presence(fields, group, model);
  if (const auto given = fields.inner("absence")) {
    group.absence = bind_absence(*given);
  }
  if (const auto given = fields.inner("overtime")) {
    group.overtime = bind_overtime(*given);
  }
  group.off_phone = bind_law(fields, "off_phone");
  group.skills = bind_skills(fields);
  if (const auto given = fields.inner("chat")) {
    group.chat = bind_chat(*given);
  }
  fields.read_choice("at_shift_end", group.at_shift_end);
  fields.read("loaded_cost", group.loaded_cost_per_hour);
  fields.read("shrinkage", group.shrinkage);
  fields.read("payroll", group.payroll);
  fields.read("speed", group.speed);
  fields.read("speed_spread", group.speed_spread);
  fields.read("technical", group.technical);
  fields.read("relationship", group.relationship);
  fields.read("ability_spread", group.ability_spread);
  fields.read("quality_standard", group.quality_standard);
  fields.read("attrition", group.attrition);
  bind_staff(fields, group);
  model.groups.push_back(std::move(group));
}

}  // namespace tiermix
