// The CSV files of a scenario; the first byte says which kind.

#include <chrono>

#include "engine/scenario/csv.hpp"

#include "tests/fuzz/input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tiermix;
  if (size == 0) {
    return 0;
  }
  const std::string_view text = text_of(data + 1, size - 1);
  static const LocalClock clock(std::chrono::sys_days(std::chrono::year(2026) / 1 / 5),
                                "Europe/Brussels");
  Findings findings;
  switch (data[0] % 4U) {
    case 0:
    case 1:
      static_cast<void>(
          parse_series(text,
                       {.file = "fuzzed.csv",
                        .header = "start,cases",
                        .high = 1e6,
                        .values = data[0] % 2U == 0 ? SeriesValues::any : SeriesValues::whole,
                        .key = "volumes",
                        .clock = &clock},
                       findings));
      break;
    case 2:
      static_cast<void>(parse_open_cases(
          text,
          {.file = "fuzzed.csv", .key = "open", .clock = &clock, .tiers = {"tier1", "tier2"}},
          findings));
      break;
    default:
      static_cast<void>(parse_responses(
          text, {.file = "fuzzed.csv", .key = "responses", .classes = {"a", "b"}}, findings));
  }
  return 0;
}
