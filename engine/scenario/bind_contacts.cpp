// How the customers of a class come back, and what waits for them: redial, balking, callback,
// repeat contact, backlog, opening hours.

#include <algorithm>
#include <utility>

#include "engine/base/text.hpp"
#include "engine/scenario/bind_demand.hpp"
#include "engine/scenario/bind_hours.hpp"
#include "engine/scenario/bind_parts.hpp"
#include "engine/scenario/csv.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

// A law that is needed where something is above 0; without it the law is idle and forgotten, so
// that it tells no two equal models apart.
Law needed_law(const Fields& fields, std::string_view key, bool needed, const std::string& rule) {
  const auto law = bind_law(fields, key);
  if (!law && needed && !fields.has(key)) {
    fields.missing(key, rule);
  }
  return needed && law ? *law : Law{};
}

Redial bind_redial(const Fields& fields) {
  Redial redial;
  fields.read("probability", redial.probability);
  redial.delay = needed_law(
      fields, "delay", redial.probability > 0.0, "customers try again with a probability above 0");
  fields.read("at_most", redial.at_most);
  return redial;
}

RepeatContact bind_repeat_contact(const Fields& fields) {
  RepeatContact repeat;
  fields.read("probability", repeat.probability);
  repeat.delay = needed_law(
      fields, "delay", repeat.probability > 0.0, "cases come back with a probability above 0");
  return repeat;
}

std::vector<BalkStep> bind_balking(const Fields& owner) {
  std::vector<BalkStep> steps;
  const Node* node = owner.find("balking");
  if (node == nullptr) {
    return steps;
  }
  BindContext& context = owner.context();
  const std::string path = owner.path("balking");
  if (node->kind != NodeKind::array) {
    if (const auto probability = read_quantity(context, owner.field("balking"), *node, path)) {
      steps.push_back({.waiting_over = 0, .probability = *probability});
    }
    return steps;
  }
  for (std::size_t i = 0; i < node->items.size(); ++i) {
    const Fields fields(
        context, node->items[i], "balk_step", path + "[" + std::to_string(i + 1) + "]");
    BalkStep step;
    fields.read("waiting_over", step.waiting_over);
    fields.read("probability", step.probability);
    if (!steps.empty() && step.waiting_over <= steps.back().waiting_over &&
        context.findings.sound(path)) {
      context.findings.error_at(fields.path("waiting_over"),
                                std::to_string(step.waiting_over) +
                                    " is not above that of the step before (steps ascend)");
    }
    steps.push_back(step);
  }
  if (node->items.empty()) {
    context.findings.error(node->place, path, "is empty (one step or more)");
  }
  return steps;
}

Callback bind_callback(const Fields& fields) {
  Callback callback;
  fields.read("waiting_over", callback.waiting_over);
  fields.read("offered_after", callback.offered_after);
  fields.read("acceptance", callback.acceptance);
  fields.read("reached", callback.reached);
  fields.read("dial_time", callback.dial_time);
  fields.read("attempts", callback.attempts);
  callback.retry = needed_law(
      fields, "retry", callback.attempts > 1, "there are several attempts, this long apart");
  Findings& findings = fields.context().findings;
  if (fields.has("retry") && callback.attempts == 1 && findings.sound(fields.path())) {
    findings.warn_at(fields.path("retry"), "never used (attempts is 1)");
  }
  if (callback.reached == 1.0 && findings.sound(fields.path())) {
    for (const std::string_view key : {"dial_time", "attempts"}) {
      if (fields.has(key)) {
        findings.warn_at(fields.path(key), "never used (every call back meets the customer)");
      }
    }
  }
  return callback;
}

Backlog bind_backlog(const Fields& fields, const Model& model) {
  Backlog backlog;
  fields.read("cases", backlog.cases);
  backlog.age = needed_law(fields, "age", backlog.cases > 0, "open cases have ages");
  fields.read("tier", backlog.tier);
  Findings& findings = fields.context().findings;
  if (!fields.has("cases") && !fields.has("file")) {
    fields.missing("cases", "a backlog has either cases and age, or a file");
  }
  if (!fields.has("file")) {
    return backlog;
  }
  if (fields.has("age")) {
    findings.error_at(fields.path("age"), "given beside file (which says the age of each)");
  }
  if (const auto csv = read_csv(fields, "file")) {
    const LocalClock clock(model.time.start, model.time.zone);
    const OpenCaseRequest request{.file = csv->file,
                                  .key = fields.path("file"),
                                  .clock = &clock,
                                  .tiers = fields.context().names["tier"]};
    backlog.listed = parse_open_cases(csv->text, request, findings);
    for (OpenCase& one : backlog.listed) {
      if (!one.tier) {
        one.tier = backlog.tier;
      }
    }
    backlog.tier.reset();
  }
  return backlog;
}

void bind_closed_hours(const Fields& fields, CaseClass& bound, Model& model) {
  if (const auto hours = fields.text("opening_hours")) {
    bound.opening_hours = *hours;
    use_opening_hours(fields.context(), *hours, model);
  }
  fields.read_choice("target_clock", bound.target_clock);
  fields.read_choice("when_closed", bound.when_closed);
  for (const std::string_view key : {"target_clock", "when_closed"}) {
    const auto choice = fields.quantity(key);
    if (fields.has(key) && choice && *choice > 0.0 && !fields.has("opening_hours")) {
      fields.context().findings.error_at(fields.path(key),
                                         "given without opening_hours (which are meant by it)");
    }
  }
}

}  // namespace

void bind_contacts(const Fields& fields, CaseClass& bound, Model& model) {
  if (const auto given = fields.inner("redial")) {
    bound.redial = bind_redial(*given);
  }
  bound.balking = bind_balking(fields);
  if (const auto given = fields.inner("callback")) {
    bound.callback = bind_callback(*given);
  } else if (bound.channel == Channel::callback) {
    bound.callback = Callback{};
  }
  if (const auto given = fields.inner("repeat_contact")) {
    bound.repeat_contact = bind_repeat_contact(*given);
  }
  if (const auto given = fields.inner("backlog")) {
    bound.backlog = bind_backlog(*given, model);
  }
  bind_closed_hours(fields, bound, model);
  if (const auto given = fields.inner("score")) {
    given->read("start", bound.score.start);
    given->read("per_hour", bound.score.per_hour);
  }
}

}  // namespace tiermix
