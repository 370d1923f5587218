# SPDX-License-Identifier: Apache-2.0
# The page (web/): Vite builds it when its sources or its words change, and web/build/embed.py makes it part of the
# program: generated/server/embedded_files.inc. Without it (INSPECTORD_WEB=OFF) the service answers the API alone.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(web "${CMAKE_SOURCE_DIR}/web")
set(embedded "${CMAKE_BINARY_DIR}/generated/server/embedded_files.inc")
set(web_embed "${Python3_EXECUTABLE}" "${web}/build/embed.py")

if(NOT INSPECTORD_WEB)
  add_custom_command(OUTPUT "${embedded}" COMMAND ${web_embed} --none "${embedded}"
    DEPENDS "${web}/build/embed.py" COMMENT "No page")
else()
  find_program(INSPECTORD_NODE NAMES node nodejs)
  if(NOT INSPECTORD_NODE OR NOT EXISTS "${web}/node_modules/vite")
    message(FATAL_ERROR "The page needs node and web/node_modules: scripts/setup run puts both there; "
      "-DINSPECTORD_WEB=OFF builds without the page")
  endif()
  set(vite "${INSPECTORD_NODE}" "${web}/node_modules/vite/bin/vite.js")
  set(web_words "${web}/src/generated/words.json")
  file(GLOB word_parts CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/words/parts/*.json")
  file(GLOB_RECURSE web_sources CONFIGURE_DEPENDS "${web}/src/*.ts" "${web}/src/*.svelte" "${web}/src/*.css"
    "${web}/src/*.svg")
  list(FILTER web_sources EXCLUDE REGEX "/src/generated/")
  # Rewrites its output only where the words it picks have changed: other words build no page anew.
  add_custom_command(OUTPUT "${web_words}"
    COMMAND "${INSPECTORD_NODE}" "${web}/build/pick_words.mjs"
    DEPENDS "${web}/build/pick_words.mjs" ${word_parts} ${web_sources}
    COMMENT "Words of the page")
  add_custom_command(OUTPUT "${embedded}"
    COMMAND ${vite} build --logLevel warn --emptyOutDir --outDir "${CMAKE_BINARY_DIR}/web"
    COMMAND ${web_embed} "${CMAKE_BINARY_DIR}/web" "${embedded}"
    DEPENDS "${web}/build/embed.py" "${web}/index.html" "${web}/vite.config.ts" "${web}/svelte.config.js"
      "${web}/package-lock.json" "${web_words}" ${web_sources}
    WORKING_DIRECTORY "${web}" COMMENT "The page")
endif()
add_custom_target(embedded_files DEPENDS "${embedded}")
add_dependencies(server embedded_files)
