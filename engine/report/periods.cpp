#include "engine/report/periods.hpp"

namespace tiermix {

const Periods* chosen_periods(const Results& results, const PeriodChoice& choice) {
  const Periods* periods = find_periods(results, choice.kind);
  return periods == nullptr && choice.kind == "hour" ? find_periods(results, "interval") : periods;
}

}  // namespace tiermix
