#include <array>

#include "engine/tally/measure_rows.hpp"

namespace tiermix {
namespace {

using namespace measure_rows;

// Where the paid hours go, and targets by the clock of the class.
constexpr auto kSupplyMeasures = std::to_array<Measure>({
    ratio("floor_share",
          "1",
          Q::staffed_time,
          Q::paid_time,
          1.0,
          kDeskTier,
          Element::detail,
          "time on the floor, overtime included, over paid time; the rest is breaks, meetings, "
          "absence and shrinkage"),
    where_used(ratio("break_share",
                     "1",
                     Q::break_time,
                     Q::paid_time,
                     1.0,
                     kDeskTier,
                     Element::detail,
                     "paid breaks and lunches over paid time")),
    where_used(ratio("meeting_share",
                     "1",
                     Q::meeting_time,
                     Q::paid_time,
                     1.0,
                     kDeskTier,
                     Element::detail,
                     "meetings and training over paid time")),
    where_used(ratio("absence_share",
                     "1",
                     Q::absence_time,
                     Q::paid_time,
                     1.0,
                     kDeskTier,
                     Element::detail,
                     "paid shifts not come to, or come late to, over paid time")),
    where_used(ratio("off_phone_share",
                     "1",
                     Q::off_phone_time,
                     Q::paid_time,
                     1.0,
                     kDeskTier,
                     Element::detail,
                     "tasks while nobody waits, on the floor, over paid time")),
    where_used(ratio("overtime_share",
                     "1",
                     Q::overtime,
                     Q::paid_time,
                     1.0,
                     kDeskTier,
                     Element::detail,
                     "time on the floor past the end of a shift over paid time")),
    where_used(ratio("unpaid_break_hours",
                     "h",
                     Q::unpaid_break_time,
                     Q::one,
                     kToHours,
                     kDeskTier,
                     Element::detail,
                     "breaks that nobody is paid for, inside shifts")),
    where_used(ratio("cost_per_case_breaks",
                     "currency/case",
                     Q::cost_breaks,
                     Q::closed_in_window,
                     1.0,
                     kDeskTier,
                     Element::detail,
                     "part of cost_per_case: paid breaks, meetings and absences")),
    where_used(ratio("resolve_target_attainment",
                     "1",
                     Q::resolved_in_target,
                     Q::resolve_due,
                     1.0,
                     kDeskClass,
                     Element::effectiveness,
                     "cases resolved within the resolve target of their class, in elapsed time or "
                     "in opening hours as the class states, over those closed")),
    where_used(ratio("time_to_resolve_open",
                     "h",
                     Q::time_to_resolve_open,
                     Q::resolved,
                     kToHours,
                     kDeskClass,
                     Element::detail,
                     "mean opening time from creation to the last resolution, of resolved cases; "
                     "elapsed time for classes that are always open; 0 where all are")),
});

}  // namespace

std::span<const Measure> supply_measures() { return kSupplyMeasures; }

}  // namespace tiermix
