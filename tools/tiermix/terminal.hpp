#pragma once

// What is known about where the output goes, and what all commands print in the same way.

#include <string_view>
#include <vector>

#include "engine/base/diagnostic.hpp"
#include "engine/report/report.hpp"

#include "tools/tiermix/options.hpp"

namespace tiermix {

/// --color=auto|always|never and --no-color, for the options of a command.
[[nodiscard]] std::vector<OptionSpec> with_colours(std::vector<OptionSpec> options);

/// For standard output: its width (COLUMNS, else the terminal's), colour (options, NO_COLOR, TERM),
/// signs (locale), and whether it is a terminal that people look at.
[[nodiscard]] TextStyle output_style(const Options& options);

[[nodiscard]] bool progress_is_seen();

/// Standard output; on a terminal what it must not do is shown instead (printable.hpp), but for the
/// colours of reports. Throws std::runtime_error where it cannot be written.
void print(std::string_view given);

/// Standard error, printable_lines().
void tell(std::string_view text);

/// Over the line of a terminal on standard error that is there.
void tell_over(std::string_view text);

void tell(const std::vector<Diagnostic>& diagnostics);

}  // namespace tiermix
