#include "engine/kernel/loyalty.hpp"

#include <algorithm>

#include "engine/random/math.hpp"

namespace tiermix {
namespace {

double logistic_at(double slope, double centre, double x) {
  return 1.0 / (1.0 + exp_of(-slope * (x - centre)));
}

}  // namespace

CustomerMemory::CustomerMemory(const LoyaltyPlan& plan) : plan_(plan), customers_(plan.customers) {}

void CustomerMemory::remember(double which, int rating) {
  const auto at = static_cast<std::size_t>(which * static_cast<double>(customers_.size()));
  Customer& customer = customers_[std::min(at, customers_.size() - 1)];
  const double w = customer.last == 0 ? 1.0 : plan_.memory_weight;
  customer.memory = (1.0 - w) * customer.memory + w * rating;
  customer.last = rating;
}

LoyaltyTotals CustomerMemory::totals() const {
  LoyaltyTotals totals;
  for (const Customer& customer : customers_) {
    if (customer.last == 0) {
      continue;
    }
    const bool secure = customer.memory >= plan_.secure_at;
    const double churn = plan_.churn[static_cast<std::size_t>(customer.last - 1)] *
                         (secure ? plan_.secure_factor : 1.0);
    totals.rated += 1.0;
    totals.secure += secure ? 1.0 : 0.0;
    totals.churn += churn;
    totals.lost_value += churn * plan_.value;
    totals.promoter_balance +=
        logistic_at(plan_.promoter_slope, plan_.promoter_centre, customer.memory) -
        logistic_at(plan_.detractor_slope, plan_.detractor_centre, customer.memory);
  }
  return totals;
}

}  // namespace tiermix
