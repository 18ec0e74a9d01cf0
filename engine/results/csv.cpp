#include "engine/results/csv.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

#include "engine/base/text.hpp"
#include "engine/results/csv_sheet.hpp"
#include "engine/results/file.hpp"
#include "engine/results/format.hpp"
#include "engine/results/period_part.hpp"
#include "engine/results/scopes.hpp"

namespace tiermix {
namespace {

CsvSheet run_sheet(const Provenance& p) {
  CsvSheet sheet;
  sheet.texts({"name", "value"});
  sheet.end_row();
  const auto text = [&sheet](std::string_view name, std::string_view value) {
    sheet.texts({name, value});
    sheet.end_row();
  };
  text("title", p.title);
  text("scenario_file", p.scenario_file);
  text("scenario_digest", p.scenario_digest);
  text("program_version", p.program_version);
  text("commit", p.commit);
  text("created", p.created);
  text("currency", p.currency);
  text("start", p.start);
  text("warm_up_h", format_number(p.warm_up_h));
  text("horizon_h", format_number(p.horizon_h));
  for (const std::string& change : p.overrides) {
    text("override", change);
  }
  text("seed", std::to_string(p.seed));
  text("replications", std::to_string(p.replications));
  text("batch_h", format_number(p.batch_h));
  text("level", format_number(p.level));
  text("digest", p.digest);
  text("precision_reached", p.precision_reached ? "true" : "false");
  text("interrupted", p.interrupted ? "true" : "false");
  text("arrivals_controlled", p.arrivals_controlled ? "true" : "false");
  return sheet;
}

CsvSheet estimates_sheet(const std::vector<EstimateRow>& rows) {
  CsvSheet sheet;
  sheet.texts({"measure",
               "scope",
               "unit",
               "mean",
               "half_width",
               "lower",
               "upper",
               "level",
               "replications",
               "benchmark_set",
               "benchmark_segment",
               "benchmark_value",
               "benchmark_basis",
               "benchmark_position",
               "benchmark_distance"});
  sheet.end_row();
  for (const EstimateRow& row : rows) {
    sheet.texts({row.measure, row.scope, row.unit});
    for (const double value : {row.mean, row.half_width, row.lower, row.upper, row.level}) {
      sheet.number(value);
    }
    sheet.count(row.replications);
    if (row.benchmark) {
      sheet.texts({row.benchmark->set, row.benchmark->segment});
      sheet.number(row.benchmark->value);
      sheet.texts({row.benchmark->basis, name_of(row.benchmark->position)});
      sheet.number(row.benchmark->distance);
    } else {
      sheet.texts({"", "", "", "", "", ""});
    }
    sheet.end_row();
  }
  return sheet;
}

// One row per published figure: an estimate may have one of each set.
CsvSheet benchmarks_sheet(const std::vector<EstimateRow>& rows) {
  CsvSheet sheet;
  sheet.texts({"measure",
               "scope",
               "unit",
               "mean",
               "half_width",
               "set",
               "segment",
               "value",
               "basis",
               "position",
               "distance",
               "better",
               "source",
               "year",
               "mark",
               "differs"});
  sheet.end_row();
  for (const EstimateRow& row : rows) {
    for (const BenchmarkPosition& figure : benchmarks_of(row)) {
      sheet.texts({row.measure, row.scope, row.unit});
      sheet.number(row.mean);
      sheet.number(row.half_width);
      sheet.texts({figure.set, figure.segment});
      sheet.number(figure.value);
      sheet.texts({figure.basis, name_of(figure.position)});
      sheet.number(figure.distance);
      sheet.texts({figure.better, figure.source, figure.year, figure.mark, figure.differs});
      sheet.end_row();
    }
  }
  return sheet;
}

// The position of `scope` in row `row` of a table; nothing where it is not reported there.
template <typename Table>
std::optional<std::size_t> cell_of(const Table& table, std::size_t row, const std::string& scope) {
  const auto found = std::ranges::find(table.scopes, scope);
  if (found == table.scopes.end()) {
    return std::nullopt;
  }
  return row * table.scopes.size() + static_cast<std::size_t>(found - table.scopes.begin());
}

CsvSheet replications_sheet(const Results& results) {
  CsvSheet sheet;
  sheet.texts({"replication", "scope"});
  for (const ReplicationTable& table : results.replications) {
    sheet.text(table.measure);
  }
  sheet.end_row();
  const std::vector<std::string> scopes = union_of_scopes(results.replications);
  for (std::size_t row = 0; row < results.provenance.replications; ++row) {
    for (const std::string& scope : scopes) {
      sheet.count(row);
      sheet.text(scope);
      for (const ReplicationTable& table : results.replications) {
        const auto cell = cell_of(table, row, scope);
        sheet.number(cell ? table.values[*cell] : std::nan(""));
      }
      sheet.end_row();
    }
  }
  return sheet;
}

// ISO 8601, with the offset from UTC where the scenario has a zone: 2026-03-29T03:00+02:00.
std::string iso_time(std::string clock, const Periods& periods, std::size_t row) {
  clock.replace(clock.find(' '), 1, "T");
  if (periods.utc_offsets_h.empty()) {
    return clock;
  }
  const auto minutes = std::llround(periods.utc_offsets_h[row] * 60.0);
  const auto padded = [](std::int64_t value) {
    return (value < 10 ? "0" : "") + std::to_string(value);
  };
  return clock + (minutes < 0 ? "-" : "+") + padded(std::abs(minutes) / 60) + ":" +
         padded(std::abs(minutes) % 60);
}

CsvSheet periods_sheet(const Results& results, const Periods& periods) {
  CsvSheet sheet;
  sheet.texts({"time", "hours", "clock", "scope"});
  for (const IntervalTable& table : periods.tables) {
    sheet.texts({table.measure, table.measure + "_half_width"});
  }
  sheet.text("part");
  sheet.end_row();
  const std::vector<std::string> scopes = union_of_scopes(periods.tables);
  for (std::size_t row = 0; row < periods.starts_h.size(); ++row) {
    const std::string clock = clock_of(results, periods, row).substr(kWeekday);
    const std::string_view part = name_of(part_in_run(results, periods, row));
    for (const std::string& scope : scopes) {
      sheet.text(clock);
      sheet.number(periods.starts_h[row]);
      sheet.text(iso_time(clock, periods, row));
      sheet.text(scope);
      for (const IntervalTable& table : periods.tables) {
        const auto cell = cell_of(table, row, scope);
        sheet.number(cell ? table.means[*cell] : std::nan(""));
        // An infinite error of no value says nothing.
        const bool has_value = cell && !std::isnan(table.means[*cell]);
        sheet.number(has_value ? table.half_widths[*cell] : std::nan(""));
      }
      sheet.text(part);
      sheet.end_row();
    }
  }
  return sheet;
}

// One row per month, scope and level: a mix of its own shape in each scenario.
CsvSheet level_mix_sheet(const LevelMix& mix) {
  CsvSheet sheet;
  sheet.texts({"time", "hours", "scope", "level", "people", "people_half_width"});
  sheet.end_row();
  for (std::size_t month = 0; month < mix.starts_h.size(); ++month) {
    for (std::size_t scope = 0; scope < mix.scopes.size(); ++scope) {
      for (std::size_t level = 0; level < mix.levels.size(); ++level) {
        sheet.text(mix.clocks.at(month));
        sheet.number(mix.starts_h[month]);
        sheet.texts({mix.scopes[scope], mix.levels[level]});
        sheet.number(mix.means.at(mix.at(month, scope, level)));
        sheet.number(mix.half_widths.at(mix.at(month, scope, level)));
        sheet.end_row();
      }
    }
  }
  return sheet;
}

CsvSheet targets_sheet(const std::vector<TargetRow>& rows) {
  CsvSheet sheet;
  sheet.texts({"target",
               "measure",
               "scope",
               "unit",
               "sense",
               "value",
               "mean",
               "half_width",
               "verdict",
               "horizon",
               "horizon_lower",
               "horizon_upper",
               "day",
               "day_lower",
               "day_upper",
               "intervals",
               "interval"});
  sheet.end_row();
  for (const TargetRow& row : rows) {
    sheet.texts({row.text,
                 row.measure,
                 row.scope,
                 row.unit,
                 row.at_least ? format::kAtLeast : format::kAtMost});
    for (const double value : {row.value, row.mean, row.half_width}) {
      sheet.number(value);
    }
    sheet.text(row.verdict);
    for (const double value : {row.horizon,
                               row.horizon_lower,
                               row.horizon_upper,
                               row.day,
                               row.day_lower,
                               row.day_upper}) {
      sheet.number(value);
    }
    sheet.number(row.intervals);
    sheet.text(row.interval);
    sheet.end_row();
  }
  return sheet;
}

}  // namespace

void export_csv(const Results& results, const std::filesystem::path& folder) {
  make_folder(folder);
  replace_file(folder / "run.csv", run_sheet(results.provenance).bytes());
  replace_file(folder / "estimates.csv", estimates_sheet(results.estimates).bytes());
  if (std::ranges::any_of(results.estimates,
                          [](const EstimateRow& row) { return row.benchmark.has_value(); })) {
    replace_file(folder / "benchmarks.csv", benchmarks_sheet(results.estimates).bytes());
  }
  replace_file(folder / "replications.csv", replications_sheet(results).bytes());
  for (const auto& [kind, name] : format::kPeriodGroups) {
    if (const Periods* periods = find_periods(results, kind); periods != nullptr) {
      replace_file(folder / (std::string(name) + ".csv"), periods_sheet(results, *periods).bytes());
    }
  }
  if (!results.level_mix.levels.empty()) {
    replace_file(folder / "level_mix.csv", level_mix_sheet(results.level_mix).bytes());
  }
  if (!results.targets.empty()) {
    replace_file(folder / "targets.csv", targets_sheet(results.targets).bytes());
  }
  replace_file(folder / "scenario.toml", results.provenance.scenario_text);
}

}  // namespace tiermix
