#include "tools/tiermix/search_report.hpp"

#include "tools/tiermix/terminal.hpp"

namespace tiermix {

SearchReport::SearchReport(const Options& options, const std::vector<OptimisedVariable>& variables)
    : shown_(options.has("quiet") ? ShownProgress::nothing
             : progress_is_seen() ? ShownProgress::line
                                  : ShownProgress::lines),
      variables_(&variables),
      last_(Clock::now()) {}

void SearchReport::operator()(const OptimumProgress& progress) {
  const auto now = Clock::now();
  const std::chrono::milliseconds pause(shown_ == ShownProgress::line ? 100 : 10'000);
  if (shown_ == ShownProgress::nothing || now - last_ < pause) {
    return;
  }
  last_ = now;
  const std::string text = words(progress);
  if (shown_ == ShownProgress::line) {
    tell_over(text.substr(0, 78));
  } else {
    tell(text + "\n");
  }
  on_screen_ = shown_ == ShownProgress::line;
}

void SearchReport::clear() {
  if (on_screen_) {
    tell_over({});
    on_screen_ = false;
  }
}

std::string SearchReport::words(const OptimumProgress& progress) const {
  using Phase = OptimumProgress::Phase;
  std::string text = progress.phase == Phase::search        ? "searching: "
                     : progress.phase == Phase::final_stage ? "deciding: "
                                                            : "pricing the targets: ";
  text += std::to_string(progress.visited) + " points, " + std::to_string(progress.replications) +
          " replications";
  for (std::size_t i = 0; i < progress.best.size(); ++i) {
    const OptimisedVariable& variable = (*variables_)[i];
    text += (i == 0 ? ", best " : ", ") + variable.path + "=" +
            variable.values[static_cast<std::size_t>(progress.best[i])];
  }
  return text;
}

}  // namespace tiermix
