// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scheduler/cron_expression.hpp"
#include "words/catalogue.hpp"

#include <string>

namespace inspectord {

/// When an expression runs, in a sentence: "At 08:00, on Monday to Friday."
std::string explain(const CronExpression&, Language);

}  // namespace inspectord
