// What levers change in one scenario.

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/base/text.hpp"
#include "engine/scenario/lever_path.hpp"
#include "engine/scenario/lever_value.hpp"
#include "engine/scenario/levers.hpp"
#include "engine/scenario/model.hpp"
#include "engine/scenario/source.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

std::string replaced(std::string text, std::string_view what, const std::string& by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at)) {
    text.replace(at, what.size(), by);
    at += by.size();
  }
  return text;
}

bool says(const Node& element, std::string_view key, const std::string& text) {
  const Node* value = element.find(key);
  return value != nullptr && value->kind == NodeKind::text && value->text == text;
}

// What an element of a list has to do with a tier; lists that have nothing to do with tiers belong
// to each.
bool belongs_to(const Node& element, const std::string& list, const Tier& tier) {
  if (list == "tier") {
    return says(element, "name", tier.name);
  }
  if (list == "policy") {
    return tier.policy.has_value() && says(element, "name", tier.policy.value());
  }
  return (list != "rep_group" && list != "handling") || says(element, "tier", tier.name);
}

// What is about handing cases over finds nothing to do where none is handed on.
bool is_idle_at(const LeverSpec& spec, const Tier& tier) {
  return tier.escalates_to.empty() && std::ranges::all_of(spec.sets, [](const LeverSet& set) {
           return set.path.starts_with("policy.") &&
                  set.path.find(".hand_off.") != std::string::npos;
         });
}

class OneLever {
 public:
  OneLever(const LeverSpec& spec, const Node& root, const Model& model, const Tier* tier)
      : spec_(spec), root_(root), model_(model), tier_(tier) {}

  [[nodiscard]] std::string name() const {
    return spec_.name + (tier_ == nullptr ? "" : "." + tier_->name);
  }

  /// The lever, or the reason why there is none.
  std::pair<std::optional<Lever>, std::string> find() {
    for (const std::string& section : spec_.unless) {
      if (root_.find(section) != nullptr) {
        return {std::nullopt, "the scenario has [" + section + "] already"};
      }
    }
    if (tier_ != nullptr && is_idle_at(spec_, *tier_)) {
      return {std::nullopt, "the tier hands nothing on"};
    }
    for (const LeverSet& set : spec_.sets) {
      const std::string problem = add(set);
      if (!problem.empty()) {
        return {std::nullopt, problem};
      }
    }
    std::vector<std::string> concerned = groups();
    return {Lever{.name = name(),
                  .title = replaced(spec_.title, "{tier}", tier_ == nullptr ? "" : tier_->name),
                  .changes = std::move(changes_),
                  .cost = spec_.cost,
                  .groups = std::move(concerned),
                  .source = spec_.source,
                  .assumption = spec_.assumption},
            {}};
  }

 private:
  // The problem where no value of the set changes.
  std::string add(const LeverSet& set) {
    const LeverPathRead read = read_lever_path(set.path);
    TIERMIX_EXPECTS(read.path.has_value());
    const LeverPath& path = *read.path;
    const LeverSpots found = spots_of(path, root_, [&](const Node& element) {
      return tier_ == nullptr || belongs_to(element, path.section, *tier_);
    });
    std::string problem = found.problem;
    bool any = false;
    for (const LeverSpot& spot : found.spots) {
      std::string reason =
          set.relative ? add_relative(set, path, spot) : add_value(set, path, spot);
      any = any || reason.empty();
      problem = problem.empty() ? std::move(reason) : problem;
    }
    return any ? std::string() : problem;
  }

  std::string add_relative(const LeverSet& set, const LeverPath& path, const LeverSpot& spot) {
    const Field& field = *path.field;
    const std::string& currency = model_.money.currency;
    if (spot.value == nullptr && path.elements.empty() && root_.find(path.section) == nullptr) {
      return "the scenario has no [" + path.section + "]";
    }
    const std::optional<double> before =
        spot.value == nullptr ? fallback_of(field) : stated_number(*spot.value, field, currency);
    if (!before) {
      return set.path + (spot.value == nullptr ? " is not stated" : " is no plain number");
    }
    const RelativeChange change = read_relative(set.value, field).change.value();
    const double after = changed(*before, change, field);
    const std::string was = value_text(*before, field, currency);
    std::string is = value_text(after, field, currency);
    if (is == was) {
      return set.path + " stays at " + was;
    }
    changes_.push_back({.path = spot.path, .before = was, .after = std::move(is)});
    return {};
  }

  std::string add_value(const LeverSet& set, const LeverPath& path, const LeverSpot& spot) {
    std::string value = replaced(set.value, "{currency}", model_.money.currency);
    std::string before;
    if (spot.value != nullptr) {
      before = spot.value->kind == NodeKind::text ? spot.value->text : shown(*spot.value);
    } else {
      before = std::string(path.field->fallback);
    }
    if (before == value) {
      return set.path + " is " + value + " already";
    }
    changes_.push_back({.path = spot.path, .before = std::move(before), .after = std::move(value)});
    return {};
  }

  // Those whose groups a lever changes are meant; else the tier, else the desk.
  [[nodiscard]] std::vector<std::string> groups() const {
    std::vector<std::string> all;
    const bool named = std::ranges::any_of(
        spec_.sets, [](const LeverSet& set) { return set.path.starts_with("rep_group."); });
    for (const RepGroup& group : model_.groups) {
      const bool touched = std::ranges::any_of(changes_, [&group](const LeverChange& change) {
        return change.path.starts_with("rep_group." + group.name + ".");
      });
      if (named ? touched : tier_ == nullptr || group.tier == tier_->name) {
        all.push_back(group.name);
      }
    }
    return all;
  }

  const LeverSpec& spec_;
  const Node& root_;
  const Model& model_;
  const Tier* tier_;
  std::vector<LeverChange> changes_;
};

}  // namespace

namespace {

bool same_changes(const Lever& a, const Lever& b) {
  return std::ranges::equal(
      a.changes, b.changes, [](const LeverChange& one, const LeverChange& other) {
        return one.path == other.path && one.after == other.after;
      });
}

// Tiers that share what a lever changes share the lever.
class SpecOnTiers {
 public:
  SpecOnTiers(const LeverSpec& spec, LeversOnScenario& result) : spec_(spec), result_(result) {}

  void add(Lever lever, const std::string& tier) {
    for (Found& found : found_) {
      if (same_changes(found.lever, lever)) {
        found.tiers.push_back(tier);
        for (std::string& group : lever.groups) {
          if (std::ranges::find(found.lever.groups, group) == found.lever.groups.end()) {
            found.lever.groups.push_back(std::move(group));
          }
        }
        return;
      }
    }
    found_.push_back({.lever = std::move(lever), .tiers = {tier}});
  }

  void finish() {
    for (Found& found : found_) {
      if (found.tiers.size() > 1) {
        found.lever.name = spec_.name + "." + joined(found.tiers, "+", "+");
        found.lever.title = replaced(spec_.title, "{tier}", joined(found.tiers, ", ", " and "));
      }
      result_.levers.push_back(std::move(found.lever));
    }
  }

 private:
  struct Found {
    Lever lever;
    std::vector<std::string> tiers;
  };

  static std::string joined(const std::vector<std::string>& names,
                            std::string_view between,
                            std::string_view last) {
    std::string text = names.front();
    for (std::size_t i = 1; i < names.size(); ++i) {
      text += std::string(i + 1 == names.size() ? last : between) + names[i];
    }
    return text;
  }

  const LeverSpec& spec_;
  LeversOnScenario& result_;
  std::vector<Found> found_;
};

}  // namespace

std::vector<LeverSpec> exchanged(std::vector<LeverSpec> levers, double rate) {
  constexpr std::string_view kCurrency = "{currency}";
  for (LeverSpec& lever : levers) {
    LeverCost& cost = lever.cost;
    for (double* amount : {&cost.per_year, &cost.once, &cost.per_rep_year, &cost.per_rep_once}) {
      *amount *= rate;
    }
    for (LeverSet& set : lever.sets) {
      const std::size_t at = set.value.find(kCurrency);
      const auto amount = parse_number(trimmed(std::string_view(set.value).substr(0, at)));
      if (at != std::string::npos && amount) {
        set.value = plain_number(*amount * rate) + " " + set.value.substr(at);
      }
    }
  }
  return levers;
}

LeversOnScenario levers_on(const std::string& scenario_text,
                           const Model& model,
                           const std::vector<LeverSpec>& specs) {
  const Parsed parsed = parse_toml(scenario_text, "scenario");
  TIERMIX_EXPECTS(!parsed.problem.has_value());
  LeversOnScenario result;
  for (const LeverSpec& spec : specs) {
    std::vector<const Tier*> tiers;
    for (const Tier& tier : model.tiers) {
      if (spec.per_tier) {
        tiers.push_back(&tier);
      }
    }
    if (!spec.per_tier) {
      tiers.push_back(nullptr);
    }
    SpecOnTiers levers(spec, result);
    for (const Tier* tier : tiers) {
      OneLever one(spec, parsed.root, model, tier);
      const std::string name = one.name();
      auto [lever, reason] = one.find();
      if (lever) {
        levers.add(*std::move(lever), tier == nullptr ? "" : tier->name);
      } else {
        result.left_out.push_back({.name = name, .reason = std::move(reason)});
      }
    }
    levers.finish();
  }
  return result;
}

}  // namespace tiermix
