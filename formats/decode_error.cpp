// SPDX-License-Identifier: Apache-2.0
#include "formats/decode_error.hpp"

namespace inspectord {

Refusal to_refusal(const std::vector<DecodeError>& errors) {
  std::vector<Problem> problems;
  problems.reserve(errors.size());
  for (const auto& error : errors) {
    Problem problem{error.reason, error.pointer, error.arguments};
    if (error.place.line > 0) {
      problem.arguments.emplace_back("line", std::to_string(error.place.line));
      problem.arguments.emplace_back("column", std::to_string(error.place.column));
    }
    problems.push_back(std::move(problem));
  }
  return Refusal{std::move(problems)};
}

}  // namespace inspectord
