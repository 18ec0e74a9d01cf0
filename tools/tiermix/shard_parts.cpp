#include "tools/tiermix/shard_parts.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace tiermix {
namespace {

struct OpenShard {
  Journal journal;
  ShardHead head;
};

std::string pieces_of(const Shard& shard) {
  return std::to_string(shard.first + 1) + " to " + std::to_string(shard.end);
}

}  // namespace

ShardSet::ShardSet(const std::vector<std::string>& files,
                   const std::string& work,
                   std::uint32_t known) {
  std::vector<OpenShard> shards;
  for (const std::string& file : files) {
    Journal journal = Journal::read(file);
    ShardHead head = shard_head(journal);
    shards.push_back({std::move(journal), std::move(head)});
  }
  if (shards.empty()) {
    throw std::runtime_error("no shard is named");
  }
  std::vector<std::size_t> order(shards.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, [&shards](std::size_t a, std::size_t b) {
    const Shard& one = shards[a].head.shard;
    const Shard& other = shards[b].head.shard;
    return std::pair(one.first, one.index) < std::pair(other.first, other.index);
  });
  for (const std::size_t i : order) {
    journals_.push_back(std::move(shards[i].journal));
    heads_.push_back(std::move(shards[i].head));
  }
  if (!work.empty()) {
    const std::string other = first_difference(heads_.front().work, work);
    if (!other.empty()) {
      throw std::runtime_error(journals_.front().path().string() + ": is a shard of another " +
                               other);
    }
  }
  check_same_whole();
  find_waves(known);
}

void ShardSet::check_same_whole() const {
  for (std::size_t i = 1; i < heads_.size(); ++i) {
    std::string other = first_difference(heads_[i].work, heads_[0].work);
    if (other.empty() && heads_[i].words != heads_[0].words) {
      other = "command line";
    }
    if (!other.empty()) {
      throw std::runtime_error(journals_[i].path().string() + ": is a shard of another " + other +
                               " than " + journals_[0].path().string());
    }
  }
}

// Each wave begins where the one before it ends, and has each of its shards once.
void ShardSet::find_waves(std::uint32_t known) {
  std::uint32_t covered = 0;
  for (std::size_t i = 0; i < heads_.size();) {
    const Shard& wave = heads_[i].shard;
    waves_.push_back(i);
    if (wave.first != covered && wave.first > known) {
      throw std::runtime_error(journals_[i].path().string() + ": holds a part of " +
                               pieces_of(wave) + ", and the shards before end at " +
                               std::to_string(covered));
    }
    std::vector<std::uint32_t> missing;
    std::uint32_t expected = 0;
    for (; i < heads_.size() && heads_[i].shard.first == wave.first; ++i) {
      const Shard& own = heads_[i].shard;
      if (own.count != wave.count || own.end != wave.end) {
        throw std::runtime_error(journals_[i].path().string() + ": is one of " +
                                 std::to_string(own.count) + " shards of " + pieces_of(own) +
                                 ", another one of " + std::to_string(wave.count) + " of " +
                                 pieces_of(wave));
      }
      if (own.index < expected) {
        throw std::runtime_error(
            journals_[i].path().string() + ": is the same shard (" + std::to_string(own.index + 1) +
            " of " + std::to_string(own.count) + ") as " + journals_[i - 1].path().string());
      }
      for (; expected < own.index; ++expected) {
        missing.push_back(expected);
      }
      ++expected;
    }
    for (; expected < wave.count; ++expected) {
      missing.push_back(expected);
    }
    if (!missing.empty()) {
      throw std::runtime_error(listed_pieces("shard", missing) + " of " +
                               std::to_string(wave.count) + (missing.size() == 1 ? " is" : " are") +
                               " missing");
    }
    covered = wave.end;
  }
}

std::size_t ShardSet::holder_of(std::uint32_t piece) const {
  const auto wave = std::ranges::find_if(
      waves_, [&](std::size_t first) { return piece < heads_[first].shard.end; });
  return *wave + piece % heads_[*wave].shard.count;
}

std::string incompleteness_of(const Journal& shard) {
  return shard.damaged() > 0 ? "is damaged" : "is not finished";
}

void ShardSet::refuse_incomplete(std::size_t shard,
                                 const std::string& what,
                                 const std::vector<std::uint32_t>& missing) const {
  const Journal& journal = journals_[shard];
  throw KeepingFailed(journal.path().string() + ": " + incompleteness_of(journal) + ": " +
                      std::to_string(journal.size()) + " of its records can be read, " +
                      listed_pieces(what, missing) +
                      " not (the command that made it, with --resume, simulates them again)");
}

ShardParts::ShardParts(const std::vector<std::string>& files,
                       const std::string& work,
                       std::vector<ScopeLayout> layouts)
    : shards_(files, work), layouts_(std::move(layouts)) {
  for (std::size_t i = 0; i < shards_.journals().size(); ++i) {
    indices_.push_back(index_of_replications(shards_.journals()[i], layouts_.size()));
    const Shard& shard = shards_.head(i).shard;
    std::vector<std::uint32_t> missing;
    for (std::uint32_t r = shard.first; r < shard.end; ++r) {
      for (std::uint32_t p = 0; shard.contains(r) && p < layouts_.size(); ++p) {
        if (!indices_[i].contains({p, r}) && (missing.empty() || missing.back() != r)) {
          missing.push_back(r);
        }
      }
    }
    if (!missing.empty()) {
      shards_.refuse_incomplete(i, "replication", missing);
    }
  }
}

void ShardParts::look(std::uint32_t target) {
  if (target > shards_.end()) {
    throw WaveNeeded(shards_.end(), target);
  }
}

std::optional<KeptReplication> ShardParts::find(std::uint32_t plan, std::uint32_t replication) {
  const std::size_t shard = shards_.holder_of(replication);
  return replication_of(
      shards_.journals().at(shard), indices_.at(shard).at({plan, replication}), layouts_.at(plan));
}

void ShardParts::keep(std::uint32_t /*plan*/,
                      std::uint32_t replication,
                      const KeptReplication& /*kept*/) {
  throw KeepingFailed("replication " + std::to_string(replication + 1) + " is in no shard");
}

}  // namespace tiermix
