#pragma once

// The one table of keys. Reading, bounds, defaults, unknown keys, explain, the reference page and
// the JSON Schema all come from it; a key that is not here does not exist.

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tiermix {

enum class KeyType : std::uint8_t {
  text,
  name,      ///< letters, digits, _ and -
  currency,  ///< three capital letters
  date,
  duration,  ///< detail: the allowed values, where only some are
  clock,     ///< time of day
  integer,
  number,
  fraction,   ///< "85%" or 0.85
  cost,       ///< "36 USD/h"
  amount,     ///< "38 USD"
  choice,     ///< detail: the words, in the order of the enumeration
  reference,  ///< detail: the list whose names it may use
  routes,     ///< a name, or a table of shares; detail as for reference
  file,       ///< a CSV file below the scenario's folder; detail: its columns
  days,
  numbers,
  durations,
  texts,
  flag,
  zone,  ///< IANA name
  dates,
  references,  ///< list of names; detail as for reference
  balking,     ///< a fraction, or a list of tables "balk_step"
  skills,      ///< list of names of classes or tables "skill"
  law,         ///< table "law", or its mean; detail: default family and cv
  curve,       ///< table "resolve", or its constant probability
  complexity,  ///< table "complexity", or a preset
  hand_off,    ///< table "hand_off", or its kind
  table,       ///< detail: the table's name here
  tables,      ///< a list of them
};

struct Bounds {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool above = false;  ///< `low` itself is not allowed
};

enum class Presence : std::uint8_t { optional, required };

inline constexpr auto kRequired = Presence::required;

struct Field {
  std::string_view table;
  std::string_view key;
  KeyType type = KeyType::text;
  std::string_view detail = {};
  Bounds bounds = {};              ///< in base units: seconds, fractions
  std::string_view fallback = {};  ///< as it would stand in a file, or words in parentheses
  Presence presence = Presence::optional;
  std::string_view one_of = {};  ///< of the keys of a table that share this word, one may be given
  std::string_view meaning = {};
  std::string_view source = {};  ///< where the default comes from
};

enum class TableForm : std::uint8_t {
  root,
  section,  ///< [time]
  list,     ///< [[tier]]
  free,     ///< [targets]: the keys are not those of the schema
  inner,    ///< a value in braces
};

struct TableInfo {
  std::string_view name;
  TableForm form = TableForm::section;
  std::string_view meaning;
};

[[nodiscard]] std::span<const Field> schema_fields();
[[nodiscard]] std::span<const TableInfo> schema_tables();

[[nodiscard]] const Field* find_field(std::string_view table, std::string_view key);
[[nodiscard]] const TableInfo* find_table(std::string_view name);

/// What is wrong with a key of that table, with the nearest key there is or else all of them; empty
/// where it is known. Sections and lists are keys of the root.
[[nodiscard]] std::string unknown_key(std::string_view table, std::string_view key);

/// The inner table that a value of this field may be, or nothing.
[[nodiscard]] std::string_view inner_table(const Field& field);

/// The words of a detail such as "phone|chat".
[[nodiscard]] std::vector<std::string> words(std::string_view detail);

/// What a value means that is a word: a law, a curve, a built-in profile or shift; empty where
/// there is no such word.
[[nodiscard]] std::string word_text(std::string_view word);

/// The default as a number in base units (a choice: its index), where the table gives one.
[[nodiscard]] std::optional<double> fallback_of(const Field& field);

/// A bound or value of this field's kind with its unit, such as "20%" or "10 min".
[[nodiscard]] std::string with_unit(const Field& field, double value);

/// "above 0", "1 to 8", "at least 0"; empty where every value is allowed.
[[nodiscard]] std::string bounds_text(const Field& field);

}  // namespace tiermix
