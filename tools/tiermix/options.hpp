#pragma once

// Options of one command. Whatever is wrong with a command line is a UsageError: one line for
// people, exit status 2. Numbers are read whole and within their range; nothing is abbreviated.

#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace tiermix {

class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// One of several lines; names of files stand in it printable.
class UsageErrors : public UsageError {
 public:
  using UsageError::UsageError;
};

enum class Takes : std::uint8_t { nothing, value, values };

struct OptionSpec {
  std::string name;  ///< without its hyphens
  Takes takes = Takes::nothing;
  char letter = '\0';  ///< -o for --output
};

/// From words: "strict", "seed=" for one that takes a value, "set=*" for one that may be repeated,
/// "o|output=" for one with a letter.
[[nodiscard]] std::vector<OptionSpec> options_of(const std::vector<std::string>& words);

class Options {
 public:
  /// Throws UsageError: unknown option (with the nearest name), missing or surplus value.
  Options(const std::vector<std::string>& arguments, const std::vector<OptionSpec>& specs);

  [[nodiscard]] const std::vector<std::string>& files() const { return files_; }
  [[nodiscard]] bool has(const std::string& name) const { return values_.contains(name); }

  /// The value of an option, or the fallback where it is not given.
  [[nodiscard]] std::string text(const std::string& name, const std::string& fallback) const;
  [[nodiscard]] std::vector<std::string> texts(const std::string& name) const;

  /// A whole number from low to high.
  [[nodiscard]] std::uint64_t whole(const std::string& name,
                                    std::uint64_t fallback,
                                    std::uint64_t low,
                                    std::uint64_t high) const;

  /// --seed and --threads, as every command reads them.
  [[nodiscard]] std::uint64_t seed(std::uint64_t fallback = 1) const;
  [[nodiscard]] int threads() const;

  /// "95%" or 0.95: a fraction strictly between 0 and 1.
  [[nodiscard]] double fraction(const std::string& name, double fallback) const;

  /// One of several words; the first is the fallback.
  [[nodiscard]] std::string choice(const std::string& name,
                                   const std::vector<std::string>& words) const;

  /// The same again as words of a command line, without these options.
  [[nodiscard]] std::vector<std::string> words(const std::vector<std::string>& without) const;

  /// The only file; throws UsageError where there is none or more than one. `what` names it.
  [[nodiscard]] std::string only_file(const std::string& what) const;

 private:
  std::map<std::string, std::vector<std::string>> values_;
  std::vector<std::string> files_;
};

/// ", did you mean X?" or nothing.
[[nodiscard]] std::string did_you_mean(const std::string& name,
                                       const std::vector<std::string>& known);

}  // namespace tiermix
