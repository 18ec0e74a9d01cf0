// What the words mean that a scenario gives as values: names of laws and curves, other choices, and
// what is built in.

#include <algorithm>
#include <array>
#include <span>

#include "engine/scenario/schema.hpp"

namespace tiermix {
namespace {

struct Meaning {
  std::string_view word;
  std::string_view text;
  std::string_view table = {};  ///< of whose keys it is a value; empty: built in
};
constexpr auto kMeanings = std::to_array<Meaning>({
    {"deterministic", "Always the mean.", "law"},
    {"exponential", "Memoryless, cv 1; given by its mean.", "law"},
    {"lognormal", "Skewed to long times; given by mean and cv.", "law"},
    {"gamma", "Given by mean and cv.", "law"},
    {"weibull", "Given by mean and shape; below 1 is heavy-tailed.", "law"},
    {"hyperexponential", "A mixture of exponentials, its phases; cv above 1.", "law"},
    {"empirical", "Equally likely values.", "law"},
    {"constant", "The same probability p for every case.", "resolve"},
    {"gatekeeper",
     "f0 (1 - x^b) for complexity x: simple cases are resolved, hard ones are not.",
     "resolve"},
    {"logistic",
     "1 / (1 + exp(-(ability - mean - sd z(x)))), z the standard normal quantile.",
     "resolve"},
    {"exponential", "r = exp(-e / scale).", "learning_curve"},
    {"power",
     "r = (1 + e / scale)^log2(rate): each doubling leaves the share rate.",
     "learning_curve"},
    {"logistic",
     "r = (1 + exp(-midpoint / scale)) / (1 + exp((e - midpoint) / scale)): slow, fast, slow.",
     "learning_curve"},
    {"steps", "r is left of the last step that e has reached.", "learning_curve"},
});

constexpr auto kBuiltIn = std::to_array<Meaning>({
    {"flat", "built-in profile\n  The same rate at all hours of the week.\n"},
    {"office_hours",
     "built-in profile\n  Arrivals from 07:00 to 18:00 on all seven days, weekends included but "
     "few "
     "then; most on Mondays and at 10:00 and 14:30.\n"},
    {"office", "built-in shift and opening hours\n  Monday to Friday, 09:00 to 17:00.\n"},
});

const Meaning* find(std::span<const Meaning> list,
                    std::string_view word,
                    std::string_view table = {}) {
  const auto found = std::ranges::find_if(
      list, [&](const Meaning& known) { return known.word == word && known.table == table; });
  return found == list.end() ? nullptr : &*found;
}

}  // namespace

std::string word_text(std::string_view word) {
  if (const Meaning* known = find(kBuiltIn, word)) {
    return std::string(word) + " (" + std::string(known->text).insert(known->text.find('\n'), ")");
  }
  std::string text;
  for (const Field& field : schema_fields()) {
    const std::vector<std::string> choices =
        field.type == KeyType::choice ? words(field.detail) : std::vector<std::string>{};
    if (std::ranges::find(choices, std::string(word)) == choices.end()) {
      continue;
    }
    const Meaning* known = find(kMeanings, word, field.table);
    text += std::string(word) + " (value of " + std::string(field.table) +
            (field.table == field.key ? "" : "." + std::string(field.key)) + ")\n  " +
            std::string(known == nullptr ? field.meaning : known->text) + "\n";
  }
  return text;
}

}  // namespace tiermix
