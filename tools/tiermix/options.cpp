#include "tools/tiermix/options.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include <boost/program_options.hpp>

#include "engine/base/text.hpp"

namespace tiermix {
namespace {

namespace po = boost::program_options;

using Texts = std::vector<std::string>;

constexpr const char* kFiles = "files";

po::options_description described(const std::vector<OptionSpec>& specs) {
  po::options_description description;
  for (const OptionSpec& spec : specs) {
    const std::string name =
        spec.name + (spec.letter == '\0' ? std::string() : std::string(",") + spec.letter);
    switch (spec.takes) {
      case Takes::nothing:
        description.add_options()(name.c_str(), "");
        break;
      case Takes::value:
        description.add_options()(name.c_str(), po::value<std::string>(), "");
        break;
      case Takes::values:
        description.add_options()(name.c_str(), po::value<Texts>()->composing(), "");
        break;
    }
  }
  description.add_options()(kFiles, po::value<Texts>(), "");
  return description;
}

po::variables_map parsed(const Texts& arguments, const std::vector<OptionSpec>& specs) {
  const po::options_description description = described(specs);
  po::positional_options_description positional;
  positional.add(kFiles, -1);
  namespace style = po::command_line_style;
  // Abbreviations would break scripts the day a new option is added.
  const int exact = style::unix_style & ~style::allow_guessing;
  po::variables_map values;
  po::store(po::command_line_parser(arguments)
                .options(description)
                .positional(positional)
                .style(exact)
                .run(),
            values);
  return values;
}

Texts names_of(const std::vector<OptionSpec>& specs) {
  Texts names;
  for (const OptionSpec& spec : specs) {
    names.push_back("--" + spec.name);
  }
  return names;
}

[[noreturn]] void rethrow(const po::error& error, const std::vector<OptionSpec>& specs) {
  if (const auto* unknown = dynamic_cast<const po::unknown_option*>(&error)) {
    const std::string name = unknown->get_option_name();
    throw UsageError("unknown option " + name + did_you_mean(name, names_of(specs)));
  }
  if (const auto* named = dynamic_cast<const po::error_with_option_name*>(&error)) {
    std::string name = named->get_option_name();
    const auto spec = std::ranges::find_if(
        specs, [&name](const OptionSpec& s) { return name == "-" + std::string(1, s.letter); });
    name = spec == specs.end() ? name : "--" + spec->name;
    if (dynamic_cast<const po::multiple_occurrences*>(&error) != nullptr) {
      throw UsageError("option " + name + " is given more than once");
    }
    if (dynamic_cast<const po::invalid_command_line_syntax*>(&error) != nullptr) {
      const auto* syntax = dynamic_cast<const po::invalid_command_line_syntax*>(&error);
      const bool surplus = syntax->kind() == po::invalid_syntax::extra_parameter;
      throw UsageError("option " + name + (surplus ? " takes no value" : " needs a value"));
    }
  }
  throw UsageError(error.what());
}

std::optional<std::uint64_t> parse_whole(std::string_view text) {
  std::uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value);
  if (result.ec != std::errc{} || result.ptr != end) {
    return std::nullopt;
  }
  return value;
}

}  // namespace

std::vector<OptionSpec> options_of(const std::vector<std::string>& words) {
  std::vector<OptionSpec> specs;
  for (const std::string& word : words) {
    OptionSpec spec;
    const std::size_t name = word.find('|') == 1 ? 2 : 0;
    const std::size_t end = std::min(word.find('='), word.size());
    spec.letter = name == 2 ? word.front() : '\0';
    spec.name = word.substr(name, end - name);
    if (end < word.size()) {
      spec.takes = word.ends_with('*') ? Takes::values : Takes::value;
    }
    specs.push_back(std::move(spec));
  }
  return specs;
}

Options::Options(const Texts& arguments, const std::vector<OptionSpec>& specs) {
  try {
    const po::variables_map values = parsed(arguments, specs);
    for (const OptionSpec& spec : specs) {
      if (values.count(spec.name) == 0) {
        continue;
      }
      Texts& texts = values_[spec.name];
      if (spec.takes == Takes::value) {
        texts = {values[spec.name].as<std::string>()};
      } else if (spec.takes == Takes::values) {
        texts = values[spec.name].as<Texts>();
      }
    }
    if (values.count(kFiles) != 0) {
      files_ = values[kFiles].as<Texts>();
    }
  } catch (const po::error& error) {
    rethrow(error, specs);
  }
}

std::string Options::text(const std::string& name, const std::string& fallback) const {
  const auto found = values_.find(name);
  return found == values_.end() ? fallback : found->second.front();
}

Texts Options::texts(const std::string& name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? Texts() : found->second;
}

std::uint64_t Options::whole(const std::string& name,
                             std::uint64_t fallback,
                             std::uint64_t low,
                             std::uint64_t high) const {
  if (!has(name)) {
    return fallback;
  }
  const std::string given = text(name, "");
  const std::optional<std::uint64_t> value = parse_whole(given);
  if (!value || *value < low || *value > high) {
    throw UsageError("option --" + name + ": \"" + given + "\" is not a whole number from " +
                     std::to_string(low) + " to " + std::to_string(high));
  }
  return *value;
}

std::uint64_t Options::seed(std::uint64_t fallback) const {
  return whole("seed", fallback, 0, std::numeric_limits<std::uint64_t>::max());
}

int Options::threads() const {
  constexpr std::uint64_t kMost = 4096;
  return static_cast<int>(whole("threads", 0, 0, kMost));
}

double Options::fraction(const std::string& name, double fallback) const {
  if (!has(name)) {
    return fallback;
  }
  const std::string given = text(name, "");
  const bool percent = given.ends_with('%');
  const std::optional<double> value =
      parse_number(trimmed(std::string_view(given).substr(0, given.size() - (percent ? 1 : 0))));
  const double share = value.value_or(0.0) / (percent ? 100.0 : 1.0);
  if (share <= 0.0 || share >= 1.0) {
    throw UsageError("option --" + name + ": \"" + given +
                     "\" is not between 0% and 100% (write 1% or 0.01)");
  }
  constexpr double kMostCertain = 0.9999;  // beyond, an interval of few replications says nothing
  if (name == "level" && share > kMostCertain) {
    throw UsageError("option --level: \"" + given + "\" is too certain (at most 99.99%)");
  }
  return share;
}

std::string Options::choice(const std::string& name, const Texts& words) const {
  std::string given = text(name, words.front());
  if (std::ranges::find(words, given) == words.end()) {
    throw UsageError("option --" + name + ": \"" + given + "\" is none of " +
                     joined_by_commas(words));
  }
  return given;
}

Texts Options::words(const Texts& without) const {
  Texts words;
  for (const auto& [name, texts] : values_) {
    if (std::ranges::find(without, name) != without.end()) {
      continue;
    }
    if (texts.empty()) {
      words.push_back("--" + name);
    }
    for (const std::string& text : texts) {
      words.push_back("--" + name + "=" + text);
    }
  }
  if (std::ranges::any_of(files_, [](const std::string& file) { return file.starts_with('-'); })) {
    words.emplace_back("--");
  }
  words.insert(words.end(), files_.begin(), files_.end());
  return words;
}

std::string Options::only_file(const std::string& what) const {
  if (files_.size() == 1) {
    return files_.front();
  }
  throw UsageError(files_.empty()
                       ? "a " + what + " is missing"
                       : "one " + what + " at a time: \"" + files_[1] + "\" is too many");
}

std::string did_you_mean(const std::string& name, const Texts& known) {
  const std::string near = nearest(name, known);
  return near.empty() ? std::string() : ", did you mean " + near + "?";
}

}  // namespace tiermix
