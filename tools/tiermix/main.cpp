// tiermix: finds the command, runs it, and turns whatever goes wrong into one line and an exit
// status.

#include <algorithm>
#include <array>
#include <csignal>
#include <exception>
#include <new>
#include <string>
#include <system_error>
#include <vector>

#include "engine/base/check.hpp"

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

std::vector<Command> commands() {
  return {new_command(),
          check_command(),
          run_command(),
          compare_command(),
          roi_command(),
          sweep_command(),
          explain_gap_command(),
          trace_command(),
          report_command(),
          export_command(),
          explain_command(),
          schema_command(),
          benchmarks_command(),
          signature_command()};
}

constexpr const char* kShortHelp = R"(usage: tiermix COMMAND [OPTIONS] [FILE]

  tiermix new my-desk        write my-desk.toml, a commented scenario to start from
  tiermix run my-desk.toml   simulate it: scorecard on the screen, results in my-desk.h5

All commands: tiermix --help
)";

std::string long_help() {
  std::string text = R"(tiermix: staffing and tier-mix simulation for technical support

usage: tiermix COMMAND [OPTIONS] [FILE]

)";
  for (const Command& command : commands()) {
    std::string line = "  " + std::string(command.name);
    line.resize(14, ' ');
    text += line + std::string(command.summary) + "\n";
  }
  return text + R"(
  tiermix help COMMAND   what a command takes, with examples
  tiermix --version

Results go to standard output, everything else to standard error.

Exit status: 0 done; 1 a target is missed (--fail-on-miss); 2 wrong command line or invalid scenario; 3 input or output failed;
4 the precision or decision asked for was not reached; 70 a defect of ours; 130 interrupted (143 by SIGTERM).

Environment: NO_COLOR; TIERMIX_DATA, the folder that holds scenarios/; SOURCE_DATE_EPOCH.
No network, no telemetry.
)";
}

const Command* find(const std::vector<Command>& all, const std::string& name) {
  const auto found = std::ranges::find(all, name, &Command::name);
  return found == all.end() ? nullptr : &*found;
}

[[noreturn]] void unknown_command(const std::vector<Command>& all, const std::string& name) {
  std::vector<std::string> known{"help"};
  for (const Command& command : all) {
    known.emplace_back(command.name);
  }
  throw UsageError((name.starts_with('-') ? "unknown option " : "unknown command ") + name +
                   did_you_mean(name, known));
}

int help(const std::vector<Command>& all, const std::vector<std::string>& arguments) {
  if (arguments.empty()) {
    print(long_help());
    return kDone;
  }
  const Command* command = find(all, arguments.front());
  if (command == nullptr) {
    unknown_command(all, arguments.front());
  }
  print(command->help);
  return kDone;
}

int run_command_line(std::vector<std::string> arguments) {
  if (arguments.empty()) {
    tell(kShortHelp);
    return kUsage;
  }
  const std::string name = arguments.front();
  arguments.erase(arguments.begin());
  const std::vector<Command> all = commands();
  if (name == "--version" || name == "-V") {
    print("tiermix " TIERMIX_VERSION "\n");
    return kDone;
  }
  if (name == "help" || name == "--help" || name == "-h") {
    return help(all, arguments);
  }
  const Command* command = find(all, name);
  if (command == nullptr) {
    unknown_command(all, name);
  }
  const auto end_of_options = std::ranges::find(arguments, "--");
  if (std::any_of(arguments.begin(), end_of_options, [](const std::string& argument) {
        return argument == "--help" || argument == "-h";
      })) {
    return help(all, {name});
  }
  return command->run(Options(arguments, command->options));
}

int fail(const std::string& what, int status) {
  tell("tiermix: " + what + "\n");
  return status;
}

}  // namespace
}  // namespace tiermix

int main(int argc, char** argv) {
  using namespace tiermix;        // NOLINT(google-build-using-namespace)
  std::signal(SIGXFSZ, SIG_IGN);  // a file over the limit is an error of write(), not a death
  try {
    return run_command_line({argv + 1, argv + argc});
  } catch (const UsageError& error) {
    return fail(error.what(), kUsage);
  } catch (const std::bad_alloc&) {
    return fail("out of memory", kMachine);
  } catch (const std::logic_error& error) {
    return fail(std::string("defect: ") + error.what(), kDefect);
  } catch (const std::exception& error) {
    return fail(error.what(), kMachine);
  }
}
