#include "tools/tiermix/terminal.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>
#include <system_error>

#include <sys/ioctl.h>
#include <unistd.h>

#include "engine/base/printable.hpp"

namespace tiermix {
namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

bool wants_colour(const Options& options) {
  const std::string when = options.choice("color", {"auto", "always", "never"});
  if (options.has("no-color") || when == "never") {
    return false;
  }
  if (when == "always") {
    return true;
  }
  return isatty(STDOUT_FILENO) == 1 && variable("NO_COLOR").empty() && variable("TERM") != "dumb";
}

// The encoding, as the C library would choose it from the environment.
bool writes_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string locale = variable(name);
    if (!locale.empty()) {
      return locale.find("UTF-8") != std::string::npos || locale.find("utf8") != std::string::npos;
    }
  }
  return false;
}

// COLUMNS, where somebody has set and exported it, else the terminal's own width, else 100.
std::size_t output_width() {
  constexpr std::size_t kWidth = 100;
  constexpr std::size_t kMost = 400;
  const std::string given = variable("COLUMNS");
  std::size_t columns = 0;
  const auto read = std::from_chars(given.data(), given.data() + given.size(), columns);
  if (read.ec == std::errc{} && read.ptr == given.data() + given.size() && columns > 0) {
    return std::clamp<std::size_t>(columns, 40, kMost);
  }
  winsize size{};
  if (isatty(STDOUT_FILENO) == 1 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
      size.ws_col > 0) {
    return std::clamp<std::size_t>(size.ws_col, 60, kWidth);
  }
  return kWidth;
}

// Reports have colours of a few codes, and tables may end their lines as CSV does.
std::string printable_in_colour(std::string_view text) {
  constexpr std::array<std::string_view, 6> kKept{
      "\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[32m", "\x1b[33m", "\r\n"};
  std::string shown;
  std::size_t done = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto* const kept = std::ranges::find_if(
        kKept, [&](std::string_view one) { return text.substr(at).starts_with(one); });
    if (kept == kKept.end()) {
      ++at;
      continue;
    }
    shown += printable_lines(text.substr(done, at - done));
    shown += *kept;
    at += kept->size();
    done = at;
  }
  return shown + printable_lines(text.substr(done));
}

void write_error(const std::string& text) {
  // Nothing is left to tell it to where this fails.
  static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr));
  static_cast<void>(std::fflush(stderr));
}

}  // namespace

std::vector<OptionSpec> with_colours(std::vector<OptionSpec> options) {
  options.push_back({.name = "color", .takes = Takes::value});
  options.push_back({.name = "no-color"});
  return options;
}

TextStyle output_style(const Options& options) {
  return {.width = output_width(),
          .colour = wants_colour(options) ? Colour::on : Colour::off,
          .glyphs = writes_utf8() ? Glyphs::unicode : Glyphs::ascii,
          .on_terminal = isatty(STDOUT_FILENO) == 1 && variable("TERM") != "dumb"};
}

bool progress_is_seen() { return isatty(STDERR_FILENO) == 1; }

void print(std::string_view given) {
  const std::string text =
      isatty(STDOUT_FILENO) == 1 ? printable_in_colour(given) : std::string(given);
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (!written || std::fflush(stdout) != 0) {
    throw std::runtime_error(std::string("standard output: ") + std::strerror(errno));
  }
}

void tell(std::string_view text) { write_error(printable_lines(text)); }

void tell_over(std::string_view text) { write_error("\r\x1b[K" + printable_lines(text)); }

void tell(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) {
    text += to_string(diagnostic) + "\n";
  }
  tell(text);
}

}  // namespace tiermix
