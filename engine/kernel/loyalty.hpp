#pragma once

// Customers who remember how their cases were rated, and what follows from it: renewal and
// recommendation (domain.md A.3 row 6, B.10). Churn is of customers, however many cases each has.

#include <cstdint>
#include <vector>

#include "engine/plan/business_plan.hpp"

namespace tiermix {

/// Sums over the customers who have rated a case.
struct LoyaltyTotals {
  double rated = 0.0;
  double secure = 0.0;
  double churn = 0.0;             ///< expected customers lost per year
  double lost_value = 0.0;        ///< expected money lost per year
  double promoter_balance = 0.0;  ///< expected promoters less detractors
};

class CustomerMemory {
 public:
  explicit CustomerMemory(const LoyaltyPlan& plan);

  [[nodiscard]] bool is_used() const { return !customers_.empty(); }

  /// Whose case it is, by a number in (0, 1). Expects is_used().
  [[nodiscard]] std::uint32_t customer_at(double which) const;

  /// A closed case of the customer, rated 1 to 5.
  void remember(std::uint32_t customer, int rating);

  [[nodiscard]] LoyaltyTotals totals() const;

 private:
  struct Customer {
    double memory = 0.0;
    int last = 0;  ///< rating; 0: none yet
  };

  const LoyaltyPlan& plan_;
  std::vector<Customer> customers_;
};

}  // namespace tiermix
