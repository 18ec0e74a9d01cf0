#include "engine/report/page_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>

#include "engine/base/text.hpp"
#include "engine/report/blocks.hpp"
#include "engine/report/digits.hpp"
#include "engine/report/sources.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

std::string plain(const EstimateRow& row) {
  std::string text = estimate_text(row, TextStyle{});
  std::erase(text, '\t');
  return text;
}

// The estimate of the desk in words, or nothing where there is no value.
std::string found(const Results& results, std::string_view measure) {
  const EstimateRow* row = find_row(results, measure, "all");
  return row == nullptr || std::isnan(row->mean) ? std::string() : plain(*row);
}

void add(std::string& text,
         const std::string& before,
         const std::string& value,
         const char* after) {
  if (!value.empty()) {
    text += (text.empty() ? "" : "; ") + before + value + after;
  }
}

std::string sentence(std::string text) {
  if (!text.empty()) {
    if (text.front() >= 'a' && text.front() <= 'z') {
      text.front() = static_cast<char>(text.front() - 'a' + 'A');
    }
    text += ".";
  }
  return text;
}

std::string profit_words(const Results& results) {
  std::string text;
  add(text, "a case costs ", found(results, "cost_per_case"), ", every paid hour included");
  add(text, "support earns ", found(results, "support_profit"), " after its cost");
  add(text, "", found(results, "revenue_at_risk"), " of contracts is at risk");
  return sentence(text);
}

std::string reputation_words(const Results& results) {
  std::string text;
  add(text, "customers rate closed cases ", found(results, "satisfaction_rating"), " of 5");
  add(text, "", found(results, "satisfaction_top_box"), " of them give a 5");
  add(text, "", found(results, "churn_rate"), " of the customers are expected not to renew");
  if (text.empty()) {
    return "Not simulated: the scenario has no [satisfaction].";
  }
  return sentence(text);
}

std::string efficiency_words(const Results& results) {
  std::string text;
  add(text,
      "",
      found(results, "first_contact_resolution"),
      " of the cases are solved in the first contact");
  add(text, "a solution takes ", found(results, "time_to_resolve"), " in the mean");
  add(text, "reps are busy ", found(results, "occupancy"), " of their time on the floor");
  return sentence(text);
}

std::string effectiveness_words(const Results& results) {
  std::string text;
  add(text, "", found(results, "service_level"), " of the calls are answered within their target");
  add(text, "", found(results, "abandonment_rate"), " hang up");
  add(text, "", found(results, "unresolved_rate"), " of the cases close without a solution");
  return sentence(text);
}

std::string target_words(const TargetRow& row) {
  const EstimateRow estimate{.measure = row.measure,
                             .scope = row.scope,
                             .unit = row.unit,
                             .mean = row.mean,
                             .half_width = row.half_width,
                             .benchmark = std::nullopt};
  const std::size_t amount = row.text.find_first_of("-.0123456789");
  const std::string in = row.is_of_whole_time() ? "" : " in " + row.interval;
  return name_in_scope(row.measure, row.scope) + " (" + plain(estimate) + in + ", wanted at " +
         (row.at_least ? "least " : "most ") + row.text.substr(std::min(amount, row.text.size())) +
         ")";
}

Note targets_note(const Results& results) {
  const std::vector<TargetRow>& targets = results.targets;
  if (targets.empty()) {
    return {.text = "The scenario states no targets, so nothing is met or missed."};
  }
  std::vector<std::string> missed;
  std::vector<std::string> open;
  for (const TargetRow& row : targets) {
    if (row.verdict == "missed") {
      missed.push_back(target_words(row));
    } else if (row.verdict != "met") {
      open.push_back(target_words(row));
    }
  }
  const std::size_t met = targets.size() - missed.size() - open.size();
  if (met == targets.size()) {
    return {.text = targets.size() == 1
                        ? "The target is met."
                        : "All " + std::to_string(targets.size()) + " targets are met.",
            .tone = Tone::good};
  }
  std::string text = std::to_string(met) + " of " + std::to_string(targets.size()) +
                     (targets.size() == 1 ? " target is met." : " targets are met.");
  if (!missed.empty()) {
    text += " Missed: " + joined_by_and(missed) + ".";
  }
  if (!open.empty()) {
    text += " Not decided at this precision: " + joined_by_and(open) + ".";
  }
  return {.text = std::move(text), .tone = Tone::notable};
}

// "8.3 pts better than the published "; above or below where neither is good in itself. Without an
// interval nobody can say.
std::string standing_beside(const EstimateRow& row, const BenchmarkPosition& figure) {
  if (!std::isfinite(row.half_width)) {
    return plain(row) + ", not told apart from the published ";
  }
  if (figure.position == Position::inside) {
    return "in line with the published ";
  }
  const std::string by = difference_text(row.mean - figure.value, row) + " ";
  if (figure.better.empty()) {
    return by + std::string(name_of(figure.position)) + " the published ";
  }
  const bool better = (figure.better == "higher") == (figure.position == Position::above);
  return by + (better ? "better" : "worse") + " than the published ";
}

// One sentence per published segment, in the order chosen.
std::vector<std::string> benchmark_words(const Results& results) {
  std::vector<std::string> sentences;
  for (const Source& source : sources_of(results)) {
    std::vector<std::string> words;
    for (const EstimateRow& row : results.estimates) {
      for (const BenchmarkPosition& figure : benchmarks_of(row)) {
        if (figure.set == source.set && figure.segment == source.segment && row.scope == "all" &&
            !std::isnan(row.mean)) {
          std::string label = label_of(row.measure);
          label.front() = static_cast<char>(std::tolower(label.front()));
          words.push_back(label + " is " + standing_beside(row, figure) +
                          with_unit(figure.value, row.unit));
        }
      }
    }
    if (!words.empty()) {
      sentences.push_back("Beside " + words_of(source) + ": " + joined_by_and(words) + ".");
    }
  }
  return sentences;
}

// The point of the Pareto set with the best mean; of all where nothing has a standing.
std::string best_words(const Swept& swept, const SweptObjective& objective) {
  const SweptEstimates* e = estimates_of(swept, objective);
  if (e == nullptr || objective.better.empty()) {
    return {};
  }
  std::size_t best = swept.points();
  for (std::size_t i = 0; i < swept.points(); ++i) {
    if (std::isnan(e->mean[i])) {
      continue;
    }
    const bool better =
        best == swept.points() ||
        (objective.better == "lower" ? e->mean[i] < e->mean[best] : e->mean[i] > e->mean[best]);
    best = better ? i : best;
  }
  if (best == swept.points()) {
    return {};
  }
  const EstimateRow row{.measure = e->measure,
                        .scope = e->scope,
                        .unit = e->unit,
                        .mean = e->mean[best],
                        .half_width = e->half_width[best],
                        .benchmark = std::nullopt};
  std::string name = name_in_scope(e->measure, e->scope);
  name.front() = static_cast<char>(std::tolower(name.front()));
  return "The " + std::string(objective.better == "lower" ? "lowest " : "highest ") + name +
         " is that of point " + std::to_string(number_of(best)) + ": " + plain(row) + ".";
}

}  // namespace

std::string name_in_scope(std::string_view measure, std::string_view scope) {
  const std::size_t dot = scope.find('.');
  return label_of(measure) +
         (dot == std::string_view::npos ? "" : ", " + std::string(scope.substr(dot + 1)));
}

std::vector<Answer> run_answers(const Results& results) {
  std::vector<Answer> answers{{.topic = "Targets", .note = targets_note(results)}};
  const auto add_words = [&answers](const char* topic, std::string text) {
    if (!text.empty()) {
      answers.push_back({.topic = topic, .note = {.text = std::move(text)}});
    }
  };
  add_words("Profit", profit_words(results));
  add_words("Reputation", reputation_words(results));
  if (std::string trap = complacency(results, TextStyle{}); !trap.empty()) {
    answers.push_back(
        {.topic = "Beware", .note = {.text = std::move(trap), .tone = Tone::notable}});
  }
  add_words("Efficiency", efficiency_words(results));
  add_words("Effectiveness", effectiveness_words(results));
  for (std::string& sentence : benchmark_words(results)) {
    add_words(answers.back().topic == "Benchmarks" ? "" : "Benchmarks", std::move(sentence));
  }
  return answers;
}

std::vector<Answer> sweep_answers(const Swept& swept) {
  std::vector<Answer> answers;
  std::vector<std::string> by;
  for (const SweptObjective& objective : swept.objectives) {
    if (objective.in_pareto) {
      by.push_back(name_in_scope(objective.measure, objective.scope) + " (" + objective.better +
                   " is better)");
    }
  }
  if (!by.empty()) {
    const auto count = [&](Standing standing) {
      return std::to_string(std::ranges::count(swept.standings, standing));
    };
    answers.push_back(
        {.topic = "Worth a look",
         .note = {.text = count(Standing::efficient) + " of " + std::to_string(swept.points()) +
                          " points are in the Pareto set by " + joined_by_and(by) +
                          ": no other point is at least as good in all of these and better in "
                          "one. " +
                          count(Standing::dominated) + " are dominated, " +
                          count(Standing::undecided) +
                          " undecided: behind another by the means, but the intervals leave a "
                          "doubt.",
                  .tone = Tone::strong}});
  }
  for (const SweptObjective& objective : swept.objectives) {
    if (std::string text = best_words(swept, objective); !text.empty()) {
      answers.push_back({.topic = {}, .note = {.text = std::move(text)}});
    }
  }
  return answers;
}

}  // namespace tiermix
