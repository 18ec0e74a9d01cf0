// The views of tiermix trace for scripts.

#include <utility>

#include <nlohmann/json.hpp>

#include "engine/base/digest.hpp"

#include "tools/tiermix/trace_views.hpp"

namespace tiermix {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kTraceFormatVersion = 1;

std::string dumped(const Json& object) {
  return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json start_of(const Traced& traced) {
  return {
      {"format_version", kTraceFormatVersion},
      {"scenario",
       {{"title", traced.model.title}, {"file", traced.file}, {"digest", to_hex(traced.digest)}}},
      {"seed", traced.key.seed},
      {"replication", traced.key.replication}};
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

// Lengths of time are hours, as everywhere in the program's JSON.
Json object_of(const CaseFacts& facts, const Traced& traced) {
  const bool ended = facts.ended != kNever;
  Json reps = Json::array();
  for (const std::uint32_t rep : facts.reps) {
    reps.push_back(traced.names.of_rep(rep));
  }
  return {{"case", traced.names.of_case(facts.owner)},
          {"class", traced.names.of_class(facts.case_class)},
          {"opened", traced.names.iso(facts.created)},
          {"complexity", facts.complexity},
          {"outcome", ending_text(facts)},
          {"ended", ended ? Json(traced.names.iso(facts.ended)) : Json(nullptr)},
          {"hours_to_end", ended ? Json(in_hours(facts.ended - facts.created)) : Json(nullptr)},
          {"hours_waited", in_hours(facts.waited)},
          {"hours_in_sessions", in_hours(facts.worked)},
          {"hours_helped", in_hours(facts.helped)},
          {"hours_away", in_hours(facts.away)},
          {"sessions", facts.sessions},
          {"hand_overs", facts.hand_overs},
          {"failed_attempts", facts.failures},
          {"reopenings", facts.reopenings},
          {"reps", std::move(reps)}};
}

Json life_object(const Life& life, const Traced& traced) {
  Json object = object_of(life.facts, traced);
  Json events = Json::array();
  for (const LifeLine& line : life.lines) {
    events.push_back({{"time", traced.names.iso(line.at)},
                      {"hours_since_opened", in_hours(line.since_created)},
                      {"activity", line.activity},
                      {"tier", text_or_null(line.tier)},
                      {"rep", text_or_null(line.rep)},
                      {"text", line.text}});
  }
  object["events"] = std::move(events);
  return object;
}

std::string_view word_of(RepDoes what) {
  switch (what) {
    case RepDoes::session:
      return "session";
    case RepDoes::help:
      return "help";
    case RepDoes::pause:
      return "break";
    case RepDoes::task:
      return "task";
    case RepDoes::training:
      return "training";
    case RepDoes::idle:
      return "idle";
  }
  return "";
}

Json rep_object(const RepDay& day, const Traced& traced) {
  Json stretches = Json::array();
  for (const RepStretch& stretch : day.stretches) {
    stretches.push_back({{"from", traced.names.iso(stretch.from)},
                         {"until", traced.names.iso(stretch.until)},
                         {"does", word_of(stretch.what)},
                         {"case", text_or_null(stretch.work_on)},
                         {"outcome", text_or_null(stretch.outcome)},
                         {"hours_held", in_hours(stretch.held)}});
  }
  return {{"name", day.name},
          {"from", traced.names.iso(day.from)},
          {"until", traced.names.iso(day.until)},
          {"hours_present", in_hours(day.present)},
          {"hours_in_sessions", in_hours(day.in_sessions)},
          {"hours_held", in_hours(day.held)},
          {"hours_helping", in_hours(day.helping)},
          {"hours_idle", in_hours(day.idle())},
          {"occupancy", day.occupancy()},
          {"sessions", day.sessions},
          {"stretches", std::move(stretches)}};
}

// One part per scenario, below `key`.
std::string compared(const std::vector<const Traced*>& scenarios,
                     const std::string& key,
                     std::vector<Json> parts) {
  Json object = start_of(*scenarios.front());
  object[key] = std::move(parts.front());
  if (parts.size() > 1) {
    Json against = start_of(*scenarios[1]);
    against.erase("format_version");
    against[key] = std::move(parts[1]);
    object["against"] = std::move(against);
  }
  return dumped(object);
}

}  // namespace

std::string lives_json(const std::vector<Life>& lives,
                       const std::vector<const Traced*>& scenarios) {
  std::vector<Json> parts;
  for (std::size_t i = 0; i < lives.size(); ++i) {
    parts.push_back(life_object(lives[i], *scenarios[i]));
  }
  return compared(scenarios, "life", std::move(parts));
}

std::string reps_json(const std::vector<RepDay>& days,
                      const std::vector<const Traced*>& scenarios) {
  std::vector<Json> parts;
  for (std::size_t i = 0; i < days.size(); ++i) {
    parts.push_back(rep_object(days[i], *scenarios[i]));
  }
  return compared(scenarios, "rep", std::move(parts));
}

std::string overview_json(const std::vector<TellingCase>& cases, const Traced& traced) {
  Json object = start_of(traced);
  Json list = Json::array();
  for (const TellingCase& telling : cases) {
    Json one = object_of(telling.facts, traced);
    one["why"] = telling.why;
    list.push_back(std::move(one));
  }
  object["cases"] = std::move(list);
  return dumped(object);
}

}  // namespace tiermix
