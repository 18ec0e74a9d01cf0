// Which steps may be taken in one piece, as quick.cpp has them.

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "engine/plan/expected_arrivals.hpp"
#include "engine/kernel/floor.hpp"

namespace tiermix {

// Whether nothing that the pieces of quick.cpp leave out can happen on this desk.
bool Floor::may_be_quick() const {
  return log_ == nullptr && !plan_.people.used && !plan_.has_chats && !plan_.has_callbacks &&
         plan_.aids.articles <= 0.0;
}

void Floor::plan_quick_steps() {
  quick_ = may_be_quick();
  for (std::size_t t = 0; t < plan_.tiers.size(); ++t) {
    quick_tiers_.push_back(quick_tier(t));
  }
  quick_work_.reserve(plan_.work.size());
  for (std::size_t c = 0; c < plan_.classes.size(); ++c) {
    quick_classes_.push_back(quick_class(c));
    quick_classes_.back().work = quick_work_.data() + quick_work_.size();
    for (std::size_t t = 0; quick_ && t < plan_.tiers.size(); ++t) {
      quick_work_.push_back(quick_work(c, t));
    }
    if (quick_classes_.back().is_quick && !plan_.plain) {
      draw_ahead(c);
    }
  }
}

// Where a plain first session of the class passes on what it does not resolve.
void Floor::draw_ahead(std::size_t c) {
  std::vector<std::uint16_t> next_tiers;
  for (std::size_t t = 0; t < plan_.tiers.size(); ++t) {
    const QuickTier& tier = quick_tiers_[t];
    const bool goes_on =
        tier.passes_on && quick_classes_[c].work[t].is_quick && !plan_.tiers[tier.up].is_vendor;
    next_tiers.push_back(goes_on ? tier.up : kNowhere);
  }
  if (std::ranges::any_of(next_tiers, [](std::uint16_t next) { return next != kNowhere; })) {
    sources_[c].draw_ahead(std::move(next_tiers));
  }
}

QuickWork Floor::quick_work(std::size_t c, std::size_t t) {
  const WorkPlan& plan = plan_.work_of(c, t);
  QuickWork work;
  work.plan = &plan;
  work.of_class = &class_counters_[c];
  work.of_tier = &tier_counters_[t];
  work.queue = &quick_tiers_[t];
  work.block = std::make_unique_for_overwrite<QuickBlock>();
  work.p = plan.resolve.a;
  work.case_class = static_cast<std::uint16_t>(c);
  work.tier = static_cast<std::uint16_t>(t);
  work.is_quick = quick_ && plan.plain;
  work.is_constant = plan.resolve.curve == Curve::constant && plan.pending_share <= 0.0;
  work.defers = work.is_quick && quick_classes_[c].defers && !plan_.counts_open &&
                !plan_.classes[c].target_open;
  work.can_return = plan_.classes[c].reopen_probability > 0.0;
  work.fresh.case_class = work.case_class;
  work.fresh.tier = work.tier;
  work.fresh.entered = work.tier;
  work.fresh.left_first_tier = t != 0;
  work.fresh.priority = plan_.classes[c].priority;
  work.fresh.count_visit(t);
  return work;
}

QuickTier Floor::quick_tier(std::size_t t) {
  const TierPlan& plan = plan_.tiers[t];
  const bool has_own_order = plan.order != Order::joined && plan.order != Order::created;
  const bool is_watched = plan.lines.split || plan.overflow.given || limited_[t] != 0 ||
                          !own_lines_.empty() || !plan.helps.empty() ||
                          plan.queue_capacity < UINT32_MAX;
  const bool passes_on = plan.unresolved == Unresolved::escalate && plan.escalations.size() == 1 &&
                         plan.escalations.front().tier != t && plan.policy.attempt_limit <= 1 &&
                         plan.policy.completeness >= 1.0;
  QuickTier tier;
  tier.counters = &tier_counters_[t];
  tier.line = &lines_[plan.lines.split ? plan.lines.first : t];
  tier.is_quick = quick_ && !plan.is_vendor && plan.choose == Choose::longest_idle && !is_watched &&
                  !has_own_order;
  tier.by_creation = plan.order == Order::created;
  tier.passes_on = passes_on;
  tier.to_front = plan.policy.to_front;
  tier.up = passes_on ? plan.escalations.front().tier : std::uint16_t{0};
  return tier;
}

QuickClass Floor::quick_class(std::size_t c) {
  const ClassPlan& plan = plan_.classes[c];
  QuickClass of_class;
  of_class.counters = &class_counters_[c];
  of_class.source = &sources_[c];
  of_class.plan = &plan;
  of_class.answer_target = plan.answer_target;
  of_class.has_patience = plan.has_patience;
  of_class.is_quick = quick_ && !plan_.aids.has_self_service && !plan_.aids.has_triage &&
                      !plan.turns_away && plan.callers.balking.empty();
  of_class.has_target = plan.resolve_target < kNever - Instant{};
  const Duration window = plan_.horizon - plan_.warm_up;
  const double intervals = static_cast<double>(window.us) / static_cast<double>(plan_.interval.us);
  of_class.defers =
      of_class.is_quick && expected_arrivals(plan_, c) >= QuickBlock::kWorthFrom * intervals;
  return of_class;
}

// The window begins, or is over.
void Floor::measure(bool from_now) {
  measuring_ = from_now;
  for (QuickWork& work : quick_work_) {
    work.fresh.measured = from_now;
    work.closes_in_block = from_now && work.defers;
    work.closes_at_once = work.closes_in_block && !work.can_return &&
                          (!plan_.rating.rates || !rating_blocks_.empty()) &&
                          !quick_classes_[work.case_class].has_target;
  }
}

}  // namespace tiermix
