# SPDX-License-Identifier: Apache-2.0
# inspectord_room(NAME [LIBRARIES lib...] [PRIVATE lib...]): one static library per folder.
# A room links the rooms named before it, so that the order of the list is the order of the house.
set_property(GLOBAL PROPERTY INSPECTORD_ROOMS "")

function(inspectord_room name)
  cmake_parse_arguments(ROOM "" "" "LIBRARIES;PRIVATE" ${ARGN})
  get_property(earlier GLOBAL PROPERTY INSPECTORD_ROOMS)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${name}/*.cpp")
  list(FILTER sources EXCLUDE REGEX "/server/main\\.cpp$")
  if(sources)
    add_library(${name} STATIC ${sources})
    target_include_directories(${name} PUBLIC "${CMAKE_SOURCE_DIR}" "${CMAKE_BINARY_DIR}/generated")
    target_link_libraries(${name} PUBLIC ${earlier} ${ROOM_LIBRARIES} PRIVATE ${ROOM_PRIVATE})
    set_property(GLOBAL PROPERTY INSPECTORD_ROOMS ${name} ${earlier})
  endif()
endfunction()
