#include <algorithm>
#include <cmath>
#include <cstdint>

#include "engine/random/philox.hpp"
#include "engine/estimate/paired.hpp"
#include "engine/estimate/unknown.hpp"

namespace tiermix {
namespace {

constexpr std::size_t kDraws = 2000;
constexpr std::size_t kMostBlocks = 200;

// Replications in blocks of neighbours, so that the cost of a draw is bounded; the sum of a block's
// effects has the variance of its members.
struct Blocks {
  double value = 0.0;
  std::vector<double> sums;
  std::vector<double> counts;
};

Blocks blocks_of(const Influences& all, std::size_t size) {
  Blocks blocks{.value = all.value, .sums = {}, .counts = {}};
  const auto n = static_cast<double>(all.effects.size());
  // The bootstrap's own variance is that of n + 1 in place of n - 1 degrees of freedom.
  const double widen = std::sqrt((n + 1.0) / (n - 1.0));
  for (std::size_t r = 0; r < all.effects.size(); ++r) {
    if (r % size == 0) {
      blocks.sums.push_back(0.0);
      blocks.counts.push_back(0.0);
    }
    blocks.sums.back() += widen * all.effects[r];
    blocks.counts.back() += 1.0;
  }
  return blocks;
}

// Exponential weights with mean 1, [draw][block]; the last are kept, they serve every measure.
const std::vector<double>& bootstrap_weights(std::size_t blocks) {
  constexpr PhiloxKey kBootstrap{0x626f6f74U, 0x73747261U};
  thread_local std::vector<double> weights;
  if (weights.size() == kDraws * blocks) {
    return weights;
  }
  weights.assign(kDraws * blocks, 0.0);
  for (std::uint32_t draw = 0; draw < kDraws; ++draw) {
    for (std::size_t i = 0; i < blocks; i += 4) {
      const PhiloxCounter words = philox({static_cast<std::uint32_t>(i), draw, 0, 0}, kBootstrap);
      for (std::size_t j = 0; j < 4 && i + j < blocks; ++j) {
        weights[draw * blocks + i + j] = -std::log((static_cast<double>(words[j]) + 0.5) * 0x1p-32);
      }
    }
  }
  return weights;
}

double drawn_value(const Blocks& blocks, std::span<const double> weights) {
  double sum = 0.0;
  double count = 0.0;
  for (std::size_t i = 0; i < blocks.sums.size(); ++i) {
    sum += weights[i] * blocks.sums[i];
    count += weights[i] * blocks.counts[i];
  }
  return blocks.value + sum / count;
}

// An alternative that stopped early, as its difference to the longest one over the replications
// that both have: what it is worth is then the longest's value and that difference, so that what
// they share still cancels.
Influences beside(const Influences& longest, const Influences& shorter) {
  const std::size_t n = shorter.effects.size();
  double shared = 0.0;
  for (std::size_t r = 0; r < n; ++r) {
    shared += longest.effects[r] / static_cast<double>(n);
  }
  Influences difference{.value = shorter.value - longest.value - shared, .effects = {}};
  for (std::size_t r = 0; r < n; ++r) {
    difference.effects.push_back(shorter.effects[r] - longest.effects[r] + shared);
  }
  return difference;
}

// Each of the best gets an equal part of one.
void credit_best(const std::vector<double>& values, std::vector<double>& credit) {
  const double best = *std::ranges::max_element(values);
  const auto tied = static_cast<double>(std::ranges::count(values, best));
  for (std::size_t i = 0; i < values.size(); ++i) {
    credit[i] += values[i] == best ? 1.0 / tied : 0.0;
  }
}

// The alternatives that have a value, as what a draw needs of each.
struct Field {
  std::vector<std::size_t> present;
  std::size_t longest = 0;  ///< replications of the leader
  Blocks leader;
  std::vector<Blocks> blocks;
  std::vector<bool> relative;  ///< to the leader
};

// Empty where fewer than two have a value, or one has no error.
Field field_of(std::span<const Influences> alternatives) {
  Field field;
  std::size_t leader = 0;
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    const std::size_t n = alternatives[i].effects.size();
    if (std::isnan(alternatives[i].value)) {
      continue;
    }
    if (n < 2) {
      return {};
    }
    leader = n > field.longest ? i : leader;
    field.longest = std::max(field.longest, n);
    field.present.push_back(i);
  }
  if (field.present.size() < 2) {
    return {};
  }
  const std::size_t size = (field.longest + kMostBlocks - 1) / kMostBlocks;
  field.leader = blocks_of(alternatives[leader], size);
  for (const std::size_t i : field.present) {
    field.relative.push_back(alternatives[i].effects.size() < field.longest);
    field.blocks.push_back(field.relative.back()
                               ? blocks_of(beside(alternatives[leader], alternatives[i]), size)
                               : blocks_of(alternatives[i], size));
  }
  return field;
}

}  // namespace

std::vector<double> probability_best(std::span<const Influences> alternatives, Better better) {
  std::vector<double> probability(alternatives.size(), kUnknown);
  const Field field = field_of(alternatives);
  const std::size_t count = field.present.size();
  const std::size_t drawn = field.leader.sums.size();
  const std::span<const double> weights = bootstrap_weights(drawn);
  std::vector<double> values(count);
  std::vector<double> credit(count);
  const double sign = better == Better::higher ? 1.0 : -1.0;
  for (std::size_t draw = 0; draw < kDraws && count > 0; ++draw) {
    const std::span<const double> own = weights.subspan(draw * drawn, drawn);
    const double lead = drawn_value(field.leader, own);
    for (std::size_t i = 0; i < count; ++i) {
      values[i] = sign * (drawn_value(field.blocks[i], own) + (field.relative[i] ? lead : 0.0));
    }
    credit_best(values, credit);
  }
  for (std::size_t i = 0; i < count; ++i) {
    probability[field.present[i]] = credit[i] / static_cast<double>(kDraws);
  }
  return probability;
}

}  // namespace tiermix
