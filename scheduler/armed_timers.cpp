// SPDX-License-Identifier: Apache-2.0
#include "scheduler/armed_timers.hpp"

#include <algorithm>
#include <bit>

namespace inspectord {
namespace {

constexpr std::size_t block_pages = 64;

/// By the highest bit in which an instant differs from what was reached; 0: in none.
std::size_t bucket_of(std::uint64_t at, std::uint64_t reached) {
  return static_cast<std::size_t>(std::bit_width(at ^ reached));
}

}  // namespace

std::uint32_t& ArmedTimers::version_of(Timer timer) {
  if (timer >= versions_.size()) {
    if (timer >= versions_.capacity())  // grows by an eighth: doubling would cost half the memory
      versions_.reserve(timer + 1 + std::max<std::size_t>(1024, timer / 8));
    versions_.resize(timer + std::size_t{1});
  }
  return versions_[timer];
}

void ArmedTimers::arm(Timer timer, Instant at) {
  const auto version = ++version_of(timer);
  const auto wanted = static_cast<std::uint64_t>(to_millis(at));
  put({std::max(wanted, reached_), timer, version});
  ++entries_;
}

void ArmedTimers::disarm(Timer timer) {
  ++version_of(timer);
}

ArmedTimers::Page* ArmedTimers::page() {
  if (free_) {
    auto* taken = free_;
    free_ = taken->next;
    return taken;
  }
  if (unused_ == 0) {
    blocks_.push_back(std::make_unique_for_overwrite<Page[]>(block_pages));
    unused_ = block_pages;
  }
  return &blocks_.back()[--unused_];
}

void ArmedTimers::release(Page* page) {
  page->next = free_;
  free_ = page;
}

void ArmedTimers::put(const Entry& entry) {
  auto& bucket = buckets_[bucket_of(entry.at, reached_)];
  if (!bucket.first || bucket.first->used == page_entries) {
    auto* fresh = page();
    fresh->next = bucket.first;
    fresh->used = 0;
    bucket.first = fresh;
  }
  bucket.first->entries[bucket.first->used++] = entry;
  bucket.earliest = std::min(bucket.earliest, entry.at);
}

/// Goes to the earliest instant of a bucket; its entries then differ from it in lower bits.
void ArmedTimers::spread(std::size_t i) {
  auto* at = buckets_[i].first;
  reached_ = buckets_[i].earliest;
  buckets_[i] = {};
  while (at) {
    for (std::size_t n = 0; n < at->used; ++n) {
      const auto& entry = at->entries[n];
      if (entry.version == versions_[entry.timer])
        put(entry);
      else
        --entries_;
    }
    auto* done = at;
    at = at->next;
    release(done);
  }
}

std::optional<ArmedTimers::Ring> ArmedTimers::take_due(Instant now) {
  const auto limit = to_millis(now);
  while (true) {
    const auto found = std::find_if(buckets_.begin(), buckets_.end(),
                                    [](const Bucket& bucket) { return bucket.first != nullptr; });
    if (found == buckets_.end() || limit < 0 || found->earliest > static_cast<std::uint64_t>(limit))
      return std::nullopt;
    if (found != buckets_.begin()) {
      spread(static_cast<std::size_t>(found - buckets_.begin()));
      continue;
    }
    auto* page = found->first;
    const auto entry = page->entries[--page->used];
    --entries_;
    if (page->used == 0) {
      found->first = page->next;
      if (!found->first) found->earliest = Bucket{}.earliest;
      release(page);
    }
    if (entry.version != versions_[entry.timer]) continue;
    return Ring{entry.timer, from_millis(static_cast<std::int64_t>(entry.at))};
  }
}

std::optional<Instant> ArmedTimers::next_look() const {
  for (const auto& bucket : buckets_) {
    if (bucket.first) return from_millis(static_cast<std::int64_t>(bucket.earliest));
  }
  return std::nullopt;
}

std::size_t ArmedTimers::memory() const {
  return blocks_.size() * block_pages * sizeof(Page) + versions_.capacity() * sizeof(std::uint32_t);
}

}  // namespace inspectord
