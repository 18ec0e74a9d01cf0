// Where cases go, from what was counted at each tier.

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "engine/estimate/estimate.hpp"
#include "engine/results/parts.hpp"

namespace tiermix {
namespace {

using Count = std::function<double(const Observations&)>;

class Flows {
 public:
  Flows(const Model& model, const Outcome& outcome) : model_(model), outcome_(outcome) {}

  /// Nothing where no replication has any of it.
  void add(FlowRow row, const Count& count) {
    RatioSums sums;
    double total = 0.0;
    for (const Observations& seen : outcome_.replications) {
      const double n = count(seen);
      total += n;
      sums.add(n, seen.total(ScopeLayout::all(), Quantity::offered));
    }
    if (!(total > 0.0)) {
      return;
    }
    const Estimate estimate = sums.estimate(outcome_.design.level);
    row.mean = estimate.mean;
    row.half_width = estimate.half_width;
    row.lower = estimate.lower;
    row.upper = estimate.upper;
    rows_.push_back(std::move(row));
  }

  void add_entries();
  void add_hand_overs(std::size_t tier);
  void add_returns(std::size_t tier);
  void add_ends(std::size_t tier);

  [[nodiscard]] std::vector<FlowRow> take() { return std::move(rows_); }

 private:
  [[nodiscard]] Count at(std::size_t tier, Quantity q, double share = 1.0) const {
    const std::size_t scope = outcome_.layout.of_tier(tier);
    return [scope, q, share](const Observations& seen) { return share * seen.total(scope, q); };
  }
  [[nodiscard]] const std::string& name(std::size_t tier) const { return model_.tiers[tier].name; }

  // Share of the hand-overs of one tier that go to another.
  [[nodiscard]] double share_to(std::size_t from, std::size_t to) const {
    double share = 0.0;
    for (const RouteShare& route : model_.tiers[from].escalates_to) {
      share += route.tier == name(to) ? route.share : 0.0;
    }
    return share;
  }
  [[nodiscard]] bool is_handed_cases(std::size_t tier) const {
    for (std::size_t from = 0; from < model_.tiers.size(); ++from) {
      if (share_to(from, tier) > 0.0) {
        return true;
      }
    }
    return false;
  }
  void add_stated_entries();
  void add_triaged_entries(std::size_t direct_to);

  const Model& model_;
  const Outcome& outcome_;
  std::vector<FlowRow> rows_;
};

void Flows::add_stated_entries() {
  for (std::size_t tier = 0; tier < model_.tiers.size(); ++tier) {
    bool counted = true;
    std::vector<double> shares(model_.classes.size());
    for (std::size_t c = 0; c < model_.classes.size(); ++c) {
      for (const RouteShare& route : model_.classes[c].enters_at) {
        shares[c] += route.tier == name(tier) ? route.share : 0.0;
      }
      counted = counted && (shares[c] == 0.0 || shares[c] == 1.0);
    }
    add({.kind = "enters", .from = {}, .to = name(tier), .counted = counted},
        [&shares](const Observations& seen) {
          double sum = 0.0;
          for (std::size_t c = 0; c < shares.size(); ++c) {
            sum += shares[c] * seen.total(ScopeLayout::of_class(c), Quantity::offered);
          }
          return sum;
        });
  }
}

// Tiers that nobody hands cases to are entered by all they meet; the rest went to where triage
// sends cases.
void Flows::add_triaged_entries(std::size_t direct_to) {
  std::vector<std::size_t> entered;
  for (std::size_t tier = 0; tier < model_.tiers.size(); ++tier) {
    if (tier != direct_to && !is_handed_cases(tier)) {
      entered.push_back(outcome_.layout.of_tier(tier));
      add({.kind = "enters", .from = {}, .to = name(tier)}, at(tier, Quantity::cases_met));
    }
  }
  add({.kind = "enters", .from = {}, .to = name(direct_to)}, [&entered](const Observations& seen) {
    double rest = seen.total(ScopeLayout::all(), Quantity::offered);
    for (const std::size_t scope : entered) {
      rest -= seen.total(scope, Quantity::cases_met);
    }
    return std::max(0.0, rest);
  });
}

void Flows::add_entries() {
  if (model_.triage && model_.triage->direct_to) {
    const auto found = std::ranges::find(model_.tiers, *model_.triage->direct_to, &Tier::name);
    if (found != model_.tiers.end()) {
      add_triaged_entries(static_cast<std::size_t>(found - model_.tiers.begin()));
      return;
    }
  }
  add_stated_entries();
}

void Flows::add_hand_overs(std::size_t tier) {
  for (std::size_t to = 0; to < model_.tiers.size(); ++to) {
    if (const double share = share_to(tier, to); share > 0.0) {
      add({.kind = "handed_over", .from = name(tier), .to = name(to), .counted = share == 1.0},
          at(tier, Quantity::escalations, share));
    }
  }
}

void Flows::add_returns(std::size_t tier) {
  double into = 0.0;
  for (std::size_t from = 0; from < model_.tiers.size(); ++from) {
    into += share_to(from, tier);
  }
  for (std::size_t from = 0; from < model_.tiers.size() && into > 0.0; ++from) {
    if (const double share = share_to(from, tier); share > 0.0) {
      add({.kind = "sent_back", .from = name(tier), .to = name(from), .counted = share == into},
          at(tier, Quantity::bounces, share / into));
    }
  }
  const std::optional<Overflow>& overflow = model_.tiers[tier].overflow;
  if (overflow && overflow->after) {
    add({.kind = "moved", .from = name(tier), .to = overflow->to, .counted = false},
        at(tier, Quantity::moved));
  }
  add({.kind = "asked", .from = name(tier), .to = name(tier)}, at(tier, Quantity::pendings));
}

void Flows::add_ends(std::size_t tier) {
  add({.kind = "resolved", .from = name(tier), .to = {}}, at(tier, Quantity::resolved));
  add({.kind = "unresolved", .from = name(tier), .to = {}}, at(tier, Quantity::closed_unresolved));
  const Count hung_up = at(tier, Quantity::abandoned);
  const Count turned_away = at(tier, Quantity::blocked);
  add({.kind = "left", .from = name(tier), .to = {}},
      [&](const Observations& seen) { return hung_up(seen) + turned_away(seen); });
}

}  // namespace

std::vector<FlowRow> flows_of(const Model& model, const Outcome& outcome) {
  Flows flows(model, outcome);
  flows.add_entries();
  for (std::size_t tier = 0; tier < model.tiers.size(); ++tier) {
    flows.add_hand_overs(tier);
    flows.add_returns(tier);
    flows.add_ends(tier);
  }
  return flows.take();
}

}  // namespace tiermix
