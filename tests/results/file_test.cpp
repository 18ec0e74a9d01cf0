#include "engine/results/file.hpp"

#include <csignal>
#include <cstdlib>

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "engine/results/csv.hpp"

#include "tests/results/example_results.hpp"

namespace tiermix {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Until the end of its life no file may grow beyond so many bytes: what a full disk looks like.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &limit_);
    const rlimit lowered{bytes, limit_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &lowered);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &limit_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit limit_{};
  void (*handler_)(int);
};

class ReplaceFile : public ResultsTest {
 protected:
  [[nodiscard]] std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder())) {
      names.push_back(entry.path().filename().string());
    }
    return names;
  }
};

template <typename Action>
std::string complaint_of(Action action) {
  try {
    action();
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

TEST_F(ReplaceFile, AWriteThatFailsHalfWayLeavesTheOldFileAndNothingElse) {
  const auto file = in_folder("results.h5");
  replace_file(file, "the old file");

  std::string complaint;
  {
    const FullDisk disk(1000);
    complaint = complaint_of([&] { write(example_results(), file); });
  }

  EXPECT_THAT(complaint, HasSubstr("results.h5: cannot write: File too large"));
  EXPECT_EQ(read_whole_file(file), "the old file");
  EXPECT_THAT(files(), ElementsAre("results.h5"));
}

TEST_F(ReplaceFile, AFolderThatIsNotThereIsNamedWithTheSystemsReason) {
  const auto file = in_folder("nowhere") / "results.h5";

  EXPECT_THAT(complaint_of([&] { write(example_results(), file); }),
              HasSubstr("nowhere/results.h5: cannot write: No such file or directory"));
}

TEST_F(ReplaceFile, AFolderIsNotReplacedByAFile) {
  std::filesystem::create_directory(in_folder("results.h5"));

  EXPECT_THAT(complaint_of([&] { replace_file(in_folder("results.h5"), "x"); }),
              HasSubstr("Is a directory"));
  EXPECT_THAT(files(), ElementsAre("results.h5"));
}

TEST_F(ReplaceFile, AnExportOverAFileInPlaceOfItsFolderIsRefused) {
  replace_file(in_folder("export"), "a file");

  EXPECT_THAT(complaint_of([&] { export_csv(example_results(), in_folder("export")); }),
              HasSubstr("cannot make the folder"));
}

TEST_F(ReplaceFile, ASymbolicLinkStaysALink) {
  replace_file(in_folder("real"), "old");
  std::filesystem::create_symlink("real", in_folder("link"));

  replace_file(in_folder("link"), "new");

  EXPECT_TRUE(std::filesystem::is_symlink(in_folder("link")));
  EXPECT_EQ(read_whole_file(in_folder("real")), "new");
}

TEST_F(ReplaceFile, APipeIsWrittenToAndStaysAPipe) {
  const auto pipe = in_folder("pipe");
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  std::FILE* reader = std::fopen(pipe.c_str(), "r+");  // both ends, so that nobody blocks
  ASSERT_NE(reader, nullptr);

  replace_file(pipe, "hello\n");

  char line[16] = {};
  EXPECT_STREQ(std::fgets(line, sizeof line, reader), "hello\n");
  std::fclose(reader);
  EXPECT_TRUE(std::filesystem::is_fifo(pipe));
}

}  // namespace
}  // namespace tiermix
