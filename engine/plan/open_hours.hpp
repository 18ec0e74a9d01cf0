#pragma once

// Opening hours as a clock: how much open time has passed, exactly. Part of a Plan.

#include <vector>

#include "engine/base/time.hpp"

namespace tiermix {

class OpenHours {
 public:
  struct Span {
    Instant from;
    Instant to;       ///< after `from`
    Duration before;  ///< open time in all spans before it
  };

  /// Always open.
  OpenHours() = default;

  /// Open inside the spans only. Expects them ascending and apart.
  explicit OpenHours(const std::vector<Span>& spans);

  [[nodiscard]] bool is_always() const { return always_; }
  [[nodiscard]] bool is_open(Instant at) const;

  /// Open time between two instants. Expects `from` not after `to`.
  [[nodiscard]] Duration between(Instant from, Instant to) const;

  /// The first instant by which so much open time has passed since `from`; kNever where it never
  /// has.
  [[nodiscard]] Instant after(Instant from, Duration open) const;

 private:
  [[nodiscard]] Duration up_to(Instant at) const;

  bool always_ = true;
  std::vector<Span> spans_;
};

}  // namespace tiermix
