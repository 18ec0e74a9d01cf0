#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/report/blocks.hpp"
#include "engine/report/digits.hpp"
#include "engine/report/notes.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

constexpr double kGoodMean = 3.9;
constexpr double kHalf = 0.5;
constexpr double kBarColumns = 40.0;  // of a share of one

struct RatingLine {
  std::string_view measure;
  std::string_view label;
  bool bar = false;
};
constexpr auto kRatingLines = std::to_array<RatingLine>({
    {.measure = "satisfaction_rating", .label = "Mean of all ratings"},
    {.measure = "satisfaction_survey", .label = "Mean that a survey shows"},
    {.measure = "survey_response_rate", .label = "Share that answers it"},
    {.measure = "satisfaction_top_box", .label = "Rated 5, the top box", .bar = true},
    {.measure = "satisfaction_share_4", .label = "Rated 4", .bar = true},
    {.measure = "satisfaction_share_3", .label = "Rated 3", .bar = true},
    {.measure = "satisfaction_share_2", .label = "Rated 2", .bar = true},
    {.measure = "satisfaction_share_1", .label = "Rated 1", .bar = true},
    {.measure = "secure_customers", .label = "Customers who are secure", .bar = true},
});

const EstimateRow* value_of(const Results& results, std::string_view measure) {
  const EstimateRow* row = find_row(results, measure, "all");
  return row == nullptr || std::isnan(row->mean) ? nullptr : row;
}

std::string bar(double share, const TextStyle& style) {
  std::string text;
  const double columns = std::round(std::clamp(share, 0.0, 1.0) * kBarColumns);
  for (double column = 0.0; column < columns; column += 1.0) {
    text += signs_of(style).block;
  }
  return text;
}

// At least what is published for such desks, or what is usually published.
bool looks_good(const EstimateRow& mean) {
  if (mean.benchmark && std::isfinite(mean.half_width)) {
    return mean.benchmark->position != Position::below;
  }
  return mean.upper >= kGoodMean;
}

}  // namespace

std::string satisfaction(const Results& results, const TextStyle& style) {
  if (value_of(results, "satisfaction_rating") == nullptr) {
    return {};
  }
  Table table{.columns = {{}, {.heading = {}, .align = Align::tab}, {}},
              .rows = {{{.text = "Satisfaction", .tone = Tone::strong}}}};
  for (const RatingLine& line : kRatingLines) {
    const EstimateRow* row = value_of(results, line.measure);
    if (row == nullptr) {
      continue;
    }
    std::vector<Cell> cells{{.text = "  " + std::string(line.label)},
                            {.text = estimate_text(*row, style)}};
    if (line.bar) {
      cells.push_back({.text = bar(row->mean, style), .tone = Tone::faint});
    }
    table.rows.push_back(std::move(cells));
  }
  return "\n" + to_text(table, style);
}

std::string complacency(const Results& results, const TextStyle& style) {
  const EstimateRow* mean = value_of(results, "satisfaction_rating");
  const EstimateRow* secure = value_of(results, "secure_customers");
  const EstimateRow* top = value_of(results, "satisfaction_top_box");
  const EstimateRow* share = secure != nullptr ? secure : top;
  if (mean == nullptr || share == nullptr || share->mean >= kHalf ||
      (secure == nullptr && !looks_good(*mean))) {
    return {};
  }
  std::string text =
      "The complacency trap: a mean rating of " + format_fixed(mean->mean, 2) +
      (looks_good(*mean) ? " looks good, but only " : " says little: ") +
      with_unit(share->mean, "1") +
      (secure != nullptr ? " of the customers are secure." : " of the ratings are a 5.") +
      " Who is merely satisfied may leave for a better offer.";
  const EstimateRow* risk = value_of(results, "revenue_at_risk");
  if (risk != nullptr && risk->mean > 0.0) {
    std::string amount = estimate_text(*risk, style);
    std::erase(amount, '\t');
    text += " At risk: " + amount + " of contract value a year.";
  }
  return text;
}

}  // namespace tiermix
