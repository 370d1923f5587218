// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/digest.hpp"
#include "storage/snapshots.hpp"

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace inspectord {

/// What tells one request with a key from another.
struct KeyedRequest {
  Sha256 key{};      ///< Of who asked and the key.
  Sha256 request{};  ///< Of what was asked: method, target, body.
};

/// The answer to a request with a key, as its act left it.
struct KeptAnswer {
  Sha256 request{};
  int status = 0;
  bool sealed = false;
  std::string answer;  ///< Bytes of whoever wrote it.
};

/// The answers to requests with an Idempotency-Key, kept for at least a day and over restarts.
/// Written by the act that they answer, in its transaction. The table is a log without an index:
/// the hashes of its keys are in memory, where they are only a hint and the row decides. Until they
/// are loaded, look-ups read the log.
class IdempotencyLog {
 public:
  static constexpr std::chrono::hours kept{24};

  IdempotencyLog() = default;
  ~IdempotencyLog();  ///< Waits for a load that is under way.
  IdempotencyLog(const IdempotencyLog&) = delete;
  IdempotencyLog& operator=(const IdempotencyLog&) = delete;

  /// Loads the hashes on a thread of its own. Once; `pool` outlives this.
  void begin_loading(Snapshots& pool);
  bool loaded() const { return loaded_.load(); }
  void wait_loaded();  ///< For tests and orderly ends; nothing else needs it.

  // Writer thread.

  std::optional<KeptAnswer> find(Transaction&, const Sha256& key);
  void append(Transaction&, const KeyedRequest&, const KeptAnswer&, Instant now);

  // Any thread.

  /// When the oldest row has been kept long enough, and a while; nullopt where nothing is known.
  std::optional<Instant> due() const;

  /// What an act of pruning took out.
  struct Pruned {
    std::vector<std::pair<Sha256, std::int64_t>> rows;  ///< Their keys and sequences.
    std::optional<Instant> oldest;                      ///< Of what is left.
    bool more = false;                                  ///< There is more that is old enough.
  };
  /// An act: takes out rows older than `kept`, at most some hundreds. Then, once committed: forget.
  static Pruned prune(Transaction&, Instant now);
  void forget(const Pruned&);

 private:
  void load(Snapshots& pool);
  std::vector<std::int64_t> places_of(const Sha256& key) const;

  mutable std::mutex mutex_;
  std::unordered_multimap<std::uint64_t, std::int64_t> places_;  ///< Begin of the hash -> sequence.
  std::optional<Instant> oldest_;
  std::atomic<bool> loaded_{false};
  std::atomic<bool> stopping_{false};
  std::thread loader_;
};

}  // namespace inspectord
