#pragma once

// A finished replication as a record of a journal, the same bytes on every machine. Whole numbers
// take as few bytes as they need, and stretches of zeros next to none: most of a replication is
// counts, and most of those are small.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/experiment/kept.hpp"

namespace tiermix {

/// What is kept of the rows over time: a comparison needs none, the worth of a programme months.
enum class KeptRows : std::uint8_t { all, months, none };

struct ReplicationRecord {
  std::uint32_t plan = 0;
  std::uint32_t replication = 0;
  KeptReplication kept;
};

/// Of plan and replication alone; the rest of a record is behind.
inline constexpr std::size_t kRecordNameSize = 8;
struct RecordName {
  std::uint32_t plan = 0;
  std::uint32_t replication = 0;
};

[[nodiscard]] std::string to_record(std::uint32_t plan,
                                    std::uint32_t replication,
                                    const KeptReplication& kept,
                                    KeptRows rows);

/// Nothing where the bytes are no such record, whatever they are; no more memory is taken than a
/// replication with 2^28 numbers needs.
[[nodiscard]] std::optional<ReplicationRecord> replication_in(std::string_view record);

/// Nothing where the bytes are too few.
[[nodiscard]] std::optional<RecordName> name_in(std::string_view record);

}  // namespace tiermix
