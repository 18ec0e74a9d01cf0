#pragma once

// The points of a sweep: which values are varied, and which combinations of them are simulated.
//
// Numbers   A range is walked in decimal arithmetic: 0.1:0.5:0.1 is five values, the last is 0.5.
//           The unit is whatever text follows the number (min, %, USD/h); it is not interpreted.
// Texts     A value is the text that --set would take, so anything a scenario knows can be varied.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiermix {

inline constexpr std::size_t kMostPoints = 10'000;

struct AxisValue {
  std::string text;     ///< as a scenario takes it: "10 min"
  double number = 0.0;  ///< without its unit; NaN for a text
};

/// One varied value of the scenario.
class Axis {
 public:
  std::string path;
  std::string given;  ///< "path=range" as it was written
  std::string unit;   ///< of the numbers, as it was written; empty where there is none

  [[nodiscard]] bool is_list() const { return !list_.empty(); }
  /// A range without a step: every number of it.
  [[nodiscard]] bool is_continuous() const { return list_.empty() && step_ == 0; }
  [[nodiscard]] bool is_numeric() const { return numeric_; }

  /// How many values there are, at least one. Expects that it is not continuous.
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] AxisValue at(std::size_t index) const;

  /// A continuous range in decimal steps so small that there are at least `values`, both ends among
  /// them; any other axis as it is.
  [[nodiscard]] Axis refined(std::size_t values) const;

 private:
  friend class AxisReader;

  std::vector<AxisValue> list_;
  bool numeric_ = true;
  std::string gap_;         ///< between a number and its unit
  std::int64_t first_ = 0;  ///< in units of the last decimal
  std::int64_t last_ = 0;
  std::int64_t step_ = 0;
  int decimals_ = 0;
};

struct ParsedAxis {
  std::optional<Axis> axis;
  std::string problem;  ///< empty exactly when there is an axis
};

/// path=a:b:step, inclusive; path=a:b, every number between; or path=a,b,c, numbers or texts.
[[nodiscard]] ParsedAxis parse_axis(std::string_view text);

enum class DesignKind : std::uint8_t { grid, latin_hypercube };

struct PointDesign {
  DesignKind kind = DesignKind::grid;
  std::vector<Axis> axes;
  std::vector<std::vector<AxisValue>> points;  ///< [point][axis]
};

/// How many points a full grid has; more than kMostPoints where they are too many to count.
[[nodiscard]] std::size_t grid_size(const std::vector<Axis>& axes);

/// Every combination; the last axis changes fastest. Expects no continuous axis and at most
/// kMostPoints combinations.
[[nodiscard]] PointDesign grid(std::vector<Axis> axes);

/// Latin hypercube (McKay, Beckman and Conover 1979): each axis is cut into as many equal parts as
/// there are points, and each part holds one point; the parts are matched at random. Of an axis
/// with fewer values than points, every value is taken equally often, give or take one. Draws come
/// from a counter-based generator, addressed by seed, axis and point.
[[nodiscard]] PointDesign latin_hypercube(const std::vector<Axis>& axes,
                                          std::size_t points,
                                          std::uint64_t seed);

}  // namespace tiermix
