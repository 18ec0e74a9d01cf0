#pragma once

// The three models every peer simulates, and the line it prints.

#include <cstdint>
#include <ctime>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace peers {

struct TierSpec {
  int reps;
  double mean_handle;
  double escalate;  // probability that a finished case goes on to the next tier
};

struct ModelSpec {
  double mean_gap;       // between arrivals
  double mean_patience;  // in the queue of tier one; 0: nobody leaves
  std::vector<TierSpec> tiers;
  bool checks_wait;
};

// Time is in mean handle times (m1, m2) and in minutes (m3s).
inline ModelSpec find_model(std::string_view name) {
  if (name == "m1") {
    return {1.0 / 0.9, 0.0, {{1, 1.0, 0.0}}, true};
  }
  if (name == "m2") {
    return {1.0 / 52.0, 2.0, {{50, 1.0, 0.0}}, false};
  }
  if (name == "m3s") {
    return {1.0, 30.0, {{30, 24.0, 0.3}, {12, 35.0, 0.2}, {5, 60.0, 0.0}}, false};
  }
  throw std::invalid_argument("no model " + std::string(name) + ": m1, m2 or m3s");
}

/// What a peer has seen.
struct Figures {
  std::uint64_t events = 0;  ///< arrivals, completions, abandonments
  std::uint64_t arrived = 0;
  std::uint64_t abandoned = 0;
  double wait_sum = 0.0;  ///< in the queue of tier one, abandoned cases included
};

/// The main program of a peer, with arguments m1|m2|m3s [cases] [seed]: simulates and prints model,
/// events, CPU seconds, check (mean wait for m1, share of abandonment for the others) and both.
template <typename Simulate>
int run_peer(int argc, char** argv, const Simulate& simulate) {
  try {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.empty() || arguments.size() > 3) {
      throw std::invalid_argument("usage: m1|m2|m3s [cases] [seed]");
    }
    const ModelSpec model = find_model(arguments[0]);
    const std::uint64_t cases = arguments.size() > 1 ? std::stoull(arguments[1]) : 2'000'000;
    const std::uint64_t seed = arguments.size() > 2 ? std::stoull(arguments[2]) : 1;
    const std::clock_t begin = std::clock();
    const Figures figures = simulate(model, cases, seed);
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    const auto arrived = static_cast<double>(figures.arrived);
    const double wait = figures.wait_sum / arrived;
    const double abandoned = static_cast<double>(figures.abandoned) / arrived;
    std::cout << arguments[0] << " events=" << figures.events << " cpu_s=" << seconds
              << " check=" << (model.checks_wait ? wait : abandoned) << " wait=" << wait
              << " abandoned=" << abandoned << '\n';
    return 0;
  } catch (const std::exception& problem) {
    std::cerr << argv[0] << ": " << problem.what() << '\n';
    return 2;
  }
}

}  // namespace peers
