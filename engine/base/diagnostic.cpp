#include "engine/base/diagnostic.hpp"

#include <algorithm>

#include "engine/base/printable.hpp"

namespace tiermix {
namespace {

std::string counted(std::ptrdiff_t n, const std::string& noun) {
  return std::to_string(n) + " " + noun + (n == 1 ? "" : "s");
}

}  // namespace

std::string to_string(const Diagnostic& diagnostic) {
  std::string text = printable(diagnostic.place.file);
  if (diagnostic.place.line != 0) {
    text +=
        ":" + std::to_string(diagnostic.place.line) + ":" + std::to_string(diagnostic.place.column);
  }
  text += diagnostic.severity == Severity::error ? ": error: " : ": warning: ";
  if (!diagnostic.key.empty()) {
    text += diagnostic.key + ": ";
  }
  return text + diagnostic.problem;
}

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& d) {
    return d.severity == Severity::error;
  });
}

std::string count_line(const std::vector<Diagnostic>& diagnostics) {
  const auto errors =
      std::count_if(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& d) {
        return d.severity == Severity::error;
      });
  const auto warnings = static_cast<std::ptrdiff_t>(diagnostics.size()) - errors;
  std::string text;
  if (errors > 0) {
    text = counted(errors, "error");
  }
  if (warnings > 0) {
    text += (text.empty() ? "" : ", ") + counted(warnings, "warning");
  }
  return text;
}

}  // namespace tiermix
