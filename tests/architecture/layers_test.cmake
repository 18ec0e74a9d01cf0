# Plants one violation after another in a small tree and expects check_layers.cmake to name each.
#
#   cmake -D SOURCE=<repository> -D SCRATCH=<folder> -P layers_test.cmake
cmake_minimum_required(VERSION 3.25)

function(lay_out_sound_tree)
  file(REMOVE_RECURSE ${SCRATCH})
  file(WRITE ${SCRATCH}/engine/layers.txt
       "# module: may include | shows\nbase: | *\ntally: base | count.hpp\nkernel: base tally | run.hpp\n")
  file(WRITE ${SCRATCH}/tools/dev/third_party.txt "big/.* : engine/kernel/run[.]cpp\n")
  file(WRITE ${SCRATCH}/engine/base/time.hpp "#include <cstdint>\n")
  file(WRITE ${SCRATCH}/engine/tally/count.hpp "#include \"engine/base/time.hpp\"\n")
  file(WRITE ${SCRATCH}/engine/tally/inner.hpp "#include <vector>\n")
  file(WRITE ${SCRATCH}/engine/tally/count.cpp "#include \"engine/tally/inner.hpp\"\n")
  file(WRITE ${SCRATCH}/engine/kernel/run.hpp "#include \"engine/tally/count.hpp\"\n")
  file(WRITE ${SCRATCH}/engine/kernel/run.cpp "#include <big/library.hpp>\n")
  file(WRITE ${SCRATCH}/tests/tally/inner_test.cpp "#include \"engine/tally/inner.hpp\"\n")
  file(WRITE ${SCRATCH}/tools/bench/micro.cpp "#include \"engine/tally/inner.hpp\"\n")
endfunction()

function(check result output)
  execute_process(COMMAND ${CMAKE_COMMAND} -D ROOT=${SCRATCH}
                          -P ${SOURCE}/tools/dev/check_layers.cmake
                  RESULT_VARIABLE failed ERROR_VARIABLE messages OUTPUT_VARIABLE messages)
  set(${result} ${failed} PARENT_SCOPE)
  set(${output} "${messages}" PARENT_SCOPE)
endfunction()

function(expect_violation file content message)
  lay_out_sound_tree()
  file(WRITE ${SCRATCH}/${file} "${content}\n")
  check(failed messages)
  string(FIND "${messages}" "${message}" at)
  if(NOT failed OR at EQUAL -1)
    message(SEND_ERROR "expected: ${message}\nfound: ${messages}")
  endif()
endfunction()

lay_out_sound_tree()
check(failed messages)
if(failed)
  message(SEND_ERROR "a sound tree was refused: ${messages}")
endif()

expect_violation(engine/tally/count.cpp "#include \"engine/kernel/run.hpp\""
                 "engine/tally/count.cpp: tally may not include kernel")
expect_violation(engine/kernel/run.cpp "#include \"engine/tally/inner.hpp\""
                 "engine/kernel/run.cpp: engine/tally/inner.hpp is private to tally")
expect_violation(tools/tiermix/main.cpp "  #  include \"engine/tally/inner.hpp\""
                 "tools/tiermix/main.cpp: engine/tally/inner.hpp is private to tally")
expect_violation(tests/kernel/run_test.cpp "#include \"engine/tally/inner.hpp\""
                 "tests/kernel/run_test.cpp: engine/tally/inner.hpp is private to tally")
expect_violation(engine/tally/count.cpp "#include <big/library.hpp>"
                 "engine/tally/count.cpp: <big/library.hpp> may not be included here")
expect_violation(engine/tally/count.cpp "#include <unlisted.h>"
                 "engine/tally/count.cpp: <unlisted.h> may not be included here")
expect_violation(engine/tally/count.cpp "#include \"inner.hpp\""
                 "engine/tally/count.cpp: inner.hpp does not exist")
expect_violation(engine/tally/count.cpp "#include \"tests/support/builder.hpp\""
                 "engine/tally/count.cpp: the engine may not include tests/support/builder.hpp")
expect_violation(engine/tally/count.cpp "#include <engine/base/time.hpp>"
                 "engine/tally/count.cpp: <engine/base/time.hpp> is ours")
expect_violation(engine/tiermix.hpp "#include \"engine/tally/count.hpp\""
                 "engine/tiermix.hpp: engine/kernel/run.hpp is missing")
expect_violation(engine/layers.txt "base: | *\ntally: kernel | count.hpp\nkernel: base | run.hpp"
                 "tally may include kernel, which is not above it in the list")
string(REPEAT "// a line\n" 451 long)
expect_violation(engine/tally/long.cpp "${long}" "engine/tally/long.cpp: 452 lines (at most 450)")
