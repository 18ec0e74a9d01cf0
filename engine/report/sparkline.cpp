#include "engine/report/sparkline.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>

namespace tiermix {
namespace {

constexpr std::array<std::string_view, 8> kBlocks{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

}  // namespace

bool draws_charts(const TextStyle& style) {
  return style.on_terminal && style.glyphs == Glyphs::unicode;
}

std::string sparkline(std::span<const double> values) {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  for (const double value : values) {
    if (std::isfinite(value)) {
      low = std::min(low, value);
      high = std::max(high, value);
    }
  }
  constexpr double kTop = kBlocks.size() - 1;
  std::string text;
  for (const double value : values) {
    if (!std::isfinite(value)) {
      text += ' ';
      continue;
    }
    const double height = high > low ? (value - low) / (high - low) * kTop : kTop / 2.0;
    text += kBlocks.at(static_cast<std::size_t>(std::lround(height)));
  }
  return text;
}

}  // namespace tiermix
