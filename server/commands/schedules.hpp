// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scheduler/cron_expression.hpp"
#include "scheduler/recurrence_set.hpp"
#include "server/commands/command.hpp"

#include <iosfwd>
#include <string>
#include <vector>

// Commands that say when schedules run. They need no database.

namespace inspectord {

struct CronNextOptions {
  std::string expression;
  std::string zone = "Asia/Ho_Chi_Minh";
  int count = 5;
  std::string after;  ///< Empty: now.
  DstPolicy dst = DstPolicy::vixie;
  Instant now{};
};
ExitCode cron_next(const Console&, const CronNextOptions&);
ExitCode cron_explain(const Console&, const std::string& expression);
/// JSON Lines {"id","expr","tz","start","n"}.
ExitCode cron_batch(const Console&, std::istream& in, DstPolicy);

struct RuleExpandOptions {
  std::string rule, start;
  std::string zone = "Asia/Ho_Chi_Minh";
  int count = 5;
  std::string after;  ///< Empty: from the start on.
  std::vector<std::string> dates{}, exceptions{};
  GapRule gap = GapRule::shift;
};
ExitCode rule_expand(const Console&, const RuleExpandOptions&);
/// JSON Lines {"id","rrule","dtstart","tz","n"}, also "rdate" and "exdate".
ExitCode rule_batch(const Console&, std::istream& in, GapRule);

}  // namespace inspectord
