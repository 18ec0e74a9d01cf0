#include "engine/report/labels.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "engine/tally/measure.hpp"
#include "engine/report/report.hpp"

namespace tiermix {
namespace {

constexpr auto kAbbreviations = std::to_array<ScopeLine>({
    {.measure = "first_contact_resolution", .label = "FCR"},
    {.measure = "speed_of_answer", .label = "ASA"},
    {.measure = "handle_time", .label = "AHT"},
});

bool same(std::string_view a, std::string_view b) {
  const auto small = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  };
  return std::ranges::equal(a, b, {}, small, small);
}

}  // namespace

std::string_view name_of(Element element) {
  switch (element) {
    case Element::profit:
      return "profit";
    case Element::reputation:
      return "reputation";
    case Element::efficiency:
      return "efficiency";
    case Element::effectiveness:
      return "effectiveness";
    case Element::detail:
      break;
  }
  return "detail";
}

std::vector<std::string> measures_called(std::string_view label) {
  std::vector<std::string> names;
  const auto add = [&](std::string_view called, std::string_view measure) {
    const std::string name(measure);
    if (same(called, label) && std::ranges::find(names, name) == names.end()) {
      names.push_back(name);
    }
  };
  for (const Measure& measure : measures()) {
    add(label_of(measure.name), measure.name);
  }
  for (const ScopeLine& line : kTierLines) {
    add(line.label, line.measure);
  }
  for (const ScopeLine& line : kClassLines) {
    add(line.label, line.measure);
  }
  for (const ScopeLine& line : kAbbreviations) {
    add(line.label, line.measure);
  }
  return names;
}

}  // namespace tiermix
