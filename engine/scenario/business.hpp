#pragma once

// What support is worth: customers who remember, what they pay, and what it costs to replace reps
// who leave. Sections of a scenario; each is absent by default.

#include <array>
#include <cstdint>

namespace tiermix {

/// 1 / (1 + exp(-steepness (memory - centre))), or the falling curve with the opposite sign.
struct LoyaltyCurve {
  double steepness = 0.0;
  double centre = 0.0;
};

/// What the churn of a customer follows: the last rating, or the memory, between whole numbers
/// in proportion.
enum class ChurnBy : std::uint8_t { last_rating, memory };

/// [loyalty]: customers who remember how their cases went (domain.md A.3 rows 6 and 9, B.10).
struct Loyalty {
  int customers = 0;
  double memory_weight = 0.4;                                 ///< of the latest rating
  double secure_at = 4.5;                                     ///< memory
  std::array<double, 5> churn{0.35, 0.25, 0.16, 0.10, 0.03};  ///< per year, by the last rating
  ChurnBy churn_by = ChurnBy::last_rating;
  double secure_factor = 0.3;           ///< on the churn of a secure customer
  double contract_value = 0.0;          ///< per customer and year: margin on the product
  double support_contract_value = 0.0;  ///< per customer and year
  LoyaltyCurve promoter{2.2, 4.2};      ///< rises
  LoyaltyCurve detractor{2.0, 3.0};     ///< falls
};

/// [revenue]: what customers pay for support.
struct Revenue {
  double contracts = 0.0;
  double fee_per_month = 0.0;  ///< per contract
  double fee_per_case = 0.0;   ///< per case created
};

/// [attrition]: reps who leave, sooner where the work is thankless, dense or over their heads
/// (domain.md A.3 rows 8 and 15).
struct Attrition {
  double replacement_cost = 12000.0;
  double rating_feedback = 0.5;   ///< per point of the mean rating
  double occupancy_effect = 0.8;  ///< per 0.1 above 0.85
  double stress_effect = 0.5;     ///< per unit share of failed attempts above 0.2
};

}  // namespace tiermix
