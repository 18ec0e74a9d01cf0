#pragma once

// FILE.shards, the folder beside the results file in which the shards of tiermix-mpi are while it
// runs: FIRST.K-of-N.part, FIRST being the first replication of the wave; and FIRST.K-of-N.log,
// what a shard that failed has said.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tools/mpi/ranks.hpp"

namespace tiermix {

class ShardFolder {
 public:
  explicit ShardFolder(std::filesystem::path output);

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] bool exists() const;

  [[nodiscard]] std::filesystem::path shard(const ShardOrder& order) const;
  [[nodiscard]] std::filesystem::path log(const ShardOrder& order) const;

  /// How many shards the wave was divided into that begins at replication `first`, counted from 1;
  /// nothing where there are none of it. Throws std::runtime_error where they do not agree.
  [[nodiscard]] std::optional<std::uint32_t> shards_of(std::uint32_t first) const;

  /// The finished ones of waves that begin at replication `last` or before, in the order of their
  /// names.
  [[nodiscard]] std::vector<std::string> finished(std::uint32_t last) const;

  /// The journal of a shard that another job is simulating, where there is one.
  [[nodiscard]] std::optional<std::filesystem::path> shard_in_use() const;

  void create() const;
  /// Takes away what is named as above, and the folder where nothing else is in it.
  void remove() const;

 private:
  std::filesystem::path path_;
};

}  // namespace tiermix
