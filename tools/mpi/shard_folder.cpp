#include "tools/mpi/shard_folder.hpp"

#include <algorithm>
#include <regex>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "engine/results/journal.hpp"

namespace tiermix {
namespace {

namespace fs = std::filesystem;

const std::regex& naming() {
  static const std::regex kNaming(R"((\d{1,9})\.(\d{1,9})-of-(\d{1,9})\.(part|part\.journal|log))");
  return kNaming;
}

std::string stem_of(const ShardOrder& order) {
  return std::to_string(std::max(order.first, std::uint32_t{1})) + "." +
         std::to_string(order.shard) + "-of-" + std::to_string(order.shards);
}

}  // namespace

ShardFolder::ShardFolder(fs::path output) : path_(std::move(output)) { path_ += ".shards"; }

bool ShardFolder::exists() const { return fs::exists(path_); }

fs::path ShardFolder::shard(const ShardOrder& order) const {
  return path_ / (stem_of(order) + ".part");
}

fs::path ShardFolder::log(const ShardOrder& order) const {
  return path_ / (stem_of(order) + ".log");
}

std::optional<std::uint32_t> ShardFolder::shards_of(std::uint32_t first) const {
  std::optional<std::uint32_t> shards;
  for (const fs::directory_entry& entry : fs::directory_iterator(path_)) {
    const std::string name = entry.path().filename().string();
    std::smatch matched;
    if (!std::regex_match(name, matched, naming()) || matched[4] == "log" ||
        matched[1] != std::to_string(first)) {
      continue;
    }
    const auto own = static_cast<std::uint32_t>(std::stoul(matched[3]));
    if (shards && *shards != own) {
      throw std::runtime_error(path_.string() + ": has shards of " + std::to_string(*shards) +
                               " and of " + std::to_string(own) + " (--force starts over)");
    }
    shards = own;
  }
  return shards;
}

std::optional<fs::path> ShardFolder::shard_in_use() const {
  if (!exists()) {
    return std::nullopt;
  }
  for (const fs::directory_entry& entry : fs::directory_iterator(path_)) {
    const std::string name = entry.path().filename().string();
    std::smatch matched;
    if (std::regex_match(name, matched, naming()) && matched[4] == "part.journal" &&
        Journal::is_in_use(entry.path())) {
      return entry.path();
    }
  }
  return std::nullopt;
}

std::vector<std::string> ShardFolder::finished(std::uint32_t last) const {
  std::vector<std::string> shards;
  for (const fs::directory_entry& entry : fs::directory_iterator(path_)) {
    const std::string name = entry.path().filename().string();
    std::smatch matched;
    if (std::regex_match(name, matched, naming()) && matched[4] == "part" &&
        std::stoul(matched[1]) <= last) {
      shards.push_back(entry.path().string());
    }
  }
  std::ranges::sort(shards);
  return shards;
}

void ShardFolder::create() const {
  std::error_code error;
  fs::create_directory(path_, error);
  if (error) {
    throw std::runtime_error(path_.string() + ": cannot make this folder: " + error.message());
  }
}

void ShardFolder::remove() const {
  if (!exists()) {
    return;
  }
  std::vector<fs::path> own;
  for (const fs::directory_entry& entry : fs::directory_iterator(path_)) {
    if (std::regex_match(entry.path().filename().string(), naming())) {
      own.push_back(entry.path());
    }
  }
  std::error_code error;  // what stays is in nobody's way
  for (const fs::path& file : own) {
    fs::remove(file, error);
  }
  fs::remove(path_, error);
}

}  // namespace tiermix
