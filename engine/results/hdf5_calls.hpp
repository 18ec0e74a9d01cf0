#pragma once

// Calls of the HDF5 library that throw where they fail; for hdf5*.cpp alone.

#include <cstdint>
#include <stdexcept>
#include <string>
#include <type_traits>

#include <hdf5.h>

#include "engine/results/hdf5.hpp"

namespace tiermix::hdf5 {

static_assert(std::is_same_v<hid_t, std::int64_t>);

[[noreturn]] inline void fail(const std::string& what) {
  std::string reason;
  const auto take_innermost = [](unsigned, const H5E_error2_t* error, void* text) -> herr_t {
    if (error->desc != nullptr) {
      *static_cast<std::string*>(text) = error->desc;
    }
    return 1;
  };
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, take_innermost, &reason);
  throw std::runtime_error(what + (reason.empty() ? "" : " (" + reason + ")"));
}

template <typename T>
T checked(T result, const std::string& what) {
  if (result < 0) {
    fail(what);
  }
  return result;
}

inline Handle owned(hid_t id, Handle::Close close, const std::string& what) {
  return {checked(id, what), close};
}

inline Handle property_list(hid_t kind) {
  return owned(H5Pcreate(kind), H5Pclose, "cannot make a property list");
}

inline void order_links(hid_t list) {
  constexpr unsigned kTracked = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
  checked(H5Pset_link_creation_order(list, kTracked), "cannot track the order of links");
}

// Attributes in order, and no timestamps: for files, groups and datasets alike.
inline void order_attributes(hid_t list) {
  constexpr unsigned kTracked = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
  checked(H5Pset_attr_creation_order(list, kTracked), "cannot track the order of attributes");
  checked(H5Pset_obj_track_times(list, false), "cannot switch off timestamps");
}

}  // namespace tiermix::hdf5
