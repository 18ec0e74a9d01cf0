#include "tools/tiermix/shards.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "tools/tiermix/progress.hpp"
#include "tools/tiermix/simulation.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

namespace fs = std::filesystem;

constexpr const char* kShardLine = "--shard";
constexpr const char* kWaveLine = "--wave";
constexpr const char* kWordLine = "word";

struct TwoNumbers {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
};

// "3/8".
std::optional<TwoNumbers> two_numbers(const std::string& text, char between) {
  const auto number = [](std::string_view digits) -> std::optional<std::uint32_t> {
    std::uint32_t value = 0;
    const char* end = digits.data() + digits.size();
    const auto result = std::from_chars(digits.data(), end, value);
    return result.ec == std::errc{} && result.ptr == end ? std::optional(value) : std::nullopt;
  };
  const std::size_t at = text.find(between);
  if (at == std::string::npos) {
    return std::nullopt;
  }
  const auto first = number(std::string_view(text).substr(0, at));
  const auto second = number(std::string_view(text).substr(at + 1));
  return first && second ? std::optional(TwoNumbers{*first, *second}) : std::nullopt;
}

std::string escaped(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    escaped += c == '\\' ? "\\\\" : c == '\n' ? "\\n" : std::string(1, c);
  }
  return escaped;
}

std::string unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool marked = text[i] == '\\' && i + 1 < text.size();
    i += marked ? 1 : 0;
    plain += marked && text[i] == 'n' ? '\n' : text[i];
  }
  return plain;
}

// What has no part in the results, or is said again when they are merged.
const std::vector<std::string> kNotKept{"shard",
                                        "wave",
                                        "after",
                                        "resume",
                                        "output",
                                        "force",
                                        "json",
                                        "quiet",
                                        "color",
                                        "no-color",
                                        "threads",
                                        "strict"};

}  // namespace

std::string shell_word(const std::string& word) {
  const bool plain = std::ranges::all_of(word, [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           std::string_view("-_./=%,:+@").find(c) != std::string_view::npos;
  });
  if (plain && !word.empty()) {
    return word;
  }
  std::string text = "'";
  for (const char c : word) {
    text += c == '\'' ? "'\\''" : std::string(1, c);
  }
  return text + "'";
}

Command command_with_shards(const std::string& name) {
  for (Command& command : std::vector<Command>{
           run_command(), compare_command(), roi_command(), sweep_command(), optimize_command()}) {
    if (command.name == name) {
      return std::move(command);
    }
  }
  throw UsageError("tiermix " + name +
                   " has no shards (run, compare, roi, sweep and optimize have)");
}

std::optional<Shard> shard_of(const Options& options, std::uint32_t pieces) {
  if (!options.has("shard")) {
    if (options.has("wave")) {
      throw UsageError("option --wave needs --shard");
    }
    return std::nullopt;
  }
  const std::string given = options.text("shard", "");
  const auto shard = two_numbers(given, '/');
  if (!shard || shard->first < 1 || shard->first > shard->second) {
    throw UsageError("option --shard: \"" + given + "\" is not K/N with K from 1 to N (3/8)");
  }
  TwoNumbers wave{.first = 1, .second = pieces};
  if (options.has("wave")) {
    const std::string asked = options.text("wave", "");
    const auto range = two_numbers(asked, ':');
    if (!range || range->first < 1 || range->first > range->second ||
        range->second > kMostReplications) {
      throw UsageError("option --wave: \"" + asked +
                       "\" is not FIRST:LAST (31:87), replications counted from 1");
    }
    wave = *range;
  }
  return Shard{.index = shard->first - 1,
               .count = shard->second,
               .first = wave.first - 1,
               .end = wave.second};
}

std::string shard_name(const std::string& stem, const Shard& shard) {
  const std::string wave = shard.first == 0 ? "" : ".from-" + std::to_string(shard.first + 1);
  return stem + wave + "." + std::to_string(shard.index + 1) + "-of-" +
         std::to_string(shard.count) + ".part";
}

std::string shard_work(const KeptWork& work, const Shard& shard, const Options& options) {
  return shard_work(lines_of(work), shard, options);
}

std::string shard_work(std::string lines, const Shard& shard, const Options& options) {
  const auto line = [&lines](const std::string& what, const std::string& value) {
    lines += what + "\t" + value + "\n";
  };
  line(kShardLine, std::to_string(shard.index + 1) + "/" + std::to_string(shard.count));
  line(kWaveLine, std::to_string(shard.first + 1) + ":" + std::to_string(shard.end));
  for (const std::string& word : options.words(kNotKept)) {
    line(kWordLine, escaped(word));
  }
  return lines;
}

namespace {

ShardHead head_in(const std::string& work, const fs::path& path) {
  ShardHead head;
  std::optional<TwoNumbers> shard;
  std::optional<TwoNumbers> wave;
  std::string_view rest = work;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    const std::size_t tab = std::min(line.find('\t'), line.size());
    const std::string_view what = line.substr(0, tab);
    const std::string value(line.substr(std::min(tab + 1, line.size())));
    if (what == kShardLine) {
      shard = two_numbers(value, '/');
    } else if (what == kWaveLine) {
      wave = two_numbers(value, ':');
    } else if (what == kWordLine) {
      head.words.push_back(unescaped(value));
    } else {
      head.work += std::string(line) + "\n";
      head.command = what == "command" ? value : head.command;
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (!shard || !wave || shard->first < 1 || shard->first > shard->second || wave->first < 1 ||
      wave->first > wave->second) {
    throw std::runtime_error(path.string() + ": is a journal, but not of a shard");
  }
  head.shard = {.index = shard->first - 1,
                .count = shard->second,
                .first = wave->first - 1,
                .end = wave->second};
  return head;
}

}  // namespace

ShardHead shard_head(const Journal& journal) { return head_in(journal.work(), journal.path()); }

ShardHead shard_head(const fs::path& shard) { return head_in(Journal::work_in(shard), shard); }

std::string listed_pieces(const std::string& what, const std::vector<std::uint32_t>& pieces) {
  constexpr std::size_t kMostListed = 8;
  std::string text = what + (pieces.size() == 1 ? " " : "s ");
  const std::size_t listed = std::min(pieces.size(), kMostListed);
  for (std::size_t i = 0; i < listed; ++i) {
    const bool last = i + 1 == pieces.size();
    text += (i == 0 ? "" : last ? " and " : ", ") + std::to_string(pieces[i] + 1);
  }
  return listed < pieces.size() ? text + " and " + std::to_string(pieces.size() - listed) + " more"
                                : text;
}

bool is_finished(const fs::path& output,
                 const std::string& work,
                 const std::function<bool(const Journal&)>& is_complete) {
  if (!fs::is_regular_file(output)) {
    return false;
  }
  if (fs::file_size(output) == 0) {
    tell(output.string() + " is empty; it is simulated anew\n");
    fs::remove(output);
    return false;
  }
  {
    const Journal shard = Journal::read(output);
    const std::string other = first_difference(shard.work(), work);
    if (!other.empty()) {
      throw std::runtime_error(output.string() + ": is of another " + other +
                               "; --force starts over");
    }
    if (is_complete(shard)) {
      tell(output.string() + " is finished already\n");
      return true;
    }
  }
  tell(output.string() + " is damaged; what is readable is kept, the rest is simulated again\n");
  const fs::path journal = journal_beside(output);
  if (!fs::exists(journal)) {
    fs::rename(output, journal);
  }
  return false;
}

int simulate_shard(const ShardTask& task, const Options& options) {
  const std::string work = shard_work(task.work, task.shard, options);
  const Shard& shard = task.shard;
  std::size_t own = 0;
  for (std::uint32_t r = shard.first; r < shard.end; ++r) {
    own += shard.contains(r) ? task.plans.size() : 0;
  }
  const auto is_complete = [&](const Journal& journal) {
    return index_of_replications(journal, task.plans.size()).size() == own;
  };
  if (options.has("resume") && is_finished(task.output, work, is_complete)) {
    return kDone;
  }
  const fs::path path = journal_beside(task.output);
  const bool going_on = options.has("resume") && fs::exists(path);
  JournalKeeper keeper(open_journal(path, work, options), layouts_of(task.plans), task.rows);
  if (!keeper.found().empty()) {
    tell("continuing with " + std::to_string(keeper.found().size()) +
         " replications finished before\n");
  }
  watch_interrupts();
  bool complete = false;
  simulate_with_progress(options, static_cast<std::uint32_t>(own), [&](const auto& report) {
    complete = run_shard(task.plans, task.seed, shard, task.threads, keeper, report);
  });
  if (!complete) {
    tell("interrupted; the same command with --resume goes on\n");
    return interrupt_status();
  }
  keeper.journal().become(task.output,
                          options.has("force") || going_on ? Existing::replace : Existing::keep);
  if (!options.has("quiet")) {
    tell("shard " + std::to_string(shard.index + 1) + " of " + std::to_string(shard.count) +
         " in " + task.output.string() + "\n");
  }
  return kDone;
}

}  // namespace tiermix
