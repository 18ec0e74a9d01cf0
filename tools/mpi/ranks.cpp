#include "tools/mpi/ranks.hpp"

#include <array>
#include <chrono>
#include <thread>

#include <mpi.h>

namespace tiermix {
namespace {

constexpr int kOrder = 1;
constexpr int kReport = 2;

using OrderWords = std::array<std::uint32_t, 4>;
using ReportWords = std::array<std::uint32_t, 2>;

// The sender, once a message is there.
std::optional<int> sender(int tag) {
  int there = 0;
  MPI_Status status{};
  MPI_Iprobe(MPI_ANY_SOURCE, tag, MPI_COMM_WORLD, &there, &status);
  if (there == 0) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return std::nullopt;
  }
  return status.MPI_SOURCE;
}

template <typename Words>
void send(const Words& words, int rank, int tag) {
  MPI_Send(words.data(), static_cast<int>(words.size()), MPI_UINT32_T, rank, tag, MPI_COMM_WORLD);
}

template <typename Words>
Words received(int rank, int tag) {
  Words words{};
  MPI_Recv(words.data(),
           static_cast<int>(words.size()),
           MPI_UINT32_T,
           rank,
           tag,
           MPI_COMM_WORLD,
           MPI_STATUS_IGNORE);
  return words;
}

}  // namespace

Ranks::Ranks() {
  int provided = 0;
  MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided);
  MPI_Comm_rank(MPI_COMM_WORLD, &own_);
  MPI_Comm_size(MPI_COMM_WORLD, &count_);
}

Ranks::~Ranks() { MPI_Finalize(); }

// NOLINTNEXTLINE(readability-convert-member-functions-to-static): only while MPI is on
void Ranks::order(int rank, const ShardOrder& order) {
  send(OrderWords{order.shard, order.shards, order.first, order.last}, rank, kOrder);
}

// NOLINTNEXTLINE(readability-convert-member-functions-to-static)
ShardOrder Ranks::next_order() const {
  while (true) {
    if (const std::optional<int> rank = sender(kOrder)) {
      const auto words = received<OrderWords>(*rank, kOrder);
      return {.shard = words[0], .shards = words[1], .first = words[2], .last = words[3]};
    }
  }
}

// NOLINTNEXTLINE(readability-convert-member-functions-to-static)
void Ranks::report(const ShardDone& done) {
  send(ReportWords{done.shard, done.status}, 0, kReport);
}

// NOLINTNEXTLINE(readability-convert-member-functions-to-static)
std::optional<ShardDone> Ranks::next_report() const {
  const std::optional<int> rank = sender(kReport);
  if (!rank) {
    return std::nullopt;
  }
  const auto words = received<ReportWords>(*rank, kReport);
  return ShardDone{.rank = *rank, .shard = words[0], .status = words[1]};
}

}  // namespace tiermix
