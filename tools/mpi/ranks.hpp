#pragma once

// The processes that mpirun has started, and what they say to each other: rank 0 hands out shards,
// the others say how each ended.

#include <cstdint>
#include <optional>

namespace tiermix {

/// A shard to simulate; none is left where `shard` is 0.
struct ShardOrder {
  std::uint32_t shard = 0;  ///< from 1
  std::uint32_t shards = 0;
  std::uint32_t first = 0;  ///< of the wave, from 1; 0: the first look, as the command has it
  std::uint32_t last = 0;
};

struct ShardDone {
  int rank = 0;
  std::uint32_t shard = 0;
  std::uint32_t status = 0;  ///< as a program exits with
};

/// Of one thread. While it is there, a rank that dies ends them all: mpirun sees to that.
class Ranks {
 public:
  Ranks();
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;
  ~Ranks();

  [[nodiscard]] int own() const { return own_; }
  [[nodiscard]] int count() const { return count_; }

  void order(int rank, const ShardOrder& order);
  /// Waits for the next one. It sleeps in between, where MPI itself would keep a core busy.
  [[nodiscard]] ShardOrder next_order() const;

  void report(const ShardDone& done);
  /// Nothing where none has come within a millisecond.
  [[nodiscard]] std::optional<ShardDone> next_report() const;

 private:
  int own_ = 0;
  int count_ = 1;
};

}  // namespace tiermix
