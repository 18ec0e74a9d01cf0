#include "engine/scenario/traffic.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

#include "engine/base/check.hpp"

namespace tiermix {
namespace {

double law_mean(const Law& law) {
  if (law.family == LawFamily::hyperexponential) {
    return std::accumulate(
        law.phases.begin(), law.phases.end(), 0.0, [](double sum, const LawPhase& phase) {
          return sum + phase.probability * phase.mean;
        });
  }
  if (law.family == LawFamily::empirical) {
    return std::accumulate(law.values.begin(), law.values.end(), 0.0) /
           static_cast<double>(law.values.size());
  }
  return law.mean;
}

std::vector<double> shares_by_tier(const Model& model, const std::vector<RouteShare>& routes) {
  std::vector<double> shares(model.tiers.size());
  for (std::size_t t = 0; t < shares.size(); ++t) {
    for (const RouteShare& route : routes) {
      shares[t] += route.tier == model.tiers[t].name ? route.share : 0.0;
    }
  }
  return shares;
}

// Weighted by heads; idle groups do not count.
double mean_speed(const Model& model, const std::string& tier) {
  double heads = 0.0;
  double work = 0.0;
  for (const RepGroup& group : model.groups) {
    if (group.tier == tier) {
      const double present = mean_of(heads_curve(model, group));
      heads += present;
      work += present * group.speed;
    }
  }
  return heads > 0.0 ? work / heads : 1.0;
}

using Matrix = std::vector<std::vector<double>>;

// Solves A v = b by Gaussian elimination with row exchanges.
void solve(Matrix a, std::vector<double>& b) {  // b becomes v
  const std::size_t n = b.size();
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t pivot = k;
    for (std::size_t i = k + 1; i < n; ++i) {
      pivot = std::abs(a[i][k]) > std::abs(a[pivot][k]) ? i : pivot;
    }
    TIERMIX_ENSURES(a[pivot][k] != 0.0);
    std::swap(a[k], a[pivot]);
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

// What a session at a stage leads to, for a case of one complexity.
TierRoutes outcomes(const TierStage& stage, const ComplexityPoint& at) {
  const double p = resolve_probability(stage.resolve, at);
  const double attempt = 1.0 - stage.pending_share;
  const double unresolved = attempt * (1.0 - p);
  TierRoutes to;
  to.pendings = stage.pending_share;
  to.reopenings = attempt * p * stage.reopening;
  to.resolved = attempt * p * (1.0 - stage.reopening);
  to.retries = stage.when_unresolved == WhenUnresolved::retry ? unresolved : 0.0;
  to.escalations.assign(stage.escalation.size(), 0.0);
  double escalated = 0.0;
  if (stage.when_unresolved == WhenUnresolved::escalate) {
    for (std::size_t u = 0; u < to.escalations.size(); ++u) {
      to.escalations[u] = unresolved * stage.escalation[u];
      escalated += stage.escalation[u];
    }
  }
  if (escalated == 0.0 && stage.when_unresolved != WhenUnresolved::retry) {
    to.closed_unresolved = unresolved;
  }
  return to;
}

enum class Returns : std::uint8_t { with, without };

// Expected sessions per tier, with or without those after a return of the customer.
std::vector<double> sessions(const std::vector<double>& entry,
                             const std::vector<TierRoutes>& routes,
                             Returns returns) {
  const std::size_t n = entry.size();
  Matrix a(n, std::vector<double>(n));
  for (std::size_t s = 0; s < n; ++s) {
    // 1 less what comes back, as the sum of what does not: exact where nearly all comes back.
    a[s][s] += routes[s].resolved + routes[s].closed_unresolved;
    for (std::size_t u = 0; u < routes[s].escalations.size(); ++u) {
      a[s][s] += routes[s].escalations[u];
      a[u][s] -= routes[s].escalations[u];
    }
    if (returns == Returns::without) {
      a[s][s] += routes[s].pendings + routes[s].reopenings;
    }
    if (a[s][s] == 0.0) {
      a[s][s] = 1.0;  // not reached
    }
  }
  std::vector<double> v = entry;
  solve(std::move(a), v);
  return v;
}

void add(TierRoutes& sum, const TierRoutes& routes, double factor) {
  sum.pendings += factor * routes.pendings;
  sum.reopenings += factor * routes.reopenings;
  sum.retries += factor * routes.retries;
  sum.resolved += factor * routes.resolved;
  sum.closed_unresolved += factor * routes.closed_unresolved;
  for (std::size_t u = 0; u < routes.escalations.size(); ++u) {
    sum.escalations[u] += factor * routes.escalations[u];
  }
}

void add_point(std::vector<TierFlow>& flows,
               const ClassStages& stages,
               const std::vector<bool>& reached,
               const ComplexityPoint& at) {
  const std::size_t n = flows.size();
  std::vector<TierRoutes> routes(n);
  for (std::size_t t = 0; t < n; ++t) {
    if (reached[t]) {
      routes[t] = outcomes(stages.stages[t], at);
    }
  }
  const std::vector<double> all = sessions(stages.entry, routes, Returns::with);
  const std::vector<double> prompt = sessions(stages.entry, routes, Returns::without);
  for (std::size_t t = 0; t < n; ++t) {
    double arrivals = stages.entry[t];
    for (std::size_t s = 0; s < n; ++s) {
      arrivals += routes[s].escalations.empty() ? 0.0 : all[s] * routes[s].escalations[t];
    }
    flows[t].sessions += at.weight * all[t];
    flows[t].prompt_sessions += at.weight * prompt[t];
    flows[t].arrivals += at.weight * arrivals;
    flows[t].complexity += at.weight * arrivals * at.x;
    add(flows[t].routes, routes[t], at.weight * all[t]);
  }
}

struct ClassFlow {
  WeekCurve cases_per_hour;
  ClassStages stages;
  std::vector<TierFlow> flows;
};

std::vector<ClassFlow> class_flows(const Model& model) {
  std::vector<ClassFlow> result;
  for (const CaseClass& case_class : model.classes) {
    ClassFlow flow{arrival_curve(model, case_class.arrivals), stages_of(model, case_class), {}};
    flow.flows = flows_of(flow.stages, case_class.complexity);
    result.push_back(std::move(flow));
  }
  return result;
}

constexpr double kSecondsPerHour = 3600.0;

}  // namespace

ClassStages stages_of(const Model& model, const CaseClass& case_class) {
  ClassStages result;
  result.entry = shares_by_tier(model, case_class.enters_at);
  for (const Tier& tier : model.tiers) {
    const auto own = std::ranges::find_if(model.handlings, [&](const Handling& handling) {
      return handling.case_class == case_class.name && handling.tier == tier.name;
    });
    const Handling stated = own == model.handlings.end() ? Handling{} : *own;
    std::optional<Law> law = stated.handle_time;
    if (!law) {
      law = tier.handle_time ? tier.handle_time : case_class.handle_time;
    }
    TierStage stage;
    stage.resolve = stated.resolve.value_or(tier.resolve);
    stage.pending_share = stated.pending.value_or(tier.pending).share;
    stage.reopening = case_class.reopening.probability;
    stage.handle_seconds = law ? law_mean(*law) / mean_speed(model, tier.name) : 0.0;
    stage.when_unresolved = tier.when_unresolved;
    stage.escalation = shares_by_tier(model, tier.escalates_to);
    result.stages.push_back(std::move(stage));
  }
  return result;
}

std::vector<TierFlow> flows_of(const ClassStages& stages, const Complexity& complexity) {
  const std::size_t n = stages.stages.size();
  std::vector<TierFlow> flows(n);
  for (TierFlow& flow : flows) {
    flow.routes.escalations.assign(n, 0.0);
  }
  const std::vector<bool> reached = reached_tiers(stages);
  for (const ComplexityPoint& point : complexity_grid(complexity)) {
    add_point(flows, stages, reached, point);
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

std::vector<WeekCurve> load_curves(const Model& model) {
  std::vector<WeekCurve> curves(model.tiers.size(), WeekCurve(kWeekSlots));
  for (const ClassFlow& flow : class_flows(model)) {
    const double mean_rate = mean_of(flow.cases_per_hour);
    for (std::size_t t = 0; t < curves.size(); ++t) {
      const double hours = flow.stages.stages[t].handle_seconds / kSecondsPerHour;
      const double prompt = flow.flows[t].prompt_sessions * hours;
      const double later = (flow.flows[t].sessions - flow.flows[t].prompt_sessions) * hours;
      for (std::size_t slot = 0; slot < kWeekSlots; ++slot) {
        curves[t][slot] += flow.cases_per_hour[slot] * prompt + mean_rate * later;
      }
    }
  }
  return curves;
}

TrafficReport traffic(const Model& model) {
  TrafficReport report;
  report.tiers.resize(model.tiers.size());
  std::vector<TierFlow> desk(model.tiers.size());
  double desk_rate = 0.0;
  const std::vector<ClassFlow> classes = class_flows(model);
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
      report.tiers[t].offered_load += own.cases_per_hour * tier.sessions *
                                      flow.stages.stages[t].handle_seconds / kSecondsPerHour;
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
