#include "engine/trace/activity.hpp"

#include <array>

#include "engine/base/check.hpp"

namespace tiermix {
namespace {

constexpr std::string_view kStart = "start";
constexpr std::string_view kComplete = "complete";
constexpr std::string_view kDelay = "delay_hours";

struct Row {
  Happening what;
  Activity activity;
};

// In the order of Happening.
constexpr std::array kRows{
    Row{Happening::contained, {"contained", kComplete, ""}},
    Row{Happening::created, {"created", kComplete, "complexity"}},
    Row{Happening::queued, {"queued", kComplete, ""}},
    Row{Happening::blocked, {"blocked", kComplete, ""}},
    Row{Happening::abandoned, {"abandoned", kComplete, ""}},
    Row{Happening::overflowed, {"overflowed", kComplete, ""}},
    Row{Happening::timed_out, {"timed_out", kComplete, ""}},
    Row{Happening::vendor_asked, {"vendor_asked", kComplete, ""}},
    Row{Happening::session_started, {"session", kStart, ""}},
    Row{Happening::session_ended, {"session", kComplete, ""}},
    Row{Happening::held, {"held", kComplete, ""}},
    Row{Happening::helped, {"help", kStart, ""}},
    Row{Happening::help_ended, {"help", kComplete, ""}},
    Row{Happening::interrupted, {"interrupted", kComplete, ""}},
    Row{Happening::referred, {"referred", kComplete, ""}},
    Row{Happening::failed, {"failed", kComplete, ""}},
    Row{Happening::bounced, {"bounced", kComplete, ""}},
    Row{Happening::escalated, {"escalated", kComplete, ""}},
    Row{Happening::retried, {"retried", kComplete, kDelay}},
    Row{Happening::asked_customer, {"asked_customer", kComplete, kDelay}},
    Row{Happening::resolved, {"resolved", kComplete, "resolve_probability"}},
    Row{Happening::falsely_resolved, {"falsely_resolved", kComplete, ""}},
    Row{Happening::reopened_later, {"reopened_later", kComplete, kDelay}},
    Row{Happening::returned, {"returned", kComplete, ""}},
    Row{Happening::closed, {"closed", kComplete, ""}},
    Row{Happening::closed_unresolved, {"closed_unresolved", kComplete, ""}},
    Row{Happening::rep_arrived, {"shift", kStart, ""}},
    Row{Happening::rep_left, {"shift", kComplete, ""}},
    Row{Happening::break_began, {"break", kStart, ""}},
    Row{Happening::break_ended, {"break", kComplete, ""}},
    Row{Happening::task_began, {"task", kStart, ""}},
    Row{Happening::task_ended, {"task", kComplete, ""}},
    Row{Happening::balked, {"balked", kComplete, ""}},
    Row{Happening::hung_up, {"hung_up", kComplete, ""}},
    Row{Happening::found_no_line, {"found_no_line", kComplete, ""}},
    Row{Happening::found_closed, {"found_closed", kComplete, ""}},
    Row{Happening::redial_planned, {"redial_planned", kComplete, kDelay}},
    Row{Happening::called_again, {"called_again", kComplete, "redials"}},
    Row{Happening::callback_accepted, {"callback_accepted", kComplete, ""}},
    Row{Happening::callback_missed, {"callback_missed", kComplete, ""}},
    Row{Happening::callback_planned, {"callback_planned", kComplete, kDelay}},
    Row{Happening::dialling_ended, {"dialling", kComplete, ""}},
    Row{Happening::repeat_planned, {"repeat_planned", kComplete, kDelay}},
    Row{Happening::lost, {"lost", kComplete, ""}},
    Row{Happening::joined, {"joined", kComplete, ""}},
    Row{Happening::resigned, {"resigned", kComplete, ""}},
    Row{Happening::trains, {"training", kComplete, "hours"}},
};

constexpr bool rows_are_in_order() {
  std::size_t at = 0;
  for (const Row& row : kRows) {
    if (static_cast<std::size_t>(row.what) != at++) {
      return false;
    }
  }
  return true;
}
static_assert(rows_are_in_order());

}  // namespace

Activity activity_of(Happening what) {
  TIERMIX_EXPECTS(static_cast<std::size_t>(what) < kRows.size());
  return kRows.at(static_cast<std::size_t>(what)).activity;
}

}  // namespace tiermix
