#include <algorithm>
#include <cctype>
#include <cmath>
#include <string>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/report/compared.hpp"
#include "engine/report/digits.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

std::string percent(double share) { return format_number(std::round(share * 1e4) / 100.0) + " %"; }

// An amount with two digits or so: "0.50 USD", "1.2 pts".
std::string amount(double value, const std::string& unit) {
  const ShownUnit shown = shown_unit(unit, value);
  const double scaled = value * shown.factor;
  return digits_of(scaled, 0.3 * scaled).mean + (unit == "1" ? " pts" : shown.suffix);
}

// "3.20 USD below base (2.85 to 3.55)".
std::string difference_words(const DifferenceRow& row, const std::string& from) {
  const ShownUnit shown = shown_unit(row.unit, row.mean);
  const auto text = [&](double value) {
    return digits_of(value * shown.factor, row.half_width * shown.factor).mean;
  };
  const bool below = row.mean < 0.0;
  const double low = below ? -row.upper : row.lower;
  const double high = below ? -row.lower : row.upper;
  return text(std::abs(row.mean)) + (row.unit == "1" ? " pts" : shown.suffix) +
         (below ? " below " : " above ") + from +
         (std::isfinite(row.half_width) ? " (" + text(low) + " to " + text(high) + ")" : "");
}

// The rows of one measure.
struct Race {
  std::vector<const ChoiceRow*> rows;
  const ChoiceRow* best = nullptr;
  std::string label;

  [[nodiscard]] std::vector<std::string> remaining() const {
    std::vector<std::string> names;
    for (const ChoiceRow* row : rows) {
      if (row->eliminated_after == 0) {
        names.push_back(row->alternative);
      }
    }
    return names;
  }
};

std::vector<Race> races_of(const Compared& compared) {
  std::vector<Race> races;
  for (const ChoiceRow& row : compared.choices) {
    if (races.empty() || races.back().rows.front()->measure != row.measure) {
      races.emplace_back();
      races.back().label = label_of(row.measure);
      races.back().label.front() = static_cast<char>(std::tolower(races.back().label.front()));
    }
    races.back().rows.push_back(&row);
    if (row.best) {
      races.back().best = &row;
    }
  }
  return races;
}

// The difference that tells how the one in front stands: to the base; the base's to its nearest
// rival.
const DifferenceRow* lead_of(const Compared& compared, const Race& race) {
  if (race.best->alternative != compared.scenarios.front().name) {
    return find_difference(compared, race.best->alternative, race.best->measure, "all");
  }
  const DifferenceRow* nearest = nullptr;
  for (const DifferenceRow& row : compared.differences) {
    if (row.measure == race.best->measure && row.scope == "all" &&
        (nearest == nullptr || std::abs(row.mean) < std::abs(nearest->mean))) {
      nearest = &row;
    }
  }
  return nearest;
}

std::string standing(const Compared& compared, const Race& race) {
  const std::string& base = compared.scenarios.front().name;
  const DifferenceRow* lead = lead_of(compared, race);
  if (lead == nullptr) {
    return {};
  }
  return (race.best->alternative == base ? "; nearest is " + lead->alternative + ", " : ": ") +
         difference_words(*lead, base);
}

// Where the difference is smaller than what was to matter.
std::string tie(const Compared& compared, const Race& race) {
  const DifferenceRow* lead = lead_of(compared, race);
  if (lead == nullptr || std::abs(lead->mean) >= race.best->indifference) {
    return {};
  }
  const std::string& rival =
      lead->alternative == race.best->alternative ? lead->base : lead->alternative;
  return "By " + race.label + " either will do: between " + race.best->alternative + " and " +
         rival + " the difference is smaller than " +
         amount(race.best->indifference, race.best->unit) + ". ";
}

std::string bound(const ChoiceRow& best) {
  if (!(best.behind_best > 0.0) || !std::isfinite(best.behind_best)) {
    return {};
  }
  return " It is at most " + amount(best.behind_best, best.unit) + " behind the best, with " +
         percent(best.confidence) + " confidence.";
}

std::string extreme(const Race& race) {
  return (race.best->better == "lower" ? "the lowest " : "the highest ") + race.label;
}

// Several choices share what may go wrong.
std::string shared_words(const Compared& compared, const ChoiceRow& best) {
  const std::size_t measures =
      compared.scenarios.empty() ? 1 : compared.choices.size() / compared.scenarios.size();
  if (measures < 2) {
    return {};
  }
  const auto several = static_cast<double>(measures);
  return " (" + percent(1.0 - several * (1.0 - best.confidence)) + " for all " +
         std::to_string(measures) + " choices together)";
}

Note decision(const Compared& compared, const Race& race) {
  const ChoiceRow& best = *race.best;
  const std::string subject = best.alternative + " has " + extreme(race);
  const std::string count = std::to_string(best.stage) + " replications";
  if (!best.sequential) {
    return {.text = subject + standing(compared, race) + "." + bound(best) +
                    " A fixed count of replications promises no correct choice; without "
                    "--replications, compare goes on until it can.",
            .tone = Tone::strong};
  }
  if (best.stage == 0) {
    return {.text = "Nothing can be chosen by " + race.label +
                    ": in some scenario it is zero or has no value, or the run was too short.",
            .tone = Tone::notable};
  }
  std::vector<std::string> left = race.remaining();
  if (!best.decided) {
    return {.text = "Not decided by " + race.label + " after " + count + ": " +
                    joined_by_and(left) + " remain. So far " + subject + standing(compared, race) +
                    "." + bound(best),
            .tone = Tone::notable};
  }
  std::erase(left, best.alternative);
  const std::string same = left.empty() ? tie(compared, race) : std::string();
  std::string text = same + subject + standing(compared, race) + ". Chosen with " +
                     percent(best.confidence) + " confidence" + shared_words(compared, best) +
                     " among scenarios that differ by at least " +
                     amount(best.indifference, best.unit) + ", after " + count + ".";
  if (!left.empty()) {
    text += " " + joined_by_and(left) + " may be as good within " +
            amount(best.indifference, best.unit) + ".";
  }
  return {.text = text + bound(best), .tone = Tone::strong};
}

// How much the shared customers save.
std::string pairing(const Compared& compared, const Race& race) {
  std::string text;
  for (const DifferenceRow& row : compared.differences) {
    if (row.measure != race.rows.front()->measure || row.scope != "all" ||
        !std::isfinite(row.variance_reduction) || !std::isfinite(row.correlation)) {
      continue;
    }
    text += (text.empty() ? "" : "; ") + row.alternative + " " +
            format_fixed(row.variance_reduction, row.variance_reduction < 9.95 ? 1 : 0) +
            " times (correlation " + format_fixed(row.correlation, 2) + ")";
  }
  if (text.empty()) {
    return text;
  }
  return "Shared customers: independent runs would need more replications for the same interval "
         "of " +
         race.label + ": " + text + ".";
}

}  // namespace

std::vector<Note> decisions(const Compared& compared) {
  std::vector<Note> notes;
  for (const Race& race : races_of(compared)) {
    if (race.best != nullptr) {
      notes.push_back(decision(compared, race));
    }
  }
  return notes;
}

namespace {

// Where more or fewer of the cases are closed, costs may fall and yet rise per closed case.
void add_parting_costs(const Compared& compared, std::vector<Note>& notes) {
  std::vector<std::string> parting;
  for (std::size_t s = 1; s < compared.scenarios.size(); ++s) {
    const std::string& name = compared.scenarios[s].name;
    const DifferenceRow* per_case = find_difference(compared, name, "cost_per_case", "all");
    const DifferenceRow* created = find_difference(compared, name, "cost_per_created_case", "all");
    if (per_case != nullptr && created != nullptr && per_case->mean * created->mean < 0.0 &&
        std::abs(per_case->mean) > per_case->half_width &&
        std::abs(created->mean) > created->half_width) {
      parting.push_back(name);
    }
  }
  if (!parting.empty()) {
    notes.push_back({.text = "Cost per case and cost per created case go different ways in " +
                             joined_by_and(parting) +
                             ": another share of the customers gets an answer. Cost per case is "
                             "per case closed, and whom the desk loses makes it dearer.",
                     .tone = Tone::notable});
  }
}

// What a reader should know before trusting a row.
void add_cautions(const Compared& compared, std::vector<Note>& notes) {
  std::vector<std::string> open;
  bool rated = false;
  bool hung_up = false;
  for (const ComparedEstimate& estimate : compared.estimates) {
    const EstimateRow& row = estimate.row;
    if (row.scope != "all") {
      continue;
    }
    if (row.measure == "open_at_end" && row.mean > kManyOpen) {
      open.push_back(estimate.alternative + " " + with_unit(row.mean, "1"));
    }
    rated = rated || (row.measure == "satisfaction_rating" && std::isfinite(row.mean));
    hung_up = hung_up || (row.measure == "abandonment_rate" && row.mean > 0.0);
  }
  if (!open.empty()) {
    notes.push_back(
        {.text = "Still open when the drain ended, of the cases created: " + joined_by_and(open) +
                 ". Times to resolve are too short there, the backlog grows, and cost "
                 "per case depends on how long the run is: a desk that cannot keep up "
                 "is not comparable by them.",
         .tone = Tone::notable});
  }
  if (rated && hung_up) {
    notes.push_back({.text = "Ratings are of closed cases: customers who hang up give none. Read "
                             "them beside the abandonment rate."});
  }
  notes.push_back({.text = "Handle cost is per case created, cost per case and its causes per case "
                           "closed in the window."});
}

}  // namespace

std::vector<Note> comparison_notes(const Compared& compared, const TextStyle& style) {
  const Provenance& run = compared.provenance;
  const std::size_t others = compared.scenarios.size() - 1;
  const std::string sign(signs_of(style).plus_minus);
  std::vector<Note> notes;
  std::string intervals =
      "Differences are scenario minus base, over replications with the same customers; " + sign +
      " is half the " + percent(run.level) + " interval";
  intervals += others > 1 ? "; of each measure the " + std::to_string(others) +
                                " differences hold together (Bonferroni), not those of all "
                                "measures at once."
                          : " of that measure alone, not of all measures at once.";
  notes.push_back({.text = intervals});
  notes.push_back(
      {.text = "better, worse: the interval excludes zero; higher, lower: so it does, but neither "
               "is better in itself; unclear: it holds zero. Last, the probability that the "
               "scenario is the best of all by this measure."});
  add_cautions(compared, notes);
  add_parting_costs(compared, notes);
  for (const Race& race : races_of(compared)) {
    if (std::string text = pairing(compared, race); !text.empty()) {
      notes.push_back({.text = std::move(text)});
    }
  }
  if (run.interrupted) {
    notes.push_back({.text = "Interrupted: these are the replications that were finished.",
                     .tone = Tone::notable});
  } else if (!run.precision_reached) {
    notes.push_back({.text = "The precision asked for was not reached within " +
                             std::to_string(run.replications) + " replications.",
                     .tone = Tone::notable});
  }
  return notes;
}

}  // namespace tiermix
