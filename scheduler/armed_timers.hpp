// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/instant.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace inspectord {

/// Timers by the instant at which they ring, for very many of them: a radix heap in pages of 4 KiB,
/// 16 bytes for each armed instant and 4 for each timer. Disarming leaves the entry where it is:
/// its version no longer fits when it comes up. One thread.
class ArmedTimers {
 public:
  using Timer =
      std::uint32_t;  ///< Chosen by who arms: small numbers, since a table is kept by them.

  struct Ring {
    Timer timer;
    Instant at;  ///< For which it was armed, or the last that rang where that was later.

    friend bool operator==(const Ring&, const Ring&) = default;
  };

  /// Arms a timer, once: an earlier instant of it is forgotten. Requires: `at` not before 1970.
  void arm(Timer, Instant at);
  void disarm(Timer);

  /// The next timer due at `now`, taken out; among equal instants in no order.
  std::optional<Ring> take_due(Instant now);
  /// When to look again: no timer rings earlier. nullopt: none is armed.
  std::optional<Instant> next_look() const;

  std::size_t entries() const { return entries_; }  ///< With those that were disarmed since.
  std::size_t memory() const;                       ///< Bytes held.

 private:
  struct Entry {
    std::uint64_t at;  ///< Milliseconds since 1970.
    Timer timer;
    std::uint32_t version;
  };
  static constexpr std::size_t page_entries = 255;
  struct Page {
    Page* next;
    std::size_t used;
    Entry entries[page_entries];
  };
  /// Entries whose instants differ from `reached_` first in one bit.
  struct Bucket {
    Page* first = nullptr;
    std::uint64_t earliest = ~std::uint64_t{0};
  };

  void put(const Entry&);
  Page* page();
  void release(Page*);
  void spread(std::size_t bucket);
  std::uint32_t& version_of(Timer);

  std::array<Bucket, 65> buckets_{};
  std::uint64_t reached_ = 0;  ///< No entry is earlier.
  std::size_t entries_ = 0;
  std::vector<std::uint32_t> versions_;
  std::vector<std::unique_ptr<Page[]>> blocks_;
  std::size_t unused_ = 0;  ///< Pages of the last block that were never given out.
  Page* free_ = nullptr;
};

}  // namespace inspectord
