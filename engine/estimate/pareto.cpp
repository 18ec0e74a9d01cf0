#include "engine/estimate/pareto.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/check.hpp"

namespace tiermix {
namespace {

// How much better `other` is than `own` by their means; negative where it is worse.
double gain(const Objective& objective, std::size_t own, std::size_t other) {
  const double more = objective.alternatives[other].value - objective.alternatives[own].value;
  return objective.better == Better::higher ? more : -more;
}

class Comparison {
 public:
  Comparison(std::span<const Objective> objectives, double level)
      : objectives_(objectives),
        size_(objectives.empty() ? 0 : objectives.front().alternatives.size()),
        level_(size_ < 2 ? level : joint_level(level, objectives.size() * (size_ - 1))) {}

  [[nodiscard]] ParetoPlace place_of(std::size_t own) const {
    ParetoPlace place;
    if (!has_values(own)) {
      place.standing = Standing::undecided;
      return place;
    }
    for (std::size_t other = 0; other < size_; ++other) {
      if (other == own || !is_ahead_by_means(own, other)) {
        continue;
      }
      if (is_surely_better(own, other)) {
        return {.standing = Standing::dominated, .behind = other};
      }
      if (place.standing == Standing::efficient) {
        place = {.standing = Standing::undecided, .behind = other};
      }
    }
    return place;
  }

 private:
  [[nodiscard]] bool has_values(std::size_t alternative) const {
    return std::ranges::none_of(objectives_, [alternative](const Objective& objective) {
      return std::isnan(objective.alternatives[alternative].value);
    });
  }

  // No comparison holds of a value that is not there.
  [[nodiscard]] bool is_ahead_by_means(std::size_t own, std::size_t other) const {
    bool better = false;
    for (const Objective& objective : objectives_) {
      const double more = gain(objective, own, other);
      if (!(more >= 0.0)) {
        return false;
      }
      better = better || more > 0.0;
    }
    return better;
  }

  // Better in one objective, and in none possibly worse: no interval reaches the own side.
  [[nodiscard]] bool is_surely_better(std::size_t own, std::size_t other) const {
    bool better = false;
    for (const Objective& objective : objectives_) {
      const Estimate e =
          paired_difference(objective.alternatives[own], objective.alternatives[other], level_)
              .estimate;
      const bool up = objective.better == Better::higher;
      const double least = up ? e.lower : -e.upper;
      if (!(least >= 0.0)) {
        return false;
      }
      better = better || least > 0.0;
    }
    return better;
  }

  std::span<const Objective> objectives_;
  std::size_t size_;
  double level_;
};

}  // namespace

std::vector<ParetoPlace> pareto(std::span<const Objective> objectives, double level) {
  std::vector<ParetoPlace> places;
  if (objectives.empty()) {
    return places;
  }
  const std::size_t size = objectives.front().alternatives.size();
  for (const Objective& objective : objectives) {
    TIERMIX_EXPECTS(objective.alternatives.size() == size);
  }
  const Comparison comparison(objectives, level);
  places.reserve(size);
  for (std::size_t i = 0; i < size; ++i) {
    places.push_back(comparison.place_of(i));
  }
  return places;
}

}  // namespace tiermix
