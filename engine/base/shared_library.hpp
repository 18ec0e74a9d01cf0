#pragma once

// A shared library that is loaded where it is needed first. Linked, those that few commands need,
// with all that they need themselves, would take longer to load than the rest of the program, at
// every start.

#include <string>

namespace tiermix {

class SharedLibrary {
 public:
  /// `file` as the loader knows it, "libm.so.6"; `what` says in an error what it is. Throws
  /// std::runtime_error where it cannot be loaded.
  SharedLibrary(std::string file, std::string what);

  /// The address of a function or variable. Throws std::runtime_error where there is none.
  [[nodiscard]] void* find(const char* name) const;

 private:
  std::string file_;
  std::string what_;
  void* handle_;  // stays loaded
};

}  // namespace tiermix
