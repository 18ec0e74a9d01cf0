#include "engine/scenario/route_graph.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <ostream>
#include <sstream>
#include <utility>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/graphviz.hpp>
#include <boost/graph/reverse_graph.hpp>

#include "engine/base/text.hpp"
#include "engine/scenario/load_check.hpp"
#include "engine/scenario/traffic.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

// One vertex per tier, then where cases come from, then where they end.
using RouteGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;

std::size_t source_of(const RouteGraph& graph) { return boost::num_vertices(graph) - 2; }
std::size_t end_of(const RouteGraph& graph) { return boost::num_vertices(graph) - 1; }

// All complexities between two cuts are alike, but for the hardest case of all.
struct Probe {
  ComplexityPoint at;
  bool hardest = false;
};

std::vector<Probe> probes_of(const ClassStages& stages) {
  std::vector<Probe> probes;
  double from = 0.0;
  const auto add = [&](double to) {
    const double middle = 0.5 * (from + to);
    probes.push_back({.at = {middle, 1.0 - middle, 1.0}});
    from = to;
  };
  std::ranges::for_each(stages.cuts, add);
  add(1.0);
  probes.push_back({.at = probes.back().at, .hardest = true});
  return probes;
}

// What happens to some case of a complexity whatever the queues are like.
struct Ways {
  bool attempted = false;
  bool referred = false;
  bool resolved = false;
  bool failed = false;
};

bool leaves_time(const TierStage& stage, const RepKind& rep) {
  return stage.handle_quantiles.empty() ||
         std::ranges::min(stage.handle_quantiles) * rep.slowness * stage.policy_time <=
             in_seconds(*stage.policy.session_limit);
}

Ways ways_of(const TierStage& stage, const Probe& probe) {
  Ways ways;
  const bool escalates = stage.when_unresolved == WhenUnresolved::escalate;
  ways.referred = escalates && stage.policy.demanded_escalation > 0.0;
  for (const RepKind& rep : stage.reps) {
    const double attempted = escalates ? attempt_probability(rep, probe.at) : 1.0;
    const bool in_time = leaves_time(stage, rep);
    ways.referred = ways.referred || attempted < 1.0;
    if (attempted > 0.0 && (!escalates || stage.policy.demanded_escalation < 1.0)) {
      ways.attempted = true;
      ways.resolved = ways.resolved || (in_time && can_resolve(rep.resolve) &&
                                        !(probe.hardest && vanishes_at_one(rep.resolve)));
      ways.failed =
          ways.failed || !in_time || !stage.handle_quantiles.empty() || can_fail(rep.resolve);
    }
  }
  const bool all_falsely = stage.policy.force && stage.policy.force->false_resolution >= 1.0;
  ways.failed = ways.failed && !all_falsely;
  return ways;
}

// Cases that the tier may pass on, by chance or because of the queue.
bool may_escalate(const TierStage& stage) {
  return stage.policy.busy || stage.policy.escalate_after || stage.policy.escalate_before_target;
}

enum class Queues : std::uint8_t { ignored, counted };

bool helped(const ClassStages& stages, const TierStage& stage, const Probe& probe) {
  for (std::size_t u = 0; u < stage.escalation.size(); ++u) {
    if (stage.escalation[u] > 0.0 && asks_for_help(stage) &&
        std::ranges::any_of(stages.stages[u].reps, [&](const RepKind& rep) {
          return can_resolve(rep.resolve) && !(probe.hardest && vanishes_at_one(rep.resolve));
        })) {
      return true;
    }
  }
  return false;
}

void add_edges(const ClassStages& stages,
               std::size_t t,
               const Probe& probe,
               Queues queues,
               RouteGraph& graph) {
  const TierStage& stage = stages.stages[t];
  if (queues == Queues::counted && stage.overflow) {
    boost::add_edge(t, *stage.overflow, graph);
  }
  if (stage.pending_share >= 1.0) {
    return;
  }
  const Ways ways = ways_of(stage, probe);
  const bool passed_on = ways.referred || ways.failed;
  const bool resolved = ways.resolved || (passed_on && helped(stages, stage, probe));
  if (resolved && stage.reopening < 1.0) {
    boost::add_edge(t, end_of(graph), graph);
  }
  if (passed_on && stage.when_unresolved == WhenUnresolved::close_unresolved) {
    boost::add_edge(t, end_of(graph), graph);
  }
  const bool moved = queues == Queues::counted && may_escalate(stage);
  if ((passed_on || moved) && stage.when_unresolved == WhenUnresolved::escalate) {
    for (std::size_t u = 0; u < stage.escalation.size(); ++u) {
      if (stage.escalation[u] > 0.0) {
        boost::add_edge(t, u, graph);
      }
    }
  }
}

RouteGraph graph_of(const ClassStages& stages, const Probe& probe, Queues queues) {
  const std::size_t n = stages.stages.size();
  RouteGraph graph(n + 2);
  const std::vector<double> entry = entry_at(stages, probe.at);
  for (std::size_t t = 0; t < n; ++t) {
    if (entry[t] > 0.0) {
      boost::add_edge(source_of(graph), t, graph);
    }
    add_edges(stages, t, probe, queues, graph);
  }
  return graph;
}

template <typename Graph>
std::vector<bool> reachable_from(const Graph& graph, std::size_t from) {
  std::vector<boost::default_color_type> colours(boost::num_vertices(graph));
  boost::depth_first_visit(
      graph,
      from,
      boost::default_dfs_visitor(),
      boost::make_iterator_property_map(colours.begin(), boost::get(boost::vertex_index, graph)));
  std::vector<bool> reached;
  reached.reserve(colours.size());
  for (const auto colour : colours) {
    reached.push_back(colour != boost::white_color);
  }
  return reached;
}

std::vector<bool> leaves(const RouteGraph& graph) {
  return reachable_from(boost::make_reverse_graph(graph), end_of(graph));
}

std::string quoted(const std::string& name) { return '"' + name + '"'; }

// "cases" where it holds for every class that the desk has, else "cases of "a", "b"".
std::string cases_of(const std::vector<std::string>& classes, std::size_t all) {
  std::string text = "cases";
  for (std::size_t i = 0; i < classes.size() && classes.size() < all; ++i) {
    text += (i == 0 ? " of " : ", ") + quoted(classes[i]);
  }
  return text;
}

std::string reason_to_stay(const TierStage& stage, const Probe& probe) {
  if (stage.pending_share >= 1.0) {
    return " (every session ends with a question to the customer)";
  }
  const Ways ways = ways_of(stage, probe);
  if (ways.resolved && stage.reopening >= 1.0) {
    return " (every resolved case reopens)";
  }
  if (!ways.attempted) {
    double hardest = 0.0;
    for (const RepKind& rep : stage.reps) {
      hardest = std::max(hardest, rep.attempts_to);
    }
    return hardest > 0.0 ? " (cases of complexity above " + format_percent(hardest) +
                               " are referred from tier to tier)"
                         : " (none is attempted)";
  }
  if (stage.when_unresolved == WhenUnresolved::retry) {
    return " (no attempt resolves, and every case is tried again)";
  }
  return {};
}

// What is wrong with one tier, and for which classes.
struct GraphFindings {
  std::vector<std::string> stuck;
  std::vector<std::string> endless;
  std::vector<std::string> nowhere;
  std::string reason;
  bool reached = false;
};

void note_class(std::vector<std::string>& classes, const std::string& name) {
  if (classes.empty() || classes.back() != name) {
    classes.push_back(name);
  }
}

void find_problems(const ClassStages& stages,
                   const CaseClass& case_class,
                   const Probe& probe,
                   std::vector<GraphFindings>& findings) {
  const RouteGraph graph = graph_of(stages, probe, Queues::counted);
  const std::vector<bool> reached = reachable_from(graph, source_of(graph));
  const std::vector<bool> leaving = leaves(graph_of(stages, probe, Queues::ignored));
  for (std::size_t t = 0; t < findings.size(); ++t) {
    if (!reached[t]) {
      continue;
    }
    const TierStage& stage = stages.stages[t];
    findings[t].reached = true;
    const bool nowhere =
        stage.when_unresolved == WhenUnresolved::escalate && stage.pending_share < 1.0 &&
        ways_of(stage, probe).failed &&
        std::ranges::none_of(stage.escalation, [](double share) { return share > 0.0; });
    if (nowhere) {
      note_class(findings[t].nowhere, case_class.name);
    } else if (!leaving[t] && !probe.hardest) {
      note_class(findings[t].stuck, case_class.name);
      findings[t].reason = reason_to_stay(stage, probe);
    } else if (!leaving[t] && case_class.complexity.beta <= 1.0 &&
               std::ranges::find(findings[t].stuck, case_class.name) == findings[t].stuck.end()) {
      // Sessions grow like 1 / (1 - x), whose mean is infinite unless the density vanishes at 1.
      note_class(findings[t].endless, case_class.name);
    }
  }
}

void report_findings(const GraphFindings& found,
                     const std::string& tier,
                     std::size_t classes,
                     std::vector<RouteProblem>& problems) {
  const auto error = [&](std::string text) {
    problems.push_back({Severity::error, tier, std::move(text)});
  };
  if (!found.reached) {
    problems.push_back({Severity::warning,
                        tier,
                        "no case ever comes to " + quoted(tier) +
                            " (no class enters at it and no tier in use escalates to it)"});
  }
  if (!found.nowhere.empty()) {
    error(cases_of(found.nowhere, classes) + " that " + quoted(tier) +
          " leaves unresolved have nowhere to go (it escalates to no tier)");
  }
  if (!found.stuck.empty()) {
    error(cases_of(found.stuck, classes) + " that reach " + quoted(tier) + " can never leave" +
          found.reason);
  }
  if (!found.endless.empty()) {
    error(cases_of(found.endless, classes) + " that reach " + quoted(tier) +
          " come back without end on average (the resolve probability falls to 0 for the hardest "
          "cases, and no other way leads out)");
  }
}

// A drawing: nodes by name, so that an outcome appears once and only where something leads to it.
class Drawing {
 public:
  using Node = std::size_t;

  Node node(const std::string& key, const std::string& attributes) {
    const auto [at, added] = nodes_.try_emplace(key, boost::num_vertices(graph_));
    if (added) {
      boost::add_vertex(graph_);
      attributes_.push_back(attributes);
    }
    return at->second;
  }

  void edge(Node from, Node to, const std::string& attributes) {
    boost::add_edge(from, to, attributes, graph_);
  }

  /// Nothing is drawn for a route that no case takes.
  void flow(Node from, Node to, double per_case) {
    if (per_case > 0.0) {
      edge(from, to, "label=\"" + format_fixed(per_case, 3) + "\"");
    }
  }

  [[nodiscard]] std::string text() const {
    std::ostringstream out;
    boost::write_graphviz(
        out,
        graph_,
        [&](std::ostream& o, Node v) { o << '[' << attributes_[v] << ']'; },
        [&](std::ostream& o, const auto& e) { o << '[' << graph_[e] << ']'; },
        [](std::ostream& o) { o << "rankdir=LR\nnode [fontname=Helvetica]\n"; });
    return out.str();
  }

 private:
  // Bidirectional: the edge iterator of a directed list makes GCC 12 warn when it optimises.
  boost::adjacency_list<boost::vecS,
                        boost::vecS,
                        boost::bidirectionalS,
                        boost::no_property,
                        std::string>
      graph_;
  std::vector<std::string> attributes_;
  std::map<std::string, Node> nodes_;
};

std::string label(const std::string& name, const std::string& below) {
  std::string text = "label=\"";
  for (const char c : name) {
    text += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
  }
  return text + (below.empty() ? "" : "\\n" + below) + '"';
}

void draw_outcomes(Drawing& drawing, Drawing::Node tier, const TierRoutes& routes) {
  const auto outcome = [&](const char* key, const char* shape, double flow) {
    if (flow > 0.0) {
      drawing.flow(tier, drawing.node(key, label(key, "") + ", shape=" + shape), flow);
    }
  };
  outcome("resolved", "doublecircle", routes.resolved);
  outcome("unresolved", "doublecircle", routes.closed_unresolved);
  outcome("customer pending", "diamond", routes.pendings);
  outcome("reopen", "diamond", routes.reopenings);
  const auto come_back = [&](const char* key, double flow) {
    if (flow > 0.0) {
      drawing.flow(drawing.node(key, ""), tier, flow);
    }
  };
  come_back("customer pending", routes.pendings);
  come_back("reopen", routes.reopenings);
  drawing.flow(tier, tier, routes.retries);
}

// Who leaves a queue is known only after the simulation: the way is drawn without a number.
void draw_abandonment(Drawing& drawing,
                      const Model& model,
                      const TrafficReport& report,
                      const std::vector<Drawing::Node>& tiers) {
  for (std::size_t t = 0; t < tiers.size(); ++t) {
    bool leaves_queue = false;
    for (std::size_t c = 0; c < model.classes.size(); ++c) {
      leaves_queue =
          leaves_queue || (model.classes[c].patience && report.classes[c].sessions[t] > 0.0);
    }
    if (leaves_queue) {
      const auto abandoned =
          drawing.node("abandoned", label("abandoned", "") + ", shape=doublecircle");
      drawing.edge(tiers[t], abandoned, "style=dashed");
    }
  }
}

}  // namespace

std::vector<bool> reached_tiers(const ClassStages& stages, const ComplexityPoint& at) {
  const RouteGraph graph = graph_of(stages, {.at = at}, Queues::ignored);
  std::vector<bool> reached = reachable_from(graph, source_of(graph));
  reached.resize(stages.stages.size());
  return reached;
}

std::vector<RouteProblem> check_routes(const Model& model) {
  std::vector<GraphFindings> findings(model.tiers.size());
  for (const CaseClass& case_class : model.classes) {
    const ClassStages stages = stages_of(model, case_class);
    for (const Probe& probe : probes_of(stages)) {
      find_problems(stages, case_class, probe, findings);
    }
  }
  std::vector<RouteProblem> problems;
  for (std::size_t t = 0; t < findings.size(); ++t) {
    report_findings(findings[t], model.tiers[t].name, model.classes.size(), problems);
  }
  const auto is_error = [](const RouteProblem& p) { return p.severity == Severity::error; };
  if (std::ranges::none_of(problems, is_error)) {
    const std::vector<ClassFlow> flows = class_flows(model);
    const TrafficReport report = traffic(model, flows);
    check_loads(model, report, load_curves(model, flows), problems);
    check_unresolved(model, report, problems);
  }
  return problems;
}

std::vector<std::string> overloaded_tiers(const Model& model) {
  std::vector<std::string> tiers;
  for (const RouteProblem& problem : check_routes(model)) {
    if (problem.overload) {
      tiers.push_back(problem.tier);
    }
  }
  return tiers;
}

std::string to_dot(const Model& model, const TrafficReport& report) {
  Drawing drawing;
  std::vector<Drawing::Node> tiers;
  double desk_rate = 0.0;
  for (const ClassTraffic& own : report.classes) {
    desk_rate += own.cases_per_hour;
  }
  for (std::size_t t = 0; t < model.tiers.size(); ++t) {
    const TierTraffic& tier = report.tiers[t];
    tiers.push_back(drawing.node(
        "tier " + model.tiers[t].name,
        label(model.tiers[t].name,
              format_fixed(tier.offered_load, 2) + " Erlang, " + format_fixed(tier.mean_heads, 1) +
                  " reps" + "\\n" + format_fixed(tier.sessions, 3) + " sessions per case") +
            ", shape=box"));
  }
  for (std::size_t c = 0; c < model.classes.size(); ++c) {
    const ClassTraffic& own = report.classes[c];
    const auto from = drawing.node(
        "class " + model.classes[c].name,
        label(model.classes[c].name, format_fixed(own.cases_per_hour, 2) + " cases per hour"));
    const std::vector<double> entry = stages_of(model, model.classes[c]).entry;
    for (std::size_t t = 0; t < tiers.size() && desk_rate > 0.0; ++t) {
      drawing.flow(from, tiers[t], own.cases_per_hour / desk_rate * entry[t]);
    }
  }
  for (std::size_t t = 0; t < tiers.size(); ++t) {
    const TierRoutes& routes = report.tiers[t].routes;
    for (std::size_t u = 0; u < tiers.size(); ++u) {
      drawing.flow(tiers[t], tiers[u], routes.escalations[u]);
    }
    draw_outcomes(drawing, tiers[t], routes);
  }
  draw_abandonment(drawing, model, report, tiers);
  return drawing.text();
}

}  // namespace tiermix
