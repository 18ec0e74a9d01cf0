#pragma once

// A journal of finished work beside the file that it will become: records are appended as they are
// finished, so that a run that was killed can go on where it was.
//
// Format   A first record that says what the work is, then one record per finished piece. A record
//          is its length (8 bytes, little-endian), its bytes, and their digest (8 bytes).
// Damage   Records are appended by one write each. One that is torn or does not match its digest,
//          and whatever follows it, is cut off when the journal is opened again.
// Owner    One program at a time: the file is locked while it is open.

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tiermix {

/// Version and commit of this program: another one may go on to other bits.
[[nodiscard]] std::string program_identity();

class Journal {
 public:
  /// A new journal whose first record is `work`. Throws std::runtime_error where it cannot be
  /// written, or where there is one already.
  [[nodiscard]] static Journal create(const std::filesystem::path& path, std::string_view work);

  /// Opens one that is there, and cuts off what is torn. Throws std::runtime_error where it cannot
  /// be read, is no journal, or is in use by another program.
  [[nodiscard]] static Journal open(const std::filesystem::path& path);

  Journal(Journal&& other) noexcept;
  Journal& operator=(Journal&&) = delete;
  ~Journal();

  [[nodiscard]] const std::string& work() const { return work_; }

  /// What was there when it was opened, in the order of writing.
  [[nodiscard]] const std::vector<std::string>& records() const { return records_; }
  /// Bytes that were cut off then.
  [[nodiscard]] std::size_t torn() const { return torn_; }

  /// Is with the operating system when this returns. Throws std::runtime_error.
  void append(std::string_view record);

  /// The work is done: the journal is not needed any more.
  void remove();

 private:
  Journal(std::filesystem::path path, int descriptor);

  std::filesystem::path path_;
  int descriptor_ = -1;
  std::string work_;
  std::vector<std::string> records_;
  std::size_t torn_ = 0;
};

}  // namespace tiermix
