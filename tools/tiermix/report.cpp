// tiermix report: a results file as one page for a browser, an optimum as text.

#include "engine/report/report.hpp"

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/check.hpp"
#include "engine/results/compared.hpp"
#include "engine/results/optimum.hpp"
#include "engine/results/results.hpp"
#include "engine/results/swept.hpp"
#include "engine/results/valuation.hpp"
#include "engine/report/optimum.hpp"

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/data.hpp"
#include "tools/tiermix/page.hpp"
#include "tools/tiermix/terminal.hpp"
#include "tools/tiermix/whole_file.hpp"

namespace tiermix {
namespace {

constexpr const char* kReportHelp = R"(usage: tiermix report RESULTS.h5 [-o PAGE.html]

Writes one HTML file that shows what is in a results file of run, compare, sweep or roi: the answer
in words, then charts with their intervals, and the numbers of each chart as a table. Any browser
opens it, without a network; mail it, print it. Of an optimum (optimize --results) there is no page:
the text of tiermix optimize goes to standard output again.

  tiermix report desk.h5 -o desk.html

  -o, --output FILE   the page (the name of the results file with .html, in this folder); - is
                      standard output
  --force             replace the page where there is one
  --color=auto|always|never, --no-color
)";

std::string data_of(const std::string& file, const std::string& type) {
  if (type == "tiermix-comparison") {
    return page_json(read_compared(file));
  }
  if (type == "tiermix-sweep") {
    return page_json(read_swept(file));
  }
  if (type == "tiermix-roi") {
    return page_json(read_valuation(file));
  }
  return page_json(read(file));
}

// Whether a file begins as the pages do.
bool is_page(const std::filesystem::path& path) {
  const std::string start = start_of(path, 1000);
  return start.starts_with("<!doctype html>") &&
         start.find("<title>tiermix report</title>") != std::string::npos;
}

int print_optimum(const std::string& file, const TextStyle& style, const Options& options) {
  if (options.text("output", "-") != "-") {
    throw UsageError(file +
                     " is an optimum, which has no page: without --output its text is printed");
  }
  print(optimum_text(read_optimised(file), style));
  return kDone;
}

int report(const Options& options) {
  const std::string file = options.only_file("results file");
  const TextStyle style = output_style(options);
  const std::string type = file_type(file);
  if (type == "tiermix-optimum") {
    return print_optimum(file, style, options);
  }
  const std::string name = std::filesystem::path(file).stem().string() + ".html";
  const std::string output = options.text("output", name);
  const bool replace = options.has("force");
  refuse_own_input(file, output);
  if (output != "-" && !replace && std::filesystem::is_regular_file(output)) {
    throw UsageError(output + " exists: --force replaces it, -o names another");
  }
  if (std::filesystem::is_regular_file(output) && !is_page(output)) {
    throw UsageError(output + " is no page of tiermix and is not replaced: -o names another");
  }
  const std::string page = page_with(data_of(file, type));
  if (output == "-") {
    print(page);
    return kDone;
  }
  WholeFile whole(output);
  whole.write(page);
  whole.finish(replace ? WholeFile::Existing::replace : WholeFile::Existing::keep);
  tell("page in " + output + "\n");
  return kDone;
}

}  // namespace

Command report_command() {
  return {.name = "report",
          .summary = "results as one HTML page with charts, for any browser",
          .help = kReportHelp,
          .options = with_colours(options_of({"o|output=", "force"})),
          .run = report};
}

}  // namespace tiermix
