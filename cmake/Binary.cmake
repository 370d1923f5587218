# SPDX-License-Identifier: Apache-2.0
# That of the service. A sanitizer brings its own.
function(use_allocator target)
  if(NOT INSPECTORD_SANITIZE)
    target_link_libraries(${target} PRIVATE mimalloc)
  endif()
endfunction()

if(EXISTS "${CMAKE_SOURCE_DIR}/server/main.cpp")
  add_executable(inspectord server/main.cpp)
  target_link_libraries(inspectord PRIVATE server)
  use_allocator(inspectord)
endif()
