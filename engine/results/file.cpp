#include "engine/results/file.hpp"

#include <cerrno>
#include <stdexcept>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/check.hpp"
#include "engine/results/format.hpp"

namespace tiermix {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path, const char* what, int error) {
  throw std::runtime_error(path.string() + ": " + what + ": " +
                           std::generic_category().message(error));
}

class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags)
      : value_(::open(path.c_str(), flags | O_CLOEXEC, 0666)) {}  // NOLINT: POSIX
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (value_ >= 0) {
      ::close(value_);
    }
  }

  [[nodiscard]] int value() const { return value_; }

  /// What closing says: some file systems report a full disk only then.
  [[nodiscard]] bool close() {
    const int value = value_;
    value_ = -1;
    return ::close(value) == 0;
  }

 private:
  int value_;
};

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) {
      continue;
    }
    if (written <= 0) {
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool write_through(const std::filesystem::path& path, std::string_view bytes) {
  Descriptor device(path, O_WRONLY);
  return device.value() >= 0 && write_all(device.value(), bytes) && device.close();
}

bool write_synced(const std::filesystem::path& path, std::string_view bytes) {
  Descriptor file(path, O_WRONLY | O_CREAT | O_TRUNC);
  return file.value() >= 0 && write_all(file.value(), bytes) && ::fsync(file.value()) == 0 &&
         file.close();
}

}  // namespace

std::string read_whole_file(const std::filesystem::path& path) {
  const Descriptor file(path, O_RDONLY | O_NONBLOCK);  // a pipe must not hang the reader
  struct stat status {};
  if (file.value() < 0 || ::fstat(file.value(), &status) != 0) {
    fail(path, "cannot read", errno);
  }
  if (!S_ISREG(status.st_mode)) {
    fail(path, "cannot read", S_ISDIR(status.st_mode) ? EISDIR : EINVAL);
  }
  std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = ::read(file.value(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      fail(path, "cannot read", errno);
    }
    if (got == 0) {
      break;
    }
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

void make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    throw std::runtime_error(folder.string() + ": cannot make the folder: " + error.message());
  }
}

void replace_file(const std::filesystem::path& target, std::string_view bytes, Existing existing) {
  std::error_code ignored;
  std::filesystem::path path = std::filesystem::canonical(target, ignored);  // links stay links
  if (path.empty()) {
    path = target;
  }
  if (std::filesystem::is_other(path, ignored)) {  // /dev/null and pipes are not to be replaced
    if (!write_through(path, bytes)) {
      fail(target, "cannot write", errno);
    }
    return;
  }
  std::filesystem::path part = path;
  part += "." + std::to_string(::getpid()) + ".part";
  // A link is made only where nothing stands, whoever else may be writing at this moment.
  const auto put_in_place = [&] {
    if (existing == Existing::replace) {
      return ::rename(part.c_str(), path.c_str()) == 0;
    }
    return ::link(part.c_str(), path.c_str()) == 0 && ::unlink(part.c_str()) == 0;
  };
  if (!write_synced(part, bytes) || !put_in_place()) {
    const int error = errno;
    ::unlink(part.c_str());
    fail(target, "cannot write", error);
  }
  // The new name is on disk only once its folder is. Where folders cannot be synced (some network
  // file systems), the file is in place all the same.
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  const Descriptor entry(folder, O_RDONLY | O_DIRECTORY);
  if (entry.value() >= 0) {
    ::fsync(entry.value());
  }
}

void write_sealed(const std::filesystem::path& path,
                  Existing existing,
                  const std::function<std::string()>& make) {
  std::string bytes;
  try {
    bytes = make();
  } catch (const std::runtime_error& error) {
    throw std::runtime_error(path.string() + ": cannot write: " + error.what());
  }
  TIERMIX_ENSURES(!bytes.empty());
  bytes += format::seal_of(bytes);
  replace_file(path, bytes, existing);
}

}  // namespace tiermix
