#pragma once

// From scenario text to a Model, or to all its problems in one pass. Also what a scenario key
// means: the table of keys drives reading, checking, explain, the reference page and the JSON
// Schema.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.hpp"
#include "engine/scenario/model.hpp"

namespace tiermix {

/// A change from the command line: --set tier.tier1.resolve.f0=0.9. `value` is a TOML value; a bare
/// word that is no TOML value is taken as a string.
struct Override {
  std::string path;
  std::string value;
};

/// Where a scenario chooses its benchmarks, for whoever knows the sets.
struct BenchmarkPlaces {
  Place set;
  Place sets;
  Place segments;
};

struct Loaded {
  std::optional<Model> model;  ///< present exactly when there is no error
  std::vector<Diagnostic> diagnostics;
  std::string text;  ///< the effective scenario (base, changes and overrides merged) as TOML
  BenchmarkPlaces benchmark;
  std::uint64_t digest = 0;  ///< of the Model: equal for files that mean the same
};

/// Reads `file`, the files it extends and the CSV files it names. Throws std::system_error where
/// a file cannot be read; everything that is wrong inside is a Diagnostic.
[[nodiscard]] Loaded load(const std::filesystem::path& file,
                          const std::vector<Override>& overrides = {});

/// The same for a text that is not in a file; relative paths start at `folder`.
[[nodiscard]] Loaded load_text(const std::string& text,
                               const std::string& name,
                               const std::filesystem::path& folder,
                               const std::vector<Override>& overrides = {});

/// What a key means, as several lines; nearest keys in `suggestions` where there is none.
struct Explanation {
  std::string text;  ///< empty where the key is unknown
  std::vector<std::string> suggestions;
};
[[nodiscard]] Explanation explain(std::string_view key);

/// docs/scenario-reference.md.
[[nodiscard]] std::string reference_page();

/// JSON Schema (draft-07) of a scenario file.
[[nodiscard]] std::string json_schema();

}  // namespace tiermix
