#include "engine/plan/expected_arrivals.hpp"

#include <algorithm>
#include <cmath>

#include "engine/random/math.hpp"

namespace tiermix {

double expected_arrivals(const Plan& plan, std::size_t case_class) {
  return expected_between(plan, case_class, plan.warm_up, plan.horizon);
}

double expected_between(const Plan& plan, std::size_t case_class, Instant from, Instant to) {
  const ClassPlan& of_class = plan.classes[case_class];
  if (!of_class.instants.empty()) {
    const std::vector<Instant>& all = of_class.instants;
    return static_cast<double>(std::ranges::lower_bound(all, to) -
                               std::ranges::lower_bound(all, from));
  }
  const RateTable& table = of_class.arrivals;
  double events = 0.0;
  for (std::int64_t slice = from.us / table.slice.us; slice * table.slice.us < to.us; ++slice) {
    const std::int64_t begin = std::max(slice * table.slice.us, from.us);
    const std::int64_t end = std::min((slice + 1) * table.slice.us, to.us);
    const std::int64_t week = begin / kDay.us / 7;
    const double growth = of_class.weekly_growth == 0.0
                              ? 1.0
                              : power_of(1.0 + of_class.weekly_growth, static_cast<double>(week));
    events += static_cast<double>(end - begin) * growth *
              table.rates[static_cast<std::size_t>(slice) % table.rates.size()];
  }
  const double of_an_event =
      of_class.batch_log == 0.0 ? 1.0 : 1.0 / (1.0 - std::exp(of_class.batch_log));
  return events * of_an_event;
}

}  // namespace tiermix
