// Writes the example results of a run, a comparison, a sweep, a programme's worth and an optimum to
// the files named on the command line.

#include <cstdio>
#include <exception>

#include "tests/results/example_compared.hpp"
#include "tests/results/example_optimum.hpp"
#include "tests/results/example_results.hpp"
#include "tests/results/example_swept.hpp"
#include "tests/results/example_valuation.hpp"

int main(int argc, char** argv) {
  if (argc != 6) {
    std::fputs("usage: write_example RUN COMPARISON SWEEP ROI OPTIMUM\n", stderr);
    return 2;
  }
  try {
    tiermix::write(tiermix::example_results(), argv[1]);
    tiermix::write(tiermix::example_compared(), argv[2]);
    tiermix::write(tiermix::example_swept(), argv[3]);
    tiermix::write(tiermix::example_valuation(), argv[4]);
    tiermix::write(tiermix::example_optimum(), argv[5]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 3;
  }
  return 0;
}
