#pragma once

// Parts of a run, a comparison, a sweep or an optimisation, simulated elsewhere: --shard K/N, and
// the files they leave. A shard is a journal that is finished; its first record says what it is a
// part of, and the words of the command line, so that tiermix merge needs nothing but the shards
// and the scenario.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/experiment/kept.hpp"

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/keeping.hpp"
#include "tools/tiermix/options.hpp"

namespace tiermix {

/// As a shell reads it back.
[[nodiscard]] std::string shell_word(const std::string& word);

/// Throws UsageError where the command does not exist or has no shards.
[[nodiscard]] Command command_with_shards(const std::string& name);

/// --shard K/N of the pieces of --wave FIRST:LAST, else of the first `pieces`; nothing without
/// --shard. Throws UsageError.
[[nodiscard]] std::optional<Shard> shard_of(const Options& options, std::uint32_t pieces);

/// "desk.3-of-8.part"
[[nodiscard]] std::string shard_name(const std::string& stem, const Shard& shard);

/// What the first record of a shard says.
[[nodiscard]] std::string shard_work(const KeptWork& work,
                                     const Shard& shard,
                                     const Options& options);
/// The same of the lines of a work.
[[nodiscard]] std::string shard_work(std::string lines, const Shard& shard, const Options& options);

struct ShardHead {
  std::string command;
  std::string work;  ///< the lines of the whole that it is a part of
  Shard shard;
  std::vector<std::string> words;  ///< of the command line
};

/// Throws std::runtime_error where it is the journal of something else.
[[nodiscard]] ShardHead shard_head(const Journal& journal);
/// Without reading more of it than that.
[[nodiscard]] ShardHead shard_head(const std::filesystem::path& shard);

/// "replications 3, 7 and 12"; counted from 1.
[[nodiscard]] std::string listed_pieces(const std::string& what,
                                        const std::vector<std::uint32_t>& pieces);

struct ShardTask {
  std::vector<const Plan*> plans;
  std::uint64_t seed = 0;
  int threads = 0;
  Shard shard;
  KeptRows rows = KeptRows::all;
  KeptWork work;
  std::filesystem::path output;
};

/// Simulates a shard of replications and leaves its file; at once where that is there and
/// --resume. Returns the exit status.
[[nodiscard]] int simulate_shard(const ShardTask& task, const Options& options);

/// Whether the shard at `output` is there and has all of these pieces, which `found` counts in it;
/// an unfinished one is made its journal again.
[[nodiscard]] bool is_finished(const std::filesystem::path& output,
                               const std::string& work,
                               const std::function<bool(const Journal&)>& is_complete);

}  // namespace tiermix
