# SPDX-License-Identifier: Apache-2.0
# The page: its types, its own tests, and the board in a browser on the real service. scripts/setup test puts there what
# they need.
set(web "${CMAKE_SOURCE_DIR}/web")
find_program(INSPECTORD_NODE NAMES node nodejs REQUIRED)
find_program(INSPECTORD_NPM npm REQUIRED)
find_program(INSPECTORD_CHROMIUM chromium REQUIRED)
if(NOT INSPECTORD_WEB OR NOT EXISTS "${web}/node_modules/playwright-core")
  message(FATAL_ERROR "The tests look at the page: they need INSPECTORD_WEB=ON and scripts/setup test")
endif()

add_test(NAME web.types COMMAND "${INSPECTORD_NPM}" run --silent check WORKING_DIRECTORY "${web}")
add_test(NAME web.units COMMAND "${INSPECTORD_NODE}" node_modules/vitest/vitest.mjs run WORKING_DIRECTORY "${web}")
add_test(NAME web.browser COMMAND "${INSPECTORD_NODE}" "${web}/tests/board.browser.mjs"
  --binary "$<TARGET_FILE:inspectord>" --chromium "${INSPECTORD_CHROMIUM}" --python /usr/bin/python3)
set_tests_properties(web.types web.units web.browser PROPERTIES TIMEOUT 300)
