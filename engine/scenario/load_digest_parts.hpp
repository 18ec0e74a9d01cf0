#pragma once

// What the digests of the parts of a model have in common.

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "engine/base/digest.hpp"
#include "engine/base/time.hpp"
#include "engine/random/law.hpp"

namespace tiermix {

/// add() of the values that parts consist of; optional ones say whether they are there. `Own` has
/// an add() for each part of a model that it knows.
template <class Own>
class PartDigest {
 public:
  [[nodiscard]] std::uint64_t value() const { return digest_.value(); }

  void add(const std::string& text) { digest_.add(std::string_view(text)); }
  void add(double value) { digest_.add(value); }
  void add(bool value) { digest_.add(std::uint64_t{value ? 1U : 0U}); }
  void add(int value) { digest_.add(static_cast<std::uint64_t>(value)); }
  void add(Duration d) { digest_.add(static_cast<std::uint64_t>(d.us)); }
  void add(const std::vector<double>& values) { add(std::span<const double>(values)); }
  void add(std::span<const double> values) { digest_.add(values); }
  void add(std::uint64_t value) { digest_.add(value); }
  void add(std::chrono::sys_days day) {
    digest_.add(static_cast<std::uint64_t>(day.time_since_epoch().count()));
  }

  template <class Enumeration>
    requires std::is_enum_v<Enumeration>
  void add(Enumeration value) {
    digest_.add(static_cast<std::uint64_t>(value));
  }

  template <class Part>
  void add(const std::optional<Part>& part) {
    digest_.add(std::uint64_t{part.has_value() ? 1U : 0U});
    if (part) {
      own().add(*part);
    }
  }

  template <class Part>
  void add_all(const std::vector<Part>& parts) {
    digest_.add(std::uint64_t{parts.size()});
    for (const Part& part : parts) {
      own().add(part);
    }
  }

  void add(const LawPhase& phase) {
    add(phase.probability);
    add(phase.mean);
  }

  void add(const Law& law) {
    add(law.family);
    add(law.mean);
    add(law.cv);
    add(law.shape);
    add_all(law.phases);
    add(law.values);
  }

 private:
  Own& own() { return static_cast<Own&>(*this); }

  Digest digest_;
};

}  // namespace tiermix
