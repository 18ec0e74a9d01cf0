# tiermix_embed(TARGET SYMBOL FILE): the bytes of a file as constants of the program, from SYMBOL to
# SYMBOL_end; linked anew when the file changes.
function(tiermix_embed target symbol file)
  cmake_path(ABSOLUTE_PATH file OUTPUT_VARIABLE path)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${symbol}.S)
  file(CONFIGURE OUTPUT ${source} @ONLY CONTENT [[
        .section .rodata
        .global @symbol@
        .global @symbol@_end
        .balign 16
@symbol@:
        .incbin "@path@"
@symbol@_end:
        .byte 0
        .section .note.GNU-stack,"",%progbits
]])
  set_property(SOURCE ${source} APPEND PROPERTY OBJECT_DEPENDS ${path})
  target_sources(${target} PRIVATE ${source})
endfunction()
