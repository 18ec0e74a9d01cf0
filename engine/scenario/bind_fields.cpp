#include "engine/scenario/bind_fields.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "engine/base/calendar.hpp"
#include "engine/base/check.hpp"
#include "engine/base/text.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

// Known names are listed up to this many.
constexpr std::size_t kFewNames = 8;

const Node& empty_table() {
  static const Node kNode;
  return kNode;
}

std::string owner(std::string_view table) {
  return table.empty() ? "the top of a scenario" : std::string(table);
}

}  // namespace

bool is_name(std::string_view text) {
  constexpr std::size_t kLongest = 64;
  return !text.empty() && text.size() <= kLongest && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  });
}

bool check_reference(BindContext& context,
                     std::string_view list,
                     const std::string& name,
                     const Place& place,
                     const std::string& path) {
  const std::vector<std::string>& names = context.names.find(list)->second;
  if (std::ranges::find(names, name) != names.end()) {
    return true;
  }
  const std::string near = did_you_mean(name, names);
  const bool list_them = near.empty() && !names.empty() && names.size() <= kFewNames;
  std::string rule = list_them ? "known: " : "no " + std::string(list) + " has that name";
  for (std::size_t i = 0; list_them && i < names.size(); ++i) {
    rule += (i == 0 ? "" : ", ") + names[i];
  }
  context.findings.error(
      place,
      path,
      "unknown " + std::string(list) + " " + in_quotes(name) + " (" + rule + ")" + near);
  return false;
}

Fields::Fields(BindContext& context, const Node& node, std::string_view table, std::string path)
    : context_(context),
      node_(node.kind == NodeKind::table ? node : empty_table()),
      is_table_(node.kind == NodeKind::table),
      table_(table),
      path_(std::move(path)) {
  context_.findings.remember(path_, node.place);
  if (!is_table_) {
    context_.findings.error(
        node.place,
        path_,
        shown(node) + " is not a table (" + owner(table_) + " has keys of its own)");
    return;
  }
  for (const Member& member : node_.members) {
    context_.findings.remember(this->path(member.key), member.value.place);
  }
  report_unknown_keys();
  report_missing_keys();
  report_exclusive_keys();
}

void Fields::report_unknown_keys() const {
  for (const Member& member : node_.members) {
    const std::string problem = unknown_key(table_, member.key);
    if (!problem.empty()) {
      context_.findings.error(member.place, path(member.key), problem);
    }
  }
}

void Fields::report_missing_keys() const {
  for (const Field& field : schema_fields()) {
    if (field.table == table_ && field.presence == Presence::required && !has(field.key)) {
      missing(field.key, owner(table_) + " needs it");
    }
  }
}

void Fields::report_exclusive_keys() const {
  std::map<std::string_view, std::string_view> first;
  for (const Member& member : node_.members) {
    const Field* field = find_field(table_, member.key);
    if (field == nullptr || field->one_of.empty()) {
      continue;
    }
    const auto [at, is_first] = first.emplace(field->one_of, field->key);
    if (!is_first) {
      context_.findings.error(
          member.place,
          path(member.key),
          "given beside " + std::string(at->second) + " (one of the two says it)");
    }
  }
}

void Fields::missing(std::string_view key, const std::string& rule) const {
  if (!is_table_) {
    return;
  }
  context_.findings.error_at(path(key), "missing (" + rule + ")");
}

const Node* Fields::find(std::string_view key) const { return node_.find(key); }

std::string Fields::path(std::string_view key) const {
  return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

const Field& Fields::field(std::string_view key) const {
  const Field* field = find_field(table_, key);
  TIERMIX_EXPECTS(field != nullptr);
  return *field;
}

std::optional<Fields> Fields::inner(std::string_view key) const {
  const Node* node = find(key);
  if (node == nullptr) {
    return std::nullopt;
  }
  return Fields(context_, *node, inner_table(field(key)), path(key));
}

std::optional<double> Fields::quantity(std::string_view key) const {
  const Field& known = field(key);
  const Node* node = find(key);
  if (node == nullptr) {
    return fallback_of(known);
  }
  return read_quantity(context_, known, *node, path(key));
}

std::optional<std::string> Fields::text(std::string_view key) const {
  const Field& known = field(key);
  const Node* node = find(key);
  if (node == nullptr) {
    return std::nullopt;
  }
  if (node->kind != NodeKind::text) {
    context_.findings.error(node->place, path(key), shown(*node) + " is not a text (in quotes)");
    return std::nullopt;
  }
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == 0x7f; };
  if (std::ranges::any_of(node->text, is_control)) {
    context_.findings.error(
        node->place, path(key), "has control characters (texts are shown on terminals)");
    return std::nullopt;
  }
  if (known.type == KeyType::name && !is_name(node->text)) {
    context_.findings.error(
        node->place,
        path(key),
        in_quotes(node->text) + " is not a name (1 to 64 letters, digits, _ and -)");
    return std::nullopt;
  }
  if (known.type == KeyType::zone && !is_zone(node->text)) {
    context_.findings.error(node->place,
                            path(key),
                            "unknown time zone " + in_quotes(node->text) +
                                " (a name of the time zone database, such as \"Europe/Brussels\")" +
                                did_you_mean(node->text, zone_names()));
    return std::nullopt;
  }
  if (known.type == KeyType::reference &&
      !check_reference(context_, known.detail, node->text, node->place, path(key))) {
    return std::nullopt;
  }
  return node->text;
}

void Fields::read(std::string_view key, double& into) const {
  if (const auto value = quantity(key)) {
    into = *value;
  }
}

void Fields::read(std::string_view key, Duration& into) const {
  if (const auto value = quantity(key)) {
    into = from_seconds(*value);
  }
}

void Fields::read(std::string_view key, int& into) const {
  if (const auto value = quantity(key)) {
    into = static_cast<int>(*value);
  }
}

void Fields::read(std::string_view key, std::string& into) const {
  if (auto value = text(key)) {
    into = std::move(*value);
  }
}

void Fields::read(std::string_view key, std::optional<double>& into) const {
  if (const auto value = quantity(key)) {
    into = *value;
  }
}

void Fields::read(std::string_view key, std::optional<int>& into) const {
  if (const auto value = quantity(key)) {
    into = static_cast<int>(*value);
  }
}

void Fields::read(std::string_view key, std::optional<Duration>& into) const {
  if (const auto value = quantity(key)) {
    into = from_seconds(*value);
  }
}

void Fields::read(std::string_view key, std::optional<std::string>& into) const {
  if (auto value = text(key)) {
    into = std::move(value);
  }
}

void Fields::read(std::string_view key, bool& into) const {
  if (const auto value = quantity(key)) {
    into = *value != 0.0;
  }
}

std::vector<double> Fields::quantities(std::string_view key) const {
  const Field& known = field(key);
  const Node* node = find(key);
  std::vector<double> values;
  if (node == nullptr) {
    return values;
  }
  if (node->kind != NodeKind::array) {
    context_.findings.error(
        node->place, path(key), shown(*node) + " is not a list (values in [ ])");
    return values;
  }
  bool sound = true;
  for (std::size_t i = 0; i < node->items.size(); ++i) {
    const auto value = read_quantity(
        context_, known, node->items[i], path(key) + "[" + std::to_string(i + 1) + "]");
    sound = sound && value.has_value();
    values.push_back(value.value_or(0.0));
  }
  if (!sound) {
    values.clear();
  }
  return values;
}

std::vector<std::string> Fields::texts(std::string_view key) const {
  const Node* node = find(key);
  std::vector<std::string> values;
  if (node == nullptr) {
    return values;
  }
  if (node->kind != NodeKind::array) {
    context_.findings.error(node->place, path(key), shown(*node) + " is not a list (texts in [ ])");
    return values;
  }
  for (const Node& item : node->items) {
    if (item.kind == NodeKind::text) {
      values.push_back(item.text);
    } else {
      context_.findings.error(item.place, path(key), shown(item) + " is not a text (in quotes)");
    }
  }
  return values;
}

std::vector<std::string> Fields::references(std::string_view key, std::string_view word) const {
  const Field& known = field(key);
  const Node* node = find(key);
  std::vector<std::string> names;
  if (node == nullptr) {
    return names;
  }
  if (node->kind != NodeKind::array) {
    context_.findings.error(node->place, path(key), shown(*node) + " is not a list (names in [ ])");
    return names;
  }
  for (std::size_t i = 0; i < node->items.size(); ++i) {
    const Node& item = node->items[i];
    const std::string at = path(key) + "[" + std::to_string(i + 1) + "]";
    if (item.kind != NodeKind::text) {
      context_.findings.error(item.place, at, shown(item) + " is not a text (in quotes)");
    } else if ((!word.empty() && item.text == word) ||
               check_reference(context_, known.detail, item.text, item.place, at)) {
      names.push_back(item.text);
    }
  }
  return names;
}

}  // namespace tiermix
