#include "tools/tiermix/simulation.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <exception>
#include <fstream>
#include <new>
#include <string_view>
#include <utility>

#include <unistd.h>

#include "engine/base/printable.hpp"
#include "engine/base/text.hpp"
#include "engine/tally/measure.hpp"
#include "engine/kernel/replicate.hpp"
#include "engine/experiment/kept.hpp"

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/keeping.hpp"
#include "tools/tiermix/progress.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

namespace fs = std::filesystem;

// Whether --force may replace it: results and shards are, a scenario or a text by mistake is not.
bool looks_like_results(const fs::path& path) {
  constexpr std::string_view kShard = "tiermix-journal";
  std::array<char, 8 + kShard.size()> mark{};
  std::ifstream(path, std::ios::binary).read(mark.data(), mark.size());
  const std::string_view begin(mark.data(), mark.size());
  return fs::file_size(path) == 0 || begin.starts_with("\x89HDF") || begin.substr(8) == kShard;
}

// The number of replications that includes the failed one: "replication 17 failed at ...".
std::string replications_up_to(const std::string& failure, std::uint32_t planned) {
  constexpr std::string_view kWord = "replication ";
  if (failure.starts_with(kWord)) {
    const std::string digits =
        failure.substr(kWord.size(), failure.find(' ', kWord.size()) - kWord.size());
    if (const auto index = parse_number(digits)) {
      return format_fixed(*index + 1.0, 0);
    }
  }
  return std::to_string(planned);
}

}  // namespace

std::vector<std::size_t> measures_named(const std::string& list, const std::string& option) {
  std::vector<std::string> known;
  for (const Measure& measure : measures()) {
    if (measure.scopes.all) {
      known.emplace_back(measure.name);
    }
  }
  std::vector<std::size_t> named;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    const std::string name(trimmed(std::string_view(list).substr(at, end - at)));
    const int index = find_measure(name);
    if (index < 0 || !measures()[static_cast<std::size_t>(index)].scopes.all) {
      const std::string nearest = did_you_mean(std::string(spelled_out(name)), known);
      throw UsageError("option --" + option + ": no measure \"" + name + "\"" +
                       (nearest.empty() ? " (tiermix schema --measures lists them)" : nearest));
    }
    named.push_back(static_cast<std::size_t>(index));
    at = end + 1;
  }
  return named;
}

fs::path output_path(const Options& options, const std::string& fallback) {
  fs::path path = options.text("output", fallback);
  const bool goes_on =
      options.has("resume") && (options.has("shard") || fs::exists(journal_beside(path)));
  return results_path(options, "output", std::move(path), goes_on);
}

fs::path results_path(const Options& options,
                      const std::string& option,
                      fs::path path,
                      bool goes_on) {
  if (path == "-") {
    throw UsageError("option --" + option +
                     ": a results file is not for standard output; name a file, or use --json");
  }
  if (fs::is_directory(path)) {
    throw std::runtime_error(path.string() + ": is a folder (--" + option + " names a file)");
  }
  if (fs::is_regular_file(path) && !options.has("force") && !goes_on) {
    throw std::runtime_error(
        path.string() + ": exists" +
        (options.has("resume") ? ", with no journal beside it to resume from" : "") +
        " (--force replaces it, --" + option + " names another)");
  }
  if (fs::is_regular_file(path) && !looks_like_results(path)) {
    throw std::runtime_error(path.string() + ": is no results file and is not replaced (--" +
                             option + " names another)");
  }
  const fs::path folder = path.has_parent_path() ? path.parent_path() : ".";
  if (::access(folder.c_str(), W_OK | X_OK) != 0) {
    throw std::runtime_error(path.string() + ": cannot write: " + std::strerror(errno));
  }
  return path;
}

void simulate_with_progress(
    const Options& options,
    std::uint32_t planned,
    const std::function<void(const std::function<bool(const Progress&)>&)>& simulate) {
  ShownProgress shown = progress_is_seen() ? ShownProgress::line : ShownProgress::lines;
  if (options.has("quiet")) {
    shown = ShownProgress::nothing;
  }
  ProgressReport report(shown, planned);
  try {
    simulate([&report](const Progress& p) { return report(p); });
    report.clear();
  } catch (const std::bad_alloc&) {
    report.clear();
    throw;
  } catch (const KeepingFailed&) {
    report.clear();
    throw;
  } catch (const UncountableBacklog&) {
    report.clear();
    throw;
  } catch (const std::exception& error) {
    report.clear();
    throw ReplicationFailed(error.what());
  }
}

int tell_failure(const std::string& failure,
                 const std::string& command,
                 std::uint64_t seed,
                 std::uint32_t replications,
                 const Options& options) {
  std::string repeat = command + " --seed " + std::to_string(seed) + " --replications " +
                       replications_up_to(failure, replications) + " --threads 1";
  for (const std::string& change : options.texts("set")) {
    repeat += " --set '" + change + "'";
  }
  tell("tiermix: " + failure + "\nrepeat it with: " + repeat + "\n");
  return kDefect;
}

void write_and_show(const ResultsEnd& end, const Options& options) {
  std::exception_ptr unwritten;
  std::exception_ptr unshown;
  try {
    end.write();
  } catch (...) {
    unwritten = std::current_exception();
  }
  if (!unwritten) {
    end.written();
  }
  try {
    end.show();
  } catch (...) {
    unshown = std::current_exception();
  }
  if (unwritten) {
    const fs::path journal = end.journal.empty() ? journal_beside(end.output) : end.journal;
    if (fs::exists(journal)) {
      tell("what is finished is kept in " + printable(journal.string()) +
           ": the same command with --resume goes on\n");
    }
    std::rethrow_exception(unwritten);
  }
  if (unshown || !options.has("quiet")) {
    tell("results in " + printable(end.output.string()) + "\n");
  }
  if (unshown) {
    std::rethrow_exception(unshown);
  }
}

}  // namespace tiermix
