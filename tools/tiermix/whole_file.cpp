#include "tools/tiermix/whole_file.hpp"

#include <cerrno>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

#include <unistd.h>

namespace tiermix {

namespace fs = std::filesystem;

WholeFile::WholeFile(fs::path path) : path_(std::move(path)), part_(path_) {
  std::error_code ignored;
  is_device_ = fs::is_other(path_, ignored);
  if (!is_device_) {
    part_ += "." + std::to_string(::getpid()) + ".part";
  }
  file_.reset(std::fopen(part_.c_str(), "we"));
  if (!file_) {
    fail();
  }
}

WholeFile::~WholeFile() {
  if (file_ && !is_device_) {
    ::unlink(part_.c_str());
  }
}

void WholeFile::fail() const {
  throw std::runtime_error(path_.string() +
                           ": cannot write: " + std::generic_category().message(errno));
}

void WholeFile::write(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size()) {
    fail();
  }
}

void WholeFile::settle() {
  std::FILE* file = file_.get();
  if (std::fflush(file) != 0 || (!is_device_ && ::fsync(::fileno(file)) != 0)) {
    fail();
  }
}

void WholeFile::finish(Existing existing) {
  settle();
  if (!is_device_) {
    // A link is made only where nothing stands, whoever else may be writing at this moment.
    const bool placed = existing == Existing::replace ? ::rename(part_.c_str(), path_.c_str()) == 0
                                                      : ::link(part_.c_str(), path_.c_str()) == 0 &&
                                                            ::unlink(part_.c_str()) == 0;
    if (!placed) {
      fail();
    }
  }
  file_.reset();
}

}  // namespace tiermix
