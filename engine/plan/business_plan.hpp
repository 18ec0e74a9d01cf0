#pragma once

// Customers with a memory, what they pay, and reps who leave as tables of numbers; part of a Plan.

#include <array>
#include <cstdint>

namespace tiermix {

struct LoyaltyPlan {
  std::uint32_t customers = 0;  ///< none: nobody remembers
  double memory_weight = 0.0;
  double secure_at = 0.0;
  std::array<double, 5> churn{};  ///< per year, by the last rating
  bool churn_by_memory = false;
  double secure_factor = 1.0;
  double value = 0.0;           ///< per customer and year, lost with the customer
  double promoter_slope = 0.0;  ///< of the log odds, by the memory
  double promoter_centre = 0.0;
  double detractor_slope = 0.0;
  double detractor_centre = 0.0;
};

struct RevenuePlan {
  bool given = false;
  double fee_per_us = 0.0;  ///< of all contracts
  double fee_per_case = 0.0;
};

/// The hazard of a group stands in its GroupPlan.
struct AttritionPlan {
  bool given = false;
  double replacement_cost = 0.0;
  double rating_feedback = 0.0;
  double occupancy_effect = 0.0;
  double stress_effect = 0.0;
};

}  // namespace tiermix
