// SPDX-License-Identifier: Apache-2.0
#include "storage/plan_contents.hpp"

#include "formats/plan_file.hpp"

#include <stdexcept>
#include <utility>

namespace inspectord {

const Plan& PlanContents::keep(const Sha256& hash, std::string_view text) {
  if (const auto* known = find(hash)) return *known;
  auto plan = decode_plan(text);
  if (!plan) throw std::runtime_error("a stored content is no plan: " + to_hex(hash));
  return kept_.keep(hash, std::move(plan).value(), text.size());
}

}  // namespace inspectord
