// SPDX-License-Identifier: Apache-2.0
#include "workflow/periods.hpp"

#include "tests/support/plan_builder.hpp"
#include "workflow/duties_asked.hpp"
#include "workflow/reminders.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Every Friday from 6 March 2026 on, of both districts.
Plan weekly_plan() {
  Plan plan = implementation_plan();
  plan.duties.clear();
  plan.tasks.clear();
  plan.groups = {{"cac-huyen", "UBND các huyện", {"huyen-dong", "huyen-tay"}, {}}};
  auto& weekly = plan.recurring_duties[0];
  weekly.owed_by = Debtor{.agency = {}, .group = "cac-huyen", .role = {}, .text = "các huyện"};
  weekly.frequency = Frequency::weekly;
  weekly.anchor = day("2026-03-06");
  weekly.raw = "ít nhất 1 tin, bài/tuần";
  return plan;
}

std::vector<std::string> periods(const PlanRecord& record, std::string_view agency) {
  std::vector<std::string> found;
  for (const auto& duty : record.duties) {
    if (duty.agency == agency_id(agency)) found.push_back(duty.period);
  }
  return found;
}

Step opened(Stage& stage) {
  const auto since = Zone::vietnam().date_of(in_force_since(stage.record));
  auto step = open_periods(stage.record, since, stage.scene(lan()).today, stage.scene(lan()));
  stage.record = step.record;
  return step;
}

TEST(Periods, OfTheNextWeeksAreOpenedByTheNotification) {
  Stage stage{weekly_plan()};
  stage.notified();
  // 2 March and 38 days: a gap, and a month.
  EXPECT_THAT(periods(stage.record, "huyen-dong"),
              ElementsAre("2026-03-06", "2026-03-13", "2026-03-20", "2026-03-27", "2026-04-03"));
  EXPECT_EQ(periods(stage.record, "huyen-tay").size(), 5U);
  const auto& first = stage.record.duties.front();
  EXPECT_EQ(first.state, DutyState::open);
  EXPECT_EQ(first.due->last_on_time, day("2026-03-06"));
  EXPECT_EQ(find_duty(stage.record, first.key)->what, "đi tuần đường");
  EXPECT_EQ(next_opening(stage.record, day("2026-03-02"), DaysOff::vietnam()), day("2026-03-03"));
}

TEST(Periods, AreOpenedAsTheyComeNearEachOnce) {
  Stage stage{weekly_plan()};
  stage.notified();
  EXPECT_THAT(opened(stage).events, IsEmpty());
  stage.now = at("2026-03-03T08:00:00+07:00");
  const auto step = opened(stage);
  ASSERT_EQ(step.events.size(), 1U);
  EXPECT_EQ(step.events[0].code, "plan.periods_opened");
  EXPECT_EQ(periods(stage.record, "huyen-dong").back(), "2026-04-10");
  EXPECT_THAT(opened(stage).events, IsEmpty());
}

TEST(Periods, ThatCameNearWhileNobodyLookedAreNotLost) {
  Stage stage{weekly_plan()};
  stage.notified();
  stage.now = at("2026-05-08T08:00:00+07:00");  // ten weeks later
  opened(stage);
  const auto found = periods(stage.record, "huyen-tay");
  EXPECT_EQ(found.size(), 15U);
  EXPECT_EQ(found.at(5), "2026-04-10");
  EXPECT_EQ(found.back(), "2026-06-12");
}

TEST(Periods, EndWithThePlanYearAndWithThePlan) {
  Stage stage{weekly_plan()};
  stage.notified();
  stage.now = at("2026-12-20T08:00:00+07:00");
  opened(stage);
  EXPECT_EQ(periods(stage.record, "huyen-dong").back(), "2026-12-25");
  EXPECT_FALSE(next_opening(stage.record, day("2026-12-20"), DaysOff::vietnam()));
  Stage over{weekly_plan()};
  over.notified();
  over.must(PlanAction::cancel, PlanInput{.reason = "hủy", .document = "6/QĐ"}, hai());
  over.now = at("2026-04-02T08:00:00+07:00");
  EXPECT_THAT(opened(over).events, IsEmpty());
  EXPECT_FALSE(next_opening(over.record, day("2026-04-02"), DaysOff::vietnam()));
}

TEST(Periods, OfAGroupStayWithThoseWhoWereInItAtTheNotification) {
  Stage stage{weekly_plan()};
  stage.notified();
  stage.directory.members["cac-huyen"].push_back(agency_id("xa-dong"));
  stage.now = at("2026-03-20T08:00:00+07:00");
  opened(stage);
  EXPECT_THAT(periods(stage.record, "xa-dong"), IsEmpty());
  EXPECT_EQ(periods(stage.record, "huyen-tay").size(), 8U);
}

TEST(Periods, OfAWeekAreForTheDigestOfAMonthHaveReminders) {
  Plan plan = weekly_plan();
  plan.recurring_duties.push_back(plan.recurring_duties[0]);
  auto& monthly = plan.recurring_duties.back();
  monthly.key = "bao-cao-thang";
  monthly.frequency = Frequency::monthly;
  monthly.anchor = day("2026-03-25");
  Stage stage{plan};
  stage.notified();
  std::set<std::string> weekly_rules, monthly_rules;
  for (const auto& one :
       wanted_reminders(stage.record, stage.directory, DaysOff::vietnam(), Zone::vietnam())) {
    const auto* duty = stage.record.find_duty(DutyId{one.target});
    ASSERT_TRUE(duty);
    (duty->key == "bao-cao-thang" ? monthly_rules : weekly_rules).insert(one.rule);
  }
  EXPECT_THAT(weekly_rules, ElementsAre("digest"));
  EXPECT_THAT(monthly_rules, ElementsAre("T-1", "T-14", "T-3", "T-7", "overdue+1", "overdue+3"));
}

TEST(Periods, DueOnOneDayBeforeASummerOffAreOpenedTogetherAndInTime) {
  Plan plan = weekly_plan();
  auto& monthly = plan.recurring_duties[0];
  monthly.frequency = Frequency::monthly;
  monthly.anchor = day("2026-01-15");
  monthly.days_off = DaysOffRule::working_day_before;
  std::set<LocalDate> off;
  for (auto one = day("2026-06-01"); one <= day("2026-08-31"); one = plus_days(one, 1))
    off.insert(one);
  const DaysOff school{"school", off, {}};
  Stage stage{plan};
  stage.notified();
  // 29 May, and 59 days before it.
  EXPECT_EQ(next_opening(stage.record, day("2026-03-20"), school), day("2026-03-31"));
}

/// On the 25th of each month, taken up five working days before.
Plan led_plan() {
  Plan plan = weekly_plan();
  auto& monthly = plan.recurring_duties[0];
  monthly.frequency = Frequency::monthly;
  monthly.anchor = day("2026-03-25");
  monthly.lead = Lead{.days = 5, .working = true};
  return plan;
}

TEST(Periods, WithALeadAreOpenedSoLongBeforeTheirDay) {
  Stage stage{led_plan()};
  stage.notified();
  EXPECT_THAT(periods(stage.record, "huyen-dong"), IsEmpty());
  EXPECT_EQ(next_opening(stage.record, day("2026-03-02"), DaysOff::vietnam()), day("2026-03-18"));
  stage.now = at("2026-03-17T08:00:00+07:00");
  EXPECT_THAT(opened(stage).events, IsEmpty());
  stage.now = at("2026-03-18T08:00:00+07:00");
  opened(stage);
  EXPECT_THAT(periods(stage.record, "huyen-dong"), ElementsAre("2026-03-25"));
  EXPECT_EQ(next_opening(stage.record, day("2026-03-18"), DaysOff::vietnam()), day("2026-04-20"))
      << "five working days before Saturday the 25th";
}

TEST(Periods, WithALeadAreToldOfNoEarlier) {
  Stage stage{led_plan()};
  stage.notified();
  stage.now = at("2026-03-18T07:00:00+07:00");
  opened(stage);
  std::set<std::string> rules;
  for (const auto& one :
       wanted_reminders(stage.record, stage.directory, DaysOff::vietnam(), Zone::vietnam()))
    rules.insert(one.rule);
  EXPECT_THAT(rules, ElementsAre("T-1", "T-3", "T-7", "overdue+1", "overdue+3"));
  const auto cast = forecast(led_plan(), civil_14_7_3_1(), {}, DaysOff::vietnam(), Zone::vietnam());
  EXPECT_EQ(std::ranges::count(cast.entries, "T-14", &ForecastEntry::rule), 0);
  EXPECT_EQ(std::ranges::count(cast.entries, "T-1", &ForecastEntry::rule), 10);
}

TEST(Periods, OfAWeekAreOpenedForTheDigestWhateverTheirLead) {
  Plan plan = weekly_plan();
  plan.recurring_duties[0].lead = Lead{.days = 1};
  Stage stage{plan};
  stage.notified();
  EXPECT_EQ(periods(stage.record, "huyen-dong").size(), 5U);
  EXPECT_FALSE(
      wanted_reminders(stage.record, stage.directory, DaysOff::vietnam(), Zone::vietnam()).empty());
}

TEST(Periods, OfAYearThatAreStoredByItsNumberAreNotOpenedAgain) {
  Plan plan = weekly_plan();
  plan.recurring_duties[0].frequency = Frequency::yearly;
  plan.recurring_duties[0].anchor = day("2026-11-15");
  Stage stage{plan};
  stage.notified();
  ASSERT_THAT(periods(stage.record, "huyen-dong"), ElementsAre("2026-11-15"));
  for (auto& duty : stage.record.duties) duty.period = "2026";
  opened(stage);
  EXPECT_THAT(periods(stage.record, "huyen-dong"), ElementsAre("2026"));
}

TEST(Periods, AreInTheForecastOfTheWholeYear) {
  Plan plan = weekly_plan();
  const auto cast = forecast(plan, civil_14_7_3_1(), {}, DaysOff::vietnam(), Zone::vietnam());
  EXPECT_EQ(cast.entries.size(), 43U) << "the Fridays from 6 March to 25 December";
  EXPECT_EQ(cast.entries.front().rule, "digest");
  plan.recurring_duties[0].frequency = Frequency::quarterly;
  EXPECT_EQ(
      forecast(plan, civil_14_7_3_1(), {}, DaysOff::vietnam(), Zone::vietnam()).entries.size(),
      4U * 6U);
}

}  // namespace
}  // namespace inspectord
