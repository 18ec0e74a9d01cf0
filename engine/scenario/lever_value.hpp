#pragma once

// Values of a lever: "+10%", "x1.1", "+0.2", "+10 points", "+5 min" or a value as it is.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/scenario/schema.hpp"
#include "engine/scenario/source.hpp"

namespace tiermix {

/// value * factor + plus, in base units.
struct RelativeChange {
  double factor = 1.0;
  double plus = 0.0;
};

struct RelativeRead {
  std::optional<RelativeChange> change;
  std::string problem;
};

/// Whether a text begins as a relative value does: with a sign, or with x and a digit.
[[nodiscard]] bool looks_relative(std::string_view text);

/// For a key of this kind.
[[nodiscard]] RelativeRead read_relative(std::string_view text, const Field& field);

/// What is wrong with a value that replaces another; empty where nothing is, or where only a
/// scenario can tell, such as for names.
[[nodiscard]] std::string value_problem(const Node& value, const Field& field);

/// The number that stands there, in base units; nothing where it is none.
[[nodiscard]] std::optional<double> stated_number(const Node& value,
                                                  const Field& field,
                                                  const std::string& currency);

/// The value after the change, within the bounds of the key; whole numbers move by one at least.
[[nodiscard]] double changed(double value, const RelativeChange& change, const Field& field);

/// As it would stand in a file, without quotes.
[[nodiscard]] std::string value_text(double value, const Field& field, const std::string& currency);

}  // namespace tiermix
