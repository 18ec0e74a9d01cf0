// The same models in SimGrid (Debian: libsimgrid-dev), in its own way: one actor per case, a
// semaphore per tier, a time-out for patience.
//
//   bench_simgrid m1|m2|m3s [cases] [seed]

#include <memory>
#include <random>
#include <vector>

#include <simgrid/s4u.hpp>

#include "tools/bench/peers/models.hpp"

namespace {

namespace s4u = simgrid::s4u;

class Actors {
 public:
  Actors(const peers::ModelSpec& model, std::uint64_t cases, std::uint64_t seed)
      : model_(model), cases_(cases), random_(seed) {
    for (const peers::TierSpec& tier : model.tiers) {
      reps_.push_back(s4u::Semaphore::create(static_cast<unsigned>(tier.reps)));
    }
  }

  peers::Figures run(s4u::Engine& engine) {
    s4u::NetZone* const zone = s4u::create_empty_zone("zone");
    s4u::Host* const host = zone->create_host("desk", 1e9);
    zone->seal();
    s4u::Actor::create("arrivals", host, [this] {
      for (std::uint64_t i = 0; i < cases_; ++i) {
        s4u::this_actor::sleep_for(exponential(model_.mean_gap));
        ++seen_.events;
        ++seen_.arrived;
        s4u::Actor::create("case", s4u::this_actor::get_host(), [this] { live(); });
      }
    });
    engine.run();
    return seen_;
  }

 private:
  double exponential(double mean) { return std::exponential_distribution<>(1.0 / mean)(random_); }

  // Whether a rep of tier one answers before the customer leaves.
  bool is_answered() {
    const double queued_at = s4u::Engine::get_clock();
    bool leaves = false;
    if (model_.mean_patience > 0.0) {
      leaves = reps_.front()->acquire_timeout(exponential(model_.mean_patience));
    } else {
      reps_.front()->acquire();
    }
    seen_.wait_sum += s4u::Engine::get_clock() - queued_at;
    return !leaves;
  }

  void live() {
    if (!is_answered()) {
      ++seen_.events;
      ++seen_.abandoned;
      return;
    }
    for (std::size_t tier = 0;; ++tier) {
      if (tier > 0) {
        reps_[tier]->acquire();
      }
      s4u::this_actor::sleep_for(exponential(model_.tiers[tier].mean_handle));
      ++seen_.events;
      reps_[tier]->release();
      if (std::uniform_real_distribution<>()(random_) >= model_.tiers[tier].escalate) {
        return;
      }
    }
  }

  const peers::ModelSpec& model_;
  std::uint64_t cases_;
  std::mt19937_64 random_;
  std::vector<s4u::SemaphorePtr> reps_;
  peers::Figures seen_;
};

}  // namespace

int main(int argc, char** argv) {
  s4u::Engine engine(&argc, argv);
  return peers::run_peer(argc, argv, [&engine](const auto& model, auto cases, auto seed) {
    return Actors(model, cases, seed).run(engine);
  });
}
