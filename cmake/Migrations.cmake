# SPDX-License-Identifier: Apache-2.0
# storage/migrations/NNNN_name.sql, in the order of their numbers, as entries of an array of Migration:
# generated/storage/migrations.inc, included by storage/migrations.cpp. A changed or new file configures anew.
file(GLOB migrations CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/storage/migrations/*.sql")
list(SORT migrations)
set(entries "")
foreach(migration IN LISTS migrations)
  get_filename_component(stem "${migration}" NAME_WE)
  if(NOT stem MATCHES "^0*([1-9][0-9]*)_([a-z0-9_]+)$")
    message(FATAL_ERROR "${migration}: migrations are named NNNN_name.sql")
  endif()
  set(number "${CMAKE_MATCH_1}")
  set(name "${CMAKE_MATCH_2}")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${migration}")
  file(READ "${migration}" sql)
  string(APPEND entries "{${number}, \"${name}\", R\"sql(${sql})sql\"},\n")
endforeach()
file(WRITE "${CMAKE_BINARY_DIR}/generated/storage/migrations.inc.new" "${entries}")
configure_file("${CMAKE_BINARY_DIR}/generated/storage/migrations.inc.new"
               "${CMAKE_BINARY_DIR}/generated/storage/migrations.inc" COPYONLY)
