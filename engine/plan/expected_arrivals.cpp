#include "engine/plan/expected_arrivals.hpp"

#include <algorithm>
#include <cmath>

#include "engine/random/math.hpp"

namespace tiermix {

double expected_arrivals(const Plan& plan, std::size_t case_class) {
  const ClassPlan& of_class = plan.classes[case_class];
  if (!of_class.instants.empty()) {
    return static_cast<double>(std::ranges::count_if(of_class.instants, [&plan](Instant at) {
      return at >= plan.warm_up && at < plan.horizon;
    }));
  }
  const RateTable& table = of_class.arrivals;
  double events = 0.0;
  for (std::int64_t slice = plan.warm_up.us / table.slice.us;
       slice * table.slice.us < plan.horizon.us;
       ++slice) {
    const std::int64_t begin = std::max(slice * table.slice.us, plan.warm_up.us);
    const std::int64_t end = std::min((slice + 1) * table.slice.us, plan.horizon.us);
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
