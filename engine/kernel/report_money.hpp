#pragma once

// The money side of a report. Each adds to the scopes of tiers and of the desk.

#include <cstddef>
#include <vector>

#include "engine/tally/observations.hpp"
#include "engine/plan/plan.hpp"
#include "engine/kernel/careers.hpp"
#include "engine/kernel/counters.hpp"
#include "engine/kernel/loyalty.hpp"

namespace tiermix {

/// us of the reps of a grade inside the window.
struct GradeTimes {
  double staffed = 0.0;
  double overtime = 0.0;
  double absent = 0.0;  ///< paid, beside what the counters hold
};

/// Times and labour of the reps of a grade.
void report_grade(Observations& o,
                  const Plan& plan,
                  std::size_t k,
                  const GradeCounters& counters,
                  const GradeTimes& times);

/// People employed, over a window of that length.
void report_payroll(Observations& o,
                    const Plan& plan,
                    const std::vector<PeopleTotals>& people,
                    Duration window);

/// Who came, left, rose and was trained, and what that cost.
void report_people(Observations& o, const Plan& plan, const std::vector<PeopleTotals>& people);

/// Vendors and assistants by tier; what belongs to no tier stands at the first.
void report_fees(Observations& o,
                 const Plan& plan,
                 const std::vector<TierCounters>& tiers,
                 Duration window);

/// Expected leavers, where reps are no people, and what replacing them costs. Expects the times and
/// attempts of all tiers, and
/// the revenue.
void report_attrition(Observations& o, const Plan& plan, Duration window);

/// Expects all costs.
void report_revenue(Observations& o, const Plan& plan, Duration window);

void report_loyalty(Observations& o, const LoyaltyPlan& plan, const LoyaltyTotals& totals);

}  // namespace tiermix
