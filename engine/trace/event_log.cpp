#include "engine/trace/event_log.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/text.hpp"

#include "engine/trace/activity.hpp"
#include "engine/trace/life.hpp"

namespace tiermix {
namespace {

constexpr std::size_t kPiece = 65536;

constexpr std::string_view kXesStart = R"(<?xml version="1.0" encoding="UTF-8"?>
<log xmlns="http://www.xes-standard.org/" xes.version="1849-2016" xes.features="">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <global scope="trace">
    <string key="concept:name" value=""/>
  </global>
  <global scope="event">
    <string key="concept:name" value=""/>
    <date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>
    <string key="lifecycle:transition" value="complete"/>
    <string key="tier" value=""/>
  </global>
  <classifier name="Activity" keys="concept:name"/>
  <classifier name="Activity and tier" keys="concept:name tier"/>
  <classifier name="Activity and lifecycle" keys="concept:name lifecycle:transition"/>
)";

std::string attribute(std::string_view type, std::string_view key, std::string_view value) {
  return "<" + std::string(type) + " key=\"" + std::string(key) + "\" value=\"" + xml_text(value) +
         "\"/>\n";
}

std::string too_many(std::uint64_t most) {
  return "the log would hold more than " + std::to_string(most) + " cases";
}

}  // namespace

std::string xml_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\t':
        out += "&#9;";
        break;
      case '\n':
        out += "&#10;";
        break;
      default:
        out += static_cast<unsigned char>(c) < 0x20U || c == 0x7f ? '?' : c;
    }
  }
  return out;
}

std::string_view csv_log_header() {
  return "case,class,timestamp,activity,lifecycle,resource,group,tier,value,seconds";
}

EventLogWriter::EventLogWriter(LogFormat format,
                               const CaseScope& scope,
                               std::uint64_t most_cases,
                               const Names& names,
                               std::string_view title,
                               TextSink sink)
    : format_(format),
      scope_(scope),
      most_cases_(most_cases),
      names_(names),
      sink_(std::move(sink)) {
  if (format_ == LogFormat::csv) {
    text_ = std::string(csv_log_header()) + "\n";
  } else {
    text_ = std::string(kXesStart) + "  " + attribute("string", "concept:name", title) + "  " +
            attribute("string", "lifecycle:model", "standard");
  }
}

void EventLogWriter::add(const CaseEvent& event) {
  if (event.at > now_) {
    settle(event.at);
  }
  if ((event.what == Happening::created || event.what == Happening::contained) &&
      scope_.holds(event)) {
    if (size_.cases == most_cases_) {
      throw TooManyCases(too_many(most_cases_));
    }
    ++size_.cases;
    open_[event.owner];
  }
  const auto found = open_.find(event.owner);
  if (found == open_.end()) {
    return;
  }
  if (event.what == Happening::interrupted) {
    CaseEvent part = event;
    part.what = Happening::session_ended;
    keep(part, found->second);
  }
  keep(event, found->second);
  if (is_end(event.what)) {
    ending_.push_back(event.owner);
  }
}

void EventLogWriter::keep(const CaseEvent& event, std::vector<CaseEvent>& events) {
  ++size_.events;
  if (format_ == LogFormat::csv) {
    write_row(event);
  } else {
    events.push_back(event);
  }
}

LogSize EventLogWriter::finish() {
  settle(now_);
  if (format_ == LogFormat::xes) {
    std::vector<const std::vector<CaseEvent>*> left;
    left.reserve(open_.size());
    for (const auto& [owner, events] : open_) {
      left.push_back(&events);
    }
    std::ranges::sort(left, {}, [](const std::vector<CaseEvent>* events) {
      return std::pair(events->front().at, events->front().owner);
    });
    for (const std::vector<CaseEvent>* events : left) {
      write_trace(*events);
    }
    text_ += "</log>\n";
  }
  hand_on(1);
  return size_;
}

// The cases that ended before now have had all their events.
void EventLogWriter::settle(Instant now) {
  for (const Owner owner : ending_) {
    const auto found = open_.find(owner);
    if (format_ == LogFormat::xes) {
      write_trace(found->second);
    }
    open_.erase(found);
  }
  ending_.clear();
  now_ = now;
}

void EventLogWriter::hand_on(std::size_t least) {
  if (text_.size() >= least) {
    sink_(text_);
    text_.clear();
  }
}

void EventLogWriter::write_row(const CaseEvent& event) {
  const Activity activity = activity_of(event.what);
  text_ += csv_cell(names_.of_case(event.owner)) + ',' +
           csv_cell(names_.of_class(event.case_class)) + ',' + names_.iso(event.at) + ',' +
           std::string(activity.name) + ',' + std::string(activity.lifecycle) + ',' +
           csv_cell(names_.of_rep(event.rep)) + ',' + csv_cell(names_.group_of(event.rep)) + ',' +
           csv_cell(names_.of_tier(event.tier)) + ',' +
           (activity.value.empty() ? "" : format_number(event.value)) + ',' +
           format_fixed(in_seconds(event.at - Instant{}), 6) + '\n';
  hand_on(kPiece);
}

void EventLogWriter::write_trace(const std::vector<CaseEvent>& events) {
  CaseFacts facts;
  for (const CaseEvent& event : events) {
    facts.add(event);
  }
  text_ += "  <trace>\n    " + attribute("string", "concept:name", names_.of_case(facts.owner)) +
           "    " + attribute("string", "class", names_.of_class(facts.case_class)) + "    " +
           attribute("float", "complexity", format_number(facts.complexity)) + "    " +
           attribute("string", "outcome", ending_text(facts)) + "    " +
           attribute("int", "sessions", std::to_string(facts.sessions)) + "    " +
           attribute("int", "hand_overs", std::to_string(facts.hand_overs));
  for (const CaseEvent& event : events) {
    write_event(event);
  }
  text_ += "  </trace>\n";
  hand_on(kPiece);
}

void EventLogWriter::write_event(const CaseEvent& event) {
  const Activity activity = activity_of(event.what);
  text_ += "    <event>\n      " + attribute("string", "concept:name", activity.name) + "      " +
           attribute("date", "time:timestamp", names_.iso_with_offset(event.at)) + "      " +
           attribute("string", "lifecycle:transition", activity.lifecycle) + "      " +
           attribute("string", "tier", names_.of_tier(event.tier));
  if (event.rep != kNoRep) {
    text_ += "      " + attribute("string", "org:resource", names_.of_rep(event.rep)) + "      " +
             attribute("string", "org:group", names_.group_of(event.rep));
  }
  if (!activity.value.empty()) {
    text_ += "      " + attribute("float", activity.value, format_number(event.value));
  }
  text_ += "    </event>\n";
}

}  // namespace tiermix
