// What a page shows, as one JSON object.

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/tally/measure.hpp"
#include "engine/report/compared.hpp"
#include "engine/report/json_number.hpp"
#include "engine/report/labels.hpp"
#include "engine/report/page_words.hpp"
#include "engine/report/report.hpp"
#include "engine/report/valuation.hpp"
#include "engine/report/week.hpp"

namespace tiermix {
namespace {

constexpr std::size_t kFewWeeks = 6;    // days are shown then
constexpr std::size_t kMostDays = 800;  // that a map of days has room for
constexpr auto kMapped = std::to_array<std::string_view>(
    {"service_level", "offered", "staffed", "occupancy", "wait", "abandonment_rate"});

// Of tables over time: six digits are more than any interval supports.
Json short_number(double value) {
  if (!std::isfinite(value)) {
    return nullptr;
  }
  if (value == 0.0) {
    return 0;
  }
  const double unit = std::pow(10.0, 5.0 - std::floor(std::log10(std::abs(value))));
  return std::isfinite(unit) && unit > 0.0 ? Json(std::round(value * unit) / unit) : Json(value);
}

std::string_view name_of(Tone tone) {
  switch (tone) {
    case Tone::good:
      return "good";
    case Tone::notable:
      return "notable";
    case Tone::strong:
      return "strong";
    case Tone::plain:
    case Tone::faint:
      break;
  }
  return "plain";
}

Json to_object(const Note& note) { return {{"text", note.text}, {"tone", name_of(note.tone)}}; }

Json notes_array(const std::vector<Note>& notes) {
  Json array = Json::array();
  for (const Note& note : notes) {
    array.push_back(to_object(note));
  }
  return array;
}

Json answers_array(const std::vector<Answer>& answers) {
  Json array = Json::array();
  for (const Answer& answer : answers) {
    Json object = to_object(answer.note);
    object["topic"] = answer.topic;
    array.push_back(std::move(object));
  }
  return array;
}

Json answers_array(const std::vector<Note>& notes) {
  Json array = notes_array(notes);
  for (Json& object : array) {
    object["topic"] = "";
  }
  return array;
}

// The dictionary, as far as somebody reads it.
Json measures_object() {
  Json object = Json::object();
  for (const Measure& measure : measures()) {
    const std::string_view better = better_side(measure.name);
    object[std::string(measure.name)] = {{"label", label_of(measure.name)},
                                         {"element", name_of(measure.element)},
                                         {"where_used", measure.where_used},
                                         {"better", better.empty() ? Json(nullptr) : Json(better)},
                                         {"definition", measure.definition}};
  }
  return object;
}

Json causes_array() {
  Json array = Json::array();
  for (const ScopeLine& cause : kCostCauses) {
    array.push_back({{"measure", cause.measure}, {"label", cause.label}});
  }
  return array;
}

Json numbers(const std::vector<double>& values) {
  Json array = Json::array();
  for (const double value : values) {
    array.push_back(short_number(value));
  }
  return array;
}

Json tables_array(const std::vector<IntervalTable>& tables) {
  Json array = Json::array();
  for (const IntervalTable& table : tables) {
    array.push_back({{"measure", table.measure},
                     {"unit", table.unit},
                     {"scopes", table.scopes},
                     {"mean", numbers(table.means)},
                     {"half_width", numbers(table.half_widths)}});
  }
  return array;
}

Json to_object(const TypicalWeek& week) {
  return {{"step_h", week.step_h}, {"slots", week.slots}, {"tables", tables_array(week.tables)}};
}

Json to_object(const MeasuredPeriods& measured) {
  const Periods& periods = measured.periods;
  Json parts = Json::array();
  for (const PeriodPart part : measured.parts) {
    parts.push_back(name_of(part));
  }
  return {{"by", periods.kind},
          {"clocks", periods.clocks},
          {"parts", std::move(parts)},
          {"in_warm_up", measured.in_warm_up},
          {"cut", measured.cut},
          {"tables", tables_array(periods.tables)}};
}

Json over_time(const Results& results) {
  const MeasuredPeriods weeks = measured_periods(results, "week");
  if (weeks.periods.starts_h.size() < kFewWeeks) {
    if (const MeasuredPeriods days = measured_periods(results, "day");
        !days.periods.starts_h.empty()) {
      return to_object(days);
    }
  }
  return to_object(weeks);
}

// For a map of days, where nothing shorter was kept.
Json days_on_a_map(const Results& results, const TypicalWeek& week) {
  MeasuredPeriods days;
  if (week.step_h > 1.0) {
    days = measured_periods(results, "day");
    if (days.periods.starts_h.size() > kMostDays) {
      days = {};
    }
    std::erase_if(days.periods.tables, [](const IntervalTable& table) {
      return std::ranges::find(kMapped, table.measure) == kMapped.end();
    });
  }
  return to_object(days);
}

Json people(const Results& results) {
  Json object = to_object(measured_periods(results, "month"));
  const LevelMix& mix = results.level_mix;
  object["levels"] = {{"names", mix.levels},
                      {"scopes", mix.scopes},
                      {"clocks", mix.clocks},
                      {"mean", numbers(mix.means)},
                      {"half_width", numbers(mix.half_widths)}};
  return object;
}

Json to_object(const ResolveTimes& times) {
  return {{"hours", numbers(times.times_h)},
          {"scopes", times.scopes},
          {"mean", numbers(times.means)},
          {"half_width", numbers(times.half_widths)}};
}

Json flows_array(const std::vector<FlowRow>& rows) {
  Json array = Json::array();
  for (const FlowRow& row : rows) {
    array.push_back({{"kind", row.kind},
                     {"from", row.from},
                     {"to", row.to},
                     {"mean", short_number(row.mean)},
                     {"half_width", short_number(row.half_width)},
                     {"counted", row.counted}});
  }
  return array;
}

// What the views for scripts say, and what a page needs besides.
Json page_object(std::string_view kind, const std::string& report, const Provenance& run) {
  Json object{{"kind", kind}};
  object.update(Json::parse(report));
  object["run"] = {{"commit", run.commit},
                   {"created", run.created},
                   {"currency", run.currency},
                   {"level", run.level},
                   {"precision_reached", run.precision_reached},
                   {"interrupted", run.interrupted},
                   {"scenario_text", run.scenario_text}};
  object["measures_known"] = measures_object();
  object["causes"] = causes_array();
  return object;
}

// Nothing in it ends an element of HTML or begins one.
std::string page_text(const Json& object) {
  const std::string plain = object.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string safe;
  safe.reserve(plain.size() + plain.size() / 64);
  for (const char c : plain) {
    switch (c) {
      case '<':
        safe += "\\u003c";
        break;
      case '>':
        safe += "\\u003e";
        break;
      case '&':
        safe += "\\u0026";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

}  // namespace

std::string page_json(const Results& results) {
  Json object = page_object("run", to_json(results), results.provenance);
  object["answer"] = answers_array(run_answers(results));
  object["notes"] = notes_array(notes_on(results, TextStyle{}, Distances::hidden));
  const TypicalWeek week = typical_week(results, "interval");
  object["week"] = to_object(week);
  object["hours"] = to_object(typical_week(results, "hour"));
  object["days"] = days_on_a_map(results, week);
  object["over_time"] = over_time(results);
  object["people"] = people(results);
  object["time_to_resolve"] = to_object(results.resolve_times);
  object["flows"] = flows_array(results.flows);
  return page_text(object);
}

std::string page_json(const Compared& compared) {
  Json object = page_object("compare", to_json(compared), compared.provenance);
  object["answer"] = answers_array(decisions(compared));
  object["notes"] = notes_array(comparison_notes(compared, TextStyle{}));
  return page_text(object);
}

std::string page_json(const Swept& swept) {
  Json object = page_object("sweep", to_json(swept), swept.provenance);
  object["base"] = number_of(swept.base);
  object["answer"] = answers_array(sweep_answers(swept));
  object["notes"] = Json::array();
  return page_text(object);
}

std::string page_json(const Valuation& valuation) {
  Json object = page_object("roi", to_json(valuation), valuation.provenance);
  object["answer"] = answers_array(answers(valuation, TextStyle{}));
  object["notes"] = notes_array(valuation_notes(valuation, TextStyle{}));
  Json labels = Json::object();
  for (const EstimateRow& line : valuation.lines) {
    labels[line.measure] = label_of_line(line.measure);
  }
  object["line_labels"] = std::move(labels);
  Json dates = Json::object();
  for (const EstimateRow& row : valuation.estimates) {
    if (row.measure.ends_with("_months")) {
      dates[row.measure] = {payback_date(valuation, row.mean),
                            payback_date(valuation, row.lower),
                            payback_date(valuation, row.upper)};
    }
  }
  object["payback_dates"] = std::move(dates);
  return page_text(object);
}

}  // namespace tiermix
