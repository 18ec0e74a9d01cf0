# Debian packages, by `cpack` in the build folder: tiermix (the program with scenarios, manual,
# completion and schema), python3-tiermix, tiermix-mpi, and libtiermix-dev (headers and static libraries).
# tools/dev/check_package builds, installs, uses and removes them.
set(TIERMIX_MAINTAINER "The tiermix authors <noreply@tiermix.invalid>" CACHE STRING
    "Who answers for the Debian packages: Name <address>")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")  # else put before each of those below
set(CPACK_PACKAGE_NAME tiermix)
set(CPACK_PACKAGE_CONTACT "${TIERMIX_MAINTAINER}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_OUTPUT_FILE_PREFIX ${PROJECT_BINARY_DIR}/packages)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS  # whatever the umask
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_COMPONENTS_ALL program development)
if(TARGET tiermix_python)
  list(APPEND CPACK_COMPONENTS_ALL python)
endif()
if(TARGET tiermix-mpi)
  list(APPEND CPACK_COMPONENTS_ALL mpi)
endif()

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME tiermix)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(loaded "coinor-libcbc3, libhdf5-hl-100")  # where they are needed, not linked
set(CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS ${loaded})
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SUGGESTS "python3-tiermix, graphviz")
set(CPACK_DEBIAN_PROGRAM_DESCRIPTION "staffing and tier-mix simulation for technical support
Simulates a support desk with its tiers, people and customers from a scenario
file, and says what it costs and brings, with confidence intervals. Compares
policies, sweeps over values, values training programmes, and writes reports
as HTML, workbooks and HDF5.")

set(CPACK_DEBIAN_PYTHON_PACKAGE_NAME python3-tiermix)
set(CPACK_DEBIAN_PYTHON_PACKAGE_SECTION python)
set(CPACK_DEBIAN_PYTHON_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PYTHON_PACKAGE_DEPENDS "tiermix (= ${PROJECT_VERSION}), ${TIERMIX_PYTHON_NEEDS}")
set(CPACK_DEBIAN_PYTHON_DESCRIPTION "results and simulation of tiermix for Python
Reads the results files of tiermix as labelled arrays of xarray and data
frames of pandas, and simulates scenarios without the interpreter's lock.")

# Of its own, so that a desk without a cluster needs no Open MPI.
set(CPACK_DEBIAN_MPI_PACKAGE_NAME tiermix-mpi)
set(CPACK_DEBIAN_MPI_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_MPI_PACKAGE_DEPENDS "tiermix (= ${PROJECT_VERSION}), openmpi-bin")
set(CPACK_DEBIAN_MPI_DESCRIPTION "tiermix on the ranks of an MPI job
Simulates one run, comparison or sweep on many machines under mpirun, to the
same results as on one.")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libtiermix-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
string(JOIN ", " CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
       coinor-libcbc3 libboost-dev libfmt-dev libhdf5-dev libhowardhinnant-date-dev libtbb-dev
       libtomlplusplus-dev libxlsxwriter-dev nlohmann-json3-dev pkg-config)
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION "engine of tiermix as C++ libraries
Headers, static libraries and the CMake package tiermix, for programs that
simulate support desks themselves.")

# What policy asks of every package, and nobody else: installed with its component only.
find_program(GZIP_PROGRAM gzip)
if(GZIP_PROGRAM)
  set(made ${PROJECT_BINARY_DIR}/made/debian)
  file(READ ${PROJECT_SOURCE_DIR}/LICENSE license)
  file(CONFIGURE OUTPUT ${made}/copyright CONTENT "${PROJECT_NAME}\n\n@license@" @ONLY)
  string(TIMESTAMP today "%a, %d %b %Y %H:%M:%S +0000" UTC)
  file(CONFIGURE OUTPUT ${made}/changelog @ONLY CONTENT [[
tiermix (@PROJECT_VERSION@) unstable; urgency=medium

  * Version @PROJECT_VERSION@: see NEWS.gz of the package tiermix.

 -- @TIERMIX_MAINTAINER@  @today@
]])
  configure_file(${PROJECT_SOURCE_DIR}/CHANGELOG.md ${made}/NEWS COPYONLY)
  execute_process(COMMAND ${GZIP_PROGRAM} -9 -n -k -f ${made}/changelog ${made}/NEWS)
  install(FILES ${made}/NEWS.gz DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/tiermix
          COMPONENT program EXCLUDE_FROM_ALL)
  foreach(pair program:tiermix development:libtiermix-dev python:python3-tiermix mpi:tiermix-mpi)
    string(REPLACE ":" ";" pair ${pair})
    list(GET pair 0 component)
    list(GET pair 1 name)
    install(FILES ${made}/copyright ${made}/changelog.gz DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${name}
            COMPONENT ${component} EXCLUDE_FROM_ALL)
  endforeach()
endif()

include(CPack)
