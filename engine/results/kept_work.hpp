#pragma once

// What the records of a journal belong to, so that a run goes on with its own alone.

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace tiermix {

/// What finished pieces belong to. Two works are the same where every line is.
struct KeptWork {
  std::string command;                   ///< "run"
  std::vector<std::uint64_t> scenarios;  ///< their digests
  std::uint64_t seed = 0;
  std::vector<std::pair<std::string, std::string>> more = {};
};

/// One line each: what it is, a tab, its value.
[[nodiscard]] std::string lines_of(const KeptWork& work);

/// "--seed (1, not 2)": the first line of `wanted` that the other has not; empty where it has all.
[[nodiscard]] std::string first_difference(const std::string& other, const std::string& wanted);

/// Of a results file: its name and .journal.
[[nodiscard]] std::filesystem::path journal_beside(std::filesystem::path output);

}  // namespace tiermix
