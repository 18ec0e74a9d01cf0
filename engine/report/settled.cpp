// When a desk settles.

#include <algorithm>
#include <string>
#include <utility>

#include "engine/results/civil.hpp"
#include "engine/report/digits.hpp"
#include "engine/report/head.hpp"
#include "engine/report/notes.hpp"
#include "engine/report/report.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

// "Backlog, tier2".
std::string name_of(const SettledRow& row) {
  const std::size_t dot = row.scope.find('.');
  return label_of(row.measure) +
         (dot == std::string::npos ? std::string() : ", " + row.scope.substr(dot + 1));
}

Cell when_cell(const SettledRow& row) {
  if (!row.after_h) {
    return {.text = "not in half of it", .tone = Tone::notable};
  }
  if (*row.after_h == 0.0) {
    return {.text = "at once", .tone = Tone::faint};
  }
  return {.text = length_text(*row.after_h), .tone = Tone::strong};
}

Table series_table(const Settled& settled, const TextStyle& style) {
  Table table{.columns = {{.heading = "Series"},
                          {.heading = "settles after"},
                          {.heading = "until then", .align = Align::tab},
                          {.heading = "from then on", .align = Align::tab}},
              .rows = {}};
  for (const SettledRow& row : settled.rows) {
    table.rows.push_back({{.text = name_of(row)},
                          when_cell(row),
                          {.text = row.before ? estimate_text(*row.before, style) : std::string()},
                          {.text = row.after_h ? estimate_text(row.settled, style)
                                               : std::string(signs_of(style).dash) + "\t"}});
  }
  return table;
}

std::string answer(const Settled& settled) {
  const Provenance& run = settled.provenance;
  const std::string horizon = length_text(run.horizon_h);
  constexpr double kLongest = 522.0 * 168.0;  // h, what time.horizon takes
  if (!settled.after_h) {
    return name_of(slowest_of(settled)) + " has not settled in the first half of " + horizon +
           ": a longer time.horizon (--set time.horizon='" +
           length_text(std::min(2.0 * run.horizon_h, kLongest)) +
           "') may show when it does, unless more comes to a tier than its reps can do (tiermix "
           "check tells), or what comes to the desk, or its people, change all the time. There is "
           "no long run to ask about then, and figures are those of the time simulated.";
  }
  const std::string after =
      *settled.after_h == 0.0 ? "at once" : "after " + length_text(*settled.after_h);
  const std::string has = run.warm_up_h == 0.0
                              ? std::string("the scenario has no warm-up")
                              : "the scenario's warm-up is " + length_text(run.warm_up_h);
  if (*settled.after_h == 0.0 && run.warm_up_h == 0.0) {
    return "The desk settles at once: it needs no warm-up, and the scenario has none.";
  }
  if (*settled.after_h <= run.warm_up_h) {
    return "The desk settles " + after + "; " + has + ": enough.";
  }
  if (settled.from_warm_up.value_or(false)) {
    return "The desk settles " + after + " by this rule. " + "The scenario's warm-up is " +
           length_text(run.warm_up_h) +
           ", and from then on nothing differs by more than chance: enough for this horizon.";
  }
  return "The desk settles " + after + "; " + has +
         ". For figures of the long run: time.warm_up = \"" + length_text(*settled.after_h) + "\".";
}

}  // namespace

std::string settled_text(const Settled& settled, const TextStyle& style) {
  const Provenance& run = settled.provenance;
  const std::string dot = " " + std::string(signs_of(style).dot) + " ";
  std::string facts = run.scenario_file + dot + length_text(run.horizon_h) + " from " + run.start +
                      dot + count_text(run) + dot + "seed " + std::to_string(run.seed);
  for (const std::string& change : run.overrides) {
    facts += dot + change;
  }
  std::string out = toned(run.title, Tone::strong, style) + "\n" + wrapped(facts, style) + "\n";
  out += to_text(series_table(settled, style), style) + "\n";
  out += wrapped(answer(settled), style) + "\n";
  const std::string each = settled.by_week ? "whole weeks, for the desk follows the week"
                                           : "batches of " + length_text(settled.batch_h);
  out += wrapped("- By MSER on the means over replications of " + each +
                     " (docs/long-run.md). What it would delete counts where it differs from what "
                     "is left by more than chance (99 % for all series together).",
                 style,
                 2);
  if (settled.left_open > kManyOpen) {
    out += wrapped("- " + with_unit(settled.left_open, "1") +
                       " of the cases created were still open when the drain ended: times to "
                       "resolve of the last weeks are too short, and seem to fall. Take a longer "
                       "time.drain_limit, or staff the tier that falls behind.",
                   style,
                   2);
  }
  if (settled.has_trend) {
    out += wrapped(
        "- Holidays, seasons, growth, replayed arrivals or careers make the weeks of this desk "
        "differ. What they do is no warm-up, but stands in the table; take them out of "
        "a copy to see how the desk settles without them.",
        style,
        2);
  }
  return out;
}

}  // namespace tiermix
