// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace inspectord {

/// All changes of a place's clock, from the first that is known on, and by its last rule for ever:
/// listed for 400 years after it, since the calendar repeats itself then. 12 bytes a change.
/// Seconds since 1970, UTC where not called local. Any thread; never locks.
class ZoneTable {
 public:
  static constexpr std::int64_t forever = std::numeric_limits<std::int64_t>::max();

  /// What a local time means.
  struct Meaning {
    /// Of a repeated time the first pass; of one in a gap what it is by the offset before the gap
    /// (RFC 5545 section 3.3.5), so as much after the gap's end as it lies inside.
    std::int64_t at = 0;
    bool in_gap = false;
    std::int64_t gap_end = 0;        ///< The instant of the change; only where in_gap.
    std::int64_t gap_end_local = 0;  ///< The first local time after the gap; only where in_gap.
  };

  /// Reads a compiled time zone (RFC 9636, versions 2 to 4); nullptr for anything else.
  static std::unique_ptr<const ZoneTable> read(std::string_view tzif);

  std::size_t size() const { return offsets_.size(); }
  /// Between two changes the offset stays: span i lasts from begin(i) until before end(i).
  std::int64_t begin(std::size_t i) const { return begins_[i]; }
  std::int64_t end(std::size_t i) const { return begins_[i + 1]; }
  /// Seconds east of UTC.
  std::int32_t offset(std::size_t i) const { return offsets_[i]; }

  /// The span of an instant before the end of the list: year 2430, or 404 years after the last
  /// change that tzdata lists where that is later (2441 where it lists them to 2037). The last
  /// answer is tried first.
  std::size_t span_at(std::int64_t at) const {
    std::size_t hint = hint_.load(std::memory_order_relaxed);
    if (at >= begins_[hint] && at < begins_[hint + 1]) return hint;
    return find_span(at);
  }
  std::int32_t offset_at(std::int64_t at) const { return offsets_[span_at(folded(at))]; }
  Meaning meaning_of(std::int64_t local) const;

 private:
  ZoneTable() = default;
  friend class ZoneTableReader;

  /// The same moment of a year that the list holds.
  std::int64_t folded(std::int64_t at) const { return at < horizon_ ? at : fold(at); }
  std::int64_t fold(std::int64_t at) const;
  std::size_t find_span(std::int64_t at) const;
  std::size_t find_local_span(std::int64_t local) const;
  bool lies_in(std::int64_t local, std::size_t i) const;

  std::vector<std::int64_t> begins_;  ///< One more than offsets_: the last is `forever`.
  std::vector<std::int32_t> offsets_;
  std::int64_t horizon_ = forever;  ///< From here on years are taken from 400 years before.
  mutable std::atomic<std::uint32_t> hint_{0};  ///< Only ever a guess: a stale one costs a search.
};

}  // namespace inspectord
