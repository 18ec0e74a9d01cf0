// Writes the example results to the file named on the command line.

#include <cstdio>
#include <exception>

#include "tests/results/example_results.hpp"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: write_example FILE\n", stderr);
    return 2;
  }
  try {
    tiermix::write(tiermix::example_results(), argv[1]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 3;
  }
  return 0;
}
