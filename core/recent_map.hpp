// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <utility>

namespace inspectord {

/// Values that were used last, up to a weight together: a cache whose entries go when others need
/// the room. The newest stays, however heavy. One thread at a time.
template <class Key, class Value>
class RecentMap {
 public:
  explicit RecentMap(std::size_t most_weight) : most_weight_(most_weight) {}

  /// nullptr where nothing is kept. Valid until the next keep(), drop() or clear().
  Value* find(const Key& key) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    kept_.splice(kept_.begin(), kept_, found->second);
    return &kept_.front().value;
  }

  /// In the place of what was there. Valid as long as what find() gives.
  Value& keep(const Key& key, Value value, std::size_t weight = 1) {
    drop(key);
    kept_.push_front({key, weight, std::move(value)});
    by_key_.emplace(key, kept_.begin());
    weight_ += weight;
    while (weight_ > most_weight_ && kept_.size() > 1) drop(Key{kept_.back().key});
    return kept_.front().value;
  }

  void drop(const Key& key) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return;
    weight_ -= found->second->weight;
    kept_.erase(found->second);
    by_key_.erase(found);
  }

  void clear() {
    by_key_.clear();
    kept_.clear();
    weight_ = 0;
  }

  std::size_t weight() const { return weight_; }

 private:
  struct Kept {
    Key key;
    std::size_t weight;
    Value value;
  };

  const std::size_t most_weight_;
  std::size_t weight_ = 0;
  std::list<Kept> kept_;  ///< Used last: first.
  std::map<Key, typename std::list<Kept>::iterator> by_key_;
};

}  // namespace inspectord
