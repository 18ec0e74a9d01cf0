#include "engine/trace/facts.hpp"

#include <algorithm>

namespace tiermix {

bool is_end(Happening what) {
  switch (what) {
    case Happening::contained:
    case Happening::blocked:
    case Happening::abandoned:
    case Happening::closed:
    case Happening::closed_unresolved:
    case Happening::lost:
      return true;
    default:
      return false;
  }
}

Instant CaseFacts::with_since(std::uint32_t rep) const {
  const auto found = std::ranges::find(with_, rep, &Stretch::rep);
  return found == with_.end() ? kNever : found->since;
}

void CaseFacts::move_to(std::uint16_t to) {
  if (to == kNoTier) {
    return;
  }
  hand_overs += tier != kNoTier && tier != to ? 1U : 0U;
  tier = to;
}

void CaseFacts::leave_queue(Instant at) {
  if (waiting_since != kNever) {
    waited = waited + (at - waiting_since);
    waiting_since = kNever;
  }
}

void CaseFacts::start(const CaseEvent& event, bool helps) {
  with_.push_back({event.rep, event.at, helps});
  if (!helps && std::ranges::find(reps, event.rep) == reps.end()) {
    reps.push_back(event.rep);
  }
}

void CaseFacts::finish(const CaseEvent& event) {
  const auto found = std::ranges::find(with_, event.rep, &Stretch::rep);
  if (found != with_.end()) {
    Duration& sum = found->helps ? helped : worked;
    sum = sum + (event.at - found->since);
    with_.erase(found);
  }
}

void CaseFacts::begin_session(const CaseEvent& event) {
  move_to(event.tier);
  leave_queue(event.at);
  answered = std::min(answered, event.at);
  sessions += resumes_ ? 0U : 1U;
  resumes_ = false;
  start(event, false);
}

// Where the case is, and with whom.
void CaseFacts::follow(const CaseEvent& event) {
  switch (event.what) {
    case Happening::queued:
      if (with_.empty()) {  // else a rep keeps it and waits for a specialist
        move_to(event.tier);
      }
      waiting_since = std::min(waiting_since, event.at);
      break;
    case Happening::interrupted:
      finish(event);
      resumes_ = true;
      waiting_since = event.at;
      break;
    case Happening::blocked:
    case Happening::abandoned:
    case Happening::overflowed:
    case Happening::timed_out:
    case Happening::hung_up:
    case Happening::callback_missed:
      leave_queue(event.at);
      break;
    case Happening::session_started:
      begin_session(event);
      break;
    case Happening::helped:
      leave_queue(event.at);
      start(event, true);
      break;
    case Happening::session_ended:
    case Happening::help_ended:
      finish(event);
      break;
    case Happening::vendor_asked:
      move_to(event.tier);
      away_since = event.at;
      break;
    case Happening::redial_planned:
    case Happening::callback_planned:
    case Happening::repeat_planned:
    case Happening::reopened_later:
    case Happening::retried:
    case Happening::asked_customer:
      away_since = event.at;
      break;
    default:
      break;
  }
}

void CaseFacts::add(const CaseEvent& event) {
  if (event.what == Happening::created || event.what == Happening::contained) {
    owner = event.owner;
    case_class = event.case_class;
    created = event.at;
    complexity = event.value;
  }
  follow(event);
  helpers += event.what == Happening::helped ? 1U : 0U;
  failures += event.what == Happening::failed ? 1U : 0U;
  bounces += event.what == Happening::bounced ? 1U : 0U;
  reopenings += event.what == Happening::reopened_later ? 1U : 0U;
  const bool back = event.what == Happening::returned || event.what == Happening::called_again ||
                    event.what == Happening::queued || event.what == Happening::session_started ||
                    is_end(event.what);
  if (back && away_since != kNever) {
    away = away + (event.at - away_since);
    away_since = kNever;
  }
  if (is_end(event.what)) {
    ended = event.at;
    end = event.what;
  }
}

}  // namespace tiermix
