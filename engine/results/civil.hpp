#pragma once

// Dates and lengths of time as people say them.

#include <string>
#include <string_view>

namespace tiermix {

/// "Mon 2026-01-05 08:30", from a civil date YYYY-MM-DD and hours since its midnight.
[[nodiscard]] std::string civil_time(std::string_view start, double hours);

/// "Mon 2026-01-05 08:30", from "2026-01-05 08:30".
[[nodiscard]] std::string with_weekday(std::string_view clock);

/// "2026-01-19", with the time of day where it is not midnight.
[[nodiscard]] std::string civil_date(std::string_view start, double hours);

/// Days of the month of a date YYYY-MM-DD.
[[nodiscard]] int days_in_month(std::string_view date);

/// "Mon": the weekday that begins at the midnight nearest to a time such as "2026-03-29 23:00".
[[nodiscard]] std::string nearest_day(std::string_view clock);

/// "24 weeks", "3 days", "36 h": the largest unit in which it is whole.
[[nodiscard]] std::string length_text(double hours);

}  // namespace tiermix
