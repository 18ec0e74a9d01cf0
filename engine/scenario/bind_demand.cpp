#include "engine/scenario/bind_demand.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include "engine/base/text.hpp"
#include "engine/scenario/bind_aids.hpp"
#include "engine/scenario/bind_parts.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

// Keys of arrivals that say how a rate varies.
constexpr std::array<std::string_view, 6> kVariation{
    "profile", "busyness_cv", "weekly_growth", "months", "batch", "zone"};

// Built-in profiles are in the model where something refers to them.
void use_profile(const BindContext& context,
                 const std::string& name,
                 Arrivals& arrivals,
                 Model& model) {
  const auto own_names = context.own.find("profile");
  const bool own = own_names != context.own.end() &&
                   std::ranges::find(own_names->second, name) != own_names->second.end();
  if (!own && name == "flat") {
    return;
  }
  arrivals.profile = name;
  if (!own && std::ranges::find(model.profiles, name, &Profile::name) == model.profiles.end()) {
    model.profiles.push_back(builtin_profile(name));
  }
}

void bind_customers(const Fields& fields, Arrivals& arrivals) {
  constexpr double kWeeksPerMonth = 52.1786 / 12.0;
  double customers = 0.0;
  double contacts = 0.0;
  fields.read("customers", customers);
  fields.read("contacts_per_customer_month", contacts);
  if (fields.has("customers")) {
    arrivals.per_week = customers * contacts / kWeeksPerMonth;
  } else if (fields.has("contacts_per_customer_month")) {
    fields.context().findings.error_at(fields.path("contacts_per_customer_month"),
                                       "given without customers (the rate is theirs)");
  }
}

void bind_instants(const Fields& fields, const TimeFrame& time, Arrivals& arrivals) {
  Findings& findings = fields.context().findings;
  const std::vector<double> seconds = fields.quantities("at");
  for (const double second : seconds) {
    arrivals.instants.push_back(from_seconds(second));
  }
  if (!seconds.empty() && time.horizon.us > 0) {  // for the offered load
    const double weeks = in_seconds(time.horizon) / in_seconds(kWeek);
    arrivals.per_week = static_cast<double>(seconds.size()) / weeks;
  }
  const std::string path = fields.path("at");
  if (!std::ranges::is_sorted(seconds)) {
    findings.error_at(path, "is not in order (times ascend)");
  } else if (fields.has("at") && seconds.empty() && findings.sound(path)) {
    findings.error_at(path, "is empty (one time or more)");
  }
  for (const std::string_view other : kVariation) {
    if (fields.has("at") && fields.has(other)) {
      findings.error_at(fields.path(other), "given beside at (which says when cases arrive)");
    }
  }
}

void bind_months(const Fields& fields, Arrivals& arrivals) {
  read_numbers(fields, "months", arrivals.months);
  if (std::ranges::all_of(arrivals.months, [](double factor) { return factor == 0.0; })) {
    fields.context().findings.error_at(fields.path("months"),
                                       "all factors are 0 (one must be above 0)");
  }
}

// Rates, volumes and how they vary: what arrivals and shared volumes have in common.
void bind_rates(const Fields& fields, Arrivals& arrivals, Model& model) {
  BindContext& context = fields.context();
  fields.read("zone", arrivals.zone);
  fields.read("per_week", arrivals.per_week);
  if (fields.has("per_day")) {
    fields.read("per_day", arrivals.per_week);
    arrivals.per_week *= 7.0;
  }
  if (fields.has("per_hour")) {
    fields.read("per_hour", arrivals.per_week);
    arrivals.per_week *= 168.0;
  }
  bind_customers(fields, arrivals);
  arrivals.series = bind_series(fields, "volumes", model.time);
  if (fields.has("volumes") && fields.has("profile")) {
    context.findings.error_at(fields.path("profile"),
                              "given beside volumes (the file says when cases arrive)");
  }
  if (auto name = fields.text("profile")) {
    use_profile(context, *name, arrivals, model);
  }
  fields.read("busyness_cv", arrivals.busyness_cv);
  fields.read("weekly_growth", arrivals.weekly_growth);
  fields.read("batch", arrivals.batch_mean);
  bind_months(fields, arrivals);
}

bool has_rate(const Fields& fields) {
  return std::ranges::any_of(
      std::to_array<std::string_view>({"per_week", "per_day", "per_hour", "volumes", "customers"}),
      [&](std::string_view key) { return fields.has(key); });
}

// arrivals = { volume = "calls", share = "30%" }
void bind_share(const Fields& fields, SharedVolumes& volumes, Arrivals& arrivals) {
  Findings& findings = fields.context().findings;
  double share = 0.0;
  fields.read("share", share);
  if (!fields.has("volume")) {
    if (fields.has("share")) {
      findings.error_at(fields.path("share"), "given without volume (of which it is a share)");
    }
    return;
  }
  if (!fields.has("share")) {
    fields.missing("share", "a class has a share of its volume");
  }
  for (const std::string_view other : kVariation) {
    if (fields.has(other)) {
      findings.error_at(fields.path(other), "given beside volume (which says it for all classes)");
    }
  }
  const auto name = fields.text("volume");
  const auto volume = name ? volumes.find(*name) : volumes.end();
  if (volume == volumes.end()) {
    return;
  }
  volume->second.taken += share;
  arrivals = volume->second.arrivals;
  arrivals.volume = *name;
  arrivals.per_week *= share;
  if (arrivals.series) {
    for (double& value : arrivals.series->values) {
      value *= share;
    }
  }
}

void bind_arrivals(const Fields& fields, SharedVolumes& volumes, Arrivals& arrivals, Model& model) {
  if (!has_rate(fields) && !fields.has("at") && !fields.has("volume")) {
    fields.missing("per_week",
                   "arrivals have one of per_week, per_day, per_hour, customers, volumes, volume, "
                   "at");
  }
  bind_rates(fields, arrivals, model);
  bind_instants(fields, model.time, arrivals);
  bind_share(fields, volumes, arrivals);
}

void bind_complexity(const Fields& fields, Complexity& complexity) {
  const Node* node = fields.find("complexity");
  if (node == nullptr) {
    return;
  }
  if (node->kind == NodeKind::table) {
    const Fields shape(fields.context(), *node, "complexity", fields.path("complexity"));
    shape.read("alpha", complexity.alpha);
    shape.read("beta", complexity.beta);
    return;
  }
  // In the order of the schema: standard, moderate, high.
  constexpr std::array kPresetAlpha{1.0, 1.3, 1.8};
  if (const auto preset = fields.quantity("complexity")) {
    complexity.alpha = kPresetAlpha[static_cast<std::size_t>(*preset)];
  }
}

void bind_reopening(const Fields& fields, Reopening& reopening) {
  fields.read("probability", reopening.probability);
  fields.read("window", reopening.window);
  if (const auto delay = bind_law(fields, "delay")) {
    reopening.delay = *delay;
  } else if (!fields.has("delay") && reopening.probability > 0.0) {
    fields.missing("delay", "cases come back with a probability above 0");
  }
}

void bind_demands(const Fields& fields, const Model& model, CaseClass& bound) {
  fields.read("defect_rate", bound.defect_rate);
  fields.read("complexity_time", bound.complexity_time);
  fields.read("open_case_overhead", bound.open_case_overhead);
  fields.read("resolve_target", bound.resolve_target);
  fields.read("expected_time_to_resolve", bound.expected_time_to_resolve);
  if (fields.has("defect_rate") && !bound.arrivals.instants.empty()) {
    fields.context().findings.error_at(fields.path("defect_rate"),
                                       "given beside arrivals.at (which says when cases arrive)");
  }
  apply_defects(model.effects, bound);
}

}  // namespace

Holiday bind_holiday(const Fields& fields) {
  Holiday holiday;
  Findings& findings = fields.context().findings;
  const auto add = [&](double day) {
    holiday.dates.emplace_back(std::chrono::days{static_cast<int>(day)});
  };
  fields.read("name", holiday.name);
  if (const auto day = fields.quantity("date")) {
    add(*day);
  }
  std::ranges::for_each(fields.quantities("dates"), add);
  if (!fields.has("date") && !fields.has("dates")) {
    fields.missing("date", "a holiday has either date or dates");
  } else if (fields.has("dates") && holiday.dates.empty() && findings.sound(fields.path("dates"))) {
    findings.error_at(fields.path("dates"), "is empty (one date or more)");
  }
  const std::set<std::chrono::sys_days> different(holiday.dates.begin(), holiday.dates.end());
  if (different.size() < holiday.dates.size()) {
    findings.error_at(fields.path("dates"), "names a date twice");
  }
  holiday.dates.assign(different.begin(), different.end());
  fields.read("arrivals", holiday.arrivals);
  fields.read("staffed", holiday.staffed);
  holiday.sites = fields.references("sites");
  if (fields.has("sites") && holiday.sites.empty() && findings.sound(fields.path("sites"))) {
    findings.error_at(fields.path("sites"), "is empty (say staffed = true where nobody is off)");
  } else if (holiday.staffed && fields.has("sites")) {
    findings.error_at(fields.path("sites"), "given beside staffed (nobody is off)");
  } else if (holiday.staffed && holiday.arrivals == 1.0) {
    findings.warn_at(fields.path(), "changes nothing (reps are there, and as many customers call)");
  }
  return holiday;
}

void bind_demand_noise(const Fields& fields, DemandNoise& demand) {
  fields.read("volume", demand.volume);
  fields.read("busyness_day_to_day", demand.day_to_day);
  fields.read("busyness_between_classes", demand.between_classes);
}

void bind_volume(const Fields& fields, SharedVolumes& volumes, Model& model) {
  std::string name;
  SharedVolume volume;
  fields.read("name", name);
  if (!has_rate(fields)) {
    fields.missing("per_week",
                   "a volume has one of per_week, per_day, per_hour, customers, volumes");
  }
  bind_rates(fields, volume.arrivals, model);
  volumes.emplace(std::move(name), std::move(volume));
}

void check_shares(const SharedVolumes& volumes, Findings& findings) {
  for (const auto& [name, volume] : volumes) {
    const std::string key = "volume." + name;
    const std::string sum = format_percent(volume.taken);
    if (volume.taken > 1.0 + kSumTolerance) {
      findings.error_at(key, "its shares sum to " + sum + " (at most 100%)");
    } else if (volume.taken == 0.0 && findings.sound("case_class")) {
      findings.warn_at(key, "no class has a share of it (arrivals = { volume, share })");
    } else if (volume.taken < 1.0 - kSumTolerance && findings.sound("case_class")) {
      findings.warn_at(key, "its shares sum to " + sum + " (the rest never arrives)");
    }
  }
}

void bind_class(const Fields& fields, SharedVolumes& volumes, Model& model) {
  BindContext& context = fields.context();
  CaseClass bound;
  fields.read("name", bound.name);
  fields.read_choice("channel", bound.channel);
  if (const Node* node = fields.find("arrivals")) {
    bind_arrivals(Fields(context, *node, "arrivals", fields.path("arrivals")),
                  volumes,
                  bound.arrivals,
                  model);
  }
  if (const auto law = bind_law(fields, "patience")) {
    bound.patience = Patience{*law};
  }
  bound.enters_at = bind_routes(fields, "enters_at");
  if (!fields.has("enters_at") && !model.tiers.empty()) {
    bound.enters_at = {{model.tiers.front().name, 1.0}};
  }
  fields.read("priority", bound.priority);
  bind_complexity(fields, bound.complexity);
  bound.handle_time = bind_law(fields, "handle_time");
  if (const Node* node = fields.find("reopening")) {
    bind_reopening(Fields(context, *node, "reopening", fields.path("reopening")), bound.reopening);
  }
  fields.read("answer_target", bound.answer_target);
  bind_demands(fields, model, bound);
  bind_contacts(fields, bound, model);
  model.classes.push_back(std::move(bound));
}

}  // namespace tiermix
