#include "engine/kernel/loyalty.hpp"

#include <algorithm>
#include <array>

#include "engine/random/math.hpp"

namespace tiermix {
namespace {

double logistic_at(double slope, double centre, double x) {
  return 1.0 / (1.0 + exp_of(-slope * (x - centre)));
}

// A value per rating, in proportion between whole ones.
double between(const std::array<double, 5>& by_rating, double memory) {
  const double from_worst = std::clamp(memory, 1.0, 5.0) - 1.0;
  const std::size_t below = std::min<std::size_t>(static_cast<std::size_t>(from_worst), 3);
  const double part = from_worst - static_cast<double>(below);
  return (1.0 - part) * by_rating[below] + part * by_rating[below + 1];
}

}  // namespace

CustomerMemory::CustomerMemory(const LoyaltyPlan& plan) : plan_(plan), customers_(plan.customers) {}

std::uint32_t CustomerMemory::customer_at(double which) const {
  const auto at = static_cast<std::size_t>(which * static_cast<double>(customers_.size()));
  return static_cast<std::uint32_t>(std::min(at, customers_.size() - 1));
}

void CustomerMemory::remember(std::uint32_t which, int rating) {
  Customer& customer = customers_[which];
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
    const double churn =
        (plan_.churn_by_memory ? between(plan_.churn, customer.memory)
                               : plan_.churn[static_cast<std::size_t>(customer.last - 1)]) *
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
