# Installs BUILD below SCRATCH, then configures, builds and runs the project STRANGER against it.
cmake_minimum_required(VERSION 3.25)

function(succeed)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE failed OUTPUT_VARIABLE output
                  ERROR_VARIABLE output)
  if(failed)
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "${command}\n${output}")
  endif()
endfunction()

file(REMOVE_RECURSE ${SCRATCH})
succeed(${CMAKE_COMMAND} --install ${BUILD} --config ${CONFIG} --prefix ${SCRATCH}/prefix)

# Only what is below include/tiermix is ours: no folder "engine" among a stranger's headers.
file(GLOB headers RELATIVE ${SCRATCH}/prefix/include ${SCRATCH}/prefix/include/*)
if(NOT headers STREQUAL "tiermix")
  message(FATAL_ERROR "installed beside include/tiermix: ${headers}")
endif()

succeed(${CMAKE_COMMAND} -S ${STRANGER} -B ${SCRATCH}/build -G Ninja
        -D CMAKE_PREFIX_PATH=${SCRATCH}/prefix -D CMAKE_CXX_COMPILER=${COMPILER})
succeed(${CMAKE_COMMAND} --build ${SCRATCH}/build)
succeed(${SCRATCH}/build/stranger ${SCENARIO} ${SCRATCH}/results.h5)
if(NOT EXISTS ${SCRATCH}/results.h5)
  message(FATAL_ERROR "the stranger's program wrote no results file")
endif()
