#include "engine/results/journal.hpp"

#include <cerrno>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "engine/base/digest.hpp"
#include "engine/results/file.hpp"
#include "engine/results/provenance.hpp"

namespace tiermix {
namespace {

constexpr std::string_view kMark = "tiermix-journal 1\n";
constexpr std::size_t kWord = 8;

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& reason) {
  throw std::runtime_error(path.string() + ": " + reason);
}

std::string reason_of(int error) { return std::generic_category().message(error); }

std::string word_of(std::uint64_t value) {
  std::string bytes;
  for (std::size_t i = 0; i < kWord; ++i) {
    bytes += static_cast<char>(static_cast<unsigned char>(value >> (8 * i)));
  }
  return bytes;
}

std::uint64_t word_in(std::string_view bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < kWord; ++i) {
    value |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  }
  return value;
}

std::string framed(std::string_view record) {
  return word_of(record.size()) + std::string(record) + word_of(digest_of(record));
}

// The whole record that `bytes` begins with; nothing where it is torn.
std::optional<std::string_view> first_record(std::string_view bytes) {
  if (bytes.size() < 2 * kWord) {
    return std::nullopt;
  }
  const std::uint64_t size = word_in(bytes);
  if (size > bytes.size() - 2 * kWord) {
    return std::nullopt;
  }
  const std::string_view record = bytes.substr(kWord, size);
  return word_in(bytes.substr(kWord + size)) == digest_of(record) ? std::optional(record)
                                                                  : std::nullopt;
}

}  // namespace

std::string program_identity() {
  return std::string(program_version()) + " " + std::string(program_commit());
}

Journal::Journal(std::filesystem::path path, int descriptor)
    : path_(std::move(path)), descriptor_(descriptor) {
  if (descriptor_ < 0) {
    fail(path_, "cannot write: " + reason_of(errno));
  }
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const int error = errno;
    ::close(descriptor_);
    fail(path_, error == EWOULDBLOCK ? "is in use by another program" : reason_of(error));
  }
}

Journal::Journal(Journal&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      work_(std::move(other.work_)),
      records_(std::move(other.records_)),
      torn_(other.torn_) {}

Journal::~Journal() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

Journal Journal::create(const std::filesystem::path& path, std::string_view work) {
  const int flags = O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC;
  Journal journal(path, ::open(path.c_str(), flags, 0666));  // NOLINT: POSIX
  journal.work_ = work;
  journal.append(std::string(kMark) + std::string(work));
  return journal;
}

Journal Journal::open(const std::filesystem::path& path) {
  Journal journal(path, ::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));  // NOLINT: POSIX
  const std::string bytes = read_whole_file(path);
  std::string_view rest = bytes;
  std::vector<std::string> records;
  while (true) {
    const std::optional<std::string_view> record = first_record(rest);
    if (!record) {
      break;
    }
    records.emplace_back(*record);
    rest.remove_prefix(record->size() + 2 * kWord);
  }
  if (records.empty() || !records.front().starts_with(kMark)) {
    fail(path, "is no journal, or nothing of it is left");
  }
  journal.work_ = records.front().substr(kMark.size());
  records.erase(records.begin());
  journal.records_ = std::move(records);
  journal.torn_ = rest.size();
  const auto whole = static_cast<off_t>(bytes.size() - rest.size());
  if (journal.torn_ > 0 && ::ftruncate(journal.descriptor_, whole) != 0) {
    fail(path, "cannot write: " + reason_of(errno));
  }
  return journal;
}

void Journal::append(std::string_view record) {
  const std::string bytes = framed(record);
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) {
      continue;
    }
    if (written <= 0) {
      fail(path_, "cannot write: " + reason_of(errno));
    }
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
}

void Journal::remove() {
  if (::unlink(path_.c_str()) != 0 && errno != ENOENT) {
    fail(path_, "cannot remove: " + reason_of(errno));
  }
}

}  // namespace tiermix
