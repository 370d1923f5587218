// SPDX-License-Identifier: Apache-2.0
// With which period, state and due date each duty of a content begins.
#include "tests/workflow/notifying.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::ElementsAre;

TEST(YearlyDuty, IsOpenedForTheOccurrenceWhoseLastDayLiesInThePlanYear) {
  struct Row {
    unsigned month, day;
    Bound bound;
    const char* last_on_time;
  };
  for (const auto& row :
       {Row{5, 20, Bound::before, "2026-05-19"}, Row{5, 20, Bound::by, "2026-05-20"},
        Row{1, 1, Bound::before, "2026-12-31"}, Row{1, 1, Bound::by, "2026-01-01"},
        Row{2, 29, Bound::by, "2026-02-28"}, Row{2, 29, Bound::before, "2026-02-27"},
        Row{12, 31, Bound::until, "2026-12-31"}}) {
    auto stage = at_notify(
        with_due({.kind = DueKind::yearly,
                  .raw = "hằng năm",
                  .bound = row.bound,
                  .day = {},
                  .month_day = std::chrono::month{row.month} / std::chrono::day{row.day}}));
    stage.must(PlanAction::notify, PlanInput{}, thu());
    const auto& duty = stage.duty("bao-cao-dong");
    EXPECT_EQ(to_string(duty.due->last_on_time), row.last_on_time);
    EXPECT_EQ(duty.period, "2026");
    EXPECT_EQ(duty.state, DutyState::open);
  }
}

Plan with_yearly_recurring(const char* anchor) {
  Plan plan = implementation_plan();
  plan.recurring_duties[0].key = "so-ket";
  plan.recurring_duties[0].frequency = Frequency::yearly;
  plan.recurring_duties[0].anchor = day(anchor);
  plan.recurring_duties[0].to = "so-giao-thong";
  plan.recurring_duties[0].raw = "hằng năm";
  return plan;
}

TEST(YearlyDuty, IsOwedInEachYearOfThePeriod) {
  Plan plan = implementation_plan();
  plan.period = PlanPeriod{day("2026-03-01"), day("2028-12-31"), ""};
  plan.duties[0].due = {.kind = DueKind::yearly,
                        .raw = "trước ngày 01/01 hằng năm",
                        .month_day = std::chrono::January / 1};
  auto stage = at_notify(plan);
  stage.must(PlanAction::notify, PlanInput{}, thu());
  std::vector<std::string> owed;
  for (const auto& duty : stage.record.duties) {
    if (duty.key == "bao-cao-dong")
      owed.push_back(duty.period + " " + to_string(duty.due->last_on_time));
  }
  EXPECT_THAT(owed, ElementsAre("2026 2026-12-31", "2027 2027-12-31", "2028 2028-12-31"));
}

TEST(YearlyDuty, IsOwedInThePlanYearWhereThePeriodIsThatOfTheVisits) {
  Plan plan = implementation_plan();
  plan.duties[0].due = {.kind = DueKind::yearly,
                        .raw = "chậm nhất ngày 15/11 hằng năm",
                        .bound = Bound::by,
                        .month_day = std::chrono::November / 15};
  plan.period = PlanPeriod{day("2026-05-01"), day("2026-06-30"), ""};
  auto stage = at_notify(plan);
  stage.must(PlanAction::notify, PlanInput{}, thu());
  EXPECT_EQ(to_string(stage.duty("bao-cao-dong").due->last_on_time), "2026-11-15");
  plan.period = PlanPeriod{day("2026-12-01"), day("2027-11-30"), ""};
  auto later = at_notify(plan);
  later.must(PlanAction::notify, PlanInput{}, thu());
  EXPECT_EQ(to_string(later.duty("bao-cao-dong").due->last_on_time), "2027-11-15");
}

TEST(YearlyRecurringDuty, GoesByItsRuleForDaysOffAndItsLead) {
  auto plan = with_yearly_recurring("2026-05-02");  // a Saturday after two holidays
  plan.recurring_duties[0].days_off = DaysOffRule::working_day_before;
  plan.recurring_duties[0].lead = Lead{.days = 100};
  auto stage = at_notify(plan);
  stage.must(PlanAction::notify, PlanInput{}, thu());
  EXPECT_EQ(to_string(stage.duty("so-ket").due->last_on_time), "2026-04-29");
  plan.recurring_duties[0].lead = Lead{.days = 5};
  auto early = at_notify(plan);
  early.must(PlanAction::notify, PlanInput{}, thu());
  EXPECT_EQ(early.count_duties("so-ket"), 0) << "five days ahead of it, not in March";
}

TEST(Tasks, BringTheInnerDateOfThePlanAlong) {
  auto plan = implementation_plan();
  plan.tasks[0].due = day("2026-06-30");
  plan.tasks[1].due.reset();
  auto stage = at_notify(plan);
  stage.must(PlanAction::notify, PlanInput{}, thu());
  EXPECT_EQ(stage.record.tasks.at(0).inner_date, day("2026-06-30"));
  EXPECT_FALSE(stage.record.tasks.at(1).inner_date);
}

TEST(YearlyRecurringDuty, IsOwedInThePlanYearByTheDayOfItsAnchor) {
  auto stage = at_notify(with_yearly_recurring("2024-11-15"));
  stage.must(PlanAction::notify, PlanInput{}, thu());
  const auto& duty = stage.duty("so-ket");
  EXPECT_EQ(duty.state, DutyState::open);
  EXPECT_EQ(duty.agency, agency_id("huyen-dong"));
  EXPECT_EQ(duty.period, "2026-11-15");
  EXPECT_EQ(duty.due->last_on_time, day("2026-11-15"));
  stage.must(stage.duty("so-ket"), DutyAction::submit, filing("2026-03-02"), of("huyen-dong"));
}

TEST(YearlyRecurringDuty, BeginsWithItsAnchor) {
  auto stage = at_notify(with_yearly_recurring("2027-11-15"));
  stage.must(PlanAction::notify, PlanInput{}, thu());
  EXPECT_EQ(stage.count_duties("so-ket"), 0);
}

TEST(RecurringDuty, WithoutAnAnchorOrFarAwayWaits) {
  for (const auto frequency : {Frequency::yearly, Frequency::monthly}) {
    Plan plan = with_yearly_recurring("2026-11-15");
    plan.recurring_duties[0].frequency = frequency;
    if (frequency == Frequency::yearly) plan.recurring_duties[0].anchor.reset();
    auto stage = at_notify(plan);
    stage.must(PlanAction::notify, PlanInput{}, thu());
    EXPECT_EQ(stage.count_duties("so-ket"), 0);
  }
}

TEST(YearlyRecurringDuty, StopsTheNotificationWhereItReachesNobody) {
  auto stage = at_notify(with_yearly_recurring("2026-11-15"));
  stage.record.content.duties.clear();
  stage.record.approval->content_hash = hash_of(stage.record.content);
  stage.directory.agencies.at(agency_id("huyen-dong")).reachable = false;
  const auto step = stage.attempt(PlanAction::notify, PlanInput{}, thu());
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().reason(), refuse::reaches_nobody);
  EXPECT_EQ(step.error().pointer(), "/recurring_duties/0");
}

TEST(StandingDuty, HasEntriesAndNoState) {
  auto stage = at_notify(with_due({.kind = DueKind::at_once, .raw = "báo cáo ngay"}));
  stage.must(PlanAction::notify, PlanInput{}, thu());
  EXPECT_EQ(stage.duty("bao-cao-dong").state, DutyState::standing);
  for (int i = 0; i < 2; ++i)
    stage.must(stage.duty("bao-cao-dong"), DutyAction::submit, filing("2026-03-02"), lan());
  EXPECT_EQ(stage.duty("bao-cao-dong").state, DutyState::standing);
}

TEST(WindowDuty, WaitsForADay) {
  auto stage = at_notify(with_due({.kind = DueKind::window,
                                   .raw = "trong tháng 5-6",
                                   .day = {},
                                   .month_day = {},
                                   .start = day("2026-05-01"),
                                   .end = day("2026-06-30")}));
  stage.must(PlanAction::notify, PlanInput{}, thu());
  EXPECT_EQ(stage.duty("bao-cao-dong").state, DutyState::waiting);
  EXPECT_EQ(stage.duty("bao-cao-dong").due, std::nullopt);
}

TEST(LimitedDuty, WaitsForItsEventOrCountsFromTheDayThatThePaperNames) {
  auto waiting = at_notify(with_due({.kind = DueKind::within,
                                     .raw = "trong 10 ngày kể từ ngày ký kết luận",
                                     .count = 10,
                                     .event = "ngày ký kết luận"}));
  waiting.must(PlanAction::notify, PlanInput{}, thu());
  EXPECT_EQ(waiting.duty("bao-cao-dong").state, DutyState::waiting);
  EXPECT_EQ(waiting.duty("bao-cao-dong").due, std::nullopt);

  auto counted = at_notify(with_due({.kind = DueKind::within,
                                     .raw = "trong 6 ngày kể từ ngày 24/4/2026",
                                     .day = day("2026-04-24"),
                                     .count = 6}));
  counted.must(PlanAction::notify, PlanInput{}, thu());
  EXPECT_EQ(counted.duty("bao-cao-dong").state, DutyState::open);
  EXPECT_EQ(counted.duty("bao-cao-dong").due->last_on_time, day("2026-05-04")) << "30/4 is off";
}

TEST(DatedDuty, EndsAtTheHourThatThePaperNames) {
  auto stage = at_notify(with_due({.kind = DueKind::date,
                                   .raw = "trước 17 giờ ngày 20/4/2026",
                                   .day = day("2026-04-20"),
                                   .hour = LocalTime{17 * 60}}));
  stage.must(PlanAction::notify, PlanInput{}, thu());
  const auto& due = *stage.duty("bao-cao-dong").due;
  EXPECT_EQ(due.last_on_time, day("2026-04-20"));
  EXPECT_EQ(due.hour, LocalTime{17 * 60});
}

TEST(DatedDuty, EndsWithTheDayBeforeWhereThePaperNamesMidnight) {
  auto stage = at_notify(with_due({.kind = DueKind::date,
                                   .raw = "trước 0 giờ ngày 20/4/2026",
                                   .day = day("2026-04-20"),
                                   .hour = LocalTime{}}));
  stage.must(PlanAction::notify, PlanInput{}, thu());
  const auto& due = *stage.duty("bao-cao-dong").due;
  EXPECT_EQ(due.last_on_time, day("2026-04-19"));
  EXPECT_EQ(due.safe_day, day("2026-04-17")) << "the 19th is a Sunday";
  EXPECT_EQ(due.hour, std::nullopt);
}

TEST(DutyAtAVisit, IsOwedAtTheVisitOfItsDebtor) {
  Plan plan = with_group_duty();
  plan.duties[0].due = {.kind = DueKind::at_visit, .raw = "trao tại buổi làm việc"};
  auto stage = at_notify(plan);
  stage.must(PlanAction::notify, PlanInput{}, thu());
  const auto& duty = stage.duty("bao-cao-chung", "huyen-tay");
  EXPECT_EQ(duty.period, "tay");
  EXPECT_EQ(duty.state, DutyState::open);
  EXPECT_EQ(duty.due->last_on_time, day("2026-04-16"));
  EXPECT_EQ(stage.duty("bao-cao-chung", "huyen-dong").period, "dong");
}

TEST(DutyAtAVisit, WaitsWhereItsDebtorIsNotVisited) {
  Plan plan = inspection_plan();
  plan.duties[0].due = {.kind = DueKind::at_visit, .raw = "trao tại buổi làm việc"};
  plan.duties[0].owed_by.agency = "xa-dong";
  auto stage = at_notify(plan);
  stage.must(PlanAction::notify, PlanInput{}, thu());
  EXPECT_EQ(stage.duty("bao-cao-dong").state, DutyState::waiting);
}

}  // namespace
}  // namespace inspectord
