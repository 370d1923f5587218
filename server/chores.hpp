// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/instant.hpp"
#include "storage/idempotency.hpp"
#include "storage/writer.hpp"

#include <optional>

namespace inspectord {

/// What a tick does for the house itself, besides what is due: prunes kept answers, makes old plans
/// searchable. One thread at a time; not the writer's.
class Chores {
 public:
  /// Both outlive it.
  Chores(Writer& writer, IdempotencyLog& answers) : writer_(writer), answers_(answers) {}

  /// Does what is due at `now`; returns when there is more to do. Throws StorageError.
  std::optional<Instant> run(Instant now);

 private:
  void prune_answers(Instant now);
  void fill_search();

  Writer& writer_;
  IdempotencyLog& answers_;
  bool searchable_ = false;
};

}  // namespace inspectord
