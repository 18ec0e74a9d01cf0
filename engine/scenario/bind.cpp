#include "engine/scenario/bind.hpp"

#include <algorithm>
#include <functional>

#include "engine/base/calendar.hpp"
#include "engine/scenario/bind_aids.hpp"
#include "engine/scenario/bind_demand.hpp"
#include "engine/scenario/bind_hours.hpp"
#include "engine/scenario/bind_parts.hpp"
#include "engine/scenario/bind_people.hpp"
#include "engine/scenario/bind_policy.hpp"
#include "engine/scenario/bind_supply.hpp"
#include "engine/scenario/bind_targets.hpp"
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
    bind_demand_noise(section("demand"), model_.demand);
    each("profile", [&](const Fields& f) { model_.profiles.push_back(bind_profile(f)); });
    each("site", [&](const Fields& f) { model_.sites.push_back(bind_site(f)); });
    each("holiday", [&](const Fields& f) { model_.holidays.push_back(bind_holiday(f)); });
    each("opening_hours",
         [&](const Fields& f) { model_.opening_hours.push_back(bind_opening_hours(f)); });
    SharedVolumes volumes;
    each("volume", [&](const Fields& f) { bind_volume(f, volumes, model_); });
    each("shift", [&](const Fields& f) { model_.shifts.push_back(bind_shift(f)); });
    bind_aids([&](std::string_view name) { return given_section(name); }, model_);
    each("policy", [&](const Fields& f) { model_.policies.push_back(bind_policy(f)); });
    each("level", [&](const Fields& f) { model_.levels.push_back(bind_level(f)); });
    each("learning_curve",
         [&](const Fields& f) { model_.learning_curves.push_back(bind_learning_curve(f)); });
    each("tier", [&](const Fields& f) { bind_tier(f); });
    each("case_class", [&](const Fields& f) { bind_class(f, volumes, model_); });
    check_shares(volumes, context_.findings);
    each("handling", [&](const Fields& f) { bind_handling(f); });
    each("rep_group", [&](const Fields& f) { bind_group(f, model_); });
    each("programme",
         [&](const Fields& f) { model_.programmes.push_back(bind_programme(f, model_.time)); });
    model_.roi = bind_roi(section("roi"));
    bind_targets(root_, context_, model_);
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
    add_builtin("profile", builtin_profiles());
    add_builtin("shift", builtin_shifts());
    add_builtin("opening_hours", builtin_opening_hours());
  }

  void add_builtin(const std::string& list, const std::vector<std::string>& names) {
    context_.own[list] = context_.names[list];
    std::ranges::copy(names, std::back_inserter(context_.names[list]));
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
    fields.read("zone", time.zone);
    if (const auto day = fields.quantity("start")) {
      time.start = std::chrono::sys_days{std::chrono::days{static_cast<int>(*day)}};
    }
    fields.read("horizon", time.horizon);
    fields.read("warm_up", time.warm_up);
    fields.read("interval", time.interval);
    fields.read_choice("drain", time.drain);
    fields.read("drain_limit", time.drain_limit);
    if (LocalClock(time.start, time.zone).shown({time.start, {}}) == Shown::never) {
      context_.findings.error_at(
          fields.path("start"),
          "has no midnight (clocks in " + time.zone + " are put forward over it)");
    }
  }

  void bind_money(const Fields& fields) {
    fields.read("overhead_multiplier", model_.money.overhead_multiplier);
    fields.read("overtime_premium", model_.money.overtime_premium);
    fields.read("full_time_week", model_.money.full_time_week);
    fields.read("per_case", model_.money.per_case);
    fields.read("fixed_per_week", model_.money.fixed_per_week);
  }

  void bind_benchmark(const Fields& fields) {
    std::string first;
    fields.read("set", first);
    std::vector<std::string>& sets = model_.benchmark.sets;
    if (!first.empty()) {
      sets.push_back(first);
    }
    for (const std::string& set : fields.texts("sets")) {
      if (std::ranges::find(sets, set) == sets.end()) {
        sets.push_back(set);
      }
    }
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
};

}  // namespace

Model bind(const Node& root, BindContext& context) { return Binder(root, context).bind(); }

}  // namespace tiermix
