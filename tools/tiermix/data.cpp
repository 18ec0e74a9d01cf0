#include "tools/tiermix/data.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <system_error>

#include "tools/tiermix/whole_file.hpp"

namespace tiermix {
namespace {

namespace fs = std::filesystem;

constexpr const char* kInstalledBelow = "share/tiermix";

constexpr std::size_t kMostText = std::size_t{64} << 20U;  // bytes of a file that is read whole

[[noreturn]] void fail(const fs::path& path) {
  throw std::runtime_error(path.string() + ": " + std::generic_category().message(errno));
}

}  // namespace

fs::path scenario_folder() {
  std::vector<fs::path> places;
  if (const char* given = std::getenv("TIERMIX_DATA"); given != nullptr && *given != '\0') {
    places.emplace_back(given);
  } else {
    std::error_code unknown;
    const fs::path program = fs::read_symlink("/proc/self/exe", unknown);
    if (!unknown) {
      places.push_back(program.parent_path().parent_path() / kInstalledBelow);
    }
    places.emplace_back(TIERMIX_SOURCE_DATA);
  }
  for (const fs::path& place : places) {
    std::error_code absent;
    if (fs::is_directory(place / "scenarios", absent)) {
      return place / "scenarios";
    }
  }
  throw std::runtime_error(places.back().string() +
                           ": no folder \"scenarios\" (TIERMIX_DATA names the one it is in)");
}

std::vector<std::string> template_names() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(scenario_folder())) {
    if (entry.path().extension() == ".toml") {
      names.push_back(entry.path().stem().string());
    }
  }
  std::ranges::sort(names);
  return names;
}

BenchmarksRead shipped_benchmarks() { return read_benchmarks(scenario_folder() / "benchmarks"); }

BenchmarksRead benchmarks_with(const fs::path& own) {
  BenchmarksRead all = shipped_benchmarks();
  BenchmarksRead added = read_benchmarks(own);
  for (BenchmarkSet& set : added.sets) {
    std::erase_if(all.sets, [&set](const BenchmarkSet& old) { return old.name == set.name; });
    all.sets.push_back(std::move(set));
  }
  all.diagnostics.insert(all.diagnostics.end(), added.diagnostics.begin(), added.diagnostics.end());
  return all;
}

std::string read_text(const fs::path& path) {
  std::error_code unknown;
  if (fs::is_directory(path, unknown)) {
    throw std::runtime_error(path.string() + ": is a folder (expected a file)");
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    fail(path);
  }
  std::string text;
  std::array<char, 65536> block{};
  while (file.read(block.data(), block.size()) || file.gcount() > 0) {
    text.append(block.data(), static_cast<std::size_t>(file.gcount()));
    if (text.size() > kMostText) {
      throw std::runtime_error(path.string() + ": is larger than 64 MiB");
    }
  }
  return text;
}

std::string start_of(const fs::path& path, std::size_t bytes) {
  std::ifstream file(path, std::ios::binary);
  std::string start(bytes, '\0');
  file.read(start.data(), static_cast<std::streamsize>(bytes));
  start.resize(static_cast<std::size_t>(file.gcount()));
  return start;
}

bool is_workbook(const fs::path& path) {
  const std::string start = start_of(path, 100);
  return start.starts_with("PK\3\4") && start.find("[Content_Types].xml") != std::string::npos;
}

void refuse_own_input(const fs::path& input, const fs::path& output) {
  std::error_code absent;
  if (fs::equivalent(input, output, absent) && !absent) {
    throw std::runtime_error(output.string() + ": is what is read, and is not replaced");
  }
}

void write_new(const fs::path& path, const std::string& text) {
  WholeFile file(path);
  file.write(text);
  file.finish(WholeFile::Existing::keep);
}

void write_over(const fs::path& path, const std::string& text) {
  std::error_code unknown;
  WholeFile file(fs::is_symlink(path, unknown) ? fs::canonical(path) : path);
  file.write(text);
  file.finish(WholeFile::Existing::replace);
}

}  // namespace tiermix
