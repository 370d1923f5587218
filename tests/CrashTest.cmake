# SPDX-License-Identifier: Apache-2.0
# Kills the service and judges what is left; and shows that the judge sees what is broken on purpose.
# INSPECTORD_KILLS in the environment of the configuration: kills at random instants (scripts/test --long: 1,000).
set(crash_kills 20)
set(crash_rounds 2)
if(DEFINED ENV{INSPECTORD_KILLS})
  set(crash_kills "$ENV{INSPECTORD_KILLS}")
endif()
if(crash_kills GREATER_EQUAL 1000)
  set(crash_rounds 20)
endif()
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

inspectord_crash_test(loses_and_doubles_nothing ${crash_kills} --failpoints ${crash_rounds})
math(EXPR crash_timeout "600 + 10 * ${crash_kills}")
set_tests_properties(crash.loses_and_doubles_nothing PROPERTIES TIMEOUT ${crash_timeout})


inspectord_crash_test(sees_a_lost_step 8 --seed 1 --longest-life 2 --sabotage lose)
set_tests_properties(crash.sees_a_lost_step PROPERTIES
  PASS_REGULAR_EXPRESSION "FAULT [^\n]*acknowledged and lost: submission")
inspectord_crash_test(sees_a_doubled_message 8 --seed 1 --longest-life 2 --sabotage double)
set_tests_properties(crash.sees_a_doubled_message PROPERTIES
  PASS_REGULAR_EXPRESSION "FAULT [^\n]*doubled: settled in life")

add_test(NAME crash.answers_what_is_in_flight_at_sigterm
  COMMAND "${INSPECTORD_PYTHON}" "${CMAKE_SOURCE_DIR}/tests/crash/stop_under_load.py" --binary
    "$<TARGET_FILE:inspectord>")
add_test(NAME crash.stays_flat_under_load
  COMMAND "${INSPECTORD_PYTHON}" "${CMAKE_SOURCE_DIR}/scripts/soak" 15 --binary "$<TARGET_FILE:inspectord>")
set_tests_properties(crash.answers_what_is_in_flight_at_sigterm crash.stays_flat_under_load PROPERTIES
  LABELS crash RUN_SERIAL ON TIMEOUT 600)
