#include "tests/soak/scenario_maker.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/text.hpp"

namespace tiermix {
namespace {

constexpr int kDeepest = 3;

std::string in_quotes_of(std::string_view text) { return "\"" + std::string(text) + "\""; }

// Keys that name other files, or that the soak sets itself.
bool is_left_out(const Field& field) {
  static const std::set<std::string_view> kKeys{
      "extends", "remove", "horizon", "warm_up", "interval", "drain_limit", "currency", "start"};
  return kKeys.contains(field.key) || field.type == KeyType::file || field.table == "benchmark" ||
         field.table == "targets";
}

}  // namespace

bool ScenarioMaker::chance(double probability) { return between(0.0, 1.0) < probability; }

std::size_t ScenarioMaker::below(std::size_t count) { return random_() % count; }

double ScenarioMaker::between(double low, double high) {
  return low + (high - low) * static_cast<double>(random_() >> 11U) * 0x1.0p-53;
}

void ScenarioMaker::start_small() {
  tables_.clear();
  tables_.push_back({"", {{"title", in_quotes_of("soak")}, {"currency", in_quotes_of("EUR")}}});
  tables_.push_back(
      {"time", {{"horizon", in_quotes_of("2 weeks")}, {"warm_up", in_quotes_of("1 week")}}});
  const std::size_t tiers = 1 + below(3);
  for (std::size_t t = 0; t < tiers; ++t) {
    MadeTable tier{"tier",
                   {{"name", in_quotes_of("t" + std::to_string(t))},
                    {"handle_time", duration()},
                    {"resolve", format_fixed(between(0.3, 1.0), 3)}}};
    if (t + 1 < tiers) {
      tier.values["escalates_to"] = in_quotes_of("t" + std::to_string(t + 1));
    }
    tables_.push_back(std::move(tier));
    for (std::size_t g = 0; g <= below(2); ++g) {
      tables_.push_back({"rep_group",
                         {{"name", in_quotes_of("g" + std::to_string(t) + std::to_string(g))},
                          {"tier", in_quotes_of("t" + std::to_string(t))},
                          {"heads", std::to_string(1 + below(6))},
                          {"loaded_cost", in_quotes_of("30 EUR/h")}}});
    }
  }
  const std::size_t classes = 1 + below(3);
  for (std::size_t c = 0; c < classes; ++c) {
    tables_.push_back(
        {"case_class",
         {{"name", in_quotes_of("c" + std::to_string(c))},
          {"arrivals", "{ per_hour = " + format_fixed(between(0.5, 6.0), 2) + " }"}}});
  }
}

std::vector<std::string> ScenarioMaker::names_in(std::string_view table) const {
  std::vector<std::string> names;
  for (const MadeTable& made : tables_) {
    if (made.name == table && made.values.contains("name")) {
      names.push_back(made.values.at("name"));
    }
  }
  return names;
}

std::string ScenarioMaker::duration() {
  const double seconds = std::exp(between(std::log(20.0), std::log(40.0 * 3600.0)));
  return in_quotes_of(
      std::to_string(static_cast<long>(std::min(seconds, 1800.0 + seconds / 20.0))) + " s");
}

// Mostly near the default, sometimes anywhere in the bounds.
double ScenarioMaker::within(const Field& field, double low, double high) {
  const double least = std::max(field.bounds.low, low);
  const double most = std::min(field.bounds.high, high);
  const std::optional<double> usual = fallback_of(field);
  if (usual && *usual != 0.0 && chance(0.7)) {
    return std::clamp(*usual * between(0.5, 1.6), least, most);
  }
  return between(least, std::max(least, most));
}

std::string ScenarioMaker::scalar(const Field& field) {
  switch (field.type) {
    case KeyType::integer:
      return format_fixed(std::floor(within(field, 0.0, field.bounds.low + 9.0)), 0);
    case KeyType::number:
      return format_fixed(within(field, -3.0, 10.0), 4);
    case KeyType::fraction:
      return in_quotes_of(format_fixed(100.0 * within(field, 0.0, 1.0), 2) + "%");
    case KeyType::cost:
      return in_quotes_of(format_fixed(between(10.0, 80.0), 2) + " EUR/h");
    case KeyType::amount:
      return in_quotes_of(format_fixed(between(0.0, 200.0), 2) + " EUR");
    case KeyType::duration:
      if (!field.detail.empty()) {
        return in_quotes_of(words(field.detail)[below(words(field.detail).size())]);
      }
      return chance(0.3) ? in_quotes_of(std::to_string(1 + below(30)) + " days") : duration();
    case KeyType::clock:
      return in_quotes_of((chance(0.5) ? "0" : "1") + std::to_string(below(10)) + ":30");
    case KeyType::date:
      return "2026-01-" + std::to_string(10 + below(18));
    case KeyType::flag:
      return chance(0.5) ? "true" : "false";
    case KeyType::zone:
      return in_quotes_of(chance(0.5) ? "Europe/Brussels" : "America/New_York");
    case KeyType::days:
      return in_quotes_of(chance(0.5) ? "mon-fri" : "all");
    default:
      return {};
  }
}

std::string ScenarioMaker::named(const Field& field) {
  if (field.type == KeyType::choice || field.type == KeyType::hand_off ||
      field.type == KeyType::complexity) {
    std::vector<std::string> known = words(field.detail);
    if (field.type == KeyType::complexity) {
      known = {"standard", "moderate", "high"};
    } else if (field.type == KeyType::hand_off) {
      known = {"cold", "warm", "consult", "swarm"};
    }
    return known.empty() ? std::string() : in_quotes_of(known[below(known.size())]);
  }
  const std::vector<std::string> names =
      names_in(field.type == KeyType::skills ? "case_class" : field.detail);
  if (names.empty()) {
    return {};
  }
  const std::string one = names[below(names.size())];
  const bool list = field.type == KeyType::references || field.type == KeyType::skills;
  return list ? "[" + one + "]" : one;
}

std::string ScenarioMaker::listed(const Field& field) {
  if (field.type == KeyType::dates) {
    return "[2026-01-12, 2026-01-14]";
  }
  const std::vector<std::size_t> sizes{2, 3, 7, 12, 24, 168};
  const std::size_t size = sizes[below(sizes.size())];
  std::string text = "[";
  for (std::size_t i = 0; i < size; ++i) {
    text += (i == 0 ? "" : ", ") +
            (field.type == KeyType::durations ? duration() : format_fixed(between(0.1, 2.0), 2));
  }
  return text + "]";
}

std::string ScenarioMaker::law(const Field& field) {
  if (field.type == KeyType::curve) {
    return chance(0.5) ? format_fixed(between(0.1, 1.0), 3)
                       : "{ curve = \"gatekeeper\", f0 = " + format_fixed(between(0.4, 1.0), 3) +
                             ", b = " + format_fixed(between(0.5, 3.0), 2) + " }";
  }
  static const std::vector<std::string> kLaws{
      "exponential", "lognormal", "gamma", "constant", "weibull"};
  const std::string family = kLaws[below(kLaws.size())];
  const bool spread = family != "exponential" && family != "constant";
  return chance(0.3) ? duration()
                     : "{ law = \"" + family + "\", mean = " + duration() +
                           (spread ? ", cv = " + format_fixed(between(0.3, 2.0), 2) : "") + " }";
}

std::string ScenarioMaker::inner(std::string_view table, int depth) {
  std::string text;
  for (const Field& field : schema_fields()) {
    if (field.table == table && !is_left_out(field) &&
        (field.presence == Presence::required || chance(0.4))) {
      const std::string one = value(field, depth + 1);
      if (!one.empty()) {
        text += (text.empty() ? "" : ", ") + std::string(field.key) + " = " + one;
        used_.insert(std::string(field.table) + "." + std::string(field.key));
      }
    }
  }
  return "{ " + text + " }";
}

std::string ScenarioMaker::value(const Field& field, int depth) {
  switch (field.type) {
    case KeyType::text:
    case KeyType::name:
      return in_quotes_of("n" + std::to_string(below(1000)));
    case KeyType::choice:
    case KeyType::hand_off:
    case KeyType::complexity:
    case KeyType::reference:
    case KeyType::routes:
    case KeyType::references:
    case KeyType::skills:
      if (inner_table(field).empty() || field.type == KeyType::choice || depth >= kDeepest ||
          chance(0.6)) {
        return named(field);
      }
      return inner(inner_table(field), depth);
    case KeyType::dates:
    case KeyType::numbers:
    case KeyType::durations:
      return listed(field);
    case KeyType::law:
    case KeyType::curve:
      return law(field);
    case KeyType::balking:
      return in_quotes_of(format_fixed(between(0.0, 40.0), 1) + "%");
    case KeyType::table:
      return depth < kDeepest ? inner(field.detail, depth) : std::string();
    case KeyType::tables:
      return depth < kDeepest ? "[" + inner(field.detail, depth) + "]" : std::string();
    default:
      return scalar(field);
  }
}

std::string ScenarioMaker::text_of_all() const {
  std::string text;
  for (const MadeTable& table : tables_) {
    const TableInfo* info = find_table(table.name);
    if (!table.name.empty()) {
      text +=
          info->form == TableForm::list ? "\n[[" + table.name + "]]\n" : "\n[" + table.name + "]\n";
    }
    for (const auto& [key, one] : table.values) {
      text += key + " = " + one + "\n";
    }
  }
  return text;
}

bool ScenarioMaker::keep_if_valid(const std::vector<MadeTable>& before) {
  std::string text = text_of_all();
  if (load_text(text, "soak.toml", "/nonexistent").model) {
    text_ = std::move(text);
    keys_.insert(used_.begin(), used_.end());
    return true;
  }
  tables_ = before;
  ++refused_;
  return false;
}

void ScenarioMaker::add_key(std::size_t table) {
  std::vector<const Field*> fields;
  for (const Field& field : schema_fields()) {
    if (field.table == tables_[table].name && !is_left_out(field) && field.key != "name") {
      fields.push_back(&field);
    }
  }
  if (fields.empty()) {
    return;
  }
  const Field& field = *fields[below(fields.size())];
  const std::string one = value(field, 0);
  if (!one.empty()) {
    tables_[table].values[std::string(field.key)] = one;
    used_.insert(std::string(field.table) + "." + std::string(field.key));
  }
}

// A section that is not there yet, or one more of a list, with what it needs.
void ScenarioMaker::add_table(const TableInfo& info) {
  MadeTable made{std::string(info.name), {}};
  for (const Field& field : schema_fields()) {
    if (field.table == info.name && !is_left_out(field) &&
        (field.presence == Presence::required || chance(0.3))) {
      const std::string one = value(field, 0);
      if (!one.empty()) {
        made.values[std::string(field.key)] = one;
        used_.insert(std::string(field.table) + "." + std::string(field.key));
      }
    }
  }
  tables_.push_back(std::move(made));
}

void ScenarioMaker::add_something() {
  used_.clear();
  if (chance(0.65)) {
    add_key(below(tables_.size()));
    return;
  }
  std::vector<const TableInfo*> choices;
  for (const TableInfo& info : schema_tables()) {
    const bool there =
        std::ranges::any_of(tables_, [&](const MadeTable& t) { return t.name == info.name; });
    if (info.form == TableForm::list || (info.form == TableForm::section && !there)) {
      choices.push_back(&info);
    }
  }
  add_table(*choices[below(choices.size())]);
}

Loaded ScenarioMaker::make() {
  start_small();
  used_.clear();
  std::vector<MadeTable> before = tables_;
  static_cast<void>(keep_if_valid(before));
  const std::size_t additions = 5 + below(60);
  for (std::size_t i = 0; i < additions; ++i) {
    before = tables_;
    add_something();
    static_cast<void>(keep_if_valid(before));
  }
  return load_text(text_, "soak.toml", "/nonexistent");
}

}  // namespace tiermix
