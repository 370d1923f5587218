# SPDX-License-Identifier: Apache-2.0
# The service beside its description: all that the tests of the routes ask and get, the examples among it.
add_test(NAME openapi.exchanges COMMAND "${INSPECTORD_PYTHON}" "${CMAKE_SOURCE_DIR}/tests/openapi/check_exchanges.py"
  "$<TARGET_FILE:server_tests>")
add_test(NAME openapi.self_test COMMAND "${INSPECTORD_PYTHON}" "${CMAKE_SOURCE_DIR}/tests/openapi/contract_test.py")
set_tests_properties(openapi.exchanges openapi.self_test PROPERTIES TIMEOUT 1200)
