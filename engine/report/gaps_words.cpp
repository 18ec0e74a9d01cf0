#include "engine/report/gaps_words.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/text.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

// What is less is the rounding of sums.
constexpr double kNothing = 1e-9;

std::string cost_words(const GapReport& report, std::size_t lever) {
  const LeverMoney& money = report.tables.money[lever];
  const Estimate& cost = money.total;
  switch (money.verdict) {
    case CostVerdict::saves:
      return "and saves " + digits_of(-cost.mean, cost.half_width).mean + " " +
             report.provenance.currency + " a year";
    case CostVerdict::unclear:
      return "at a cost that cannot be told from zero";
    case CostVerdict::costs:
      break;
  }
  const Digits digits = digits_of(cost.mean, cost.half_width);
  return "for " + digits.mean + " " + report.provenance.currency + " a year";
}

bool is_sound_help(const GapReport& report, const LeverEffect& effect) {
  return effect.verdict == LeverVerdict::helps && report.tables.sides[effect.lever].is_sound();
}

std::string without_tab(std::string text) {
  std::erase(text, '\t');
  return text;
}

// Where the interval of the share holds 1.
std::string perhaps(const GapReport& report, const GapTable& table) {
  std::string names;
  for (const LeverEffect& effect : table.effects) {
    if (is_sound_help(report, effect) && !effect.closes && effect.closed.lower <= 1.0 &&
        effect.closed.upper >= 1.0) {
      names += (names.empty() ? "" : ", ") + report.levers[effect.lever].name;
    }
  }
  return names.empty() ? names : " Perhaps enough, not surely: " + names + ".";
}

std::string none_closes(const GapReport& report, const GapTable& table) {
  const LeverEffect& first = table.effects.front();
  if (first.verdict != LeverVerdict::helps) {
    return "No lever alone closes it, and none has a clear effect in the right direction.";
  }
  if (!is_sound_help(report, first)) {
    return "No lever closes it or helps but those that overload a tier or lose customers.";
  }
  const auto share = [&](const LeverEffect& e) {
    return is_sound_help(report, e) ? e.closed.mean : -1.0;
  };
  const LeverEffect& most = *std::ranges::max_element(table.effects, {}, share);
  const auto closes = [&](const LeverEffect& effect) {
    return report.levers[effect.lever].name + " closes " + share_text(effect.closed) + " of it " +
           cost_words(report, effect.lever);
  };
  std::string text = "No lever alone surely closes it. Most for the money: " + closes(first) + ".";
  if (most.lever != first.lever) {
    text += " Most of all: " + closes(most) + ".";
  }
  return text + perhaps(report, table);
}

std::string listed_goals(const GapReport& report, GapStanding standing, const TextStyle& style) {
  std::string text;
  for (const GapGoalRow& goal : report.goals) {
    if (goal.standing == standing) {
      text += (text.empty() ? "" : "; ") + title_of(goal) + " " + standing_text(goal, style);
    }
  }
  return text;
}

}  // namespace

std::string title_of(const GapGoalRow& goal) {
  const std::size_t dot = goal.scope.find('.');
  return label_of(goal.measure) +
         (dot == std::string::npos ? "" : ", " + goal.scope.substr(dot + 1));
}

ShownUnit unit_of(const GapGoalRow& goal) {
  ShownUnit unit = shown_unit(goal.unit, goal.mean);
  if (goal.unit == "1") {
    unit.suffix = " pts";
  } else if (goal.unit.size() == 3 && goal.unit.find('/') == std::string::npos) {
    unit.suffix += " of the window";  // an amount of money, as the scorecard has it
  }
  return unit;
}

std::string signed_text(const Estimate& estimate, double factor, const TextStyle& style) {
  if (std::abs(estimate.mean * factor) < kNothing && !(estimate.half_width * factor > kNothing)) {
    return "0\t";
  }
  const Digits digits = digits_of(estimate.mean * factor, estimate.half_width * factor);
  if (digits.mean.empty()) {
    return std::string(signs_of(style).dash) + "\t";
  }
  const std::string text = (estimate.mean > 0.0 ? "+" : "") + digits.mean + "\t";
  return digits.half_width.empty()
             ? text
             : text + " " + std::string(signs_of(style).plus_minus) + " " + digits.half_width;
}

std::string ends_text(const Estimate& estimate, double factor, const TextStyle& style) {
  const auto text = [&](double value) {
    return digits_of(value * factor, estimate.half_width * factor).mean;
  };
  if (!std::isfinite(estimate.half_width)) {
    const std::string mean = digits_of(estimate.mean * factor, 0.0).mean;
    return mean.empty() ? std::string(signs_of(style).dash) + "\t" : mean + "\t (?)";
  }
  const std::string low = text(estimate.lower);
  const std::string high = text(estimate.upper);
  const std::string mean = (estimate.mean > 0.0 ? "+" : "") + text(estimate.mean) + "\t";
  return low == high ? mean : mean + " (" + low + " to " + high + ")";
}

std::string share_text(const Estimate& share) {
  const auto text = [&](double value) {
    return digits_of(100.0 * value, 100.0 * share.half_width).mean;
  };
  const std::string value = text(share.mean) + " %";
  const std::string low = text(share.lower);
  const std::string high = text(share.upper);
  const bool ends = std::isfinite(share.half_width) && low != high;
  return ends ? value + " (" + low + " to " + high + ")" : value;
}

std::string standing_text(const GapGoalRow& goal, const TextStyle& style) {
  EstimateRow row;
  row.measure = goal.measure;
  row.unit = goal.unit;
  row.mean = goal.mean;
  row.half_width = goal.half_width;
  const std::string estimate = without_tab(estimate_text(row, style));
  const std::string side = goal.mean < goal.value ? " below " : " above ";
  const std::string wanted = goal.target
                                 ? "the target " + goal.reference
                                 : with_unit(goal.value, goal.unit) + " (" + goal.reference + ")";
  return estimate + ", " + difference_text(goal.mean - goal.value, row) + side + wanted;
}

std::string dangers_of(const GapReport& report, std::size_t lever) {
  std::string text;
  for (const std::string& tier : report.overloads[lever]) {
    text += (text.empty() ? "overloads " : " and ") + tier;
  }
  const LeverSide& side = report.tables.sides[lever];
  const bool hung_up = std::ranges::any_of(side.loses, [&](std::size_t loss) {
    return report.losses[loss].starts_with("abandonment_rate");
  });
  if (!side.loses.empty()) {
    text += (text.empty() ? "" : ", ") +
            std::string(hung_up ? "more customers hang up" : "more customers are lost");
  }
  return text;
}

std::string answer_to(const GapReport& report, const GapTable& table) {
  if (table.effects.empty()) {
    return "There is no lever to move.";
  }
  if (!table.cheapest.has_value()) {
    return none_closes(report, table);
  }
  const std::size_t lever = table.cheapest.value();
  const auto closing = std::ranges::count_if(table.effects, [&](const LeverEffect& e) {
    return e.closes && report.tables.sides[e.lever].is_sound();
  });
  std::string text =
      "Cheapest: " + report.levers[lever].name + " alone closes it, " + cost_words(report, lever);
  text += closing > 1 ? ". " + std::to_string(closing) + " levers close it, each alone."
                      : ". No other lever surely closes it alone.";
  return text + perhaps(report, table);
}

std::vector<std::string> other_goals(const GapReport& report, const TextStyle& style) {
  std::vector<std::string> lines;
  for (const auto& [standing, head] :
       {std::pair{GapStanding::beaten, "Met or beaten: "},
        std::pair{GapStanding::near, "Not told from what is wanted: "},
        std::pair{GapStanding::no_side, "Neither side is better by itself: "}}) {
    const std::string goals = listed_goals(report, standing, style);
    if (!goals.empty()) {
      lines.push_back(head + goals + ".");
    }
  }
  return lines;
}

std::vector<Note> gap_notes(const GapReport& report, GapLength length) {
  const std::string percent =
      format_number(std::round(report.provenance.level * 1e4) / 100.0) + " %";
  std::vector<Note> notes{
      {.text = "One lever at a time, everything else as it is, the same customers case by case. "
               "Effects do not add up: two levers together can bring less than their sum, or more.",
       .tone = Tone::notable},
      {.text = "Intervals are of chance alone; those of one column of a table hold together with " +
               percent +
               " confidence. Those of ratios are not symmetric; (?): the cost or the gap is not "
               "told from zero, and the ratio has no two ends."},
      {.text = "Cost a year: what the cost of support becomes in the simulation, scaled from the "
               "window to a year, and the price of the lever. What customers are worth is no part "
               "of it; revenue at risk is contract value a year."},
      {.text = "Sizes and prices of levers are those of " + report.levers_file +
               ", many of them assumptions: write your own (--levers)."}};
  const auto moves = [&](std::string_view measure) {
    return std::ranges::any_of(report.tables.tables, [&](const GapTable& table) {
      return report.goals[table.goal].measure == measure;
    });
  };
  if (moves("cost_per_case") || moves("cost_per_created_case")) {
    notes.push_back({.text = "Fewer cases for the same reps raise the cost per case: a lever that "
                             "prevents cases hurts it and may still lower the cost of support."});
  }
  const bool dangers = std::ranges::any_of(report.tables.sides,
                                           [](const LeverSide& side) { return !side.is_sound(); });
  if (dangers) {
    notes.push_back({.text = "A danger: with the lever a tier gets more work than its reps can "
                             "do, or more customers of some class hang up or are lost; they "
                             "neither rate nor cost. Such a "
                             "lever is never the one that is called cheapest.",
                     .tone = Tone::notable});
  }
  if (length == GapLength::first) {
    notes.push_back({.text = "The first 8 levers of a table are listed; --all lists every one."});
  }
  return notes;
}

}  // namespace tiermix
