#include <algorithm>

#include "engine/base/check.hpp"
#include "engine/random/math.hpp"
#include "engine/plan/parts.hpp"

namespace tiermix {
namespace {

// Laws that nothing asks for may be without a mean.
Sampler in_us_if_any(const Law& seconds) { return seconds.mean > 0.0 ? in_us(seconds) : Sampler(); }

std::uint16_t tier_named(const Model& model, const std::string& name) {
  const auto found = std::ranges::find(model.tiers, name, &Tier::name);
  TIERMIX_EXPECTS(found != model.tiers.end());
  return static_cast<std::uint16_t>(found - model.tiers.begin());
}

BacklogPlan compile_backlog(const Model& model, const Backlog& backlog, std::uint16_t entry) {
  const auto tier_or_entry = [&](const std::optional<std::string>& tier) {
    return tier ? tier_named(model, *tier) : entry;
  };
  BacklogPlan plan;
  plan.cases = static_cast<std::uint32_t>(backlog.cases);
  plan.age = in_us_if_any(backlog.age);
  plan.tier = tier_or_entry(backlog.tier);
  for (const OpenCase& open : backlog.listed) {
    plan.listed.push_back({open.age, tier_or_entry(open.tier)});
  }
  return plan;
}

}  // namespace

void compile_callers(const Model& model, const CaseClass& c, ClassPlan& plan) {
  CallersPlan& callers = plan.callers;
  if (c.redial) {
    callers.redial.probability = c.redial->probability;
    callers.redial.delay = in_us_if_any(c.redial->delay);
    if (c.redial->at_most) {
      callers.redial.at_most = static_cast<std::uint32_t>(*c.redial->at_most);
    }
  }
  for (const BalkStep& step : c.balking) {
    callers.balking.push_back({static_cast<std::uint32_t>(step.waiting_over), step.probability});
  }
  if (c.callback) {
    callers.callback = {.given = true,
                        .waiting_over = static_cast<std::uint32_t>(c.callback->waiting_over),
                        .offered_after = c.callback->offered_after,
                        .acceptance = c.callback->acceptance,
                        .reached = c.callback->reached,
                        .dial_time = static_cast<double>(c.callback->dial_time.us),
                        .retry = in_us_if_any(c.callback->retry),
                        .attempts = static_cast<std::uint32_t>(c.callback->attempts)};
  }
  if (c.repeat_contact) {
    callers.repeat = {c.repeat_contact->probability, in_us_if_any(c.repeat_contact->delay)};
  }
  if (c.backlog) {
    callers.backlog = compile_backlog(model, *c.backlog, plan.entry.front().tier);
  }
  if (c.arrivals.batch_mean > 1.0 && plan.instants.empty()) {
    plan.batch_log = log_of(1.0 - 1.0 / c.arrivals.batch_mean);
    for (double& rate : plan.arrivals.rates) {
      rate /= c.arrivals.batch_mean;
    }
  }
}

}  // namespace tiermix
