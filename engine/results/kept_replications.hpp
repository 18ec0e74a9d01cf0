#pragma once

// Keepers of finished replications on disk: the journal of a run, and the shards of one that was
// simulated in parts.

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/experiment/kept.hpp"
#include "engine/results/journal.hpp"
#include "engine/results/replication_record.hpp"

namespace tiermix {

/// Which record holds a replication of a plan.
using ReplicationIndex = std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t>;

/// Of the records of a journal. Throws std::runtime_error where one is of no plan among so many.
[[nodiscard]] ReplicationIndex index_of_replications(const Journal& journal, std::size_t plans);

/// Reads one of them back. Throws KeepingFailed.
[[nodiscard]] KeptReplication replication_of(const Journal& journal,
                                             std::size_t record,
                                             const ScopeLayout& layout);

/// Appends what is finished to a journal, and has what the journal had when it was opened.
class JournalKeeper final : public Keeper {
 public:
  /// `layouts` of the plans. Throws std::runtime_error where the journal is not one of these.
  JournalKeeper(Journal journal, std::vector<ScopeLayout> layouts, KeptRows rows);

  void look(std::uint32_t /*target*/) override {}
  [[nodiscard]] std::optional<KeptReplication> find(std::uint32_t plan,
                                                    std::uint32_t replication) override;
  void keep(std::uint32_t plan, std::uint32_t replication, const KeptReplication& kept) override;

  /// Replications that were there when it was opened.
  [[nodiscard]] const ReplicationIndex& found() const { return index_; }
  [[nodiscard]] Journal& journal() { return journal_; }

 private:
  Journal journal_;
  std::vector<ScopeLayout> layouts_;
  KeptRows rows_;
  ReplicationIndex index_;
  std::mutex mutex_;
};

}  // namespace tiermix
