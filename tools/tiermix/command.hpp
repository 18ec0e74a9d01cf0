#pragma once

// The commands of the program, one source file each, and the exit status that they share.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/tiermix/options.hpp"

namespace tiermix {

// As the table in docs/tour.md; scripts rely on them.
inline constexpr int kDone = 0;
inline constexpr int kMissed = 1;         ///< a target, under --fail-on-miss
inline constexpr int kUsage = 2;          ///< also an invalid scenario
inline constexpr int kMachine = 3;        ///< input or output failed
inline constexpr int kImprecise = 4;      ///< the precision asked for was not reached
inline constexpr int kDefect = 70;        ///< a defect of ours
inline constexpr int kInterrupted = 130;  ///< by Ctrl-C
inline constexpr int kTerminated = 143;   ///< by SIGTERM

struct Command {
  std::string_view name;
  std::string_view summary;
  std::string_view help;
  std::vector<OptionSpec> options;
  int (*run)(const Options& options);
};

/// What `run` returns; what it throws becomes one line on standard error and its exit status.
[[nodiscard]] int status_of(const std::function<int()>& run);

/// In the order of the help.
[[nodiscard]] std::vector<Command> all_commands();

/// What `tiermix --help` prints.
[[nodiscard]] std::string program_help();

[[nodiscard]] Command benchmarks_command();
[[nodiscard]] Command check_command();
[[nodiscard]] Command cluster_command();
[[nodiscard]] Command compare_command();
[[nodiscard]] Command completion_command();
[[nodiscard]] Command explain_command();
[[nodiscard]] Command explain_gap_command();
[[nodiscard]] Command export_command();
[[nodiscard]] Command man_command();
[[nodiscard]] Command merge_command();
[[nodiscard]] Command new_command();
[[nodiscard]] Command optimize_command();
[[nodiscard]] Command report_command();
[[nodiscard]] Command roi_command();
[[nodiscard]] Command run_command();
[[nodiscard]] Command schema_command();
[[nodiscard]] Command signature_command();
[[nodiscard]] Command sweep_command();
[[nodiscard]] Command trace_command();
[[nodiscard]] Command warm_up_command();

}  // namespace tiermix
