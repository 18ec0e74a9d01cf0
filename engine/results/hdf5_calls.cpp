#include "engine/results/hdf5_calls.hpp"

#include "engine/base/shared_library.hpp"

namespace tiermix::hdf5 {

void* address_of(const char* name) {
  static const SharedLibrary kLibrary(TIERMIX_HDF5, "the library HDF5 (package libhdf5-hl-100)");
  return kLibrary.find(name);
}

}  // namespace tiermix::hdf5
