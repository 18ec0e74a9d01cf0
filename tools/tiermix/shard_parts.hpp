#pragma once

// Shards on their way back to one result.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/experiment/kept.hpp"
#include "engine/results/journal.hpp"
#include "engine/results/kept_replications.hpp"

#include "tools/tiermix/shards.hpp"

namespace tiermix {

/// "is damaged" or "is not finished", of a shard that lacks records: one that was killed may end
/// within a record.
[[nodiscard]] std::string incompleteness_of(const Journal& shard);

/// The shards of one work, none missing, none twice. Throws std::runtime_error with what is wrong
/// with which file.
class ShardSet {
 public:
  /// `work`: the lines of the whole; empty takes that of the first shard. Pieces before `known` may
  /// be in none of them.
  ShardSet(const std::vector<std::string>& files, const std::string& work, std::uint32_t known = 0);

  /// In the order of their waves and indices.
  [[nodiscard]] const std::vector<Journal>& journals() const { return journals_; }
  [[nodiscard]] const ShardHead& head(std::size_t shard) const { return heads_.at(shard); }
  /// Pieces before this one are covered.
  [[nodiscard]] std::uint32_t end() const { return heads_.back().shard.end; }
  /// The shard that holds a piece before the end.
  [[nodiscard]] std::size_t holder_of(std::uint32_t piece) const;

  /// Throws std::runtime_error that says so.
  [[noreturn]] void refuse_incomplete(std::size_t shard,
                                      const std::string& what,
                                      const std::vector<std::uint32_t>& missing) const;

 private:
  void check_same_whole() const;
  void find_waves(std::uint32_t known);

  std::vector<Journal> journals_;
  std::vector<ShardHead> heads_;
  std::vector<std::size_t> waves_;  ///< the first shard of each
};

/// Replications first + 1 .. last are needed next, and in no shard.
class WaveNeeded : public KeepingFailed {
 public:
  /// `after`: the journal of an optimisation that asks for them.
  WaveNeeded(std::uint32_t first, std::uint32_t last, std::filesystem::path after = {})
      : KeepingFailed("replications " + std::to_string(first + 1) + " to " + std::to_string(last) +
                      " are in no shard"),
        first_(first),
        last_(last),
        after_(std::move(after)) {}

  [[nodiscard]] std::uint32_t first() const { return first_; }
  [[nodiscard]] std::uint32_t last() const { return last_; }
  [[nodiscard]] const std::filesystem::path& after() const { return after_; }

 private:
  std::uint32_t first_;
  std::uint32_t last_;
  std::filesystem::path after_;
};

/// Has the replications of shards, and keeps no more.
class ShardParts final : public Keeper {
 public:
  ShardParts(const std::vector<std::string>& files,
             const std::string& work,
             std::vector<ScopeLayout> layouts);

  /// Throws WaveNeeded where the shards end before.
  void look(std::uint32_t target) override;
  [[nodiscard]] std::optional<KeptReplication> find(std::uint32_t plan,
                                                    std::uint32_t replication) override;
  [[noreturn]] void keep(std::uint32_t plan,
                         std::uint32_t replication,
                         const KeptReplication& kept) override;

 private:
  ShardSet shards_;
  std::vector<ScopeLayout> layouts_;
  std::vector<ReplicationIndex> indices_;  ///< [shard]
};

}  // namespace tiermix
