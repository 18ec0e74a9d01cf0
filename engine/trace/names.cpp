#include "engine/trace/names.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <iterator>

#include "engine/base/check.hpp"
#include "engine/base/text.hpp"
#include "engine/kernel/log.hpp"

namespace tiermix {
namespace {

std::optional<std::uint32_t> whole(std::string_view text) {
  std::uint32_t value = 0;
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value);
  if (result.ec != std::errc{} || result.ptr != end) {
    return std::nullopt;
  }
  return value;
}

std::string padded(std::int64_t value, std::size_t digits) {
  std::string text = std::to_string(value);
  return std::string(digits - std::min(digits, text.size()), '0') + text;
}

std::string date_text(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  return padded(static_cast<int>(date.year()), 4) + "-" +
         padded(static_cast<unsigned>(date.month()), 2) + "-" +
         padded(static_cast<unsigned>(date.day()), 2);
}

std::string time_of_day(Duration since_midnight) {
  const std::int64_t us = since_midnight.us;
  return padded(us / kHour.us, 2) + ":" + padded(us % kHour.us / kMinute.us, 2) + ":" +
         padded(us % kMinute.us / kSecond.us, 2);
}

template <typename Items>
std::vector<std::string> names_in(const Items& items) {
  std::vector<std::string> names;
  names.reserve(items.size());
  for (const auto& item : items) {
    names.push_back(item.name);
  }
  return names;
}

std::string unknown(std::string_view what,
                    std::string_view name,
                    const std::vector<std::string>& known) {
  constexpr std::size_t kFew = 8;
  const std::string near = nearest(name, known);
  std::string list;
  for (const std::string& each : known) {
    list += (list.empty() ? " (known: " : ", ") + each;
  }
  list += list.empty() ? "" : ")";
  return "no " + std::string(what) + " \"" + std::string(name) + "\"" +
         (known.size() > kFew ? "" : list) + (near.empty() ? "" : ", did you mean " + near + "?");
}

}  // namespace

Names::Names(const Model& model, const Plan& plan)
    : start_(model.time.start),
      clock_(model.time.start, model.time.zone),
      utc_(model.time.start, model.time.zone, model.time.zone.empty() ? "" : "UTC") {
  TIERMIX_EXPECTS(model.classes.size() == plan.classes.size());
  TIERMIX_EXPECTS(model.groups.size() == plan.groups.size());
  for (std::size_t c = 0; c < model.classes.size(); ++c) {
    classes_.push_back(
        {model.classes[c].name, plan.classes[c].identity, model.classes[c].backlog.has_value()});
  }
  for (const Tier& tier : model.tiers) {
    tiers_.push_back(tier.name);
  }
  for (std::size_t g = 0; g < model.groups.size(); ++g) {
    groups_.push_back({model.groups[g].name, plan.groups[g].first_rep, plan.groups[g].reps});
  }
}

std::string Names::of_case(Owner owner) const {
  const auto identity = static_cast<std::uint16_t>(owner >> 48U);
  const auto found = std::ranges::find(classes_, identity, &Class::identity);
  TIERMIX_EXPECTS(found != classes_.end());
  return found->name + "/" + std::to_string(((owner >> 32U) + 1) & 0xffffU) + "-" +
         std::to_string((owner & 0xffffffffU) + 1);
}

const Names::Group* Names::group_with(std::uint32_t rep) const {
  const auto found = std::ranges::find_if(groups_, [rep](const Group& group) {
    return rep >= group.first_rep && rep - group.first_rep < group.reps;
  });
  return found == groups_.end() ? nullptr : &*found;
}

std::string Names::of_rep(std::uint32_t rep) const {
  const Group* group = group_with(rep);
  return group == nullptr ? "" : group->name + "-" + std::to_string(rep - group->first_rep + 1);
}

std::string_view Names::group_of(std::uint32_t rep) const {
  const Group* group = group_with(rep);
  return group == nullptr ? std::string_view() : group->name;
}

std::string_view Names::of_class(std::uint16_t case_class) const {
  return classes_.at(case_class).name;
}

std::string_view Names::of_tier(std::uint16_t tier) const {
  return tier == kNoTier ? std::string_view() : tiers_.at(tier);
}

Named<std::uint16_t> Names::class_called(std::string_view name) const {
  const auto found = std::ranges::find(classes_, name, &Class::name);
  if (found == classes_.end()) {
    return {std::nullopt, unknown("case class", name, names_in(classes_))};
  }
  return {static_cast<std::uint16_t>(std::distance(classes_.begin(), found)), ""};
}

Named<Owner> Names::case_called(std::string_view name) const {
  const std::size_t slash = std::min(name.rfind('/'), name.size());
  const std::string_view rest = name.substr(slash);
  const std::size_t dash = std::min(rest.rfind('-'), rest.size());
  const auto day = whole(
      rest.substr(std::min<std::size_t>(1, rest.size()), dash - std::min<std::size_t>(1, dash)));
  const auto number = whole(rest.substr(std::min(dash + 1, rest.size())));
  constexpr std::uint32_t kMostDays = 0xffff;
  const Named<std::uint16_t> found = class_called(name.substr(0, slash));
  const bool backlog = found.thing && classes_[*found.thing].has_backlog;
  if (!day || !number || *day > kMostDays || (*day == 0 && !backlog) || *number == 0) {
    return {std::nullopt,
            "\"" + std::string(name) + "\" is no case: CLASS/DAY-NUMBER, such as " +
                classes_.front().name + "/15-1, day and number from 1"};
  }
  if (!found.thing) {
    return {std::nullopt, found.problem};
  }
  return {case_owner(classes_[*found.thing].identity, *day - 1, *number - 1), ""};
}

Named<std::uint32_t> Names::rep_called(std::string_view name) const {
  const std::size_t dash = std::min(name.rfind('-'), name.size());
  const auto number = whole(name.substr(std::min(dash + 1, name.size())));
  const std::string_view group_name = number ? name.substr(0, dash) : name;
  const auto group = std::ranges::find(groups_, group_name, &Group::name);
  if (group == groups_.end()) {
    return {std::nullopt, unknown("rep group", group_name, names_in(groups_))};
  }
  if (!number || *number == 0 || *number > group->reps) {
    return {std::nullopt,
            "\"" + std::string(name) + "\" is no rep: those of " + group->name + " are " +
                group->name + "-1 to " + group->name + "-" + std::to_string(group->reps)};
  }
  return {group->first_rep + *number - 1, ""};
}

std::string Names::civil(Instant at) const {
  constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  const LocalTime local = clock_.local(at);
  return std::string(kDays.at(std::chrono::weekday(local.day).c_encoding())) + " " +
         date_text(local.day) + " " + time_of_day(local.time);
}

std::string Names::iso(Instant at) const {
  constexpr std::int64_t kMillisecond = 1000;
  const LocalTime local = clock_.local(at);
  return date_text(local.day) + "T" + time_of_day(local.time) + "." +
         padded(local.time.us % kSecond.us / kMillisecond, 3);
}

std::string Names::iso_with_offset(Instant at) const {
  const LocalTime local = clock_.local(at);
  const LocalTime utc = utc_.local(at);
  const std::int64_t days = (local.day - utc.day).count();
  const std::int64_t minutes = (days * kDay + (local.time - utc.time)).us / kMinute.us;
  constexpr std::int64_t kHourMinutes = 60;
  const std::int64_t size = std::abs(minutes);
  return iso(at) + (minutes < 0 ? "-" : "+") + padded(size / kHourMinutes, 2) + ":" +
         padded(size % kHourMinutes, 2);
}

Instant Names::midnight_before(Instant at) const {
  return clock_.at({clock_.local(at).day, Duration{}});
}

Instant Names::midnight_after(Instant at) const {
  const LocalTime local = clock_.local(at);
  return clock_.at({local.day + std::chrono::days(1), Duration{}});
}

std::optional<Instant> Names::midnight_of(std::string_view day) const {
  if (const auto number = whole(day)) {
    constexpr std::uint32_t kMostDays = 1'000'000;
    return *number == 0 || *number > kMostDays
               ? std::nullopt
               : std::optional(clock_.at({start_ + std::chrono::days(*number - 1), Duration{}}));
  }
  if (day.size() != 10 || day[4] != '-' || day[7] != '-') {
    return std::nullopt;
  }
  const auto year = whole(day.substr(0, 4));
  const auto month = whole(day.substr(5, 2));
  const auto of_month = whole(day.substr(8, 2));
  if (!year || !month || !of_month) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date = std::chrono::year(static_cast<int>(*year)) /
                                           std::chrono::month(*month) / std::chrono::day(*of_month);
  if (!date.ok() || std::chrono::sys_days(date) < start_) {
    return std::nullopt;
  }
  return clock_.at({std::chrono::sys_days(date), Duration{}});
}

std::string span_text(Duration span) {
  struct Unit {
    Duration size;
    Duration next;
    std::string_view name;
    std::string_view next_name;
  };
  constexpr std::array<Unit, 3> kUnits{{{kDay, kHour, " d", " h"},
                                        {kHour, kMinute, " h", " min"},
                                        {kMinute, kSecond, " min", " s"}}};
  for (const Unit& unit : kUnits) {
    const std::int64_t count = (span.us + unit.next.us / 2) / unit.next.us;
    const std::int64_t per = unit.size.us / unit.next.us;
    if (count >= per) {
      return std::to_string(count / per) + std::string(unit.name) +
             (count % per == 0 ? ""
                               : " " + std::to_string(count % per) + std::string(unit.next_name));
    }
  }
  return std::to_string((span.us + kSecond.us / 2) / kSecond.us) + " s";
}

}  // namespace tiermix
