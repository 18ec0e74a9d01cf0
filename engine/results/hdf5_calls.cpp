#include "engine/results/hdf5_calls.hpp"

#include <stdexcept>
#include <string>

#include "engine/base/shared_library.hpp"

namespace tiermix::hdf5 {

namespace {

constexpr const char* kWhat = "the library HDF5 (package libhdf5-hl-100)";

// The library ends the program where it is not the one of the headers.
SharedLibrary fitting_library() {
  SharedLibrary library(TIERMIX_HDF5, kWhat);
  const auto version_of =
      reinterpret_cast<decltype(&::H5get_libversion)>(library.find("H5get_libversion"));
  unsigned major = 0;
  unsigned minor = 0;
  unsigned release = 0;
  if (version_of(&major, &minor, &release) < 0 || major != H5_VERS_MAJOR ||
      minor != H5_VERS_MINOR) {
    throw std::runtime_error(std::string(kWhat) + " is of version " + std::to_string(major) + "." +
                             std::to_string(minor) + ", not " + std::to_string(H5_VERS_MAJOR) +
                             "." + std::to_string(H5_VERS_MINOR));
  }
  return library;
}

}  // namespace

void* address_of(const char* name) {
  static const SharedLibrary kLibrary = fitting_library();
  return kLibrary.find(name);
}

void require() { static_cast<void>(address_of("H5open")); }

}  // namespace tiermix::hdf5
