// SPDX-License-Identifier: Apache-2.0
// Duties that count from a visit, or report on a period, through the store and another calendar.
#include "calendar/days_off_data.hpp"
#include "storage/kept.hpp"
#include "storage/plans.hpp"
#include "tests/support/acting_house.hpp"
#include "tests/support/mail_reader.hpp"
#include "usecases/calendar_cases.hpp"
#include "usecases/directory_cases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace invented;

class CountedDuties : public ::testing::Test {
 protected:
  /// Five working days before the visit of 14 April, with the figures of the first quarter, and
  /// three days of grace.
  CountedDuties() {
    auto content = inspection_plan();
    content.number.clear();
    content.date.reset();
    content.duties.resize(1);
    content.duties[0].due = {
        .kind = DueKind::ahead,
        .raw = "05 ngày làm việc trước ngày kiểm tra",
        .count = 5,
        .unit = TimeUnit::working_day,
        .from_visit = true,
        .report = PlannedReport{.period = PeriodKind::quarter, .grace_days = 3}};
    const auto record =
        ActingHouse::must(import_plan(acting.tx(), content, lan, acting.now, acting.house)).record;
    plan = record.id;
    for (const auto& [key, agency] : record.agencies) {
      AgencyContact contact;
      contact.agency = agency;
      contact.address = key + "@example.vn";
      contact.language = "vi";
      ActingHouse::must(add_contact(acting.tx(), contact, lan, acting.now, acting.house));
    }
    act(PlanAction::approve, {.reason = "ký thay", .signer = "hải"}, hai);
    act(PlanAction::number, {.number = "12/KH-SGT", .date = make_date(2026, 3, 2)}, thu);
    act(PlanAction::notify, {}, thu);
  }

  void act(PlanAction action, const PlanInput& input, const Actor& actor) {
    ActingHouse::must(act_on_plan(acting.tx(), plan, std::nullopt, action, input, actor, acting.now,
                                  acting.house));
  }

  /// As it is read from its rows, not as it was kept.
  DueDate stored_due() {
    acting.tx().kept().forget();
    return find_plan(acting.tx(), plan)->duties.at(0).due.value();
  }

  ActingHouse acting;
  const Actor lan = acting.user("lan", "Sở Giao thông", {Role::planner});
  const Actor hai = acting.user("hải", "Sở Giao thông", {Role::approver});
  const Actor thu = acting.user("thu", "Sở Giao thông", {Role::clerk});
  const Actor quan = acting.user("quân", "Sở Giao thông", {Role::administrator});
  PlanId plan;
};

TEST_F(CountedDuties, AreStoredWithAllThatTheyWereReachedBy) {
  const auto due = stored_due();
  EXPECT_EQ(to_string(due.last_on_time), "2026-04-07");
  EXPECT_TRUE(due.limit.value().back);
  const auto& report = due.report.value();
  EXPECT_EQ(report.period, (Period{PeriodKind::quarter, 2026, 1}));
  EXPECT_EQ(to_string(report.data_from), "2025-12-15");
  EXPECT_EQ(to_string(report.data_to), "2026-03-14");
  EXPECT_EQ(to_string(report.grace_ends), "2026-04-10");
}

TEST_F(CountedDuties, AreToldWithTheNewDayOfTheirVisit) {
  const auto visit = find_plan(acting.tx(), plan)->visits.at(0).id;
  ActingHouse::must(act_on_visit(
      acting.tx(), visit, std::nullopt, VisitAction::move,
      {.date = make_date(2026, 4, 21), .reason = "unit_request", .document = "7/CV-SGT"}, lan,
      acting.now, acting.house));
  const auto mails = acting.tx().query(
      "SELECT m.address, b.body FROM messages m JOIN message_bodies b ON b.message_id = m.id"
      " WHERE m.kind = 'visit_moved' AND m.address = 'huyen-dong@example.vn'");
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_THAT(read_mail(mails[0].blob(1)).text,
              ::testing::HasSubstr("Thời hạn đổi theo: báo cáo tình trạng cầu, "));
  EXPECT_THAT(read_mail(mails[0].blob(1)).text, ::testing::HasSubstr("14/04/2026"))
      << "five working days before the 21st";
}

TEST_F(CountedDuties, AreCountedAnewByAnotherCalendar) {
  DaysOffData data = vietnam_days_off();
  data.version = "vn-2026.2";
  DaysOffDecision decision;
  decision.source = "12/TB-BNV";
  decision.valid_from = make_date(2026, 3, 1);
  decision.off = {{.day = make_date(2026, 4, 9), .name = "new_year"}};
  data.decisions.push_back(decision);
  ActingHouse::must(accept_calendar(acting.tx(), {.proposal = {.owner = {}, .data = data}}, quan,
                                    acting.now, acting.house));
  const auto due = stored_due();
  EXPECT_EQ(to_string(due.last_on_time), "2026-04-06") << "a day earlier: 9 April is off";
  EXPECT_EQ(to_string(due.report.value().grace_ends), "2026-04-09");
  EXPECT_EQ(due.report->grace_days, 3);
}

}  // namespace
}  // namespace inspectord
