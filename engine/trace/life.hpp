#pragma once

// The life of one case as lines for people.

#include <string>
#include <utility>
#include <vector>

#include "engine/kernel/log.hpp"

#include "engine/trace/facts.hpp"
#include "engine/trace/names.hpp"

namespace tiermix {

/// Keeps the events of one case.
class CaseRecorder final : public CaseLog {
 public:
  explicit CaseRecorder(Owner owner) : owner_(owner) {}

  void add(const CaseEvent& event) override;

  /// Empty where the replication has no such case.
  [[nodiscard]] const std::vector<CaseEvent>& events() const { return events_; }

  /// How many cases of its class came on its day.
  [[nodiscard]] unsigned cases_that_day() const { return cases_that_day_; }

 private:
  Owner owner_;
  unsigned cases_that_day_ = 0;
  std::vector<CaseEvent> events_;
};

struct LifeLine {
  Instant at;
  Duration since_created;
  Happening event = Happening::created;
  std::string activity;  ///< as in event logs (event_log.hpp)
  std::string tier;      ///< empty where the event has none
  std::string rep;       ///< likewise
  std::string text;      ///< what happened, in words
};

struct Life {
  std::string name;  ///< of the case
  CaseFacts facts;
  std::vector<LifeLine> lines;
};

/// Expects the events of one case, at least one.
[[nodiscard]] Life life_of(const std::vector<CaseEvent>& events, const Names& names);

/// How a case ended, in words; "still open" where it did not.
[[nodiscard]] std::string ending_text(const CaseFacts& facts);

/// What became of a case, as label and value; the same labels for every case.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> summary_of(const CaseFacts& facts,
                                                                          const Names& names);

}  // namespace tiermix
