#include "engine/scenario/overlay.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/scenario/overlay_merge.hpp"
#include "engine/scenario/schema.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

// Keys that make no sense beside a key that a change brings in.
struct Displaced {
  std::string_view table;
  std::string_view by;
  std::string_view key;
};
constexpr std::string_view kContacts = "contacts_per_customer_month";
constexpr std::array kDisplaced{Displaced{"arrivals", "volumes", "profile"},
                                Displaced{"arrivals", "at", "profile"},
                                Displaced{"arrivals", "at", "busyness_cv"},
                                Displaced{"arrivals", "at", "weekly_growth"},
                                Displaced{"arrivals", "volumes", kContacts},
                                Displaced{"arrivals", "at", kContacts},
                                Displaced{"arrivals", "per_week", kContacts},
                                Displaced{"arrivals", "per_day", kContacts},
                                Displaced{"arrivals", "per_hour", kContacts},
                                Displaced{"arrivals", "at", "months"},
                                Displaced{"arrivals", "at", "batch"},
                                Displaced{"arrivals", "at", "zone"},
                                Displaced{"arrivals", "at", "share"},
                                Displaced{"arrivals", "volumes", "share"},
                                Displaced{"arrivals", "per_week", "share"},
                                Displaced{"arrivals", "per_day", "share"},
                                Displaced{"arrivals", "per_hour", "share"},
                                Displaced{"arrivals", "customers", "share"},
                                Displaced{"arrivals", "volume", "profile"},
                                Displaced{"arrivals", "volume", "busyness_cv"},
                                Displaced{"arrivals", "volume", "weekly_growth"},
                                Displaced{"arrivals", "volume", "months"},
                                Displaced{"arrivals", "volume", "batch"},
                                Displaced{"arrivals", "volume", "zone"},
                                Displaced{"arrivals", "volume", kContacts},
                                Displaced{"volume", "volumes", "profile"},
                                Displaced{"volume", "volumes", kContacts},
                                Displaced{"volume", "per_week", kContacts},
                                Displaced{"volume", "per_day", kContacts},
                                Displaced{"volume", "per_hour", kContacts},
                                Displaced{"shift", "spans", "from"},
                                Displaced{"shift", "spans", "to"},
                                Displaced{"opening_hours", "spans", "from"},
                                Displaced{"opening_hours", "spans", "to"},
                                Displaced{"backlog", "file", "age"},
                                Displaced{"rep_group", "staffing", "rotation"},
                                Displaced{"rep_group", "staffing", "absence"},
                                Displaced{"rep_group", "staffing", "overtime"},
                                Displaced{"rep_group", "staffing", "shift"},
                                Displaced{"rep_group", "staffing", "learning"},
                                Displaced{"rep_group", "staffing", "tenure"},
                                Displaced{"rep_group", "staffing", "hiring"},
                                Displaced{"learning_curve", "scale", "scale_cases"},
                                Displaced{"learning_curve", "scale_cases", "scale"},
                                Displaced{"learning_curve", "midpoint", "midpoint_cases"},
                                Displaced{"learning_curve", "midpoint_cases", "midpoint"},
                                Displaced{"profile", "week", "days"}};

// Series over time, and what a number in their place means.
struct SeriesKey {
  std::string_view key;
  std::string_view without;
};
constexpr std::array kSeries{
    SeriesKey{"staffing", "the group is then present all the time unless a shift is given"},
    SeriesKey{"volumes", "arrivals are then flat unless a profile is given"},
    SeriesKey{"at", "arrivals are then random, and flat unless a profile is given"}};

void erase_key(Node& table, std::string_view key) {
  std::erase_if(table.members, [&](const Member& m) { return m.key == key; });
}

void warn_of_lost_series(const Member& lost,
                         const Member& by,
                         const Merge& merge,
                         Findings& findings) {
  const auto* series = std::ranges::find(kSeries, lost.key, &SeriesKey::key);
  const bool by_series = std::ranges::find(kSeries, by.key, &SeriesKey::key) != kSeries.end();
  if (series == kSeries.end() || by_series) {
    return;
  }
  const std::string what = lost.value.kind == NodeKind::text ? " " + shown(lost.value) : "";
  findings.add({Severity::warning,
                by.place,
                merge.path + "." + by.key,
                "replaces " + lost.key + what + " (" + std::string(series->without) + ")"});
}

void erase_displaced(Node& base, const Member& by, const Merge& merge, Findings& findings) {
  const Field& field = *find_field(merge.table, by.key);
  for (const Displaced& displaced : kDisplaced) {
    if (displaced.table == merge.table && displaced.by == field.key) {
      erase_key(base, displaced.key);
    }
  }
  if (!field.one_of.empty()) {
    std::erase_if(base.members, [&](const Member& m) {
      const Field* other = find_field(merge.table, m.key);
      const bool excluded =
          other != nullptr && other->one_of == field.one_of && other->key != field.key;
      if (excluded) {
        warn_of_lost_series(m, by, merge, findings);
      }
      return excluded;
    });
  }
}

// outcomes and resolve state the pending share in different places: it must neither be lost nor be
// said twice when a change goes from one to the other.
void keep_pending_share(Node& base, const Field& field) {
  Node* pending = base.find("pending");
  if (field.key == "outcomes" && pending != nullptr) {
    erase_key(*pending, "share");
  }
  const Node* outcomes = base.find("outcomes");
  const Node* share = outcomes == nullptr ? nullptr : outcomes->find("pending");
  if (field.key == "resolve" && share != nullptr && pending != nullptr) {
    pending->members.push_back(Member{"share", share->place, *share});
  }
}

// The key that one value stands for in place of its table; empty where there is no such value.
std::string_view shorthand(const Field& field) {
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

// A law, curve or hand-off given by one value, as the table it stands for.
void expand_shorthand(Node& node, const Field& field) {
  const std::string_view key = shorthand(field);
  if (key.empty() || node.kind == NodeKind::table) {
    return;
  }
  Node table;
  table.place = node.place;
  table.members.push_back(Member{std::string(key), node.place, std::move(node)});
  node = std::move(table);
}

// Another family or form starts afresh: the parameters of the old one do not apply.
bool starts_afresh(const Node& base, const Node& change, const Field& field) {
  const std::string_view form = field.type == KeyType::law        ? "law"
                                : field.type == KeyType::curve    ? "curve"
                                : field.type == KeyType::hand_off ? "kind"
                                                                  : "";
  const Node* after = form.empty() ? nullptr : change.find(form);
  const Node* before = form.empty() ? nullptr : base.find(form);
  return after != nullptr && (before == nullptr || before->text != after->text);
}

void check_duplicates_in(const Node& list, std::string_view name_of_list, Findings& findings) {
  std::map<std::string, Place> first;
  for (const Node& element : list.items) {
    const std::string name = identity(name_of_list, element);
    const auto [at, is_first] = first.emplace(name, element.place);
    if (name.empty() || is_first) {
      continue;
    }
    const Node* said = element.find("name");
    findings.error(said != nullptr ? said->place : element.place,
                   std::string(name_of_list) + "." + name,
                   "duplicate " + std::string(name_of_list) + " " + in_quotes(name) +
                       " (the first is in line " + std::to_string(at->second.line) + ")");
  }
}

bool says_remove(const Node& element) {
  const Node* remove = element.find("remove");
  return remove != nullptr && remove->kind == NodeKind::boolean && remove->number != 0.0;
}

void merge_list(Node& base, const Node& change, std::string_view list, Findings& findings) {
  std::map<std::string, std::size_t> index;
  for (std::size_t i = 0; i < base.items.size(); ++i) {
    index.emplace(identity(list, base.items[i]), i);
  }
  const std::size_t inherited = base.items.size();
  std::vector<std::size_t> removed;
  for (const Node& element : change.items) {
    const std::string name = identity(list, element);
    const auto same = name.empty() ? index.end() : index.find(name);
    if (!says_remove(element) && same != index.end()) {
      merge_table(base.items[same->second],
                  element,
                  {.table = list, .path = std::string(list) + "." + name},
                  findings);
    } else if (!says_remove(element)) {
      base.items.push_back(element);
    } else if (same != index.end()) {
      removed.push_back(same->second);
    } else {
      findings.error(element.find("remove")->place,
                     std::string(list) + "." + name + ".remove",
                     "nothing to remove (no base scenario has " + std::string(list) + " " +
                         in_quotes(name) + ")");
    }
  }
  std::ranges::sort(removed, std::greater<>());
  for (const std::size_t i : removed) {
    TIERMIX_EXPECTS(i < inherited);
    base.items.erase(base.items.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

}  // namespace

std::string identity(std::string_view list, const Node& element) {
  const auto text = [&](std::string_view key) {
    const Node* node = element.find(key);
    return node != nullptr && node->kind == NodeKind::text ? node->text : std::string();
  };
  if (list != "handling") {
    return text("name");
  }
  const std::string case_class = text("case_class");
  const std::string tier = text("tier");
  return case_class.empty() || tier.empty() ? "" : case_class + "." + tier;
}

void merge_table(Node& base, const Node& change, const Merge& merge, Findings& findings) {
  for (const Member& member : change.members) {
    const Field* field = find_field(merge.table, member.key);
    if (field != nullptr) {
      keep_pending_share(base, *field);
      erase_displaced(base, member, merge, findings);
    }
    Node* present = base.find(member.key);
    if (present == nullptr) {
      base.members.push_back(member);
      continue;
    }
    const bool shares = field != nullptr && field->type == KeyType::routes;
    if (field != nullptr && member.value.kind == NodeKind::table) {
      expand_shorthand(*present, *field);
    }
    const bool mergeable = field != nullptr && present->kind == NodeKind::table &&
                           member.value.kind == NodeKind::table &&
                           (!shares || merge.routes == RouteShares::merged) &&
                           !starts_afresh(*present, member.value, *field);
    if (mergeable) {
      merge_table(*present,
                  member.value,
                  {.table = inner_table(*field),
                   .path = merge.path + "." + member.key,
                   .routes = merge.routes},
                  findings);
    } else {
      *present = member.value;
    }
  }
}

void check_duplicates(const Node& root, Findings& findings) {
  for (const TableInfo& info : schema_tables()) {
    const Node* list = info.form == TableForm::list ? root.find(info.name) : nullptr;
    if (list != nullptr) {
      check_duplicates_in(*list, info.name, findings);
    }
  }
}

void overlay(Node& base, const Node& change, Findings& findings) {
  for (const Member& member : change.members) {
    const TableInfo* info = find_table(member.key);
    const bool list = info != nullptr && info->form == TableForm::list;
    Node* present = base.find(member.key);
    if (member.key == "extends") {
      continue;
    }
    if (list && member.value.kind == NodeKind::array &&
        (present == nullptr || present->kind == NodeKind::array)) {
      if (present == nullptr) {
        base.members.push_back(Member{member.key, member.place, Node{}});
        present = &base.members.back().value;
        present->kind = NodeKind::array;
        present->place = member.value.place;
      }
      merge_list(*present, member.value, member.key, findings);
    } else if (present == nullptr) {
      base.members.push_back(member);
    } else if (present->kind == NodeKind::table && member.value.kind == NodeKind::table) {
      merge_table(*present, member.value, {.table = member.key, .path = member.key}, findings);
    } else {
      *present = member.value;
    }
  }
}

}  // namespace tiermix
