#pragma once

// What load() finds wrong, and where keys stand: a rule that concerns several keys asks here
// whether they are sound and at which place to report.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.hpp"

namespace tiermix {

class Findings {
 public:
  void error(const Place& place, const std::string& key, const std::string& problem);

  /// An error or warning where the key stands, or the nearest key around it.
  void error_at(const std::string& key, const std::string& problem);
  void warn_at(const std::string& key, const std::string& problem);

  /// Remembers where the value of a key stands; the first place of a key counts.
  void remember(const std::string& key, const Place& place);
  [[nodiscard]] Place place_of(std::string_view key) const;

  /// Nothing wrong was reported at the key or beneath it.
  [[nodiscard]] bool sound(const std::string& key) const;
  [[nodiscard]] bool any_error() const { return !bad_keys_.empty(); }

  void add(Diagnostic diagnostic);

  /// By file, line and column; one place keeps the order of finding.
  [[nodiscard]] std::vector<Diagnostic> sorted() const;

 private:
  std::vector<Diagnostic> found_;
  std::set<std::string, std::less<>> bad_keys_;
  std::map<std::string, Place, std::less<>> places_;
};

/// ". Did you mean "office"?", or nothing where no candidate is near.
[[nodiscard]] std::string did_you_mean(std::string_view name,
                                       const std::vector<std::string>& candidates);

}  // namespace tiermix
