#include "engine/results/benchmark.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <span>
#include <stdexcept>
#include <tuple>

#include "engine/base/text.hpp"
#include "engine/tally/measure.hpp"
#include "engine/results/csv_text.hpp"
#include "engine/results/file.hpp"

namespace tiermix {
namespace {

constexpr std::array<std::string_view, 7> kHeader{
    "measure", "unit", "segment", "value", "basis", "note", "scope"};
constexpr std::size_t kNeeded = 6;  // a set about the desk alone has no column for the scope
enum Column : std::size_t {
  measure_column,
  unit_column,
  segment_column,
  value_column,
  basis_column,
  note_column,
  scope_column
};

// Published figures that have no measure of the same name.
constexpr std::array<std::string_view, 1> kOtherNames{"specialist_allocation"};

std::vector<std::string> known_names() {
  std::vector<std::string> names(kOtherNames.begin(), kOtherNames.end());
  for (const Measure& measure : measures()) {
    names.emplace_back(measure.name);
  }
  return names;
}

// USD/case is the unit of a measure in currency/case, whichever currency it is.
bool is_money(std::string_view unit, std::string_view of_measure) {
  constexpr std::string_view kCurrency = "currency";
  return of_measure.starts_with(kCurrency) && unit.find('/') != 0 &&
         unit.substr(std::min(unit.find('/'), unit.size())) == of_measure.substr(kCurrency.size());
}

// 36.9 stands for 36.85 to 36.95. Where the number has an exponent, for itself alone.
double half_of_last_digit(std::string_view number) {
  if (number.find_first_of("eE") != std::string_view::npos) {
    return 0.0;
  }
  const std::size_t point = number.find('.');
  const std::size_t decimals = point == std::string_view::npos ? 0 : number.size() - point - 1;
  return 0.5 * std::pow(10.0, -static_cast<double>(decimals));
}

class SetReader {
 public:
  SetReader(const std::filesystem::path& file, std::vector<Diagnostic>& diagnostics)
      : file_(file.string()), diagnostics_(diagnostics) {
    set_.name = file.stem().string();
  }

  BenchmarkSet read(std::string_view text) {
    CsvTable table = parse_csv(text);
    if (table.open_quote) {
      report(table.rows.back().back(), "", "a quote is opened here and never closed");
    }
    check_characters(table);
    auto row = table.rows.begin();
    for (; row != table.rows.end() && row->front().text.starts_with('#'); ++row) {
      take_comment(*row);
    }
    check_meta();
    if (row == table.rows.end()) {
      report({"", 0, 0}, "", "no figures (expected the header line " + header() + ")");
    } else if (check_header(*row)) {
      cells_ = row->size();
      for (++row; row != table.rows.end(); ++row) {
        take_figure(*row);
      }
      check_remarks();
    }
    return std::move(set_);
  }

 private:
  static std::string header() {
    std::string text;
    for (std::size_t i = 0; i < kNeeded; ++i) {
      text += (text.empty() ? "" : ",") + std::string(kHeader[i]);
    }
    return text;
  }

  void report(const CsvCell& at,
              std::string key,
              std::string problem,
              Severity severity = Severity::error) {
    diagnostics_.push_back(
        {severity, {file_, at.line, at.column}, std::move(key), std::move(problem)});
  }

  // Texts are shown on terminals.
  void check_characters(const CsvTable& table) {
    const auto is_control = [](char c) {
      const bool blank = c == '\t' || c == '\n' || c == '\r';
      return (static_cast<unsigned char>(c) < 0x20U && !blank) || c == 0x7f;
    };
    for (const CsvRow& row : table.rows) {
      for (const CsvCell& cell : row) {
        if (std::ranges::any_of(cell.text, is_control)) {
          report(cell, "", "has control characters");
        }
      }
    }
  }

  // "# source: text"; commas in it have split it into cells.
  void take_comment(const CsvRow& row) {
    std::string line;
    for (const CsvCell& cell : row) {
      line += (line.empty() ? "" : ",") + cell.text;
    }
    const auto colon = line.find(':');
    if (colon == std::string::npos) {
      return;
    }
    const std::string_view name = trimmed(std::string_view(line).substr(1, colon - 1));
    const std::string value(trimmed(std::string_view(line).substr(colon + 1)));
    if (name == "source") {
      set_.source = value;
    } else if (name == "year") {
      set_.year = value;
    } else if (name == "definition") {
      set_.definition = value;
    } else if (name == "mark") {
      set_.mark = value;
    } else {
      take_remark(name, value, row.front());
    }
  }

  // "# differs.MEASURE: text" and "# quantity.NAME: text".
  void take_remark(std::string_view name, const std::string& text, const CsvCell& at) {
    const std::size_t dot = name.find('.');
    const std::string_view kind = name.substr(0, dot);
    if (dot == std::string_view::npos || (kind != "differs" && kind != "quantity")) {
      return;
    }
    const std::string about(name.substr(dot + 1));
    if (about.empty() || text.empty()) {
      report(at, std::string(name), "expected # " + std::string(kind) + ".NAME: text");
      return;
    }
    std::vector<BenchmarkRemark>& remarks = kind == "differs" ? set_.differs : set_.quantities;
    if (!remark_on(remarks, about).empty()) {
      report(at, std::string(name), "said a second time");
      return;
    }
    remarks.push_back({.name = about, .text = text});
    remark_places_.push_back({std::string(name), about, at});
  }

  // A remark about something that is not in the set is misspelt.
  void check_remarks() {
    for (const RemarkPlace& place : remark_places_) {
      if (!names_.contains(place.about)) {
        const std::string near =
            nearest(place.about, std::vector<std::string>(names_.begin(), names_.end()));
        report(place.cell,
               place.key,
               "no figure of the set is about \"" + place.about + "\"" +
                   (near.empty() ? "" : ". Did you mean \"" + near + "\"?"));
      }
    }
  }

  void check_meta() {
    const auto require = [this](const std::string& value, const std::string& name) {
      if (value.empty()) {
        report({"", 0, 0}, name, "missing (a line \"# " + name + ": ...\" before the header)");
      }
    };
    require(set_.source, "source");
    require(set_.year, "year");
    require(set_.definition, "definition");
  }

  bool check_header(const CsvRow& row) {
    const bool matches =
        (row.size() == kNeeded || row.size() == kHeader.size()) &&
        std::ranges::equal(row, std::span(kHeader).first(row.size()), {}, &CsvCell::text);
    if (!matches) {
      report(row.front(),
             "",
             "unexpected header (expected " + header() + ", then scope where there are tiers)");
    }
    return matches;
  }

  void take_figure(const CsvRow& row) {
    if (row.size() != cells_) {
      report(row.front(),
             "",
             std::to_string(row.size()) + " cells (expected " + std::to_string(cells_) + ")");
      return;
    }
    names_.insert(row[measure_column].text);
    const std::size_t before = diagnostics_.size();
    check_measure(row[measure_column], row[unit_column]);
    check_segment(row[segment_column]);
    check_basis(row[basis_column]);
    const std::string scope = scope_of(row);
    check_unique(row, scope);
    const std::optional<double> value = parse_number(row[value_column].text);
    if (!value) {
      report(row[value_column], "value", "\"" + row[value_column].text + "\" is not a number");
    }
    const bool percent = row[unit_column].text == "percent" || row[unit_column].text == "%";
    if (value && diagnostics_.size() == before) {
      check_range(row, percent ? *value / 100.0 : *value);
    }
    const auto is_error = [](const Diagnostic& d) { return d.severity == Severity::error; };
    if (std::any_of(diagnostics_.begin() + static_cast<std::ptrdiff_t>(before),
                    diagnostics_.end(),
                    is_error)) {
      return;
    }
    const double rounding = half_of_last_digit(row[value_column].text);
    set_.figures.push_back({.measure = row[measure_column].text,
                            .segment = row[segment_column].text,
                            .value = percent ? value.value_or(0.0) / 100.0 : value.value_or(0.0),
                            .unit = row[unit_column].text,
                            .basis = row[basis_column].text,
                            .note = row[note_column].text,
                            .rounding = percent ? rounding / 100.0 : rounding,
                            .scope = scope});
  }

  void check_range(const CsvRow& row, double value) {
    const int index = find_measure(row[measure_column].text);
    if (index < 0) {
      return;
    }
    const MeasureRange range = range_of(measures()[static_cast<std::size_t>(index)]);
    if (value < range.low || value > range.high) {
      const CsvCell& cell = row[value_column];
      report(cell,
             "value",
             cell.text + " " + row[unit_column].text + " is not possible (" +
                 row[measure_column].text +
                 (range.high == 1.0           ? " is a share, from 0 to 100 percent)"
                  : std::isfinite(range.high) ? " is from " + format_number(range.low) + " to " +
                                                    format_number(range.high) + ")"
                                              : " is a time, from 0 on)"));
    }
  }

  // A name we do not know may come from elsewhere; it is never compared, so it is worth a warning.
  void check_measure(const CsvCell& measure, const CsvCell& unit) {
    if (unit.text.empty()) {
      report(unit, "unit", "missing (percent, points_of_5 or the unit of the measure)");
    }
    const int index = find_measure(measure.text);
    if (index >= 0) {
      const std::string_view own = measures()[static_cast<std::size_t>(index)].unit;
      const bool other_name = (own == "1" && (unit.text == "percent" || unit.text == "%")) ||
                              (own == "points" && unit.text == "points_of_5");
      if (!is_money(unit.text, own) && unit.text != own && !other_name) {
        report(unit,
               "unit",
               "\"" + unit.text + "\" does not fit " + measure.text + " (expected " +
                   (own == "1" ? "percent or 1" : std::string(own)) + ")");
      }
    } else if (std::ranges::find(kOtherNames, measure.text) == kOtherNames.end() &&
               remark_on(set_.quantities, measure.text).empty()) {
      const std::string near = nearest(measure.text, known_names());
      report(measure,
             "measure",
             "no measure \"" + measure.text + "\" (the figure is compared with nothing)" +
                 (near.empty() ? "" : ". Did you mean \"" + near + "\"?"),
             Severity::warning);
    }
  }

  void check_segment(const CsvCell& segment) {
    const auto colon = segment.text.find(':');
    const bool named = colon != std::string::npos && colon > 0 && colon + 1 < segment.text.size();
    if (segment.text != "composite" && !named) {
      report(segment,
             "segment",
             "\"" + segment.text +
                 "\" is no segment (expected composite or kind:name, such as complexity:high)");
    }
  }

  void check_basis(const CsvCell& basis) {
    if (!basis.text.empty() && basis.text != "ratio" && basis.text != "share") {
      report(
          basis, "basis", "\"" + basis.text + "\" is no basis (expected ratio, share or nothing)");
    }
  }

  // "all" where nothing is said, "tier.2" for the second tier.
  std::string scope_of(const CsvRow& row) {
    if (row.size() <= scope_column || row[scope_column].text.empty()) {
      return "all";
    }
    const CsvCell& cell = row[scope_column];
    constexpr std::string_view kTier = "tier.";
    const std::optional<double> place =
        cell.text.starts_with(kTier) ? parse_number(cell.text.substr(kTier.size())) : std::nullopt;
    const bool numbered = place && *place >= 1.0 && *place <= 9.0 && *place == std::floor(*place);
    if (cell.text != "all" && !numbered) {
      report(cell,
             "scope",
             "\"" + cell.text +
                 "\" is no scope (expected all, or tier.1 to tier.9: the tier by its "
                 "place in the scenario)");
      return "all";
    }
    check_reported(row[measure_column].text, cell);
    return cell.text;
  }

  // Whether the measure exists per tier, or for the whole desk.
  void check_reported(const std::string& name, const CsvCell& cell) {
    const int index = find_measure(name);
    if (index < 0) {
      return;
    }
    const MeasureScopes& scopes = measures()[static_cast<std::size_t>(index)].scopes;
    if (cell.text == "all" ? !scopes.all : !scopes.per_tier) {
      report(cell,
             "scope",
             name + " is not reported " + (cell.text == "all" ? "for the whole desk" : "per tier") +
                 " (docs/measures.md)");
    }
  }

  void check_unique(const CsvRow& row, const std::string& scope) {
    if (!seen_
             .insert({row[measure_column].text,
                      row[segment_column].text,
                      row[basis_column].text,
                      scope})
             .second) {
      report(row[measure_column],
             "measure",
             "a second figure for " + row[measure_column].text + " in " + row[segment_column].text +
                 " (one per measure, segment, basis and scope)");
    }
  }

  struct RemarkPlace {
    std::string key;
    std::string about;
    CsvCell cell;
  };

  std::string file_;
  std::vector<Diagnostic>& diagnostics_;
  BenchmarkSet set_;
  std::size_t cells_ = kNeeded;
  std::vector<RemarkPlace> remark_places_;
  std::set<std::string> names_;  // of measures and quantities with a figure
  std::set<std::tuple<std::string, std::string, std::string, std::string>> seen_;
};

}  // namespace

std::string_view name_of(Position position) {
  switch (position) {
    case Position::below:
      return "below";
    case Position::inside:
      return "inside";
    case Position::above:
      break;
  }
  return "above";
}

std::string remark_on(const std::vector<BenchmarkRemark>& remarks, std::string_view name) {
  const auto found = std::ranges::find(remarks, name, &BenchmarkRemark::name);
  return found == remarks.end() ? std::string() : found->text;
}

BenchmarksRead read_benchmarks(const std::filesystem::path& place) {
  std::vector<std::filesystem::path> files;
  if (std::filesystem::is_directory(place)) {
    for (const auto& entry : std::filesystem::directory_iterator(place)) {
      if (entry.path().extension() == ".csv") {
        files.push_back(entry.path());
      }
    }
    std::ranges::sort(files);
  } else if (place.extension() == ".csv" && std::filesystem::exists(place)) {
    files.push_back(place);
  } else {
    throw std::runtime_error(place.string() +
                             ": is neither a folder of benchmark sets nor a .csv file with one");
  }
  BenchmarksRead read;
  for (const std::filesystem::path& file : files) {
    SetReader reader(file, read.diagnostics);
    read.sets.push_back(reader.read(read_whole_file(file)));
  }
  return read;
}

}  // namespace tiermix
