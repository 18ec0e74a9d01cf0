#include "engine/results/journal.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/digest.hpp"
#include "engine/results/provenance.hpp"

namespace tiermix {
namespace {

constexpr std::string_view kJournalMark = "tiermix-journal 2\n";
constexpr std::size_t kWord = 8;
constexpr std::uint64_t kLongestWork = std::uint64_t{1} << 26U;

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

// Of the bytes of a record and its digest behind them.
bool is_whole(std::string_view bytes) {
  const std::string_view record = bytes.substr(0, bytes.size() - kWord);
  return word_in(bytes.substr(record.size())) == digest_of(record);
}

std::uint64_t size_of(int descriptor, const std::filesystem::path& path) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) {
    fail(path, "cannot read: " + reason_of(errno));
  }
  if (!S_ISREG(status.st_mode)) {
    fail(path, "is no journal, but no plain file either");
  }
  return static_cast<std::uint64_t>(status.st_size);
}

// A new name is on disk only once its folder is. Some network file systems cannot do that.
void sync_folder_of(const std::filesystem::path& path) {
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  const int entry = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);  // NOLINT: POSIX
  if (entry >= 0) {
    ::fsync(entry);
    ::close(entry);
  }
}

}  // namespace

std::string program_identity() {
  return std::string(program_version()) + " " + std::string(program_commit());
}

Journal::Journal(std::filesystem::path path, int descriptor, Use use)
    : path_(std::move(path)), descriptor_(descriptor) {
  const int opened = errno;
  if (descriptor_ < 0) {
    fail(path_, (use == Use::read ? "cannot read: " : "cannot write: ") + reason_of(opened));
  }
  if (use == Use::append && ::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const int error = errno;
    ::close(std::exchange(descriptor_, -1));
    fail(path_,
         error == EWOULDBLOCK ? "is in use by another program"
                              : "cannot be locked: " + reason_of(error));
  }
}

bool Journal::is_in_use(const std::filesystem::path& path) {
  const int flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC;  // a pipe would wait for its writer
  const int descriptor = ::open(path.c_str(), flags);   // NOLINT: as POSIX has it
  if (descriptor < 0) {
    return false;
  }
  const bool in_use = ::flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  ::close(descriptor);
  return in_use;
}

Journal::Journal(Journal&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      work_(std::move(other.work_)),
      spans_(std::move(other.spans_)),
      end_(other.end_),
      torn_(other.torn_),
      damaged_(other.damaged_),
      failure_(std::move(other.failure_)),
      synced_(other.synced_) {}

Journal::~Journal() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

Journal Journal::create(const std::filesystem::path& path, std::string_view work) {
  const int flags = O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC;
  Journal journal(path, ::open(path.c_str(), flags, 0666), Use::append);  // NOLINT: POSIX
  journal.begin(work);
  return journal;
}

Journal Journal::open(const std::filesystem::path& path) {
  const int flags = O_RDWR | O_APPEND | O_NONBLOCK | O_CLOEXEC;
  Journal journal(path, ::open(path.c_str(), flags), Use::append);  // NOLINT: POSIX
  if (journal.is_removed()) {
    fail(path, "was finished by another program just now");
  }
  journal.scan(Use::append);
  return journal;
}

Journal Journal::read(const std::filesystem::path& path) {
  const int flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC;
  Journal journal(path, ::open(path.c_str(), flags), Use::read);  // NOLINT: POSIX
  journal.scan(Use::read);
  return journal;
}

std::string Journal::bytes_at(std::uint64_t at, std::uint64_t size) const {
  std::string bytes(size, '\0');
  std::size_t filled = 0;
  while (filled < size) {
    const ssize_t got =
        ::pread(descriptor_, bytes.data() + filled, size - filled, static_cast<off_t>(at + filled));
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got <= 0) {
      fail(path_, "cannot read: " + (got < 0 ? reason_of(errno) : "it was cut short"));
    }
    filled += static_cast<std::size_t>(got);
  }
  return bytes;
}

// Killed between the making of the file and the end of its first record.
bool Journal::is_unbegun(std::uint64_t size) const {
  if (size < kWord) {
    return true;
  }
  const std::uint64_t length = word_in(bytes_at(0, kWord));
  const std::string there =
      bytes_at(kWord, std::min<std::uint64_t>(kJournalMark.size(), size - kWord));
  return length <= kLongestWork && size < length + 2 * kWord && kJournalMark.starts_with(there);
}

// Of the record at `at`, where the file can hold it.
std::optional<std::uint64_t> Journal::length_at(std::uint64_t at, std::uint64_t size) const {
  if (size < at || size - at < 2 * kWord) {
    return std::nullopt;
  }
  const std::uint64_t length = word_in(bytes_at(at, kWord));
  return length <= size - at - 2 * kWord ? std::optional(length) : std::nullopt;
}

bool Journal::is_whole_at(std::uint64_t at, std::uint64_t size) const {
  const std::optional<std::uint64_t> length = length_at(at, size);
  return length && is_whole(bytes_at(at + kWord, *length + kWord));
}

// The place of the next whole record behind `at`, where none is; else the end. First where lengths
// lead, then at any byte.
std::uint64_t Journal::pass_over(std::uint64_t at, std::uint64_t size, std::size_t& bad) const {
  std::size_t passed = 0;
  std::uint64_t next = at;
  while (const std::optional<std::uint64_t> length = length_at(next, size)) {
    next += *length + 2 * kWord;
    ++passed;
    if (is_whole_at(next, size)) {
      bad += passed;
      return next;
    }
  }
  ++bad;
  return find_whole(at + 1, size);
}

// Eight bytes of a record are seldom a length that fits the rest of the file, so few places are
// looked at closely; a file made to have many is given up on.
std::uint64_t Journal::find_whole(std::uint64_t at, std::uint64_t size) const {
  constexpr std::uint64_t kBlock = 1U << 16U;
  std::uint64_t most_read = 16 * size;
  for (std::uint64_t begin = at; size - begin >= 2 * kWord;) {
    const std::uint64_t count = std::min(kBlock, size - begin - 2 * kWord + 1);
    const std::string block = bytes_at(begin, count + kWord - 1);
    for (std::uint64_t i = 0; i < count; ++i) {
      const std::uint64_t length = word_in(std::string_view(block).substr(i, kWord));
      if (length > size - begin - i - 2 * kWord) {
        continue;
      }
      if (length > most_read) {
        return size;
      }
      most_read -= length;
      if (is_whole_at(begin + i, size)) {
        return begin + i;
      }
    }
    begin += count;
  }
  return size;
}

// Nothing is allocated that the file does not hold.
void Journal::find_records(std::uint64_t size) {
  std::size_t bad = 0;
  for (std::uint64_t at = 0; size - at >= 2 * kWord;) {
    if (!is_whole_at(at, size)) {
      if (at == 0) {
        return;
      }
      at = pass_over(at, size, bad);
      continue;
    }
    const std::uint64_t length = word_in(bytes_at(at, kWord));
    spans_.push_back({.at = at + kWord, .size = length});
    at += length + 2 * kWord;
    end_ = at;
    damaged_ = bad;
  }
}

std::string Journal::first_record(std::uint64_t size) const {
  std::string first;
  if (is_whole_at(0, size)) {
    first = bytes_at(kWord, length_at(0, size).value_or(0));
  }
  if (!first.starts_with(kJournalMark)) {
    fail(path_, "is no journal, or its beginning is damaged");
  }
  return first.substr(kJournalMark.size());
}

std::string Journal::work_in(const std::filesystem::path& path) {
  const int flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC;
  const Journal journal(path, ::open(path.c_str(), flags), Use::read);  // NOLINT: POSIX
  return journal.first_record(size_of(journal.descriptor_, path));
}

void Journal::scan(Use use) {
  const std::uint64_t size = size_of(descriptor_, path_);
  if (use == Use::read || !is_unbegun(size)) {
    work_ = first_record(size);
    find_records(size);
    spans_.erase(spans_.begin());
  }
  torn_ = size - end_;
  if (use == Use::append && torn_ > 0 && ::ftruncate(descriptor_, static_cast<off_t>(end_)) != 0) {
    fail(path_, "cannot write: " + reason_of(errno));
  }
}

std::string Journal::record(std::size_t index) const {
  const Stretch& span = spans_.at(index);
  std::string bytes = bytes_at(span.at, span.size + kWord);
  if (!is_whole(bytes)) {
    fail(path_, "was damaged while it was read");
  }
  bytes.resize(span.size);
  return bytes;
}

std::string Journal::beginning(std::size_t index, std::size_t bytes) const {
  const Stretch& span = spans_.at(index);
  return bytes_at(span.at, std::min<std::uint64_t>(bytes, span.size));
}

void Journal::begin(std::string_view work) {
  append(std::string(kJournalMark) + std::string(work));
  work_ = work;
}

void Journal::append(std::string_view record) {
  if (!failure_.empty()) {
    throw std::runtime_error(failure_);
  }
  const std::string bytes = framed(record);
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) {
      continue;
    }
    if (written <= 0) {
      failure_ = path_.string() + ": cannot write: " + reason_of(written < 0 ? errno : ENOSPC);
      // A later record that fits would stand behind a torn one.
      static_cast<void>(::ftruncate(descriptor_, static_cast<off_t>(end_)) == 0);
      throw std::runtime_error(failure_);
    }
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  end_ += bytes.size();
  const auto now = std::chrono::steady_clock::now();
  if (synced_ == std::chrono::steady_clock::time_point()) {
    synced_ = now;
  } else if (now - synced_ >= std::chrono::seconds(1)) {
    if (::fdatasync(descriptor_) != 0) {  // after this the kernel may have dropped what it held
      failure_ = path_.string() + ": cannot write: " + reason_of(errno);
      throw std::runtime_error(failure_);
    }
    sync_folder_of(path_);
    synced_ = now;
  }
}

bool Journal::is_removed() const {
  struct stat status {};
  return ::fstat(descriptor_, &status) == 0 && status.st_nlink == 0;
}

void Journal::remove() {
  if (::unlink(path_.c_str()) != 0 && errno != ENOENT) {
    fail(path_, "cannot remove: " + reason_of(errno));
  }
}

void Journal::become(const std::filesystem::path& target, Existing existing) {
  const bool synced = ::fsync(descriptor_) == 0;
  const auto put_in_place = [&] {
    if (existing == Existing::replace) {
      return ::rename(path_.c_str(), target.c_str()) == 0;
    }
    return ::link(path_.c_str(), target.c_str()) == 0 && ::unlink(path_.c_str()) == 0;
  };
  if (!synced || !put_in_place()) {
    fail(target, "cannot write: " + reason_of(errno));
  }
  sync_folder_of(target);
  path_ = target;
}

}  // namespace tiermix
