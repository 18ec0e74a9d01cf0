#include "engine/base/shared_library.hpp"

#include <stdexcept>
#include <utility>

#include <dlfcn.h>

namespace tiermix {

SharedLibrary::SharedLibrary(std::string file, std::string what)
    : file_(std::move(file)),
      what_(std::move(what)),
      handle_(dlopen(file_.c_str(), RTLD_LAZY | RTLD_LOCAL)) {
  if (handle_ == nullptr) {
    throw std::runtime_error(what_ + " cannot be loaded: " + dlerror());
  }
}

void* SharedLibrary::find(const char* name) const {
  void* const found = dlsym(handle_, name);
  if (found == nullptr) {
    throw std::runtime_error(what_ + " is another one: " + file_ + " has no " + name);
  }
  return found;
}

}  // namespace tiermix
