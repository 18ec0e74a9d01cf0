#pragma once

// How busy the days of a class are: gamma factors of mean 1, behind each a standard normal number.
// The numbers of a class follow z_d = r z_(d-1) + sqrt(1 - r^2) e_d from day to day, where
// e_d = sqrt(c) common + sqrt(1 - c) own: r is the correlation of the numbers of neighbouring days,
// c that of two classes on a day. The common part belongs to the day alone, so that no class sees
// which others there are.

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "engine/random/math.hpp"
#include "engine/random/stream.hpp"
#include "engine/plan/plan.hpp"

namespace tiermix {

class DayBusyness {
 public:
  DayBusyness(const Plan& plan, const ClassPlan& of_class, ReplicationKey key)
      : link_(plan.busyness), class_(&of_class), key_(key) {}

  /// The factor of the next day, from day 0 on.
  [[nodiscard]] double next() {
    const std::uint32_t day = day_++;
    const double common = draw(key_, Use::busyness, case_owner(0, day, 0));
    if (link_.day_to_day == 0.0 && link_.between_classes == 1.0) {
      return class_->busyness(common);
    }
    const double own = draw(key_, Use::busyness_own, case_owner(class_->busyness_identity, day, 0));
    const double shock = std::sqrt(link_.between_classes) * normal_quantile(common) +
                         std::sqrt(1.0 - link_.between_classes) * normal_quantile(own);
    const double r = link_.day_to_day;
    normal_ = day == 0 ? shock : r * normal_ + std::sqrt(1.0 - r * r) * shock;
    constexpr double kFarthest = 8.0;  // where the probability is still below 1
    return class_->busyness(normal_probability(std::clamp(normal_, -kFarthest, kFarthest)));
  }

 private:
  BusynessPlan link_;
  const ClassPlan* class_;
  ReplicationKey key_;
  std::uint32_t day_ = 0;
  double normal_ = 0.0;
};

}  // namespace tiermix
