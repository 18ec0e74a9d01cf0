#include <algorithm>
#include <cmath>

#include "engine/scenario/source.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

std::string basic_string(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20U || byte == 0x7fU) {
      out += "\\u00";
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string printed_key(const std::string& key) {
  const bool bare = !key.empty() && std::ranges::all_of(key, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  });
  return bare ? key : basic_string(key);
}

std::string inline_value(const Node& node);

std::string inline_items(const Node& node) {
  std::string out;
  for (const Node& item : node.items) {
    out += (out.empty() ? "" : ", ") + inline_value(item);
  }
  return "[" + out + "]";
}

std::string inline_members(const Node& node) {
  std::string out;
  for (const Member& member : node.members) {
    out += (out.empty() ? "" : ", ") + printed_key(member.key) + " = " + inline_value(member.value);
  }
  return out.empty() ? "{}" : "{ " + out + " }";
}

std::string inline_value(const Node& node) {
  switch (node.kind) {
    case NodeKind::text:
      return basic_string(node.text);
    case NodeKind::array:
      return inline_items(node);
    case NodeKind::table:
      return inline_members(node);
    default:
      return node.text;
  }
}

bool is_list_of_tables(const Node& node) {
  return node.kind == NodeKind::array && !node.items.empty() &&
         std::ranges::all_of(node.items, [](const Node& n) { return n.kind == NodeKind::table; });
}

std::string printed_members(const Node& table) {
  std::string out;
  for (const Member& member : table.members) {
    out += printed_key(member.key) + " = " + inline_value(member.value) + "\n";
  }
  return out;
}

}  // namespace

std::string print_toml(const Node& root) {
  std::string keys;
  std::string tables;
  for (const Member& member : root.members) {
    const std::string key = printed_key(member.key);
    if (member.value.kind == NodeKind::table) {
      tables += "\n[" + key + "]\n" + printed_members(member.value);
    } else if (is_list_of_tables(member.value)) {
      for (const Node& item : member.value.items) {
        tables += "\n[[" + key + "]]\n" + printed_members(item);
      }
    } else {
      keys += key + " = " + inline_value(member.value) + "\n";
    }
  }
  return keys + tables;
}

std::string shown(const Node& node) {
  switch (node.kind) {
    case NodeKind::text:
      return in_quotes(node.text);
    case NodeKind::array:
      return "a list";
    case NodeKind::table:
      return "a table";
    default:
      return node.text;
  }
}

}  // namespace tiermix
