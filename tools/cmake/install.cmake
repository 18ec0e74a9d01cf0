# What a stranger's project gets: find_package(tiermix), the modules as tiermix::<module>, all of
# them as tiermix::engine, headers below include/tiermix so that #include "engine/..." resolves.
include(CMakePackageConfigHelpers)

configure_file(${CMAKE_CURRENT_LIST_DIR}/version.hpp.in
               ${PROJECT_BINARY_DIR}/include/engine/version.hpp @ONLY)
add_library(tiermix_engine INTERFACE)
add_library(tiermix::engine ALIAS tiermix_engine)
set_target_properties(tiermix_engine PROPERTIES EXPORT_NAME engine)
target_sources(tiermix_engine INTERFACE
               FILE_SET HEADERS
               BASE_DIRS ${PROJECT_SOURCE_DIR}
               FILES ${PROJECT_SOURCE_DIR}/engine/tiermix.hpp
               FILE_SET generated TYPE HEADERS
               BASE_DIRS ${PROJECT_BINARY_DIR}/include
               FILES ${PROJECT_BINARY_DIR}/include/engine/version.hpp)
foreach(module ${TIERMIX_MODULES})
  target_link_libraries(tiermix_engine INTERFACE tiermix::${module})
endforeach()

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/tiermix)
install(TARGETS tiermix_engine EXPORT tiermixTargets
        FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/tiermix COMPONENT development
        FILE_SET generated DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/tiermix COMPONENT development)
install(EXPORT tiermixTargets NAMESPACE tiermix:: DESTINATION ${package_folder}
        COMPONENT development)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/tiermixConfig.cmake.in
                              ${PROJECT_BINARY_DIR}/tiermixConfig.cmake
                              INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/tiermixConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/tiermixConfig.cmake
              ${PROJECT_BINARY_DIR}/tiermixConfigVersion.cmake
        DESTINATION ${package_folder} COMPONENT development)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
