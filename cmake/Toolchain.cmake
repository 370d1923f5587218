# SPDX-License-Identifier: Apache-2.0
# Language, warnings, sanitizers; ccache and a fast linker where the machine has them.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

if(INSPECTORD_FUZZ)
  # clang has other warnings than g++, which alone decides about them.
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
else()
  add_compile_options(-Wall -Wextra -Werror -Wshadow=local -Wnon-virtual-dtor -Woverloaded-virtual)
endif()
# g++ 12 at -O2 warns of faults that are not there in std::string and std::optional (GCC bugs 105651, 105562): the debug
# build, where the tests run, keeps them as errors.
add_compile_options("$<$<AND:$<CXX_COMPILER_ID:GNU>,$<NOT:$<CONFIG:Debug>>>:-Wno-restrict;-Wno-error=maybe-uninitialized;-Wno-error=array-bounds;-Wno-error=stringop-overflow;-Wno-error=stringop-overread;-Wno-error=free-nonheap-object>")
add_compile_definitions(BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION
                        BOOST_ASIO_NO_DEPRECATED SPDLOG_FMT_EXTERNAL)

if(INSPECTORD_SANITIZE)
  add_compile_options(-fsanitize=${INSPECTORD_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${INSPECTORD_SANITIZE})
  if(INSPECTORD_SANITIZE MATCHES "thread")
    add_compile_options(-Wno-tsan)
    add_compile_definitions(BOOST_ASIO_DISABLE_FENCED_BLOCK)
  endif()
  # g++ 12 under -fsanitize warns about values that cannot be reached.
  add_compile_options(-Wno-maybe-uninitialized)
endif()

find_program(INSPECTORD_CCACHE ccache)
if(INSPECTORD_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${INSPECTORD_CCACHE})
endif()
find_program(INSPECTORD_LLD ld.lld)
find_program(INSPECTORD_MOLD mold)
if(INSPECTORD_LLD)
  add_link_options(-fuse-ld=lld)
elseif(INSPECTORD_MOLD)
  add_link_options(-B/usr/libexec/mold)
endif()
