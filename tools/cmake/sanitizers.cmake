# TIERMIX_SANITIZE=address,undefined or thread; applies to everything built after this file.
set(TIERMIX_SANITIZE "" CACHE STRING "Sanitizers: address,undefined or thread")
if(TIERMIX_SANITIZE)
  add_compile_options(-fsanitize=${TIERMIX_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${TIERMIX_SANITIZE})
endif()

# Fuzzers (tests/fuzz); need clang. They are guided by the modules that read what users wrote; the
# kernel takes twice as long with what guides them.
option(TIERMIX_FUZZ "Build the fuzzers of tests/fuzz beside the tests" OFF)
set(TIERMIX_FUZZED_MODULES base scenario results)
