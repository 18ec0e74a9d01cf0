#include "engine/report/valuation.hpp"

#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/report/digits.hpp"
#include "engine/report/head.hpp"
#include "engine/report/sparkline.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kLines{{
    {"training_price", "Price of training"},
    {"training_time", "Wages while training"},
    {"turnover", "Hiring, onboarding, mentoring"},
    {"coverage", "Overtime, customers who give up"},
    {"first_tier_work", "Work at tier one"},
    {"escalations", "Work on escalated cases"},
    {"reopens", "Work on reopened cases"},
    {"fees", "Fees"},
    {"other_paid_time", "Breaks, absence, shrinkage"},
    {"freed_time", "Idle time on the floor"},
    {"revenue", "Support revenue"},
    {"renewals", "Renewals"},
}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kFigures{{
    {"net_value", "Net value"},
    {"net_present_value", "Net present value"},
    {"investment", "Investment"},
    {"return_on_investment", "Return on investment"},
    {"probability_of_gain", "Replications with a gain"},
    {"probability_of_payback", "Replications that pay back"},
    {"payback_months", "Paid back, median"},
    {"payback_of_mean_months", "Paid back, mean flow"},
}};

// The name in cash alone.
std::string in_cash(std::string_view figure) {
  return figure == "net_value" ? "cash_value" : "cash_" + std::string(figure);
}

}  // namespace

std::string label_of_figure(std::string_view name) {
  for (const auto& [figure, label] : kFigures) {
    if (figure == name) {
      return std::string(label);
    }
    if (in_cash(figure) == name) {
      return std::string(label) + ", cash alone";
    }
  }
  return name == "break_even_size" ? "Effect from which it is worth it" : std::string(name);
}

std::string label_of_line(std::string_view name) {
  for (const auto& [line, label] : kLines) {
    if (line == name) {
      return std::string(label);
    }
  }
  return std::string(name);
}

namespace {

EstimateRow money(const Valuation& valuation, double mean, double half_width) {
  EstimateRow row;
  row.unit = valuation.provenance.currency;
  row.mean = mean;
  row.half_width = half_width;
  return row;
}

std::string head_of(const Valuation& valuation, const TextStyle& style) {
  const std::string& with = valuation.scenarios.back().name;
  const std::string& base = valuation.scenarios.front().name;
  return toned("What " + with + " is worth against " + base +
                   ": the same customers and people in both",
               Tone::strong,
               style) +
         "\n" + wrapped(run_facts(valuation.provenance, style), style) + "\n" +
         scenario_lines(valuation.scenarios, valuation.provenance, style);
}

// "97 %  (83 % to 100 %)", dates likewise; of paybacks and probabilities the ends differ.
std::string between(const std::string& value, const std::string& low, const std::string& high) {
  if (low == value && high == value) {
    return value + "\t";
  }
  return value + "\t  (" + low + " to " + high + ")";
}

std::string cell_of(const Valuation& valuation, const EstimateRow& row, const TextStyle& style) {
  if (row.measure.find("probability") != std::string::npos) {
    return between(whole_percent(row.mean), whole_percent(row.lower), whole_percent(row.upper));
  }
  if (row.unit == "months") {
    const auto date = [&valuation](double months) { return payback_date(valuation, months); };
    return between(date(row.mean), date(row.lower), date(row.upper));
  }
  return estimate_text(row, style);
}

std::string figures_table(const Valuation& valuation, const TextStyle& style) {
  const double freed = valuation.terms.freed_time;
  Table table{
      .columns = {{},
                  {.heading = freed == 1.0 ? "saved hours at their wage"
                                           : "saved hours at " + whole_percent(freed) + " of it",
                   .align = Align::tab},
                  {.heading = "cash alone", .align = Align::tab}},
      .rows = {}};
  for (const auto& [name, label] : kFigures) {
    const EstimateRow* row = valuation.find(name);
    const EstimateRow* cash = valuation.find(in_cash(name));
    if (row == nullptr) {
      continue;
    }
    std::vector<Cell> cells{{.text = "  " + std::string(label)},
                            {.text = cell_of(valuation, *row, style)}};
    if (cash != nullptr) {
      cells.push_back({.text = cell_of(valuation, *cash, style)});
    }
    table.rows.push_back(std::move(cells));
  }
  return to_text(table, style);
}

std::string lines_table(const Valuation& valuation, const TextStyle& style) {
  Table table{.columns = {{}, {.heading = "gain over the horizon", .align = Align::tab}},
              .rows = {}};
  for (const EstimateRow& row : valuation.lines) {
    if (row.mean != 0.0 || row.half_width != 0.0) {
      table.rows.push_back(
          {{.text = "  " + label_of_line(row.measure)}, {.text = estimate_text(row, style)}});
    }
  }
  if (table.rows.empty()) {
    return {};
  }
  if (const EstimateRow* sum = valuation.find("net_value"); sum != nullptr) {
    table.rows.push_back({{.text = "  Sum: net value"}, {.text = estimate_text(*sum, style)}});
  }
  return "\n" + toned("Where the value comes from", Tone::strong, style) + "\n" +
         to_text(table, style);
}

// How the money comes in, where a terminal can draw it.
std::string so_far_chart(const Valuation& valuation, const TextStyle& style) {
  std::vector<double> so_far;
  so_far.reserve(valuation.months.size());
  for (const ValuationMonth& month : valuation.months) {
    so_far.push_back(month.cumulative);
  }
  const std::string label = "  so far  ";
  if (!draws_charts(style) || so_far.size() < 2 || label.size() + so_far.size() > style.width) {
    return {};
  }
  return label + sparkline(so_far) + "\n";
}

std::string months_table(const Valuation& valuation, const TextStyle& style) {
  Table table{.columns = {{},
                          {.heading = "gain of the month", .align = Align::tab},
                          {.heading = "so far", .align = Align::tab}},
              .rows = {}};
  for (std::size_t m = 0; m < valuation.months.size(); ++m) {
    const ValuationMonth& month = valuation.months[m];
    const std::string days = days_of_cut_month(valuation, m);
    table.rows.push_back(
        {{.text = "  from " + month.date + (days.empty() ? "" : ", " + days)},
         {.text = estimate_text(money(valuation, month.flow, month.flow_half_width), style)},
         {.text =
              estimate_text(money(valuation, month.cumulative, month.cumulative_half_width), style),
          .tone = month.cumulative < 0.0 ? Tone::notable : Tone::plain}});
  }
  return "\n" + toned("Month by month", Tone::strong, style) + "\n" + to_text(table, style) +
         so_far_chart(valuation, style);
}

std::string sizes_table(const Valuation& valuation, const TextStyle& style) {
  if (valuation.sizes.empty()) {
    return {};
  }
  Table table{.columns = {{}, {.heading = "net present value", .align = Align::tab}}, .rows = {}};
  for (const ValuationSize& size : valuation.sizes) {
    table.rows.push_back({{.text = "  " + whole_percent(size.size) + " of it"},
                          {.text = estimate_text(size.row, style)}});
  }
  return "\n" + toned("If the effect is not what is assumed", Tone::strong, style) + "\n" +
         to_text(table, style);
}

}  // namespace

std::string valuation_text(const Valuation& valuation, const TextStyle& style) {
  std::string out = head_of(valuation, style) + "\n";
  for (const Note& sentence : answers(valuation, style)) {
    out += toned(wrapped(sentence.text, style), sentence.tone, style);
  }
  out += "\n" + figures_table(valuation, style) + lines_table(valuation, style) +
         months_table(valuation, style) + sizes_table(valuation, style) + "\n";
  for (const Note& note : valuation_notes(valuation, style)) {
    out += toned("- ", note.tone, style) + wrapped(note.text, style, 2);
  }
  return out;
}

}  // namespace tiermix
