// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "scheduler/cron_expression.hpp"

#include <string_view>

// What a setting may say of this room.

namespace inspectord {

/// The schedule of something that a service does again and again. Refuses, beside what is no cron
/// expression, @reboot and what comes in no year, such as 30 February. A year that is over is not
/// refused: a service that ran once must start again.
Result<CronExpression> schedule_of_routine(std::string_view);

}  // namespace inspectord
