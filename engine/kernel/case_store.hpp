#pragma once

// The open cases. A case keeps its slot until it closes; slots are reused, so memory follows the
// largest number of cases open at one time.
//
// Life of a case: waiting -> in handling -> {resolved, waiting at this or another tier, with the
// customer or a vendor, waiting for a specialist with its rep, closed unresolved}; waiting ->
// {abandoned, waiting elsewhere}; resolved -> reopened later; with the customer -> waiting.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/random/stream.hpp"

namespace tiermix {

inline constexpr std::uint32_t kNobody = UINT32_MAX;

/// The limit or target of a case that has none.
inline constexpr Duration kNone = kNever - Instant{};

/// A case that has had so many sessions closes unresolved: draws are addressed by visit, and no
/// desk goes on for ever.
inline constexpr std::uint16_t kMostSessions = 4095;

/// Added to the rank of cases that go to the front of a queue; they keep their order among each
/// other.
inline constexpr std::int64_t kFront = -(std::int64_t{1} << 61);

/// How a session ends; decided when it begins.
enum class Ending : std::uint8_t {
  resolve,
  fail,             ///< attempted in vain
  resolve_falsely,  ///< booked as resolved; comes back
  refer,            ///< passed on without an attempt
  ask_customer,
  bounce,  ///< back to the tier it came from
};

struct Case {
  Owner owner = 0;  ///< of its random numbers
  Instant created;
  Instant joined;           ///< its present queue
  double complexity = 0.5;  ///< in (0, 1)
  double handling = 0.0;    ///< us of the present session at speed 1
  double outcome = 0.0;     ///< the uniform that the resolve probability is compared with
  double chance = -1.0;     ///< that a plain session resolves it; negative: not known
  std::array<std::uint16_t, 8> visits{};  ///< so far, to tier t at t mod 8
  std::uint32_t next = kNobody;           ///< in its queue
  std::uint32_t previous = kNobody;
  std::uint32_t deadline_place = kNobody;  ///< in the deadline tree
  std::uint32_t interval = 0;              ///< reporting interval of its creation
  std::int64_t rank = 0;                   ///< in its queue; lower is served first
  std::uint16_t case_class = 0;
  std::uint16_t tier = 0;
  std::uint16_t sessions = 0;
  std::uint8_t priority = 0;
  Ending ending = Ending::resolve;
  bool measured : 1 = false;  ///< created in the measured window
  bool left_first_tier : 1 = false;
  bool escalated : 1 = false;
  bool resumed : 1 = false;    ///< its session was interrupted by a shift's end
  bool answered : 1 = false;   ///< has met a rep
  bool to_front : 1 = false;   ///< of the next queue it joins
  bool helping : 1 = false;    ///< its rep has called a specialist and keeps it
  bool reopened : 1 = false;   ///< had been resolved before
  bool promised : 1 = false;   ///< waits to be called back
  bool met_entry : 1 = false;  ///< has waited where it enters, and comes there as if anew
  bool has_past : 1 = false;   ///< its History is in use
  bool late : 1 = false;       ///< measured, of a batch that is over
  std::uint16_t redials = 0;   ///< so far
  std::uint16_t entered = 0;   ///< the tier where its customer calls
  std::uint32_t visited = 0;   ///< reporting interval in which its present visit began
  Duration waited{-1};         ///< in queues so far; told to its History, where it gets one

  [[nodiscard]] std::uint16_t visits_at(std::size_t t) const { return visits[t & 7U]; }
  void count_visit(std::size_t t) { ++visits[t & 7U]; }
  void uncount_visit(std::size_t t) { --visits[t & 7U]; }
};

/// What a case that is away comes back from.
enum class Awaited : std::uint8_t {
  customer,
  recess,
  vendor,
  specialist_called,
  redial,
  call_back,  ///< the next try to reach the customer
  repeat_contact,
};

/// What happens to a waiting case when its limit is reached.
enum class AtLimit : std::uint8_t { any_rep, escalate, overflow, offer_callback, widen };

/// The complexity from which a case counts as hard.
inline constexpr double kHardFrom = 0.75;

/// An escalation is unnecessary where the tier would resolve the case with more than that.
inline constexpr double kWouldResolve = 0.7;

inline constexpr std::uint16_t kNowhere = UINT16_MAX;

/// What policies and ratings ask of a case's past; not read by plain sessions.
struct History {
  Duration waited;              ///< in queues, so far
  Instant last_worked;          ///< end of its last session
  Instant called;               ///< the present call, where it is a redial
  double rediscovery = 0.0;     ///< us still to be spent on what was not forwarded
  double chance = 1.0;          ///< resolve probability of the latest session's attempt
  double own_chance = 0.0;      ///< of the present tier, as far as one of its reps has looked
  double rating_effects = 0.0;  ///< sum over sessions, on the latent satisfaction
  std::uint32_t last_rep = kNobody;
  std::uint32_t holder = kNobody;       ///< the rep who keeps it while it waits for a specialist
  std::uint32_t waits_for = kNobody;    ///< the one rep whose queue it is in
  std::uint32_t limit_place = kNobody;  ///< in the tree of limits
  std::uint16_t came_from = kNowhere;   ///< tier that handed it on
  std::uint16_t home = kNowhere;        ///< tier of the holder
  std::uint16_t attempts = 0;           ///< failed, at this tier
  std::uint16_t failed = 0;             ///< attempts, anywhere
  std::uint16_t transfers = 0;
  std::uint16_t repeats = 0;
  std::uint16_t forced = 0;
  std::uint16_t vendor_answers = 0;  ///< sessions with nobody of the desk
  std::uint16_t calls_back = 0;      ///< that did not meet the customer
  Awaited awaited = Awaited::customer;
  AtLimit at_limit = AtLimit::any_rep;
  bool known = false;         ///< to the knowledge base, at the latest session
  bool assisted = false;      ///< at the latest session
  bool is_forced = false;     ///< the session in hand
  bool being_helped = false;  ///< a specialist is in its rep's session
  bool offered = false;       ///< a callback, in the present call
};

// Copied as a whole; made anew, they would be put together field by field.
inline constexpr Case kFreshCase{};
inline constexpr History kFreshHistory{};

class CaseStore {
 public:
  Case& operator[](std::uint32_t slot) { return cases_[slot]; }

  /// Begins with the first who asks: a case that one plain session resolves has none.
  History& history(std::uint32_t slot) {
    if (!cases_[slot].has_past) [[unlikely]] {
      begin_history(slot);
    }
    return histories_[slot];
  }

  /// A slot with a fresh case.
  std::uint32_t open() { return open(kFreshCase); }
  std::uint32_t open(const Case& fresh) {
    if (free_.empty()) [[unlikely]] {
      cases_.push_back(fresh);
      histories_.emplace_back();
      return static_cast<std::uint32_t>(cases_.size() - 1);
    }
    const std::uint32_t slot = free_.back();
    free_.pop_back();
    cases_[slot] = fresh;
    return slot;
  }
  void close(std::uint32_t slot) { free_.push_back(slot); }

  /// The batch of all measured cases that are open is over. (Closed ones begin afresh.)
  void make_late() {
    for (Case& c : cases_) {
      c.late = c.measured;
    }
  }

 private:
  [[gnu::noinline]] void begin_history(std::uint32_t slot) {
    Case& c = cases_[slot];
    History& h = histories_[slot];
    h = kFreshHistory;
    if (c.waited >= Duration{}) {  // quick.cpp has begun a session
      h.waited = c.waited;
      h.chance = c.chance;
      h.own_chance = c.chance;
    }
    c.has_past = true;
  }

  std::vector<Case> cases_;
  std::vector<History> histories_;
  std::vector<std::uint32_t> free_;
};

/// Waiting cases of one tier, or of one rep: a line per priority in the order of their rank, linked
/// through the cases.
class WaitingLines {
 public:
  [[nodiscard]] bool empty() const { return occupied_ == 0; }
  [[nodiscard]] std::uint32_t size() const { return size_; }

  /// Of the priorities up to one.
  [[nodiscard]] std::uint32_t size_up_to(std::uint8_t priority) const {
    std::uint32_t size = 0;
    for (std::size_t p = 0; p <= priority; ++p) {
      size += lines_[p].size;
    }
    return size;
  }

  /// Behind those of its rank or a lower one. Ranks mostly ascend: the walk is short.
  void insert(CaseStore& cases, std::uint32_t slot) {
    Case& joining = cases[slot];
    Line& line = lines_[joining.priority];
    std::uint32_t before = line.last;
    while (before != kNobody && cases[before].rank > joining.rank) {
      before = cases[before].previous;
    }
    joining.previous = before;
    joining.next = before == kNobody ? line.first : cases[before].next;
    (before == kNobody ? line.first : cases[before].next) = slot;
    (joining.next == kNobody ? line.last : cases[joining.next].previous) = slot;
    occupied_ |= 1U << joining.priority;
    ++line.size;
    ++size_;
  }

  void remove(CaseStore& cases, std::uint32_t slot) {
    Case& leaving = cases[slot];
    Line& line = lines_[leaving.priority];
    (leaving.previous == kNobody ? line.first : cases[leaving.previous].next) = leaving.next;
    (leaving.next == kNobody ? line.last : cases[leaving.next].previous) = leaving.previous;
    if (line.first == kNobody) {
      occupied_ &= ~(1U << leaving.priority);
    }
    --line.size;
    --size_;
  }

  /// Removes the case to serve next and returns it. Expects one.
  std::uint32_t take_first(CaseStore& cases) {
    const auto priority = static_cast<unsigned>(std::countr_zero(occupied_));
    Line& line = lines_[priority];
    const std::uint32_t slot = line.first;
    const std::uint32_t next = cases[slot].next;
    line.first = next;
    --line.size;
    --size_;
    if (next == kNobody) {
      line.last = kNobody;
      occupied_ &= ~(1U << priority);
    } else {
      cases[next].previous = kNobody;
    }
    return slot;
  }

  /// The case to serve next: most urgent priority, longest in line. Expects one.
  [[nodiscard]] std::uint32_t first() const {
    return lines_[static_cast<std::size_t>(std::countr_zero(occupied_))].first;
  }

 private:
  struct Line {
    std::uint32_t first = kNobody;
    std::uint32_t last = kNobody;
    std::uint32_t size = 0;
  };

  std::array<Line, 8> lines_;
  std::uint32_t occupied_ = 0;  ///< bit per priority
  std::uint32_t size_ = 0;
};

}  // namespace tiermix
