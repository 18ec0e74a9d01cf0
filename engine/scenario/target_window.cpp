#include "engine/scenario/target_window.hpp"

#include <algorithm>
#include <array>

#include "engine/base/text.hpp"
#include "engine/scenario/bind_hours.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

constexpr auto kWords = std::to_array<std::string_view>({"within", "in", "from", "on"});

// Where a word stands between blanks, from `at` on.
std::size_t find_word(std::string_view text, std::string_view word, std::size_t at = 0) {
  const std::string between = " " + std::string(word) + " ";
  return text.find(between, at);
}

std::string read_every(std::string_view text, TargetWindow& window) {
  constexpr std::string_view kEvery = "every ";
  constexpr std::string_view kOfTheWeek = " of the week";
  if (!text.starts_with(kEvery)) {
    return "in " + in_quotes(text) + " (in every hour, or another length)";
  }
  std::string_view length = trimmed(text.substr(kEvery.size()));
  if (length.ends_with(kOfTheWeek)) {
    window.each_weekday = true;
    length = trimmed(length.substr(0, length.size() - kOfTheWeek.size()));
  }
  if (length == "hour" || length == "half hour") {
    window.every = length == "hour" ? kHour : 30 * kMinute;
    return {};
  }
  const Measured read = parse_duration(length);
  if (!read.value) {
    return read.problem;
  }
  if (!(*read.value > 0.0) || *read.value > 86400.0) {
    return in_quotes(length) + " is no part of a day";
  }
  window.every = from_seconds(*read.value);
  return {};
}

std::string read_clocks(std::string_view text, TargetWindow& window) {
  const std::size_t to = find_word(text, "to");
  const Measured begin = parse_clock(trimmed(text.substr(0, to)));
  const Measured end = to == std::string_view::npos ? Measured{std::nullopt, "no end of from"}
                                                    : parse_clock(trimmed(text.substr(to + 4)));
  if (!begin.value || !end.value) {
    return (begin.value ? end : begin).problem + " (from 09:00 to 12:00)";
  }
  if (!(*begin.value < *end.value)) {
    return "from " + in_quotes(text) + " ends before it begins (a window is within one day)";
  }
  window.from = from_seconds(*begin.value);
  window.to = from_seconds(*end.value);
  return {};
}

std::string read_weekdays(std::string_view text, TargetWindow& window) {
  window.days.fill(false);
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    const std::string_view day = trimmed(text.substr(at, end - at));
    if (!mark_days(day, window.days)) {
      return in_quotes(day) + " is not a day (mon to sun, a range such as mon-fri, or all)";
    }
    at = end + 1;
  }
  return {};
}

}  // namespace

std::vector<TargetClause> clauses_of(std::string_view& rest) {
  struct Found {
    std::size_t at;
    std::string_view word;
  };
  std::vector<Found> found;
  for (const std::string_view word : kWords) {
    for (std::size_t at = find_word(rest, word); at != std::string_view::npos;
         at = find_word(rest, word, at + 1)) {
      found.push_back({at, word});
    }
  }
  std::ranges::sort(found, {}, &Found::at);
  std::vector<TargetClause> clauses;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const std::size_t begin = found[i].at + found[i].word.size() + 2;
    const std::size_t end = i + 1 < found.size() ? found[i + 1].at : rest.size();
    clauses.push_back({found[i].word, trimmed(rest.substr(begin, std::max(begin, end) - begin))});
  }
  rest = found.empty() ? rest : rest.substr(0, found.front().at);
  return clauses;
}

std::vector<std::string_view> parts_of(std::string_view text) {
  constexpr std::string_view kAnd = "and";
  std::vector<std::string_view> parts;
  for (std::size_t at = find_word(text, kAnd); at != std::string_view::npos;
       at = find_word(text, kAnd)) {
    parts.push_back(trimmed(text.substr(0, at)));
    text = text.substr(at + kAnd.size() + 1);
  }
  parts.push_back(trimmed(text));
  return parts;
}

std::string add_clause(const TargetClause& clause, Duration interval, TargetWindow& window) {
  const std::string wrong = clause.word == "in"     ? read_every(clause.text, window)
                            : clause.word == "from" ? read_clocks(clause.text, window)
                                                    : read_weekdays(clause.text, window);
  if (!wrong.empty()) {
    return wrong;
  }
  if (window.longest_row().us % interval.us != 0) {
    return "the " + std::string(clause.word) + " of " + in_quotes(clause.text) +
           " cuts an interval (time.interval is " + format_duration(in_seconds(interval)) + ")";
  }
  if (window.every.us != 0 && (window.to - window.from).us % window.every.us != 0) {
    return "its intervals do not fill the time from " + format_clock(in_seconds(window.from)) +
           " to " + format_clock(in_seconds(window.to));
  }
  return {};
}

}  // namespace tiermix
