#include "engine/plan/batches.hpp"

#include "engine/base/check.hpp"

namespace tiermix {

std::optional<Duration> batch_length(const TimeFrame& time, std::uint32_t batches) {
  TIERMIX_EXPECTS(batches > 0);
  const std::int64_t weeks = (time.horizon - time.warm_up).us / kWeek.us / batches;
  return weeks == 0 ? std::nullopt : std::optional(weeks * kWeek);
}

Duration warm_up_before(const TimeFrame& time, std::uint32_t batches) {
  const std::optional<Duration> length = batch_length(time, batches);
  TIERMIX_EXPECTS(length.has_value());
  return time.horizon - static_cast<std::int64_t>(batches) * *length;
}

std::vector<std::string> drawn_once(const Model& model, const Plan& plan) {
  std::vector<std::string> paths;
  for (std::size_t g = 0; g < model.groups.size(); ++g) {
    const RepGroup& group = model.groups[g];
    const std::string path = "rep_group." + group.name;
    if (plan.are_people(g)) {
      paths.push_back(path + " (careers)");
    }
    if (group.speed_spread > 0.0) {
      paths.push_back(path + ".speed_spread");
    }
    if (group.ability_spread > 0.0) {
      paths.push_back(path + ".ability_spread");
    }
  }
  if (plan.rating.rates && plan.rating.rep_sd > 0.0) {
    paths.emplace_back("satisfaction.rep_sd");
  }
  if (plan.loyalty.customers > 0) {
    paths.emplace_back("loyalty");
  }
  return paths;
}

void cut_into_batches(Plan& plan, std::uint32_t batches) {
  const Duration window = plan.horizon - plan.warm_up;
  TIERMIX_EXPECTS(batches > 0 && window.us % batches == 0);
  const Duration length{window.us / batches};
  TIERMIX_EXPECTS(!plan.people.used && plan.loyalty.customers == 0);
  plan.plain = false;  // cases that go from one batch to another are told apart event by event
  plan.batch_starts.clear();
  for (std::int64_t batch = 0; batch < batches; ++batch) {
    plan.batch_starts.push_back(plan.warm_up + batch * length);
  }
}

}  // namespace tiermix
