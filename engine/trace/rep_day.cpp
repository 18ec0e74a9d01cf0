#include "engine/trace/rep_day.hpp"

#include <algorithm>
#include <string_view>

namespace tiermix {
namespace {

std::string_view outcome_word(Happening what) {
  switch (what) {
    case Happening::referred:
      return "passed on without an attempt";
    case Happening::failed:
      return "attempt failed";
    case Happening::bounced:
      return "sent back";
    case Happening::escalated:
      return "handed over";
    case Happening::retried:
      return "again later";
    case Happening::asked_customer:
      return "customer asked";
    case Happening::resolved:
      return "solved";
    case Happening::falsely_resolved:
      return "booked as solved";
    case Happening::reopened_later:
      return "will come back";
    case Happening::interrupted:
      return "back to the queue";
    case Happening::closed_unresolved:
      return "closed without a solution";
    case Happening::vendor_asked:
      return "sent to the supplier";
    case Happening::callback_missed:
      return "customer not reached";
    case Happening::repeat_planned:
      return "not solved, will come back";
    default:
      return "";
  }
}

// Stretches of a rep's whole presence.
class Stretches {
 public:
  explicit Stretches(const Names& names) : names_(names) {}

  void add(const CaseEvent& event, bool own) {
    if (own) {
      add_own(event);
    } else if (event.what == Happening::helped) {
      stop_holding(event.at);  // the specialist has come
    }
    if (event.owner == 0) {
      return;
    }
    // Outcomes are told at the instant at which the session ends, before or after its end.
    const std::string_view word = outcome_word(event.what);
    if (word.empty()) {
      return;
    }
    for (auto it = done_.rbegin(); it != done_.rend() && it->until == event.at; ++it) {
      if (it->what == RepDoes::session && is_with(*it, names_.of_case(event.owner))) {
        add_word(it->outcome, word);
        return;
      }
    }
    if (now_.what == RepDoes::session && is_with(now_, names_.of_case(event.owner))) {
      add_word(now_.outcome, word);
    }
  }

  /// All of them, the last cut at `until`.
  std::vector<RepStretch> finish(Instant until) {
    if (present_) {
      close(until);
    }
    return std::move(done_);
  }

 private:
  static bool is_with(const RepStretch& stretch, const std::string& name) {
    return (kBetween + stretch.work_on + kBetween).find(kBetween + name + kBetween) !=
           std::string::npos;
  }

  static void add_word(std::string& outcome, std::string_view word) {
    if (outcome.find(word) == std::string::npos) {
      outcome += (outcome.empty() ? "" : ", ") + std::string(word);
    }
  }

  void add_own(const CaseEvent& event) {
    switch (event.what) {
      case Happening::rep_arrived:
        begin(event.at, RepDoes::idle, "");
        break;
      case Happening::rep_left:
        close(event.at);
        present_ = false;
        break;
      case Happening::session_started:
        sessions_.push_back(names_.of_case(event.owner));
        go_on(event.at, 1);
        break;
      case Happening::callback_missed:
        begin(event.at, RepDoes::session, names_.of_case(event.owner));
        break;
      case Happening::helped:
        begin(event.at, RepDoes::help, names_.of_case(event.owner));
        break;
      case Happening::held:
        holding_since_ = event.at;
        break;
      case Happening::break_began:
        begin(event.at, RepDoes::pause, "");
        break;
      case Happening::task_began:
        begin(event.at, RepDoes::task, "");
        break;
      case Happening::trains:
        train(event.at, event.value);
        break;
      case Happening::session_ended:
      case Happening::interrupted:
        std::erase(sessions_, names_.of_case(event.owner));
        go_on(event.at, 0);
        break;
      case Happening::help_ended:
      case Happening::break_ended:
      case Happening::task_ended:
      case Happening::dialling_ended:
        begin(event.at, RepDoes::idle, "");
        break;
      default:
        break;
    }
  }

  // Before the rep comes to the floor.
  void train(Instant at, double hours) {
    begin(at, RepDoes::training, "");
    close(at + from_seconds(3600.0 * hours));
    present_ = false;
  }

  // With the sessions that are open now, of which so many have just begun.
  void go_on(Instant at, unsigned begun) {
    if (sessions_.empty()) {
      begin(at, RepDoes::idle, "");
      return;
    }
    if (present_ && now_.from == at) {
      begun += now_.begun;  // chats that begin together
    }
    std::string all;
    for (const std::string& name : sessions_) {
      all += (all.empty() ? "" : kBetween) + name;
    }
    begin(at, RepDoes::session, std::move(all));
    now_.open = static_cast<unsigned>(sessions_.size());
    now_.begun = begun;
  }

  void begin(Instant at, RepDoes what, std::string work_on) {
    close(at);
    present_ = true;
    now_ = {.from = at,
            .until = at,
            .what = what,
            .work_on = std::move(work_on),
            .outcome = {},
            .held = {},
            .open = 0,
            .begun = 0};
  }

  void stop_holding(Instant at) {
    if (holding_since_ != kNever) {
      now_.held = now_.held + (at - holding_since_);
      holding_since_ = kNever;
    }
  }

  void close(Instant at) {
    stop_holding(at);
    if (present_ && at > now_.from) {
      now_.until = at;
      done_.push_back(now_);
    }
    now_ = {};
  }

  static inline const std::string kBetween = ", ";

  const Names& names_;
  std::vector<std::string> sessions_;  ///< open; several where the rep has chats
  bool present_ = false;
  Instant holding_since_ = kNever;
  RepStretch now_;
  std::vector<RepStretch> done_;
};

void count(RepDay& day, const RepStretch& stretch) {
  const Duration spent = stretch.until - stretch.from;
  day.present = day.present + spent;
  switch (stretch.what) {
    case RepDoes::session:
      day.in_sessions = day.in_sessions + spent;
      day.held = day.held + stretch.held;
      day.sessions += day.stretches.empty() ? stretch.open : stretch.begun;
      break;
    case RepDoes::help:
      day.helping = day.helping + spent;
      break;
    case RepDoes::pause:
      day.paused = day.paused + spent;
      break;
    case RepDoes::task:
      day.at_tasks = day.at_tasks + spent;
      break;
    case RepDoes::training:
      day.trained = day.trained + spent;
      break;
    case RepDoes::idle:
      break;
  }
}

}  // namespace

void RepRecorder::add(const CaseEvent& event) {
  std::erase_if(in_hand_, [&event](const InHand& h) { return h.until < event.at; });
  const auto found =
      event.owner == 0 ? in_hand_.end() : std::ranges::find(in_hand_, event.owner, &InHand::owner);
  if (event.rep != rep_) {
    if (found != in_hand_.end()) {
      events_.push_back(event);
    }
    return;
  }
  events_.push_back(event);
  const bool begins = event.what == Happening::session_started || event.what == Happening::helped;
  const bool ends = event.what == Happening::session_ended || event.what == Happening::help_ended ||
                    event.what == Happening::interrupted;
  if (begins && found == in_hand_.end()) {
    in_hand_.push_back({event.owner, kNever});
  } else if ((begins || ends) && found != in_hand_.end()) {
    found->until = begins ? kNever : event.at;
  }
}

double RepDay::occupancy() const {
  const Duration on_floor = present - paused - trained;
  return on_floor.us == 0
             ? 0.0
             : static_cast<double>((in_sessions + helping).us) / static_cast<double>(on_floor.us);
}

RepDay rep_day(const std::vector<CaseEvent>& events,
               std::uint32_t rep,
               Instant from,
               Instant until,
               const Names& names) {
  Stretches stretches(names);
  for (const CaseEvent& event : events) {
    stretches.add(event, event.rep == rep);
  }
  RepDay day;
  day.name = names.of_rep(rep);
  day.from = from;
  day.until = until;
  for (RepStretch& stretch : stretches.finish(until)) {
    if (stretch.from < until && stretch.until > from) {
      stretch.from = std::max(stretch.from, from);
      stretch.until = std::min(stretch.until, until);
      count(day, stretch);
      day.stretches.push_back(std::move(stretch));
    }
  }
  return day;
}

}  // namespace tiermix
