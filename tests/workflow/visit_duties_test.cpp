// SPDX-License-Identifier: Apache-2.0
// Duties that are due so many days before or after the visit to the one who owes them.
#include "calendar/derive.hpp"
#include "tests/support/plan_builder.hpp"
#include "workflow/reminders.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

/// Before the visit a report of the unit's own, after it one on what was put right: "dong" is
/// inspected on Tuesday 14 April 2026, "tay" on the 16th.
Plan plan_of_visits() {
  Plan plan = inspection_plan();
  plan.groups = {{"cac-huyen", "UBND các huyện", {"huyen-dong", "huyen-tay"}, {}}};
  plan.duties.resize(2);
  plan.duties[0].owed_by = Debtor{.group = "cac-huyen"};
  plan.duties[0].key = "tu-kiem-tra";
  plan.duties[0].due = {.kind = DueKind::ahead,
                        .raw = "chậm nhất 05 ngày làm việc trước ngày kiểm tra",
                        .count = 5,
                        .unit = TimeUnit::working_day,
                        .event = "ngày kiểm tra",
                        .from_visit = true};
  plan.duties[1].key = "khac-phuc";
  plan.duties[1].owed_by = Debtor{.agency = "huyen-dong"};
  plan.duties[1].due = {.kind = DueKind::within,
                        .raw = "trong 15 ngày kể từ ngày kiểm tra",
                        .count = 15,
                        .from_visit = true};
  return plan;
}

Stage notified() {
  Stage stage{plan_of_visits()};
  stage.notified();
  return stage;
}

TEST(DutyFromAVisit, IsForecastForTheUnitOfEachVisit) {
  const auto cast =
      forecast(plan_of_visits(), civil_14_7_3_1(), {}, DaysOff::vietnam(), Zone::vietnam());
  std::vector<std::string> told;
  for (const auto& entry : cast.entries) {
    if (entry.key == "tu-kiem-tra" && entry.rule == "T-1")
      told.push_back(to_string(Zone::vietnam().date_of(entry.at)) + " " + entry.recipients.at(0));
  }
  EXPECT_THAT(told, ElementsAre("2026-04-06 UBND huyện Đông", "2026-04-08 UBND huyện Tây"));
}

TEST(Forecast, HasTheInnerDatesOfTasksAndAllRepetitionsThatEnd) {
  auto plan = implementation_plan();
  plan.duties.resize(1);
  plan.tasks.resize(1);
  ReminderPolicy policy{.key = "lap-lai", .offsets = {{.days = 1}}};
  policy.repeat = PolicyRepeat{.every = 10};
  policy.end = PolicyEnd{.times = 9};
  const auto rules = [&] {
    std::vector<std::string> found;
    for (const auto& entry :
         forecast(plan, policy, {}, DaysOff::vietnam(), Zone::vietnam()).entries)
      found.push_back(entry.rule + " " + entry.key);
    return found;
  };
  EXPECT_EQ(rules().size(), 1U + 9U + 1U);
  EXPECT_THAT(rules(), Contains("repeat+90 bao-cao-dong"));
  EXPECT_THAT(rules(), Contains("T-1 cam-bien"));
  EXPECT_FALSE(forecast(plan, policy, {}, DaysOff::vietnam(), Zone::vietnam()).goes_on);
  policy.end.reset();
  EXPECT_EQ(rules().size(), 1U + 4U + 1U) << "of a month, and the next";
  EXPECT_TRUE(forecast(plan, policy, {}, DaysOff::vietnam(), Zone::vietnam()).goes_on);
}

const VisitInput a_week_later{
    .date = day("2026-04-21"), .reason = "unit_request", .document = "7/CV-SGT"};

TEST(DutyFromAVisit, IsCountedFromTheVisitOfEachWhoOwesIt) {
  const auto stage = notified();
  ASSERT_EQ(stage.record.duties.size(), 3U);
  const auto& of_dong = stage.duty("tu-kiem-tra", "huyen-dong");
  EXPECT_EQ(of_dong.state, DutyState::open);
  EXPECT_EQ(of_dong.period, "dong");
  EXPECT_EQ(of_dong.due->last_on_time, day("2026-04-07")) << "13, 10, 9, 8 and 7 April";
  EXPECT_EQ(of_dong.due->derivation.at(1).code, "count_back_from");
  EXPECT_EQ(stage.duty("tu-kiem-tra", "huyen-tay").due->last_on_time, day("2026-04-09"));
  EXPECT_EQ(stage.duty("khac-phuc").due->last_on_time, day("2026-04-29"));
}

TEST(DutyFromAVisit, MovesWithIt) {
  auto stage = notified();
  stage.must("dong", VisitAction::move, a_week_later, lan());
  EXPECT_EQ(stage.duty("tu-kiem-tra", "huyen-dong").due->last_on_time, day("2026-04-14"));
  EXPECT_EQ(stage.duty("tu-kiem-tra", "huyen-tay").due->last_on_time, day("2026-04-09"));
  EXPECT_EQ(stage.duty("khac-phuc").due->last_on_time, day("2026-05-06"));
  stage.must("dong", VisitAction::postpone, VisitInput{.reason = "disaster"}, lan());
  EXPECT_EQ(stage.duty("khac-phuc").due, std::nullopt) << "no day while the visit has none";
  stage.must("dong", VisitAction::reschedule, VisitInput{.date = day("2026-04-28")}, lan());
  EXPECT_EQ(stage.duty("khac-phuc").due->nominal, day("2026-05-13"));
  stage.must("dong", VisitAction::cancel, VisitInput{.reason = "disaster"}, lan());
  EXPECT_EQ(stage.duty("khac-phuc").state, DutyState::ended);
}

TEST(DutyFromAVisit, StaysWhereItWasExtendedTo) {
  auto stage = notified();
  stage.must(
      stage.duty("khac-phuc"), DutyAction::extend,
      DutyInput{.date = day("2026-05-20"), .reason = "đơn vị đề nghị", .document = "7/CV-SGT"},
      lan());
  stage.must("dong", VisitAction::move, a_week_later, lan());
  EXPECT_EQ(stage.duty("khac-phuc").due->last_on_time, day("2026-05-20"));
}

TEST(DutyFromAVisit, MovesWithItThoughTheCalendarChangedSince) {
  auto stage = notified();
  const DaysOff other{"vn-2026.9", {day("2026-04-08")}, {}};
  for (auto& duty : stage.record.duties) duty.due = derive_again(*duty.due, other);
  ASSERT_EQ(stage.duty("tu-kiem-tra", "huyen-dong").due->last_on_time, day("2026-04-06"));
  stage.must("dong", VisitAction::move, a_week_later, lan());
  EXPECT_EQ(stage.duty("tu-kiem-tra", "huyen-dong").due->last_on_time, day("2026-04-14"));
}

TEST(DutyFromAVisit, HasRemindersOfItsOwn) {
  const auto stage = notified();
  std::vector<std::string> rules;
  for (const auto& one :
       wanted_reminders(stage.record, stage.directory, DaysOff::vietnam(), Zone::vietnam())) {
    if (one.target == stage.duty("khac-phuc").id.bytes() && one.part == Part::debtor)
      rules.push_back(one.rule);
  }
  EXPECT_THAT(rules, UnorderedElementsAre("T-14", "T-7", "T-3", "T-1", "overdue+1", "overdue+3"))
      << "T-14 is the day after the visit";
}

TEST(DutyFromAVisit, IsToldOfNothingBeforeTheVisitItCountsFrom) {
  Plan plan = plan_of_visits();
  plan.duties[1].due.count = 10;
  Stage stage{plan};
  stage.notified();
  std::vector<std::string> rules;
  for (const auto& one :
       wanted_reminders(stage.record, stage.directory, DaysOff::vietnam(), Zone::vietnam())) {
    if (one.target == stage.duty("khac-phuc").id.bytes() && one.part == Part::debtor)
      rules.push_back(one.rule);
  }
  EXPECT_THAT(rules, UnorderedElementsAre("T-7", "T-3", "T-1", "overdue+1", "overdue+3"));
}

TEST(DutyFromAVisit, IsInTheForecast) {
  const auto cast =
      forecast(plan_of_visits(), civil_14_7_3_1(), {}, DaysOff::vietnam(), Zone::vietnam());
  std::vector<Instant> last_calls;
  for (const auto& entry : cast.entries) {
    if (entry.key == "tu-kiem-tra" && entry.rule == "T-1") last_calls.push_back(entry.at);
  }
  EXPECT_THAT(last_calls,
              ElementsAre(at("2026-04-06T08:00:00+07:00"), at("2026-04-08T08:00:00+07:00")));
}

TEST(DutyFromAVisit, WaitsWhereNobodyComes) {
  Plan plan = plan_of_visits();
  plan.duties[1].owed_by = Debtor{.agency = "so-y-te"};
  Stage stage{plan};
  stage.notified();
  EXPECT_EQ(stage.duty("khac-phuc").state, DutyState::waiting);
  stage.must(stage.duty("khac-phuc"), DutyAction::set_date,
             DutyInput{.event_date = day("2026-04-20")}, lan());
  EXPECT_EQ(stage.duty("khac-phuc").due->last_on_time, day("2026-05-05"));
}

TEST(DutyAhead, CountsBackFromADayOrAnEvent) {
  Plan plan = implementation_plan();
  plan.duties[0].due = {.kind = DueKind::ahead,
                        .raw = "10 ngày trước ngày 30/6/2026",
                        .day = day("2026-06-30"),
                        .count = 10};
  plan.duties[1].due = {.kind = DueKind::ahead,
                        .raw = "03 ngày làm việc trước ngày họp",
                        .count = 3,
                        .unit = TimeUnit::working_day,
                        .event = "ngày họp"};
  Stage stage{plan};
  stage.notified();
  EXPECT_EQ(stage.duty("bao-cao-dong").due->last_on_time, day("2026-06-20"));
  ASSERT_EQ(stage.duty("bao-cao-tay").state, DutyState::waiting);
  stage.must(stage.duty("bao-cao-tay"), DutyAction::set_date,
             DutyInput{.event_date = day("2026-05-06")}, lan());
  const auto& duty = stage.duty("bao-cao-tay");
  EXPECT_EQ(duty.due->last_on_time, day("2026-04-29")) << "30/4 to 3/5 are off";
  EXPECT_TRUE(duty.due->limit->back);
}

/// "6 tháng đầu năm trước ngày 20/6", of "huyen-dong".
Stage reporting() {
  Plan plan = implementation_plan();
  plan.duties.resize(1);
  plan.duties[0].due = {.kind = DueKind::date,
                        .raw = "báo cáo 6 tháng trước ngày 20/6/2026",
                        .day = day("2026-06-20"),
                        .report = PlannedReport{.period = PeriodKind::half_year, .grace_days = 5}};
  Stage stage{plan};
  stage.notified();
  return stage;
}

TEST(DutyOfAPeriod, SaysWhichDaysItsFiguresCover) {
  const auto stage = reporting();
  const auto report = stage.duty("bao-cao-dong").due->report.value();
  EXPECT_EQ(report.period, (Period{PeriodKind::half_year, 2026, 1}));
  EXPECT_EQ(report.data_from, day("2025-12-15"));
  EXPECT_EQ(report.data_to, day("2026-06-14"));
  EXPECT_EQ(report.opens, day("2026-06-15"));
  EXPECT_EQ(report.grace_ends, day("2026-06-24"));
  std::vector<std::string> codes;
  for (const auto& step : stage.duty("bao-cao-dong").due->derivation) codes.push_back(step.code);
  EXPECT_THAT(codes, Contains("report_data"));
  EXPECT_THAT(codes, Contains("report_grace"));
}

TEST(DutyOfAPeriod, IsMissedOnlyAfterTheDaysOfGrace) {
  auto stage = reporting();
  const DutyInput missed{.reason = "không gửi"};
  stage.now = at("2026-06-24T09:00:00+07:00");  // late since the 20th, and still taken
  const auto early = stage.attempt(stage.duty("bao-cao-dong"), DutyAction::miss, missed, lan());
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().reason(), refuse::before_its_day);
  stage.now = at("2026-06-25T09:00:00+07:00");
  stage.must(stage.duty("bao-cao-dong"), DutyAction::miss, missed, lan());
}

TEST(DutyOfAPeriod, KeepsItsPeriodWhenItIsExtended) {
  auto stage = reporting();
  stage.must(stage.duty("bao-cao-dong"), DutyAction::extend,
             DutyInput{.date = day("2026-11-20"), .reason = "bão", .document = "7/CV-SGT"}, lan());
  const auto report = stage.duty("bao-cao-dong").due->report.value();
  EXPECT_EQ(report.period, (Period{PeriodKind::half_year, 2026, 1}));
  EXPECT_EQ(report.grace_ends, day("2026-11-25"));
}

TEST(DutyOfAPeriod, RecursWithAPeriodForEachDay) {
  Plan plan = implementation_plan();
  plan.duties.clear();
  auto& monthly = plan.recurring_duties[0];
  monthly.frequency = Frequency::monthly;
  monthly.anchor = day("2026-03-20");
  monthly.report = PlannedReport{.period = PeriodKind::month, .spans = DataSpans::calendar};
  Stage stage{plan};
  stage.notified();
  std::vector<std::string> spans;
  for (const auto& duty : stage.record.duties) {
    const auto& report = duty.due->report.value();
    spans.push_back(duty.period + ": " + to_string(report.data_from) + " " +
                    to_string(report.data_to));
  }
  EXPECT_THAT(
      spans, ElementsAre("2026-03-20: 2026-03-01 2026-03-31", "2026-04-20: 2026-04-01 2026-04-30"));
}

}  // namespace
}  // namespace inspectord
