// Open cases of a backlog, one per row: their age or when they were opened, and where they wait.

#include <algorithm>
#include <utility>

#include "engine/base/text.hpp"
#include "engine/scenario/csv.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

constexpr std::size_t kMostOpenCases = 1'000'000;
constexpr double kOldest = 522 * 7 * 86400.0;  // ten years

class OpenCaseReader {
 public:
  OpenCaseReader(const OpenCaseRequest& request, Findings& findings)
      : request_(request), findings_(findings) {}

  std::vector<OpenCase> read(std::string_view text) {
    if (text.starts_with("\xef\xbb\xbf")) {
      text.remove_prefix(3);
    }
    while (!text.empty() && problems_ < kMostProblems) {
      const std::size_t end = text.find('\n');
      read_line(text.substr(0, end));
      text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    if (problems_ == 0 && !header_seen_) {
      row_ = 1;
      problem(1, "the file is empty (the first row is " + std::string(kHeaders) + ")");
    }
    return problems_ > 0 ? std::vector<OpenCase>() : std::move(cases_);
  }

 private:
  static constexpr std::string_view kHeaders =
      "\"age\", \"opened\", \"age,tier\" or \"opened,tier\"";

  void problem(std::size_t column, const std::string& text) {
    ++problems_;
    findings_.error({request_.file, row_, static_cast<std::uint32_t>(column)}, request_.key, text);
  }

  void read_line(std::string_view line) {
    ++row_;
    if (line.ends_with('\r')) {
      line.remove_suffix(1);
    }
    if (trimmed(line).empty()) {
      return;
    }
    if (!header_seen_) {
      read_header(line);
      return;
    }
    if (cases_.size() == kMostOpenCases) {
      problem(1, "too many rows (at most " + std::to_string(kMostOpenCases) + " open cases)");
      problems_ = kMostProblems;
      return;
    }
    const std::size_t comma = line.find(',');
    const std::size_t commas = static_cast<std::size_t>(std::ranges::count(line, ','));
    if (commas != (has_tier_ ? 1U : 0U)) {
      problem(1,
              in_quotes(line) + " is not a row (" +
                  (has_tier_ ? "two cells, the tier may be empty)" : "one cell)"));
      return;
    }
    OpenCase one;
    read_age(trimmed(line.substr(0, comma)), one);
    if (has_tier_) {
      read_tier(trimmed(line.substr(comma + 1)), comma + 2, one);
    }
    cases_.push_back(std::move(one));
  }

  void read_header(std::string_view line) {
    header_seen_ = true;
    const std::string_view first = line.substr(0, line.find(','));
    const std::string_view rest = line.substr(first.size());
    if ((first != "age" && first != "opened") || (!rest.empty() && rest != ",tier")) {
      problem(
          1,
          in_quotes(line) + " is not the header (the first row is " + std::string(kHeaders) + ")");
      problems_ = kMostProblems;
    }
    by_age_ = first == "age";
    has_tier_ = !rest.empty();
  }

  void read_age(std::string_view cell, OpenCase& one) {
    double seconds = 0.0;
    if (by_age_) {
      const Measured age = parse_duration(cell);
      if (!age.value) {
        problem(1, age.problem);
        return;
      }
      seconds = *age.value;
    } else if (!read_opened(cell, seconds)) {
      return;
    }
    if (seconds < 0.0) {
      problem(1,
              in_quotes(cell) + (by_age_ ? " is negative (an age is at least 0)"
                                         : " is after time.start (it is open then)"));
    } else if (seconds > kOldest) {
      problem(1, in_quotes(cell) + " is too long ago (at most ten years)");
    } else {
      one.age = from_seconds(seconds);
    }
  }

  bool read_opened(std::string_view cell, double& age) {
    std::optional<std::int64_t> second = parse_local_time(cell);
    if (const auto date = parse_date(cell).value; !second && date) {
      second = static_cast<std::int64_t>(*date) * kDaySeconds;
    }
    if (!second) {
      problem(1,
              in_quotes(cell) + " is not a local time (such as 2026-01-05T08:00, or a date alone)");
      return false;
    }
    const LocalTime local = local_time(*second);
    if (request_.clock->shown(local) == Shown::never) {
      problem(1, in_quotes(cell) + " does not exist (clocks are put forward over it)");
      return false;
    }
    age = in_seconds(Instant{} - request_.clock->at(local));
    return true;
  }

  void read_tier(std::string_view cell, std::size_t column, OpenCase& one) {
    const std::string name(cell);
    if (name.empty()) {
      return;
    }
    if (std::ranges::find(request_.tiers, name) == request_.tiers.end()) {
      problem(column,
              "unknown tier " + in_quotes(name) + " (no tier has that name)" +
                  did_you_mean(name, request_.tiers));
      return;
    }
    one.tier = name;
  }

  const OpenCaseRequest& request_;
  Findings& findings_;
  std::vector<OpenCase> cases_;
  std::uint32_t row_ = 0;
  int problems_ = 0;
  bool header_seen_ = false;
  bool by_age_ = false;
  bool has_tier_ = false;
};

}  // namespace

std::vector<OpenCase> parse_open_cases(std::string_view text,
                                       const OpenCaseRequest& request,
                                       Findings& findings) {
  return OpenCaseReader(request, findings).read(text);
}

}  // namespace tiermix
