# SPDX-License-Identifier: Apache-2.0
# config/days-off/vietnam.json becomes a value inside the binary: generated/calendar/days_off_vietnam.inc.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(days_off_file "${CMAKE_SOURCE_DIR}/config/days-off/vietnam.json")
set(days_off_embed "${CMAKE_SOURCE_DIR}/calendar/embed_days_off.py")
set(days_off_value "${CMAKE_BINARY_DIR}/generated/calendar/days_off_vietnam.inc")
add_custom_command(
  OUTPUT "${days_off_value}"
  COMMAND "${Python3_EXECUTABLE}" "${days_off_embed}" "${days_off_file}" "${days_off_value}"
  DEPENDS "${days_off_embed}" "${days_off_file}"
  COMMENT "Days off")
add_custom_target(days_off_value DEPENDS "${days_off_value}")
add_dependencies(calendar days_off_value)
