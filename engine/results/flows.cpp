// Where cases go, from what was counted at each tier.

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

  void add_entry(std::size_t tier);
  void add_hand_overs(std::size_t tier);
  void add_returns(std::size_t tier);
  void add_calls(std::size_t tier);
  void add_ends(std::size_t tier);
  void add_open();

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

  const Model& model_;
  const Outcome& outcome_;
  std::vector<FlowRow> rows_;
};

// By the first contact, one of each case: those turned away at the door have one as well.
void Flows::add_entry(std::size_t tier) {
  add({.kind = "enters", .from = {}, .to = name(tier)}, at(tier, Quantity::entered));
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
  if (overflow) {
    add({.kind = "moved", .from = name(tier), .to = overflow->to, .counted = false},
        at(tier, Quantity::moved));
  }
  add({.kind = "asked", .from = name(tier), .to = name(tier)}, at(tier, Quantity::pendings));
}

// Later contacts of cases that have entered already.
void Flows::add_calls(std::size_t tier) {
  add({.kind = "called_again", .from = {}, .to = name(tier)}, at(tier, Quantity::redials));
  add({.kind = "contacted_again", .from = {}, .to = name(tier)},
      at(tier, Quantity::repeat_contacts));
  add({.kind = "reopened", .from = name(tier), .to = name(tier)}, at(tier, Quantity::reopenings));
}

// For good: a customer who hangs up and calls again has not left.
void Flows::add_ends(std::size_t tier) {
  add({.kind = "resolved", .from = name(tier), .to = {}}, at(tier, Quantity::resolved));
  add({.kind = "unresolved", .from = name(tier), .to = {}}, at(tier, Quantity::closed_unresolved));
  const Count lost = at(tier, Quantity::lost);
  const Count turned_away = at(tier, Quantity::turned_away);
  add({.kind = "left", .from = name(tier), .to = {}},
      [&](const Observations& seen) { return lost(seen) - turned_away(seen); });
  add({.kind = "turned_away", .from = name(tier), .to = {}}, turned_away);
}

// Of those it is not counted where they are.
void Flows::add_open() {
  add({.kind = "open", .from = {}, .to = {}}, [](const Observations& seen) {
    return seen.total(ScopeLayout::all(), Quantity::open_at_end);
  });
}

}  // namespace

std::vector<FlowRow> flows_of(const Model& model, const Outcome& outcome) {
  Flows flows(model, outcome);
  for (std::size_t tier = 0; tier < model.tiers.size(); ++tier) {
    flows.add_entry(tier);
  }
  for (std::size_t tier = 0; tier < model.tiers.size(); ++tier) {
    flows.add_hand_overs(tier);
    flows.add_returns(tier);
    flows.add_calls(tier);
    flows.add_ends(tier);
  }
  flows.add_open();
  return flows.take();
}

}  // namespace tiermix
