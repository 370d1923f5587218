// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/commands/command.hpp"

#include <iosfwd>
#include <optional>

namespace inspectord {

struct ExplainOptions {
  std::string text{};
  std::optional<int> context_year{};  ///< The year of the paper, 1900 to 2199.
  std::string calendar{};             ///< A file of days off; empty: those of the program.
  bool json = false;
  bool batch = false;  ///< JSON Lines from `in` instead of `text`.
};

/// Says what the dates and deadlines of a text mean and how each day is reached. In a batch a line
/// {"id","text","context_year"?} is answered by {"id","result"}, a bad one too, and the run goes
/// on.
ExitCode explain(const Console&, const ExplainOptions&, std::istream& in);

}  // namespace inspectord
