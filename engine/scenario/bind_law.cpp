#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "engine/base/text.hpp"
#include "engine/scenario/bind_parts.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

constexpr auto kMay = Presence::optional;

constexpr std::array kLawParameters{
    Parameter{"deterministic", "mean", kRequired},
    Parameter{"exponential", "mean", kRequired},
    Parameter{"lognormal", "mean", kRequired},
    Parameter{"lognormal", "cv", kMay},
    Parameter{"gamma", "mean", kRequired},
    Parameter{"gamma", "cv", kMay},
    Parameter{"weibull", "mean", kRequired},
    Parameter{"weibull", "shape", kRequired},
    Parameter{"hyperexponential", "phases", kRequired},
    Parameter{"empirical", "values", kRequired},
};

constexpr std::array kCurveParameters{
    Parameter{"constant", "p", kRequired},
    Parameter{"gatekeeper", "f0", kRequired},
    Parameter{"gatekeeper", "b", kRequired},
    Parameter{"logistic", "ability", kRequired},
    Parameter{"logistic", "mean", kMay},
    Parameter{"logistic", "sd", kMay},
};

struct DefaultLaw {
  LawFamily family = LawFamily::lognormal;
  double cv = 1.0;
};

const std::vector<std::string>& families() {
  static const std::vector<std::string> kNames = words(find_field("law", "law")->detail);
  return kNames;
}

// "lognormal 1.2", as the schema writes the default of a key.
DefaultLaw default_law(std::string_view detail) {
  const std::size_t blank = detail.find(' ');
  const auto at = std::ranges::find(families(), detail.substr(0, blank));
  return {static_cast<LawFamily>(at - families().begin()),
          parse_number(detail.substr(blank + 1)).value_or(1.0)};
}

double mean_value(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

void bind_phases(const Fields& fields, Law& law) {
  const Node* list = fields.find("phases");
  if (list == nullptr) {
    return;
  }
  const std::string path = fields.path("phases");
  Findings& findings = fields.context().findings;
  if (list->kind != NodeKind::array || list->items.empty()) {
    findings.error(list->place, path, shown(*list) + " has no phases (tables in [ ])");
    return;
  }
  double sum = 0.0;
  for (std::size_t i = 0; i < list->items.size(); ++i) {
    const Fields phase(
        fields.context(), list->items[i], "phase", path + "[" + std::to_string(i + 1) + "]");
    LawPhase bound;
    phase.read("probability", bound.probability);
    phase.read("mean", bound.mean);
    sum += bound.probability;
    law.mean += bound.probability * bound.mean;
    law.phases.push_back(bound);
  }
  if (findings.sound(path) && std::abs(sum - 1.0) > kSumTolerance) {
    findings.error(list->place,
                   path,
                   "probabilities sum to " + format_number(sum) + " (those of a law sum to 1)");
  }
}

void bind_values(const Fields& fields, Law& law) {
  law.values = fields.quantities("values");
  std::ranges::sort(law.values);
  if (!law.values.empty()) {
    law.mean = mean_value(law.values);
  } else if (fields.has("values") && fields.context().findings.sound(fields.path("values"))) {
    fields.context().findings.error_at(fields.path("values"), "is empty (one value or more)");
  }
}

Law bind_law_table(const Fields& fields, const DefaultLaw& fallback) {
  Law law;
  law.family = fallback.family;
  fields.read_choice("law", law.family);
  const std::string name = families()[static_cast<std::size_t>(law.family)];
  if (!fields.context().findings.sound(fields.path("law"))) {
    return law;
  }
  check_parameters(fields, kLawParameters, name, "law");
  switch (law.family) {
    case LawFamily::hyperexponential:
      bind_phases(fields, law);
      break;
    case LawFamily::empirical:
      bind_values(fields, law);
      break;
    case LawFamily::lognormal:
    case LawFamily::gamma:
      law.cv = fallback.cv;
      fields.read("cv", law.cv);
      fields.read("mean", law.mean);
      break;
    default:
      fields.read("mean", law.mean);
      fields.read("shape", law.shape);
      break;
  }
  return law;
}

}  // namespace

void check_parameters(const Fields& fields,
                      std::span<const Parameter> parameters,
                      const std::string& form,
                      const std::string& what) {
  for (const Parameter& p : parameters) {
    const bool applies = std::ranges::any_of(parameters, [&](const Parameter& other) {
      return other.form == form && other.key == p.key;
    });
    const bool given = fields.has(p.key);
    if (p.form == form && p.presence == kRequired && !given) {
      fields.missing(p.key, what + " " + in_quotes(form) + " needs it");
    }
    // Several forms have a mean: the first of them speaks for all.
    const auto first = std::ranges::find(parameters, p.key, &Parameter::key);
    if (given && !applies && &*first == &p) {
      fields.context().findings.error_at(fields.path(p.key),
                                         shown(*fields.find(p.key)) + " does not apply (" + what +
                                             " " + in_quotes(form) + " has no " +
                                             std::string(p.key) + ")");
    }
  }
}

std::optional<Law> bind_law(const Fields& owner, std::string_view key) {
  const Node* node = owner.find(key);
  if (node == nullptr) {
    return std::nullopt;
  }
  const DefaultLaw fallback = default_law(owner.field(key).detail);
  if (node->kind == NodeKind::table) {
    const Law law =
        bind_law_table(Fields(owner.context(), *node, "law", owner.path(key)), fallback);
    return owner.context().findings.sound(owner.path(key)) ? std::optional(law) : std::nullopt;
  }
  const auto mean =
      read_quantity(owner.context(), *find_field("law", "mean"), *node, owner.path(key));
  if (!mean) {
    return std::nullopt;
  }
  const bool has_cv =
      fallback.family == LawFamily::lognormal || fallback.family == LawFamily::gamma;
  Law law;
  law.family = fallback.family;
  law.mean = *mean;
  law.cv = has_cv ? fallback.cv : 0.0;
  return law;
}

std::optional<ResolveCurve> bind_curve(const Fields& owner, std::string_view key) {
  const Node* node = owner.find(key);
  if (node == nullptr) {
    return std::nullopt;
  }
  ResolveCurve curve;
  BindContext& context = owner.context();
  if (node->kind != NodeKind::table) {
    const auto p = read_quantity(context, *find_field("resolve", "p"), *node, owner.path(key));
    curve.p = p.value_or(1.0);
    return curve;
  }
  const Fields fields(context, *node, "resolve", owner.path(key));
  fields.read_choice("curve", curve.kind);
  if (!context.findings.sound(fields.path("curve"))) {
    return curve;
  }
  const auto form = words(find_field("resolve", "curve")->detail);
  check_parameters(fields, kCurveParameters, form[static_cast<std::size_t>(curve.kind)], "curve");
  fields.read("p", curve.p);
  fields.read("f0", curve.f0);
  fields.read("b", curve.b);
  fields.read("ability", curve.ability);
  fields.read("mean", curve.mean);
  fields.read("sd", curve.sd);
  return curve;
}

}  // namespace tiermix
