// tiermix new: a commented scenario to start from.

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>

#include "engine/base/printable.hpp"
#include "engine/base/text.hpp"
#include "engine/scenario/load.hpp"

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/data.hpp"
#include "tools/tiermix/terminal.hpp"
#include "tools/tiermix/whole_file.hpp"

namespace tiermix {
namespace {

constexpr const char* kTemplate = "03-three-tiers";
constexpr const char* kSchemaFile = "tiermix.schema.json";

constexpr const char* kNewHelp = R"(usage: tiermix new NAME [--like TEMPLATE]
       tiermix new --list

Writes NAME.toml, a commented scenario that runs as it is. An existing scenario is never overwritten.

  tiermix new my-desk
  tiermix new my-desk --like segment-high

  --like TEMPLATE   which shipped scenario to copy (03-three-tiers)
  --schema          write tiermix.schema.json beside it, and its name into the first line: editors
                    that know TOML then complete keys, explain them and mark mistakes
  --force           replace a tiermix.schema.json that is another one, of an older version say
  --list            the templates, with their titles
)";

// The value of the line `title = "..."`; empty where there is none.
std::string title_line(const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string line = text.substr(at, end - at);
    if (line.starts_with("title = ")) {
      return line;
    }
    at = end + 1;
  }
  return {};
}

int list_templates() {
  std::string text;
  for (const std::string& name : template_names()) {
    const std::string line = title_line(read_text(scenario_folder() / (name + ".toml")));
    std::string padded = name;
    padded.resize(std::max<std::size_t>(22, name.size() + 2), ' ');
    text +=
        padded + std::string(trimmed(line.substr(std::min<std::size_t>(8, line.size())))) + "\n";
  }
  print(text);
  return kDone;
}

// Whether the schema beside the scenario is to be written. Another one may be of another version,
// or the user's own; one that is the same stays, be it a link.
bool needs_schema(const std::filesystem::path& schema, const Options& options) {
  const std::filesystem::file_status entry = std::filesystem::symlink_status(schema);
  if (!std::filesystem::exists(entry)) {
    return true;
  }
  if (std::filesystem::is_directory(entry)) {
    throw std::runtime_error(schema.string() + ": is a folder (expected a file)");
  }
  if (std::filesystem::exists(schema) && read_text(schema) == json_schema()) {
    return false;
  }
  if (!options.has("force")) {
    throw UsageError(schema.string() + " exists and is another one: --force replaces it");
  }
  return true;
}

// A title that says whose scenario it is; what TOML would not take as it is stays out of it.
std::string with_title(std::string text, const std::string& name) {
  const std::string line = title_line(text);
  const bool plain = name.find_first_of("\"\\") == std::string::npos && printable(name) == name;
  if (!line.empty() && plain) {
    text.replace(text.find(line), line.size(), "title = \"" + name + "\"");
  }
  return text;
}

std::filesystem::path path_of_scenario(const Options& options) {
  const std::string given = options.only_file("name");
  std::filesystem::path path = given;
  const std::string name = path.filename().string();
  if (trimmed(name).empty() || name == "." || name == ".." || name == ".toml") {
    throw UsageError("\"" + given +
                     "\" has no name for the scenario (such as: tiermix new my-desk)");
  }
  if (path.extension() != ".toml") {
    path += ".toml";
  }
  std::error_code unknown;
  if (std::filesystem::exists(std::filesystem::symlink_status(path, unknown))) {
    throw std::runtime_error(path.string() + ": " + std::generic_category().message(EEXIST));
  }
  return path;
}

// All of them or none: each is on disk before one is put in place. A link in the place of the
// schema is replaced, and not what it leads to.
void write_whole(const std::filesystem::path& scenario,
                 const std::string& text,
                 const std::optional<std::filesystem::path>& schema) {
  WholeFile file(scenario);
  file.write(text);
  if (schema) {
    WholeFile beside(*schema);
    beside.write(json_schema());
    beside.settle();
    file.finish(WholeFile::Existing::keep);
    beside.finish(WholeFile::Existing::replace);
  } else {
    file.finish(WholeFile::Existing::keep);
  }
}

int write_scenario(const Options& options) {
  if (options.has("list")) {
    return list_templates();
  }
  const std::filesystem::path path = path_of_scenario(options);
  const std::string name = options.text("like", kTemplate);
  const std::vector<std::string> known = template_names();
  if (std::ranges::find(known, name) == known.end()) {
    const std::string near = did_you_mean(name, known);
    throw UsageError("option --like: no template \"" + name + "\"" +
                     (near.empty() ? " (tiermix new --list has them all)" : near));
  }
  std::string text = read_text(scenario_folder() / (name + ".toml"));
  std::optional<std::filesystem::path> schema;
  if (options.has("schema")) {
    const std::filesystem::path beside = path.parent_path() / kSchemaFile;
    schema = needs_schema(beside, options) ? std::optional(beside) : std::nullopt;
    text = "#:schema ./" + std::string(kSchemaFile) + "\n" + text;
  }
  write_whole(path, with_title(text, path.stem().string()), schema);
  tell("wrote " + path.string() + "; next: tiermix run " + path.string() + "\n");
  return kDone;
}

}  // namespace

Command new_command() {
  return {.name = "new",
          .summary = "write a commented scenario to start from",
          .help = kNewHelp,
          .options = options_of({"like=", "schema", "force", "list"}),
          .run = write_scenario};
}

}  // namespace tiermix
