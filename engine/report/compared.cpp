#include "engine/report/compared.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/tally/measure.hpp"
#include "engine/report/head.hpp"
#include "engine/report/labels.hpp"
#include "engine/report/report.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

struct Group {
  Element element;
  std::string_view heading;
};
constexpr std::array kGroups{
    Group{.element = Element::profit, .heading = "Profit"},
    Group{.element = Element::reputation, .heading = "Reputation"},
    Group{.element = Element::efficiency, .heading = "Efficiency"},
    Group{.element = Element::effectiveness, .heading = "Effectiveness"},
    Group{.element = Element::detail, .heading = "Details"},
};

bool is_cause(std::string_view measure) {
  return std::ranges::any_of(kCostCauses,
                             [&](const ScopeLine& cause) { return cause.measure == measure; });
}

// One line of the table: the base's estimate, then the difference of each alternative.
class ComparedLines {
 public:
  enum class Best : std::uint8_t { shown, left_out };

  ComparedLines(const Compared& compared, const TextStyle& style, Best best = Best::shown)
      : compared_(compared), style_(style), best_(best) {
    table_.columns.push_back({});
    for (const ComparedScenario& scenario : compared.scenarios) {
      table_.columns.push_back(
          {.heading = scenario.name + (table_.columns.size() == 1 ? " (base)" : ""),
           .align = Align::tab});
    }
    widths_.resize(table_.columns.size());
  }

  void heading(std::string text) {
    table_.rows.push_back({{.text = std::move(text), .tone = Tone::strong}});
    parts_.emplace_back();
  }

  /// Nothing where the base does not report the measure in the scope, or no scenario has a value.
  void add(const std::string& measure, const std::string& scope, const std::string& label) {
    const std::string& base_name = compared_.scenarios.front().name;
    const ComparedEstimate* base = find_estimate(compared_, base_name, measure, scope);
    if (base == nullptr) {
      return;
    }
    std::vector<DifferenceParts> parts{base_parts(*base, style_)};
    for (std::size_t i = 1; i < compared_.scenarios.size(); ++i) {
      const DifferenceRow* row =
          find_difference(compared_, compared_.scenarios[i].name, measure, scope);
      parts.push_back(row == nullptr ? nothing() : difference_parts(*row, base->row.mean, style_));
    }
    const bool no_value =
        std::all_of(parts.begin() + 1, parts.end(), [](const auto& p) { return p.error.empty(); });
    if (no_value && std::isnan(base->row.mean)) {
      return;
    }
    // Where all are the same, none is the best.
    const bool tied = std::all_of(parts.begin() + 1, parts.end(), [](const DifferenceParts& p) {
      return p.verdict == "equal";
    });
    for (std::size_t i = 0; i < parts.size(); ++i) {
      parts[i].probability = tied || best_ == Best::left_out ? std::string() : parts[i].probability;
      Widths& w = widths_[i + 1];
      w.error = std::max(w.error, columns_of(parts[i].error));
      w.verdict = std::max(w.verdict, columns_of(parts[i].verdict));
      w.probability = std::max(w.probability, columns_of(parts[i].probability));
    }
    table_.rows.push_back({{.text = "  " + label}});
    parts_.push_back(std::move(parts));
  }

  [[nodiscard]] bool empty() const { return parts_.empty(); }

  /// Whether nothing was added since the last heading.
  [[nodiscard]] bool ends_with_heading() const { return !parts_.empty() && parts_.back().empty(); }
  void drop_last() {
    parts_.pop_back();
    table_.rows.pop_back();
  }

  [[nodiscard]] std::string text() {
    for (std::size_t row = 0; row < parts_.size(); ++row) {
      for (std::size_t i = 0; i < parts_[row].size(); ++i) {
        table_.rows[row].push_back(cell(parts_[row][i], widths_[i + 1]));
      }
    }
    return to_text(table_, style_);
  }

 private:
  [[nodiscard]] DifferenceParts nothing() const {
    return {.value = std::string(signs_of(style_).dash),
            .error = {},
            .verdict = {},
            .probability = {},
            .tone = Tone::faint};
  }

  struct Widths {
    std::size_t error = 0;
    std::size_t verdict = 0;
    std::size_t probability = 0;
  };

  static std::string padded(const std::string& text, std::size_t width) {
    return text + std::string(width - std::min(width, columns_of(text)), ' ');
  }

  static Cell cell(const DifferenceParts& parts, const Widths& widths) {
    std::string text = parts.value + "\t" + padded(parts.error, widths.error);
    if (widths.verdict > 0) {
      text += "  " + padded(parts.verdict, widths.verdict);
    }
    if (widths.probability > 0) {
      text += "  " +
              std::string(
                  widths.probability - std::min(widths.probability, columns_of(parts.probability)),
                  ' ') +
              parts.probability;
    }
    return {.text = std::move(text), .tone = parts.tone};
  }

  const Compared& compared_;
  const TextStyle& style_;
  Best best_;
  Table table_;
  std::vector<std::vector<DifferenceParts>> parts_;
  std::vector<Widths> widths_;
};

std::string head_of(const Compared& compared, const TextStyle& style) {
  return toned("Comparison with " + compared.scenarios.front().name +
                   ": the same customers in every scenario",
               Tone::strong,
               style) +
         "\n" + wrapped(run_facts(compared.provenance, style), style) + "\n" +
         scenario_lines(compared.scenarios, compared.provenance, style);
}

bool is_shown(const Measure& measure, Breadth breadth) {
  return measure.scopes.all && !is_cause(measure.name) &&
         (breadth == Breadth::everything || measure.element != Element::detail);
}

std::string desk_table(const Compared& compared, Breadth breadth, const TextStyle& style) {
  ComparedLines lines(compared, style);
  for (const Group& group : kGroups) {
    lines.heading(std::string(group.heading));
    for (const Measure& measure : measures()) {
      if (measure.element == group.element && is_shown(measure, breadth)) {
        lines.add(std::string(measure.name), "all", label_of(measure.name));
      }
    }
    if (lines.ends_with_heading()) {
      lines.drop_last();
    }
  }
  return lines.text();
}

// Parts that are nothing everywhere are left out.
bool is_somewhere(const Compared& compared, std::string_view measure) {
  return std::ranges::any_of(compared.estimates, [&](const ComparedEstimate& e) {
    return e.row.measure == measure && e.row.scope == "all" && e.row.mean != 0.0;
  });
}

std::string causes_table(const Compared& compared, const TextStyle& style) {
  ComparedLines lines(compared, style, ComparedLines::Best::left_out);
  for (const auto& [name, label] : kCostCauses) {
    if (is_somewhere(compared, name)) {
      lines.add(std::string(name), "all", std::string(label));
    }
  }
  if (lines.empty()) {
    return {};
  }
  lines.add("cost_per_case", "all", "Sum: cost per case");
  return "\n" + toned("Where the cost per case goes", Tone::strong, style) + "\n" + lines.text();
}

// Tables of each tier and case class of the base.
std::string scope_tables(const Compared& compared, const TextStyle& style) {
  std::vector<std::string> scopes;
  for (const ComparedEstimate& e : compared.estimates) {
    if (e.row.scope != "all" && e.alternative == compared.scenarios.front().name &&
        std::ranges::find(scopes, e.row.scope) == scopes.end()) {
      scopes.push_back(e.row.scope);
    }
  }
  std::string out;
  for (const std::string& scope : scopes) {
    ComparedLines lines(compared, style);
    lines.heading(scope);
    for (const Measure& measure : measures()) {
      lines.add(std::string(measure.name), scope, label_of(measure.name));
    }
    out += "\n" + lines.text();
  }
  return out;
}

}  // namespace

std::string comparison_text(const Compared& compared, const TextStyle& style, Breadth breadth) {
  std::string out = head_of(compared, style) + "\n";
  for (const Note& sentence : decisions(compared)) {
    out += toned(wrapped(sentence.text, style), sentence.tone, style);
  }
  out += "\n" + desk_table(compared, breadth, style) + causes_table(compared, style);
  if (breadth == Breadth::everything) {
    out += scope_tables(compared, style);
  }
  out += "\n";
  for (const Note& note : comparison_notes(compared, style)) {
    out += toned("- ", note.tone, style) + wrapped(note.text, style, 2);
  }
  return out;
}

}  // namespace tiermix
