#include "engine/report/front.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/base/text.hpp"
#include "engine/tally/measure.hpp"
#include "engine/report/digits.hpp"
#include "engine/report/notes.hpp"
#include "engine/report/targets.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

struct FrontGroup {
  Element element;
  std::string_view heading;
};
constexpr std::array kFrontGroups{
    FrontGroup{.element = Element::profit, .heading = "Profit"},
    FrontGroup{.element = Element::reputation, .heading = "Reputation"},
    FrontGroup{.element = Element::efficiency, .heading = "Efficiency"},
    FrontGroup{.element = Element::effectiveness, .heading = "Effectiveness"},
};

// What there is room for.
struct Layout {
  bool targets = true;    // a column of them
  bool columns = true;    // of what is compared, instead of lines below the estimate
  bool distances = true;  // in half-widths
};
constexpr std::array kLayouts{
    Layout{},
    Layout{.distances = false},
    Layout{.targets = false, .distances = false},
    Layout{.targets = false, .columns = false, .distances = false},
};

// The words of a verdict, and how they are toned.
struct VerdictWords {
  std::string text;
  Tone tone = Tone::plain;
};

std::string distance_text(double distance) {
  const double size = std::abs(distance);
  if (!std::isfinite(size) || size > 1e6) {
    return {};  // the estimate is exact but for rounding
  }
  return " (" + format_fixed(size, size < 9.95 ? 1 : 0) + ")";
}

// "better by 3.2 pts"; above or below where neither is good in itself.
VerdictWords verdict_on(const EstimateRow& row,
                        const BenchmarkPosition& benchmark,
                        bool distances) {
  if (!std::isfinite(row.half_width)) {
    return {};
  }
  const std::string distance = distances ? distance_text(benchmark.distance) : std::string();
  if (benchmark.position == Position::inside) {
    return {.text = "in line" + distance, .tone = Tone::good};
  }
  const std::string by = " by " + difference_text(row.mean - benchmark.value, row) + distance;
  if (benchmark.better.empty()) {
    return {.text = std::string(name_of(benchmark.position)) + by, .tone = Tone::notable};
  }
  const bool better = (benchmark.better == "higher") == (benchmark.position == Position::above);
  return {.text = (better ? "better" : "worse") + by, .tone = better ? Tone::good : Tone::notable};
}

enum class Named : std::uint8_t { no, yes };

VerdictWords verdict_on(const TargetRow& target, Named named) {
  const Tone tone = target.verdict == "met"      ? Tone::good
                    : target.verdict == "missed" ? Tone::notable
                                                 : Tone::strong;
  return {.text = (named == Named::yes ? "target " : "") + target.verdict, .tone = tone};
}

// What needs attention has the tone.
VerdictWords both(const VerdictWords& target, const VerdictWords& benchmark) {
  if (target.text.empty() || benchmark.text.empty()) {
    return target.text.empty() ? benchmark : target;
  }
  const bool good = target.tone == Tone::good;
  return {.text = target.text + ", " + benchmark.text, .tone = good ? benchmark.tone : target.tone};
}

class FrontTable {
 public:
  FrontTable(const Results& results,
             const std::vector<Source>& sources,
             const Layout& layout,
             const TextStyle& style)
      : results_(results), sources_(sources), layout_(layout), style_(style) {
    const bool judged = !sources.empty() || has_targets();
    table_.columns = {{}, {.heading = "estimate", .align = Align::tab}};
    if (!judged || !layout.columns) {
      layout_.columns = false;
      return;
    }
    layout_.targets = layout.targets && has_targets();
    if (layout_.targets) {
      table_.columns.push_back({.heading = "target"});
    }
    if (!sources.empty()) {
      table_.columns.push_back({.heading = "benchmark", .align = Align::right});
    }
    table_.columns.push_back({.heading = "verdict"});
  }

  Table take() {
    for (const FrontGroup& group : kFrontGroups) {
      bool empty = true;
      for (const Measure& measure : measures()) {
        const EstimateRow* row = find_row(results_, measure.name, "all");
        if (measure.element == group.element && row != nullptr && !is_unused(*row)) {
          head(group.heading, empty);
          add(*row, label_of(row->measure));
        }
      }
    }
    return std::move(table_);
  }

  // Details, and figures of one tier, are shown where somebody published them.
  Table take_others() {
    bool empty = true;
    for (const EstimateRow& row : results_.estimates) {
      if (row.benchmark && !is_headline(row)) {
        const std::size_t dot = row.scope.find('.');
        head("Also compared", empty);
        add(row,
            label_of(row.measure) +
                (dot == std::string::npos ? "" : ", " + row.scope.substr(dot + 1)));
      }
    }
    return std::move(table_);
  }

 private:
  [[nodiscard]] const TargetRow* target_of(const EstimateRow& row) const {
    const auto found = std::ranges::find_if(results_.targets, [&row](const TargetRow& target) {
      return target.measure == row.measure && target.scope == row.scope &&
             target.is_of_whole_time();
    });
    return found == results_.targets.end() ? nullptr : &*found;
  }

  // Of those that the front has.
  [[nodiscard]] bool has_targets() const {
    return std::ranges::any_of(results_.estimates, [this](const EstimateRow& row) {
      return is_headline(row) && target_of(row) != nullptr;
    });
  }

  static bool is_headline(const EstimateRow& row) {
    const int measure = find_measure(row.measure);
    return row.scope == "all" && measure >= 0 && !is_unused(row) &&
           measures()[static_cast<std::size_t>(measure)].element != Element::detail;
  }

  void head(std::string_view heading, bool& empty) {
    if (std::exchange(empty, false)) {
      table_.rows.push_back({{.text = std::string(heading), .tone = Tone::strong}});
    }
  }

  void add(const EstimateRow& row, const std::string& label) {
    std::vector<Cell> cells{{.text = "  " + label}, {.text = estimate_text(row, style_)}};
    const std::vector<BenchmarkPosition> benchmarks = benchmarks_of(row);
    const TargetRow* target = target_of(row);
    if (!layout_.columns) {
      table_.rows.push_back(std::move(cells));
      add_below(row, target, benchmarks);
      return;
    }
    const VerdictWords on_target =
        target == nullptr ? VerdictWords{}
                          : verdict_on(*target, layout_.targets ? Named::no : Named::yes);
    if (target != nullptr || !benchmarks.empty()) {
      complete(cells, row, target == nullptr ? "" : target->text, on_target, benchmarks, 0);
    }
    table_.rows.push_back(std::move(cells));
    for (std::size_t i = 1; i < benchmarks.size(); ++i) {
      std::vector<Cell> more{{}, {}};
      complete(more, row, "", {}, benchmarks, i);
      table_.rows.push_back(std::move(more));
    }
  }

  // Target, figure and verdict of one line.
  void complete(std::vector<Cell>& cells,
                const EstimateRow& row,
                const std::string& target,
                const VerdictWords& on_target,
                const std::vector<BenchmarkPosition>& benchmarks,
                std::size_t index) {
    if (layout_.targets) {
      cells.push_back({.text = target});
    }
    VerdictWords on_benchmark;
    if (!sources_.empty()) {
      cells.emplace_back();
      if (index < benchmarks.size()) {
        cells.back().text = figure_text(row, benchmarks[index]);
        on_benchmark = verdict_on(row, benchmarks[index], layout_.distances);
      }
    }
    VerdictWords verdict = both(on_target, on_benchmark);
    if (verdict.text.empty() && index < benchmarks.size()) {
      verdict = {.text = std::string(signs_of(style_).dash), .tone = Tone::faint};
    }
    cells.push_back({.text = std::move(verdict.text), .tone = verdict.tone});
  }

  // A row of one cell runs over the columns beside it.
  void add_below(const EstimateRow& row,
                 const TargetRow* target,
                 const std::vector<BenchmarkPosition>& benchmarks) {
    if (target != nullptr) {
      const VerdictWords verdict = verdict_on(*target, Named::yes);
      table_.rows.push_back(
          {{.text = "    " + verdict.text + ": " + target->text, .tone = verdict.tone}});
    }
    for (const BenchmarkPosition& benchmark : benchmarks) {
      const VerdictWords verdict = verdict_on(row, benchmark, layout_.distances);
      table_.rows.push_back({{.text = "    benchmark " + figure_text(row, benchmark) +
                                      (verdict.text.empty() ? "" : ": " + verdict.text),
                              .tone = verdict.tone}});
    }
  }

  [[nodiscard]] std::string figure_text(const EstimateRow& row,
                                        const BenchmarkPosition& benchmark) const {
    const std::string by = letter_of(benchmark, sources_);
    return with_unit(benchmark.value, row.unit) + (by.empty() ? "" : " " + by);
  }

  const Results& results_;
  const std::vector<Source>& sources_;
  Layout layout_;
  const TextStyle& style_;
  Table table_;
};

}  // namespace

bool is_unused(const EstimateRow& row) {
  const int measure = find_measure(row.measure);
  return measure >= 0 && measures()[static_cast<std::size_t>(measure)].where_used &&
         (std::isnan(row.mean) ||
          (row.mean == 0.0 && (row.half_width == 0.0 || row.replications < 2)));
}

Front front_of(const Results& results, const std::vector<Source>& sources, const TextStyle& style) {
  Table table;
  Table others;
  Layout chosen;
  for (const Layout& layout : kLayouts) {
    table = FrontTable(results, sources, layout, style).take();
    chosen = layout;
    if (fits(table, style)) {
      break;
    }
  }
  for (const Layout& layout : kLayouts) {
    if (layout.distances == chosen.distances) {
      others = FrontTable(results, sources, layout, style).take_others();
      if (fits(others, style)) {
        break;
      }
    }
  }
  for (Column& column : others.columns) {
    column.heading.clear();  // those of the table above
  }
  const bool distances = chosen.distances && !sources.empty();
  return {.text = to_text(table, style) + (others.rows.empty() ? "" : to_text(others, style)),
          .distances = distances ? Distances::shown : Distances::hidden};
}

}  // namespace tiermix
