// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

namespace inspectord::bench {

/// The next time of a calendar expression (systemd.time(7)) as systemd computes it for its timers:
/// the only C code for this that Debian 12 packages (libsystemd-shared; libcron is no package). The
/// library is systemd's own and has no header, so what is called is found by name at run time.
class SystemdCalendar {
 public:
  /// One that ends with "UTC" is of UTC, any other of the zone of the process (TZ). Throws where
  /// the library or the expression is not known.
  explicit SystemdCalendar(const char* expression);

  /// Microseconds since 1970, strictly after; nullopt when there is no more.
  std::optional<std::uint64_t> next(std::uint64_t after) const;

 private:
  std::unique_ptr<void, void (*)(void*)> spec_;
};

/// Makes a zone that of the process.
void enter_zone(const char* name);

}  // namespace inspectord::bench
