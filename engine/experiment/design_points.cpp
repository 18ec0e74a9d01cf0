#include "engine/experiment/design_points.hpp"

#include <numeric>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/random/philox.hpp"

namespace tiermix {
namespace {

// A continuous range is cut so finely that no part of a hypercube goes without values.
constexpr std::size_t kValuesPerPart = 1000;

// 32 random bits for each (seed, axis, purpose, position).
class Draws {
 public:
  Draws(std::uint64_t seed, std::size_t axis)
      : seed_(seed), axis_(static_cast<std::uint32_t>(axis)) {}

  enum class For : std::uint32_t { order = 0x6f726472U, position = 0x706f736eU };

  /// Below `count`, by the multiply-shift of Lemire 2019 without rejection: the bias is below
  /// count / 2^32.
  [[nodiscard]] std::size_t below(std::size_t count, For what, std::size_t at) const {
    const PhiloxCounter words = philox(
        {static_cast<std::uint32_t>(at), axis_, static_cast<std::uint32_t>(what), 0x73776565U},
        {static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32U)});
    return (std::uint64_t{words[0]} * count) >> 32U;
  }

 private:
  std::uint64_t seed_;
  std::uint32_t axis_;
};

// Fisher-Yates.
std::vector<std::size_t> shuffled(std::size_t size, const Draws& draws) {
  std::vector<std::size_t> order(size);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = size; i > 1; --i) {
    std::swap(order[i - 1], order[draws.below(i, Draws::For::order, i)]);
  }
  return order;
}

// A value of the part-th of `parts` equal parts of an axis with `values` values.
std::size_t value_in_part(std::size_t part,
                          std::size_t parts,
                          std::size_t values,
                          const Draws& draws) {
  if (values < parts) {
    return part * values / parts;
  }
  const auto first_in = [&](std::size_t p) { return (p * values + parts - 1) / parts; };
  const std::size_t first = first_in(part);
  return first + draws.below(first_in(part + 1) - first, Draws::For::position, part);
}

}  // namespace

std::size_t grid_size(const std::vector<Axis>& axes) {
  std::size_t size = 1;
  for (const Axis& axis : axes) {
    size = axis.size() > kMostPoints ? kMostPoints + 1 : size * axis.size();
    if (size > kMostPoints) {
      return kMostPoints + 1;
    }
  }
  return size;
}

PointDesign grid(std::vector<Axis> axes) {
  const std::size_t size = grid_size(axes);
  TIERMIX_EXPECTS(size <= kMostPoints);
  PointDesign design{.kind = DesignKind::grid, .axes = std::move(axes), .points = {}};
  for (std::size_t point = 0; point < size; ++point) {
    std::vector<AxisValue> values(design.axes.size());
    std::size_t rest = point;
    for (std::size_t i = values.size(); i-- > 0;) {
      values[i] = design.axes[i].at(rest % design.axes[i].size());
      rest /= design.axes[i].size();
    }
    design.points.push_back(std::move(values));
  }
  return design;
}

PointDesign latin_hypercube(const std::vector<Axis>& axes, std::size_t points, std::uint64_t seed) {
  TIERMIX_EXPECTS(points > 0 && points <= kMostPoints);
  PointDesign design{.kind = DesignKind::latin_hypercube, .axes = {}, .points = {}};
  design.points.resize(points);
  for (std::size_t i = 0; i < axes.size(); ++i) {
    design.axes.push_back(axes[i].refined(kValuesPerPart * points));
    const Axis& axis = design.axes.back();
    const Draws draws(seed, i);
    const std::vector<std::size_t> parts = shuffled(points, draws);
    for (std::size_t point = 0; point < points; ++point) {
      design.points[point].push_back(
          axis.at(value_in_part(parts[point], points, axis.size(), draws)));
    }
  }
  return design;
}

}  // namespace tiermix
