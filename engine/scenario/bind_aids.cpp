#include "engine/scenario/bind_aids.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "engine/scenario/bind_business.hpp"
#include "engine/scenario/bind_parts.hpp"
#include "engine/scenario/csv.hpp"

namespace tiermix {
namespace {

KnowledgeBase bind_knowledge_base(const Fields& fields) {
  KnowledgeBase base;
  fields.read("coverage", base.coverage);
  fields.read("search_time", base.search_time);
  fields.read("time_factor", base.time_factor);
  fields.read("resolve_gain", base.resolve_gain);
  fields.read("articles", base.articles);
  fields.read("growth", base.growth);
  fields.read("decay", base.decay);
  return base;
}

AiAssist bind_ai_assist(const Fields& fields) {
  AiAssist assist;
  fields.read("share", assist.share);
  fields.read("time_factor", assist.time_factor);
  fields.read("resolve_gain", assist.resolve_gain);
  fields.read("cost_per_session", assist.cost_per_session);
  return assist;
}

SelfService bind_self_service(const Fields& fields) {
  SelfService service;
  if (const auto curve = bind_curve(fields, "contains")) {
    service.contains = *curve;
  }
  fields.read("cost", service.cost);
  return service;
}

QualityAssurance bind_quality_assurance(const Fields& fields) {
  QualityAssurance quality;
  fields.read("coverage", quality.coverage);
  fields.read("cost", quality.cost_per_case);
  return quality;
}

Triage bind_triage(const Fields& fields) {
  Triage triage;
  fields.read("accuracy", triage.accuracy);
  fields.read("direct_to", triage.direct_to);
  fields.read("above", triage.above);
  return triage;
}

void bind_effects(const Fields& fields, Effects& effects) {
  fields.read("technical_gain", effects.technical_gain);
  fields.read("technical_time", effects.technical_time);
  fields.read("relationship_rating", effects.relationship_rating);
  fields.read("relationship_diagnosis", effects.relationship_diagnosis);
  fields.read("relationship_reopening", effects.relationship_reopening);
  fields.read("relationship_demands", effects.relationship_demands);
  fields.read("unmet_standard_gain", effects.unmet_standard_gain);
  fields.read("unmet_standard_time", effects.unmet_standard_time);
  fields.read("unmet_standard_rating", effects.unmet_standard_rating);
  fields.read("quality_reopening", effects.quality_reopening);
  fields.read("hurry_time", effects.hurry_time);
  fields.read("hurry_gain", effects.hurry_gain);
  fields.read("over_head_reopening", effects.over_head_reopening);
  fields.read("defect_complexity", effects.defect_complexity);
}

// A response model of the user's own, instead of thresholds and drivers.
void bind_responses(const Fields& fields, Satisfaction& ratings) {
  const auto csv = read_csv(fields, "responses");
  if (!csv) {
    return;
  }
  Findings& findings = fields.context().findings;
  ratings.table = parse_responses(csv->text,
                                  {.file = csv->file,
                                   .key = fields.path("responses"),
                                   .classes = fields.context().names["case_class"]},
                                  findings);
  for (const std::string_view key : {"thresholds",
                                     "wait",
                                     "time",
                                     "contact",
                                     "transfer",
                                     "repeat",
                                     "unresolved",
                                     "forced",
                                     "failed_attempt"}) {
    if (fields.has(key)) {
      findings.warn_at(fields.path(key), "never used (satisfaction.responses stands for it)");
    }
  }
}

Satisfaction bind_satisfaction(const Fields& fields) {
  // In the order of the schema (domain.md B.10).
  constexpr std::array kSegments{0.0, 0.54, 0.15, -0.32, 0.57, 0.25, -0.28};
  Satisfaction ratings;
  read_numbers(fields, "thresholds", ratings.thresholds);
  if (std::ranges::adjacent_find(ratings.thresholds, std::ranges::greater_equal{}) !=
      ratings.thresholds.end()) {
    fields.context().findings.error_at(fields.path("thresholds"),
                                       "does not ascend (each number is above the one before)");
  }
  if (const auto segment = fields.quantity("segment")) {
    ratings.expectation = kSegments[static_cast<std::size_t>(*segment)];
  }
  fields.read("expectation", ratings.expectation);
  fields.read("expectation_drift", ratings.expectation_drift);
  fields.read("wait", ratings.wait);
  fields.read("time", ratings.time);
  fields.read("contact", ratings.contact);
  fields.read("transfer", ratings.transfer);
  fields.read("repeat", ratings.repeat);
  fields.read("unresolved", ratings.unresolved);
  fields.read("forced", ratings.forced);
  fields.read("failed_attempt", ratings.failed_attempt);
  fields.read("expected_time_to_resolve", ratings.expected_time_to_resolve);
  fields.read("customer_sd", ratings.customer_sd);
  fields.read("rep_sd", ratings.rep_sd);
  if (const auto coefficients = fields.quantity("coefficients")) {
    ratings.averaged = *coefficients == 0.0;
  }
  bind_responses(fields, ratings);
  if (!ratings.table.empty() && !fields.has("expectation")) {
    ratings.expectation = 0.0;  // the table holds what customers expect
  }
  return ratings;
}

Survey bind_survey(const Fields& fields) {
  Survey survey{.response = {0.30, 0.22, 0.12, 0.10, 0.22}};  // domain.md A.3 row 7
  read_numbers(fields, "response", survey.response);
  fields.read("neutral_party", survey.neutral_party);
  fields.read("upshift", survey.upshift);
  return survey;
}

}  // namespace

void bind_aids(const FindSection& section, Model& model) {
  const auto read = [&](std::string_view name, auto& into, auto bind_one) {
    if (const auto fields = section(name)) {
      into = bind_one(*fields);
    }
  };
  read("knowledge_base", model.knowledge_base, bind_knowledge_base);
  read("ai_assist", model.ai_assist, bind_ai_assist);
  read("self_service", model.self_service, bind_self_service);
  read("quality_assurance", model.quality_assurance, bind_quality_assurance);
  read("triage", model.triage, bind_triage);
  read("satisfaction", model.satisfaction, bind_satisfaction);
  read("survey", model.survey, bind_survey);
  if (const auto fields = section("effects")) {
    bind_effects(*fields, model.effects);
  }
  bind_business(section, model);
}

void apply_defects(const Effects& effects, CaseClass& one) {
  one.complexity.alpha *= std::pow(one.defect_rate, effects.defect_complexity);
  one.arrivals.per_week *= one.defect_rate;
  if (one.arrivals.series) {
    for (double& value : one.arrivals.series->values) {
      value *= one.defect_rate;
    }
  }
}

}  // namespace tiermix
