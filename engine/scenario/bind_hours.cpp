#include "engine/scenario/bind_hours.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

constexpr std::array<std::string_view, 7> kDays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
// How what is missing is told.
constexpr std::string_view kShift = "a shift has";
constexpr std::string_view kHours = "opening hours have";
constexpr std::size_t kMostRows = 100;  // spans or breaks of a list
constexpr std::array kWorkdays{true, true, true, true, true, false, false};

// 0 for mon; 7 where it is no day.
std::size_t day_index(std::string_view name) {
  return static_cast<std::size_t>(std::ranges::find(kDays, name) - kDays.begin());
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

std::string span_text(const Shift::Span& span) {
  return week_time(span.from) + " to " + week_time(span.to);
}

std::vector<Shift::Span> read_days(const Fields& fields) {
  Duration from;
  Duration to;
  fields.read("from", from);
  fields.read("to", to);
  return spans_of(bind_days(fields), from, to);
}

bool few_enough(const Fields& owner, const Node& list, const std::string& path) {
  if (list.items.size() > kMostRows) {
    owner.context().findings.error(
        list.place,
        path,
        std::to_string(list.items.size()) + " of them (at most " + std::to_string(kMostRows) + ")");
  }
  return list.items.size() <= kMostRows;
}

// A break as it is written: its start depends on the span where it is a time of day.
struct BreakRow {
  Break bound;
  std::optional<Duration> at;
  std::string path;
};

std::vector<BreakRow> read_breaks(const Fields& owner) {
  std::vector<BreakRow> rows;
  const Node* list = owner.find("breaks");
  if (list == nullptr) {
    return rows;
  }
  const std::string path = owner.path("breaks");
  if (list->kind != NodeKind::array) {
    owner.context().findings.error(
        list->place, path, shown(*list) + " is not a list (tables in [ ])");
    return rows;
  }
  if (!few_enough(owner, *list, path)) {
    return rows;
  }
  for (std::size_t i = 0; i < list->items.size(); ++i) {
    const Fields fields(
        owner.context(), list->items[i], "break", path + "[" + std::to_string(i + 1) + "]");
    BreakRow row{.bound = {}, .at = {}, .path = fields.path()};
    fields.read_choice("kind", row.bound.kind);
    fields.read("at", row.at);
    fields.read("after", row.bound.after);
    fields.read("length", row.bound.length);
    fields.read("paid", row.bound.paid);
    fields.read("waves", row.bound.waves);
    if (!fields.has("at") && !fields.has("after")) {
      fields.missing("after", "a break has either at or after");
    }
    if (owner.context().findings.sound(row.path)) {
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

// When rep `i` of a group takes a break, since the start of the span.
Duration start_of(const Break& one, int i) {
  return one.after + static_cast<std::int64_t>(i % one.waves) * one.length;
}

// Some rep of a group would be in both breaks at once, or in the second first.
bool collide(const Break& first, const Break& second) {
  for (int i = 0; i < first.waves * second.waves; ++i) {
    if (start_of(first, i) + first.length > start_of(second, i)) {
      return true;
    }
  }
  return false;
}

// The rows of a span in their order; false where one of them does not fit and was reported.
bool place_breaks(const std::vector<BreakRow>& rows, Shift::Span& span, Findings& findings) {
  std::vector<std::pair<Break, const BreakRow*>> placed;
  for (const BreakRow& row : rows) {
    Break one = row.bound;
    if (row.at) {
      one.after = Duration{((*row.at - span.from).us % kDay.us + kDay.us) % kDay.us};
    }
    const Duration end = one.after + static_cast<std::int64_t>(one.waves) * one.length;
    if (end > span.to - span.from) {
      findings.error_at(row.path,
                        "lasts from " + week_time(span.from + one.after) + " to " +
                            week_time(span.from + end) + (one.waves > 1 ? ", waves and all" : "") +
                            " (a break is inside the shift, " + span_text(span) + ")");
      return false;
    }
    placed.emplace_back(one, &row);
  }
  std::ranges::stable_sort(placed, {}, [](const auto& one) { return one.first.after; });
  for (std::size_t i = 0; i < placed.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      if (collide(placed[k].first, placed[i].first)) {
        findings.error_at(placed[i].second->path,
                          "overlaps the break at " + week_time(span.from + placed[k].first.after) +
                              " (a rep takes one after the other, in every wave)");
        return false;
      }
    }
    span.breaks.push_back(placed[i].first);
  }
  return true;
}

struct Row {
  std::vector<Shift::Span> spans;
  std::string path;
};

// The hours of one table, each of its spans with the breaks.
Row read_row(const Fields& fields, const std::vector<BreakRow>& breaks) {
  Row row{read_days(fields), fields.path()};
  Findings& findings = fields.context().findings;
  for (Shift::Span& span : row.spans) {
    if (!findings.sound(fields.path()) || !place_breaks(breaks, span, findings)) {
      break;
    }
  }
  return row;
}

void check_hours(const Fields& fields, std::string_view what) {
  for (const std::string_view key : {"days", "from", "to"}) {
    if (!fields.has("spans") && !fields.has(key)) {
      fields.missing(key, std::string(what) + " either days, from and to, or spans");
    }
    if (fields.has("spans") && fields.has(key) && key != "days") {
      fields.context().findings.error_at(fields.path(key), "given beside spans (each has its own)");
    }
  }
}

// What days, from and to say, or each of the spans.
std::vector<Row> read_rows(const Fields& fields, std::string_view what) {
  const std::vector<BreakRow> own = what == kShift ? read_breaks(fields) : std::vector<BreakRow>{};
  check_hours(fields, what);
  if (!fields.has("spans")) {
    return {read_row(fields, own)};
  }
  std::vector<Row> rows;
  BindContext& context = fields.context();
  const Node& list = *fields.find("spans");
  const std::string path = fields.path("spans");
  if (list.kind != NodeKind::array || list.items.empty()) {
    context.findings.error(list.place, path, shown(list) + " has no spans (tables in [ ])");
    return rows;
  }
  for (std::size_t i = 0; few_enough(fields, list, path) && i < list.items.size(); ++i) {
    const Fields span(context, list.items[i], "span", path + "[" + std::to_string(i + 1) + "]");
    if (span.has("breaks") && what != kShift) {
      context.findings.error_at(span.path("breaks"),
                                "opening hours have none (breaks are those of a shift)");
    } else {
      rows.push_back(read_row(span, span.has("breaks") ? read_breaks(span) : own));
    }
  }
  return rows;
}

// All spans in their order, those that overlap reported once each.
std::vector<Shift::Span> merged(std::vector<Row> rows, Findings& findings) {
  std::vector<std::pair<Shift::Span, std::string>> all;
  for (Row& row : rows) {
    for (Shift::Span& span : row.spans) {
      all.emplace_back(std::move(span), row.path);
    }
  }
  std::ranges::stable_sort(all, {}, [](const auto& one) { return one.first.from; });
  std::vector<std::string> told;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& [one, path] = all[i];
    const auto& [next, other] = all[(i + 1) % all.size()];
    const Duration lap = i + 1 < all.size() ? Duration{} : kWeek;
    const std::string& later = std::max(path, other);
    if (all.size() > 1 && one.to > next.from + lap &&
        std::ranges::find(told, later) == told.end()) {
      told.push_back(later);
      findings.error_at(later,
                        "overlaps: " + span_text(one) + " and " + span_text(next) +
                            " (the spans of a week are apart)");
    }
  }
  std::vector<Shift::Span> spans;
  spans.reserve(all.size());
  for (auto& [span, path] : all) {
    spans.push_back(std::move(span));
  }
  return spans;
}

std::vector<Shift::Span> office_spans() { return spans_of(kWorkdays, 9 * kHour, 17 * kHour); }

std::vector<OpeningHours::Span> plain(const std::vector<Shift::Span>& spans) {
  std::vector<OpeningHours::Span> hours;
  hours.reserve(spans.size());
  for (const Shift::Span& span : spans) {
    hours.push_back({span.from, span.to});
  }
  return hours;
}

bool is_own(const BindContext& context, std::string_view list, const std::string& name) {
  const auto names = context.own.find(list);
  return names != context.own.end() &&
         std::ranges::find(names->second, name) != names->second.end();
}

}  // namespace

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

std::string week_time(Duration since_monday) {
  const std::int64_t in_week = since_monday.us % kWeek.us;
  return std::string(kDays[static_cast<std::size_t>(in_week / kDay.us)]) + " " +
         format_clock(in_seconds(Duration{in_week % kDay.us}));
}

Shift bind_shift(const Fields& fields) {
  Shift shift;
  fields.read("name", shift.name);
  if (shift.name == kOff) {
    fields.context().findings.error_at(fields.path("name"),
                                       "\"off\" is time off (in every rotation)");
  }
  shift.spans = merged(read_rows(fields, kShift), fields.context().findings);
  return shift;
}

OpeningHours bind_opening_hours(const Fields& fields) {
  OpeningHours hours;
  fields.read("name", hours.name);
  fields.read("zone", hours.zone);
  hours.spans = plain(merged(read_rows(fields, kHours), fields.context().findings));
  return hours;
}

Rotation bind_rotation(const Fields& fields) {
  Rotation rotation;
  fields.read("every", rotation.every);
  if (rotation.every.us % kDay.us != 0) {
    fields.context().findings.error_at(
        fields.path("every"),
        format_duration(in_seconds(rotation.every)) + " is no number of whole days");
  }
  rotation.shifts = fields.references("shifts", kOff);
  const bool works =
      std::ranges::any_of(rotation.shifts, [](const std::string& name) { return name != kOff; });
  if (fields.has("shifts") && !works && fields.context().findings.sound(fields.path("shifts"))) {
    fields.context().findings.error_at(fields.path("shifts"), "has no shift (one or more)");
  }
  for (std::string& name : rotation.shifts) {
    if (name == kOff) {
      name.clear();
    }
  }
  return rotation;
}

std::vector<std::string> builtin_shifts() { return {"office"}; }
std::vector<std::string> builtin_opening_hours() { return {"office"}; }

void use_shift(const BindContext& context, const std::string& name, Model& model) {
  if (!is_own(context, "shift", name) &&
      std::ranges::find(model.shifts, name, &Shift::name) == model.shifts.end()) {
    model.shifts.push_back({name, office_spans()});
  }
}

void use_opening_hours(const BindContext& context, const std::string& name, Model& model) {
  if (!is_own(context, "opening_hours", name) &&
      std::ranges::find(model.opening_hours, name, &OpeningHours::name) ==
          model.opening_hours.end()) {
    model.opening_hours.push_back({.name = name, .spans = plain(office_spans()), .zone = {}});
  }
}

}  // namespace tiermix
