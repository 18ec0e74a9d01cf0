#pragma once

// Where the shipped scenarios and benchmark sets are: below TIERMIX_DATA where it is set, below
// share/tiermix beside the folder of the program where it is installed, else in its sources.

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/diagnostic.hpp"
#include "engine/results/benchmark.hpp"

namespace tiermix {

/// The folder scenarios/. Throws std::runtime_error where there is none.
[[nodiscard]] std::filesystem::path scenario_folder();

/// Names of the shipped scenarios, without .toml, sorted.
[[nodiscard]] std::vector<std::string> template_names();

/// The shipped benchmark sets.
[[nodiscard]] BenchmarksRead shipped_benchmarks();

/// Those and the sets of a folder or file of the user's own, which replace shipped ones of the same
/// name.
[[nodiscard]] BenchmarksRead benchmarks_with(const std::filesystem::path& own);

/// The text of a file. Throws std::runtime_error with the path and the system's reason.
[[nodiscard]] std::string read_text(const std::filesystem::path& path);

/// The first bytes of a file, at most so many; empty where it cannot be read.
[[nodiscard]] std::string start_of(const std::filesystem::path& path, std::size_t bytes);

/// Whether a file begins as workbooks do.
[[nodiscard]] bool is_workbook(const std::filesystem::path& path);

/// Throws std::runtime_error where both are the same file: what is read is not to be replaced.
void refuse_own_input(const std::filesystem::path& input, const std::filesystem::path& output);

/// Writes a file that did not exist, whole or not at all. Throws std::runtime_error with the path
/// and the reason, also where it does exist.
void write_new(const std::filesystem::path& path, const std::string& text);

/// Writes a file or replaces it when the new one is whole; what a symbolic link leads to, where it
/// is one. Throws std::runtime_error with the path and the reason.
void write_over(const std::filesystem::path& path, const std::string& text);

}  // namespace tiermix
