// What the table of keys says about itself: explain and the reference page.

#include <algorithm>

#include "engine/base/text.hpp"
#include "engine/scenario/load.hpp"
#include "engine/scenario/schema.hpp"

namespace tiermix {
namespace {

std::string list_of(const std::string& separated_by, std::string_view detail) {
  std::string out;
  for (const std::string& word : words(detail)) {
    out += (out.empty() ? "" : separated_by) + word;
  }
  return out;
}

// What a value of the field looks like, for people.
std::string type_text(const Field& field) {
  switch (field.type) {
    case KeyType::text:
      return "text";
    case KeyType::name:
      return "name";
    case KeyType::currency:
      return "currency code";
    case KeyType::date:
      return "date";
    case KeyType::duration:
      return field.detail.empty() ? "time" : "time: " + list_of(", ", field.detail);
    case KeyType::clock:
      return "time of day";
    case KeyType::integer:
      return "whole number";
    case KeyType::number:
      return "number";
    case KeyType::fraction:
      return "fraction";
    case KeyType::cost:
      return "cost per hour";
    case KeyType::amount:
      return "amount";
    case KeyType::choice:
      return "one of " + list_of(", ", field.detail);
    case KeyType::reference:
      return "name of a " + std::string(field.detail);
    case KeyType::routes:
      return "name of a " + std::string(field.detail) + ", or shares of several";
    case KeyType::file:
      return "CSV file, header " + std::string(field.detail);
    case KeyType::days:
      return "days";
    case KeyType::numbers:
      return "list of numbers";
    case KeyType::durations:
      return "list of times";
    case KeyType::texts:
      return "list of texts";
    case KeyType::flag:
      return "true or false";
    case KeyType::law:
      return "time, or a law";
    case KeyType::curve:
      return "fraction, or a resolve table";
    case KeyType::complexity:
    case KeyType::hand_off:
      return "one of " + list_of(", ", field.detail) + ", or a table";
    case KeyType::zone:
      return "time zone";
    case KeyType::dates:
      return "list of dates";
    case KeyType::references:
      return "list of names of a " + std::string(field.detail);
    case KeyType::balking:
      return "fraction, or list of tables " + std::string(field.detail);
    case KeyType::skills:
      return "list of names of a case_class, or of tables " + std::string(field.detail);
    case KeyType::table:
      return "table " + std::string(field.detail);
    case KeyType::tables:
      return "list of tables " + std::string(field.detail);
  }
  return {};
}

std::string default_text(const Field& field) {
  if (field.presence == Presence::required) {
    return "required";
  }
  if (field.fallback.starts_with('(')) {
    return std::string(field.fallback.substr(1, field.fallback.size() - 2));
  }
  return field.fallback.empty() ? "-" : std::string(field.fallback);
}

// A place where a key may stand: case_class.handle_time.cv.
struct KeyPlace {
  std::string path;
  const Field* field;
};

void add_places(std::string_view table, const std::string& prefix, std::vector<KeyPlace>& places) {
  for (const Field& field : schema_fields()) {
    if (field.table == table) {
      const std::string path = prefix + std::string(field.key);
      places.push_back({path, &field});
      const std::string_view inner = inner_table(field);
      if (!inner.empty()) {
        add_places(inner, path + ".", places);
      }
    }
  }
}

std::vector<KeyPlace> all_places() {
  std::vector<KeyPlace> places;
  add_places("", "", places);
  for (const TableInfo& info : schema_tables()) {
    if (info.form == TableForm::section || info.form == TableForm::list) {
      add_places(info.name, std::string(info.name) + ".", places);
    }
  }
  return places;
}

// tier.tier1.resolve.f0 as tier.resolve.f0: names of elements are no part of the schema.
std::string without_name(std::string_view key) {
  const std::size_t dot = key.find('.');
  const TableInfo* info = find_table(key.substr(0, dot));
  if (dot == std::string_view::npos || info == nullptr || info->form != TableForm::list) {
    return std::string(key);
  }
  std::string_view rest = key.substr(dot + 1);
  const int names = info->name == "handling" ? 2 : 1;
  for (int i = 0; i < names; ++i) {
    const std::size_t next = rest.find('.');
    if (find_field(info->name, rest.substr(0, next)) != nullptr && i == 0 && names == 1) {
      break;
    }
    rest = next == std::string_view::npos ? std::string_view{} : rest.substr(next + 1);
  }
  return std::string(info->name) + (rest.empty() ? "" : "." + std::string(rest));
}

bool is_suffix(const std::string& path, const std::string& key) {
  return path == key || path.ends_with("." + key);
}

std::string field_text(const Field& field, const std::vector<std::string>& paths) {
  std::string out = paths.front() + "\n  " + std::string(field.meaning) + "\n";
  out += "  type: " + type_text(field) + "\n";
  const std::string bounds = bounds_text(field);
  if (!bounds.empty()) {
    out += "  allowed: " + bounds + "\n";
  }
  out += "  default: " + default_text(field) + "\n";
  if (!field.source.empty()) {
    out += "  source: " + std::string(field.source) + "\n";
  }
  if (paths.size() > 1) {
    out += "  also at:";
    for (std::size_t i = 1; i < paths.size(); ++i) {
      out += " " + paths[i];
    }
    out += "\n";
  }
  return out;
}

std::string table_text(const TableInfo& info) {
  std::string out = std::string(info.name) + "\n  " + std::string(info.meaning) + "\n";
  out += info.form == TableForm::free ? "  keys: names of measures" : "  keys:";
  for (const Field& field : schema_fields()) {
    if (field.table == info.name) {
      out += " " + std::string(field.key);
    }
  }
  return out + "\n";
}

std::string table_heading(const TableInfo& info) {
  switch (info.form) {
    case TableForm::root:
      return "Top of the file";
    case TableForm::section:
    case TableForm::free:
      return "[" + std::string(info.name) + "]";
    case TableForm::list:
      return "[[" + std::string(info.name) + "]]";
    case TableForm::inner:
      return "Value: " + std::string(info.name);
  }
  return {};
}

// Where a field may stand, of the places that `wanted` is the end of.
std::vector<std::string> paths_of(const Field& field,
                                  const std::string& wanted,
                                  const std::vector<KeyPlace>& places) {
  std::vector<std::string> paths;
  for (const KeyPlace& place : places) {
    if (place.field == &field && is_suffix(place.path, wanted)) {
      paths.push_back(place.path);
    }
  }
  return paths;
}

// Near the whole path, and near its last part.
std::vector<std::string> nearest_keys(const std::string& wanted,
                                      const std::vector<KeyPlace>& places) {
  std::vector<std::string> known;
  for (const KeyPlace& place : places) {
    known.push_back(place.path);
    known.emplace_back(place.field->key);
  }
  std::vector<std::string> found;
  for (const std::string& name : {wanted, wanted.substr(wanted.rfind('.') + 1)}) {
    const std::string near = nearest(name, known);
    if (!near.empty() && std::ranges::find(found, near) == found.end()) {
      found.push_back(near);
    }
  }
  return found;
}

constexpr std::string_view kPageTop =
    R"(# Scenario reference

Generated from the table of keys in engine/scenario; a test keeps the two equal. `tiermix explain KEY`
shows one key of it.

A scenario is a TOML file. Values carry their unit:

| kind | written | note |
| --- | --- | --- |
| time | `"24 min"`, `"1.5 h"`, `"2 weeks"` | ms, s, min, h, days, weeks; a bare number is an error |
| fraction | `"85%"` or `0.85` | |
| cost per hour | `"36 USD/h"` | in the scenario's currency |
| amount | `"38 USD"` | likewise |
| time of day | `"08:00"` | to `"24:00"` |
| date | `2026-01-05` | |
| name | `"tier1"` | 1 to 64 letters, digits, _ and - |

A CSV series has the header given below, one row per interval, local times such as
`2026-01-05T08:00` in equal steps that divide a day, and no gap. It starts no later than
`time.start`, covers a week or the horizon, and repeats its last seven days after its end. With
`time.zone` the rows of an hour that clocks skip may be left out and say nothing but 0; those of an
hour that clocks show twice may stand there twice, and count by their mean.
)";

}  // namespace

Explanation explain(std::string_view key) {
  Explanation explanation;
  const std::string wanted = without_name(key);
  const std::vector<KeyPlace> places = all_places();
  if (const TableInfo* info = find_table(wanted); info != nullptr && !wanted.empty()) {
    explanation.text = table_text(*info);
  }
  for (const Field& field : schema_fields()) {
    const std::vector<std::string> paths = paths_of(field, wanted, places);
    if (!paths.empty()) {
      explanation.text += (explanation.text.empty() ? "" : "\n") + field_text(field, paths);
    }
  }
  if (const std::string word = word_text(key); !word.empty()) {
    explanation.text += (explanation.text.empty() ? "" : "\n") + word;
  }
  if (explanation.text.empty()) {
    explanation.suggestions = nearest_keys(wanted, places);
  }
  return explanation;
}

std::string reference_page() {
  std::string page(kPageTop);
  for (const TableInfo& info : schema_tables()) {
    page += "\n## " + table_heading(info) + "\n\n" + std::string(info.meaning) + "\n";
    if (info.form == TableForm::free) {
      continue;
    }
    page += "\n| key | value | default | allowed | meaning |\n| --- | --- | --- | --- | --- |\n";
    for (const Field& field : schema_fields()) {
      if (field.table != info.name) {
        continue;
      }
      page += "| `" + std::string(field.key) + "` | " + type_text(field) + " | " +
              default_text(field) + " | " + bounds_text(field) + " | " +
              std::string(field.meaning) +
              (field.source.empty() ? "" : " (" + std::string(field.source) + ")") + " |\n";
    }
  }
  return page;
}

}  // namespace tiermix
