// SPDX-License-Identifier: Apache-2.0
#include "calendar/zone.hpp"

#include <date/tz.h>

#include <stdexcept>

namespace inspectord {
namespace {

const date::time_zone& zone_data(const void* data) {
  return *static_cast<const date::time_zone*>(data);
}

}  // namespace

std::optional<Zone> Zone::find(std::string_view name) {
  try {
    return Zone{std::string{name}, date::locate_zone(std::string{name})};
  } catch (const std::runtime_error&) {  // the library's way to say "no such zone"
    return std::nullopt;
  }
}

const Zone& Zone::vietnam() {
  static const Zone zone = [] {
    auto found = find("Asia/Ho_Chi_Minh");
    if (!found) throw std::runtime_error("no time zone data: install the package tzdata");
    return *found;
  }();
  return zone;
}

Instant Zone::at(LocalDate day, LocalTime time) const {
  using namespace std::chrono;
  const date::local_time<milliseconds> local{sys_days{day}.time_since_epoch() + time};
  const auto found = zone_data(data_).get_info(local);
  if (found.result == date::local_info::nonexistent) {
    return Instant{duration_cast<milliseconds>(found.second.begin.time_since_epoch())};
  }
  return Instant{local.time_since_epoch() - found.first.offset};
}

std::chrono::minutes Zone::offset_at(Instant at) const {
  const auto info =
      zone_data(data_).get_info(date::sys_time<std::chrono::milliseconds>{at.time_since_epoch()});
  return std::chrono::floor<std::chrono::minutes>(info.offset);
}

LocalDate Zone::date_of(Instant at) const {
  return LocalDate{std::chrono::floor<std::chrono::days>(at + offset_at(at))};
}

LocalTime Zone::time_of(Instant at) const {
  const auto local = at + offset_at(at);
  return std::chrono::floor<std::chrono::minutes>(local -
                                                  std::chrono::floor<std::chrono::days>(local));
}

std::string Zone::to_rfc3339(Instant at) const {
  return inspectord::to_rfc3339(at, offset_at(at));
}

}  // namespace inspectord
