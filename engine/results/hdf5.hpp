#pragma once

// HDF5 behind a narrow door: whole files in memory, groups, datasets and attributes of the few
// types a results file is made of. No other file includes the library.
//
// Layout   What netCDF-4 wants: creation order tracked everywhere, dimension scales, attribute
//          texts as UTF-8 strings of fixed length, names in datasets of variable length. No
//          timestamps, so that equal content is equal bytes.
// Errors   Every failing call throws std::runtime_error with the library's innermost reason;
//          nothing is printed while a Quiet lives.
// Threads  One file belongs to one thread; the library itself takes a global lock.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tiermix::hdf5 {

/// Loads the library. Throws std::runtime_error where it cannot be, or is of another version.
void require();

/// Keeps the library from printing its error stack.
class Quiet {
 public:
  Quiet();
  ~Quiet();
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;

 private:
  void* data_ = nullptr;
  int (*function_)(std::int64_t, void*) = nullptr;
};

struct Memory;

/// Owner of one identifier of the library.
class Handle {
 public:
  using Close = int (*)(std::int64_t);

  Handle() = default;
  Handle(std::int64_t id, Close close) : id_(id), close_(close) {}
  Handle(Handle&& other) noexcept;
  Handle& operator=(Handle&& other) noexcept;
  ~Handle() { reset(); }

  [[nodiscard]] std::int64_t id() const { return id_; }
  void reset();

 private:
  std::int64_t id_ = -1;
  Close close_ = nullptr;
};

/// A group or dataset, as something that carries attributes.
class Node {
 public:
  explicit Node(Handle handle) : handle_(std::move(handle)) {}

  void set_text(const std::string& name, std::string_view value) const;
  void set_real(const std::string& name, double value) const;
  void set_unsigned(const std::string& name, std::uint64_t value) const;
  void set_flag(const std::string& name, bool value) const;  ///< an unsigned byte, 0 or 1
  void set_integers(const std::string& name, std::span<const std::int32_t> values) const;

  [[nodiscard]] bool has(const std::string& name) const;
  [[nodiscard]] std::string text(const std::string& name) const;
  [[nodiscard]] double real(const std::string& name) const;
  [[nodiscard]] std::uint64_t unsigned_integer(const std::string& name) const;
  [[nodiscard]] std::vector<std::int32_t> integers(const std::string& name) const;

 protected:
  [[nodiscard]] std::int64_t id() const { return handle_.id(); }

 private:
  Handle handle_;
};

class Dataset : public Node {
 public:
  using Node::Node;

  /// Makes it the coordinate of the dimension of the same name.
  void make_scale(const std::string& name) const;
  void attach(unsigned dimension, const Dataset& scale) const;
};

struct Reals {
  std::vector<std::uint64_t> dimensions;
  std::vector<double> values;
};

class Group : public Node {
 public:
  using Node::Node;

  [[nodiscard]] Group create_group(const std::string& name) const;
  [[nodiscard]] Group group(const std::string& name) const;
  [[nodiscard]] Dataset dataset(const std::string& name) const;

  /// Names of everything inside, in the order of creation.
  [[nodiscard]] std::vector<std::string> names() const;

  /// Chunked, shuffled, deflated, checksummed; NaN is the fill value. Expects values in every
  /// dimension, of which there are at most three.
  [[nodiscard]] Dataset write_reals(const std::string& name,
                                    std::span<const double> values,
                                    std::vector<std::uint64_t> dimensions) const;
  [[nodiscard]] Dataset write_integers(const std::string& name,
                                       std::span<const std::int32_t> values) const;
  [[nodiscard]] Dataset write_strings(const std::string& name,
                                      const std::vector<std::string>& values) const;

  /// Refuse what cannot be inside a file of this size, before memory is taken for it.
  [[nodiscard]] Reals reals(const std::string& name) const;
  [[nodiscard]] std::vector<std::int32_t> column_of_integers(const std::string& name) const;
  [[nodiscard]] std::vector<std::string> column_of_strings(const std::string& name) const;
};

/// A new file in memory.
class NewFile {
 public:
  NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile();

  [[nodiscard]] Group root() const;

  /// Closes the file and returns its bytes. Everything opened in it must be gone by then.
  [[nodiscard]] std::string take_bytes();

 private:
  std::unique_ptr<Memory> memory_;  // outlives the file
  Handle file_;
};

/// The root of a file that is in memory; the file stays open as long as anything in it.
[[nodiscard]] Group open_image(std::string_view image);

}  // namespace tiermix::hdf5
