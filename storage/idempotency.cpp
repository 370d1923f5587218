// SPDX-License-Identifier: Apache-2.0
#include "storage/idempotency.hpp"

#include "core/log.hpp"

#include <algorithm>
#include <cstring>

namespace inspectord {
namespace {

constexpr std::int64_t rows_at_a_time = 10'000;
constexpr int pruned_at_a_time = 500;
/// Beyond `kept`: rows are pruned some at a time, not one by one.
constexpr std::chrono::hours pruning_pause{1};

Blob blob_of(const Sha256& hash) {
  return Blob{{reinterpret_cast<const char*>(hash.data()), hash.size()}};
}

Sha256 hash_of(const Row& row, std::size_t column) {
  Sha256 hash{};
  const auto& stored = row.blob(column);
  if (stored.size() != hash.size()) throw std::logic_error("a stored hash has not 32 bytes");
  std::copy(stored.begin(), stored.end(), reinterpret_cast<char*>(hash.data()));
  return hash;
}

/// Hashes are even: their first bytes will do.
std::uint64_t begin_of(const Sha256& hash) {
  std::uint64_t begin = 0;
  std::memcpy(&begin, hash.data(), sizeof begin);
  return begin;
}

KeptAnswer answer_of(const Row& row) {
  return {.request = hash_of(row, 0),
          .status = static_cast<int>(row.integer(1)),
          .sealed = row.boolean(2),
          .answer = row.blob(3)};
}

}  // namespace

IdempotencyLog::~IdempotencyLog() {
  stopping_ = true;
  wait_loaded();
}

void IdempotencyLog::begin_loading(Snapshots& pool) {
  loader_ = std::thread{[this, &pool] { load(pool); }};
}

void IdempotencyLog::wait_loaded() {
  if (loader_.joinable()) loader_.join();
}

/// Some rows at a time, each of a snapshot of its own: a long one would keep the WAL from starting
/// anew. What is appended meanwhile goes into memory by itself; a place that is there twice does no
/// harm.
void IdempotencyLog::load(Snapshots& pool) {
  try {
    std::int64_t after = 0;
    for (bool more = true; more && !stopping_;) {
      const auto rows = pool.with_snapshot([&](Snapshot& db) {
        return db.query(
            "SELECT sequence, key, at FROM idempotency WHERE sequence > $1 ORDER BY sequence LIMIT "
            "$2",
            after, rows_at_a_time);
      });
      more = rows.size() == static_cast<std::size_t>(rows_at_a_time);
      const std::lock_guard lock{mutex_};
      if (after == 0 && !rows.empty()) oldest_ = rows.front().instant(2);
      for (const auto& row : rows) {
        after = row.integer(0);
        places_.emplace(begin_of(hash_of(row, 1)), after);
      }
    }
    if (!stopping_) loaded_ = true;
  } catch (const StorageError& error) {  // Look-ups go on reading the log.
    log::warning("the keys of requests are not loaded", {{"what", error.what()}});
  }
}

std::vector<std::int64_t> IdempotencyLog::places_of(const Sha256& key) const {
  const std::lock_guard lock{mutex_};
  std::vector<std::int64_t> places;
  const auto [first, last] = places_.equal_range(begin_of(key));
  for (auto one = first; one != last; ++one) places.push_back(one->second);
  return places;
}

std::optional<KeptAnswer> IdempotencyLog::find(Transaction& tx, const Sha256& key) {
  if (!loaded()) {
    const auto rows = tx.query(
        "SELECT request, status, sealed, answer FROM idempotency"
        " WHERE key = $1 ORDER BY sequence DESC LIMIT 1",
        blob_of(key));
    return rows.empty() ? std::nullopt : std::optional{answer_of(rows.front())};
  }
  for (const auto place : places_of(key)) {
    const auto rows = tx.query(
        "SELECT request, status, sealed, answer FROM idempotency WHERE sequence = $1 AND key = $2",
        place, blob_of(key));
    if (!rows.empty()) return answer_of(rows.front());
  }
  return std::nullopt;
}

void IdempotencyLog::append(Transaction& tx, const KeyedRequest& keyed, const KeptAnswer& answer,
                            Instant now) {
  const auto place = tx.insert(
      "INSERT INTO idempotency (at, key, request, status, sealed, answer)"
      " VALUES ($1, $2, $3, $4, $5, $6)",
      now, blob_of(keyed.key), blob_of(keyed.request), answer.status, answer.sealed,
      Blob{answer.answer});
  const std::lock_guard lock{mutex_};
  places_.emplace(begin_of(keyed.key), place);  // Rolled back: a place where nothing is found.
  if (!oldest_) oldest_ = now;
}

std::optional<Instant> IdempotencyLog::due() const {
  const std::lock_guard lock{mutex_};
  if (!oldest_) return std::nullopt;
  return *oldest_ + kept + pruning_pause;
}

/// From the beginning, up to the first row that is young: where the clock was set back, rows wait
/// for those before them.
IdempotencyLog::Pruned IdempotencyLog::prune(Transaction& tx, Instant now) {
  const auto rows = tx.query("SELECT sequence, key, at FROM idempotency ORDER BY sequence LIMIT $1",
                             pruned_at_a_time + 1);
  Pruned pruned;
  for (const auto& row : rows) {
    const bool young = row.instant(2) > now - kept;
    pruned.more = !young && pruned.rows.size() == static_cast<std::size_t>(pruned_at_a_time);
    if (young || pruned.more) {
      pruned.oldest = row.instant(2);
      break;
    }
    pruned.rows.emplace_back(hash_of(row, 1), row.integer(0));
  }
  if (!pruned.rows.empty())
    tx.execute("DELETE FROM idempotency WHERE sequence <= $1", pruned.rows.back().second);
  return pruned;
}

void IdempotencyLog::forget(const Pruned& pruned) {
  const std::lock_guard lock{mutex_};
  for (const auto& [key, place] : pruned.rows) {
    auto [first, last] = places_.equal_range(begin_of(key));
    while (first != last) first = first->second == place ? places_.erase(first) : std::next(first);
  }
  oldest_ = pruned.oldest;
}

}  // namespace inspectord
