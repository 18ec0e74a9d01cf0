#include <exception>
#include <new>
#include <stdexcept>

#include "engine/base/printable.hpp"
#include "engine/kernel/replicate.hpp"

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

int fail(const std::string& what, int status) {
  tell("tiermix: " + what + "\n");
  return status;
}

}  // namespace

int status_of(const std::function<int()>& run) {
  try {
    return run();
  } catch (const UsageErrors& errors) {
    return fail(printable_lines(errors.what()), kUsage);
  } catch (const UsageError& error) {
    return fail(printable(error.what()), kUsage);
  } catch (const UncountableBacklog& backlog) {
    return fail(backlog.what(), kUsage);
  } catch (const std::bad_alloc&) {
    return fail("out of memory", kMachine);
  } catch (const std::logic_error& error) {
    return fail("defect: " + printable(error.what()), kDefect);
  } catch (const std::exception& error) {
    return fail(printable(error.what()), kMachine);
  }
}

std::vector<Command> all_commands() {
  return {new_command(),        check_command(),      run_command(),      compare_command(),
          roi_command(),        sweep_command(),      optimize_command(), explain_gap_command(),
          warm_up_command(),    merge_command(),      cluster_command(),  trace_command(),
          report_command(),     export_command(),     explain_command(),  schema_command(),
          benchmarks_command(), completion_command(), man_command(),      signature_command()};
}

std::string program_help() {
  std::string text = R"(tiermix: staffing and tier-mix simulation for technical support

usage: tiermix COMMAND [OPTIONS] [FILE]

)";
  for (const Command& command : all_commands()) {
    std::string line = "  " + std::string(command.name);
    line.resize(14, ' ');
    text += line + std::string(command.summary) + "\n";
  }
  return text + R"(
  tiermix new my-desk        write my-desk.toml, a commented scenario to start from
  tiermix run my-desk.toml   simulate it: scorecard on the screen, results in my-desk.h5
  tiermix help COMMAND       what a command takes, with examples
  tiermix --version

Results go to standard output, everything else to standard error.

Exit status: 0 done; 1 a target is missed (--fail-on-miss); 2 wrong command line or invalid
scenario; 3 input or output failed; 4 the precision or decision asked for was not reached; 70 a
defect of ours; 130 interrupted (143 by SIGTERM).

Environment: NO_COLOR; COLUMNS, the width of tables; TIERMIX_DATA, the folder that holds
scenarios/; SOURCE_DATE_EPOCH.
No network, no telemetry.
)";
}

}  // namespace tiermix
