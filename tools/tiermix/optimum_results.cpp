#include "tools/tiermix/optimum_results.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

#include "engine/base/digest.hpp"

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/keeping.hpp"
#include "tools/tiermix/simulation.hpp"

namespace tiermix {
namespace {

namespace fs = std::filesystem;

// By whatever way it is named; it need not be there.
fs::path place_of(const fs::path& path) {
  std::error_code failed;
  const fs::path place = fs::weakly_canonical(fs::absolute(path), failed);
  return failed ? fs::absolute(path).lexically_normal() : place;
}

// A journal or a shard passes for results elsewhere; here it is somebody's work.
bool holds_hdf5(const fs::path& path) {
  constexpr std::string_view kHdf5Begin = "\x89HDF";
  std::array<char, kHdf5Begin.size()> begin{};
  std::ifstream(path, std::ios::binary).read(begin.data(), begin.size());
  return std::string_view(begin.data(), begin.size()) == kHdf5Begin;
}

bool is_of_search(const fs::path& path,
                  std::uint64_t scenario_digest,
                  std::uint64_t seed,
                  const std::vector<OptimisedVariable>& variables) {
  try {
    const Optimised found = read_optimised(path);
    return found.provenance.scenario_digest == to_hex(scenario_digest) &&
           found.provenance.seed == seed &&
           std::ranges::equal(
               found.variables, variables, {}, &OptimisedVariable::path, &OptimisedVariable::path);
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace

bool goes_on(const Options& options, const fs::path& output) {
  return options.has("resume") && fs::exists(journal_beside(output));
}

fs::path optimum_results_path(const Options& options, const fs::path& output) {
  const std::string name = options.text("results", "");
  if (name.empty()) {
    throw UsageError("option --results needs a value");
  }
  if (fs::is_symlink(name) && !fs::exists(name)) {
    throw std::runtime_error(name + ": is a link to nothing (--results names another file)");
  }
  if (fs::is_fifo(name) || fs::is_socket(name)) {
    throw std::runtime_error(name +
                             ": is a pipe, and results are a file (--results names another)");
  }
  fs::path path = results_path(options, "results", name, goes_on(options, output));
  for (const fs::path& other : {output, journal_beside(output)}) {
    if (place_of(path) == place_of(other)) {
      throw UsageError("option --results: " + other.string() + " is " +
                       (other == output ? "the chosen scenario" : "the journal") +
                       "; name another file");
    }
  }
  if (fs::is_regular_file(path) && fs::file_size(path) > 0 && !holds_hdf5(path)) {
    throw std::runtime_error(
        path.string() +
        ": is a journal or a shard and is not replaced (--results names another file)");
  }
  return path;
}

void check_same_search(const fs::path& results,
                       std::uint64_t scenario_digest,
                       std::uint64_t seed,
                       const std::vector<OptimisedVariable>& variables) {
  if (fs::is_regular_file(results) && !is_of_search(results, scenario_digest, seed, variables)) {
    throw std::runtime_error(
        results.string() +
        ": exists, and is not of this search (--force replaces it, --results names another)");
  }
}

}  // namespace tiermix
