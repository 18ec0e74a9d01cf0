#pragma once

// A journal of finished work beside the file that it will become: records are appended as they are
// finished, so that a run that was killed can go on where it was.
//
// Format   A first record that says what the work is, then one record per finished piece. A record
//          is its length (8 bytes, little-endian), its bytes, and their digest (8 bytes).
// Damage   Records are appended by one write each. What is torn at the end is cut off when the
//          journal is opened again to go on; a stretch in the middle in which no record matches its
//          digest is passed over, and the records behind it are kept.
// Owner    One program at a time: the file is locked while it is open to be written.
// Safety   A record is with the operating system when append() returns, and on disk about a second
//          later.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/results/results.hpp"

namespace tiermix {

/// Version and commit of this program: another one may go on to other bits.
[[nodiscard]] std::string program_identity();

class Journal {
 public:
  /// A new journal whose first record is `work`. Throws std::runtime_error where it cannot be
  /// written, or where there is one already.
  [[nodiscard]] static Journal create(const std::filesystem::path& path, std::string_view work);

  /// Opens one that is there to go on with it, and cuts off what is torn. One whose first record
  /// was never finished has no work(): begin() it. Throws std::runtime_error where it cannot be
  /// read, is no journal, or is in use by another program.
  [[nodiscard]] static Journal open(const std::filesystem::path& path);

  /// Opens one that is there to read it, and changes nothing. Throws std::runtime_error where it
  /// cannot be read or is no journal.
  [[nodiscard]] static Journal read(const std::filesystem::path& path);

  /// Whether another program has it open to be written; false where that cannot be told.
  [[nodiscard]] static bool is_in_use(const std::filesystem::path& path);

  Journal(Journal&& other) noexcept;
  Journal& operator=(Journal&&) = delete;
  ~Journal();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] const std::string& work() const { return work_; }

  /// Whole records that were there when it was opened, in the order of writing.
  [[nodiscard]] std::size_t size() const { return spans_.size(); }
  /// One of them, or its first bytes. Throws std::runtime_error where it cannot be read, or not as
  /// it was when the journal was opened. Any thread.
  [[nodiscard]] std::string record(std::size_t index) const;
  [[nodiscard]] std::string beginning(std::size_t index, std::size_t bytes) const;

  /// The work() of a journal, nothing else of which is read. Throws as read() does.
  [[nodiscard]] static std::string work_in(const std::filesystem::path& path);

  /// Bytes behind the last whole record then, and records before it that are damaged; of a stretch
  /// without readable lengths it is not known how many they were, and it counts as one.
  [[nodiscard]] std::size_t torn() const { return torn_; }
  [[nodiscard]] std::size_t damaged() const { return damaged_; }

  /// Writes the first record.
  void begin(std::string_view work);

  /// Is with the operating system when this returns. Throws std::runtime_error, and again from
  /// then on: what was written of the record is taken back. One thread at a time.
  void append(std::string_view record);

  /// Whether the file was removed by somebody while it was open.
  [[nodiscard]] bool is_removed() const;

  /// The work is done: the journal is not needed any more.
  void remove();

  /// The work is done: the journal itself is the result, put in place whole or not at all. Throws
  /// std::runtime_error.
  void become(const std::filesystem::path& target, Existing existing);

 private:
  struct Stretch {
    std::uint64_t at = 0;  ///< of the bytes, behind their length
    std::uint64_t size = 0;
  };
  enum class Use : std::uint8_t { append, read };

  Journal(std::filesystem::path path, int descriptor, Use use);

  void scan(Use use);
  void find_records(std::uint64_t size);
  [[nodiscard]] std::string first_record(std::uint64_t size) const;
  [[nodiscard]] std::optional<std::uint64_t> length_at(std::uint64_t at, std::uint64_t size) const;
  [[nodiscard]] bool is_whole_at(std::uint64_t at, std::uint64_t size) const;
  std::uint64_t pass_over(std::uint64_t at, std::uint64_t size, std::size_t& bad) const;
  [[nodiscard]] std::uint64_t find_whole(std::uint64_t at, std::uint64_t size) const;
  [[nodiscard]] std::string bytes_at(std::uint64_t at, std::uint64_t size) const;
  [[nodiscard]] bool is_unbegun(std::uint64_t size) const;

  std::filesystem::path path_;
  int descriptor_ = -1;
  std::string work_;
  std::vector<Stretch> spans_;
  std::uint64_t end_ = 0;  ///< of the last whole record
  std::size_t torn_ = 0;
  std::size_t damaged_ = 0;
  std::string failure_;  ///< of an append
  std::chrono::steady_clock::time_point synced_;
};

}  // namespace tiermix
