// Writes the example results of a run and of a comparison to the files named on the command line.

#include <cstdio>
#include <exception>

#include "tests/results/example_compared.hpp"
#include "tests/results/example_results.hpp"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: write_example RUN COMPARISON\n", stderr);
    return 2;
  }
  try {
    tiermix::write(tiermix::example_results(), argv[1]);
    tiermix::write(tiermix::example_compared(), argv[2]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 3;
  }
  return 0;
}
