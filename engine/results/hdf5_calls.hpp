#pragma once

// Calls of the HDF5 library that throw where they fail; for hdf5*.cpp alone. Inside the namespace
// the names of the library stand for functions that load it when the first of them is called.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <type_traits>

#include <hdf5.h>
#include <hdf5_hl.h>

#include "engine/results/hdf5.hpp"

namespace tiermix::hdf5 {

static_assert(std::is_same_v<hid_t, std::int64_t>);

/// The address of what the library calls so. Throws std::runtime_error where it cannot be loaded.
[[nodiscard]] void* address_of(const char* name);

/// A name as an argument of a template.
template <std::size_t size>
struct Name {
  // NOLINTNEXTLINE(google-explicit-constructor,modernize-avoid-c-arrays): what a literal is
  consteval Name(const char (&name)[size]) { std::copy_n(name, size, text.begin()); }

  std::array<char, size> text;
};

template <typename Signature, Name kName>
class Function;

/// Stands for the function, and for its address.
template <typename Result, typename... Arguments, Name kName>
class Function<Result(Arguments...), kName> {
 public:
  using Pointer = Result (*)(Arguments...);

  operator Pointer() const {  // NOLINT: as a function does
    static const auto kPointer = reinterpret_cast<Pointer>(address_of(kName.text.data()));
    return kPointer;
  }
  Result operator()(Arguments... arguments) const { return Pointer(*this)(arguments...); }
};

/// A constant of the library, which has it once it is opened.
template <Name kName>
class Id {
 public:
  operator hid_t() const {  // NOLINT: as a number does
    static const auto* const kPlace = static_cast<const hid_t*>(address_of(kName.text.data()));
    return *kPlace;
  }
};

inline constexpr Function<decltype(::H5Aclose), "H5Aclose"> H5Aclose;
inline constexpr Function<decltype(::H5Acreate2), "H5Acreate2"> H5Acreate2;
inline constexpr Function<decltype(::H5Aexists), "H5Aexists"> H5Aexists;
inline constexpr Function<decltype(::H5Aget_space), "H5Aget_space"> H5Aget_space;
inline constexpr Function<decltype(::H5Aget_type), "H5Aget_type"> H5Aget_type;
inline constexpr Function<decltype(::H5Aopen), "H5Aopen"> H5Aopen;
inline constexpr Function<decltype(::H5Aread), "H5Aread"> H5Aread;
inline constexpr Function<decltype(::H5Awrite), "H5Awrite"> H5Awrite;
inline constexpr Function<decltype(::H5DSattach_scale), "H5DSattach_scale"> H5DSattach_scale;
inline constexpr Function<decltype(::H5DSset_scale), "H5DSset_scale"> H5DSset_scale;
inline constexpr Function<decltype(::H5Dclose), "H5Dclose"> H5Dclose;
inline constexpr Function<decltype(::H5Dcreate2), "H5Dcreate2"> H5Dcreate2;
inline constexpr Function<decltype(::H5Dget_space), "H5Dget_space"> H5Dget_space;
inline constexpr Function<decltype(::H5Dget_type), "H5Dget_type"> H5Dget_type;
inline constexpr Function<decltype(::H5Dopen2), "H5Dopen2"> H5Dopen2;
inline constexpr Function<decltype(::H5Dread), "H5Dread"> H5Dread;
inline constexpr Function<decltype(::H5Dwrite), "H5Dwrite"> H5Dwrite;
inline constexpr Function<decltype(::H5Eget_auto2), "H5Eget_auto2"> H5Eget_auto2;
inline constexpr Function<decltype(::H5Eset_auto2), "H5Eset_auto2"> H5Eset_auto2;
inline constexpr Function<decltype(::H5Ewalk2), "H5Ewalk2"> H5Ewalk2;
inline constexpr Function<decltype(::H5Fclose), "H5Fclose"> H5Fclose;
inline constexpr Function<decltype(::H5Fcreate), "H5Fcreate"> H5Fcreate;
inline constexpr Function<decltype(::H5Fflush), "H5Fflush"> H5Fflush;
inline constexpr Function<decltype(::H5Fget_filesize), "H5Fget_filesize"> H5Fget_filesize;
inline constexpr Function<decltype(::H5Fopen), "H5Fopen"> H5Fopen;
inline constexpr Function<decltype(::H5Gclose), "H5Gclose"> H5Gclose;
inline constexpr Function<decltype(::H5Gcreate2), "H5Gcreate2"> H5Gcreate2;
inline constexpr Function<decltype(::H5Gopen2), "H5Gopen2"> H5Gopen2;
inline constexpr Function<decltype(::H5Iget_file_id), "H5Iget_file_id"> H5Iget_file_id;
inline constexpr Function<decltype(::H5Literate), "H5Literate"> H5Literate;
inline constexpr Function<decltype(::H5Pclose), "H5Pclose"> H5Pclose;
inline constexpr Function<decltype(::H5Pcreate), "H5Pcreate"> H5Pcreate;
inline constexpr Function<decltype(::H5Pset_attr_creation_order), "H5Pset_attr_creation_order">
    H5Pset_attr_creation_order;
inline constexpr Function<decltype(::H5Pset_chunk), "H5Pset_chunk"> H5Pset_chunk;
inline constexpr Function<decltype(::H5Pset_deflate), "H5Pset_deflate"> H5Pset_deflate;
inline constexpr Function<decltype(::H5Pset_fapl_core), "H5Pset_fapl_core"> H5Pset_fapl_core;
inline constexpr Function<decltype(::H5Pset_file_image), "H5Pset_file_image"> H5Pset_file_image;
inline constexpr Function<decltype(::H5Pset_file_image_callbacks), "H5Pset_file_image_callbacks">
    H5Pset_file_image_callbacks;
inline constexpr Function<decltype(::H5Pset_fill_value), "H5Pset_fill_value"> H5Pset_fill_value;
inline constexpr Function<decltype(::H5Pset_fletcher32), "H5Pset_fletcher32"> H5Pset_fletcher32;
inline constexpr Function<decltype(::H5Pset_libver_bounds), "H5Pset_libver_bounds">
    H5Pset_libver_bounds;
inline constexpr Function<decltype(::H5Pset_link_creation_order), "H5Pset_link_creation_order">
    H5Pset_link_creation_order;
inline constexpr Function<decltype(::H5Pset_obj_track_times), "H5Pset_obj_track_times">
    H5Pset_obj_track_times;
inline constexpr Function<decltype(::H5Pset_shuffle), "H5Pset_shuffle"> H5Pset_shuffle;
inline constexpr Function<decltype(::H5Pset_vlen_mem_manager), "H5Pset_vlen_mem_manager">
    H5Pset_vlen_mem_manager;
inline constexpr Function<decltype(::H5Sclose), "H5Sclose"> H5Sclose;
inline constexpr Function<decltype(::H5Screate), "H5Screate"> H5Screate;
inline constexpr Function<decltype(::H5Screate_simple), "H5Screate_simple"> H5Screate_simple;
inline constexpr Function<decltype(::H5Sget_simple_extent_dims), "H5Sget_simple_extent_dims">
    H5Sget_simple_extent_dims;
inline constexpr Function<decltype(::H5Sget_simple_extent_ndims), "H5Sget_simple_extent_ndims">
    H5Sget_simple_extent_ndims;
inline constexpr Function<decltype(::H5Sget_simple_extent_npoints), "H5Sget_simple_extent_npoints">
    H5Sget_simple_extent_npoints;
inline constexpr Function<decltype(::H5Tclose), "H5Tclose"> H5Tclose;
inline constexpr Function<decltype(::H5Tcopy), "H5Tcopy"> H5Tcopy;
inline constexpr Function<decltype(::H5Tget_class), "H5Tget_class"> H5Tget_class;
inline constexpr Function<decltype(::H5Tget_size), "H5Tget_size"> H5Tget_size;
inline constexpr Function<decltype(::H5Tis_variable_str), "H5Tis_variable_str"> H5Tis_variable_str;
inline constexpr Function<decltype(::H5Tset_cset), "H5Tset_cset"> H5Tset_cset;
inline constexpr Function<decltype(::H5Tset_size), "H5Tset_size"> H5Tset_size;
inline constexpr Function<decltype(::H5Tset_strpad), "H5Tset_strpad"> H5Tset_strpad;
inline constexpr Function<decltype(::H5check_version), "H5check_version"> H5check_version;
inline constexpr Function<decltype(::H5open), "H5open"> H5open;
inline constexpr Id<"H5P_CLS_DATASET_CREATE_ID_g"> H5P_CLS_DATASET_CREATE_ID_g;
inline constexpr Id<"H5P_CLS_DATASET_XFER_ID_g"> H5P_CLS_DATASET_XFER_ID_g;
inline constexpr Id<"H5P_CLS_FILE_ACCESS_ID_g"> H5P_CLS_FILE_ACCESS_ID_g;
inline constexpr Id<"H5P_CLS_FILE_CREATE_ID_g"> H5P_CLS_FILE_CREATE_ID_g;
inline constexpr Id<"H5P_CLS_GROUP_CREATE_ID_g"> H5P_CLS_GROUP_CREATE_ID_g;
inline constexpr Id<"H5T_C_S1_g"> H5T_C_S1_g;
inline constexpr Id<"H5T_IEEE_F64LE_g"> H5T_IEEE_F64LE_g;
inline constexpr Id<"H5T_NATIVE_DOUBLE_g"> H5T_NATIVE_DOUBLE_g;
inline constexpr Id<"H5T_NATIVE_INT32_g"> H5T_NATIVE_INT32_g;
inline constexpr Id<"H5T_NATIVE_UINT64_g"> H5T_NATIVE_UINT64_g;
inline constexpr Id<"H5T_NATIVE_UINT8_g"> H5T_NATIVE_UINT8_g;
inline constexpr Id<"H5T_STD_I32LE_g"> H5T_STD_I32LE_g;

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
