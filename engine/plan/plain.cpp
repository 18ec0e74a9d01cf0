// Whether a desk is plain: every tier serves in the order of arrival, a case only moves forward,
// and nothing looks at queues or reps while it runs.

#include <algorithm>
#include <vector>

#include "engine/plan/parts.hpp"

namespace tiermix {
namespace {

constexpr Duration kNone = kNever - Instant{};
// A case counts its visits to so many tiers apart.
constexpr std::size_t kMostTiers = 8;

bool is_plain(const ClassPlan& plan) {
  const CallersPlan& callers = plan.callers;
  return plan.reopen_probability <= 0.0 && !plan.turns_away && callers.redial.probability <= 0.0 &&
         callers.balking.empty() && !callers.callback.given && callers.repeat.probability <= 0.0 &&
         callers.backlog.listed.empty() && callers.backlog.cases == 0;
}

bool always_resolves(const Plan& plan, std::size_t tier) {
  for (std::size_t c = 0; c < plan.classes.size(); ++c) {
    const ResolvePlan& resolve = plan.work_of(c, tier).resolve;
    if (resolve.curve != Curve::constant || resolve.a < 1.0) {
      return false;
    }
  }
  return true;
}

bool is_plain(const Plan& plan, std::size_t tier) {
  const TierPlan& t = plan.tiers[tier];
  return !t.is_vendor && !t.lines.split && !t.overflow.given && t.helps.empty() && !t.same_rep &&
         t.choose == Choose::longest_idle && t.order == Order::joined &&
         t.queue_capacity == UINT32_MAX && t.policy.hand_over == HandOver::cold &&
         t.policy.escalate_after >= kNone && t.policy.before_target >= kNone &&
         (t.unresolved != Unresolved::retry || always_resolves(plan, tier));
}

bool is_plain(const AidsPlan& aids) {
  return !aids.has_knowledge && aids.assist_share <= 0.0 && !aids.has_self_service &&
         !aids.has_triage && aids.articles <= 0.0;
}

// Whether what a tier does not resolve never comes back to it.
bool leads_forward(const Plan& plan) {
  const std::size_t tiers = plan.tiers.size();
  std::vector<std::size_t> depth(tiers);
  // A path without a circle has fewer steps than there are tiers.
  for (std::size_t round = 0; round <= tiers; ++round) {
    bool grows = false;
    for (std::size_t t = 0; t < tiers; ++t) {
      if (plan.tiers[t].unresolved != Unresolved::escalate) {
        continue;
      }
      for (const RoutePlan& route : plan.tiers[t].escalations) {
        grows = grows || depth[route.tier] <= depth[t];
        depth[route.tier] = std::max(depth[route.tier], depth[t] + 1);
      }
    }
    if (!grows) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool is_plain(const Plan& plan) {
  const auto is_plain_class = [&plan](const ClassPlan& c) {
    return is_plain(c) && c.priority == plan.classes.front().priority;
  };
  if (plan.classes.empty() || plan.tiers.size() > kMostTiers ||
      !std::ranges::all_of(plan.classes, is_plain_class) || !is_plain(plan.aids)) {
    return false;
  }
  for (std::size_t t = 0; t < plan.tiers.size(); ++t) {
    if (!is_plain(plan, t)) {
      return false;
    }
  }
  const auto is_plain_work = [](const WorkPlan& w) { return w.plain && w.pending_share <= 0.0; };
  const bool goes_home_with_case =
      !plan.shift_ends.empty() && std::ranges::any_of(plan.groups, &GroupPlan::hand_back);
  return std::ranges::all_of(plan.work, is_plain_work) && !goes_home_with_case &&
         plan.duties.empty() && !plan.people.used && !plan.has_chats && plan.skills.empty() &&
         !plan.personal_queues && !plan.has_callbacks && plan.loyalty.customers == 0 &&
         leads_forward(plan);
}

}  // namespace tiermix
