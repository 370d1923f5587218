// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"
#include "calendar/zone_table.hpp"
#include "core/instant.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace inspectord {

/// A place on the clock (IANA name): the only way from civil time to an Instant and back. Any
/// thread.
class Zone {
 public:
  /// nullopt for a name that the system's time zone data does not know.
  static std::optional<Zone> find(std::string_view name);
  /// Asia/Ho_Chi_Minh, where the plans live. Throws if the machine has no time zone data.
  static const Zone& vietnam();

  const std::string& name() const { return name_; }

  /// A time inside a gap moves to the gap's end; of a repeated hour the first pass is meant.
  Instant at(LocalDate, LocalTime) const;
  LocalDate date_of(Instant) const;
  LocalTime time_of(Instant) const;  ///< Seconds are cut off.
  std::chrono::minutes offset_at(Instant) const;
  std::string to_rfc3339(Instant) const;  ///< With this zone's offset.

  /// For who counts in seconds (scheduler/).
  const ZoneTable& table() const { return *table_; }

 private:
  Zone(std::string name, const ZoneTable* table) : name_(std::move(name)), table_(table) {}

  std::string name_;
  const ZoneTable* table_;  ///< Read once; lives as long as the process.
};

}  // namespace inspectord
