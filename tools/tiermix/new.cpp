// tiermix new: a commented scenario to start from.

#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>

#include "engine/base/text.hpp"
#include "engine/scenario/load.hpp"

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/data.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

constexpr const char* kTemplate = "03-three-tiers";
constexpr const char* kSchemaFile = "tiermix.schema.json";

constexpr const char* kHelp = R"(usage: tiermix new NAME [--like TEMPLATE]
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

// Another schema beside the scenario may be of another version, or the user's own.
void check_schema(const std::filesystem::path& schema, const Options& options) {
  std::error_code unknown;
  if (!options.has("force") && std::filesystem::exists(schema, unknown) &&
      read_text(schema) != json_schema()) {
    throw UsageError(schema.string() + " exists and is another one: --force replaces it");
  }
}

// A title that says whose scenario it is; quotation marks and backslashes stay out of TOML's way.
std::string with_title(std::string text, const std::string& name) {
  const std::string line = title_line(text);
  const bool plain = name.find_first_of("\"\\") == std::string::npos;
  if (!line.empty() && plain) {
    text.replace(text.find(line), line.size(), "title = \"" + name + "\"");
  }
  return text;
}

int write_scenario(const Options& options) {
  if (options.has("list")) {
    return list_templates();
  }
  std::filesystem::path path = options.only_file("name");
  if (path.extension() != ".toml") {
    path += ".toml";
  }
  const std::string name = options.text("like", kTemplate);
  const std::vector<std::string> known = template_names();
  if (std::ranges::find(known, name) == known.end()) {
    throw UsageError("option --like: no template \"" + name + "\"" + did_you_mean(name, known));
  }
  std::string text = read_text(scenario_folder() / (name + ".toml"));
  if (options.has("schema")) {
    check_schema(path.parent_path() / kSchemaFile, options);
    text = "#:schema ./" + std::string(kSchemaFile) + "\n" + text;
  }
  write_new(path, with_title(text, path.stem().string()));
  if (options.has("schema")) {
    write_over(path.parent_path() / kSchemaFile, json_schema());
  }
  tell("wrote " + path.string() + "; next: tiermix run " + path.string() + "\n");
  return kDone;
}

}  // namespace

Command new_command() {
  return {.name = "new",
          .summary = "write a commented scenario to start from",
          .help = kHelp,
          .options = {{.name = "like", .takes = Takes::value},
                      {.name = "schema"},
                      {.name = "force"},
                      {.name = "list"}},
          .run = write_scenario};
}

}  // namespace tiermix
