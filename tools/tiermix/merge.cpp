// tiermix merge: one result from shards that were simulated elsewhere.

#include "tools/tiermix/merge.hpp"

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include <sys/resource.h>

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/data.hpp"
#include "tools/tiermix/shard_parts.hpp"
#include "tools/tiermix/shards.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

constexpr const char* kMergeHelp = R"(usage: tiermix merge SHARD... [OPTIONS]

Puts the shards of a run, a comparison, a sweep or an optimisation together: the results file, the
report and the digest are those of the command without --shard, to the bit, however many shards
there were.

  tiermix run desk.toml --replications 1000 --shard 1/2 -o first.part
  tiermix run desk.toml --replications 1000 --shard 2/2 -o second.part
  tiermix merge first.part second.part -o desk.h5

Every shard has to be there once, whole, and of the same scenario, seed, options and version of
tiermix. The scenario has to be where it was, as the command line of the shards names it.

Under --precision, or where a comparison goes on until it can choose, shards come in waves: the
first look first, and where that is not enough, merge says which replications are needed next, with
exit status 4. Simulate those with --wave and merge all shards of all waves. An optimisation comes
in waves as well; what is known so far is in FILE.journal then, which the next shards need (--after).

  -o, --output FILE       results file (as of the command)
  --results FILE.h5       of an optimisation: its results file beside the chosen scenario (none)
  --force                 replace the results file where it exists
  --threads N             0 for all cores; no part of the result (0)
  --json                  one JSON object instead of the report
  -q, --quiet             no report, no progress
  --color=auto|always|never, --no-color
)";

std::vector<OptionSpec> merge_specs() {
  return with_colours(
      options_of({"o|output=", "results=", "force", "threads=", "json", "q|quiet"}));
}

// A thousand shards are more than most systems let a program have open unasked.
void allow_many_files() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    limit.rlim_cur = limit.rlim_max;
    static_cast<void>(::setrlimit(RLIMIT_NOFILE, &limit));
  }
}

// Any of them says what all are parts of; that they agree is seen to when they are put together.
ShardHead head_of(const std::vector<std::string>& shards) {
  return shard_head(std::filesystem::path(shards.front()));
}

// Merges, or says which wave is needed.
int merge(const Options& options) {
  if (options.files().empty()) {
    throw UsageError("the shards are missing");
  }
  try {
    return merge_shards(options);
  } catch (const WaveNeeded& wave) {
    const ShardHead head = head_of(options.files());
    std::string line = "tiermix " + head.command;
    for (const std::string& word : head.words) {
      line += " " + shell_word(word);
    }
    const std::string range = std::to_string(wave.first() + 1) + ":" + std::to_string(wave.last());
    if (!wave.after().empty()) {
      tell("the search goes on: " + std::to_string(wave.first()) + " replications are in " +
           wave.after().string() + "; merge the next " +
           std::to_string(wave.last() - wave.first()) + ", in as many shards as you like:\n  " +
           line + " --after " + shell_word(wave.after().string()) + " --wave " + range +
           " --shard K/N\n");
      return kImprecise;
    }
    tell("not decided, or not precise enough, after " + std::to_string(wave.first()) +
         " replications: merge these shards with those of replications " +
         std::to_string(wave.first() + 1) + " to " + std::to_string(wave.last()) +
         ", in as many as you like:\n  " + line + " --wave " + range + " --shard K/N\n");
    return kImprecise;
  }
}

}  // namespace

int merge_shards(const Options& options) {
  allow_many_files();
  for (const std::string& file : options.files()) {
    refuse_own_input(file, options.text("output", ""));
    refuse_own_input(file, options.text("results", ""));
  }
  const ShardHead head = head_of(options.files());
  if (options.has("results") && head.command != "optimize") {
    throw UsageError(
        "option --results: only shards of tiermix optimize have results beside their "
        "output (--output names the results of tiermix " +
        head.command + ")");
  }
  std::vector<std::string> words = options.words({});
  words.resize(words.size() - options.files().size());  // the shards are no files of the command
  std::erase(words, "--");
  for (const std::string& file : options.files()) {
    words.push_back("--part=" + file);
  }
  words.insert(words.end(), head.words.begin(), head.words.end());
  Command command = command_with_shards(head.command);
  command.options.push_back({.name = "part", .takes = Takes::values});
  return command.run(Options(words, command.options));
}

Command merge_command() {
  return {.name = "merge",
          .summary = "one result from the shards of a run, a sweep, an optimisation ...",
          .help = kMergeHelp,
          .options = merge_specs(),
          .run = merge};
}

}  // namespace tiermix
