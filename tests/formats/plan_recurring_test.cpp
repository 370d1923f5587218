// SPDX-License-Identifier: Apache-2.0
// When a recurring duty of a plan file is due: a frequency, a recurrence rule, a cron expression.
#include "formats/plan_file.hpp"
#include "tests/support/invented_plans.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace invented;

std::string told_of(const RecurringDuty& recurring) {
  auto plan = implementation_plan();
  plan.recurring_duties = {recurring};
  const auto read = plan_from_json(plan_to_json(plan));
  if (read) return read.value() == plan ? "as it was written" : "otherwise";
  const auto& error = read.errors().front();
  return std::string{error.reason.code} + " " + error.pointer;
}

RecurringDuty recurring() {
  auto duty = recurring_duty("tin-bai", "gửi tin, bài", "huyen-dong");
  duty.frequency = Frequency::unspecified;
  duty.anchor.reset();
  return duty;
}

TEST(RecurringDutyOfAFile, GoesByARuleOrACronExpression) {
  auto duty = recurring();
  duty.anchor = make_date(2026, 3, 6);
  duty.rrule = "FREQ=WEEKLY;BYDAY=FR";
  duty.days_off = DaysOffRule::working_day_before;
  EXPECT_EQ(told_of(duty), "as it was written");
  duty = recurring();
  duty.cron = "0 17 L * *";
  EXPECT_EQ(told_of(duty), "as it was written");
}

TEST(RecurringDutyOfAFile, IsRefusedWhereItsRuleIsNone) {
  auto duty = recurring();
  duty.rrule = "FREQ=WEEKLY";
  EXPECT_EQ(told_of(duty), "decode_one_of_missing /recurring_duties/0") << "from which day on?";
  duty.anchor = make_date(2026, 3, 6);
  duty.cron = "0 17 L * *";
  EXPECT_EQ(told_of(duty), "decode_one_of_several /recurring_duties/0");
  duty.cron.clear();
  duty.rrule = "FREQ=WEEKLY;BYMONTHDAY=3";
  EXPECT_TRUE(told_of(duty).ends_with(" /recurring_duties/0/rrule")) << told_of(duty);
  duty.rrule.clear();
  duty.cron = "0 17 32 * *";
  EXPECT_TRUE(told_of(duty).ends_with(" /recurring_duties/0/cron")) << told_of(duty);
}

}  // namespace
}  // namespace inspectord
