// tiermix schema: generated pages about scenario files and measures.

#include "engine/scenario/load.hpp"
#include "engine/report/report.hpp"

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

constexpr const char* kSchemaHelp = R"(usage: tiermix schema [--json | --reference | --measures]

Prints the JSON Schema of scenario files, for editors: save it and begin a scenario with
"#:schema ./tiermix.schema.json" to have it checked as you type (Even Better TOML, taplo).

  tiermix schema > tiermix.schema.json
  tiermix schema --measures

  --json        the JSON Schema, as without an option
  --reference   all scenario keys as a page of Markdown instead (docs/scenario-reference.md)
  --measures    all measures as a page of Markdown instead (docs/measures.md)
)";

int print_schema(const Options& options) {
  if (!options.files().empty()) {
    throw UsageError("schema takes no file");
  }
  if (options.has("reference") + options.has("measures") + options.has("json") > 1) {
    throw UsageError("--json, --reference and --measures: one at a time");
  }
  if (options.has("reference")) {
    print(reference_page());
  } else if (options.has("measures")) {
    print(measures_page());
  } else {
    print(json_schema());
  }
  return kDone;
}

}  // namespace

Command schema_command() {
  return {.name = "schema",
          .summary = "JSON Schema of scenario files; all keys and measures as pages",
          .help = kSchemaHelp,
          .options = options_of({"json", "reference", "measures"}),
          .run = print_schema};
}

}  // namespace tiermix
