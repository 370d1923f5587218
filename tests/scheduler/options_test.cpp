// SPDX-License-Identifier: Apache-2.0
#include "scheduler/options.hpp"

#include "scheduler/reasons.hpp"
#include "scheduler/schedule_words.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

TEST(ScheduleOfRoutine, IsACronExpressionThatComes) {
  for (const char* text : {"15 0 * * *", "@daily", "0 0 29 2 *", "0 0 8 1 1 ? 2020", "0 8 * * MON"})
    EXPECT_TRUE(schedule_of_routine(text)) << text;
}

TEST(ScheduleOfRoutine, IsRefusedWhereItComesInNoYear) {
  for (const char* text : {"0 0 30 2 *", "0 0 31 4,6,9,11 *", "0 0 0 29 2 ? 2027"}) {
    const auto refused = schedule_of_routine(text);
    ASSERT_FALSE(refused) << text;
    EXPECT_EQ(refused.error().reason(), reason::cron_never_comes) << text;
  }
  EXPECT_EQ(schedule_of_routine("@reboot").error().reason(), reason::cron_no_start_event);
}

TEST(ScheduleOfRoutine, IsRefusedWithTheParsersReason) {
  const auto refused = schedule_of_routine("61 * * * *");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason(), reason::cron_out_of_range);
  EXPECT_FALSE(describe_schedule_refusal(Language::vi, refused.error()).empty());
}

}  // namespace
}  // namespace inspectord
