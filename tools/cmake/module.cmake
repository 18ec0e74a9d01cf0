# tiermix_module(NAME [PUBLIC_HEADERS h...] SOURCES s... [USES m...] [LINKS lib...])
#
# One folder below engine/ is one module: a static library tiermix_NAME, alias tiermix::NAME.
# USES names the modules it may include; LINKS names third-party targets, always private.
# PUBLIC_HEADERS are installed below include/tiermix/engine/NAME and compiled alone by the target
# all_verify_interface_header_sets.
function(tiermix_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "PUBLIC_HEADERS;SOURCES;USES;LINKS")
  set(target tiermix_${name})
  add_library(${target} STATIC ${arg_SOURCES})
  add_library(tiermix::${name} ALIAS ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name}
                        VERIFY_INTERFACE_HEADER_SETS ON POSITION_INDEPENDENT_CODE ON)
  target_sources(${target} PUBLIC FILE_SET HEADERS
                 BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${arg_PUBLIC_HEADERS})
  target_compile_features(${target} PUBLIC cxx_std_20)
  list(TRANSFORM arg_USES PREPEND tiermix::)
  target_link_libraries(${target} PUBLIC ${arg_USES} PRIVATE ${arg_LINKS} tiermix_warnings)
  if(TIERMIX_FUZZ AND name IN_LIST TIERMIX_FUZZED_MODULES)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
  install(TARGETS ${target} EXPORT tiermixTargets
          ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development
          FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/tiermix COMPONENT development)
endfunction()
