// tiermix man: the manual pages, made of what --help prints.

#include <algorithm>
#include <filesystem>
#include <string>

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/data.hpp"
#include "tools/tiermix/help_text.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

constexpr const char* kManHelp = R"(usage: tiermix man [COMMAND]

Prints the manual page of the program, or of a command, for man(1). An installed tiermix has brought the
pages along: man tiermix, man tiermix-run.

  tiermix man run | man -l -
  tiermix man --folder man1

  --folder FOLDER   write all pages into a folder that is there, one file each
)";

// Text for troff: backslashes and hyphens as they are, no line that is a request.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) {
      out += "\\&";
    }
    out += c == '\\' ? std::string("\\e") : c == '-' ? std::string("\\-") : std::string(1, c);
  }
  return out;
}

std::string section(std::string_view title) { return ".SH " + std::string(title) + "\n"; }

std::string paragraph(std::string_view text) { return ".PP\n" + plain(text) + "\n"; }

// Lines that are not to be filled.
std::string verbatim(const std::vector<std::string>& lines) {
  std::string text = ".nf\n";
  for (const std::string& line : lines) {
    text += plain(line) + "\n";
  }
  return text + ".fi\n";
}

std::string item(std::string_view term, std::string_view meaning) {
  return ".TP\n.B " + plain(term) + "\n" + plain(meaning) + "\n";
}

std::string title_line(const std::string& page, std::string_view summary) {
  std::string upper = page;
  std::ranges::transform(
      upper, upper.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return ".TH " + plain(upper) + " 1 \"\" \"tiermix " TIERMIX_VERSION "\" \"tiermix\"\n" +
         section("NAME") + plain(page) + " \\- " + plain(summary) + "\n";
}

std::string exit_status() {
  return section("EXIT STATUS") + item("0", "done") +
         item("1", "a target is missed, where --fail-on-miss asks for that") +
         item("2", "wrong command line, or invalid scenario") +
         item("3", "input or output failed") +
         item("4", "the precision or decision asked for was not reached") +
         item("70", "a defect of the program") + item("130", "interrupted by Ctrl-C") +
         item("143", "ended by SIGTERM");
}

std::string environment() {
  return section("ENVIRONMENT") + item("NO_COLOR", "no colour, where it is set and not empty") +
         item("COLUMNS", "width of tables and text, instead of the terminal's own") +
         item("TIERMIX_DATA", "the folder that holds scenarios/, instead of the installed one") +
         item("SOURCE_DATE_EPOCH", "seconds since 1970 to be written as the time of creation");
}

std::string options_of(const HelpText& help) {
  std::string text = section("OPTIONS");
  for (const HelpGroup& group : help.groups) {
    if (!group.heading.empty()) {
      text += ".SS " + plain(group.heading) + "\n";
    }
    for (const HelpOption& option : group.options) {
      text += item(option.term, option.meaning);
    }
  }
  return text;
}

std::string page_of(const Command& command) {
  const HelpText help = parse_help(command.help);
  std::string text = title_line("tiermix-" + std::string(command.name), command.summary) +
                     section("SYNOPSIS") + verbatim(help.synopsis) + section("DESCRIPTION");
  for (const std::string& one : help.paragraphs) {
    text += paragraph(one);
  }
  if (!help.groups.empty()) {
    text += options_of(help);
  }
  if (!help.notes.empty()) {
    text += section("NOTES");
    for (const std::string& one : help.notes) {
      text += paragraph(one);
    }
  }
  return text + section("EXAMPLES") + verbatim(help.examples) + exit_status() + environment() +
         section("SEE ALSO") + ".BR tiermix (1)\n";
}

std::string page_of_program() {
  std::string text =
      title_line("tiermix", "staffing and tier-mix simulation for technical support") +
      section("SYNOPSIS") + verbatim({"tiermix COMMAND [OPTIONS] [FILE]"}) +
      section("DESCRIPTION") +
      paragraph(
          "Simulates a support desk with its tiers, people and customers from a scenario file, "
          "and says what it costs and brings, with intervals. Results go to standard output, "
          "everything else to standard error. There is no network and no telemetry.") +
      section("COMMANDS");
  std::string also;
  for (const Command& command : all_commands()) {
    text += item(command.name, command.summary);
    also += (also.empty() ? "" : ",\n") + (".BR tiermix\\-" + plain(command.name) + " (1)");
  }
  return text + section("EXAMPLES") +
         verbatim({"tiermix new my-desk",
                   "tiermix run my-desk.toml",
                   "tiermix report my-desk.h5 -o my-desk.html"}) +
         exit_status() + environment() + section("SEE ALSO") + also + "\n";
}

int write_pages(const std::filesystem::path& folder) {
  write_over(folder / "tiermix.1", page_of_program());
  for (const Command& command : all_commands()) {
    write_over(folder / ("tiermix-" + std::string(command.name) + ".1"), page_of(command));
  }
  return kDone;
}

int print_page(const Options& options) {
  if (options.has("folder")) {
    if (!options.files().empty()) {
      throw UsageError("--folder writes all pages: no command beside it");
    }
    return write_pages(options.text("folder", ""));
  }
  if (options.files().empty()) {
    print(page_of_program());
    return kDone;
  }
  const std::string name = options.only_file("command");
  std::vector<std::string> known;
  for (const Command& command : all_commands()) {
    known.emplace_back(command.name);
    if (command.name == name) {
      print(page_of(command));
      return kDone;
    }
  }
  throw UsageError("unknown command " + name + did_you_mean(name, known));
}

}  // namespace

Command man_command() {
  return {.name = "man",
          .summary = "the manual page of the program or of a command",
          .help = kManHelp,
          .options = options_of({"folder="}),
          .run = print_page};
}

}  // namespace tiermix
