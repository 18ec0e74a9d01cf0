// soak COUNT SEED: so many random scenarios, the laws checked on each, each replication the same
// twice and through the record of a journal, and memory that does not grow. Prints what there was;
// the text of the first scenario that fails.

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <string>
#include <vector>

#include <unistd.h>

#include "engine/results/replication_record.hpp"

#include "tests/soak/scenario_maker.hpp"
#include "tests/soak/soak_laws.hpp"

namespace tiermix {
namespace {

// AddressSanitizer keeps what is freed for a while.
#ifdef __SANITIZE_ADDRESS__
constexpr bool kMemoryIsOurs = false;
#else
constexpr bool kMemoryIsOurs = true;
#endif

long resident_kib() {
  long pages = 0;
  long resident = 0;
  std::ifstream("/proc/self/statm") >> pages >> resident;
  return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

std::vector<std::string> failures_of(const Model& model, std::uint64_t seed) {
  const Observations o = week_followed(model, seed);
  std::vector<std::string> failures = broken_laws(o);
  const std::uint64_t digest = o.digest();
  if (week_followed(model, seed).digest() != digest) {
    failures.emplace_back("the same replication twice is not the same");
  }
  const auto back =
      replication_in(to_record(0, 0, {.observations = o, .digest = digest}, KeptRows::all));
  if (!back || back->kept.observations.digest() != digest) {
    failures.emplace_back("a record does not come back as the same");
  }
  return failures;
}

int soak(std::uint64_t count, std::uint64_t seed) {
  ScenarioMaker maker(seed);
  long early = 0;
  double cases = 0.0;
  for (std::uint64_t i = 0; i < count; ++i) {
    const Loaded loaded = maker.make();
    if (!loaded.model) {
      std::printf("scenario %lu is not valid:\n%s", i + 1, maker.text().c_str());
      return 1;
    }
    std::vector<std::string> failures;
    try {
      failures = failures_of(*loaded.model, i);
      cases += week_followed(*loaded.model, i).total(0, Quantity::offered);
    } catch (const std::exception& error) {
      failures.emplace_back(error.what());
    }
    if (!failures.empty()) {
      std::printf("scenario %lu of seed %lu breaks %zu laws:\n", i + 1, seed, failures.size());
      for (const std::string& failure : failures) {
        std::printf("  %s\n", failure.c_str());
      }
      std::printf("%s", maker.text().c_str());
      return 1;
    }
    if (i == count / 4) {
      early = resident_kib();
    }
  }
  const long late = resident_kib();
  std::size_t known = 0;
  for (const Field& field : schema_fields()) {
    known += field.key == "remove" ? 0U : 1U;
  }
  std::printf(
      "%lu scenarios, %.0f cases, %zu of %zu keys, %lu additions refused; resident "
      "%ld KiB after a quarter, %ld KiB at the end\n",
      count,
      cases,
      maker.keys().size(),
      known,
      maker.refused(),
      early,
      late);
  constexpr long kGrowth = 32 * 1024;
  if (kMemoryIsOurs && late > early + kGrowth) {
    std::printf("memory has grown\n");
    return 1;
  }
  return 0;
}

}  // namespace
}  // namespace tiermix

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: soak COUNT SEED\n");
    return 2;
  }
  return tiermix::soak(std::strtoull(argv[1], nullptr, 10), std::strtoull(argv[2], nullptr, 10));
}
