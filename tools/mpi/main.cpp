// tiermix-mpi: a command of tiermix on all ranks of an MPI job. Rank 0 hands out shards, the other
// ranks simulate them as `tiermix COMMAND --shard K/N --resume` does, and rank 0 merges them.

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include "tools/mpi/ranks.hpp"
#include "tools/mpi/shard_folder.hpp"
#include "tools/tiermix/command.hpp"
#include "tools/tiermix/keeping.hpp"
#include "tools/tiermix/merge.hpp"
#include "tools/tiermix/progress.hpp"
#include "tools/tiermix/shard_parts.hpp"
#include "tools/tiermix/shards.hpp"
#include "tools/tiermix/simulation.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

namespace fs = std::filesystem;

constexpr const char* kHelp = R"(usage: mpirun tiermix-mpi COMMAND... -o FILE [OPTIONS]

Simulates a run, a comparison, the worth of a programme, a sweep or an optimisation on all ranks of
an MPI job. The results file is that of the same command of tiermix, to the byte, for any number of
ranks.

  mpirun -n 65 tiermix-mpi run desk.toml --replications 100000 -o desk.h5
  mpirun -n 65 tiermix-mpi run desk.toml --replications 100000 -o desk.h5 --resume

Rank 0 hands out shards and sleeps in between: start one rank more than there are cores. All ranks
need a folder in common. The shards are in FILE.shards until the results are in place.

MPI ends the job where a rank dies. Start it again with --resume, on as many ranks as there are:
finished shards are taken, and those that were being simulated go on.

  COMMAND...              run, compare, roi, sweep or optimize, with its files and options
  -o, --output FILE       results file
  --shards N              to hand out (four for each rank that simulates); one that goes on has the
                          number that it began with
  --threads N             of each rank that simulates (1)
  --resume, --force, --json, -q, --quiet
)";

struct MpiJob {
  Command command;
  Options asked;
  std::vector<std::string> words;  ///< of the command, of a shard of it
  fs::path output;
};

std::vector<OptionSpec> specs_of(const Command& command) {
  std::vector<OptionSpec> specs = command.options;
  specs.push_back({.name = "shards", .takes = Takes::value});
  return specs;
}

MpiJob job_of(std::vector<std::string> words) {
  if (words.empty()) {
    throw UsageError("the command is missing (tiermix-mpi run desk.toml -o desk.h5)");
  }
  Command command = command_with_shards(words.front());
  words.erase(words.begin());
  Options asked(words, specs_of(command));
  for (const char* ours : {"shard", "wave", "after"}) {
    if (asked.has(ours)) {
      throw UsageError("option --" + std::string(ours) + ": tiermix-mpi deals the shards itself");
    }
  }
  if (!asked.has("output")) {
    throw UsageError("the results file is missing (-o FILE)");
  }
  static_cast<void>(asked.whole("shards", 1, 1, 1'000'000));
  std::vector<std::string> own =
      asked.words({"shards", "output", "results", "threads", "resume", "force", "json", "quiet"});
  own.insert(
      own.begin(),
      {"--resume", "--quiet", "--threads=" + std::to_string(asked.whole("threads", 1, 1, 4096))});
  fs::path output = asked.text("output", "");
  return {.command = std::move(command),
          .asked = std::move(asked),
          .words = std::move(own),
          .output = std::move(output)};
}

// What is said to standard error goes into a file, for as long as this is there. Not all ranks
// shall say the same of one scenario.
class ToldInto {
 public:
  explicit ToldInto(const fs::path& file) : before_(::dup(STDERR_FILENO)) {
    const int own = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);  // NOLINT
    if (own >= 0) {
      ::dup2(own, STDERR_FILENO);
      ::close(own);
    }
  }
  ToldInto(const ToldInto&) = delete;
  ToldInto& operator=(const ToldInto&) = delete;
  ~ToldInto() {
    if (before_ >= 0) {
      ::dup2(before_, STDERR_FILENO);
      ::close(before_);
    }
  }

 private:
  int before_;
};

int simulate_order(const MpiJob& job, const ShardOrder& order) {
  const ShardFolder folder(job.output);
  std::vector<std::string> words{
      "--shard=" + std::to_string(order.shard) + "/" + std::to_string(order.shards),
      "--output=" + folder.shard(order).string()};
  if (order.first > 1) {
    words.push_back("--wave=" + std::to_string(order.first) + ":" + std::to_string(order.last));
    if (job.command.name == "optimize") {
      words.push_back("--after=" + journal_beside(job.output).string());
    }
  }
  words.insert(words.end(), job.words.begin(), job.words.end());
  int status = kDone;
  {
    const ToldInto log(folder.log(order));
    status = status_of([&] { return job.command.run(Options(words, job.command.options)); });
  }
  if (status == kDone) {
    std::error_code error;  // one that stays says nothing wrong
    fs::remove(folder.log(order), error);
  }
  return status;
}

// Every rank but 0.
void simulate_orders(const std::vector<std::string>& words, Ranks& ranks) {
  std::optional<MpiJob> job;
  for (ShardOrder order = ranks.next_order(); order.shard != 0; order = ranks.next_order()) {
    const int status = status_of([&] {
      job = job ? std::move(job) : std::optional(job_of(words));
      return simulate_order(*job, order);
    });
    ranks.report(
        {.rank = ranks.own(), .shard = order.shard, .status = static_cast<std::uint32_t>(status)});
  }
}

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// Rank 0, for one job.
class Leader {
 public:
  Leader(const MpiJob& job, Ranks& ranks) : job_(job), ranks_(ranks), folder_(job.output) {
    for (int rank = 1; rank < ranks.count(); ++rank) {
      idle_.insert(rank);
    }
  }

  /// The exit status of the job.
  int lead() {
    begin();
    watch_interrupts();
    ShardOrder wave{.shard = 0, .shards = shards_of(1), .first = 1, .last = 0};
    while (true) {
      const int status = deal(wave);
      if (status != kDone) {
        if (!folder_.shards_of(wave.first)) {
          folder_.remove();  // nothing was begun
        }
        return status;
      }
      try {
        const int merged = merge_shards(merge_options(wave.first));
        folder_.remove();
        return merged;
      } catch (const WaveNeeded& needed) {
        wave = {.shard = 0,
                .shards = shards_of(needed.first() + 1),
                .first = needed.first() + 1,
                .last = needed.last()};
      }
    }
  }

 private:
  // Of an optimisation, beside its output.
  void add_results(std::vector<std::string>& words) const {
    if (job_.asked.has("results")) {
      words.push_back("--results=" + job_.asked.text("results", ""));
    }
  }

  // The file of an optimisation is a scenario; tiermix merge sees whether it may be replaced.
  void check_output(const Options& options) const {
    if (job_.command.name != "optimize") {
      static_cast<void>(output_path(options, ""));
    } else if (fs::exists(job_.output) && !options.has("force")) {
      throw std::runtime_error(job_.output.string() +
                               ": exists (--force replaces it, --output names another)");
    } else if (options.has("results")) {
      static_cast<void>(results_path(options, "results", options.text("results", ""), false));
    }
  }

  void begin() const {
    const bool goes_on = job_.asked.has("resume") && folder_.exists();
    std::vector<std::string> words{"--output=" + job_.output.string()};
    if (job_.asked.has("force") || goes_on) {
      words.emplace_back("--force");
    }
    add_results(words);
    check_output(Options(words, specs_of(job_.command)));
    if (const auto used = folder_.shard_in_use()) {
      throw std::runtime_error(used->string() + ": is in use by another program");
    }
    if (job_.asked.has("force")) {
      folder_.remove();
    } else if (folder_.exists() && !goes_on) {
      throw std::runtime_error(folder_.path().string() +
                               ": is there, of work that was interrupted (--resume continues it, "
                               "--force starts over)");
    } else if (job_.asked.has("resume") && !goes_on) {
      tell("no " + folder_.path().string() + " to continue: starting at the beginning\n");
    }
    folder_.create();
  }

  [[nodiscard]] std::uint32_t shards_of(std::uint32_t first) const {
    const auto found = folder_.shards_of(first);
    const auto simulating = static_cast<std::uint64_t>(std::max(1, ranks_.count() - 1));
    const auto asked = static_cast<std::uint32_t>(
        job_.asked.whole("shards", found.value_or(4 * simulating), 1, 1'000'000));
    if (found && *found != asked) {
      throw UsageError("option --shards: " + folder_.path().string() + " has shards of " +
                       std::to_string(*found) + " (--force starts over)");
    }
    return asked;
  }

  // All shards of a wave. The status of the first one that failed.
  int deal(const ShardOrder& wave) {
    next_ = wave;
    next_.shard = 1;
    status_ = kDone;
    do {
      if (interrupt_status() != kDone && status_ == kDone) {
        status_ = interrupt_status();
        tell("interrupted; the same command with --resume goes on\n");
      }
      hand_out();
      if (const auto shard = busy_ > 0 ? ranks_.next_report() : std::nullopt) {
        --busy_;
        idle_.insert(shard->rank);
        take(*shard);
      }
    } while (busy_ > 0 || is_left());
    return status_;
  }

  [[nodiscard]] bool is_left() const { return status_ == kDone && next_.shard <= next_.shards; }

  // To every rank that has nothing to do; the next one to this rank, where it is the only one.
  void hand_out() {
    while (is_left() && !idle_.empty()) {
      ranks_.order(*idle_.begin(), next_);
      idle_.erase(idle_.begin());
      ++next_.shard;
      ++busy_;
    }
    if (is_left() && ranks_.count() == 1) {
      const auto status = static_cast<std::uint32_t>(simulate_order(job_, next_));
      take({.rank = 0, .shard = next_.shard++, .status = status});
    }
  }

  void take(const ShardDone& shard) {
    const int status = static_cast<int>(shard.status);
    if (status == kDone || status_ != kDone) {
      return;
    }
    status_ = status;
    ShardOrder order = next_;
    order.shard = shard.shard;
    tell(text_of(folder_.log(order)) + "tiermix-mpi: rank " + std::to_string(shard.rank) +
         " did not finish shard " + std::to_string(order.shard) + " of " +
         std::to_string(order.shards) +
         (status == kUsage ? "\n" : "; the same command with --resume goes on\n"));
  }

  [[nodiscard]] Options merge_options(std::uint32_t first) const {
    std::vector<std::string> words{"--output=" + job_.output.string(), "--force"};
    add_results(words);
    for (const char* passed : {"json", "quiet", "no-color"}) {
      if (job_.asked.has(passed)) {
        words.push_back("--" + std::string(passed));
      }
    }
    if (job_.asked.has("color")) {
      words.push_back("--color=" + job_.asked.text("color", ""));
    }
    const std::vector<std::string> shards = folder_.finished(first);
    words.emplace_back("--");
    words.insert(words.end(), shards.begin(), shards.end());
    return {words, merge_command().options};
  }

  const MpiJob& job_;
  Ranks& ranks_;
  ShardFolder folder_;
  std::set<int> idle_;  ///< ranks
  int busy_ = 0;
  ShardOrder next_;
  int status_ = kDone;  ///< of the wave, so far
};

int lead(const std::vector<std::string>& words, Ranks& ranks) {
  const auto has = [&words](const char* long_name, const char* letter) {
    return std::ranges::any_of(
        words, [&](const std::string& word) { return word == long_name || word == letter; });
  };
  if (words.empty() || has("--help", "-h")) {
    print(kHelp);
    return words.empty() ? kUsage : kDone;
  }
  if (has("--version", "-V")) {
    print("tiermix-mpi " TIERMIX_VERSION "\n");
    return kDone;
  }
  const MpiJob job = job_of(words);
  return Leader(job, ranks).lead();
}

}  // namespace
}  // namespace tiermix

int main(int argc, char** argv) {
  using namespace tiermix;        // NOLINT(google-build-using-namespace)
  std::signal(SIGXFSZ, SIG_IGN);  // a file over the limit is an error of write(), not a death
  const std::vector<std::string> words(argv + 1, argv + argc);
  Ranks ranks;
  if (ranks.own() != 0) {
    simulate_orders(words, ranks);
    return kDone;
  }
  const int status = status_of([&] { return lead(words, ranks); });
  for (int rank = 1; rank < ranks.count(); ++rank) {
    ranks.order(rank, {});
  }
  return status;
}
