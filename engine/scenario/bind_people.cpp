#include "engine/scenario/bind_people.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/base/calendar.hpp"
#include "engine/base/text.hpp"
#include "engine/scenario/bind_parts.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

constexpr Duration kUsualBlock = 4 * kHour;
constexpr double kUsualLag = 9.0 * 7.0 * 86400.0;  // domain.md B.6
constexpr std::array kUsualHandleTime{1.8, 1.0};   // likewise

constexpr std::array kShapeKeys{Parameter{"exponential", "scale"},
                                Parameter{"exponential", "scale_cases"},
                                Parameter{"power", "scale"},
                                Parameter{"power", "scale_cases"},
                                Parameter{"power", "rate"},
                                Parameter{"logistic", "scale"},
                                Parameter{"logistic", "scale_cases"},
                                Parameter{"logistic", "midpoint"},
                                Parameter{"logistic", "midpoint_cases"},
                                Parameter{"steps", "steps", kRequired}};

constexpr std::array kByKeys{Parameter{"tenure", "scale"},
                             Parameter{"tenure", "midpoint"},
                             Parameter{"cases", "scale_cases"},
                             Parameter{"cases", "midpoint_cases"},
                             Parameter{"cases", "cases_per_week"},
                             Parameter{"cases", "half_life"}};

constexpr std::array kStepKeys{Parameter{"tenure", "after", kRequired},
                               Parameter{"cases", "after_cases", kRequired}};

std::string word_of(const Fields& fields, std::string_view key, std::size_t index) {
  return words(fields.field(key).detail)[index];
}

void bind_steps(const Fields& owner, LearningCurve& curve) {
  const Node* node = owner.find("steps");
  if (node == nullptr) {
    return;
  }
  Findings& findings = owner.context().findings;
  const std::string path = owner.path("steps");
  if (node->kind != NodeKind::array || node->items.empty()) {
    findings.error(node->place, path, shown(*node) + " has no steps (tables in [ ])");
    return;
  }
  const bool by_cases = curve.by == LearningBy::cases;
  const std::string_view at = by_cases ? "after_cases" : "after";
  for (std::size_t i = 0; i < node->items.size(); ++i) {
    const std::string here = path + "[" + std::to_string(i + 1) + "]";
    const Fields fields(owner.context(), node->items[i], "learning_step", here);
    check_parameters(
        fields, kStepKeys, word_of(owner, "by", static_cast<std::size_t>(curve.by)), "by");
    LearningCurve::Step step;
    fields.read(at, step.at);
    fields.read("left", step.left);
    const bool first = curve.steps.empty();
    if (!first && findings.sound(path) && step.at <= curve.steps.back().at) {
      findings.error_at(
          fields.path(at),
          shown(*fields.find(at)) + " is not above that of the step before (steps ascend)");
    } else if (!first && findings.sound(path) && step.left >= curve.steps.back().left) {
      findings.error_at(fields.path("left"),
                        shown(*fields.find("left")) +
                            " is not below that of the step before (inexperience wears off)");
    }
    curve.steps.push_back(step);
  }
}

// What no default stands for, where experience is counted so.
void check_needed(const Fields& fields, const LearningCurve& curve) {
  const bool by_cases = curve.by == LearningBy::cases;
  const auto need = [&](std::string_view key) {
    if (!fields.has(key)) {
      fields.missing(
          key,
          "shape " + in_quotes(word_of(fields, "shape", static_cast<std::size_t>(curve.shape))) +
              " by " + (by_cases ? "cases" : "tenure") + " needs it");
    }
  };
  const bool scaled =
      curve.shape == LearningShape::exponential || curve.shape == LearningShape::logistic;
  if (by_cases && scaled) {
    need("scale_cases");
  }
  if (curve.shape == LearningShape::logistic) {
    need(by_cases ? "midpoint_cases" : "midpoint");
  }
}

void bind_shape(const Fields& fields, LearningCurve& curve) {
  const bool by_cases = curve.by == LearningBy::cases;
  check_parameters(
      fields, kShapeKeys, word_of(fields, "shape", static_cast<std::size_t>(curve.shape)), "shape");
  check_parameters(
      fields, kByKeys, word_of(fields, "by", static_cast<std::size_t>(curve.by)), "by");
  check_needed(fields, curve);
  if (curve.shape != LearningShape::steps) {
    fields.read(by_cases ? "scale_cases" : "scale", curve.scale);
  }
  if (curve.shape == LearningShape::logistic) {
    fields.read(by_cases ? "midpoint_cases" : "midpoint", curve.midpoint);
  }
  if (curve.shape == LearningShape::power) {
    fields.read("rate", curve.rate);
  }
  bind_steps(fields, curve);
}

std::pair<double, double> bind_range(const Fields& fields,
                                     std::string_view key,
                                     std::array<double, 2> usual) {
  read_numbers(fields, key, usual);
  return {usual[0], usual[1]};
}

Promotion bind_promotion(const Fields& fields) {
  Promotion promotion;
  fields.read("to", promotion.to);
  fields.read("after_cases", promotion.after_cases);
  fields.read("after", promotion.after);
  fields.read("programme", promotion.programme);
  fields.read("pass", promotion.pass);
  fields.read("retry", promotion.retry);
  return promotion;
}

Lapse bind_lapse(const Fields& fields) {
  Lapse lapse;
  fields.read("after", lapse.after);
  fields.read("to", lapse.to);
  return lapse;
}

void check_hiring(const Fields& fields) {
  for (const std::string_view key : {"from_after", "from_level"}) {
    if (fields.has(key) && !fields.has("from")) {
      fields.context().findings.error_at(
          fields.path(key), "given without from (the group that empty places are filled from)");
    }
  }
  if (fields.has("mentoring") != fields.has("mentoring_per_week")) {
    fields.missing(fields.has("mentoring") ? "mentoring_per_week" : "mentoring",
                   "a mentor is off the floor for mentoring_per_week while the mentoring lasts");
  }
}

Hiring bind_hiring(const Fields& fields) {
  Hiring hiring;
  Law usual;
  usual.mean = kUsualLag;
  hiring.lag = bind_law(fields, "lag").value_or(usual);
  fields.read("onboarding", hiring.onboarding);
  fields.read("cost", hiring.cost);
  fields.read("level", hiring.level);
  fields.read("mentoring", hiring.mentoring);
  fields.read("mentoring_per_week", hiring.mentoring_per_week);
  fields.read("from", hiring.from);
  fields.read("from_after", hiring.from_after);
  fields.read("from_level", hiring.from_level);
  check_hiring(fields);
  return hiring;
}

TrainingEffect bind_effect(const Fields& fields) {
  TrainingEffect effect;
  fields.read("technical", effect.technical);
  fields.read("relationship", effect.relationship);
  fields.read("ability", effect.ability);
  fields.read("handle_time", effect.handle_time);
  fields.read("attrition", effect.attrition);
  fields.read("level", effect.level);
  fields.read("onset", effect.onset);
  fields.read("half_life", effect.half_life);
  fields.read("lasting", effect.lasting);
  fields.read("size", effect.size);
  if (fields.has("lasting") && !fields.has("half_life")) {
    fields.context().findings.warn_at(fields.path("lasting"),
                                      "never used (without half_life all of the effect lasts)");
  }
  return effect;
}

void check_names(const Fields& fields,
                 std::string_view key,
                 const std::vector<std::string>& names) {
  Findings& findings = fields.context().findings;
  if (!fields.has(key) || !findings.sound(fields.path(key))) {
    return;
  }
  if (names.empty()) {
    findings.error_at(fields.path(key), "is empty (one name or more)");
  }
  std::set<std::string> seen;
  for (const std::string& name : names) {
    if (!seen.insert(name).second) {
      findings.error_at(fields.path(key), "names " + in_quotes(name) + " twice");
      return;
    }
  }
}

// A day of the run, in the scenario's zone.
Duration bind_start(const Fields& fields, const TimeFrame& time) {
  const auto day = fields.quantity("start");
  if (!day) {
    return {};
  }
  const std::chrono::sys_days date{std::chrono::days{static_cast<int>(*day)}};
  const Duration start = LocalClock(time.start, time.zone).at({date, {}}) - Instant{};
  Findings& findings = fields.context().findings;
  if (!findings.sound("time")) {
    return start;
  }
  const std::string said = shown(*fields.find("start"));
  if (start < Duration{}) {
    findings.error_at(fields.path("start"),
                      said + " is before time.start (a programme begins in the run)");
  } else if (start >= time.horizon) {
    findings.error_at(fields.path("start"),
                      said + " is not before the horizon, " +
                          format_duration(in_seconds(time.horizon)) +
                          " after time.start (a programme begins in the run)");
  }
  return start;
}

// Off the floor: how much, and in what portions.
void bind_hours(const Fields& fields, Programme& programme) {
  fields.read("hours", programme.hours);
  fields.read("hours_per_week", programme.hours_per_week);
  programme.block = std::min(kUsualBlock, programme.hours_per_week);
  fields.read("block", programme.block);
  if (fields.has("block") && programme.block > programme.hours_per_week &&
      fields.context().findings.sound(fields.path())) {
    fields.context().findings.error_at(fields.path("block"),
                                       shown(*fields.find("block")) +
                                           " is longer than hours_per_week, " +
                                           format_number(in_hours(programme.hours_per_week)) +
                                           " h (a block is a part of the hours of a week)");
  }
}

}  // namespace

LearningCurve bind_learning_curve(const Fields& fields) {
  LearningCurve curve;
  fields.read("name", curve.name);
  fields.read_choice("by", curve.by);
  fields.read_choice("shape", curve.shape);
  const Findings& findings = fields.context().findings;
  if (findings.sound(fields.path("by")) && findings.sound(fields.path("shape"))) {
    bind_shape(fields, curve);
  }
  std::tie(curve.handle_time_from, curve.handle_time_to) =
      bind_range(fields, "handle_time", kUsualHandleTime);
  std::tie(curve.ability_from, curve.ability_to) = bind_range(fields, "ability", {0.0, 0.0});
  fields.read("cases_per_week", curve.cases_per_week);
  fields.read("half_life", curve.half_life);
  return curve;
}

void bind_career(const Fields& fields, Level& level) {
  fields.read("loaded_cost", level.loaded_cost_per_hour);
  fields.read("attrition", level.attrition);
  if (const auto given = fields.inner("promotion")) {
    level.promotion = bind_promotion(*given);
  }
  if (const auto given = fields.inner("lapse")) {
    level.lapse = bind_lapse(*given);
  }
}

void bind_staff(const Fields& fields, RepGroup& group) {
  for (const RouteShare& share : bind_routes(fields, "level")) {
    group.levels.push_back({share.tier, share.share});
  }
  fields.read("learning", group.learning);
  group.tenure = bind_law(fields, "tenure");
  if (const auto given = fields.inner("hiring")) {
    group.hiring = bind_hiring(*given);
  }
}

Programme bind_programme(const Fields& fields, const TimeFrame& time) {
  Programme programme;
  fields.read("name", programme.name);
  programme.groups = fields.references("groups");
  programme.levels = fields.references("levels");
  programme.start = bind_start(fields, time);
  fields.read("cohort_size", programme.cohort_size);
  fields.read("every", programme.every);
  fields.read("cohorts", programme.cohorts);
  fields.read("newcomers", programme.newcomers);
  bind_hours(fields, programme);
  fields.read("price_per_seat", programme.price_per_seat);
  fields.read("fixed_price", programme.fixed_price);
  fields.read("repeat", programme.repeat);
  if (const auto given = fields.inner("effect")) {
    programme.effect = bind_effect(*given);
  }
  check_names(fields, "groups", programme.groups);
  check_names(fields, "levels", programme.levels);
  return programme;
}

Roi bind_roi(const Fields& fields) {
  Roi roi;
  fields.read("discount_rate", roi.discount_rate);
  fields.read("freed_time", roi.freed_time);
  fields.read("lost_case_cost", roi.lost_case_cost);
  return roi;
}

}  // namespace tiermix
