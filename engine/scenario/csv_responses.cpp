// A user's own response model: what a case was like, and the law of its rating, one row per kind of
// case; the first row that fits holds.

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

#include "engine/base/text.hpp"
#include "engine/scenario/csv.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

constexpr std::size_t kMostResponseRows = 1000;
constexpr double kShareRounding = 0.0015;  // shares to three digits may miss 1 by this

// In the order of Driver; then the class and the ratings.
constexpr std::array<std::string_view, kDrivers> kDriverColumns{"wait_min",
                                                                "time_ratio",
                                                                "contacts",
                                                                "transfers",
                                                                "repeats",
                                                                "failed_attempts",
                                                                "forced",
                                                                "unresolved",
                                                                "complexity"};
constexpr std::string_view kClassColumn = "case_class";
constexpr std::array<std::string_view, 5> kRatingColumns{
    "rating_1", "rating_2", "rating_3", "rating_4", "rating_5"};

struct Cell {
  std::string_view text;
  std::uint32_t column = 1;  // of its first character
};

std::vector<Cell> cells_of(std::string_view line) {
  std::vector<Cell> cells;
  std::size_t from = 0;
  while (true) {
    const std::size_t comma = std::min(line.find(',', from), line.size());
    const std::string_view whole = line.substr(from, comma - from);
    std::string_view text = trimmed(whole);
    if (text.size() > 1 && text.front() == '"' && text.back() == '"') {
      text = trimmed(text.substr(1, text.size() - 2));
    }
    const std::size_t blanks =
        text.empty() ? 0 : static_cast<std::size_t>(text.data() - whole.data());
    cells.push_back({text, static_cast<std::uint32_t>(from + blanks + 1)});
    if (comma == line.size()) {
      return cells;
    }
    from = comma + 1;
  }
}

std::vector<std::string> column_names() {
  std::vector<std::string> names(kDriverColumns.begin(), kDriverColumns.end());
  names.emplace_back(kClassColumn);
  names.insert(names.end(), kRatingColumns.begin(), kRatingColumns.end());
  return names;
}

constexpr double kNoLimit = std::numeric_limits<double>::infinity();

// "<10", "<=10", ">10", ">=10".
std::optional<ResponseBand> half_line(std::string_view text) {
  const bool open = !text.substr(1).starts_with("=");
  const auto number = parse_number(trimmed(text.substr(open ? 1 : 2)));
  if (!number) {
    return std::nullopt;
  }
  const double side = text.front() == '<' ? -kNoLimit : kNoLimit;
  const double bound = open ? std::nextafter(*number, side) : *number;
  return side < 0.0 ? ResponseBand{.high = bound} : ResponseBand{.low = bound};
}

// A half line, "3" or "2-4"; nothing where it is none of these.
std::optional<ResponseBand> band_of(std::string_view text) {
  if (text.starts_with("<") || text.starts_with(">")) {
    return half_line(text);
  }
  const std::size_t dash = std::min(text.find('-', 1), text.size());
  const auto low = parse_number(trimmed(text.substr(0, dash)));
  const auto high = dash == text.size() ? low : parse_number(trimmed(text.substr(dash + 1)));
  if (!low || !high || *low > *high) {
    return std::nullopt;
  }
  return ResponseBand{*low, *high};
}

// Whether some case can have such a value: wait and time ratio are any number from 0, complexity
// one up to 1, "unresolved" is 0 or 1, the others count.
bool is_possible(const ResponseBand& band, Driver driver) {
  const double least = std::max(0.0, band.low);
  switch (driver) {
    case Driver::wait:
    case Driver::time_ratio:
      return least <= band.high;
    case Driver::complexity:
      return least <= std::min(band.high, 1.0);
    case Driver::unresolved:
      return std::ceil(least) <= std::min(band.high, 1.0);
    default:
      return std::ceil(least) <= band.high;
  }
}

// Every case that fits the second row fits the first.
bool holds_all_of(const ResponseRow& first, const ResponseRow& second) {
  if (first.case_class && first.case_class != second.case_class) {
    return false;
  }
  return std::ranges::equal(
      first.bands, second.bands, [](const ResponseBand& a, const ResponseBand& b) {
        return a.low <= b.low && b.high <= a.high;
      });
}

class ResponseReader {
 public:
  ResponseReader(const ResponseRequest& request, Findings& findings)
      : request_(request), findings_(findings) {}

  std::vector<ResponseRow> read(std::string_view text) {
    if (text.starts_with("\xef\xbb\xbf")) {
      text.remove_prefix(3);
    }
    while (!text.empty() && problems_ < kMostProblems) {
      const std::size_t end = text.find('\n');
      read_line(text.substr(0, end));
      text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    if (problems_ == 0 && columns_.empty()) {
      row_ = 1;
      problem(1, "the file is empty (the first row names the columns)");
    } else if (problems_ == 0 && !fits_all_) {
      problem(1, "does not fit every case (the last row leaves all but the ratings empty)");
    }
    return problems_ > 0 ? std::vector<ResponseRow>() : std::move(rows_);
  }

 private:
  void problem(std::uint32_t column, const std::string& text) {
    ++problems_;
    findings_.error({request_.file, row_, column}, request_.key, text);
  }

  void read_line(std::string_view line) {
    ++row_;
    if (line.ends_with('\r')) {
      line.remove_suffix(1);
    }
    if (trimmed(line).empty()) {
      return;
    }
    if (columns_.empty()) {
      read_header(line);
    } else {
      read_row(line);
    }
  }

  void read_header(std::string_view line) {
    const std::vector<std::string> known = column_names();
    for (const Cell& cell : cells_of(line)) {
      const std::string name(cell.text);
      if (std::ranges::find(known, name) == known.end()) {
        problem(cell.column, "unknown column " + in_quotes(name) + did_you_mean(name, known));
      } else if (std::ranges::find(columns_, name) != columns_.end()) {
        problem(cell.column, "the column " + in_quotes(name) + " is there twice");
      }
      columns_.push_back(name);
    }
    for (const std::string_view name : kRatingColumns) {
      if (std::ranges::find(columns_, name) == columns_.end()) {
        problem(1, "there is no column " + in_quotes(name) + " (rating_1 to rating_5 are needed)");
      }
    }
    if (problems_ > 0) {
      problems_ = kMostProblems;  // what the rows mean is not known
    }
  }

  void read_row(std::string_view line) {
    const std::vector<Cell> cells = cells_of(line);
    if (cells.size() != columns_.size()) {
      problem(1,
              std::to_string(cells.size()) + " cells (the first row names " +
                  std::to_string(columns_.size()) + " columns)");
      return;
    }
    if (rows_.size() == kMostResponseRows) {
      problem(1, "too many rows (at most " + std::to_string(kMostResponseRows) + ")");
      problems_ = kMostProblems;
      return;
    }
    ResponseRow row;
    bool any = true;
    const int before = problems_;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      any = read_cell(columns_[i], cells[i], row) && any;
    }
    if (problems_ == before) {
      check_reached(row);
      check_sum(row);
      row_numbers_.push_back(row_);
      rows_.push_back(std::move(row));
    }
    fits_all_ = fits_all_ || any;
  }

  // Whether the cell asks nothing of a case.
  bool read_cell(const std::string& name, const Cell& cell, ResponseRow& row) {
    if (const auto* const rating = std::ranges::find(kRatingColumns, name);
        rating != kRatingColumns.end()) {
      read_share(cell, row.probability[static_cast<std::size_t>(rating - kRatingColumns.begin())]);
      return true;
    }
    if (cell.text.empty()) {
      return true;
    }
    if (name == kClassColumn) {
      read_class(cell, row);
      return false;
    }
    const auto driver = std::ranges::find(kDriverColumns, name) - kDriverColumns.begin();
    if (const auto band = band_of(cell.text)) {
      row.bands[static_cast<std::size_t>(driver)] = *band;
      if (!is_possible(*band, static_cast<Driver>(driver))) {
        problem(cell.column, in_quotes(cell.text) + " fits no case: " + name + " is never so");
      }
    } else {
      problem(cell.column,
              in_quotes(cell.text) +
                  " is no band (such as 2, 2-4, <10, <=10, >10, >=10, or empty "
                  "for any)");
    }
    return false;
  }

  void read_class(const Cell& cell, ResponseRow& row) {
    const std::string name(cell.text);
    if (std::ranges::find(request_.classes, name) == request_.classes.end()) {
      problem(cell.column,
              "unknown case class " + in_quotes(name) + did_you_mean(name, request_.classes));
      return;
    }
    row.case_class = name;
  }

  void read_share(const Cell& cell, double& share) {
    std::optional<double> value = parse_number(cell.text);
    if (!value) {
      value = parse_percent(cell.text).value;
    }
    const bool is_share = value && *value >= 0.0 && *value <= 1.0;
    if (!is_share) {
      problem(cell.column,
              in_quotes(cell.text) + " is no share of the cases (from 0 to 1, or a percentage)");
      return;
    }
    share = *value;
  }

  void check_reached(const ResponseRow& row) {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (holds_all_of(rows_[i], row)) {
        problem(1,
                "is never reached (row " + std::to_string(row_numbers_[i]) +
                    " fits every case that it fits)");
        return;
      }
    }
  }

  void check_sum(ResponseRow& row) {
    const double sum = std::accumulate(row.probability.begin(), row.probability.end(), 0.0);
    if (std::abs(sum - 1.0) > kShareRounding) {
      problem(1, "rating_1 to rating_5 sum to " + format_number(sum) + " (they sum to 1)");
      return;
    }
    for (double& share : row.probability) {
      share /= sum;
    }
  }

  const ResponseRequest& request_;
  Findings& findings_;
  std::vector<std::string> columns_;
  std::vector<ResponseRow> rows_;
  std::vector<std::uint32_t> row_numbers_;  ///< of rows_, in the file
  std::uint32_t row_ = 0;
  int problems_ = 0;
  bool fits_all_ = false;
};

}  // namespace

std::vector<ResponseRow> parse_responses(std::string_view text,
                                         const ResponseRequest& request,
                                         Findings& findings) {
  return ResponseReader(request, findings).read(text);
}

}  // namespace tiermix
