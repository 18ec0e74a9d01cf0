// Which line a class of cases waits in at each tier, and which groups take it from there.

#include <algorithm>

#include "engine/plan/parts.hpp"

namespace tiermix {
namespace {

// A group that states no skills takes every class alike; one that does takes those and no other.
void compile_skills(const Model& model, std::size_t g, Plan& plan) {
  const RepGroup& group = model.groups[g];
  for (std::size_t c = 0; c < plan.classes.size(); ++c) {
    SkillPlan& skill = plan.skills[g * plan.classes.size() + c];
    skill.serves = group.skills.empty();
    const auto stated =
        std::ranges::find(group.skills, model.classes[c].name, &GroupSkill::case_class);
    if (stated == group.skills.end()) {
      continue;
    }
    skill = {.serves = true,
             .interruptible = stated->interruptible,
             .preference = stated->preference,
             .idle_left = static_cast<std::uint32_t>(stated->idle_left),
             .after = stated->after,
             .slowness = 1.0 / stated->speed,
             .gain = stated->ability};
    LinesPlan& lines = plan.tiers[plan.groups[g].tier].lines;
    lines.widens = lines.widens || skill.after > Duration{};
    lines.reserves = lines.reserves || skill.idle_left > 0;
    lines.interrupts = lines.interrupts || skill.interruptible;
  }
}

void compile_chats(const ChatWork& chat, GroupPlan& group, Plan& plan) {
  if (chat.at_once <= 1) {
    return;
  }
  group.chats = static_cast<std::uint32_t>(chat.at_once);
  for (std::size_t n = 1; n <= group.chats; ++n) {
    group.pace.push_back(chat.output[n - 1] / static_cast<double>(n));
  }
  plan.has_chats = true;
  plan.tiers[group.tier].lines.chats = true;
}

// Who takes cases of another tier asks for a line per class there as well.
void spread_split(Plan& plan) {
  for (std::size_t round = 0; round < plan.tiers.size(); ++round) {
    for (TierPlan& tier : plan.tiers) {
      tier.lines.split =
          tier.lines.split || (tier.overflow.given && plan.tiers[tier.overflow.to].lines.split);
    }
  }
}

void number_lines(Plan& plan) {
  plan.lines = static_cast<std::uint32_t>(plan.tiers.size());
  for (TierPlan& tier : plan.tiers) {
    if (tier.lines.split) {
      tier.lines.first = plan.lines;
      plan.lines += static_cast<std::uint32_t>(plan.classes.size());
    }
  }
}

}  // namespace

void compile_lines(const Model& model, Plan& plan) {
  for (std::size_t c = 0; c < plan.classes.size(); ++c) {
    const CaseClass& stated = model.classes[c];
    plan.classes[c].is_chat = stated.channel == Channel::chat;
    plan.classes[c].score = stated.score.start;
    plan.classes[c].score_per_us = stated.score.per_hour / static_cast<double>(kHour.us);
  }
  for (std::size_t g = 0; g < plan.groups.size(); ++g) {
    LinesPlan& lines = plan.tiers[plan.groups[g].tier].lines;
    lines.groups.push_back(static_cast<std::uint16_t>(g));
    compile_chats(model.groups[g].chat, plan.groups[g], plan);
    lines.split = lines.split || lines.chats || !model.groups[g].skills.empty();
  }
  for (TierPlan& tier : plan.tiers) {
    tier.lines.split = tier.lines.split || tier.order == Order::score;
  }
  spread_split(plan);
  number_lines(plan);
  if (plan.lines == plan.tiers.size()) {
    return;
  }
  plan.skills.resize(plan.groups.size() * plan.classes.size());
  for (std::size_t g = 0; g < plan.groups.size(); ++g) {
    compile_skills(model, g, plan);
  }
}

}  // namespace tiermix
