#pragma once

// Views of the results for people and for scripts. Everything is text in a string: nothing here
// prints. A number is shown with the digits that its interval supports, and with its interval.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/results/compared.hpp"
#include "engine/results/gaps.hpp"
#include "engine/results/results.hpp"
#include "engine/results/settled.hpp"
#include "engine/results/swept.hpp"
#include "engine/results/valuation.hpp"
#include "engine/results/workbook.hpp"

namespace tiermix {

enum class Colour : std::uint8_t { off, on };
enum class Glyphs : std::uint8_t { ascii, unicode };

struct TextStyle {
  std::size_t width = 100;  ///< columns; at least 60 to look good
  Colour colour = Colour::off;
  Glyphs glyphs = Glyphs::unicode;
  /// People look at it: with Unicode small charts are added, and a listing leaves out what does not
  /// fit. A pipe gets all of it, and no more than it had.
  bool on_terminal = false;
};

/// The front page of a run: headline measures beside their benchmarks, a table per tier and one per
/// case class, and notes on how to read them.
[[nodiscard]] std::string scorecard(const Results& results, const TextStyle& style);

/// What is listed over time.
struct PeriodChoice {
  std::string kind = "interval";  ///< or "hour", "day", "week", "month"
  std::string scope = "all";
};

/// One line per interval, hour, day, week or month with cases or reps in it; on a terminal as many
/// columns as it has room for, and which are left out. Where intervals are no
/// shorter than an hour, they stand for hours. Of months a second table has the people, where the
/// run has any.
[[nodiscard]] std::string period_listing(const Results& results,
                                         const PeriodChoice& choice,
                                         const TextStyle& style);

/// One JSON object with every estimate and target; numbers that are not finite are null. With a
/// choice, what is listed over time as well. Its keys change only with its format_version.
[[nodiscard]] std::string to_json(const Results& results,
                                  const std::optional<PeriodChoice>& choice = std::nullopt);

enum class Breadth : std::uint8_t {
  headline,    ///< measures of a scorecard's front, for the whole desk
  everything,  ///< every measure, for the desk and for each tier and case class of the base
};

/// A comparison: the choice in words, then per measure the base's value and the difference of each
/// alternative with its joint interval, a verdict in words and the probability that it is the best;
/// the causes of the cost per case; notes on how to read it.
[[nodiscard]] std::string comparison_text(const Compared& compared,
                                          const TextStyle& style,
                                          Breadth breadth = Breadth::headline);

/// As to_json() of a run, the scenario that of the base; also scenarios, differences, selection.
[[nodiscard]] std::string to_json(const Compared& compared);

/// A sweep: one row per point with its values, the measures chosen and a mark for the Pareto set;
/// of many points those of the set and those with the extreme of a measure.
[[nodiscard]] std::string sweep_text(const Swept& swept, const TextStyle& style);

/// As to_json() of a run, the scenario that before it is varied; also design, points, differences.
[[nodiscard]] std::string to_json(const Swept& swept);

/// What a programme is worth: the answer in words, the figures with saved hours at their wage and
/// in cash alone, where the value comes from, month by month, and by the size of the effect.
[[nodiscard]] std::string valuation_text(const Valuation& valuation, const TextStyle& style);

/// As to_json() of a run, the scenario that of the base; also scenarios, terms, lines, months and
/// sensitivity.
[[nodiscard]] std::string to_json(const Valuation& valuation);

/// How many levers gap_text() lists: of each table the first, or all.
enum class GapLength : std::uint8_t { first, all };

/// What would close the gaps of a desk: the levers over all gaps, per gap the cheapest way in
/// words, and the levers by their effect per cost; side effects, what each lever changes, and notes
/// on how to read it.
[[nodiscard]] std::string gap_text(const GapReport& report,
                                   const TextStyle& style,
                                   GapLength length = GapLength::first);

/// As to_json() of a run; also goals, levers, effects of every lever on every open gap, left_out.
[[nodiscard]] std::string to_json(const GapReport& report);

/// When a desk settles: a line per series, and how long its warm-up has to be.
[[nodiscard]] std::string settled_text(const Settled& settled, const TextStyle& style);

/// As to_json() of a run; also batch_h, batches, after_h, series.
[[nodiscard]] std::string to_json(const Settled& settled);

// For the page of tiermix report (docs/report.md): one JSON object with all that it shows, the keys
// of to_json() among them. No character of it has a meaning in HTML.

[[nodiscard]] std::string page_json(const Results& results);
[[nodiscard]] std::string page_json(const Compared& compared);
[[nodiscard]] std::string page_json(const Swept& swept);
[[nodiscard]] std::string page_json(const Valuation& valuation);

// For spreadsheets: one sheet per table, native charts, and a sheet of notes with the answer in
// words, how to read the numbers and where they come from.

[[nodiscard]] Workbook workbook_of(const Results& results);
[[nodiscard]] Workbook workbook_of(const Compared& compared);
[[nodiscard]] Workbook workbook_of(const Swept& swept);
[[nodiscard]] Workbook workbook_of(const Valuation& valuation);
[[nodiscard]] Workbook workbook_of(const GapReport& report);

/// docs/measures.md, from the dictionary of measures.
[[nodiscard]] std::string measures_page();

/// What a measure means, as several lines; empty where there is none of that name.
[[nodiscard]] std::string explain_measure(std::string_view name);

/// The measures that a scorecard prints under a label, such as "Speed of answer", or that people
/// know by an abbreviation, such as FCR. Case does not matter; empty where there is none.
[[nodiscard]] std::vector<std::string> measures_called(std::string_view label);

/// "first_contact_resolution" as people say it: "First-contact resolution".
[[nodiscard]] std::string label_of(std::string_view measure);

/// A published figure, or any exact number, in the unit that suits it: "36.9 %", "5.2 h", "70 USD".
[[nodiscard]] std::string with_unit(double value, std::string_view unit);

// Tables of text.

enum class Tone : std::uint8_t { plain, strong, faint, good, notable };

/// A tab in the text of a cell is where the cells of its column line up.
struct Cell {
  std::string text;
  Tone tone = Tone::plain;
};

enum class Align : std::uint8_t { left, right, tab };

struct Column {
  std::string heading;
  Align align = Align::left;
};

/// Rows may have fewer cells than there are columns.
struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;
};

/// Aligned columns below their headings. A table that is wider than the style is continued below
/// itself, the first column repeated.
[[nodiscard]] std::string to_text(const Table& table, const TextStyle& style);

/// The text in the tone, where the style has colour.
[[nodiscard]] std::string toned(std::string_view text, Tone tone, const TextStyle& style);

/// Paragraph of at most style.width columns; lines after the first begin with `indent` blanks.
[[nodiscard]] std::string wrapped(std::string_view text,
                                  const TextStyle& style,
                                  std::size_t indent = 0);

}  // namespace tiermix
