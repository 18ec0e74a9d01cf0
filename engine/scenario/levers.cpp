// The text of a lever file.

#include "engine/scenario/levers.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "engine/base/printable.hpp"
#include "engine/base/text.hpp"
#include "engine/scenario/bind_fields.hpp"
#include "engine/scenario/lever_path.hpp"
#include "engine/scenario/lever_value.hpp"
#include "engine/scenario/load_findings.hpp"
#include "engine/scenario/source.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

const std::vector<std::string> kKeys{
    "name", "title", "per", "set", "unless", "cost", "source", "assumption"};
const std::vector<std::string> kCostKeys{"per_year",
                                         "once",
                                         "per_rep_year",
                                         "per_rep_once",
                                         "hours_per_rep_year",
                                         "hours_per_rep_once",
                                         "years"};

constexpr double kMostMoney = 1e12;  // and hours
constexpr double kMostYears = 100.0;
constexpr double kLeastYears = 0.01;
constexpr double kMostHours = 8784.0;  // of a year

// As TOML, so that --set reads it back.
std::string as_override(const Node& value) {
  return value.kind == NodeKind::text ? value.text : shown(value);
}

class LeverReader {
 public:
  LeversRead read(const Node& root) {
    for (const Member& member : root.members) {
      if (member.key == "currency") {
        read_currency(member.value);
      } else if (member.key != "lever") {
        findings_.error(member.place,
                        member.key,
                        "unknown key " + in_quotes(member.key) +
                            " (a lever file has currency and [[lever]])" +
                            did_you_mean(member.key, {"lever", "currency"}));
      }
    }
    const Node* list = root.find("lever");
    if (list == nullptr) {
      findings_.error(root.place, "", "no lever (each starts with [[lever]])");
    } else if (list->kind != NodeKind::array) {
      findings_.error(list->place, "lever", "is not a list (each lever starts with [[lever]])");
    } else {
      for (const Node& item : list->items) {
        read_lever(item);
      }
    }
    return {.levers = std::move(levers_),
            .currency = std::move(currency_),
            .diagnostics = findings_.sorted()};
  }

 private:
  void read_currency(const Node& value) {
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (value.kind != NodeKind::text || value.text.size() != 3 ||
        !std::ranges::all_of(value.text, is_capital)) {
      findings_.error(
          value.place, "currency", shown(value) + " is no code of a currency (such as \"USD\")");
      return;
    }
    currency_ = value.text;
  }

  void read_lever(const Node& node) {
    path_ = "lever[" + std::to_string(levers_.size() + 1) + "]";
    LeverSpec spec;
    if (node.kind != NodeKind::table) {
      findings_.error(node.place, path_, shown(node) + " is not a table");
      levers_.push_back(std::move(spec));
      return;
    }
    read_name(node, spec);
    check_keys(node, kKeys, path_);
    spec.title = text_of(node, "title", spec.name);
    spec.per_tier = read_per(node);
    read_unless(node, spec);
    read_sets(node, spec);
    read_cost(node, spec.cost);
    spec.source = text_of(node, "source", "");
    spec.assumption = text_of(node, "assumption", "");
    if (node.find("source") == nullptr && node.find("assumption") == nullptr) {
      findings_.error(node.place,
                      path_,
                      "says neither source nor assumption (where its size and price come from)");
    }
    levers_.push_back(std::move(spec));
  }

  void read_name(const Node& node, LeverSpec& spec) {
    const Node* name = node.find("name");
    if (name == nullptr) {
      findings_.error(node.place, path_ + ".name", "missing (how the tables call the lever)");
      return;
    }
    if (name->kind != NodeKind::text || !is_name(name->text)) {
      findings_.error(
          name->place, path_ + ".name", shown(*name) + " is not a name (letters, digits, _ and -)");
      return;
    }
    spec.name = name->text;
    path_ = "lever." + spec.name;
    const auto [at, first] = names_.emplace(spec.name, name->place);
    if (!first) {
      findings_.error(name->place,
                      path_ + ".name",
                      "duplicate lever " + in_quotes(spec.name) + " (the first is in line " +
                          std::to_string(at->second.line) + ")");
    }
  }

  void check_keys(const Node& node,
                  const std::vector<std::string>& known,
                  const std::string& path) {
    for (const Member& member : node.members) {
      if (std::ranges::find(known, member.key) == known.end()) {
        findings_.error(member.place,
                        path + "." + member.key,
                        "unknown key " + in_quotes(member.key) + " (one of " +
                            joined_by_commas(known) + ")" + did_you_mean(member.key, known));
      }
    }
  }

  std::string text_of(const Node& node, std::string_view key, const std::string& fallback) {
    const Node* value = node.find(key);
    if (value == nullptr) {
      return fallback;
    }
    if (value->kind != NodeKind::text || value->text.empty()) {
      findings_.error(
          value->place, path_ + "." + std::string(key), shown(*value) + " is not a text");
      return fallback;
    }
    if (printable(value->text) != value->text) {
      findings_.error(value->place,
                      path_ + "." + std::string(key),
                      "has control characters (texts are shown on terminals)");
    }
    return value->text;
  }

  bool read_per(const Node& node) {
    const std::string per = text_of(node, "per", "");
    if (!per.empty() && per != "tier") {
      findings_.error(node.find("per")->place,
                      path_ + ".per",
                      in_quotes(per) + " is not possible here (tier, or nothing)" +
                          did_you_mean(per, {"tier"}));
    }
    return per == "tier";
  }

  void read_unless(const Node& node, LeverSpec& spec) {
    const Node* list = node.find("unless");
    if (list == nullptr) {
      return;
    }
    std::vector<std::string> known;
    for (const TableInfo& info : schema_tables()) {
      if (info.form == TableForm::section || info.form == TableForm::list) {
        known.emplace_back(info.name);
      }
    }
    const std::vector<Node> single{*list};
    for (const Node& item : list->kind == NodeKind::array ? list->items : single) {
      if (item.kind != NodeKind::text || std::ranges::find(known, item.text) == known.end()) {
        findings_.error(item.place,
                        path_ + ".unless",
                        shown(item) + " is no section of a scenario" +
                            (item.kind == NodeKind::text ? did_you_mean(item.text, known) : ""));
      } else {
        spec.unless.push_back(item.text);
      }
    }
  }

  void read_sets(const Node& node, LeverSpec& spec) {
    const Node* sets = node.find("set");
    if (sets == nullptr || sets->kind != NodeKind::table || sets->members.empty()) {
      findings_.error(sets == nullptr ? node.place : sets->place,
                      path_ + ".set",
                      "changes nothing (a table such as { \"rep_group.*.heads\" = \"+10%\" })");
      return;
    }
    for (const Member& member : sets->members) {
      read_set(member, spec);
    }
  }

  void read_set(const Member& member, LeverSpec& spec) {
    const std::string key = path_ + ".set." + member.key;
    const LeverPathRead read = read_lever_path(member.key);
    if (!read.path) {
      findings_.error(member.place, key, read.problem);
      return;
    }
    const Node& value = member.value;
    if (value.kind == NodeKind::table || value.kind == NodeKind::array) {
      findings_.error(value.place, key, shown(value) + " is not one value");
      return;
    }
    const bool relative = value.kind == NodeKind::text && looks_relative(value.text);
    const std::string problem = relative ? relative_problem(value, *read.path->field)
                                         : value_problem(value, *read.path->field);
    if (!problem.empty()) {
      findings_.error(value.place, key, problem);
      return;
    }
    spec.sets.push_back({.path = member.key,
                         .value = as_override(value),
                         .relative = relative,
                         .place = member.place});
  }

  static std::string relative_problem(const Node& value, const Field& field) {
    const RelativeRead read = read_relative(value.text, field);
    return read.change ? std::string() : in_quotes(value.text) + " " + read.problem;
  }

  void read_cost(const Node& node, LeverCost& cost) {
    const Node* table = node.find("cost");
    if (table == nullptr) {
      return;
    }
    if (table->kind != NodeKind::table) {
      findings_.error(table->place,
                      path_ + ".cost",
                      shown(*table) + " is not a table (such as { per_year = 20000 })");
      return;
    }
    check_keys(*table, kCostKeys, path_ + ".cost");
    const std::array<double*, 7> values{&cost.per_year,
                                        &cost.once,
                                        &cost.per_rep_year,
                                        &cost.per_rep_once,
                                        &cost.hours_per_rep_year,
                                        &cost.hours_per_rep_once,
                                        &cost.years};
    for (std::size_t i = 0; i < values.size(); ++i) {
      const Node* value = table->find(kCostKeys[i]);
      if (value != nullptr) {
        read_price(*value, kCostKeys[i], *values[i]);
      }
    }
  }

  void read_price(const Node& value, const std::string& key, double& into) {
    const bool number = value.kind == NodeKind::integer || value.kind == NodeKind::number;
    const bool years = key == "years";
    if (!number || !std::isfinite(value.number)) {
      findings_.error(value.place,
                      path_ + ".cost." + key,
                      shown(value) +
                          " is not a number (amounts are in the currency of the "
                          "scenario, without quotes)");
      return;
    }
    const double low = years ? kLeastYears : 0.0;
    const double high = years ? kMostYears : key.starts_with("hours_") ? kMostHours : kMostMoney;
    if (value.number < low || value.number > high) {
      findings_.error(
          value.place,
          path_ + ".cost." + key,
          value.text + " is not from " + plain_number(low) + " to " + plain_number(high));
    } else {
      into = value.number;
    }
  }

  Findings findings_;
  std::map<std::string, Place> names_;
  std::string currency_;
  std::vector<LeverSpec> levers_;
  std::string path_;
};

}  // namespace

LeversRead read_levers(const std::string& text, const std::string& name) {
  const Parsed parsed = parse_toml(text, name);
  if (parsed.problem) {
    return {.levers = {}, .currency = {}, .diagnostics = {*parsed.problem}};
  }
  return LeverReader().read(parsed.root);
}

std::vector<Override> Lever::overrides() const {
  std::vector<Override> all;
  all.reserve(changes.size());
  for (const LeverChange& change : changes) {
    all.push_back({.path = change.path, .value = change.after});
  }
  return all;
}

}  // namespace tiermix
