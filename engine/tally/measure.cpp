#include "engine/tally/measure.hpp"

#include <vector>

#include "engine/tally/measure_rows.hpp"

namespace tiermix {

std::span<const Measure> measures() {
  static const std::vector<Measure> all = [] {
    std::vector<Measure> rows(desk_measures().begin(), desk_measures().end());
    for (const auto more : {policy_measures(),
                            business_measures(),
                            demand_measures(),
                            supply_measures(),
                            lines_measures(),
                            people_measures()}) {
      rows.insert(rows.end(), more.begin(), more.end());
    }
    return rows;
  }();
  return all;
}

int find_measure(std::string_view name) {
  const std::span<const Measure> all = measures();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].name == name) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

}  // namespace tiermix
