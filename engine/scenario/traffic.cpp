#include "engine/scenario/traffic.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <utility>

#include "engine/scenario/visit.hpp"

namespace tiermix {
namespace {

using Matrix = std::vector<std::vector<double>>;

constexpr double kLeastPivot = 1e-12;

// Solves A v = b by Gaussian elimination with row exchanges.
void solve(Matrix a, std::vector<double>& b) {  // b becomes v
  const std::size_t n = b.size();
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t pivot = k;
    for (std::size_t i = k + 1; i < n; ++i) {
      pivot = std::abs(a[i][k]) > std::abs(a[pivot][k]) ? i : pivot;
    }
    std::swap(a[k], a[pivot]);
    // Cases that leave too rarely for a double: more visits than anybody could run.
    a[k][k] = std::abs(a[k][k]) < kLeastPivot ? kLeastPivot : a[k][k];
    std::swap(b[k], b[pivot]);
    for (std::size_t i = k + 1; i < n; ++i) {
      const double factor = a[i][k] / a[k][k];
      if (factor != 0.0) {
        for (std::size_t j = k; j < n; ++j) {
          a[i][j] -= factor * a[k][j];
        }
        b[i] -= factor * b[k];
      }
    }
  }
  for (std::size_t k = n; k-- > 0;) {
    for (std::size_t j = k + 1; j < n; ++j) {
      b[k] -= a[k][j] * b[j];
    }
    b[k] /= a[k][k];
  }
}

// A case at a tier; where the tier may send it back, with who handed it over.
struct State {
  std::size_t tier = 0;
  std::optional<std::size_t> sender;
};

bool bounces(const TierStage& stage) { return !stage.is_vendor && stage.policy.bounce.share > 0.0; }

std::vector<State> states_of(const ClassStages& stages) {
  const std::size_t n = stages.stages.size();
  std::vector<State> states;
  for (std::size_t t = 0; t < n; ++t) {
    states.push_back({t, std::nullopt});
  }
  for (std::size_t t = 0; t < n; ++t) {
    for (std::size_t s = 0; s < n && bounces(stages.stages[t]); ++s) {
      if (stages.stages[s].escalation[t] > 0.0) {
        states.push_back({t, s});
      }
    }
  }
  return states;
}

// The state of a case that `sender` hands over to a tier.
std::size_t state_after(const std::vector<State>& states, std::size_t tier, std::size_t sender) {
  for (std::size_t i = 0; i < states.size(); ++i) {
    if (states[i].tier == tier && states[i].sender == sender) {
      return i;
    }
  }
  return tier;
}

enum class Returns : std::uint8_t { with, without };

const Exits& exits_of(const Visit& visit, Returns returns) {
  return returns == Returns::with ? visit.all : visit.prompt;
}

// Expected visits per state, with or without those after a return.
std::vector<double> visits(const std::vector<State>& states,
                           const std::vector<double>& entry,
                           const std::vector<Visit>& stays,
                           Returns returns) {
  const std::size_t n = states.size();
  Matrix a(n, std::vector<double>(n));
  for (std::size_t i = 0; i < n; ++i) {
    const Exits& exits = exits_of(stays[i], returns);
    // 1 less what comes back, as the sum of what does not: exact where nearly all comes back.
    a[i][i] += exits.left();
    if (returns == Returns::without) {
      a[i][i] += exits.delayed + exits.reopened;
    }
    if (a[i][i] == 0.0) {
      a[i][i] = 1.0;  // not reached
      continue;
    }
    for (std::size_t u = 0; u < exits.escalated.size(); ++u) {
      a[state_after(states, u, states[i].tier)][i] -= exits.escalated[u];
    }
    if (states[i].sender) {
      a[*states[i].sender][i] -= exits.bounced;
    }
  }
  std::vector<double> v(n);
  std::ranges::copy(entry, v.begin());
  solve(std::move(a), v);
  return v;
}

void add(TierRoutes& sum, const TierRoutes& routes, double factor) {
  sum.pendings += factor * routes.pendings;
  sum.reopenings += factor * routes.reopenings;
  sum.retries += factor * routes.retries;
  sum.bounces += factor * routes.bounces;
  sum.resolved += factor * routes.resolved;
  sum.closed_unresolved += factor * routes.closed_unresolved;
  for (std::size_t u = 0; u < routes.escalations.size(); ++u) {
    sum.escalations[u] += factor * routes.escalations[u];
  }
}

TierRoutes routes_of(const Visit& visit) {
  return {.pendings = visit.pendings,
          .reopenings = visit.all.reopened,
          .retries = visit.retries,
          .bounces = visit.all.bounced,
          .resolved = visit.all.resolved,
          .closed_unresolved = visit.all.closed,
          .escalations = visit.all.escalated};
}

// One complexity, and one kind of help, with its weight.
class PointFlow {
 public:
  PointFlow(const ClassStages& stages,
            const std::vector<State>& states,
            const std::vector<bool>& reached,
            const CaseAt& at)
      : stages_(stages), states_(states), at_(at) {
    for (const State& state : states) {
      Visit stay;
      if (reached[state.tier]) {
        stay = visit_to(stages, state.tier, at, state.sender.has_value());
      }
      stays_.push_back(std::move(stay));
    }
  }

  void add_to(std::vector<TierFlow>& flows, double weight) const {
    const std::vector<double> entry = entry_at(stages_, at_.point);
    const std::vector<double> all = visits(states_, entry, stays_, Returns::with);
    const std::vector<double> prompt = visits(states_, entry, stays_, Returns::without);
    for (std::size_t t = 0; t < flows.size(); ++t) {
      flows[t].arrivals += weight * entry[t];
      flows[t].complexity += weight * entry[t] * at_.point.x;
    }
    for (std::size_t i = 0; i < states_.size(); ++i) {
      add_state(flows, i, weight * all[i], weight * prompt[i]);
    }
  }

 private:
  void add_state(std::vector<TierFlow>& flows,
                 std::size_t state,
                 double visits,
                 double prompt_visits) const {
    const Visit& stay = stays_[state];
    const std::size_t tier = states_[state].tier;
    TierFlow& flow = flows[tier];
    flow.sessions += visits * stay.sessions;
    flow.prompt_sessions += prompt_visits * stay.prompt_sessions;
    flow.seconds += visits * stay.seconds;
    flow.prompt_seconds += prompt_visits * stay.prompt_seconds;
    if (stay.all.escalated.empty()) {
      return;
    }
    add(flow.routes, routes_of(stay), visits);
    const double extra = hand_over_seconds(stages_.stages[tier]);
    for (std::size_t u = 0; u < flows.size(); ++u) {
      const double handed = visits * stay.all.escalated[u];
      const double at_once = prompt_visits * stay.prompt.escalated[u];
      const double received = stages_.stages[u].is_vendor ? 0.0 : extra;
      flows[u].arrivals += handed;
      flows[u].complexity += handed * at_.point.x;
      flows[u].seconds += visits * stay.help_seconds[u] + handed * received;
      flows[u].prompt_seconds += prompt_visits * stay.help_seconds[u] + at_once * received;
    }
  }

  const ClassStages& stages_;
  const std::vector<State>& states_;
  const CaseAt& at_;
  std::vector<Visit> stays_;
};

constexpr double kSecondsPerHour = 3600.0;

}  // namespace

std::vector<ClassFlow> class_flows(const Model& model) {
  std::vector<ClassFlow> result;
  for (const CaseClass& case_class : model.classes) {
    ClassFlows own = flows_of(stages_of(model, case_class), case_class.complexity);
    ClassFlow flow{class_curve(model, case_class), std::move(own.tiers)};
    for (double& rate : flow.cases_per_hour) {
      rate *= own.kept;
    }
    result.push_back(std::move(flow));
  }
  return result;
}

ClassFlows flows_of(const ClassStages& stages, const Complexity& complexity) {
  const std::size_t n = stages.stages.size();
  ClassFlows flows{.kept = 0.0, .tiers = std::vector<TierFlow>(n)};
  for (TierFlow& flow : flows.tiers) {
    flow.routes.escalations.assign(n, 0.0);
  }
  std::vector<ComplexityPoint> points = complexity_grid(complexity, stages.cuts);
  for (ComplexityPoint& point : points) {
    point.weight *= 1.0 - resolve_probability(stages.contains, point);
    flows.kept += point.weight;
  }
  if (flows.kept <= 0.0) {
    flows.kept = 0.0;
    return flows;
  }
  const std::vector<State> states = states_of(stages);
  // Between two cuts all cases reach the same tiers.
  std::size_t cuts_below = stages.cuts.size() + 1;
  std::vector<bool> reached;
  for (const ComplexityPoint& point : points) {
    const auto above = std::ranges::lower_bound(stages.cuts, point.x);
    const auto below = static_cast<std::size_t>(above - stages.cuts.begin());
    if (below != cuts_below) {
      cuts_below = below;
      reached = reached_tiers(stages, point);
    }
    for (const CaseKind& kind : stages.kinds) {
      const CaseAt at{point, kind};
      PointFlow(stages, states, reached, at)
          .add_to(flows.tiers, point.weight * kind.weight / flows.kept);
    }
  }
  return flows;
}

WeekCurve tier_heads(const Model& model, std::size_t tier) {
  WeekCurve heads(kWeekSlots);
  for (const RepGroup& group : model.groups) {
    if (group.tier == model.tiers[tier].name) {
      const WeekCurve own = heads_curve(model, group);
      std::ranges::transform(heads, own, heads.begin(), std::plus<>{});
    }
  }
  return heads;
}

std::vector<WeekCurve> load_curves(const Model& model, const std::vector<ClassFlow>& classes) {
  std::vector<WeekCurve> curves(model.tiers.size(), WeekCurve(kWeekSlots));
  for (const ClassFlow& flow : classes) {
    const double mean_rate = mean_of(flow.cases_per_hour);
    for (std::size_t t = 0; t < curves.size(); ++t) {
      const double prompt = flow.flows[t].prompt_seconds / kSecondsPerHour;
      const double later = (flow.flows[t].seconds - flow.flows[t].prompt_seconds) / kSecondsPerHour;
      for (std::size_t slot = 0; slot < kWeekSlots; ++slot) {
        curves[t][slot] += flow.cases_per_hour[slot] * prompt + mean_rate * later;
      }
    }
  }
  return curves;
}

TrafficReport traffic(const Model& model) { return traffic(model, class_flows(model)); }

TrafficReport traffic(const Model& model, const std::vector<ClassFlow>& classes) {
  TrafficReport report;
  report.tiers.resize(model.tiers.size());
  std::vector<TierFlow> desk(model.tiers.size());
  double desk_rate = 0.0;
  for (const ClassFlow& flow : classes) {
    desk_rate += mean_of(flow.cases_per_hour);
  }
  for (TierFlow& sum : desk) {
    sum.routes.escalations.assign(model.tiers.size(), 0.0);
  }
  for (const ClassFlow& flow : classes) {
    ClassTraffic own;
    own.cases_per_hour = mean_of(flow.cases_per_hour);
    const double share = desk_rate > 0.0 ? own.cases_per_hour / desk_rate : 0.0;
    for (std::size_t t = 0; t < desk.size(); ++t) {
      const TierFlow& tier = flow.flows[t];
      own.sessions.push_back(tier.sessions);
      own.resolved += tier.routes.resolved;
      own.closed_unresolved += tier.routes.closed_unresolved;
      report.tiers[t].offered_load += own.cases_per_hour * tier.seconds / kSecondsPerHour;
      desk[t].sessions += share * tier.sessions;
      desk[t].arrivals += share * tier.arrivals;
      desk[t].complexity += share * tier.complexity;
      add(desk[t].routes, tier.routes, share);
    }
    report.classes.push_back(std::move(own));
  }
  for (std::size_t t = 0; t < desk.size(); ++t) {
    TierTraffic& tier = report.tiers[t];
    tier.sessions = desk[t].sessions;
    tier.mean_heads = mean_of(tier_heads(model, t));
    tier.utilisation = std::numeric_limits<double>::infinity();
    if (tier.mean_heads > 0.0) {
      tier.utilisation = tier.offered_load / tier.mean_heads;
    } else if (tier.offered_load == 0.0) {
      tier.utilisation = 0.0;
    }
    tier.mean_complexity = desk[t].arrivals > 0.0 ? desk[t].complexity / desk[t].arrivals : 0.0;
    tier.routes = std::move(desk[t].routes);
  }
  return report;
}

}  // namespace tiermix
