// Loads a scenario, runs two replications and writes their results:
//   stranger SCENARIO RESULTS

#include <iostream>

#include <engine/tiermix.hpp>
#include <engine/version.hpp>

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: stranger SCENARIO RESULTS\n";
    return 2;
  }
  const tiermix::Loaded loaded = tiermix::load(argv[1]);
  for (const tiermix::Diagnostic& diagnostic : loaded.diagnostics) {
    std::cerr << to_string(diagnostic) << '\n';
  }
  if (!loaded.model) {
    return 2;
  }
  tiermix::Design design;
  design.replications = 2;
  const tiermix::Outcome outcome = tiermix::run(tiermix::compile(*loaded.model), design);
  const tiermix::RunContext context{argv[1], loaded.text, loaded.digest};
  tiermix::write(tiermix::assemble(*loaded.model, outcome, {}, context), argv[2]);
  std::cout << "tiermix " TIERMIX_VERSION_STRING ": " << outcome.events << " events\n";
  return outcome.replications.size() == 2 && outcome.events > 0 ? 0 : 1;
}
