// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/digest.hpp"
#include "core/recent_map.hpp"
#include "workflow/plan/plan.hpp"

#include <cstddef>
#include <string_view>

namespace inspectord {

/// Decoded contents of plans by the hash of their bytes, those used last. Bytes under a hash never
/// change, so nothing in here grows stale; it only grows old. Used by one thread at a time, like
/// the connection that holds it.
class PlanContents {
 public:
  /// `most_bytes`: of the encoded contents kept, together; a decoded one takes about five times as
  /// much.
  explicit PlanContents(std::size_t most_bytes = 8'000'000) : kept_(most_bytes) {}

  const Plan* find(const Sha256& hash) { return kept_.find(hash); }  ///< Valid until keep().

  /// Decodes and keeps. Valid until the next keep(). Throws std::runtime_error where the text is no
  /// plan.
  const Plan& keep(const Sha256&, std::string_view text);

  std::size_t bytes() const { return kept_.weight(); }

 private:
  RecentMap<Sha256, Plan> kept_;
};

}  // namespace inspectord
