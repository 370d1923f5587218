// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/commands/command.hpp"
#include "workflow/plan/plan.hpp"
#include "workflow/warnings.hpp"

namespace inspectord {

/// The plan of a file. Throws CommandError with every error of the file, one a line:
/// file:line:column: pointer: words.
Plan read_plan(const Console&, const std::string& path);

/// What a warning found, in a sentence.
std::string warning_message(const Warning&, Language);

}  // namespace inspectord
