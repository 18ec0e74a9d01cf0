#include "engine/results/hdf5.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/results/hdf5_calls.hpp"

namespace tiermix::hdf5 {
namespace {

constexpr std::size_t kMostDimensions = 3;
constexpr std::size_t kChunkValues = 16384;  // 128 KiB of reals

Handle simple_space(const std::vector<hsize_t>& extent) {
  const int rank = static_cast<int>(extent.size());
  return owned(H5Screate_simple(rank, extent.data(), nullptr), H5Sclose, "cannot make a dataspace");
}

Handle text_type(std::size_t size) {
  Handle type = owned(H5Tcopy(H5T_C_S1), H5Tclose, "cannot make a text type");
  checked(H5Tset_size(type.id(), size), "cannot size a text type");
  checked(H5Tset_cset(type.id(), H5T_CSET_UTF8), "cannot make a text type UTF-8");
  if (size != H5T_VARIABLE) {
    checked(H5Tset_strpad(type.id(), H5T_STR_NULLPAD), "cannot pad a text type");
  }
  return type;
}

void write_attribute(
    hid_t node, const std::string& name, hid_t type, const Handle& space, const void* value) {
  const Handle attribute =
      owned(H5Acreate2(node, name.c_str(), type, space.id(), H5P_DEFAULT, H5P_DEFAULT),
            H5Aclose,
            "cannot create attribute " + name);
  checked(H5Awrite(attribute.id(), type, value), "cannot write attribute " + name);
}

hsize_t size_of_file(hid_t object) {
  const Handle file = owned(H5Iget_file_id(object), H5Fclose, "cannot find the file");
  hsize_t size = 0;
  checked(H5Fget_filesize(file.id(), &size), "cannot tell the size of the file");
  return size;
}

// An attribute that exists, with a type of the expected class and room for at least one value.
struct OpenAttribute {
  Handle attribute;
  Handle type;
  std::size_t count = 0;
};

OpenAttribute open_attribute(hid_t node, const std::string& name, H5T_class_t wanted) {
  OpenAttribute open;
  open.attribute = owned(
      H5Aopen(node, name.c_str(), H5P_DEFAULT), H5Aclose, "attribute " + name + " is missing");
  open.type =
      owned(H5Aget_type(open.attribute.id()), H5Tclose, "attribute " + name + " has no type");
  const Handle space =
      owned(H5Aget_space(open.attribute.id()), H5Sclose, "attribute " + name + " has no extent");
  const hssize_t count = H5Sget_simple_extent_npoints(space.id());
  if (H5Tget_class(open.type.id()) != wanted || count < 1 ||
      static_cast<hsize_t>(count) > size_of_file(node)) {
    throw std::runtime_error("attribute " + name + " is not of the expected kind");
  }
  open.count = static_cast<std::size_t>(count);
  return open;
}

template <typename T>
std::vector<T> read_attribute(hid_t node, const std::string& name, H5T_class_t kind, hid_t type) {
  const OpenAttribute open = open_attribute(node, name, kind);
  std::vector<T> values(open.count);
  checked(H5Aread(open.attribute.id(), type, values.data()), "cannot read attribute " + name);
  return values;
}

// A dataset with its extent, refused where it could not come from a file of this size: deflate
// shrinks to no less than a thousandth.
struct OpenDataset {
  Handle dataset;
  std::vector<std::uint64_t> dimensions;
  std::size_t count = 1;
};

OpenDataset open_dataset(hid_t group, const std::string& name, H5T_class_t wanted) {
  OpenDataset open;
  open.dataset = owned(
      H5Dopen2(group, name.c_str(), H5P_DEFAULT), H5Dclose, "dataset " + name + " is missing");
  const Handle type =
      owned(H5Dget_type(open.dataset.id()), H5Tclose, "dataset " + name + " has no type");
  const Handle space =
      owned(H5Dget_space(open.dataset.id()), H5Sclose, "dataset " + name + " has no extent");
  const int rank = H5Sget_simple_extent_ndims(space.id());
  if (H5Tget_class(type.id()) != wanted || rank < 1 || rank > static_cast<int>(kMostDimensions)) {
    throw std::runtime_error("dataset " + name + " is not of the expected kind");
  }
  std::array<hsize_t, kMostDimensions> extent{};
  checked(H5Sget_simple_extent_dims(space.id(), extent.data(), nullptr),
          "dataset " + name + " has no extent");
  open.dimensions.assign(extent.begin(), extent.begin() + rank);
  const std::uint64_t limit = 256 * size_of_file(group);
  for (const std::uint64_t dimension : open.dimensions) {
    if (dimension == 0 || dimension > limit / open.count) {
      throw std::runtime_error("dataset " + name + " has an impossible extent");
    }
    open.count *= static_cast<std::size_t>(dimension);
  }
  return open;
}

template <typename T>
std::vector<T> read_values(const OpenDataset& open, const std::string& name, hid_t type) {
  std::vector<T> values(open.count);
  checked(H5Dread(open.dataset.id(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
          "cannot read " + name);
  return values;
}

Handle create_dataset(
    hid_t group, const std::string& name, hid_t type, const Handle& space, const Handle& list) {
  order_attributes(list.id());
  return owned(
      H5Dcreate2(group, name.c_str(), type, space.id(), H5P_DEFAULT, list.id(), H5P_DEFAULT),
      H5Dclose,
      "cannot create " + name);
}

Dataset write_column(hid_t group,
                     const std::string& name,
                     hid_t file_type,
                     hid_t memory_type,
                     hsize_t size,
                     const void* values) {
  Handle dataset = create_dataset(
      group, name, file_type, simple_space({size}), property_list(H5P_DATASET_CREATE));
  checked(H5Dwrite(dataset.id(), memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values),
          "cannot write " + name);
  return Dataset(std::move(dataset));
}

// Variable-length texts are allocated by the library from lengths in the file.
void* take_memory(std::size_t size, void* bytes_left) {
  auto& left = *static_cast<std::size_t*>(bytes_left);
  if (size > left) {
    return nullptr;
  }
  left -= size;
  return std::malloc(size);  // NOLINT: the library's contract
}

void free_memory(void* pointer, void* /*info*/) {
  std::free(pointer);  // NOLINT: the library's contract
}

}  // namespace

Quiet::Quiet() {
  H5Eget_auto2(H5E_DEFAULT, &function_, &data_);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Quiet::~Quiet() { H5Eset_auto2(H5E_DEFAULT, function_, data_); }

Handle::Handle(Handle&& other) noexcept
    : id_(std::exchange(other.id_, -1)), close_(std::exchange(other.close_, nullptr)) {}

Handle& Handle::operator=(Handle&& other) noexcept {
  std::swap(id_, other.id_);
  std::swap(close_, other.close_);
  return *this;
}

void Handle::reset() {
  if (id_ >= 0 && close_ != nullptr) {
    close_(id_);
  }
  id_ = -1;
}

void Node::set_text(const std::string& name, std::string_view value) const {
  // A text type has at least one byte; NUL stands for the empty text.
  const std::string padded = value.empty() ? std::string(1, '\0') : std::string(value);
  const Handle type = text_type(padded.size());
  const Handle scalar = owned(H5Screate(H5S_SCALAR), H5Sclose, "cannot make a dataspace");
  write_attribute(id(), name, type.id(), scalar, padded.data());
}

void Node::set_real(const std::string& name, double value) const {
  write_attribute(id(), name, H5T_NATIVE_DOUBLE, simple_space({1}), &value);
}

void Node::set_unsigned(const std::string& name, std::uint64_t value) const {
  write_attribute(id(), name, H5T_NATIVE_UINT64, simple_space({1}), &value);
}

void Node::set_flag(const std::string& name, bool value) const {
  const unsigned char byte = value ? 1 : 0;
  write_attribute(id(), name, H5T_NATIVE_UINT8, simple_space({1}), &byte);
}

void Node::set_integers(const std::string& name, std::span<const std::int32_t> values) const {
  write_attribute(id(), name, H5T_NATIVE_INT32, simple_space({values.size()}), values.data());
}

bool Node::has(const std::string& name) const {
  return checked(H5Aexists(id(), name.c_str()), "cannot look for attribute " + name) > 0;
}

std::string Node::text(const std::string& name) const {
  const OpenAttribute open = open_attribute(id(), name, H5T_STRING);
  const std::size_t size = H5Tget_size(open.type.id());
  if (open.count != 1 || H5Tis_variable_str(open.type.id()) != 0 || size > size_of_file(id())) {
    throw std::runtime_error("attribute " + name + " is not of the expected kind");
  }
  std::string value(size, '\0');
  checked(H5Aread(open.attribute.id(), open.type.id(), value.data()),
          "cannot read attribute " + name);
  value.erase(std::find(value.begin(), value.end(), '\0'), value.end());
  return value;
}

double Node::real(const std::string& name) const {
  return read_attribute<double>(id(), name, H5T_FLOAT, H5T_NATIVE_DOUBLE).front();
}

std::uint64_t Node::unsigned_integer(const std::string& name) const {
  return read_attribute<std::uint64_t>(id(), name, H5T_INTEGER, H5T_NATIVE_UINT64).front();
}

std::vector<std::int32_t> Node::integers(const std::string& name) const {
  return read_attribute<std::int32_t>(id(), name, H5T_INTEGER, H5T_NATIVE_INT32);
}

void Dataset::make_scale(const std::string& name) const {
  checked(H5DSset_scale(id(), name.c_str()), "cannot make " + name + " a dimension scale");
}

void Dataset::attach(unsigned dimension, const Dataset& scale) const {
  checked(H5DSattach_scale(id(), scale.id(), dimension), "cannot attach a dimension scale");
}

Group Group::create_group(const std::string& name) const {
  const Handle list = property_list(H5P_GROUP_CREATE);
  order_links(list.id());
  order_attributes(list.id());
  return Group(owned(H5Gcreate2(id(), name.c_str(), H5P_DEFAULT, list.id(), H5P_DEFAULT),
                     H5Gclose,
                     "cannot create group " + name));
}

Group Group::group(const std::string& name) const {
  return Group(
      owned(H5Gopen2(id(), name.c_str(), H5P_DEFAULT), H5Gclose, "group " + name + " is missing"));
}

Dataset Group::dataset(const std::string& name) const {
  return Dataset(owned(
      H5Dopen2(id(), name.c_str(), H5P_DEFAULT), H5Dclose, "dataset " + name + " is missing"));
}

std::vector<std::string> Group::names() const {
  std::vector<std::string> names;
  const auto take = [](hid_t, const char* name, const H5L_info_t*, void* list) -> herr_t {
    static_cast<std::vector<std::string>*>(list)->emplace_back(name);
    return 0;
  };
  checked(H5Literate(id(), H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, take, &names),
          "cannot list a group");
  return names;
}

Dataset Group::write_reals(const std::string& name,
                           std::span<const double> values,
                           std::vector<std::uint64_t> dimensions) const {
  TIERMIX_EXPECTS(!values.empty() && !dimensions.empty() && dimensions.size() <= kMostDimensions);
  const int rank = static_cast<int>(dimensions.size());
  const std::vector<hsize_t> extent(dimensions.begin(), dimensions.end());
  std::vector<hsize_t> chunk = extent;
  const hsize_t row =
      std::accumulate(extent.begin() + 1, extent.end(), hsize_t{1}, std::multiplies<>());
  chunk[0] = std::clamp<hsize_t>(kChunkValues / row, 1, extent[0]);

  const Handle list = property_list(H5P_DATASET_CREATE);
  checked(H5Pset_chunk(list.id(), rank, chunk.data()), "cannot chunk " + name);
  checked(H5Pset_shuffle(list.id()), "cannot shuffle " + name);
  checked(H5Pset_deflate(list.id(), 1), "cannot compress " + name);
  checked(H5Pset_fletcher32(list.id()), "cannot checksum " + name);
  const double fill = std::numeric_limits<double>::quiet_NaN();
  checked(H5Pset_fill_value(list.id(), H5T_NATIVE_DOUBLE, &fill), "cannot fill " + name);

  Handle dataset = create_dataset(id(), name, H5T_IEEE_F64LE, simple_space(extent), list);
  checked(H5Dwrite(dataset.id(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
          "cannot write " + name);
  Dataset written(std::move(dataset));
  written.set_real("_FillValue", fill);
  return written;
}

Dataset Group::write_integers(const std::string& name, std::span<const std::int32_t> values) const {
  TIERMIX_EXPECTS(!values.empty());
  return write_column(id(), name, H5T_STD_I32LE, H5T_NATIVE_INT32, values.size(), values.data());
}

Dataset Group::write_strings(const std::string& name,
                             const std::vector<std::string>& values) const {
  TIERMIX_EXPECTS(!values.empty());
  std::vector<const char*> pointers;
  pointers.reserve(values.size());
  for (const std::string& value : values) {
    pointers.push_back(value.c_str());
  }
  const Handle type = text_type(H5T_VARIABLE);
  return write_column(id(), name, type.id(), type.id(), pointers.size(), pointers.data());
}

Reals Group::reals(const std::string& name) const {
  const OpenDataset open = open_dataset(id(), name, H5T_FLOAT);
  return {open.dimensions, read_values<double>(open, name, H5T_NATIVE_DOUBLE)};
}

std::vector<std::int32_t> Group::column_of_integers(const std::string& name) const {
  const OpenDataset open = open_dataset(id(), name, H5T_INTEGER);
  return read_values<std::int32_t>(open, name, H5T_NATIVE_INT32);
}

std::vector<std::string> Group::column_of_strings(const std::string& name) const {
  const OpenDataset open = open_dataset(id(), name, H5T_STRING);
  const Handle stored = owned(H5Dget_type(open.dataset.id()), H5Tclose, name + " has no type");
  if (H5Tis_variable_str(stored.id()) <= 0 || open.count > size_of_file(id())) {
    throw std::runtime_error("dataset " + name + " is not of the expected kind");
  }
  // Texts of the heap may be shared by broken references, but not beyond any measure.
  std::size_t memory = 64 * static_cast<std::size_t>(size_of_file(id()));
  const Handle list = property_list(H5P_DATASET_XFER);
  checked(H5Pset_vlen_mem_manager(list.id(), take_memory, &memory, free_memory, nullptr),
          "cannot bound the memory of " + name);
  const Handle type = text_type(H5T_VARIABLE);
  std::vector<char*> pointers(open.count, nullptr);
  const herr_t status = H5Dread(open.dataset.id(),
                                type.id(),
                                H5S_ALL,
                                H5S_ALL,
                                list.id(),
                                static_cast<void*>(pointers.data()));
  std::vector<std::string> values;
  if (status >= 0) {
    for (const char* pointer : pointers) {
      values.emplace_back(pointer == nullptr ? "" : pointer);
    }
  }
  for (char* pointer : pointers) {
    free_memory(pointer, nullptr);
  }
  checked(status, "cannot read " + name);
  return values;
}

}  // namespace tiermix::hdf5
