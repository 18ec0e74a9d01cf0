// Time of the engine's parts. Every benchmark checks what it measures first; the exit status is 1
// where one is wrong.

#include <cstddef>
#include <vector>

#include <benchmark/benchmark.h>
#include <unistd.h>

namespace {

class Checked : public benchmark::ConsoleReporter {
 public:
  Checked() : ConsoleReporter(isatty(STDOUT_FILENO) == 1 ? OO_Defaults : OO_Tabular) {}

  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      wrong_ = wrong_ || run.error_occurred;
    }
    ConsoleReporter::ReportRuns(runs);
  }

  [[nodiscard]] bool wrong() const { return wrong_; }

 private:
  bool wrong_ = false;
};

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
    return 2;
  }
  Checked reporter;
  const std::size_t ran = benchmark::RunSpecifiedBenchmarks(&reporter);
  return ran == 0 || reporter.wrong() ? 1 : 0;
}
