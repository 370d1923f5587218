// SPDX-License-Identifier: Apache-2.0
#include "calendar/zone.hpp"

#include <date/tz.h>

#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <stdexcept>

namespace inspectord {
namespace {

constexpr std::string_view zone_files = "/usr/share/zoneinfo/";  // the package tzdata

/// Which names there are the library knows; what they mean we read ourselves, since the library
/// stops at the last listed change (2037) and forgets the rule that goes on after it.
bool is_name(const std::string& name) {
  try {
    date::locate_zone(name);
    return true;
  } catch (const std::runtime_error&) {  // the library's way to say "no such zone"
    return false;
  }
}

std::unique_ptr<const ZoneTable> read_table(const std::string& name) {
  if (!is_name(name)) return nullptr;
  std::ifstream file{std::string{zone_files} + name, std::ios::binary};
  const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
  return ZoneTable::read(bytes);
}

const ZoneTable* table_of(std::string_view name) {
  static std::mutex lock;  // finding a zone may wait; using one never does
  static std::map<std::string, std::unique_ptr<const ZoneTable>, std::less<>> tables;
  const std::lock_guard guard{lock};
  const auto known = tables.find(name);
  if (known != tables.end()) return known->second.get();
  auto table = read_table(std::string{name});
  if (!table) return nullptr;  // not kept: names come from outside, and there is no end of them
  return tables.emplace(std::string{name}, std::move(table)).first->second.get();
}

std::int64_t seconds_of(Instant at) {
  return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
}

Instant instant_of(std::int64_t seconds) {
  return Instant{std::chrono::seconds{seconds}};
}

}  // namespace

std::optional<Zone> Zone::find(std::string_view name) {
  const auto* table = table_of(name);
  if (!table) return std::nullopt;
  return Zone{std::string{name}, table};
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
  const std::chrono::seconds local = std::chrono::sys_days{day}.time_since_epoch() + time;
  const auto meaning = table_->meaning_of(local.count());
  return instant_of(meaning.in_gap ? meaning.gap_end : meaning.at);
}

std::chrono::minutes Zone::offset_at(Instant at) const {
  return std::chrono::floor<std::chrono::minutes>(
      std::chrono::seconds{table_->offset_at(seconds_of(at))});
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
