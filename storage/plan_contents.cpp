// SPDX-License-Identifier: Apache-2.0
#include "storage/plan_contents.hpp"

#include "formats/plan_file.hpp"

#include <stdexcept>
#include <utility>

namespace inspectord {

const Plan* PlanContents::find(const Sha256& hash) {
  const auto found = by_hash_.find(hash);
  if (found == by_hash_.end()) return nullptr;
  kept_.splice(kept_.begin(), kept_, found->second);
  return &kept_.front().plan;
}

const Plan& PlanContents::keep(const Sha256& hash, std::string_view text) {
  if (const auto* known = find(hash)) return *known;
  auto plan = decode_plan(text);
  if (!plan) throw std::runtime_error("a stored content is no plan: " + to_hex(hash));
  kept_.push_front({hash, text.size(), std::move(plan).value()});
  by_hash_.emplace(hash, kept_.begin());
  bytes_ += text.size();
  make_room();
  return kept_.front().plan;
}

/// The newest stays, however large.
void PlanContents::make_room() {
  while (bytes_ > most_bytes_ && kept_.size() > 1) {
    bytes_ -= kept_.back().bytes;
    by_hash_.erase(kept_.back().hash);
    kept_.pop_back();
  }
}

}  // namespace inspectord
