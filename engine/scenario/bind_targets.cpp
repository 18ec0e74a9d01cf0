#include "engine/scenario/bind_targets.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <utility>

#include "engine/base/text.hpp"
#include "engine/tally/measure.hpp"
#include "engine/tally/period_series.hpp"
#include "engine/scenario/overlay.hpp"
#include "engine/scenario/target_window.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

constexpr std::string_view kRule =
    " (>= or <= and a number with its unit, such as \">= 80% within 20 s\" or \">= 80% in every "
    "hour\")";

// Of a run with windows: they are kept for every class and tier.
constexpr std::int64_t kMostIntervals = 36'000;

struct TimeUnit {
  std::string_view name;
  double seconds;
};
constexpr auto kTimeUnits = std::to_array<TimeUnit>(
    {{"ms", 1e-3}, {"s", 1.0}, {"min", 60.0}, {"h", 3600.0}, {"days", 86400.0}});

// Measures of which more is better, and those of which less is, by how their names begin.
constexpr auto kMoreIsBetter = std::to_array<std::string_view>({"first_contact_resolution",
                                                                "first_level_resolution",
                                                                "resolution_rate",
                                                                "resolve_target_attainment",
                                                                "satisfaction_rating",
                                                                "satisfaction_survey",
                                                                "satisfaction_top_box",
                                                                "secure_customers",
                                                                "net_promoter_score",
                                                                "self_service_containment",
                                                                "service_level",
                                                                "support_profit",
                                                                "support_revenue"});
constexpr auto kLessIsBetter = std::to_array<std::string_view>({"abandonment_rate",
                                                                "blocking_rate",
                                                                "churn_rate",
                                                                "cost_",
                                                                "handle_cost_",
                                                                "probability_of_wait",
                                                                "reopen_rate",
                                                                "revenue_at_risk",
                                                                "satisfaction_share_1",
                                                                "satisfaction_share_2",
                                                                "speed_of_answer",
                                                                "time_to_resolve",
                                                                "unresolved_rate",
                                                                "wait"});

template <std::size_t n>
bool begins_with_one(std::string_view name, const std::array<std::string_view, n>& beginnings) {
  return std::ranges::any_of(
      beginnings, [&](std::string_view beginning) { return name.starts_with(beginning); });
}

Measured share_of(std::string_view text) {
  const auto bare = parse_number(text);
  if (bare && *bare <= 1.0) {
    return {*bare, {}};
  }
  return parse_percent(text);
}

Measured time_of(std::string_view text, const TimeUnit& unit) {
  Measured read = parse_duration(text);
  if (read.value) {
    *read.value /= unit.seconds;
  }
  return read;
}

// "70 USD", or "70 USD/case" for a measure of that unit.
Measured money_of(std::string_view text, std::string_view unit, const std::string& currency) {
  const std::size_t slash = unit.find('/');
  const std::string_view per =
      slash == std::string_view::npos ? std::string_view{} : unit.substr(slash);
  if (!per.empty() && text.ends_with(per)) {
    text.remove_suffix(per.size());
  }
  return parse_amount(trimmed(text), currency);
}

Measured count_of(std::string_view text, std::string_view unit) {
  std::string_view number = text;
  if (number.ends_with(unit)) {
    number = trimmed(number.substr(0, number.size() - unit.size()));
  }
  const auto value = parse_number(number);
  return value ? Measured{*value, {}}
               : problem(in_quotes(text) + " is not a number of " + std::string(unit));
}

Measured value_of(std::string_view text, std::string_view unit, const std::string& currency) {
  const auto* const time = std::ranges::find(kTimeUnits, unit, &TimeUnit::name);
  if (time != kTimeUnits.end()) {
    return time_of(text, *time);
  }
  if (unit == "1") {
    return share_of(text);
  }
  return unit.starts_with("currency") ? money_of(text, unit, currency) : count_of(text, unit);
}

std::string where_reported(const MeasureScopes& scopes) {
  std::string where = scopes.all ? ", for the desk" : "";
  where += scopes.per_class ? ", per case class" : "";
  where += scopes.per_tier ? ", per tier" : "";
  return where.substr(2);
}

class TargetBinder {
 public:
  TargetBinder(const Node& root, BindContext& context, Model& model)
      : root_(root), context_(context), model_(model) {}

  void bind_one(const Member& member) {
    path_ = "targets." + member.key;
    place_ = member.value.place;
    context_.findings.remember(path_, place_);
    Target target;
    const Measure* measure = find_scoped(member.key, target);
    if (member.value.kind == NodeKind::table) {
      const std::string scope =
          member.value.members.empty() ? "all" : member.value.members.front().key;
      error("is a table (a measure with a scope stands in quotes: " +
            in_quotes(member.key + "." + scope) + " = \"...\")");
      return;
    }
    if (member.value.kind != NodeKind::text) {
      error(shown(member.value) + " is not a target" + std::string(kRule));
      return;
    }
    if (measure == nullptr) {
      return;
    }
    for (const std::string_view part : parts_of(member.value.text)) {
      bind_part(part, *measure, target);
    }
  }

 private:
  // One of those that "and" joins.
  void bind_part(std::string_view text, const Measure& measure, Target target) {
    if (!read_value(std::string(text), measure, target)) {
      return;
    }
    const bool twice = std::ranges::any_of(model_.targets, [&](const Target& other) {
      return other.measure == target.measure && other.scope == target.scope &&
             other.at_least == target.at_least && other.window == target.window;
    });
    if (twice) {
      error("is said twice of " + target.scope);
      return;
    }
    warn_of_direction(target);
    model_.targets.push_back(std::move(target));
  }

  void error(const std::string& text) { context_.findings.error(place_, path_, text); }

  // Measure and scope of a key; nullptr where one is wrong and was reported.
  const Measure* find_scoped(const std::string& key, Target& target) {
    const std::size_t dot = key.find('.');
    target.measure = key.substr(0, dot);
    const int index = find_measure(target.measure);
    if (index < 0) {
      std::vector<std::string> names;
      for (const Measure& measure : measures()) {
        names.emplace_back(measure.name);
      }
      error("unknown measure " + in_quotes(target.measure) + " (docs/measures.md lists them)" +
            did_you_mean(spelled_out(target.measure), names));
      return nullptr;
    }
    const Measure& measure = measures()[static_cast<std::size_t>(index)];
    const std::string word = dot == std::string::npos ? "all" : key.substr(dot + 1);
    if (!find_scope(word, measure, target.scope)) {
      return nullptr;
    }
    return is_reported(measure, target.scope) ? &measure : nullptr;
  }

  static bool known(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
  }

  bool find_scope(const std::string& word, const Measure& measure, std::string& scope) {
    const std::vector<std::string>& classes = context_.names["case_class"];
    const std::vector<std::string>& tiers = context_.names["tier"];
    scope = word;
    if (word == "all") {
      return true;
    }
    if (word.starts_with("case.") || word.starts_with("tier.")) {
      const bool is_class = word.starts_with("case.");
      return check_reference(
          context_, is_class ? "case_class" : "tier", word.substr(5), place_, path_);
    }
    const bool is_class = known(classes, word);
    const bool is_tier = known(tiers, word);
    if (is_class && is_tier && measure.scopes.per_class == measure.scopes.per_tier) {
      error(in_quotes(word) + " is both a case class and a tier (write case." + word + " or tier." +
            word + ")");
      return false;
    }
    if (is_class || is_tier) {
      const bool take_class = is_class && (!is_tier || measure.scopes.per_class);
      scope = (take_class ? "case." : "tier.") + word;
      return true;
    }
    std::vector<std::string> names = classes;
    names.insert(names.end(), tiers.begin(), tiers.end());
    error("unknown scope " + in_quotes(word) + " (all, a case class or a tier)" +
          did_you_mean(word, names));
    return false;
  }

  bool is_reported(const Measure& measure, const std::string& scope) {
    const MeasureScopes& scopes = measure.scopes;
    const bool reported = scope == "all"               ? scopes.all
                          : scope.starts_with("case.") ? scopes.per_class
                                                       : scopes.per_tier;
    if (!reported) {
      error(std::string(measure.name) + " is not reported for " + scope + " (but " +
            where_reported(scopes) + ")");
    }
    return reported;
  }

  bool read_value(const std::string& text, const Measure& measure, Target& target) {
    target.text = text;
    std::string_view rest = trimmed(text);
    const auto takes = [&](std::string_view sign) {
      const bool there = rest.starts_with(sign);
      rest = there ? trimmed(rest.substr(sign.size())) : rest;
      return there;
    };
    if (takes(">=") || takes("\xe2\x89\xa5")) {
      target.at_least = true;
    } else if (takes("<=") || takes("\xe2\x89\xa4")) {
      target.at_least = false;
    } else {
      error(in_quotes(text) + " is not a target" + std::string(kRule));
      return false;
    }
    const std::vector<TargetClause> clauses = clauses_of(rest);
    const std::string_view number = trimmed(rest);
    const Measured read = value_of(number, measure.unit, context_.currency);
    if (!read.value) {
      error(read.problem);
      return false;
    }
    target.value = *read.value;
    const MeasureRange range = range_of(measure);
    if (target.value < range.low || target.value > range.high) {
      const std::string between = range.high == 1.0 ? "a share is from 0 to 100%"
                                  : std::isfinite(range.high)
                                      ? std::string(measure.name) + " is from " +
                                            format_number(range.low) + " to " +
                                            format_number(range.high)
                                      : "a time is from 0 on";
      error(in_quotes(number) +
            (target.value > range.high ? " is too large (" : " is too small (") + between + ")");
      return false;
    }
    return std::ranges::all_of(clauses, [&](const TargetClause& clause) {
      return clause.word == "within" ? read_within(clause.text, target)
                                     : read_when(clause, measure, target);
    });
  }

  bool read_when(const TargetClause& clause, const Measure& measure, Target& target) {
    const MeasureScopes scope{.all = target.scope == "all",
                              .per_class = target.scope.starts_with("case."),
                              .per_tier = target.scope.starts_with("tier.")};
    if (!is_counted_by_interval(measure, scope)) {
      error(target.measure + " of " + target.scope +
            " is not counted by the hour: it has a target over the whole time only");
      return false;
    }
    TargetWindow window = target.window.value_or(TargetWindow());
    std::string wrong = add_clause(clause, model_.time.interval, window);
    if (wrong.empty() && model_.time.horizon > kMostIntervals * model_.time.interval) {
      wrong = "a window in a run of more than " + std::to_string(kMostIntervals) +
              " intervals (a shorter time.horizon, or a longer time.interval)";
    }
    if (!wrong.empty()) {
      error(wrong);
      return false;
    }
    target.window = window;
    return true;
  }

  bool read_within(std::string_view text, const Target& target) {
    if (target.measure != "service_level") {
      error("within is said of " + target.measure + " (only service_level has an answer target)");
      return false;
    }
    const Measured read = parse_duration(text);
    if (!read.value || *read.value < 0.0) {
      error(read.value ? in_quotes(text) + " is negative (within a time from 0 on)" : read.problem);
      return false;
    }
    for (CaseClass& one : model_.classes) {
      if (target.scope == "all" || target.scope == "case." + one.name) {
        set_answer_target(one, from_seconds(*read.value));
      }
    }
    return true;
  }

  // Two thresholds for one class cannot both hold.
  void set_answer_target(CaseClass& one, Duration within) {
    const auto said = said_by_.emplace(one.name, path_);
    const bool states = said.second && states_answer_target(one.name);
    if (one.answer_target != within && (states || !said.second)) {
      error("within " + format_duration(in_seconds(within)) + ", but " +
            (states ? "case_class." + one.name + ".answer_target" : said.first->second) + " says " +
            format_duration(in_seconds(one.answer_target)) +
            " (a case class has one answer target)");
      return;
    }
    one.answer_target = within;
  }

  bool states_answer_target(const std::string& name) const {
    const Node* list = root_.find("case_class");
    return list != nullptr && std::ranges::any_of(list->items, [&](const Node& node) {
             return identity("case_class", node) == name && node.find("answer_target") != nullptr;
           });
  }

  void warn_of_direction(const Target& target) {
    const bool wrong = target.at_least ? begins_with_one(target.measure, kLessIsBetter)
                                       : begins_with_one(target.measure, kMoreIsBetter);
    if (wrong) {
      context_.findings.warn_at(path_,
                                "asks for " + std::string(target.at_least ? "much" : "little") +
                                    " (" + (target.at_least ? "less" : "more") + " is better)");
    }
  }

  const Node& root_;
  BindContext& context_;
  Model& model_;
  std::map<std::string, std::string> said_by_;
  std::string path_;
  Place place_;
};

}  // namespace

void bind_targets(const Node& root, BindContext& context, Model& model) {
  const Node* section = root.find("targets");
  if (section == nullptr) {
    return;
  }
  context.findings.remember("targets", section->place);
  if (section->kind != NodeKind::table) {
    context.findings.error(
        section->place, "targets", shown(*section) + " is not a table (its keys are measures)");
    return;
  }
  TargetBinder binder(root, context, model);
  for (const Member& member : section->members) {
    binder.bind_one(member);
  }
}

}  // namespace tiermix
