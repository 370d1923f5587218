// SPDX-License-Identifier: Apache-2.0
#include "scheduler/options.hpp"

#include "scheduler/reasons.hpp"

namespace inspectord {

Result<CronExpression> schedule_of_routine(std::string_view text) {
  auto cron = TRY(CronExpression::parse(text));
  if (cron.is_reboot()) return Refusal{reason::cron_no_start_event};
  // The zone does not matter: what it passes over in one year it has in another.
  if (!cron.next(Instant{}, Zone::vietnam())) return Refusal{reason::cron_never_comes};
  return cron;
}

}  // namespace inspectord
