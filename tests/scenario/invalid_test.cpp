// Every file of the folder invalid has one mistake, and says in its last lines, after "#!", what is
// to be reported: line:column: severity: key: problem, with the file in front where it is another.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenario/scenario_files.hpp"

namespace tiermix {
namespace {

std::vector<std::filesystem::path> invalid_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(test_folder() / "invalid")) {
    if (entry.path().extension() == ".toml") {
      files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  return files;
}

std::vector<std::string> announced(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = text.find("\n#! "); at != std::string::npos; at = text.find("\n#! ", at)) {
    at += 4;
    lines.push_back(text.substr(at, text.find('\n', at) - at));
  }
  return lines;
}

std::vector<std::string> reported(const std::filesystem::path& file) {
  std::vector<std::string> lines;
  for (Diagnostic diagnostic : load(file).diagnostics) {
    const std::filesystem::path where(diagnostic.place.file);
    diagnostic.place.file = where == file ? "" : where.filename().string() + ":";
    const std::string start = diagnostic.place.file + std::to_string(diagnostic.place.line) + ":" +
                              std::to_string(diagnostic.place.column);
    diagnostic.place = {start, 0, 0};
    lines.push_back(to_string(diagnostic));
  }
  return lines;
}

class Invalid : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Invalid, ReportsItsMistakeAndNothingElse) {
  const std::vector<std::string> expected = announced(read_whole(GetParam()));

  ASSERT_FALSE(expected.empty());
  EXPECT_THAT(reported(GetParam()), testing::ElementsAreArray(expected));
}

TEST_P(Invalid, GivesAModelOnlyWithoutErrors) {
  const Loaded loaded = load(GetParam());

  EXPECT_EQ(loaded.model.has_value(), !has_errors(loaded.diagnostics));
}

INSTANTIATE_TEST_SUITE_P(Scenario,
                         Invalid,
                         testing::ValuesIn(invalid_files()),
                         [](const auto& file) {
                           std::string name = file.param.stem().string();
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace tiermix
