// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/types.h>

#include <cstdio>

namespace faulty_disk {

/// The call as the next library has it.
template <class F>
F* next(const char* name) {
  return reinterpret_cast<F*>(dlsym(RTLD_NEXT, name));
}

using Open = int(const char*, int, ...);
using Pwrite = ssize_t(int, const void*, std::size_t, off64_t);
using Pread = ssize_t(int, void*, std::size_t, off64_t);
using Write = ssize_t(int, const void*, std::size_t);
using Truncate = int(int, off64_t);
using Sync = int(int);
using OnPath = int(const char*);
using OnTwoPaths = int(const char*, const char*);
using MakeDirectory = int(const char*, mode_t);
using MakeFile = int(char*, int);

}  // namespace faulty_disk
