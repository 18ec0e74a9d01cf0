#include "engine/scenario/schema.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/text.hpp"
#include "engine/scenario/schema_rows.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

constexpr std::array kTables{
    TableInfo{"", TableForm::root, "Keys at the top of the file, before the first table."},
    TableInfo{"time", TableForm::section, "The simulated time and how it is cut."},
    TableInfo{"money", TableForm::section, "What labour costs beyond the loaded cost of a rep."},
    TableInfo{"benchmark", TableForm::section, "Published figures beside the estimates."},
    TableInfo{"profile",
              TableForm::list,
              "Relative arrival intensity over the week: either hours "
              "with optional days, or week. Built in: flat and office_hours."},
    TableInfo{"demand", TableForm::section, "What holds for the arrivals of all classes."},
    TableInfo{
        "volume",
        TableForm::list,
        "Contacts that several classes share: a class states its share as arrivals = { volume "
        "= \"calls\", share = \"30%\" }."},
    TableInfo{"holiday",
              TableForm::list,
              "Days on which fewer customers call and reps are off. Where two fall on one date, "
              "both factors hold."},
    TableInfo{"site", TableForm::list, "A place where reps work, with its time zone."},
    TableInfo{
        "opening_hours",
        TableForm::list,
        "Weekly hours of a desk: either days, from and to, or spans. Built in: office, Monday "
        "to Friday 09:00 to 17:00."},
    TableInfo{"shift",
              TableForm::list,
              "Hours of presence that repeat every week: either days, from and to, or spans. Built "
              "in: office, Monday to Friday 09:00 to 17:00."},
    TableInfo{"policy",
              TableForm::list,
              "How a tier decides what becomes of a case: attempt or refer it, try again, hand it "
              "over, ask for help. A tier names its policy; without one it attempts every case "
              "once and hands over cold with nothing lost."},
    TableInfo{"level", TableForm::list, "A training level: what a rep of it can do."},
    TableInfo{
        "learning_curve",
        TableForm::list,
        "How inexperience wears off: r is the part of it that is left at experience e. "
        "exponential: exp(-e / scale); power: (1 + e / scale)^log2(rate); logistic: "
        "(1 + exp(-midpoint / scale)) / (1 + exp((e - midpoint) / scale)); steps: left of the "
        "last step that e has reached. A value goes from its first number at r = 1 to its "
        "second at r = 0."},
    TableInfo{"programme",
              TableForm::list,
              "Training off the floor, in cohorts: who, when, for how long, at what price, with "
              "which effect."},
    TableInfo{"case_class",
              TableForm::list,
              "A kind of case: how many arrive, by which channel, "
              "how hard they are."},
    TableInfo{"tier", TableForm::list, "A level of support. The first is tier one."},
    TableInfo{"handling",
              TableForm::list,
              "How cases of one class are worked on at one tier, "
              "where it differs from the tier's own statement."},
    TableInfo{"rep_group", TableForm::list, "Reps of one tier who share a shift and a cost."},
    TableInfo{
        "targets",
        TableForm::free,
        "What is wanted of the results. A key is a measure of docs/measures.md, alone for the "
        "whole desk or with a class or tier after a dot, in quotes then; case.NAME and "
        "tier.NAME tell equal names apart. A value is >= or <= and a number with its unit: "
        "\"service_level.phone\" = \">= 80% within 20 s\", cost_per_case = \"<= 70 USD\". "
        "Only service_level has within, which sets answer_target of the classes meant. Measures "
        "that "
        "are counted by the hour may say when: in every hour (half hour, 2 h; hour of the week: "
        "each weekday for itself), from 09:00 to 12:00, on mon-fri. Targets of one measure are "
        "joined by and: \">= 85% and >= 75% in every hour on mon-fri\"."},
    TableInfo{"knowledge_base",
              TableForm::section,
              "Known cases are faster and surer to resolve. Coverage C grows by growth (1 - C) per "
              "article and shrinks by decay per week."},
    TableInfo{"ai_assist",
              TableForm::section,
              "A helper at the side of the rep in a share of the cases."},
    TableInfo{"self_service",
              TableForm::section,
              "Tier zero. All arriving customers try it; what it settles never becomes a case, and "
              "the rest is harder."},
    TableInfo{
        "quality_assurance", TableForm::section, "Cases that are looked at after a resolution."},
    TableInfo{"triage",
              TableForm::section,
              "Cases taken for hard at their arrival go straight to a tier."},
    TableInfo{"effects", TableForm::section, "How much skills, standards and rewards change."},
    TableInfo{"satisfaction",
              TableForm::section,
              "Ratings 1 to 5 of closed cases. Without this section cases are not rated."},
    TableInfo{"survey", TableForm::section, "Which customers answer, and who asks them."},
    TableInfo{"loyalty",
              TableForm::section,
              "Customers who remember the ratings of their cases; whether they renew and recommend "
              "follows from it. Needs satisfaction."},
    TableInfo{"revenue", TableForm::section, "What customers pay for support."},
    TableInfo{"attrition",
              TableForm::section,
              "Reps who leave and are replaced: one by one in groups with hiring, elsewhere as an "
              "expectation from the window, without vacancies and newcomers."},
    TableInfo{"roi", TableForm::section, "How the value of a programme is counted."},
    TableInfo{"arrivals",
              TableForm::inner,
              "Demand of a class: a rate with a profile, or a CSV "
              "file of volumes."},
    TableInfo{"reopening", TableForm::inner, "Resolved cases that come back."},
    TableInfo{"complexity",
              TableForm::inner,
              "Law of the complexity of a case in 0 to 1, "
              "Beta(alpha, beta). Presets: standard is Beta(1, 1), moderate Beta(1.3, 1), high "
              "Beta(1.8, 1); the two last are assumptions."},
    TableInfo{"resolve",
              TableForm::inner,
              "Probability that one attempt resolves a case of "
              "complexity x. constant: p; gatekeeper: f0 (1 - x^b); logistic: "
              "1 / (1 + exp(-(ability - mean - sd z(x)))), z the standard normal quantile."},
    TableInfo{"pending",
              TableForm::inner,
              "Sessions that end with a question to the customer "
              "before any attempt; the case returns to the same tier after the delay."},
    TableInfo{"outcomes",
              TableForm::inner,
              "How a session ends, as plain shares that sum to 1; "
              "stands for a constant resolve curve and a pending share."},
    TableInfo{"law", TableForm::inner, "Law of a positive time. Its mean alone may stand for it."},
    TableInfo{"phase", TableForm::inner, "One of the exponentials that a hyperexponential mixes."},
    TableInfo{"reward",
              TableForm::inner,
              "A case is attempted where bonus p - blame (1 - p) - effort >= -overreaction "
              "escalation_penalty, p the perceived resolve probability."},
    TableInfo{"busy", TableForm::inner, "Fewer cases are attempted while many wait."},
    TableInfo{"recess",
              TableForm::inner,
              "A pause after a failed attempt; then the same rep tries again."},
    TableInfo{"force", TableForm::inner, "Attempts that fail are pressed to an end."},
    TableInfo{"hand_off",
              TableForm::inner,
              "How a case goes to a specialist. Its kind alone may stand for it."},
    TableInfo{"bounce", TableForm::inner, "Cases sent back without an attempt."},
    TableInfo{"promotion",
              TableForm::inner,
              "All conditions that are stated must hold; they are looked at when a shift begins."},
    TableInfo{"lapse", TableForm::inner, "A level that is lost."},
    TableInfo{"learning_step", TableForm::inner, "One step of a learning curve."},
    TableInfo{"hiring", TableForm::inner, "What becomes of a place whose rep leaves."},
    TableInfo{"training_effect",
              TableForm::inner,
              "What a programme changes in a rep whom it has trained."},
    TableInfo{"span", TableForm::inner, "Hours on some days of the week."},
    TableInfo{"break",
              TableForm::inner,
              "A planned time off the floor inside a shift. The case in hand is finished first."},
    TableInfo{"rotation", TableForm::inner, "Shifts in turns."},
    TableInfo{"absence", TableForm::inner, "Drawn per rep and day of a shift."},
    TableInfo{"overtime", TableForm::inner, "Paid at the overtime premium."},
    TableInfo{
        "skill", TableForm::inner, "A class that a group handles. Its name may stand for it."},
    TableInfo{"chat",
              TableForm::inner,
              "With n chats open each goes on at output[n] / n of the speed of one alone."},
    TableInfo{"redial",
              TableForm::inner,
              "Further tries of the same case after it left without an answer."},
    TableInfo{"balk_step",
              TableForm::inner,
              "Of several steps the one with the greatest waiting_over that is exceeded holds."},
    TableInfo{"callback", TableForm::inner, "The place in the queue is kept, patience ends."},
    TableInfo{"repeat_contact", TableForm::inner, "Cases that come back without a solution."},
    TableInfo{"backlog",
              TableForm::inner,
              "Either cases with a law of their ages, or a file. They wait from the start on, the "
              "oldest first."},
    TableInfo{"score", TableForm::inner, "start + per_hour x age in hours."},
    TableInfo{"overflow", TableForm::inner, "Help from the reps of another tier."},
    TableInfo{"vendor", TableForm::inner, "A stage without reps."},
};

}  // namespace

namespace {

// A shared volume has the keys of arrivals, but for those that make no sense of several classes.
void add_volume_rows(std::vector<Field>& all) {
  std::vector<Field> rows;
  for (const Field& field : all) {
    const bool own = field.key == "at" || field.key == "volume" || field.key == "share";
    if (field.table == "arrivals" && !own) {
      rows.push_back(field);
      rows.back().table = "volume";
    }
  }
  all.insert(all.end(), rows.begin(), rows.end());
}

}  // namespace

std::span<const Field> schema_fields() {
  static const std::vector<Field> kFields = [] {
    std::vector<Field> all(organisation_rows().begin(), organisation_rows().end());
    for (const auto rows : {value_rows(),
                            lever_rows(),
                            policy_rows(),
                            people_rows(),
                            programme_rows(),
                            aid_rows(),
                            business_rows(),
                            demand_rows(),
                            supply_rows()}) {
      all.insert(all.end(), rows.begin(), rows.end());
    }
    add_volume_rows(all);
    return all;
  }();
  return kFields;
}

std::span<const TableInfo> schema_tables() { return kTables; }

const Field* find_field(std::string_view table, std::string_view key) {
  for (const Field& field : schema_fields()) {
    if (field.table == table && field.key == key) {
      return &field;
    }
  }
  return nullptr;
}

const TableInfo* find_table(std::string_view name) {
  for (const TableInfo& table : schema_tables()) {
    if (table.name == name) {
      return &table;
    }
  }
  return nullptr;
}

std::string unknown_key(std::string_view table, std::string_view key) {
  std::vector<std::string> keys;
  for (const Field& field : schema_fields()) {
    if (field.table == table) {
      keys.emplace_back(field.key);
    }
  }
  for (const TableInfo& info : schema_tables()) {
    if (table.empty() && info.form != TableForm::root && info.form != TableForm::inner) {
      keys.emplace_back(info.name);
    }
  }
  if (std::ranges::find(keys, key) != keys.end()) {
    return {};
  }
  const std::string owner = table.empty() ? "the top of a scenario" : std::string(table);
  const std::string near = nearest(key, keys);
  std::string message = "unknown key " + in_quotes(key) + " (";
  if (!near.empty()) {
    return message + owner + " has no such key). Did you mean " + in_quotes(near) + "?";
  }
  for (const std::string& known : keys) {
    message += (&known == &keys.front() ? owner + " has the keys " : ", ") + known;
  }
  return message + ")";
}

std::string_view inner_table(const Field& field) {
  switch (field.type) {
    case KeyType::law:
      return "law";
    case KeyType::curve:
      return "resolve";
    case KeyType::complexity:
      return "complexity";
    case KeyType::hand_off:
      return "hand_off";
    case KeyType::table:
    case KeyType::tables:
    case KeyType::balking:
    case KeyType::skills:
      return field.detail;
    default:
      return {};
  }
}

std::vector<std::string> words(std::string_view detail) {
  std::vector<std::string> list;
  while (!detail.empty()) {
    const std::size_t bar = detail.find('|');
    list.emplace_back(detail.substr(0, bar));
    detail = bar == std::string_view::npos ? std::string_view{} : detail.substr(bar + 1);
  }
  return list;
}

std::optional<double> fallback_of(const Field& field) {
  if (field.fallback.empty() || field.fallback.front() == '(') {
    return std::nullopt;
  }
  switch (field.type) {
    case KeyType::duration:
      return parse_duration(field.fallback).value;
    case KeyType::clock:
      return parse_clock(field.fallback).value;
    case KeyType::date:
      return parse_date(field.fallback).value;
    case KeyType::fraction:
      return parse_percent(field.fallback).value;
    case KeyType::choice: {
      const std::vector<std::string> choices = words(field.detail);
      const auto at = std::ranges::find(choices, field.fallback);
      return static_cast<double>(at - choices.begin());
    }
    default:
      return parse_number(field.fallback);
  }
}

std::string with_unit(const Field& field, double value) {
  switch (field.type) {
    case KeyType::duration:
    case KeyType::durations:
      return value == 0.0 ? "0" : format_duration(value);
    case KeyType::fraction:
    case KeyType::balking:
      return value == 0.0 ? "0" : format_percent(value);
    case KeyType::clock:
      return format_clock(value);
    default:
      return plain_number(value);
  }
}

std::string bounds_text(const Field& field) {
  const Bounds& b = field.bounds;
  const bool has_low = std::isfinite(b.low);
  const bool has_high = std::isfinite(b.high);
  if (has_low && has_high) {
    return b.above ? "above " + with_unit(field, b.low) + ", at most " + with_unit(field, b.high)
                   : with_unit(field, b.low) + " to " + with_unit(field, b.high);
  }
  if (has_low) {
    return (b.above ? "above " : "at least ") + with_unit(field, b.low);
  }
  return has_high ? "at most " + with_unit(field, b.high) : "";
}

}  // namespace tiermix
