// A journal or shard, and its records with or without a digest that fits.

#include "engine/results/journal.hpp"
#include "engine/results/kept_replications.hpp"
#include "engine/results/replication_record.hpp"
#include "engine/results/swept.hpp"

#include "tests/fuzz/input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tiermix;
  const std::string_view bytes = text_of(data, size);
  if (const auto record = replication_in(bytes)) {
    // What was read is written and read again as the same.
    const std::string again =
        to_record(record->plan, record->replication, record->kept, KeptRows::all);
    const auto second = replication_in(again);
    if (!second || second->kept.observations.digest() != record->kept.observations.digest()) {
      __builtin_trap();
    }
  }
  static_cast<void>(from_record(bytes));
  try {
    const FuzzedFile file(bytes);
    const Journal journal = Journal::read(file.path());
    static_cast<void>(index_of_replications(journal, 2));
  } catch (const std::runtime_error&) {  // NOLINT: refused, as it should be
  }
  return 0;
}
