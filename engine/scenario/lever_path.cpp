#include "engine/scenario/lever_path.hpp"

#include <algorithm>
#include <array>

#include "engine/scenario/load_findings.hpp"
#include "engine/scenario/overlay.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

// What all runs have to share, and what is no property of the desk.
constexpr std::array<std::string_view, 6> kFixed{
    "time", "money", "benchmark", "targets", "roi", "survey"};

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t dot = std::min(text.find('.'), text.size());
    parts.emplace_back(text.substr(0, dot));
    if (dot == text.size()) {
      return parts;
    }
    text.remove_prefix(dot + 1);
  }
}

LeverPathRead no_path(std::string problem) { return {std::nullopt, std::move(problem)}; }

// The value that may stand for a law or a curve has the type of one of its keys.
const Field* value_field(const Field& field) {
  if (field.type == KeyType::law) {
    return find_field("law", "mean");
  }
  return field.type == KeyType::curve ? find_field("resolve", "p") : &field;
}

std::string_view shorthand_of(const Field& field) {
  switch (field.type) {
    case KeyType::law:
      return "mean";
    case KeyType::curve:
      return "p";
    case KeyType::hand_off:
      return "kind";
    default:
      return {};
  }
}

// Follows the keys through the schema; the problem, or nothing.
std::string follow(LeverPath& path) {
  std::string_view table = path.section;
  for (std::size_t i = 0; i < path.keys.size(); ++i) {
    const Field* field = find_field(table, path.keys[i]);
    if (field == nullptr) {
      return unknown_key(table, path.keys[i]);
    }
    const bool last = i + 1 == path.keys.size();
    const std::string_view inner = inner_table(*field);
    const bool list = field->type == KeyType::tables || field->type == KeyType::balking ||
                      field->type == KeyType::skills;
    if (!last && (inner.empty() || list)) {
      return in_quotes(path.keys[i]) + " has no keys of its own";
    }
    if (last && (field->type == KeyType::table || list)) {
      return in_quotes(path.keys[i]) + " is a whole table (say which of its keys)";
    }
    path.field = value_field(*field);
    table = inner;
  }
  return {};
}

const Node* value_at(const Node& element, const LeverPath& path) {
  const Node* node = &element;
  std::string_view table = path.section;
  for (std::size_t i = 0; node != nullptr && i < path.keys.size(); ++i) {
    const Field* field = find_field(table, path.keys[i]);
    node = node->find(path.keys[i]);
    table = inner_table(*field);
    const std::string_view value = shorthand_of(*field);
    const bool next = i + 1 < path.keys.size() && path.keys[i + 1] == value;
    if (node != nullptr && next && node->kind != NodeKind::table) {
      return node;
    }
    if (node != nullptr && i + 1 == path.keys.size() && node->kind == NodeKind::table &&
        !value.empty() && node->find(value) != nullptr) {
      return node->find(value);
    }
  }
  return node;
}

std::string dotted(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) {
    text += "." + part;
  }
  return text;
}

bool is_meant(const LeverPath& path, const std::string& identity) {
  const std::vector<std::string> parts = split(identity);
  return parts.size() == path.elements.size() &&
         std::ranges::equal(parts, path.elements, [](const std::string& a, const std::string& b) {
           return b == "*" || a == b;
         });
}

}  // namespace

LeverPathRead read_lever_path(std::string_view text) {
  const std::vector<std::string> parts = split(text);
  const TableInfo* info = find_table(parts.front());
  if (info == nullptr || info->form == TableForm::inner || info->form == TableForm::root) {
    const std::string unknown = unknown_key("", parts.front());
    return no_path(unknown.empty() ? in_quotes(parts.front()) + " is no part of the desk"
                                   : unknown);
  }
  if (std::ranges::find(kFixed, info->name) != kFixed.end()) {
    return no_path("[" + parts.front() + "] is no lever (every run has to have the same)");
  }
  LeverPath path{.section = parts.front(), .elements = {}, .keys = {}, .field = nullptr};
  const std::size_t names =
      info->form != TableForm::list ? 0U : (info->name == "handling" ? 2U : 1U);
  if (parts.size() < names + 2) {
    return no_path(names > 0 ? "names no key (such as " + path.section + ".*.KEY)"
                             : "names a whole table (say which of its keys)");
  }
  const auto from = parts.begin() + 1;
  path.elements.assign(from, from + static_cast<std::ptrdiff_t>(names));
  path.keys.assign(from + static_cast<std::ptrdiff_t>(names), parts.end());
  if (names > 0 && path.keys.front() == "name") {
    return no_path("is a name (a lever changes what a " + path.section + " does)");
  }
  std::string problem = follow(path);
  if (!problem.empty()) {
    return no_path(std::move(problem));
  }
  return {std::move(path), {}};
}

LeverSpots spots_of(const LeverPath& path,
                    const Node& scenario,
                    const std::function<bool(const Node&)>& belongs) {
  const Node* section = scenario.find(path.section);
  if (path.elements.empty()) {
    return {{{.path = path.section + dotted(path.keys),
              .value = section == nullptr ? nullptr : value_at(*section, path)}},
            {}};
  }
  LeverSpots found;
  for (std::size_t i = 0; section != nullptr && i < section->items.size(); ++i) {
    const Node& element = section->items[i];
    const std::string name = identity(path.section, element);
    if (is_meant(path, name) && belongs(element)) {
      found.spots.push_back({.path = path.section + "." + name + dotted(path.keys),
                             .value = value_at(element, path)});
    }
  }
  if (found.spots.empty()) {
    found.problem = section == nullptr ? "the scenario has no [[" + path.section + "]]"
                                       : "no " + path.section + " there";
  }
  return found;
}

}  // namespace tiermix
