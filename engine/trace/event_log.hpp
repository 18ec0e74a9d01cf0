#pragma once

// The events of cases as files for process-mining tools: CSV, and XES (IEEE 1849-2016).
//
// CSV    One line per event in the order of time, written as it comes.
// XES    One trace per case, so a case is written when it has ended; those still open at the end
//        of the replication come last, in the order of their opening.
// Starts Every start of a session or of help has its completion; an interruption completes the
//        session, and its rest is another.
// Memory Grows with the cases open at one time, in XES with their events; never with the file.
// Text   is handed on in pieces of some kilobytes. It is written without a library: those for XML
//        hold the whole document, and a replication may have millions of events.

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/kernel/log.hpp"

#include "engine/trace/facts.hpp"
#include "engine/trace/names.hpp"
#include "engine/trace/overview.hpp"

namespace tiermix {

/// Thrown out of the replication by the event that opens one case too many.
class TooManyCases : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

enum class LogFormat : std::uint8_t { csv, xes };

using TextSink = std::function<void(std::string_view)>;

struct LogSize {
  std::uint64_t cases = 0;
  std::uint64_t events = 0;
};

class EventLogWriter final : public CaseLog {
 public:
  /// Writes the cases of the scope, whole lives, to `sink`; `title` names the log. Keeps a
  /// reference to `names`.
  EventLogWriter(LogFormat format,
                 const CaseScope& scope,
                 std::uint64_t most_cases,
                 const Names& names,
                 std::string_view title,
                 TextSink sink);

  /// Throws TooManyCases, and whatever the sink throws.
  void add(const CaseEvent& event) override;

  /// Writes what is left. To be called once, after the last event.
  LogSize finish();

 private:
  void keep(const CaseEvent& event, std::vector<CaseEvent>& events);
  void write_row(const CaseEvent& event);
  void write_trace(const std::vector<CaseEvent>& events);
  void write_event(const CaseEvent& event);
  void settle(Instant now);
  void hand_on(std::size_t least);

  LogFormat format_;
  CaseScope scope_;
  std::uint64_t most_cases_;
  const Names& names_;
  TextSink sink_;
  std::string text_;
  std::unordered_map<Owner, std::vector<CaseEvent>> open_;  ///< without events in CSV
  std::vector<Owner> ending_;                               ///< ended at the present instant
  Instant now_;
  LogSize size_;
};

/// The first line of a CSV log, without its end.
[[nodiscard]] std::string_view csv_log_header();

/// Escaped for an attribute in double quotes; what XML cannot hold becomes a question mark.
[[nodiscard]] std::string xml_text(std::string_view text);

}  // namespace tiermix
