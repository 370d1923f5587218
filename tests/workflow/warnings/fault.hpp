// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/days_off.hpp"
#include "tests/support/invented_plans.hpp"
#include "workflow/warnings.hpp"

#include <set>
#include <string>
#include <vector>

namespace inspectord::invented {

/// The smallest edit of a clean plan that fires a code, and the smallest one that silences it
/// again.
struct Fault {
  const char* code;
  Plan (*clean)();
  void (*break_it)(Plan&);
  void (*mend)(Plan&);
};

inline std::vector<Warning> warnings_of(const Plan& plan) {
  return find_warnings(plan, DaysOff::vietnam());
}

inline std::set<std::string> codes_of(const Plan& plan) {
  std::set<std::string> codes;
  for (const auto& warning : warnings_of(plan)) codes.emplace(warning.code);
  return codes;
}

/// Where a code fires.
inline std::vector<std::string> places_of_code(const Plan& plan, std::string_view code) {
  std::vector<std::string> places;
  for (const auto& warning : warnings_of(plan)) {
    if (warning.code == code) places.push_back(warning.pointer);
  }
  return places;
}

}  // namespace inspectord::invented
