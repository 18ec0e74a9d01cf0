#include <array>

#include "engine/tally/measure_rows.hpp"

namespace tiermix {
namespace {

using namespace measure_rows;

constexpr auto kDemandMeasures = std::to_array<Measure>({
    where_used(ratio("calls_per_case",
                     "calls",
                     Q::calls,
                     Q::offered,
                     1.0,
                     kDeskClass,
                     Element::detail,
                     "calls offered, the first and every redial, over cases created")),
    where_used(ratio("redial_rate",
                     "1",
                     Q::redials,
                     Q::calls,
                     1.0,
                     kDeskClass,
                     Element::detail,
                     "redials over calls offered (cases created and redials)")),
    where_used(ratio("balking_rate",
                     "1",
                     Q::balked,
                     Q::calls,
                     1.0,
                     kDeskClass,
                     Element::detail,
                     "calls that left at once for the number waiting, over calls offered (cases "
                     "created and redials)")),
    where_used(
        ratio("lost_rate",
              "1",
              Q::lost,
              Q::offered,
              1.0,
              kDeskClass,
              Element::detail,
              "cases whose customer gave up for good or was turned away for good, over cases "
              "created")),
    where_used(ratio("callback_rate",
                     "1",
                     Q::callbacks,
                     Q::calls,
                     1.0,
                     kDeskClass,
                     Element::detail,
                     "calls whose customer chose to be called back, over calls offered (cases "
                     "created and redials)")),
    where_used(ratio("missed_callbacks_per_customer",
                     "calls",
                     Q::callbacks_missed,
                     Q::callbacks,
                     1.0,
                     kDeskClass,
                     Element::detail,
                     "calls back that did not meet the customer, over customers who chose to be "
                     "called back")),
    where_used(ratio("repeat_contact_rate",
                     "1",
                     Q::repeat_contacts,
                     Q::offered,
                     1.0,
                     kDeskClass,
                     Element::effectiveness,
                     "times that a customer came back with a case that was to close unresolved, "
                     "over cases created")),
});

}  // namespace

std::span<const Measure> demand_measures() { return kDemandMeasures; }

}  // namespace tiermix
