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

TEST(RecurringDutyOfAFile, NamesItsLeadAndThePeriodItReportsOn) {
  auto duty = recurring();
  duty.cron = "0 17 L * *";
  duty.lead = Lead{.days = 5, .working = true};
  duty.report =
      PlannedReport{.period = PeriodKind::month, .spans = DataSpans::calendar, .grace_days = 3};
  EXPECT_EQ(told_of(duty), "as it was written");
  duty.lead->days = 0;
  EXPECT_EQ(told_of(duty), "decode_out_of_range /recurring_duties/0/lead/days");
  duty.lead->days = 366;
  duty.report->grace_days = 367;
  EXPECT_EQ(told_of(duty), "decode_out_of_range /recurring_duties/0/report/grace_days");
}

std::string told_of(const PlannedDue& due) {
  auto plan = implementation_plan();
  plan.duties[0].due = due;
  const auto read = plan_from_json(plan_to_json(plan));
  if (read) return read.value() == plan ? "as it was written" : "otherwise";
  const auto& error = read.errors().front();
  return std::string{error.reason.code} + " " + error.pointer;
}

TEST(DutyOfAFile, CountsFromADayAnEventOrAVisit) {
  PlannedDue due{.kind = DueKind::ahead, .bound = Bound::by, .count = 5};
  EXPECT_EQ(told_of(due), "decode_due_missing /duties/0/due") << "from what?";
  due.event = "ngày họp";
  EXPECT_EQ(told_of(due), "as it was written");
  due.event.clear();
  due.from_visit = true;
  EXPECT_EQ(told_of(due), "as it was written");
  due.kind = DueKind::within;
  EXPECT_EQ(told_of(due), "as it was written");
  due.day = make_date(2026, 4, 1);
  EXPECT_EQ(told_of(due), "decode_due_unfit /duties/0/due/day") << "the visit has its own";
  due = {.kind = DueKind::undated, .from_visit = true};
  EXPECT_EQ(told_of(due), "decode_due_unfit /duties/0/due/from_visit");
}

TEST(DutyOfAFile, CountsNoFurtherThanTenYears) {
  PlannedDue due{.kind = DueKind::within,
                 .bound = Bound::by,
                 .count = 10,
                 .unit = TimeUnit::year,
                 .event = "ngày ký"};
  EXPECT_EQ(told_of(due), "as it was written");
  due.count = 11;
  EXPECT_EQ(told_of(due), "decode_out_of_range /duties/0/due/count");
  due.unit = TimeUnit::working_day;
  due.count = 100'000;
  EXPECT_EQ(told_of(due), "decode_out_of_range /duties/0/due/count");
}

TEST(DutyOfAFile, IsDueInAYearOfOurTime) {
  PlannedDue due{.kind = DueKind::date, .day = make_date(9999, 12, 31)};
  EXPECT_EQ(told_of(due), "decode_out_of_range /duties/0/due/day");
  due.day = make_date(2499, 12, 31);
  EXPECT_EQ(told_of(due), "as it was written");
}

TEST(DutyOfAFile, ReportsOnAPeriodUnlessItStandsAtAllTimes) {
  PlannedDue due{.kind = DueKind::undated, .report = PlannedReport{}};
  EXPECT_EQ(told_of(due), "as it was written");
  due.kind = DueKind::at_once;
  EXPECT_EQ(told_of(due), "decode_due_unfit /duties/0/due/report");
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
