#pragma once

// A scenario file as a tree of values with the places where they stand. Only source.cpp knows that
// the syntax is TOML and who reads it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.hpp"

namespace tiermix {

enum class NodeKind : std::uint8_t { text, integer, number, boolean, date, other, array, table };

struct Member;

/// One value. Tables keep the order of the file.
struct Node {
  NodeKind kind = NodeKind::table;
  Place place;
  std::string text;     ///< a text as it is; other scalars as TOML writes them
  double number = 0.0;  ///< integer and number; 0 or 1 for a boolean
  std::vector<Node> items;
  std::vector<Member> members;

  [[nodiscard]] const Node* find(std::string_view key) const;
  [[nodiscard]] Node* find(std::string_view key);
};

struct Member {
  std::string key;
  Place place;
  Node value;
};

struct Parsed {
  Node root;
  std::optional<Diagnostic> problem;  ///< the first error of syntax; the reader stops there
};

/// Reads TOML. `name` is the file in every place. More than 16 MiB, a million values or deep
/// nesting is a problem like one of syntax.
[[nodiscard]] Parsed parse_toml(const std::string& text, const std::string& name);

/// A text value that stands nowhere in a file of its own.
[[nodiscard]] Node text_node(std::string text, const Place& place);

/// The tree as a TOML file: keys, then [sections], then [[lists]]; tables within them inline.
[[nodiscard]] std::string print_toml(const Node& root);

/// A value as a diagnostic quotes it back: the user's text or number, or the kind of a container.
[[nodiscard]] std::string shown(const Node& node);

}  // namespace tiermix
