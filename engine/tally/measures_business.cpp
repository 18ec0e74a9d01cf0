#include <array>

#include "engine/tally/measure_rows.hpp"

namespace tiermix {
namespace {

using namespace measure_rows;

constexpr double kPerYear = 365.25 * 86400e6;  // from shares per us
constexpr double kPoints = 100.0;

constexpr auto kBusinessMeasures = std::to_array<Measure>({
    where_used(ratio("support_revenue",
                     "currency",
                     Q::support_revenue,
                     Q::runs_with_revenue,
                     1.0,
                     kDesk,
                     Element::profit,
                     "fees for contracts over the window, and for the cases created in it")),
    where_used(ratio("support_profit",
                     "currency",
                     Q::support_profit,
                     Q::runs_with_revenue,
                     1.0,
                     kDesk,
                     Element::profit,
                     "support_revenue less cost_of_support")),
    where_used(ratio(
        "revenue_at_risk",
        "currency/year",
        Q::value_at_risk,
        Q::runs_with_loyalty,
        1.0,
        kDesk,
        Element::profit,
        "contract value expected to be lost in a year: all customers, with the churn of those "
        "who have rated a case by the end of the window")),
    where_used(
        ratio("secure_customers",
              "1",
              Q::customers_secure,
              Q::customers_rated,
              1.0,
              kDesk,
              Element::reputation,
              "customers whose memory is secure at the end of the window, over those who have "
              "rated a case")),
    where_used(
        ratio("churn_rate",
              "1",
              Q::churn,
              Q::customers_rated,
              1.0,
              kDesk,
              Element::reputation,
              "customers expected not to renew in a year, over those who have rated a case by "
              "the end of the window")),
    where_used(ratio("net_promoter_score",
                     "points",
                     Q::promoter_balance,
                     Q::customers_rated,
                     kPoints,
                     kDesk,
                     Element::reputation,
                     "customers expected to recommend less those expected to advise against, per "
                     "hundred of those who have rated a case by the end of the window")),
    ratio("attrition_rate",
          "1",
          Q::leavers,
          Q::attrition_time,
          kPerYear,
          kDeskTier,
          Element::detail,
          "reps who leave in a year, or are expected to, over those employed"),
    ratio("cost_per_case_hiring",
          "currency/case",
          Q::cost_hiring,
          Q::closed_in_window,
          1.0,
          kDeskTier,
          Element::detail,
          "part of cost_per_case: replacing the reps who leave, or are expected to"),
});

}  // namespace

std::span<const Measure> business_measures() { return kBusinessMeasures; }

}  // namespace tiermix
