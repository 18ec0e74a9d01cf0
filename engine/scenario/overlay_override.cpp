#include <algorithm>
#include <utility>

#include "engine/base/text.hpp"
#include "engine/scenario/overlay.hpp"
#include "engine/scenario/overlay_merge.hpp"
#include "engine/scenario/schema.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

constexpr std::string_view kFile = "--set";

struct Segment {
  std::string text;
  Place place;
};

std::vector<Segment> split(const std::string& path) {
  std::vector<Segment> segments;
  std::size_t from = 0;
  while (true) {
    const std::size_t dot = std::min(path.find('.', from), path.size());
    const Place place{std::string(kFile), 1, static_cast<std::uint32_t>(from + 1)};
    segments.push_back({path.substr(from, dot - from), place});
    if (dot == path.size()) {
      return segments;
    }
    from = dot + 1;
  }
}

void move_to(Node& node, const Place& place) {
  node.place = place;
  for (Node& item : node.items) {
    move_to(item, place);
  }
  for (Member& member : node.members) {
    member.place = place;
    move_to(member.value, place);
  }
}

// A TOML value; anything else is the text itself, so that shift=office needs no quotes.
Node value_node(const Override& change) {
  const Place place{std::string(kFile), 1, static_cast<std::uint32_t>(change.path.size() + 2)};
  Parsed parsed = parse_toml("value = " + change.value, std::string(kFile));
  if (parsed.problem || parsed.root.members.size() != 1) {
    return text_node(change.value, place);
  }
  Node node = std::move(parsed.root.members.front().value);
  move_to(node, place);
  return node;
}

bool is_list(KeyType type) {
  return type == KeyType::tables || type == KeyType::balking || type == KeyType::skills;
}

class OverrideWalk {
 public:
  OverrideWalk(const Override& change, Findings& findings)
      : change_(change), findings_(findings), segments_(split(change.path)) {}

  void apply(Node& root) {
    const Segment& first = segments_.front();
    const TableInfo* info = find_table(first.text);
    if (info == nullptr || info->form == TableForm::inner || info->form == TableForm::root) {
      apply_root_key(root);
      return;
    }
    next_ = 1;
    Node* target = info->form == TableForm::list ? element(root, info->name) : section(root, first);
    if (target == nullptr) {
      return;
    }
    if (next_ >= segments_.size()) {
      report(first, "names a whole table (say which of its keys)", {});
      return;
    }
    if (info->form == TableForm::free) {
      join_rest();
    }
    apply_below(*target, info->name);
  }

 private:
  void report(const Segment& at, const std::string& problem, const std::vector<std::string>& near) {
    findings_.error(at.place, change_.path, problem + did_you_mean(at.text, near));
  }

  void apply_root_key(Node& root) {
    const Segment& first = segments_.front();
    const Field* field = find_field("", first.text);
    if (field == nullptr) {
      findings_.error(first.place, change_.path, unknown_key("", first.text));
      return;
    }
    if (segments_.size() > 1 || field->key == "extends") {
      report(
          first, in_quotes(first.text) + " cannot be changed so (a file says what it extends)", {});
      return;
    }
    apply_below(root, "");
  }

  // The keys of [targets] have dots of their own.
  void join_rest() {
    for (std::size_t i = next_ + 1; i < segments_.size(); ++i) {
      segments_[next_].text += "." + segments_[i].text;
    }
    segments_.resize(next_ + 1);
  }

  static Node* section(Node& root, const Segment& first) {
    if (root.find(first.text) == nullptr) {
      Node table;
      table.place = first.place;
      root.members.push_back(Member{first.text, first.place, std::move(table)});
    }
    return root.find(first.text);
  }

  // The named element of a list; a handling is named by its class and its tier.
  Node* element(Node& root, std::string_view list) {
    const std::size_t parts = list == "handling" ? 2 : 1;
    std::string name;
    for (; next_ <= parts && next_ < segments_.size(); ++next_) {
      name += (name.empty() ? "" : ".") + segments_[next_].text;
    }
    std::vector<std::string> names;
    Node* nodes = root.find(list);
    for (std::size_t i = 0; nodes != nullptr && i < nodes->items.size(); ++i) {
      names.push_back(identity(list, nodes->items[i]));
      if (!name.empty() && names.back() == name) {
        return &nodes->items[i];
      }
    }
    const Segment at{name, segments_[std::min<std::size_t>(1, segments_.size() - 1)].place};
    report(at,
           "unknown " + std::string(list) + " " + in_quotes(name) + " (no " + std::string(list) +
               " has that name)",
           names);
    return nullptr;
  }

  // Checks the rest of the path against the schema, and merges a tree that has only this value.
  void apply_below(Node& target, std::string_view table) {
    const std::size_t from = next_;
    const TableInfo* info = find_table(table);
    for (bool free_key = info->form == TableForm::free; next_ < segments_.size(); ++next_) {
      const Segment& segment = segments_[next_];
      const Field* field = free_key ? nullptr : find_field(table, segment.text);
      if (field == nullptr && !free_key) {
        findings_.error(segment.place, change_.path, unknown_key(table, segment.text));
        return;
      }
      if (next_ + 1 == segments_.size()) {
        break;
      }
      const bool shares = field != nullptr && field->type == KeyType::routes;
      if (free_key || (inner_table(*field).empty() && !shares) || is_list(field->type)) {
        report(segments_[next_ + 1], in_quotes(segment.text) + " has no keys of its own", {});
        return;
      }
      table = inner_table(*field);
      free_key = shares;
    }
    merge_table(
        target,
        nested(from),
        {.table = target_table(from), .path = path_before(from), .routes = RouteShares::merged},
        findings_);
  }

  [[nodiscard]] std::string_view target_table(std::size_t from) const {
    return from == 0 ? std::string_view{} : std::string_view(segments_.front().text);
  }

  [[nodiscard]] std::string path_before(std::size_t segment) const {
    std::string path;
    for (std::size_t i = 0; i < segment; ++i) {
      path += (i == 0 ? "" : ".") + segments_[i].text;
    }
    return path;
  }

  [[nodiscard]] Node nested(std::size_t from) const {
    Node node = value_node(change_);
    for (std::size_t i = segments_.size(); i-- > from;) {
      Node table;
      table.place = segments_[i].place;
      table.members.push_back(Member{segments_[i].text, segments_[i].place, std::move(node)});
      node = std::move(table);
    }
    return node;
  }

  const Override& change_;
  Findings& findings_;
  std::vector<Segment> segments_;
  std::size_t next_ = 0;
};

}  // namespace

void apply_override(Node& root, const Override& changed, Findings& findings) {
  OverrideWalk(changed, findings).apply(root);
}

}  // namespace tiermix
