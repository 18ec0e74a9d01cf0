#include "engine/experiment/arrival_control.hpp"

#include "engine/base/check.hpp"
#include "engine/plan/expected_arrivals.hpp"

namespace tiermix {

ArrivalControl::ArrivalControl(const Plan& plan)
    : arrived_(plan.aids.has_self_service ? Quantity::self_service_tries : Quantity::offered) {
  for (std::size_t c = 0; c < plan.classes.size(); ++c) {
    expected_.push_back(expected_arrivals(plan, c));
  }
}

std::vector<double> ArrivalControl::deviations(const std::vector<Observations>& replications,
                                               std::size_t scope) const {
  TIERMIX_EXPECTS(is_used());
  std::vector<double> deviations;
  deviations.reserve(replications.size());
  for (const Observations& o : replications) {
    double deviation = 0.0;
    for (std::size_t c = 0; c < expected_.size(); ++c) {
      const std::size_t of_class = ScopeLayout::of_class(c);
      if (!o.layout.is_class(scope) || scope == of_class) {
        deviation += o.total(of_class, arrived_) - expected_[c];
      }
    }
    deviations.push_back(deviation);
  }
  return deviations;
}

}  // namespace tiermix
