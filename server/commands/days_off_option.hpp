// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/days_off.hpp"
#include "calendar/days_off_data.hpp"
#include "server/commands/command.hpp"

#include <string>

namespace inspectord {

/// A calendar of days off from its file. Throws CommandError with every error of the file.
DaysOffData read_calendar(const Console&, const std::string& file);

/// `--calendar FILE` of the commands that need no store: those of the file; of no file those that
/// the program was built with.
DaysOff days_off_of(const Console&, const std::string& file);

}  // namespace inspectord
