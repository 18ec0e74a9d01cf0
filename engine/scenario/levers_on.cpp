// What levers change in one scenario.

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/scenario/lever_path.hpp"
#include "engine/scenario/lever_value.hpp"
#include "engine/scenario/levers.hpp"
#include "engine/scenario/model.hpp"
#include "engine/scenario/source.hpp"

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
    for (const Tier* tier : tiers) {
      OneLever one(spec, parsed.root, model, tier);
      const std::string name = one.name();
      auto [lever, reason] = one.find();
      if (lever) {
        result.levers.push_back(*std::move(lever));
      } else {
        result.left_out.push_back({.name = name, .reason = std::move(reason)});
      }
    }
  }
  return result;
}

}  // namespace tiermix
