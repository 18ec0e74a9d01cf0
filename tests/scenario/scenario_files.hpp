#pragma once

// Scenario texts for the tests of load(), and how to read them.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "engine/scenario/load.hpp"

#include "tests/support/paths.hpp"

namespace tiermix {

inline std::filesystem::path test_folder() { return source_folder() / "tests" / "scenario"; }

inline std::string read_whole(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    throw std::runtime_error("cannot read " + file.string());
  }
  return {std::istreambuf_iterator<char>(in), {}};
}

/// One class, one tier, one group: valid, four weeks.
inline std::string small_scenario() { return read_whole(test_folder() / "small.toml"); }

/// A text with one part replaced; the part must be there.
inline std::string with(std::string text, const std::string& part, const std::string& by) {
  const std::size_t at = text.find(part);
  if (at == std::string::npos) {
    throw std::runtime_error("no " + part + " in the scenario");
  }
  return text.replace(at, part.size(), by);
}

inline Loaded load_small(const std::string& text, const std::vector<Override>& overrides = {}) {
  return load_text(text, "small.toml", test_folder(), overrides);
}

inline std::vector<std::string> lines_of(const Loaded& loaded) {
  std::vector<std::string> lines;
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    lines.push_back(to_string(diagnostic));
  }
  return lines;
}

/// Of the text of a scenario, which must have no problem.
inline Model model_of(const std::string& text, const std::vector<Override>& overrides = {}) {
  const Loaded loaded = load_small(text, overrides);
  EXPECT_THAT(lines_of(loaded), testing::IsEmpty());
  return loaded.model.value();
}

}  // namespace tiermix
