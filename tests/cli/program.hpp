#pragma once

// Runs the program as a user would: arguments in, standard output, standard error and exit status
// back. Each test has a folder of its own as the working directory.

#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/paths.hpp"

namespace tiermix {

struct Ran {
  int status = -1;  ///< exit status; 128 + signal where one ended it
  std::string out;
  std::string err;
};

inline std::string text_in(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline std::filesystem::path source(const std::string& path) { return source_folder() / path; }

class ProgramTest : public ::testing::Test {
 protected:
  ProgramTest() {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(::testing::TempDir()) /
              (std::string("tiermix-cli-") + test->test_suite_name() + "-" + test->name() + "-" +
               std::to_string(getpid()));  // tests of two builds may run at once
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    before_ = std::filesystem::current_path();
    std::filesystem::current_path(folder_);
  }
  ~ProgramTest() override {
    std::filesystem::current_path(before_);
    std::filesystem::remove_all(folder_);
  }

  /// A variable for the program, such as "NO_COLOR=1".
  void set_variable(const std::string& assignment) {
    const std::string name = assignment.substr(0, assignment.find('=') + 1);
    std::erase_if(environment_, [&name](const std::string& v) { return v.starts_with(name); });
    environment_.push_back(assignment);
  }

  /// Waits until the program handles a signal itself.
  static void wait_until_handled(pid_t child, int signal) {
    const std::string status = "/proc/" + std::to_string(child) + "/status";
    const std::string field = "SigCgt:\t";
    std::uint64_t handled = 0;
    while ((handled >> static_cast<unsigned>(signal - 1) & 1U) == 0) {
      const std::string text = text_in(status);
      const std::size_t at = text.find(field);
      ASSERT_NE(at, std::string::npos) << "the program has ended";
      handled = std::stoull(text.substr(at + field.size(), 16), nullptr, 16);
    }
  }

  /// The program with standard output and error in files; to be waited for by finish().
  pid_t start(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), program_path().string());
    std::vector<char*> words = pointers_to(arguments);
    std::vector<char*> variables = pointers_to(environment_);
    posix_spawn_file_actions_t actions{};
    posix_spawn_file_actions_init(&actions);
    const int create = O_WRONLY | O_CREAT | O_TRUNC;
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out_.c_str(), create, 0600);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, ".stderr", create, 0600);
    pid_t child = -1;
    const int error =
        posix_spawn(&child, words[0], &actions, nullptr, words.data(), variables.data());
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {  // a test may signal what it gets, and -1 is everybody
      throw std::runtime_error(arguments.front() + ": " + std::strerror(error));
    }
    return child;
  }

  [[nodiscard]] static Ran finish(pid_t child) {
    int status = 0;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    return {.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
            .out = text_in(".stdout"),
            .err = text_in(".stderr")};
  }

  Ran run(std::vector<std::string> arguments) { return finish(start(std::move(arguments))); }

  void write_output_to(const std::string& path) { out_ = path; }

  static void write_file(const std::string& name, const std::string& text) {
    std::ofstream(name, std::ios::binary) << text;
  }

 private:
  static std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (std::string& text : texts) {
      pointers.push_back(text.data());
    }
    pointers.push_back(nullptr);
    return pointers;
  }

  std::filesystem::path folder_;
  std::filesystem::path before_;
  std::string out_ = ".stdout";
  std::vector<std::string> environment_{"LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin"};
};

/// A desk that simulates in no time.
inline constexpr const char* kSmallDesk = R"(title = "Small desk"
currency = "EUR"

[time]
start = 2026-01-05
horizon = "2 weeks"
warm_up = "1 week"

[[case_class]]
name = "question"
channel = "phone"
arrivals = { per_hour = 6 }
patience = { law = "exponential", mean = "10 min" }

[[tier]]
name = "tier1"
handle_time = { law = "exponential", mean = "8 min" }

[[rep_group]]
name = "reps"
tier = "tier1"
heads = 1
loaded_cost = "36 EUR/h"
)";

}  // namespace tiermix
