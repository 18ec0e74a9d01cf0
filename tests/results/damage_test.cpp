#include <fstream>

#include <gmock/gmock.h>

#include "engine/results/file.hpp"
#include "engine/results/format.hpp"
#include "engine/results/hdf5.hpp"

#include "tests/results/example_results.hpp"

namespace tiermix {
namespace {

using ::testing::HasSubstr;

class Damage : public ResultsTest {
 protected:
  Damage() : file_(in_folder("results.h5")) {
    write(example_results(), file_);
    whole_ = read_whole_file(file_);
  }

  /// What read() says about these bytes; empty where it reads them.
  std::string complaint(std::string_view bytes) const {
    std::ofstream(file_, std::ios::binary) << bytes;
    try {
      (void)read(file_);
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "";
  }

  [[nodiscard]] const std::string& whole() const { return whole_; }

 private:
  std::filesystem::path file_;
  std::string whole_;
};

std::string sealed(std::string bytes) {
  bytes += format::seal_of(bytes);
  return bytes;
}

TEST_F(Damage, ATruncatedFileIsRefused) {
  const std::size_t image = whole().size() - format::kSealSize;
  for (std::size_t size = 0; size < image; size += 397) {
    EXPECT_THAT(complaint(std::string_view(whole()).substr(0, size)), HasSubstr("cannot read"))
        << size << " bytes";
  }
  EXPECT_THAT(complaint(std::string_view(whole()).substr(0, image - 1)), HasSubstr("cannot read"));
}

TEST_F(Damage, AFlippedBitIsNoticedWhereverItIs) {
  const std::size_t image = whole().size() - format::kSealSize;
  for (std::size_t at = 8; at < image; at += 101) {  // behind the mark of HDF5
    std::string bytes = whole();
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << (at % 8)));
    EXPECT_THAT(complaint(bytes), HasSubstr("damaged")) << "byte " << at;
  }
}

// HDF5 may crash on a damaged file, so none is opened unchecked.
TEST_F(Damage, AFileWithoutItsChecksumIsRefused) {
  const std::size_t image = whole().size() - format::kSealSize;

  EXPECT_THAT(complaint(std::string_view(whole()).substr(0, image)), HasSubstr("checksum"));
}

TEST_F(Damage, AFileThatIsNotHdf5IsRefused) {
  EXPECT_THAT(complaint("measure,scope,mean\n"), HasSubstr("not an HDF5 file"));
  EXPECT_THAT(complaint(""), HasSubstr("not an HDF5 file"));
}

TEST_F(Damage, AnHdf5FileOfAnotherProgramIsRefused) {
  hdf5::NewFile foreign;
  foreign.root().set_text("title", "something else");

  EXPECT_THAT(complaint(sealed(foreign.take_bytes())), HasSubstr("not one of tiermix results"));
}

TEST_F(Damage, AFileOfANewerFormatIsRefusedWithBothVersions) {
  hdf5::NewFile newer;
  newer.root().set_text("file_type", format::kFileType);
  newer.root().set_text("format_version", "2.3");

  EXPECT_THAT(complaint(sealed(newer.take_bytes())),
              HasSubstr("the file is of format 2.3; this program reads format 1.x"));
}

TEST_F(Damage, AFileWithoutItsTablesIsRefused) {
  hdf5::NewFile poor;
  poor.root().set_text("file_type", format::kFileType);
  poor.root().set_text("format_version", format::kVersion);

  EXPECT_THAT(complaint(sealed(poor.take_bytes())),
              HasSubstr("attribute program_version is missing"));
}

TEST_F(Damage, AMissingFileAndAFolderAreRefusedWithTheSystemsReason) {
  EXPECT_THROW(
      {
        try {
          (void)read(in_folder("nothing.h5"));
        } catch (const std::runtime_error& error) {
          EXPECT_THAT(error.what(), HasSubstr("nothing.h5: cannot read: No such file"));
          throw;
        }
      },
      std::runtime_error);
  EXPECT_THROW((void)read(folder()), std::runtime_error);
}

}  // namespace
}  // namespace tiermix
