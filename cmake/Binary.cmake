# SPDX-License-Identifier: Apache-2.0
if(EXISTS "${CMAKE_SOURCE_DIR}/server/main.cpp")
  add_executable(inspectord server/main.cpp)
  target_link_libraries(inspectord PRIVATE server)
endif()
