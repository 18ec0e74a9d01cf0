#include "engine/report/sheets.hpp"

#include "engine/base/text.hpp"

namespace tiermix {

std::string part_of(std::string_view scope) {
  const std::size_t dot = scope.find('.');
  return dot == std::string_view::npos ? "whole desk" : std::string(scope.substr(dot + 1));
}

std::vector<std::string> texts_of(const std::vector<Note>& notes) {
  std::vector<std::string> texts;
  texts.reserve(notes.size());
  for (const Note& note : notes) {
    texts.push_back(note.text);
  }
  return texts;
}

Workbook without_empty_sheets(Workbook book) {
  std::erase_if(book.sheets, [](const WorkbookSheet& sheet) { return sheet.rows.empty(); });
  for (WorkbookSheet& sheet : book.sheets) {
    std::erase_if(sheet.charts, [](const WorkbookChart& chart) { return chart.rows == 0; });
  }
  return book;
}

WorkbookSheet notes_sheet(const Provenance& run,
                          const std::vector<std::string>& answers,
                          const std::vector<std::string>& notes) {
  WorkbookSheet sheet{
      .name = "Notes", .columns = columns({{"what", 22}, {"text", 110}}), .rows = {}, .charts = {}};
  const auto add = [&sheet](std::string_view what, std::string_view text) {
    sheet.rows.push_back({text_cell(what), text_cell(text)});
  };
  for (const std::string& answer : answers) {
    add("in short", answer);
  }
  for (const std::string& note : notes) {
    add("how to read it", note);
  }
  add("title", run.title);
  add("scenario file", run.scenario_file);
  add("scenario digest", run.scenario_digest);
  add("currency", run.currency);
  add("start", run.start);
  add("warm-up, h", format_number(run.warm_up_h));
  add("horizon, h", format_number(run.horizon_h));
  for (const std::string& change : run.overrides) {
    add("override", change);
  }
  add("seed", std::to_string(run.seed));
  add("replications", std::to_string(run.replications));
  if (run.batch_h > 0.0) {
    add("replications are batches of one run, each h", format_number(run.batch_h));
  }
  add("level of the intervals", format_number(run.level));
  add("digest", run.digest);
  add("precision reached", run.precision_reached ? "yes" : "no");
  add("interrupted", run.interrupted ? "yes" : "no");
  add("ratios corrected by arrivals", run.arrivals_controlled ? "yes" : "no");
  add("program version", run.program_version);
  add("commit", run.commit);
  add("created", run.created);
  return sheet;
}

}  // namespace tiermix
