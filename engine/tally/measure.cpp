#include "engine/tally/measure.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>
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

std::string_view spelled_out(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kLetters{
      {{"aht", "handle_time"},
       {"asa", "speed_of_answer"},
       {"cpc", "cost_per_case"},
       {"csat", "satisfaction_rating"},
       {"fcr", "first_contact_resolution"},
       {"flr", "first_level_resolution"},
       {"mttr", "time_to_resolve"},
       {"sl", "service_level"},
       {"ttr", "time_to_resolve"}}};
  const auto is_name = [name](const auto& letters) {
    return std::ranges::equal(letters.first, name, [](char small, char given) {
      return small == given || small - 'a' + 'A' == given;
    });
  };
  const auto* const known = std::ranges::find_if(kLetters, is_name);
  return known == kLetters.end() ? name : known->second;
}

MeasureRange range_of(const Measure& measure) {
  constexpr double kNoEnd = std::numeric_limits<double>::infinity();
  // Of parts and a whole; a share of other things, such as hand-overs over cases, may exceed it.
  constexpr auto kShares = std::to_array<std::string_view>({"abandonment_rate",
                                                            "churn_rate",
                                                            "escalated_share",
                                                            "first_contact_resolution",
                                                            "first_contact_resolution_gross",
                                                            "first_level_resolution",
                                                            "occupancy",
                                                            "probability_of_wait",
                                                            "resolve_target_attainment",
                                                            "satisfaction_share_1",
                                                            "satisfaction_share_2",
                                                            "satisfaction_share_3",
                                                            "satisfaction_share_4",
                                                            "satisfaction_top_box",
                                                            "secure_customers",
                                                            "self_service_containment",
                                                            "service_level",
                                                            "specialist_share",
                                                            "survey_response_rate",
                                                            "unresolved_rate",
                                                            "utilisation"});
  if (measure.name == "satisfaction_rating" || measure.name == "satisfaction_survey") {
    return {1.0, 5.0};
  }
  if (measure.name == "net_promoter_score") {
    return {-100.0, 100.0};
  }
  if (std::ranges::find(kShares, measure.name) != kShares.end()) {
    return {0.0, 1.0};
  }
  return {measure.unit == "h" || measure.unit == "min" ? 0.0 : -kNoEnd, kNoEnd};
}

}  // namespace tiermix
