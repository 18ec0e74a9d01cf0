# TIERMIX_SANITIZE=address,undefined or thread; applies to everything built after this file.
set(TIERMIX_SANITIZE "" CACHE STRING "Sanitizers: address,undefined or thread")
if(TIERMIX_SANITIZE)
  add_compile_options(-fsanitize=${TIERMIX_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${TIERMIX_SANITIZE})
endif()

# Targets of libFuzzer (tests/fuzz); needs clang.
option(TIERMIX_FUZZ "Build the programs of tests/fuzz as fuzzers" OFF)
if(TIERMIX_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
