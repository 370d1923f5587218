// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "usecases/feed_cases.hpp"

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace inspectord {

/// When feeds were fetched, kept in memory until it is written, a minute after the first: a feed is
/// read far more often than anybody asks when. Any thread.
class FeedFetches {
 public:
  /// True for the first since the last were taken: whoever writes them should look at the time.
  bool note(FeedId feed, Instant at) {
    const std::lock_guard lock{mutex_};
    const bool is_first = fetched_.empty();
    if (is_first) due_ = at + gathering_time;
    fetched_[feed] = at;
    return is_first;
  }

  /// When they are to be written; nullopt while there are none.
  std::optional<Instant> due() const {
    const std::lock_guard lock{mutex_};
    return fetched_.empty() ? std::nullopt : std::optional{due_};
  }

  std::vector<FeedFetch> take() {
    const std::lock_guard lock{mutex_};
    std::vector<FeedFetch> fetches;
    for (const auto& [feed, at] : fetched_) fetches.push_back({feed, at});
    fetched_.clear();
    return fetches;
  }

 private:
  static constexpr std::chrono::minutes gathering_time{1};

  mutable std::mutex mutex_;
  std::map<FeedId, Instant> fetched_;
  Instant due_{};
};

}  // namespace inspectord
