// SPDX-License-Identifier: Apache-2.0
#include "bench/tools/systemd_calendar.hpp"

#include <dlfcn.h>
#include <time.h>

#include <cstdlib>
#include <stdexcept>
#include <string>

namespace inspectord::bench {
namespace {

struct Library {
  int (*parse)(const char*, void**);
  int (*next)(const void*, std::uint64_t, std::uint64_t*);
  void* (*free)(void*);
};

template <class Function>
void find(void* handle, const char* name, Function& function) {
  function = reinterpret_cast<Function>(::dlsym(handle, name));
  if (!function) throw std::runtime_error(std::string{"systemd has no "} + name);
}

const Library& library() {
  static const Library found = [] {
    void* handle = ::dlopen(SYSTEMD_SHARED, RTLD_NOW | RTLD_LOCAL);
    if (!handle) throw std::runtime_error("no " SYSTEMD_SHARED);
    Library made{};
    find(handle, "calendar_spec_from_string", made.parse);
    find(handle, "calendar_spec_next_usec", made.next);
    find(handle, "calendar_spec_free", made.free);
    return made;
  }();
  return found;
}

}  // namespace

SystemdCalendar::SystemdCalendar(const char* expression)
    : spec_(nullptr, [](void* spec) { library().free(spec); }) {
  void* spec = nullptr;
  if (library().parse(expression, &spec) < 0)
    throw std::runtime_error(std::string{"systemd does not know "} + expression);
  spec_.reset(spec);
}

std::optional<std::uint64_t> SystemdCalendar::next(std::uint64_t after) const {
  std::uint64_t found = 0;
  if (library().next(spec_.get(), after, &found) < 0) return std::nullopt;
  return found;
}

void enter_zone(const char* name) {
  ::setenv("TZ", name, 1);
  ::tzset();
}

}  // namespace inspectord::bench
