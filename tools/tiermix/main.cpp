// tiermix: finds the command, runs it, and turns whatever goes wrong into one line and an exit
// status.

#include <algorithm>
#include <csignal>
#include <string>
#include <vector>

#include <fcntl.h>

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

constexpr const char* kShortHelp = R"(usage: tiermix COMMAND [OPTIONS] [FILE]

  tiermix new my-desk        write my-desk.toml, a commented scenario to start from
  tiermix run my-desk.toml   simulate it: scorecard on the screen, results in my-desk.h5

All commands: tiermix --help
)";

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
    print(program_help());
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
  const std::vector<Command> all = all_commands();
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

// A standard stream that is closed stays useless: the next file opened would take its place, and
// what is printed would go into it.
void keep_closed_streams_closed() {
  for (int stream = 0; stream < 3; ++stream) {
    if (fcntl(stream, F_GETFD) == -1) {
      static_cast<void>(open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY));
    }
  }
}

}  // namespace
}  // namespace tiermix

int main(int argc, char** argv) {
  using namespace tiermix;  // NOLINT(google-build-using-namespace)
  keep_closed_streams_closed();
  std::signal(SIGXFSZ, SIG_IGN);  // a file over the limit is an error of write(), not a death
  return status_of([&] { return run_command_line({argv + 1, argv + argc}); });
}
