#pragma once

// Reads the keys of one table of a scenario by the schema: type, unit, bounds and default come from
// there. Whatever is wrong goes to the findings; reading goes on.

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/scenario/load_findings.hpp"
#include "engine/scenario/schema.hpp"
#include "engine/scenario/source.hpp"

namespace tiermix {

/// What reading a table needs to know of the rest of the scenario.
struct BindContext {
  Findings& findings;
  /// Folder of each scenario file, by the name that places give it.
  const std::map<std::string, std::filesystem::path>& folders;
  /// Names in each list, such as tier; built-in ones included.
  std::map<std::string, std::vector<std::string>, std::less<>> names;
  std::string currency = "USD";
  /// Names in lists with built-in elements, those left out.
  std::map<std::string, std::vector<std::string>, std::less<>> own = {};
};

class Fields {
 public:
  /// Reports unknown keys, missing required ones, and keys that exclude each other. A value that is
  /// no table is reported and reads as an empty one.
  Fields(BindContext& context, const Node& node, std::string_view table, std::string path);

  [[nodiscard]] bool has(std::string_view key) const { return find(key) != nullptr; }
  [[nodiscard]] const Node* find(std::string_view key) const;
  [[nodiscard]] std::string path(std::string_view key) const;
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const Field& field(std::string_view key) const;
  [[nodiscard]] BindContext& context() const { return context_; }

  /// The table that is the value of a key; nothing where the key is absent.
  [[nodiscard]] std::optional<Fields> inner(std::string_view key) const;

  /// The number in base units, or the default; nothing where it is absent without one, or wrong.
  [[nodiscard]] std::optional<double> quantity(std::string_view key) const;

  /// Text, name, currency, file or reference; nothing where it is absent or wrong.
  [[nodiscard]] std::optional<std::string> text(std::string_view key) const;

  /// Each leaves `into` as it is where quantity() or text() gives nothing.
  void read(std::string_view key, double& into) const;
  void read(std::string_view key, Duration& into) const;
  void read(std::string_view key, int& into) const;
  void read(std::string_view key, std::string& into) const;
  void read(std::string_view key, std::optional<double>& into) const;
  void read(std::string_view key, std::optional<int>& into) const;
  void read(std::string_view key, std::optional<Duration>& into) const;
  void read(std::string_view key, std::optional<std::string>& into) const;
  void read(std::string_view key, bool& into) const;

  template <class Enumeration>
  void read_choice(std::string_view key, Enumeration& into) const {
    if (const auto index = quantity(key)) {
      into = static_cast<Enumeration>(static_cast<int>(*index));
    }
  }

  /// Numbers or durations in base units; empty where absent or wrong.
  [[nodiscard]] std::vector<double> quantities(std::string_view key) const;
  [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;

  /// Names of elements of the list that the field is about; `word` is allowed beside them.
  [[nodiscard]] std::vector<std::string> references(std::string_view key,
                                                    std::string_view word = {}) const;

  /// Reports a key that is needed; silent where the table itself is no table.
  void missing(std::string_view key, const std::string& rule) const;

 private:
  void report_unknown_keys() const;
  void report_missing_keys() const;
  void report_exclusive_keys() const;

  BindContext& context_;
  const Node& node_;
  bool is_table_;
  std::string_view table_;
  std::string path_;
};

/// One value as a number in base units, checked against type and bounds of the field.
[[nodiscard]] std::optional<double> read_quantity(BindContext& context,
                                                  const Field& field,
                                                  const Node& node,
                                                  const std::string& path);

/// A name used to refer to an element of `list`; reports an unknown one.
[[nodiscard]] bool check_reference(BindContext& context,
                                   std::string_view list,
                                   const std::string& name,
                                   const Place& place,
                                   const std::string& path);

/// Letters, digits, _ and -, at most 64 of them.
[[nodiscard]] bool is_name(std::string_view text);

}  // namespace tiermix
