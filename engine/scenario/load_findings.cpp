#include "engine/scenario/load_findings.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/base/printable.hpp"
#include "engine/base/text.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {

void Findings::error(const Place& place, const std::string& key, const std::string& problem) {
  add({Severity::error, place, key, problem});
}

void Findings::error_at(const std::string& key, const std::string& problem) {
  error(place_of(key), key, problem);
}

void Findings::warn_at(const std::string& key, const std::string& problem) {
  add({Severity::warning, place_of(key), key, problem});
}

void Findings::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::error) {
    bad_keys_.insert(diagnostic.key);
  }
  diagnostic.key = printable(diagnostic.key);
  diagnostic.problem = printable(diagnostic.problem);
  found_.push_back(std::move(diagnostic));
}

void Findings::remember(const std::string& key, const Place& place) { places_.emplace(key, place); }

Place Findings::place_of(std::string_view key) const {
  while (true) {
    const auto at = places_.find(key);
    if (at != places_.end()) {
      return at->second;
    }
    const std::size_t dot = key.rfind('.');
    if (key.empty()) {
      return {};
    }
    key = dot == std::string_view::npos ? std::string_view{} : key.substr(0, dot);
  }
}

bool Findings::sound(const std::string& key) const {
  if (bad_keys_.contains(key)) {
    return false;
  }
  const auto any_beneath = [&](const std::string& prefix) {
    const auto next = bad_keys_.lower_bound(prefix);
    return next != bad_keys_.end() && next->starts_with(prefix);
  };
  return !any_beneath(key + ".") && !any_beneath(key + "[");
}

std::vector<Diagnostic> Findings::sorted() const {
  std::vector<Diagnostic> list = found_;
  std::ranges::stable_sort(list, {}, [](const Diagnostic& d) {
    return std::tie(d.place.file, d.place.line, d.place.column);
  });
  return list;
}

std::string did_you_mean(std::string_view name, const std::vector<std::string>& candidates) {
  const std::string near = nearest(name, candidates);
  return near.empty() ? "" : ". Did you mean " + in_quotes(near) + "?";
}

}  // namespace tiermix
