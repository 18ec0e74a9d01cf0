#include "engine/scenario/bind.hpp"

#include <algorithm>
#include <functional>

#include "engine/scenario/bind_aids.hpp"
#include "engine/scenario/bind_parts.hpp"
#include "engine/scenario/bind_policy.hpp"
#include "engine/scenario/overlay.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

class Binder {
 public:
  Binder(const Node& root, BindContext& context) : root_(root), context_(context) {}

  Model bind() {
    // Before the constructor of Fields, which remembers the places of the keys.
    const Fields top(context_, root_, "", "");
    bind_currency(top);
    collect_names();
    top.read("title", model_.title);
    check_extends(top);
    bind_time(section("time"));
    bind_money(section("money"));
    bind_benchmark(section("benchmark"));
    each("profile", [&](const Fields& f) { model_.profiles.push_back(bind_profile(f)); });
    each("shift", [&](const Fields& f) { model_.shifts.push_back(bind_shift(f)); });
    bind_aids([&](std::string_view name) { return given_section(name); }, model_);
    each("policy", [&](const Fields& f) { model_.policies.push_back(bind_policy(f)); });
    each("level", [&](const Fields& f) { model_.levels.push_back(bind_level(f)); });
    each("tier", [&](const Fields& f) { bind_tier(f); });
    each("case_class", [&](const Fields& f) { bind_class(f); });
    each("handling", [&](const Fields& f) { bind_handling(f); });
    each("rep_group", [&](const Fields& f) { bind_group(f); });
    forget_idle_delays();
    return std::move(model_);
  }

 private:
  static void check_extends(const Fields& top) { static_cast<void>(top.text("extends")); }

  void bind_currency(const Fields& top) {
    model_.title = "untitled";
    if (const auto code = top.text("currency")) {
      const bool sound = code->size() == 3 &&
                         std::ranges::all_of(*code, [](char c) { return c >= 'A' && c <= 'Z'; });
      if (sound) {
        context_.currency = *code;
      } else {
        context_.findings.error_at(
            "currency",
            in_quotes(*code) + " is not a currency (three capital letters, such as EUR)");
      }
    }
    model_.money.currency = context_.currency;
  }

  void collect_names() {
    for (const TableInfo& info : schema_tables()) {
      if (info.form != TableForm::list) {
        continue;
      }
      std::vector<std::string>& names = context_.names[std::string(info.name)];
      const Node* list = root_.find(info.name);
      if (list == nullptr) {
        continue;
      }
      // One element in single brackets is an error of its own, and its name is known all the same.
      const std::vector<Node> single{*list};
      for (const Node& element : list->kind == NodeKind::table ? single : list->items) {
        const std::string name = identity(info.name, element);
        if (!name.empty()) {
          names.push_back(name);
        }
      }
    }
    user_profiles_ = context_.names["profile"];
    user_shifts_ = context_.names["shift"];
    std::ranges::copy(builtin_profiles(), std::back_inserter(context_.names["profile"]));
    std::ranges::copy(builtin_shifts(), std::back_inserter(context_.names["shift"]));
  }

  // An absent section reads as an empty one, at the file as a whole.
  Fields section(std::string_view name) {
    const Node* node = root_.find(name);
    if (node == nullptr) {
      absent_.place = root_.place;
      node = &absent_;
    }
    return {context_, *node, name, std::string(name)};
  }

  std::optional<Fields> given_section(std::string_view name) {
    return root_.find(name) == nullptr ? std::nullopt : std::optional(section(name));
  }

  void each(std::string_view list, const std::function<void(const Fields&)>& bind_one) {
    const Node* node = root_.find(list);
    if (node == nullptr) {
      return;
    }
    if (node->kind != NodeKind::array) {
      context_.findings.error(
          node->place,
          std::string(list),
          shown(*node) + " is not a list (each starts with [[" + std::string(list) + "]])");
      return;
    }
    for (std::size_t i = 0; i < node->items.size(); ++i) {
      const std::string name = identity(list, node->items[i]);
      const std::string path =
          std::string(list) + (is_path(name) ? "." + name : "[" + std::to_string(i + 1) + "]");
      const Fields fields(context_, node->items[i], list, path);
      static_cast<void>(
          fields.quantity("remove"));  // false changes nothing; anything else is wrong
      bind_one(fields);
    }
  }

  static bool is_path(const std::string& name) {
    return !name.empty() && std::ranges::all_of(name, [](char c) {
      return c == '.' || is_name(std::string_view(&c, 1));
    });
  }

  void bind_time(const Fields& fields) {
    TimeFrame& time = model_.time;
    if (const auto day = fields.quantity("start")) {
      time.start = std::chrono::sys_days{std::chrono::days{static_cast<int>(*day)}};
    }
    fields.read("horizon", time.horizon);
    fields.read("warm_up", time.warm_up);
    fields.read("interval", time.interval);
    fields.read_choice("drain", time.drain);
    fields.read("drain_limit", time.drain_limit);
  }

  void bind_money(const Fields& fields) {
    fields.read("overhead_multiplier", model_.money.overhead_multiplier);
    fields.read("overtime_premium", model_.money.overtime_premium);
    fields.read("full_time_week", model_.money.full_time_week);
    fields.read("per_case", model_.money.per_case);
    fields.read("fixed_per_week", model_.money.fixed_per_week);
  }

  void bind_benchmark(const Fields& fields) {
    fields.read("set", model_.benchmark.set);
    model_.benchmark.segments = fields.texts("segments");
  }

  void bind_tier(const Fields& fields) {
    Tier tier;
    fields.read("name", tier.name);
    tier.handle_time = bind_law(fields, "handle_time");
    tier.escalates_to = bind_routes(fields, "escalates_to");
    const SessionEnd end = bind_session_end(fields);
    tier.resolve = end.resolve.value_or(ResolveCurve{});
    tier.pending.share = end.pending_share.value_or(0.0);
    tier.pending.delay = end.pending_delay.value_or(Law{});
    check_pending(fields, tier.pending);
    if (fields.has("escalates_to") && !fields.has("resolve") && !fields.has("outcomes")) {
      fields.missing("resolve", "a tier that escalates says how often it resolves");
    }
    tier.when_unresolved =
        fields.has("escalates_to") ? WhenUnresolved::escalate : WhenUnresolved::close_unresolved;
    fields.read_choice("when_unresolved", tier.when_unresolved);
    check_escalation(fields, tier, end.escalated);
    if (tier.when_unresolved != WhenUnresolved::escalate) {
      tier.escalates_to.clear();
    }
    fields.read("queue_capacity", tier.queue_capacity);
    bind_routing(fields, tier);
    model_.tiers.push_back(std::move(tier));
  }

  void check_escalation(const Fields& fields, const Tier& tier, double escalated) {
    const bool escalates = tier.when_unresolved == WhenUnresolved::escalate;
    if (escalates && !fields.has("escalates_to")) {
      fields.missing("escalates_to", "when_unresolved is escalate");
    } else if (!escalates && fields.has("escalates_to")) {
      context_.findings.warn_at(fields.path("escalates_to"),
                                "never used (when_unresolved is not escalate)");
    } else if (escalated > 0.0 && !fields.has("escalates_to") && !fields.has("when_unresolved")) {
      fields.missing("escalates_to", "outcomes.escalate is above 0");
    }
  }

  // `pending` has no mean where nobody stated the delay.
  void check_pending(const Fields& fields, const CustomerPending& pending) const {
    if (pending.share > 0.0 && pending.delay.mean <= 0.0 &&
        context_.findings.sound(fields.path("pending"))) {
      fields.missing("pending.delay", "sessions wait for the customer with a share above 0");
    }
  }

  void bind_handling(const Fields& fields) {
    Handling handling;
    fields.read("case_class", handling.case_class);
    fields.read("tier", handling.tier);
    handling.handle_time = bind_law(fields, "handle_time");
    const SessionEnd end = bind_session_end(fields);
    handling.resolve = end.resolve;
    const auto tier = std::ranges::find(model_.tiers, handling.tier, &Tier::name);
    if (tier != model_.tiers.end()) {
      if (end.pending_share || end.pending_delay) {
        handling.pending = CustomerPending{end.pending_share.value_or(tier->pending.share),
                                           end.pending_delay.value_or(tier->pending.delay)};
        check_pending(fields, *handling.pending);
      }
      if (end.escalated > 0.0 && tier->when_unresolved == WhenUnresolved::close_unresolved &&
          !root_says_when_unresolved(handling.tier)) {
        context_.findings.error_at(
            fields.path("outcomes"),
            "escalates from tier " + in_quotes(handling.tier) + " (which has no escalates_to)");
      }
    }
    model_.handlings.push_back(std::move(handling));
  }

  bool root_says_when_unresolved(const std::string& tier) const {
    const Node* list = root_.find("tier");
    return list != nullptr && std::ranges::any_of(list->items, [&](const Node& node) {
             return identity("tier", node) == tier && node.find("when_unresolved") != nullptr;
           });
  }

  void bind_class(const Fields& fields) {
    CaseClass bound;
    fields.read("name", bound.name);
    fields.read_choice("channel", bound.channel);
    if (const Node* node = fields.find("arrivals")) {
      bind_arrivals(Fields(context_, *node, "arrivals", fields.path("arrivals")), bound.arrivals);
    }
    if (const auto law = bind_law(fields, "patience")) {
      bound.patience = Patience{*law};
    }
    bound.enters_at = bind_routes(fields, "enters_at");
    if (!fields.has("enters_at") && !model_.tiers.empty()) {
      bound.enters_at = {{model_.tiers.front().name, 1.0}};
    }
    fields.read("priority", bound.priority);
    bind_complexity(fields, bound.complexity);
    bound.handle_time = bind_law(fields, "handle_time");
    if (const Node* node = fields.find("reopening")) {
      bind_reopening(Fields(context_, *node, "reopening", fields.path("reopening")),
                     bound.reopening);
    }
    fields.read("answer_target", bound.answer_target);
    bind_demands(fields, bound);
    model_.classes.push_back(std::move(bound));
  }

  void bind_demands(const Fields& fields, CaseClass& bound) {
    fields.read("defect_rate", bound.defect_rate);
    fields.read("complexity_time", bound.complexity_time);
    fields.read("open_case_overhead", bound.open_case_overhead);
    fields.read("resolve_target", bound.resolve_target);
    fields.read("expected_time_to_resolve", bound.expected_time_to_resolve);
    if (fields.has("defect_rate") && !bound.arrivals.instants.empty()) {
      context_.findings.error_at(fields.path("defect_rate"),
                                 "given beside arrivals.at (which says when cases arrive)");
    }
    apply_defects(model_.effects, bound);
  }

  void bind_arrivals(const Fields& fields, Arrivals& arrivals) {
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
    arrivals.series = bind_series(fields, "volumes", model_.time.start);
    if (fields.has("volumes") && fields.has("profile")) {
      context_.findings.error_at(fields.path("profile"),
                                 "given beside volumes (the file says when cases arrive)");
    }
    if (!fields.has("per_week") && !fields.has("per_day") && !fields.has("per_hour") &&
        !fields.has("volumes") && !fields.has("at") && !fields.has("customers")) {
      fields.missing("per_week",
                     "arrivals have one of per_week, per_day, per_hour, customers, volumes, at");
    }
    bind_instants(fields, arrivals);
    if (auto name = fields.text("profile")) {
      use_profile(*name, arrivals);
    }
    fields.read("busyness_cv", arrivals.busyness_cv);
    fields.read("weekly_growth", arrivals.weekly_growth);
  }

  void bind_customers(const Fields& fields, Arrivals& arrivals) const {
    constexpr double kWeeksPerMonth = 52.1786 / 12.0;
    double customers = 0.0;
    double contacts = 0.0;
    fields.read("customers", customers);
    fields.read("contacts_per_customer_month", contacts);
    if (fields.has("customers")) {
      arrivals.per_week = customers * contacts / kWeeksPerMonth;
    } else if (fields.has("contacts_per_customer_month")) {
      context_.findings.error_at(fields.path("contacts_per_customer_month"),
                                 "given without customers (the rate is theirs)");
    }
  }

  void bind_instants(const Fields& fields, Arrivals& arrivals) {
    const std::vector<double> seconds = fields.quantities("at");
    for (const double second : seconds) {
      arrivals.instants.push_back(from_seconds(second));
    }
    if (!seconds.empty() && model_.time.horizon.us > 0) {  // for the offered load
      const double weeks = in_seconds(model_.time.horizon) / in_seconds(kWeek);
      arrivals.per_week = static_cast<double>(seconds.size()) / weeks;
    }
    const std::string path = fields.path("at");
    if (!std::ranges::is_sorted(seconds)) {
      context_.findings.error_at(path, "is not in order (times ascend)");
    } else if (fields.has("at") && seconds.empty() && context_.findings.sound(path)) {
      context_.findings.error_at(path, "is empty (one time or more)");
    }
    for (const std::string_view other : {"profile", "busyness_cv", "weekly_growth"}) {
      if (fields.has("at") && fields.has(other)) {
        context_.findings.error_at(fields.path(other),
                                   "given beside at (which says when cases arrive)");
      }
    }
  }

  // Built-in profiles and shifts are in the model where something refers to them.
  void use_profile(const std::string& name, Arrivals& arrivals) {
    const bool own = std::ranges::find(user_profiles_, name) != user_profiles_.end();
    if (!own && name == "flat") {
      return;
    }
    arrivals.profile = name;
    if (!own && std::ranges::find(model_.profiles, name, &Profile::name) == model_.profiles.end()) {
      model_.profiles.push_back(builtin_profile(name));
    }
  }

  void use_shift(const std::string& name) {
    const bool own = std::ranges::find(user_shifts_, name) != user_shifts_.end();
    if (!own && std::ranges::find(model_.shifts, name, &Shift::name) == model_.shifts.end()) {
      model_.shifts.push_back(builtin_shift(name));
    }
  }

  void bind_complexity(const Fields& fields, Complexity& complexity) {
    const Node* node = fields.find("complexity");
    if (node == nullptr) {
      return;
    }
    if (node->kind == NodeKind::table) {
      const Fields shape(context_, *node, "complexity", fields.path("complexity"));
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

  static void bind_reopening(const Fields& fields, Reopening& reopening) {
    fields.read("probability", reopening.probability);
    fields.read("window", reopening.window);
    if (const auto delay = bind_law(fields, "delay")) {
      reopening.delay = *delay;
    } else if (!fields.has("delay") && reopening.probability > 0.0) {
      fields.missing("delay", "cases come back with a probability above 0");
    }
  }

  void bind_group(const Fields& fields) {
    RepGroup group;
    fields.read("name", group.name);
    fields.read("tier", group.tier);
    fields.read("heads", group.heads);
    group.series = bind_series(fields, "staffing", model_.time.start);
    if (group.series && !group.series->values.empty()) {
      group.heads = static_cast<int>(*std::ranges::max_element(group.series->values));
    }
    if (!fields.has("heads") && !fields.has("staffing")) {
      fields.missing("heads", "a rep group has either heads or staffing");
    }
    if (const auto shift = fields.text("shift")) {
      group.shift = *shift;
      use_shift(*shift);
    }
    if (fields.has("shift") && fields.has("staffing")) {
      context_.findings.error_at(fields.path("shift"),
                                 "given beside staffing (the file says who is present when)");
    }
    fields.read_choice("at_shift_end", group.at_shift_end);
    fields.read("loaded_cost", group.loaded_cost_per_hour);
    fields.read("shrinkage", group.shrinkage);
    fields.read("payroll", group.payroll);
    fields.read("speed", group.speed);
    fields.read("speed_spread", group.speed_spread);
    fields.read("level", group.level);
    fields.read("technical", group.technical);
    fields.read("relationship", group.relationship);
    fields.read("ability_spread", group.ability_spread);
    fields.read("quality_standard", group.quality_standard);
    fields.read("attrition", group.attrition);
    model_.groups.push_back(std::move(group));
  }

  // A delay that no case ever takes must not tell two equal models apart.
  void forget_idle_delays() {
    for (Tier& tier : model_.tiers) {
      if (tier.pending.share == 0.0) {
        tier.pending.delay = {};
      }
    }
    for (Handling& handling : model_.handlings) {
      if (handling.pending && handling.pending->share == 0.0) {
        handling.pending->delay = {};
      }
    }
    const bool forces = std::ranges::any_of(
        model_.policies, [](const Policy& policy) { return policy.force.has_value(); });
    for (CaseClass& one : model_.classes) {
      if (one.reopening.probability == 0.0 && !forces) {
        one.reopening.delay = {};
      }
    }
  }

  const Node& root_;
  BindContext& context_;
  Model model_;
  Node absent_;
  std::vector<std::string> user_profiles_;
  std::vector<std::string> user_shifts_;
};

}  // namespace

Model bind(const Node& root, BindContext& context) { return Binder(root, context).bind(); }

}  // namespace tiermix
