#pragma once

// Progress on standard error, and Ctrl-C: the first ends the run after the replications in flight,
// the second ends the program at once.

#include <chrono>
#include <cstdint>
#include <string>

#include "engine/experiment/experiment.hpp"

namespace tiermix {

enum class ShownProgress : std::uint8_t {
  nothing,
  line,   ///< on a terminal: one line, rewritten at most ten times a second, cleared at the end
  lines,  ///< elsewhere: a plain line every ten seconds
};

/// From here on the first SIGINT or SIGTERM is remembered. Once per program.
void watch_interrupts();

/// The exit status that the signal asks for, 130 or 143; 0 where there was none.
[[nodiscard]] int interrupt_status();

class ProgressReport {
 public:
  ProgressReport(ShownProgress shown, std::uint32_t planned);

  /// False where the run is to stop.
  bool operator()(const Progress& progress);

  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  void show(const Progress& progress, Clock::time_point now);

  ShownProgress shown_;
  Clock::time_point start_;
  Clock::time_point last_;
  bool on_screen_ = false;
};

}  // namespace tiermix
