#include "tools/tiermix/progress.hpp"

#include <cmath>
#include <csignal>

#include <unistd.h>

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

// A handler may touch nothing else.
volatile std::sig_atomic_t caught_signal = 0;  // NOLINT(*-avoid-non-const-global-variables)

int status_of(int signal) { return signal == SIGTERM ? kTerminated : kInterrupted; }

extern "C" void remember_signal(int signal) {
  if (caught_signal != 0) {
    _exit(status_of(signal));
  }
  caught_signal = signal;
}

std::string time_text(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::ceil(seconds));
  if (whole < 120) {
    return std::to_string(whole) + " s";
  }
  if (whole < 7200) {
    return std::to_string((whole + 59) / 60) + " min";
  }
  return std::to_string((whole + 3599) / 3600) + " h";
}

}  // namespace

void watch_interrupts() {
  static_cast<void>(std::signal(SIGINT, remember_signal));
  static_cast<void>(std::signal(SIGTERM, remember_signal));
}

int interrupt_status() { return caught_signal == 0 ? kDone : status_of(caught_signal); }

ProgressReport::ProgressReport(ShownProgress shown, std::uint32_t planned)
    : shown_(shown), start_(Clock::now()), last_(start_) {
  if (shown_ == ShownProgress::line) {
    show({.done = 0, .planned = planned}, start_);
  }
}

bool ProgressReport::operator()(const Progress& progress) {
  using std::chrono::milliseconds;
  const Clock::time_point now = Clock::now();
  const milliseconds pause(shown_ == ShownProgress::line ? 100 : 10'000);
  if (shown_ != ShownProgress::nothing && now - last_ >= pause) {
    show(progress, now);
    last_ = now;
  }
  return caught_signal == 0;
}

void ProgressReport::clear() {
  if (on_screen_) {
    tell_over({});
    on_screen_ = false;
  }
}

void ProgressReport::show(const Progress& progress, Clock::time_point now) {
  std::string text =
      std::to_string(progress.done) + " of " + std::to_string(progress.planned) + " replications";
  if (caught_signal != 0) {
    text += ", finishing those that are running (again: stop at once)";
  } else if (progress.done > 0) {
    const double elapsed = std::chrono::duration<double>(now - start_).count();
    const double left = elapsed / progress.done * (progress.planned - progress.done);
    text += ", about " + time_text(left) + " left";
  }
  if (shown_ == ShownProgress::line) {
    tell_over(text);
    on_screen_ = true;
  } else {
    tell(text + "\n");
  }
}

}  // namespace tiermix
