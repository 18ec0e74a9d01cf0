#include <array>

#include "engine/tally/measure_rows.hpp"

namespace tiermix {
namespace {

using namespace measure_rows;

constexpr auto kLinesMeasures = std::to_array<Measure>({
    where_used(ratio("chat_concurrency",
                     "cases",
                     Q::chat_time,
                     Q::busy_time,
                     1.0,
                     kTier,
                     Element::detail,
                     "mean number of chats open with a busy rep, of groups that have several at "
                     "once; time on other work lowers it")),
    where_used(ratio("interruption_rate",
                     "1",
                     Q::interruptions,
                     Q::sessions,
                     1.0,
                     kDeskClass,
                     Element::detail,
                     "times that a case was put down for one of a more urgent class, over "
                     "sessions")),
});

}  // namespace

std::span<const Measure> lines_measures() { return kLinesMeasures; }

}  // namespace tiermix
