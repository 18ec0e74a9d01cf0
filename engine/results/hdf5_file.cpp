// Files in memory: HDF5 never touches the disk, so a full disk or a lock is not its business.

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

#include "engine/results/hdf5_calls.hpp"

namespace tiermix::hdf5 {

// H5Fget_file_image of this version breaks the checksum of the first block, so the bytes are taken
// when the library lets go of them.
struct Memory {
  std::size_t size = 0;
  std::string bytes;
};

namespace {

Handle file_access() {
  Handle list = property_list(H5P_FILE_ACCESS);
  // In memory, and never on disk; the 1.8 format has checksums on its structures.
  checked(H5Pset_fapl_core(list.id(), std::size_t{1} << 16U, false), "cannot work in memory");
  checked(H5Pset_libver_bounds(list.id(), H5F_LIBVER_V18, H5F_LIBVER_V18), "cannot fix the format");
  return list;
}

// The library takes two open files of one name for the same file.
std::string unique_name() {
  static std::atomic<std::uint64_t> next{0};
  return "tiermix-results-" + std::to_string(next++);
}

Group root_of(hid_t file) {
  return Group(owned(H5Gopen2(file, "/", H5P_DEFAULT), H5Gclose, "cannot open the root"));
}

void* reallocate_image(void* image, std::size_t size, H5FD_file_image_op_t /*op*/, void* memory) {
  void* moved = std::realloc(image, size);  // NOLINT: the library's contract
  if (moved != nullptr) {
    static_cast<Memory*>(memory)->size = size;
  }
  return moved;
}

void* allocate_image(std::size_t size, H5FD_file_image_op_t /*op*/, void* memory) {
  return reallocate_image(nullptr, size, H5FD_FILE_IMAGE_OP_NO_OP, memory);
}

// The end of the file is in its first block (superblock version 2, bytes 28 to 35).
herr_t release_image(void* image, H5FD_file_image_op_t op, void* user) {
  auto& memory = *static_cast<Memory*>(user);
  std::uint64_t end = 0;
  if (op == H5FD_FILE_IMAGE_OP_FILE_CLOSE && memory.size >= 36) {
    std::memcpy(&end, static_cast<const char*>(image) + 28, sizeof end);
  }
  try {
    memory.bytes.assign(static_cast<const char*>(image), std::min<std::size_t>(end, memory.size));
  } catch (const std::bad_alloc&) {
    memory.bytes.clear();
  }
  std::free(image);  // NOLINT: the library's contract
  return 0;
}

}  // namespace

NewFile::NewFile() : memory_(std::make_unique<Memory>()) {
  const Handle access = file_access();
  H5FD_file_image_callbacks_t callbacks = {.image_malloc = allocate_image,
                                           .image_memcpy = nullptr,
                                           .image_realloc = reallocate_image,
                                           .image_free = release_image,
                                           .udata_copy = [](void* memory) { return memory; },
                                           .udata_free = [](void*) -> herr_t { return 0; },
                                           .udata = memory_.get()};
  checked(H5Pset_file_image_callbacks(access.id(), &callbacks), "cannot work in memory");
  const Handle list = property_list(H5P_FILE_CREATE);
  order_links(list.id());
  order_attributes(list.id());
  file_ = owned(H5Fcreate(unique_name().c_str(), H5F_ACC_TRUNC, list.id(), access.id()),
                H5Fclose,
                "cannot create a file in memory");
}

NewFile::~NewFile() = default;

Group NewFile::root() const { return root_of(file_.id()); }

std::string NewFile::take_bytes() {
  checked(H5Fflush(file_.id(), H5F_SCOPE_LOCAL), "cannot finish the file");
  file_.reset();
  return std::move(memory_->bytes);
}

Group open_image(std::string_view image) {
  const Handle access = file_access();
  std::string copy(image);
  checked(H5Pset_file_image(access.id(), copy.data(), copy.size()), "not an HDF5 file");
  const Handle file = owned(H5Fopen(unique_name().c_str(), H5F_ACC_RDONLY, access.id()),
                            H5Fclose,
                            "not an HDF5 file, or a damaged one");
  return root_of(file.id());
}

}  // namespace tiermix::hdf5
