#pragma once

// The open cases. A case keeps its slot until it closes; slots are reused, so memory follows the
// largest number of cases open at one time.
//
// Life of a case: waiting -> in handling -> {resolved, waiting at another tier, with the customer,
// closed unresolved}; waiting -> abandoned; resolved -> reopened later; with the customer ->
// waiting.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/random/stream.hpp"

namespace tiermix {

inline constexpr std::uint32_t kNobody = UINT32_MAX;

struct Case {
  Owner owner = 0;  ///< of its random numbers
  Instant created;
  Instant joined;           ///< its present queue
  double complexity = 0.5;  ///< in (0, 1)
  double handling = 0.0;    ///< us of the present session at speed 1
  double outcome = 0.0;     ///< the uniform that the resolve probability is compared with
  std::array<std::uint16_t, 8> visits{};  ///< so far, to tier t at t mod 8
  std::uint32_t next = kNobody;           ///< in its queue
  std::uint32_t previous = kNobody;
  std::uint32_t deadline_place = kNobody;  ///< in the deadline tree
  std::uint32_t interval = 0;              ///< reporting interval of its creation
  std::uint16_t case_class = 0;
  std::uint16_t tier = 0;
  std::uint16_t sessions = 0;
  std::uint8_t priority = 0;
  bool measured : 1 = false;  ///< created in the measured window
  bool left_first_tier : 1 = false;
  bool escalated : 1 = false;
  bool resumed : 1 = false;  ///< its session was interrupted by a shift's end

  [[nodiscard]] std::uint16_t visits_at(std::size_t t) const { return visits[t & 7U]; }
  void count_visit(std::size_t t) { ++visits[t & 7U]; }
};

class CaseStore {
 public:
  Case& operator[](std::uint32_t slot) { return cases_[slot]; }

  /// A slot with a fresh case.
  std::uint32_t open() {
    if (free_.empty()) {
      cases_.emplace_back();
      return static_cast<std::uint32_t>(cases_.size() - 1);
    }
    const std::uint32_t slot = free_.back();
    free_.pop_back();
    cases_[slot] = Case{};
    return slot;
  }
  void close(std::uint32_t slot) { free_.push_back(slot); }

 private:
  std::vector<Case> cases_;
  std::vector<std::uint32_t> free_;
};

/// Waiting cases of one tier: a first-come-first-served line per priority, linked through the
/// cases.
class WaitingLines {
 public:
  [[nodiscard]] bool empty() const { return occupied_ == 0; }
  [[nodiscard]] std::uint32_t size() const { return size_; }

  void push_back(CaseStore& cases, std::uint32_t slot) {
    Case& joining = cases[slot];
    Line& line = lines_[joining.priority];
    joining.next = kNobody;
    joining.previous = line.last;
    (line.last == kNobody ? line.first : cases[line.last].next) = slot;
    line.last = slot;
    count_in(joining);
  }

  void push_front(CaseStore& cases, std::uint32_t slot) {
    Case& joining = cases[slot];
    Line& line = lines_[joining.priority];
    joining.previous = kNobody;
    joining.next = line.first;
    (line.first == kNobody ? line.last : cases[line.first].previous) = slot;
    line.first = slot;
    count_in(joining);
  }

  void remove(CaseStore& cases, std::uint32_t slot) {
    Case& leaving = cases[slot];
    Line& line = lines_[leaving.priority];
    (leaving.previous == kNobody ? line.first : cases[leaving.previous].next) = leaving.next;
    (leaving.next == kNobody ? line.last : cases[leaving.next].previous) = leaving.previous;
    if (line.first == kNobody) {
      occupied_ &= ~(1U << leaving.priority);
    }
    --size_;
  }

  /// The case to serve next: most urgent priority, longest in line. Expects one.
  [[nodiscard]] std::uint32_t first() const {
    return lines_[static_cast<std::size_t>(std::countr_zero(occupied_))].first;
  }

 private:
  struct Line {
    std::uint32_t first = kNobody;
    std::uint32_t last = kNobody;
  };

  void count_in(const Case& joining) {
    occupied_ |= 1U << joining.priority;
    ++size_;
  }

  std::array<Line, 8> lines_;
  std::uint32_t occupied_ = 0;  ///< bit per priority
  std::uint32_t size_ = 0;
};

}  // namespace tiermix
