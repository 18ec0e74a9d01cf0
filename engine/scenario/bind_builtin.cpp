// Profiles: the user's own, and the built-in ones.

#include <algorithm>
#include <array>
#include <numeric>

#include "engine/scenario/bind_parts.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

// Mean 1 over the week.
void normalise(std::vector<double>& weights) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  const double factor = static_cast<double>(weights.size()) / sum;
  for (double& weight : weights) {
    weight *= factor;
  }
}

std::vector<double> week_of(const std::vector<double>& days, const std::vector<double>& hours) {
  std::vector<double> week;
  week.reserve(days.size() * hours.size());
  for (const double day : days) {
    for (const double hour : hours) {
      week.push_back(day * hour);
    }
  }
  return week;
}

bool is_day_length(std::size_t n) { return n == 24 || n == 48 || n == 96; }

// Time of day of a business desk (domain model, section B.1): linear between these points, nothing
// outside them.
struct Point {
  double hour;
  double level;
};
constexpr std::array kOfficeDay{
    Point{7.0, 0.3}, Point{10.0, 1.0}, Point{12.5, 0.85}, Point{14.5, 1.0}, Point{18.0, 0.4}};
constexpr std::array kOfficeWeek{1.30, 1.15, 1.05, 1.00, 0.95, 0.35, 0.20};

double office_level(double hour) {
  for (std::size_t i = 1; i < kOfficeDay.size(); ++i) {
    const Point& a = kOfficeDay[i - 1];
    const Point& b = kOfficeDay[i];
    if (hour >= a.hour && hour < b.hour) {
      return a.level + (b.level - a.level) * (hour - a.hour) / (b.hour - a.hour);
    }
  }
  return 0.0;
}

}  // namespace

Profile bind_profile(const Fields& fields) {
  Profile profile;
  Findings& findings = fields.context().findings;
  fields.read("name", profile.name);
  const std::vector<double> hours = fields.quantities("hours");
  std::vector<double> days = fields.quantities("days");
  profile.weights = fields.quantities("week");
  if (!fields.has("hours") && !fields.has("week")) {
    fields.missing("hours", "a profile has either hours or week");
  }
  const auto check_length = [&](std::string_view key, bool right, const std::string& rule) {
    const bool wrong = fields.has(key) && findings.sound(fields.path(key)) && !right;
    if (wrong) {
      findings.error_at(
          fields.path(key),
          "has " + std::to_string(fields.find(key)->items.size()) + " weights (" + rule + ")");
    }
  };
  const std::size_t week = profile.weights.size();
  check_length("hours", is_day_length(hours.size()), "24, 48 or 96 in a day");
  check_length("days", days.size() == 7, "7, Monday first");
  check_length("week", week % 7 == 0 && is_day_length(week / 7), "7 times 24, 48 or 96");
  if (fields.has("week") && fields.has("days")) {
    findings.error_at(fields.path("days"), "given beside week (days go with hours)");
  }
  if (!findings.sound(fields.path())) {
    return profile;
  }
  if (fields.has("hours")) {
    days.resize(7, fields.has("days") ? 0.0 : 1.0);
    profile.weights = week_of(days, hours);
  }
  // Weights are relative; sums of the smallest numbers there are would not be.
  constexpr double kLeastSum = 1e-9;
  if (std::accumulate(profile.weights.begin(), profile.weights.end(), 0.0) < kLeastSum) {
    findings.error_at(fields.path(), "all weights are 0 (one must be above 0)");
    return profile;
  }
  normalise(profile.weights);
  return profile;
}

std::vector<std::string> builtin_profiles() { return {"flat", "office_hours"}; }

Profile builtin_profile(const std::string& name) {
  constexpr std::size_t kSlots = 48;
  Profile profile{name, std::vector<double>(7 * kSlots, 1.0)};
  if (name == "office_hours") {
    std::vector<double> hours;
    for (std::size_t slot = 0; slot < kSlots; ++slot) {
      // The mean over the half hour: the points are at half hours, the level linear in between.
      hours.push_back(office_level((static_cast<double>(slot) + 0.5) / 2.0));
    }
    profile.weights = week_of({kOfficeWeek.begin(), kOfficeWeek.end()}, hours);
    normalise(profile.weights);
  }
  return profile;
}

}  // namespace tiermix
