#include "engine/scenario/source.hpp"

#include <algorithm>
#include <sstream>
#include <tuple>
#include <utility>

#include <toml++/toml.h>

#include "engine/base/text.hpp"

namespace tiermix {
namespace {

constexpr std::size_t kMostBytes = std::size_t{16} << 20U;
constexpr std::size_t kMostValues = 1'000'000;
constexpr int kDeepest = 32;

Place place_of(const toml::source_region& region, const std::string& name) {
  return {name, region.begin.line, region.begin.column};
}

template <class Value>
std::string as_toml(const Value& value) {
  std::ostringstream out;
  out.imbue(std::locale::classic());
  out << value;
  return out.str();
}

class Converter {
 public:
  explicit Converter(const std::string& name) : name_(name) {}

  Node convert(const toml::node& from, int depth = 0) {
    ++values_;
    too_deep_ = too_deep_ || depth > kDeepest;
    Node node;
    node.place = place_of(from.source(), name_);
    if (const auto* table = from.as_table()) {
      node.kind = NodeKind::table;
      convert_members(*table, node, depth);
    } else if (const auto* array = from.as_array()) {
      node.kind = NodeKind::array;
      for (const toml::node& item : *array) {
        if (!failed()) {
          node.items.push_back(convert(item, depth + 1));
        }
      }
    } else {
      convert_scalar(from, node);
    }
    return node;
  }

  [[nodiscard]] bool too_many() const { return values_ > kMostValues; }
  [[nodiscard]] bool too_deep() const { return too_deep_; }

 private:
  // The library sorts keys; the places restore the order of the file.
  void convert_members(const toml::table& table, Node& node, int depth) {
    for (const auto& [key, value] : table) {
      if (!failed()) {
        node.members.push_back(Member{
            std::string(key.str()), place_of(key.source(), name_), convert(value, depth + 1)});
      }
    }
    std::ranges::stable_sort(node.members, {}, [](const Member& m) {
      return std::make_tuple(m.place.line, m.place.column);
    });
  }

  static void convert_scalar(const toml::node& from, Node& node) {
    if (const auto* text = from.as_string()) {
      node.kind = NodeKind::text;
      node.text = text->get();
    } else if (const auto* integer = from.as_integer()) {
      node.kind = NodeKind::integer;
      node.number = static_cast<double>(integer->get());
      node.text = std::to_string(integer->get());
    } else if (const auto* number = from.as_floating_point()) {
      node.kind = NodeKind::number;
      node.number = number->get();
      node.text = format_number(number->get());
    } else if (const auto* flag = from.as_boolean()) {
      node.kind = NodeKind::boolean;
      node.number = flag->get() ? 1.0 : 0.0;
      node.text = flag->get() ? "true" : "false";
    } else if (const auto* date = from.as_date()) {
      node.kind = NodeKind::date;
      node.text = as_toml(date->get());
    } else {
      node.kind = NodeKind::other;
      if (const auto* time = from.as_time()) {
        node.text = as_toml(time->get());
      } else if (const auto* instant = from.as_date_time()) {
        node.text = as_toml(instant->get());
      }
    }
  }

  [[nodiscard]] bool failed() const { return too_many() || too_deep_; }

  const std::string& name_;
  std::size_t values_ = 0;
  bool too_deep_ = false;
};

// Dotted keys may nest without a bracket, and the library destroys its tables recursively; so
// their depth is measured before it sees them.
class DepthScan {
 public:
  explicit DepthScan(std::string_view text) : text_(text) {}

  // Line of the first key with more than kDeepest dots; 0 where there is none.
  std::uint32_t first_too_deep() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"' || c == '\'') {
        skip_string(c);
        continue;
      }
      if (c == '#') {
        skip_to_line_end();
        continue;
      }
      if (c == '.' && ++dots_ > kDeepest) {
        return line_;
      }
      if (c == '\n') {
        ++line_;
      }
      if (c == '\n' || c == '=' || c == ',' || c == '{') {
        dots_ = 0;
      }
      ++at_;
    }
    return 0;
  }

 private:
  void skip_to_line_end() {
    while (at_ < text_.size() && text_[at_] != '\n') {
      ++at_;
    }
  }

  // A string of one line ends with it, where nothing else ends it.
  void skip_string(char quote) {
    const std::string three(3, quote);
    const bool is_block = text_.substr(at_).starts_with(three);
    const std::string_view mark = std::string_view(three).substr(0, is_block ? 3 : 1);
    for (at_ += mark.size(); at_ < text_.size(); skip_character(quote)) {
      if (text_.substr(at_).starts_with(mark)) {
        at_ += mark.size();
        return;
      }
      if (text_[at_] == '\n' && !is_block) {
        return;
      }
    }
  }

  void skip_character(char quote) {
    line_ += text_[at_] == '\n' ? 1U : 0U;
    at_ += text_[at_] == '\\' && quote == '"' ? 2U : 1U;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  int dots_ = 0;
};

std::string_view line_of(std::string_view text, std::uint32_t line) {
  for (; line > 1; --line) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) {
      return {};
    }
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find('\n'));
}

// Most syntax errors of beginners: 24 min and 85% without quotes.
bool looks_like_a_bare_unit(std::string_view line) {
  const std::size_t equals = line.find('=');
  if (equals == std::string_view::npos) {
    return false;
  }
  const std::string_view value = trimmed(line.substr(equals + 1));
  const std::size_t end = value.find_first_not_of("0123456789.");
  if (end == 0 || end == std::string_view::npos) {
    return false;
  }
  const std::string_view rest = trimmed(value.substr(end));
  return !rest.empty() && (rest[0] == '%' || (rest[0] >= 'A' && rest[0] <= 'z'));
}

Diagnostic syntax_problem(const toml::parse_error& error,
                          std::string_view text,
                          const std::string& name) {
  std::string description(error.description());
  constexpr std::string_view kPrefix = "Error while parsing ";
  if (description.starts_with(kPrefix)) {
    description.erase(0, kPrefix.size());
  }
  std::ranges::replace(description, '\n', ' ');
  std::string message = "not valid TOML: " + description;
  const Place place = place_of(error.source(), name);
  if (looks_like_a_bare_unit(line_of(text, place.line))) {
    message += " (a value with a unit stands in quotes, such as \"24 min\")";
  }
  return {Severity::error, place, "", message};
}

Parsed refused(const Place& place, std::string problem) {
  Parsed parsed;
  parsed.root.place = place;
  parsed.problem = Diagnostic{Severity::error, place, "", std::move(problem)};
  return parsed;
}

}  // namespace

const Node* Node::find(std::string_view key) const {
  const auto at = std::ranges::find(members, key, &Member::key);
  return at == members.end() ? nullptr : &at->value;
}

Node* Node::find(std::string_view key) {
  const auto at = std::ranges::find(members, key, &Member::key);
  return at == members.end() ? nullptr : &at->value;
}

Parsed parse_toml(const std::string& text, const std::string& name) {
  if (text.size() > kMostBytes) {
    return refused({name, 0, 0}, "the file is too long (at most 16 MiB)");
  }
  if (text.starts_with("\x89HDF")) {
    return refused({name, 0, 0}, "is a results file, not a scenario (tiermix report shows it)");
  }
  const std::uint32_t deep = DepthScan(text).first_too_deep();
  if (deep != 0) {
    return refused({name, deep, 1}, "a key has too many parts (tables nest at most 32 deep)");
  }
  try {
    const toml::table table = toml::parse(std::string_view(text), std::string(name));
    Converter converter(name);
    Parsed parsed{converter.convert(table), std::nullopt};
    if (converter.too_many()) {
      return refused({name, 0, 0},
                     "the file has too many values (at most a million; long series go into CSV "
                     "files)");
    }
    if (converter.too_deep()) {
      return refused({name, 0, 0}, "values nest too deep (at most 32 levels)");
    }
    parsed.root.place = {name, 0, 0};
    return parsed;
  } catch (const toml::parse_error& error) {
    Parsed parsed;
    parsed.root.place = {name, 0, 0};
    parsed.problem = syntax_problem(error, text, name);
    return parsed;
  }
}

Node text_node(std::string text, const Place& place) {
  Node node;
  node.kind = NodeKind::text;
  node.place = place;
  node.text = std::move(text);
  return node;
}

}  // namespace tiermix
