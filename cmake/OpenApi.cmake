# SPDX-License-Identifier: Apache-2.0
# docs/openapi.json as bytes of the program, by the way of the page's files: generated/server/openapi_document.inc.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(openapi "${CMAKE_SOURCE_DIR}/docs/openapi.json")
set(openapi_embed "${CMAKE_SOURCE_DIR}/web/build/embed.py")
set(openapi_table "${CMAKE_BINARY_DIR}/generated/server/openapi_document.inc")
add_custom_command(OUTPUT "${openapi_table}"
  COMMAND "${Python3_EXECUTABLE}" "${openapi_embed}" "${openapi}" "${openapi_table}"
  DEPENDS "${openapi_embed}" "${openapi}" COMMENT "The OpenAPI document")
add_custom_target(openapi_document DEPENDS "${openapi_table}")
add_dependencies(server openapi_document)
