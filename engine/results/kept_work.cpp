#include "engine/results/kept_work.hpp"

#include <algorithm>

#include "engine/base/digest.hpp"
#include "engine/results/journal.hpp"

namespace tiermix {

std::string lines_of(const KeptWork& work) {
  std::string lines;
  const auto line = [&lines](const std::string& what, const std::string& value) {
    lines += what + "\t" + value + "\n";
  };
  line("command", work.command);
  line("version of tiermix", program_identity());
  for (const std::uint64_t scenario : work.scenarios) {
    line("scenario", to_hex(scenario));
  }
  line("--seed", std::to_string(work.seed));
  for (const auto& [what, value] : work.more) {
    line(what, value);
  }
  return lines;
}

std::string first_difference(const std::string& other, const std::string& wanted) {
  std::size_t at = 0;
  while (at < wanted.size()) {
    const std::size_t end = wanted.find('\n', at);
    const std::string line = wanted.substr(at, end - at);
    const std::size_t own_end = std::min(other.find('\n', at), other.size());
    const std::string own = at < other.size() ? other.substr(at, own_end - at) : "";
    const std::size_t tab = line.find('\t');
    if (own != line) {
      const std::size_t own_tab = std::min(own.find('\t'), own.size());
      return line.substr(0, tab) + " (" +
             (own_tab < own.size() ? own.substr(own_tab + 1) : "none") + ", not " +
             line.substr(tab + 1) + ")";
    }
    at = end + 1;
  }
  return {};
}

std::filesystem::path journal_beside(std::filesystem::path output) {
  output += ".journal";
  return output;
}

}  // namespace tiermix
