#include "tools/tiermix/trace_views.hpp"

#include <utility>

#include "engine/base/text.hpp"

namespace tiermix {
namespace {

constexpr std::size_t kDate = 14;  // "Mon 2026-01-05"

std::string date_of(const Traced& traced, Instant at) {
  return traced.names.civil(at).substr(0, kDate);
}

std::string time_of(const Traced& traced, Instant at) {
  return traced.names.civil(at).substr(kDate + 1);
}

Tone tone_of(Happening what) {
  switch (what) {
    case Happening::resolved:
    case Happening::closed:
    case Happening::contained:
      return Tone::good;
    case Happening::abandoned:
    case Happening::blocked:
    case Happening::failed:
    case Happening::falsely_resolved:
    case Happening::bounced:
    case Happening::closed_unresolved:
      return Tone::notable;
    case Happening::created:
      return Tone::strong;
    default:
      return Tone::plain;
  }
}

std::string doing(const RepStretch& stretch) {
  switch (stretch.what) {
    case RepDoes::session:
      return "session with " + stretch.work_on;
    case RepDoes::help:
      return "helps with " + stretch.work_on;
    case RepDoes::pause:
      return "break or meeting";
    case RepDoes::task:
      return "task off the phone";
    case RepDoes::training:
      return "training";
    case RepDoes::idle:
      return "idle";
  }
  return "";
}

Table facts_table(const std::vector<std::pair<std::string, std::string>>& facts) {
  Table table{.columns = {{.heading = "In sum"}, {.heading = ""}}, .rows = {}};
  for (const auto& [label, value] : facts) {
    table.rows.push_back({{.text = label}, {.text = value}});
  }
  return table;
}

}  // namespace

std::string heading(const Traced& traced, const TextStyle& style) {
  const std::string dot = style.glyphs == Glyphs::unicode ? " · " : " - ";
  return toned(traced.model.title, Tone::strong, style) + "\n" + traced.file + dot +
         "replication " + std::to_string(traced.key.replication) + dot + "seed " +
         std::to_string(traced.key.seed) + "\n";
}

std::string life_table(const Life& life, const Traced& traced, const TextStyle& style) {
  Table table{.columns = {{.heading = life.name},
                          {.heading = "after", .align = Align::right},
                          {.heading = "where"},
                          {.heading = "what happens"}},
              .rows = {}};
  std::string date;
  for (const LifeLine& line : life.lines) {
    const std::string day = date_of(traced, line.at);
    if (day != date) {
      date = day;
      table.rows.push_back({{.text = date, .tone = Tone::strong}});
    }
    table.rows.push_back({{.text = "  " + time_of(traced, line.at)},
                          {.text = span_text(line.since_created)},
                          {.text = line.rep.empty() ? line.tier : line.rep},
                          {.text = line.text, .tone = tone_of(line.event)}});
  }
  return to_text(table, style);
}

std::string summary_table(const std::vector<Life>& lives,
                          const std::vector<const Traced*>& scenarios,
                          const TextStyle& style) {
  Table table{.columns = {{.heading = "In sum"}}, .rows = {}};
  for (std::size_t i = 0; i < lives.size(); ++i) {
    table.columns.push_back({.heading = scenarios[i]->file});
    const auto facts = summary_of(lives[i].facts, scenarios[i]->names);
    for (std::size_t f = 0; f < facts.size(); ++f) {
      if (i == 0) {
        table.rows.push_back({{.text = facts[f].first}});
      }
      table.rows[f].push_back({.text = facts[f].second});
    }
  }
  return to_text(table, style);
}

std::string rep_table(const RepDay& day, const Traced& traced, const TextStyle& style) {
  Table table{.columns = {{.heading = day.name},
                          {.heading = "for", .align = Align::right},
                          {.heading = "does"},
                          {.heading = "outcome"}},
              .rows = {}};
  std::string date;
  for (const RepStretch& stretch : day.stretches) {
    const std::string on = date_of(traced, stretch.from);
    if (on != date) {
      date = on;
      table.rows.push_back({{.text = date, .tone = Tone::strong}});
    }
    const std::string held =
        stretch.held.us == 0 ? "" : " (holding " + span_text(stretch.held) + ")";
    table.rows.push_back({{.text = "  " + time_of(traced, stretch.from)},
                          {.text = span_text(stretch.until - stretch.from)},
                          {.text = doing(stretch),
                           .tone = stretch.what == RepDoes::idle ? Tone::faint : Tone::plain},
                          {.text = stretch.outcome + held}});
  }
  std::vector<std::pair<std::string, std::string>> facts{
      {"On the floor", span_text(day.present - day.paused - day.trained)}};
  if (day.paused > Duration{}) {
    facts.emplace_back("In breaks and meetings", span_text(day.paused));
  }
  if (day.trained > Duration{}) {
    facts.emplace_back("In training", span_text(day.trained));
  }
  if (day.at_tasks > Duration{}) {
    facts.emplace_back("At tasks off the phone", span_text(day.at_tasks));
  }
  facts.insert(facts.end(),
               {{"In sessions", span_text(day.in_sessions) + " in " + std::to_string(day.sessions)},
                {"of that waiting for a specialist", span_text(day.held)},
                {"Helping others", span_text(day.helping)},
                {"Idle", span_text(day.idle())},
                {"Occupancy", with_unit(day.occupancy(), "1")}});
  return to_text(table, style) + "\n" + to_text(facts_table(facts), style);
}

std::string overview_table(const std::vector<TellingCase>& cases,
                           const Traced& traced,
                           const TextStyle& style) {
  Table table{.columns = {{.heading = "Case"},
                          {.heading = "why"},
                          {.heading = "took", .align = Align::right},
                          {.heading = "sessions", .align = Align::right},
                          {.heading = "hand-overs", .align = Align::right},
                          {.heading = "outcome"}},
              .rows = {}};
  for (const TellingCase& telling : cases) {
    const CaseFacts& facts = telling.facts;
    table.rows.push_back({{.text = traced.names.of_case(facts.owner)},
                          {.text = std::string(telling.why)},
                          {.text = span_text(facts.ended - facts.created)},
                          {.text = std::to_string(facts.sessions)},
                          {.text = std::to_string(facts.hand_overs)},
                          {.text = ending_text(facts)}});
  }
  return to_text(table, style);
}

}  // namespace tiermix
