# The one list of warnings, as errors in every preset; and the floating-point rules that make
# debug and release agree bit for bit.
add_library(tiermix_warnings INTERFACE)
target_compile_options(tiermix_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wdouble-promotion -Wformat=2 -Wimplicit-fallthrough
  -Wnon-virtual-dtor -Woverloaded-virtual -Werror
  $<$<CXX_COMPILER_ID:GNU>:-Wuseless-cast -Wduplicated-cond -Wlogical-op>
  # False alarms of GCC 12 on std::string operator+ (GCC bug 105651).
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
  -ffp-contract=off)
# Flow-based: inlining of stream iterators gives GCC 12 false alarms where it optimises, and so does
# what ThreadSanitizer adds.
if(NOT TIERMIX_SANITIZE STREQUAL "thread")
  target_compile_options(tiermix_warnings INTERFACE $<$<CONFIG:Debug>:-Wnull-dereference>)
endif()
# clang does not know every warning that a pragma for GCC names, and takes what two files of one
# unity build name alike, each for itself, for shadows.
target_compile_options(tiermix_warnings INTERFACE
  $<$<CXX_COMPILER_ID:Clang>:-Wno-unknown-warning-option>
  $<$<AND:$<CXX_COMPILER_ID:Clang>,$<BOOL:${CMAKE_UNITY_BUILD}>>:-Wno-shadow>)
install(TARGETS tiermix_warnings EXPORT tiermixTargets)
