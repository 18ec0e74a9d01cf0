#pragma once

// A file that is written piece by piece, and stands under its name only when it is whole.

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string_view>

namespace tiermix {

/// Writes PATH.PID.part beside the target, or straight to a device or pipe. Whatever fails is a
/// std::runtime_error with the path and the system's reason, and leaves no file behind.
class WholeFile {
 public:
  explicit WholeFile(std::filesystem::path path);
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;
  ~WholeFile();

  void write(std::string_view text);

  /// What is written is on disk afterwards, so that little can go wrong when it is put in place.
  void settle();

  /// Settles, and puts the file in place; over another only where `replace` says so.
  enum class Existing { keep, replace };
  void finish(Existing existing);

 private:
  struct Close {
    void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
  };

  [[noreturn]] void fail() const;

  std::filesystem::path path_;
  std::filesystem::path part_;  ///< the path itself where it is a device
  bool is_device_ = false;
  std::unique_ptr<std::FILE, Close> file_;
};

}  // namespace tiermix
