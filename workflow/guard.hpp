// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/refusal.hpp"

#include <string>
#include <utility>
#include <vector>

namespace inspectord {

/// Collects problems; refuses with all of them at once and the actions that are open instead.
class Guard {
 public:
  explicit Guard(std::vector<std::string> open_actions) : open_actions_(std::move(open_actions)) {}

  void add(Reason reason, std::string pointer = {}, Arguments arguments = {}) {
    problems_.push_back({reason, std::move(pointer), std::move(arguments)});
  }
  void need(bool holds, Reason reason, std::string pointer = {}, Arguments arguments = {}) {
    if (!holds) add(reason, std::move(pointer), std::move(arguments));
  }
  bool passed() const { return problems_.empty(); }
  /// Requires: not passed.
  Refusal refusal() && {
    return Refusal{std::move(problems_)}.with_open_actions(std::move(open_actions_));
  }

 private:
  std::vector<std::string> open_actions_;
  std::vector<Problem> problems_;
};

}  // namespace inspectord
