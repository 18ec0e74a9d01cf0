// Profiles and shifts: the user's own, and the built-in ones.

#include <algorithm>
#include <array>
#include <numeric>

#include "engine/scenario/bind_parts.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

constexpr std::array<std::string_view, 7> kDays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

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

// 0 for mon; 7 where it is no day.
std::size_t day_index(std::string_view name) {
  return static_cast<std::size_t>(std::ranges::find(kDays, name) - kDays.begin());
}

// Marks the days of "wed", "mon-fri" or "all"; false where the text is none of them.
bool mark_days(std::string_view text, std::array<bool, 7>& marked) {
  if (text == "all") {
    marked.fill(true);
    return true;
  }
  const std::size_t dash = text.find('-');
  const std::size_t first = day_index(text.substr(0, dash));
  const std::size_t last =
      dash == std::string_view::npos ? first : day_index(text.substr(dash + 1));
  if (first == 7 || last == 7) {
    return false;
  }
  for (std::size_t day = first;; day = (day + 1) % 7) {
    marked[day] = true;
    if (day == last) {
      return true;
    }
  }
}

std::array<bool, 7> bind_days(const Fields& fields) {
  std::array<bool, 7> marked{};
  const Node* node = fields.find("days");
  const std::vector<Node> single = node != nullptr && node->kind == NodeKind::text
                                       ? std::vector<Node>{*node}
                                       : std::vector<Node>{};
  if (node == nullptr) {
    return marked;
  }
  const bool list = node->kind == NodeKind::array && !node->items.empty();
  for (const Node& item : list ? node->items : single) {
    if (item.kind != NodeKind::text || !mark_days(item.text, marked)) {
      fields.context().findings.error(
          item.place,
          fields.path("days"),
          shown(item) + " is not a day (mon to sun, a range such as mon-fri, or all)");
    }
  }
  if (!list && single.empty()) {
    fields.context().findings.error(
        node->place,
        fields.path("days"),
        shown(*node) + " says no day (such as \"mon-fri\" or [\"mon\", \"wed\"])");
  }
  return marked;
}

std::vector<Shift::Span> spans_of(const std::array<bool, 7>& days, Duration from, Duration to) {
  std::vector<Shift::Span> spans;
  const Duration end = to <= from ? to + kDay : to;
  for (std::int64_t day = 0; day < 7; ++day) {
    if (days[static_cast<std::size_t>(day)]) {
      spans.push_back({day * kDay + from, day * kDay + end});
    }
  }
  return spans;
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

Shift bind_shift(const Fields& fields) {
  Shift shift;
  Duration from;
  Duration to;
  fields.read("name", shift.name);
  fields.read("from", from);
  fields.read("to", to);
  shift.spans = spans_of(bind_days(fields), from, to);
  return shift;
}

std::vector<std::string> builtin_profiles() { return {"flat", "office_hours"}; }

std::vector<std::string> builtin_shifts() { return {"office"}; }

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

Shift builtin_shift(const std::string& name) {
  return {name, spans_of({true, true, true, true, true, false, false}, 9 * kHour, 17 * kHour)};
}

}  // namespace tiermix
