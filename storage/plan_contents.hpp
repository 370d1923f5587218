// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/digest.hpp"
#include "workflow/plan/plan.hpp"

#include <cstddef>
#include <list>
#include <map>
#include <string_view>

namespace inspectord {

/// Decoded contents of plans by the hash of their bytes, those used last. Bytes under a hash never
/// change, so nothing in here grows stale; it only grows old. Used by one thread at a time, like
/// the connection that holds it.
class PlanContents {
 public:
  /// `most_bytes`: of the encoded contents kept, together; a decoded one takes about five times as
  /// much.
  explicit PlanContents(std::size_t most_bytes = 8'000'000) : most_bytes_(most_bytes) {}

  const Plan* find(const Sha256&);  ///< Valid until the next keep().

  /// Decodes and keeps. Valid until the next keep(). Throws std::runtime_error where the text is no
  /// plan.
  const Plan& keep(const Sha256&, std::string_view text);

  std::size_t bytes() const { return bytes_; }

 private:
  struct Kept {
    Sha256 hash;
    std::size_t bytes;
    Plan plan;
  };

  void make_room();

  const std::size_t most_bytes_;
  std::size_t bytes_ = 0;
  std::list<Kept> kept_;  ///< Used last: first.
  std::map<Sha256, std::list<Kept>::iterator> by_hash_;
};

}  // namespace inspectord
