#include "engine/trace/life.hpp"

#include "engine/base/check.hpp"
#include "engine/base/text.hpp"

#include "engine/trace/activity.hpp"

namespace tiermix {
namespace {

Duration hours(double count) { return from_seconds(count * 3600.0); }

std::string percent(double share) { return format_fixed(100.0 * share, 0) + " %"; }

std::string counted(unsigned count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

// ", after 3 min in the queue", for an instant at which something began.
std::string after(Instant since, Instant at, const std::string& where) {
  return since == kNever || since == at ? "" : " after " + span_text(at - since) + where;
}

std::string session_start(const CaseEvent& event, const CaseFacts& before) {
  return "session begins" + (before.waiting_since == kNever
                                 ? " at once"
                                 : after(before.waiting_since, event.at, " in the queue"));
}

// What a customer on the line does.
std::string call_text(const CaseEvent& event, const CaseFacts& before) {
  switch (event.what) {
    case Happening::balked:
      return "finds too many waiting and leaves at once";
    case Happening::hung_up:
      return "the customer hangs up" + after(before.waiting_since, event.at, " in the queue");
    case Happening::found_no_line:
      return "finds the queue full";
    case Happening::found_closed:
      return "finds the desk closed";
    case Happening::redial_planned:
      return "the customer will call again in " + span_text(hours(event.value));
    case Happening::called_again:
      return "calls again" + after(before.away_since, event.at, "");
    case Happening::callback_accepted:
      return "the customer hangs up and will be called back";
    case Happening::callback_missed:
      return "called back in vain" + after(before.waiting_since, event.at, " in the queue");
    case Happening::callback_planned:
      return "the next call back is due in " + span_text(hours(event.value));
    case Happening::repeat_planned:
      return "not solved: the customer will be back in " + span_text(hours(event.value));
    case Happening::lost:
      return "the customer gives up";
    default:
      return "";
  }
}

// What happens around a session.
std::string session_text(const CaseEvent& event, const CaseFacts& before) {
  switch (event.what) {
    case Happening::session_started:
      return session_start(event, before);
    case Happening::session_ended:
      return "session ends" + after(before.with_since(event.rep), event.at, "");
    case Happening::held:
      return "keeps the customer and waits for a specialist";
    case Happening::helped:
      return "specialist joins the session";
    case Happening::help_ended:
      return "specialist leaves" + after(before.with_since(event.rep), event.at, "");
    case Happening::interrupted:
      return std::string(event.value > 0.0 ? "put down for a more urgent case"
                                           : "interrupted by the shift's end") +
             after(before.with_since(event.rep), event.at, "");
    case Happening::referred:
      return "passed on without an attempt";
    case Happening::failed:
      return "the attempt fails";
    case Happening::bounced:
      return "sent back to the tier it came from";
    case Happening::escalated:
      return "goes to another tier";
    case Happening::resolved:
      return "solved, where " + percent(event.value) + " of such attempts succeed";
    case Happening::falsely_resolved:
      return "pressed to an end: booked as solved, and is not";
    default:
      return call_text(event, before);
  }
}

std::string text_of(const CaseEvent& event, const CaseFacts& before) {
  switch (event.what) {
    case Happening::contained:
      return "solved by self-service; no case is opened";
    case Happening::created:
      return "opened; complexity " + format_fixed(event.value, 2) + " of 1";
    case Happening::queued:
      return "waits in the queue";
    case Happening::blocked:
      return "finds the queue full and is turned away";
    case Happening::abandoned:
      return "the customer gives up" + after(before.waiting_since, event.at, " in the queue");
    case Happening::overflowed:
      return "moves to the queue of another tier" + after(before.waiting_since, event.at, "");
    case Happening::timed_out:
      return "taken out of the queue by its age" + after(before.waiting_since, event.at, "");
    case Happening::vendor_asked:
      return "sent on, to where no rep of the desk works";
    case Happening::retried:
      return event.value == 0.0 ? "another attempt here"
                                : "another attempt here in " + span_text(hours(event.value));
    case Happening::asked_customer:
      return "the customer is asked, and answers in " + span_text(hours(event.value));
    case Happening::reopened_later:
      return "the customer will be back in " + span_text(hours(event.value));
    case Happening::returned:
      return "comes back" + after(before.away_since, event.at, "");
    case Happening::closed:
      return "closed, solved";
    case Happening::closed_unresolved:
      return "closed without a solution";
    default:
      return session_text(event, before);
  }
}

std::string instant_or(Instant at, Instant since, const std::string& otherwise) {
  return at == kNever ? otherwise : span_text(at - since);
}

}  // namespace

void CaseRecorder::add(const CaseEvent& event) {
  const bool opens = event.what == Happening::created || event.what == Happening::contained;
  cases_that_day_ += opens && event.owner >> 32U == owner_ >> 32U ? 1U : 0U;
  if (event.owner == owner_) {
    events_.push_back(event);
  }
}

Life life_of(const std::vector<CaseEvent>& events, const Names& names) {
  TIERMIX_EXPECTS(!events.empty());
  Life life;
  life.name = names.of_case(events.front().owner);
  for (const CaseEvent& event : events) {
    const bool false_solution = event.what == Happening::resolved && !life.lines.empty() &&
                                life.lines.back().event == Happening::falsely_resolved;
    std::string text = false_solution ? "told that it is solved" : text_of(event, life.facts);
    life.facts.add(event);
    life.lines.push_back({.at = event.at,
                          .since_created = event.at - life.facts.created,
                          .event = event.what,
                          .activity = std::string(activity_of(event.what).name),
                          .tier = std::string(names.of_tier(event.tier)),
                          .rep = names.of_rep(event.rep),
                          .text = std::move(text)});
  }
  return life;
}

std::string ending_text(const CaseFacts& facts) {
  switch (facts.end) {
    case Happening::contained:
      return "solved by self-service";
    case Happening::blocked:
      return "turned away";
    case Happening::abandoned:
      return "abandoned";
    case Happening::lost:
      return "lost";
    case Happening::closed:
      return facts.sessions == 1 && facts.reopenings == 0 ? "solved at first contact" : "solved";
    case Happening::closed_unresolved:
      return "closed without a solution";
    default:
      return "still open";
  }
}

std::vector<std::pair<std::string, std::string>> summary_of(const CaseFacts& facts,
                                                            const Names& names) {
  std::string reps;
  for (const std::uint32_t rep : facts.reps) {
    reps += (reps.empty() ? "" : ", ") + names.of_rep(rep);
  }
  return {{"Outcome", ending_text(facts)},
          {"From opening to the end", instant_or(facts.ended, facts.created, "-")},
          {"Wait for the first session", instant_or(facts.answered, facts.created, "-")},
          {"In queues", span_text(facts.waited)},
          {"In sessions", span_text(facts.worked) + " in " + counted(facts.sessions, "session")},
          {"Help by specialists",
           facts.helpers == 0
               ? "-"
               : span_text(facts.helped) + " by " + counted(facts.helpers, "specialist")},
          {"Away (customer, supplier, break)", span_text(facts.away)},
          {"Hand-overs between tiers", std::to_string(facts.hand_overs)},
          {"Failed attempts", std::to_string(facts.failures)},
          {"Reopenings", std::to_string(facts.reopenings)},
          {"Reps", reps.empty() ? "-" : reps}};
}

}  // namespace tiermix
