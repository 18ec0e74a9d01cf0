#pragma once

// One problem in a scenario or one of its tables, and how it is printed:
//   file:line:column: severity: key: problem (rule). Suggestion?

#include <cstdint>
#include <string>
#include <vector>

namespace tiermix {

enum class Severity : std::uint8_t { error, warning };

/// A place in a text. Lines and columns count from 1; line 0 means the file as a whole.
struct Place {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

struct Diagnostic {
  Severity severity = Severity::error;
  Place place;
  std::string key;      ///< path of the key, such as tier.tier1.resolve.f0; may be empty
  std::string problem;  ///< what was found, the rule, and a suggestion where there is one
};

[[nodiscard]] std::string to_string(const Diagnostic& diagnostic);
[[nodiscard]] bool has_errors(const std::vector<Diagnostic>& diagnostics);

/// "2 errors, 1 warning"; empty where there is nothing to count.
[[nodiscard]] std::string count_line(const std::vector<Diagnostic>& diagnostics);

}  // namespace tiermix
