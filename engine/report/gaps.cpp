#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/report/gaps_tables.hpp"
#include "engine/report/gaps_words.hpp"
#include "engine/report/head.hpp"
#include "engine/report/report.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

// Levers that help to close some gap.
std::set<std::size_t> told_levers(const GapReport& report) {
  std::set<std::size_t> told;
  for (const GapTable& table : report.tables.tables) {
    for (const LeverEffect& effect : table.effects) {
      if (effect.verdict == LeverVerdict::helps) {
        told.insert(effect.lever);
      }
    }
  }
  return told;
}

std::string harms_of(const GapReport& report, std::size_t lever) {
  std::vector<std::string> names;
  for (const std::size_t goal : report.tables.harms[lever]) {
    std::string name = name_of(report.goals[goal]);
    if (std::ranges::find(names, name) == names.end()) {
      names.push_back(std::move(name));
    }
  }
  std::string text;
  for (const std::string& name : names) {
    text += (text.empty() ? "" : ", ") + name;
  }
  return text;
}

std::string side_effects(const GapReport& report, const TextStyle& style) {
  std::string lines;
  for (const std::size_t lever : told_levers(report)) {
    std::string text = dangers_of(report, lever);
    const std::string harms = harms_of(report, lever);
    if (!harms.empty()) {
      text += (text.empty() ? "worsens " : "; worsens ") + harms;
    }
    if (!text.empty()) {
      lines += wrapped("  " + report.levers[lever].name + " " + text, style, 4);
    }
  }
  return lines.empty()
             ? lines
             : "\n" + toned("Side effects on benchmarks and targets", Tone::strong, style) + "\n" +
                   lines;
}

std::string lever_lines(const GapReport& report, const TextStyle& style) {
  std::string lines;
  for (const std::size_t lever : told_levers(report)) {
    const Lever& one = report.levers[lever];
    std::string text = "  " + one.name + ": " + one.title + ": ";
    for (const LeverChange& change : one.changes) {
      text += (&change == &one.changes.front() ? "" : ", ") + change.path + " " +
              (change.before.empty() ? std::string("not set") : change.before) + " -> " +
              change.after;
    }
    const double price = report.tables.money[lever].price;
    if (price > 0.0) {
      text += "; price " + digits_of(std::round(price), 0.0).mean + " " +
              report.provenance.currency + " a year";
    }
    lines += wrapped(text, style, 4);
  }
  return lines.empty()
             ? lines
             : "\n" + toned("What the levers that help change", Tone::strong, style) + "\n" + lines;
}

// A line for each reason.
std::string left_out_lines(const GapReport& report, const TextStyle& style) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (const LeverLeftOut& lever : report.left_out) {
    const auto same =
        std::ranges::find(lines, lever.reason, &std::pair<std::string, std::string>::first);
    if (same == lines.end()) {
      lines.emplace_back(lever.reason, lever.name);
    } else {
      same->second += ", " + lever.name;
    }
  }
  std::string text;
  for (const auto& [reason, names] : lines) {
    text += wrapped("  " + names + ": " + reason, style, 4);
  }
  return text.empty() ? text : "\n" + toned("Left out", Tone::strong, style) + "\n" + text;
}

}  // namespace

std::string gap_text(const GapReport& report, const TextStyle& style, GapLength length) {
  std::string out =
      toned("What would move " + report.provenance.title + ": " +
                std::to_string(report.levers.size()) + " levers, the same customers with each",
            Tone::strong,
            style) +
      "\n" + wrapped(run_facts(report.provenance, style, " each"), style);
  for (const std::string& line : other_goals(report, style)) {
    out += wrapped(line, style, 2);
  }
  if (report.tables.tables.empty()) {
    return out + "\n" +
           wrapped(report.goals.empty()
                       ? "There is nothing to compare with: the scenario has no targets, and no "
                         "benchmark set has a figure for its measures."
                       : "No gap: no benchmark and no target is missed.",
                   style);
  }
  out += over_all_gaps(report, style, length) + gap_tables(report, style, length);
  out += side_effects(report, style) + lever_lines(report, style) + left_out_lines(report, style) +
         "\n";
  for (const Note& note : gap_notes(report, length)) {
    out += toned("- ", note.tone, style) + wrapped(note.text, style, 2);
  }
  return out;
}

}  // namespace tiermix
