#pragma once

// Valid scenarios drawn at random from the table of keys: a small desk, to which keys are added one
// by one with values of their kind within their bounds; a key that makes the scenario invalid is
// taken away again.

#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/scenario/load.hpp"
#include "engine/scenario/schema.hpp"

namespace tiermix {

class ScenarioMaker {
 public:
  explicit ScenarioMaker(std::uint64_t seed) : random_(seed) {}

  /// A scenario that load_text() takes.
  [[nodiscard]] Loaded make();
  [[nodiscard]] const std::string& text() const { return text_; }

  /// "table.key" of all scenarios so far, inner tables included.
  [[nodiscard]] const std::set<std::string>& keys() const { return keys_; }
  /// Additions that were taken away again.
  [[nodiscard]] std::uint64_t refused() const { return refused_; }

 private:
  struct MadeTable {
    std::string name;
    std::map<std::string, std::string> values;
  };

  [[nodiscard]] bool chance(double probability);
  [[nodiscard]] std::size_t below(std::size_t count);
  [[nodiscard]] double between(double low, double high);

  void start_small();
  void add_something();
  void add_table(const TableInfo& info);
  void add_key(std::size_t table);
  [[nodiscard]] std::string text_of_all() const;
  [[nodiscard]] bool keep_if_valid(const std::vector<MadeTable>& before);

  [[nodiscard]] std::vector<std::string> names_in(std::string_view table) const;
  /// TOML of a value; empty where nothing fits.
  [[nodiscard]] std::string value(const Field& field, int depth);
  [[nodiscard]] std::string scalar(const Field& field);
  [[nodiscard]] std::string named(const Field& field);
  [[nodiscard]] std::string listed(const Field& field);
  [[nodiscard]] std::string law(const Field& field);
  [[nodiscard]] std::string inner(std::string_view table, int depth);
  [[nodiscard]] double within(const Field& field, double low, double high);
  [[nodiscard]] std::string duration();

  std::mt19937_64 random_;
  std::vector<MadeTable> tables_;
  std::string text_;
  std::set<std::string> used_;  ///< by what is being added
  std::set<std::string> keys_;
  std::uint64_t refused_ = 0;
};

}  // namespace tiermix
