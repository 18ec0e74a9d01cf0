#include "engine/results/kept_replications.hpp"

#include <stdexcept>

namespace tiermix {

ReplicationIndex index_of_replications(const Journal& journal, std::size_t plans) {
  ReplicationIndex index;
  for (std::size_t i = 0; i < journal.size(); ++i) {
    const auto name = name_in(journal.beginning(i, kRecordNameSize));
    if (!name || name->plan >= plans) {
      throw std::runtime_error(journal.path().string() +
                               ": has a record that is no replication of this run");
    }
    index.emplace(std::pair(name->plan, name->replication), i);
  }
  return index;
}

KeptReplication replication_of(const Journal& journal,
                               std::size_t record,
                               const ScopeLayout& layout) {
  std::string bytes;
  try {
    bytes = journal.record(record);
  } catch (const std::runtime_error& error) {
    throw KeepingFailed(error.what());
  }
  std::optional<ReplicationRecord> read = replication_in(bytes);
  if (!read || read->kept.observations.layout != layout) {
    throw KeepingFailed(journal.path().string() +
                        ": has a record that is no replication of this run");
  }
  return std::move(read->kept);
}

JournalKeeper::JournalKeeper(Journal journal, std::vector<ScopeLayout> layouts, KeptRows rows)
    : journal_(std::move(journal)),
      layouts_(std::move(layouts)),
      rows_(rows),
      index_(index_of_replications(journal_, layouts_.size())) {}

std::optional<KeptReplication> JournalKeeper::find(std::uint32_t plan, std::uint32_t replication) {
  const auto found = index_.find({plan, replication});
  if (found == index_.end()) {
    return std::nullopt;
  }
  return replication_of(journal_, found->second, layouts_.at(plan));
}

void JournalKeeper::keep(std::uint32_t plan,
                         std::uint32_t replication,
                         const KeptReplication& kept) {
  const std::string record = to_record(plan, replication, kept, rows_);
  const std::scoped_lock lock(mutex_);
  try {
    journal_.append(record);
  } catch (const std::runtime_error& error) {
    throw KeepingFailed(error.what());
  }
}

}  // namespace tiermix
