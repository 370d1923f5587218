# SPDX-License-Identifier: Apache-2.0
# What checks the text of the tree rather than what it does. Each entry: a name, a script, its arguments.
# Debian's own Python, since that is the one that has python3-jsonschema.
find_program(INSPECTORD_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH REQUIRED)

function(inspectord_lint name script)
  if(NOT EXISTS "${CMAKE_SOURCE_DIR}/${script}")
    return()
  endif()
  set(command "${CMAKE_SOURCE_DIR}/${script}")
  file(STRINGS "${command}" first_line LIMIT_COUNT 1)
  if(first_line MATCHES "python3")
    list(PREPEND command "${INSPECTORD_PYTHON}")
  endif()
  add_test(NAME lint.${name} COMMAND ${command} ${ARGN} WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
  set_tests_properties(lint.${name} PROPERTIES LABELS lint TIMEOUT 300)
endfunction()

inspectord_lint(rooms scripts/check_rooms)
inspectord_lint(rooms_self_test scripts/check_rooms --self-test)
inspectord_lint(server_size scripts/check_server_size)
inspectord_lint(server_size_self_test scripts/check_server_size --self-test)
inspectord_lint(coroutines scripts/lint_coroutines)
inspectord_lint(coroutines_self_test scripts/lint_coroutines --self-test)
inspectord_lint(tidy_self_test scripts/check_tidy --self-test)
inspectord_lint(format scripts/check_format)
inspectord_lint(lock_files scripts/check_lock_files)
inspectord_lint(lock_files_self_test scripts/check_lock_files --self-test)
inspectord_lint(openapi_fresh scripts/make_openapi --check)
inspectord_lint(plans_complete scripts/check-plans)
inspectord_lint(bench_table bench/table --check)

# Minutes where nothing is remembered; two at a time.
inspectord_lint(tidy scripts/check_tidy "${CMAKE_BINARY_DIR}")
set_tests_properties(lint.tidy PROPERTIES TIMEOUT 1800 PROCESSORS 2)

file(GLOB plans CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/plans/*.json")
list(FILTER plans EXCLUDE REGEX "schema\\.json$")
if(EXISTS "${CMAKE_SOURCE_DIR}/plans/plan.schema.json")
  inspectord_lint(plans_fit_schema tests/formats/schema_test.py "${CMAKE_SOURCE_DIR}/plans/plan.schema.json"
    ${plans} "${CMAKE_SOURCE_DIR}/docs/first-plan.json")
endif()
