#include <cmath>
#include <string>
#include <string_view>

#include "engine/base/text.hpp"
#include "engine/results/civil.hpp"
#include "engine/results/period_part.hpp"
#include "engine/report/digits.hpp"
#include "engine/report/text.hpp"
#include "engine/report/valuation.hpp"

namespace tiermix {
namespace {

// "12,300 ± 400 USD", and without its sign where the words say it.
std::string amount(const EstimateRow& row, double mean, const TextStyle& style) {
  const ShownUnit shown = shown_unit(row.unit, row.mean);
  const Digits digits = digits_of(mean * shown.factor, row.half_width * shown.factor);
  return digits.mean +
         (digits.half_width.empty()
              ? ""
              : " " + std::string(signs_of(style).plus_minus) + " " + digits.half_width) +
         shown.suffix;
}

bool is_nothing(const EstimateRow& row) { return row.mean == 0.0 && row.half_width == 0.0; }

Note worth(const Valuation& valuation, const EstimateRow& present, const TextStyle& style) {
  const std::string& name = valuation.scenarios.back().name;
  const std::string how = " in net present value";
  if (is_nothing(present)) {
    return {.text = name + " is worth exactly nothing: no cash flow differs.",
            .tone = Tone::notable};
  }
  if (present.lower > 0.0) {
    return {.text = name + " is worth " + amount(present, present.mean, style) +
                    " more than it costs," + how + ".",
            .tone = Tone::good};
  }
  if (present.upper < 0.0) {
    return {.text = name + " costs " + amount(present, -present.mean, style) +
                    " more than it is worth," + how + ".",
            .tone = Tone::notable};
  }
  return {.text = "Whether " + name + " is worth its cost is not decided: it is " +
                  amount(present, present.mean, style) + how +
                  ". --until-decided goes on until the interval is on one side of zero.",
          .tone = Tone::notable};
}

// Only where cash gives another answer.
void add_cash(const Valuation& valuation, const TextStyle& style, std::vector<Note>& notes) {
  const EstimateRow* all = valuation.find("net_present_value");
  const EstimateRow* cash = valuation.find("cash_net_present_value");
  if (all == nullptr || cash == nullptr || !(all->lower > 0.0) || cash->lower > 0.0) {
    return;
  }
  notes.push_back({.text = "In cash alone it is " + amount(*cash, cash->mean, style) +
                           ": the difference is the wage of hours that are saved and paid all the "
                           "same.",
                   .tone = Tone::notable});
}

void add_payback(const Valuation& valuation, std::vector<Note>& notes) {
  const EstimateRow* median = valuation.find("payback_months");
  const EstimateRow* chance = valuation.find("probability_of_payback");
  if (median == nullptr || chance == nullptr) {
    return;
  }
  std::string text;
  if (std::isinf(median->mean)) {
    text = "In the median it does not pay back within the horizon.";
  } else if (median->mean == 0.0) {
    text = "In the median it is never behind.";
  } else {
    text = "It pays back by " + payback_date(valuation, median->mean) + " (median, " +
           payback_date(valuation, median->lower) + " to " +
           payback_date(valuation, median->upper) + ").";
  }
  text += " It has paid back by the horizon in " + whole_percent(chance->mean) +
          " of the replications (" + whole_percent(chance->lower) + " to " +
          whole_percent(chance->upper) + ").";
  notes.push_back({.text = std::move(text)});
}

void add_break_even(const Valuation& valuation, std::vector<Note>& notes) {
  const EstimateRow* size = valuation.find("break_even_size");
  if (size == nullptr || valuation.sizes.empty()) {
    return;
  }
  const std::string most = whole_percent(valuation.sizes.back().size);
  const auto end = [&most](double at) {
    return std::isinf(at) ? "more than " + most : whole_percent(at);
  };
  std::string text;
  if (std::isinf(size->mean)) {
    text = "There is no break-even in 0 to " + most + " of the assumed effect" +
           (std::isinf(size->lower) ? "." : " (from " + end(size->lower) + " on at best).");
  } else if (size->mean <= valuation.sizes.front().size) {
    text = "It is worth its cost even without the assumed effect" +
           (size->upper <= size->mean ? std::string(".")
                                      : " (surely from " + end(size->upper) + " of it on).");
  } else {
    text = "It is worth its cost from " + whole_percent(size->mean) +
           " of the assumed effect on (" + end(size->lower) + " to " + end(size->upper) + ").";
  }
  notes.push_back({.text = std::move(text)});
}

std::string freed_words(double share) {
  if (share == 0.0) {
    return "Hours saved on the floor count for nothing (roi.freed_time): only cash does.";
  }
  return "Hours saved on the floor count at " +
         (share == 1.0 ? std::string("their wage") : whole_percent(share) + " of their wage") +
         " (roi.freed_time): somebody has a use for them. Where the roster stays as it is, wages "
         "are paid all the same, and only the column of cash alone is honest: it counts reps who "
         "wait for work at their cost, in both scenarios.";
}

}  // namespace

std::string whole_percent(double share) { return format_fixed(100.0 * share, 0) + " %"; }

std::string days_of_cut_month(const Valuation& valuation, std::size_t month) {
  const double hours = end_of(valuation, month) - valuation.months.at(month).start_h;
  return part_in_run(valuation, month) == PeriodPart::partial
             ? length_text(24.0 * std::round(hours / 24.0))
             : std::string();
}

std::string payback_date(const Valuation& valuation, double months) {
  constexpr double kMonthHours = 365.25 * 24.0 / 12.0;
  if (std::isinf(months)) {
    return "later";
  }
  if (months <= 0.0) {
    return "at once";
  }
  const double hours = valuation.provenance.warm_up_h + months * kMonthHours;
  return civil_date(valuation.provenance.start, 24.0 * std::floor(hours / 24.0));
}

std::vector<Note> answers(const Valuation& valuation, const TextStyle& style) {
  std::vector<Note> notes;
  const EstimateRow* present = valuation.find("net_present_value");
  if (present == nullptr) {
    return notes;
  }
  notes.push_back(worth(valuation, *present, style));
  if (!is_nothing(*present)) {
    add_cash(valuation, style, notes);
    add_payback(valuation, notes);
    add_break_even(valuation, notes);
  }
  return notes;
}

std::vector<Note> valuation_notes(const Valuation& valuation, const TextStyle& style) {
  const Provenance& run = valuation.provenance;
  const std::string sign(signs_of(style).plus_minus);
  std::vector<Note> notes;
  if (run.replications < 2) {
    notes.push_back({.text = "One replication says nothing about its own error: " + sign +
                             " ? stands for the interval. Use --replications 30.",
                     .tone = Tone::notable});
  } else {
    notes.push_back({.text = sign + " is half the " + format_number(100.0 * run.level) +
                             " % confidence interval over " + std::to_string(run.replications) +
                             " pairs of replications with the same customers, reps and chances; of "
                             "each figure and month alone."});
  }
  notes.push_back({.text = freed_words(valuation.terms.freed_time)});
  notes.push_back(
      {.text =
           "Net present value is discounted at " +
           format_number(100.0 * valuation.terms.discount_rate) +
           " % a year to the begin of the measured window. The investment is the price of "
           "training and the wages of those who train, discounted; in cash alone the price, for "
           "the wages are paid anyway. The return is the net present value over it. Paid back: the "
           "sum of the flow, not discounted, has come "
           "back to zero for good."});
  const EstimateRow* investment = valuation.find("investment");
  const EstimateRow* present = valuation.find("net_present_value");
  if (investment != nullptr && present != nullptr && is_nothing(*investment) &&
      !is_nothing(*present)) {
    notes.push_back({.text = "No training is paid for in the measured window: what a programme "
                             "costs before the warm-up ends is not counted.",
                     .tone = Tone::notable});
  }
  if (run.interrupted) {
    notes.push_back({.text = "Interrupted: only what was finished counts.", .tone = Tone::notable});
  }
  return notes;
}

}  // namespace tiermix
