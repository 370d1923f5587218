// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/days_off.hpp"
#include "workflow/record.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

/// The visits and duties of a plan that an open error speaks of: nobody is reminded of them.
class HeldBack {
 public:
  HeldBack(const Plan&, const std::vector<Override>&, const DaysOff&);

  template <class Entries>
  bool has(std::string_view list, const Entries& entries, std::string_view key) const {
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (entries[i].key == key)
        return pointers_.contains("/" + std::string{list} + "/" + std::to_string(i));
    }
    return false;
  }

 private:
  std::set<std::string> pointers_;  ///< As "/visits/3".
};

}  // namespace inspectord
