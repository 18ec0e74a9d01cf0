// Prints the table of exact results against simulation, in Markdown, for docs/validation.md.

#include <cstdio>
#include <exception>

#include "engine/base/text.hpp"

#include "tests/theory/theory_cases.hpp"

int main() {
  using namespace tiermix;
  using namespace tiermix::testing;
  try {
    std::printf("| case | measure | scope | exact | simulated | half-width | inside, narrow |\n");
    std::printf("| --- | --- | --- | ---: | ---: | ---: | --- |\n");
    for (const TheoryCase& c : read_theory_cases()) {
      for (const Finding& f : simulate(c)) {
        std::printf("| %s %s | %s (%s) | %s | %.6g | %.6g | %.2g %% | %s, %s |\n",
                    c.name.c_str(),
                    c.title.c_str(),
                    f.expected.measure.c_str(),
                    f.expected.unit.c_str(),
                    f.expected.scope.c_str(),
                    f.expected.value,
                    f.estimate.mean,
                    100.0 * f.estimate.half_width / f.expected.value,
                    f.is_inside() ? "yes" : "NO",
                    f.is_narrow() ? "yes" : "NO");
      }
    }
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "%s\n", failure.what());
    return 1;
  }
  return 0;
}
