#include "engine/results/civil.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <utility>

#include "engine/base/text.hpp"

namespace tiermix {
namespace {

std::string two_digits(unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); }

unsigned number_at(std::string_view text, std::size_t at, std::size_t count) {
  unsigned value = 0;
  const std::string_view digits = text.substr(std::min(at, text.size()), count);
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::chrono::sys_days day_of(std::string_view text) {
  return std::chrono::year(static_cast<int>(number_at(text, 0, 4))) /
         std::chrono::month(number_at(text, 5, 2)) / std::chrono::day(number_at(text, 8, 2));
}

std::string weekday_of(std::chrono::sys_days day) {
  constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  return std::string(kDays.at(std::chrono::weekday(day).c_encoding()));
}

}  // namespace

std::string civil_time(std::string_view start, double hours) {
  namespace chrono = std::chrono;
  const auto minutes = static_cast<std::int64_t>(std::llround(hours * 60.0));
  const chrono::sys_days day = day_of(start) + chrono::days(minutes / 1440);
  const chrono::year_month_day date(day);
  const auto minute = static_cast<unsigned>(minutes % 1440);
  return weekday_of(day) + " " + std::to_string(static_cast<int>(date.year())) + "-" +
         two_digits(static_cast<unsigned>(date.month())) + "-" +
         two_digits(static_cast<unsigned>(date.day())) + " " + two_digits(minute / 60) + ":" +
         two_digits(minute % 60);
}

std::string with_weekday(std::string_view clock) {
  return weekday_of(day_of(clock)) + " " + std::string(clock);
}

std::string civil_date(std::string_view start, double hours) {
  const std::string text = civil_time(start, hours).substr(4);
  return text.ends_with(" 00:00") ? text.substr(0, 10) : text;
}

int days_in_month(std::string_view date) {
  const std::chrono::year_month_day day(day_of(date));
  const std::chrono::year_month_day_last last(day.year(), std::chrono::month_day_last(day.month()));
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

std::string nearest_day(std::string_view clock) {
  constexpr unsigned kNoon = 12;
  return weekday_of(day_of(clock) + std::chrono::days(number_at(clock, 11, 2) < kNoon ? 0 : 1));
}

std::string length_text(double hours) {
  constexpr std::array<std::pair<double, std::string_view>, 2> kUnits{
      {{168.0, " week"}, {24.0, " day"}}};
  hours = std::round(hours * 3.6e9) / 3.6e9;  // whole microseconds, as times are
  for (const auto& [size, name] : kUnits) {
    const double count = hours / size;
    if (count >= 1.0 && count == std::floor(count)) {
      return format_fixed(count, 0) + std::string(name) + (count == 1.0 ? "" : "s");
    }
  }
  return format_number(hours) + " h";
}

}  // namespace tiermix
