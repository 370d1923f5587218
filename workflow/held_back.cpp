// SPDX-License-Identifier: Apache-2.0
#include "workflow/held_back.hpp"

#include "workflow/plan_acts.hpp"

namespace inspectord {

HeldBack::HeldBack(const Plan& plan, const std::vector<Override>& overrides,
                   const DaysOff& days_off) {
  for (const auto& warning : open_errors(plan, overrides, days_off, false)) {
    const auto second = warning.pointer.find('/', 1);
    const auto third = second == std::string::npos ? second : warning.pointer.find('/', second + 1);
    pointers_.insert(warning.pointer.substr(0, third));
  }
}

}  // namespace inspectord
