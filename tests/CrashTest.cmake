# SPDX-License-Identifier: Apache-2.0
# Kills the service and judges what is left; and shows that the judge sees what is broken on purpose.
set(INSPECTORD_KILLS 20 CACHE STRING "Kills at random instants in the crash test")
if(NOT TARGET inspectord)
  return()
endif()

function(inspectord_crash_test name)
  add_test(NAME crash.${name}
    COMMAND "${INSPECTORD_PYTHON}" "${CMAKE_SOURCE_DIR}/scripts/crash-test" ${ARGN}
      --binary "$<TARGET_FILE:inspectord>" --ready-limit 20
    WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
  set_tests_properties(crash.${name} PROPERTIES LABELS crash RUN_SERIAL ON TIMEOUT 600)
endfunction()

inspectord_crash_test(loses_and_doubles_nothing ${INSPECTORD_KILLS} --failpoints 2)

inspectord_crash_test(sees_a_lost_step 8 --seed 1 --longest-life 2 --sabotage lose)
set_tests_properties(crash.sees_a_lost_step PROPERTIES
  PASS_REGULAR_EXPRESSION "FAULT [^\n]*acknowledged and lost: submission")
inspectord_crash_test(sees_a_doubled_message 8 --seed 1 --longest-life 2 --sabotage double)
set_tests_properties(crash.sees_a_doubled_message PROPERTIES
  PASS_REGULAR_EXPRESSION "FAULT [^\n]*doubled: settled in life")
