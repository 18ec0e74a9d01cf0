// tiermix cluster: the scripts that simulate shards elsewhere and merge them.

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/results/kept_work.hpp"

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/optimize.hpp"
#include "tools/tiermix/shards.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

namespace fs = std::filesystem;

constexpr const char* kClusterHelp =
    R"(usage: tiermix cluster --slurm|--parallel --shards N [OPTIONS] -- COMMAND...

Prints a script that simulates a command in N shards and merges them. Nothing is started: look at
it, then run it where the scenario is, in a folder that every machine sees.

  tiermix cluster --slurm --shards 100 -- run desk.toml --replications 100000 > submit.sh
  bash submit.sh
  tiermix cluster --parallel --shards 8 -- sweep desk.toml --vary demand.volume=90%:120%:5% | bash

  --slurm                 an array job, one task per shard, put back into the queue where its node
                          fails; and a merge that waits for it
  --parallel              GNU parallel, on this machine or, with --hosts, on several
  --shards N              how many; let each take minutes (a task costs Slurm seconds)
  --wave FIRST:LAST       of these replications, as tiermix merge asks for them
  --cpus N                of each task (1)
  --time 30               minutes that a task may take; Slurm stops it then, and the next
                          submission goes on (60)
  --partition NAME        of Slurm
  --hosts A,B             for --parallel, by ssh
  --folder FOLDER         of the shards and logs (the scenario's name with .shards)
  -o, --output FILE       results file (as of the command)
  --results FILE.h5       of an optimisation: its results file beside the chosen scenario (none)

An optimisation comes in waves of shards, each of which depends on the one before: its script goes
on by itself until there is an answer.

Shards that are there already end at once, killed ones go on: submitting the same script again is
always safe.
)";

std::vector<OptionSpec> cluster_specs() {
  return options_of({"slurm",
                     "parallel",
                     "shards=",
                     "wave=",
                     "cpus=",
                     "time=",
                     "partition=",
                     "hosts=",
                     "folder=",
                     "results=",
                     "o|output="});
}

struct ClusterJob {
  std::string name;
  std::string command;  ///< "tiermix run desk.toml --replications=1000"
  std::string wave;     ///< " --wave 31:87"
  std::string prefix;   ///< of the shards: "desk.shards/31-87."
  std::string folder;
  std::string output;  ///< " -o desk.h5", and where the results of an optimisation go
  std::string shards;
  std::string cpus;
  bool is_search = false;  ///< waves follow each other

  /// The command of a shard; `k` as the script has it.
  [[nodiscard]] std::string shard(const std::string& k) const {
    return command + wave + " --shard " + k + "/" + shards + " -o " + prefix + k +
           ".part --threads " + cpus + " --resume --quiet";
  }
  [[nodiscard]] std::string merge() const {
    return "tiermix merge " + folder + (is_search ? "/$first.*.part" : "/*.part") + output +
           " --force";
  }
};

// The words behind "--", looked at as the command would.
// A line break would end the line of the script, or the text that is handed on.
void refuse_control_characters(const std::string& word) {
  if (std::ranges::any_of(word, [](unsigned char c) { return c < 0x20 || c == 0x7f; })) {
    throw UsageError(word + " has a control character, which a script cannot hold");
  }
}

ClusterJob job_of(const Options& options) {
  if (options.files().empty()) {
    throw UsageError("the command is missing (-- run desk.toml --replications 1000)");
  }
  std::vector<std::string> words = options.files();
  const Command command = command_with_shards(words.front());
  words.erase(words.begin());
  const Options asked(words, command.options);
  for (const char* own :
       {"shard", "wave", "after", "output", "results", "resume", "force", "threads", "json"}) {
    if (asked.has(own)) {
      throw UsageError("option --" + std::string(own) + ": stands before the --, or not at all");
    }
  }
  if (command.name == "optimize" && options.has("wave")) {
    throw UsageError("option --wave: the script of an optimisation finds its waves itself");
  }
  if (command.name == "sweep" && options.has("wave")) {
    throw UsageError("option --wave: the points of a sweep reach their precision in one wave");
  }
  if (asked.files().empty()) {
    throw UsageError("the scenario file is missing");
  }
  for (const std::string& word : asked.words({})) {
    refuse_control_characters(word);
  }
  if (options.has("results") && command.name != "optimize") {
    throw UsageError("option --results: only optimize has results beside its output (-o)");
  }
  for (const char* name : {"folder", "output", "results", "partition", "hosts"}) {
    refuse_control_characters(options.text(name, ""));
  }
  ClusterJob job;
  job.name = fs::path(asked.files().front()).stem().string();
  job.command = "tiermix " + std::string(command.name);
  for (const std::string& word : asked.words({"quiet"})) {
    job.command += " " + shell_word(word);
  }
  job.shards = std::to_string(options.whole("shards", 0, 1, 1'000'000));
  job.cpus = std::to_string(options.whole("cpus", 1, 1, 4096));
  job.folder = shell_word(options.text("folder", job.name + ".shards"));
  job.prefix = job.folder + "/";
  if (command.name == "optimize") {
    job.is_search = true;
    const std::string output = options.text("output", optimum_name(asked.files().front()));
    job.wave = " ${wave:+--after " + shell_word(journal_beside(output).string()) + " --wave $wave}";
    job.prefix += "$first.";
  }
  if (options.has("wave")) {
    const std::string wave = options.text("wave", "");
    job.wave = " --wave " + shell_word(wave);
    job.prefix += shell_word(wave.substr(0, wave.find(':'))) + ".";
  }
  if (options.has("output")) {
    job.output = " -o " + shell_word(options.text("output", ""));
  }
  if (options.has("results")) {
    job.output += " --results " + shell_word(options.text("results", ""));
  }
  return job;
}

// What a wave of an optimisation leaves to do: 4 and the words of the next one, or the answer.
std::string next_wave_of(const ClusterJob& job) {
  return "status=0\n" + job.merge() + " 2> " + job.folder + "/merge.err || status=$?\n" + "cat " +
         job.folder + "/merge.err >&2\n" +
         "wave=$(sed -n 's/.* --wave \\([0-9]*:[0-9]*\\) --shard .*/\\1/p' " + job.folder +
         "/merge.err)\n" + "if [ $status != 4 ] || [ -z \"$wave\" ]; then exit $status; fi\n";
}

constexpr const char* kFirstOfWave = "first=${wave%%:*}\nfirst=${first:-1}\n";

// Within double quotes, but for the variables of the script.
std::string within_quotes(const ClusterJob& job) {
  const auto escaped = [](const std::string& text) {
    std::string all;
    for (const char c : text) {
      all += std::string_view("\\\"`$").find(c) == std::string_view::npos ? "" : "\\";
      all += c;
    }
    return all;
  };
  ClusterJob inside = job;
  inside.command = escaped(job.command);
  return inside.shard("{}");
}

std::string parallel_search_script(const ClusterJob& job, const std::string& where) {
  return "#!/bin/bash\n"
         "# Simulates waves of " +
         job.shards +
         " shards, each up to three times where it fails, until the search has its answer.\n"
         "set -euo pipefail\n"
         "mkdir -p " +
         job.folder +
         "\n"
         "wave=\n"
         "while true; do\n" +
         kFirstOfWave + "seq " + job.shards + " | parallel --retries 3" + where + " --joblog " +
         job.folder + "/joblog \"" + within_quotes(job) + "\"\n" + next_wave_of(job) + "done\n";
}

// The merge of a wave submits the next one.
std::string slurm_search_script(const ClusterJob& job,
                                const std::string& common,
                                const std::string& minutes) {
  const std::string file = job.folder + "/wave.sh";
  return "#!/bin/bash\n"
         "# Submits a wave of " +
         job.shards +
         " shards, and the merge that waits for them and submits the next wave.\n"
         "set -euo pipefail\n"
         "mkdir -p " +
         job.folder + "\ncat > " + file +
         " << 'WAVE'\n#!/bin/bash\nset -euo pipefail\nwave=${1:-}\n" + kFirstOfWave +
         "export wave first\n" + "array=$(" + common + " --export=ALL --array=1-" + job.shards +
         " --cpus-per-task=" + job.cpus + " --time=" + minutes +
         " --job-name=" + shell_word(job.name) + " --output=" + job.folder +
         "/%a.log << 'END'\n"
         "#!/bin/bash\n"
         "exec " +
         job.shard("${SLURM_ARRAY_TASK_ID}") +
         "\n"
         "END\n"
         ")\n"
         "merge=$(" +
         common + " --dependency=afterok:\"$array\" --kill-on-invalid-dep=yes --time=" + minutes +
         " --job-name=" + shell_word(job.name + "-merge") + " --output=" + job.folder +
         "/merge.log << 'END'\n"
         "#!/bin/bash\n" +
         next_wave_of(job) + "exec bash " + file +
         " \"$wave\"\n"
         "END\n"
         ")\n"
         "echo \"shards: job $array; merge: job $merge\"\n"
         "WAVE\n"
         "exec bash " +
         file + "\n";
}

std::string slurm_script(const ClusterJob& job, const Options& options) {
  const std::string minutes = std::to_string(options.whole("time", 60, 1, 1'000'000));
  const std::string partition =
      options.has("partition") ? " --partition=" + shell_word(options.text("partition", "")) : "";
  const std::string common = "sbatch --parsable --requeue --open-mode=append" + partition;
  if (job.is_search) {
    return slurm_search_script(job, common, minutes);
  }
  return "#!/bin/bash\n"
         "# Submits " +
         job.shards + " shards, and the merge that waits for them.\n" +
         (std::stoul(job.shards) > 1000 ? "# Slurm's MaxArraySize is 1001 unless the cluster sets "
                                          "more: see scontrol show config.\n"
                                        : "") +
         "set -euo pipefail\n"
         "mkdir -p " +
         job.folder +
         "\n"
         "array=$(" +
         common + " --array=1-" + job.shards + " --cpus-per-task=" + job.cpus +
         " --time=" + minutes + " --job-name=" + shell_word(job.name) + " --output=" + job.folder +
         "/%a.log << 'END'\n"
         "#!/bin/bash\n"
         "exec " +
         job.shard("${SLURM_ARRAY_TASK_ID}") +
         "\n"
         "END\n"
         ")\n"
         "merge=$(" +
         common + " --dependency=afterok:\"$array\" --kill-on-invalid-dep=yes --time=" + minutes +
         " --job-name=" + shell_word(job.name + "-merge") + " --output=" + job.folder +
         "/merge.log << 'END'\n"
         "#!/bin/bash\n"
         "exec " +
         job.merge() +
         "\n"
         "END\n"
         ")\n"
         "echo \"shards: job $array; merge: job $merge\"\n";
}

std::string parallel_script(const ClusterJob& job, const Options& options) {
  std::string where = " --jobs \"$((($(nproc) + " + job.cpus + " - 1) / " + job.cpus + "))\"";
  if (options.has("hosts")) {
    where = " --sshlogin " + shell_word(options.text("hosts", "")) + " --workdir \"$PWD\"";
  }
  if (job.is_search) {
    return parallel_search_script(job, where);
  }
  return "#!/bin/bash\n"
         "# Simulates " +
         job.shards +
         " shards, each up to three times where it fails, and merges them.\n"
         "set -euo pipefail\n"
         "mkdir -p " +
         job.folder +
         "\n"
         "seq " +
         job.shards + " | parallel --retries 3" + where + " --joblog " + job.folder + "/joblog " +
         shell_word(job.shard("{}")) +
         "\n"
         "exec " +
         job.merge() + "\n";
}

int print_scripts(const Options& options) {
  if (options.has("slurm") == options.has("parallel")) {
    throw UsageError("for what: --slurm or --parallel");
  }
  if (!options.has("shards")) {
    throw UsageError("how many shards: --shards N");
  }
  const ClusterJob job = job_of(options);
  print(options.has("slurm") ? slurm_script(job, options) : parallel_script(job, options));
  return kDone;
}

}  // namespace

Command cluster_command() {
  return {.name = "cluster",
          .summary = "scripts that simulate in shards: Slurm, GNU parallel",
          .help = kClusterHelp,
          .options = cluster_specs(),
          .run = print_scripts};
}

}  // namespace tiermix
