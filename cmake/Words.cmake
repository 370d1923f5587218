# SPDX-License-Identifier: Apache-2.0
# The catalogue words/parts/*.json becomes one generated table inside the binary.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
file(GLOB word_parts CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/words/parts/*.json")
set(words_table "${CMAKE_BINARY_DIR}/generated/words/catalogue_table.inc")
add_custom_command(
  OUTPUT "${words_table}"
  COMMAND "${Python3_EXECUTABLE}" "${CMAKE_SOURCE_DIR}/words/embed.py" "${CMAKE_SOURCE_DIR}/words/parts" "${words_table}"
  DEPENDS "${CMAKE_SOURCE_DIR}/words/embed.py" ${word_parts}
  COMMENT "Words")
add_custom_target(words_table DEPENDS "${words_table}")
add_dependencies(words words_table)
