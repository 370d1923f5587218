// SPDX-License-Identifier: Apache-2.0
// Duties that count from a visit, report on a period or come again, through the store and another
// calendar.
#include "calendar/days_off_data.hpp"
#include "storage/kept.hpp"
#include "storage/plans.hpp"
#include "tests/support/acting_house.hpp"
#include "tests/support/mail_reader.hpp"
#include "usecases/calendar_cases.hpp"
#include "usecases/directory_cases.hpp"
#include "usecases/period_cases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

/// A plan of one duty in force since 2 March 2026, everybody in it with an address.
class InForce : public ::testing::Test {
 protected:
  explicit InForce(Plan content) {
    content.number.clear();
    content.date.reset();
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

  /// A calendar of the house with one more decision.
  CalendarOutcome accept(DaysOffDecision decision) {
    DaysOffData data = vietnam_days_off();
    data.version = "vn-2026.2";
    decision.source = "12/TB-BNV";
    decision.valid_from = make_date(2026, 3, 1);
    data.decisions.push_back(std::move(decision));
    return ActingHouse::must(accept_calendar(acting.tx(),
                                             {.proposal = {.owner = {}, .data = std::move(data)}},
                                             quan, acting.now, acting.house));
  }
  CalendarOutcome accept_day_off(LocalDate day) {
    DaysOffDecision decision;
    decision.off = {{.day = day, .name = "new_year"}};
    return accept(decision);
  }

  /// As it is read from its rows, not as it was kept.
  PlanRecord stored() {
    acting.tx().kept().forget();
    return find_plan(acting.tx(), plan).value();
  }
  DueDate stored_due() { return stored().duties.at(0).due.value(); }

  std::string mail(const std::string& kind, const std::string& to) {
    const auto mails = acting.tx().query(
        "SELECT b.body FROM messages m JOIN message_bodies b ON b.message_id = m.id"
        " WHERE m.kind = $1 AND m.address = $2",
        kind, to + "@example.vn");
    return mails.size() == 1 ? read_mail(mails[0].blob(0)).text
                             : std::to_string(mails.size()) + " mails";
  }

  ActingHouse acting;
  const Actor lan = acting.user("lan", "Sở Giao thông", {Role::planner});
  const Actor hai = acting.user("hải", "Sở Giao thông", {Role::approver});
  const Actor thu = acting.user("thu", "Sở Giao thông", {Role::clerk});
  const Actor quan = acting.user("quân", "Sở Giao thông", {Role::administrator});
  PlanId plan;
};

/// So many working days before the visit of 14 April, with the figures of a quarter, and three days
/// of grace.
Plan plan_counting_back(int count) {
  auto content = inspection_plan();
  content.duties.resize(1);
  content.duties[0].due = {.kind = DueKind::ahead,
                           .raw = std::to_string(count) + " ngày làm việc trước ngày kiểm tra",
                           .count = count,
                           .unit = TimeUnit::working_day,
                           .from_visit = true,
                           .report = PlannedReport{.period = PeriodKind::quarter, .grace_days = 3}};
  return content;
}

class CountedDuties : public InForce {
 protected:
  CountedDuties() : InForce(plan_counting_back(5)) {}

  void move_visit(LocalDate day) {
    ActingHouse::must(act_on_visit(acting.tx(), stored().visits.at(0).id, std::nullopt,
                                   VisitAction::move,
                                   {.date = day, .reason = "unit_request", .document = "7/CV-SGT"},
                                   lan, acting.now, acting.house));
  }
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
  move_visit(make_date(2026, 4, 21));
  const auto text = mail("visit_moved", "huyen-dong");
  EXPECT_THAT(text, HasSubstr("Thời hạn đổi theo: báo cáo tình trạng cầu, "));
  EXPECT_THAT(text, HasSubstr("14/04/2026")) << "five working days before the 21st";
  EXPECT_THAT(text, Not(HasSubstr("đã qua")));
}

TEST_F(CountedDuties, AreSaidToBeOverWhereTheirVisitComesTooSoon) {
  move_visit(make_date(2026, 3, 4));
  EXPECT_THAT(mail("visit_moved", "huyen-dong"), HasSubstr("25/02/2026)"))
      << "before today, 2 March";
  EXPECT_THAT(mail("visit_moved", "huyen-dong"), HasSubstr("hạn này đã qua, đề nghị gửi ngay"));
}

TEST_F(CountedDuties, AreCountedAnewByAnotherCalendar) {
  accept_day_off(make_date(2026, 4, 9));
  const auto due = stored_due();
  EXPECT_EQ(to_string(due.last_on_time), "2026-04-06") << "a day earlier: 9 April is off";
  EXPECT_EQ(to_string(due.report.value().grace_ends), "2026-04-09");
  EXPECT_EQ(due.report->grace_days, 3);
  move_visit(make_date(2026, 4, 21));
  EXPECT_EQ(to_string(stored_due().last_on_time), "2026-04-14") << "and still move with the visit";
}

/// Filed, and given back after something has changed.
class DutiesOwedAgain : public CountedDuties {
 protected:
  void act_on_it(DutyAction action, DutyInput input = {}) {
    input.reason = "thiếu số liệu";
    ActingHouse::must(act_on_duty(acting.tx(), stored().duties.at(0).id, std::nullopt, action,
                                  std::move(input), lan, acting.now, acting.house));
  }
  void file() {
    DutyInput filed;
    filed.submission = Submission{.number = "9/BC",
                                  .paper_date = make_date(2026, 3, 2),
                                  .sent_on = make_date(2026, 3, 2),
                                  .way = "axis"};
    act_on_it(DutyAction::submit, filed);
  }
};

TEST_F(DutiesOwedAgain, AreDueByTheCalendarOfNow) {
  file();
  accept_day_off(make_date(2026, 4, 9));
  EXPECT_EQ(to_string(stored_due().last_on_time), "2026-04-07") << "what is closed stays";
  act_on_it(DutyAction::return_);
  EXPECT_EQ(to_string(stored_due().last_on_time), "2026-04-06");
  EXPECT_EQ(stored_due().calendar, "vn-2026.2");
}

TEST_F(DutiesOwedAgain, AreDueByTheCalendarOfNowAfterAnUndoAsWell) {
  file();
  accept_day_off(make_date(2026, 4, 9));
  act_on_it(DutyAction::undo);
  EXPECT_EQ(to_string(stored_due().last_on_time), "2026-04-06");
}

TEST_F(DutiesOwedAgain, AreDueAtTheDayThatTheirVisitHasNow) {
  file();
  move_visit(make_date(2026, 4, 21));
  EXPECT_EQ(to_string(stored_due().last_on_time), "2026-04-07") << "what is closed stays";
  act_on_it(DutyAction::return_);
  EXPECT_EQ(to_string(stored_due().last_on_time), "2026-04-14");
}

TEST_F(DutiesOwedAgain, KeepTheDayOfAnExtension) {
  act_on_it(DutyAction::extend, {.date = make_date(2026, 4, 24), .document = "5/CV"});
  file();
  move_visit(make_date(2026, 4, 21));
  act_on_it(DutyAction::return_);
  EXPECT_EQ(to_string(stored_due().last_on_time), "2026-04-24");
}

TEST_F(CountedDuties, MayBeDueOtherwiseByARevisionThatMovesTheirVisit) {
  ActingHouse::must(act_on_visit(
      acting.tx(), stored().visits.at(0).id, std::nullopt, VisitAction::postpone,
      {.reason = "unit_request", .document = "7/CV-SGT"}, lan, acting.now, acting.house));
  auto content = stored().content;
  content.visits.at(0).date = make_date(2026, 5, 12);
  content.duties.at(0).due = {.kind = DueKind::date,
                              .raw = "chậm nhất ngày 15/5/2026",
                              .bound = Bound::by,
                              .day = make_date(2026, 5, 15)};
  const auto amend = [&](PlanInput input, const Actor& actor) {
    input.reason = "điều chỉnh";
    act(PlanAction::amend, input, actor);
  };
  amend({.content = content, .step = "draft"}, lan);
  amend({.signer = "hải", .step = "approve"}, hai);
  amend({.number = "14/KH-SGT", .date = make_date(2026, 3, 2), .step = "number"}, thu);
  amend({.step = "notify"}, thu);
  const auto duties = stored().duties;
  const auto open = std::ranges::find(duties, DutyState::open, &DutyRecord::state);
  ASSERT_NE(open, duties.end());
  EXPECT_EQ(to_string(open->due.value().last_on_time), "2026-05-15");
}

class DutiesFarAhead : public InForce {
 protected:
  DutiesFarAhead() : InForce(plan_counting_back(25)) {}
};

TEST_F(DutiesFarAhead, AreCountedAnewThoughTheyAreDueLongBeforeTheDayThatChanged) {
  ASSERT_EQ(to_string(stored_due().last_on_time), "2026-03-10");
  const auto done = accept_day_off(make_date(2026, 4, 13));
  EXPECT_THAT(done.moves.duties, SizeIs(1));
  EXPECT_EQ(to_string(stored_due().last_on_time), "2026-03-09");
}

/// On the 11th of each month, else the working day before, taken up five days ahead.
Plan plan_of_every_month() {
  auto content = implementation_plan();
  content.duties.clear();
  auto& monthly = content.recurring_duties.at(0);
  monthly.frequency = Frequency::monthly;
  monthly.anchor = make_date(2026, 3, 11);
  monthly.days_off = DaysOffRule::working_day_before;
  monthly.lead = Lead{.days = 5};
  monthly.raw = "ngày 11 hằng tháng";
  return content;
}

class RecurringDuties : public InForce {
 protected:
  RecurringDuties() : InForce(plan_of_every_month()) {}

  void open(std::string_view now) {
    acting.now = parse_rfc3339(now).value();
    open_periods(acting.tx(), acting.now, acting.house);
  }
};

TEST_F(RecurringDuties, AreNamedInTheNoticeBeforeTheirPeriodOpens) {
  ASSERT_THAT(stored().duties, IsEmpty()) << "five days ahead of the 11th";
  EXPECT_THAT(mail("plan_notified", "huyen-dong"), HasSubstr("đi tuần đường: ngày 11 hằng tháng"));
  EXPECT_THAT(mail("plan_notified", "huyen-tay"), Not(HasSubstr("đi tuần đường")));
}

TEST_F(RecurringDuties, MoveByTheirRuleWhereACalendarMakesTheirDayADayOff) {
  open("2026-03-07T08:00:00+07:00");
  ASSERT_EQ(to_string(stored_due().last_on_time), "2026-03-11");
  const auto done = accept_day_off(make_date(2026, 3, 11));
  EXPECT_THAT(done.moves.duties, SizeIs(1));
  const auto moved = stored_due();
  EXPECT_EQ(to_string(moved.last_on_time), "2026-03-10");
  EXPECT_EQ(to_string(moved.nominal), "2026-03-11");
}

Plan plan_due_in_2027() {
  auto content = implementation_plan();
  content.period = PlanPeriod{make_date(2026, 1, 1), make_date(2027, 12, 31), ""};
  content.duties.resize(1);
  content.duties[0].due = {.kind = DueKind::date,
                           .raw = "chậm nhất ngày 15/01/2027",
                           .bound = Bound::by,
                           .day = make_date(2027, 1, 15)};
  return content;
}

class DutiesOfAComputedYear : public InForce {
 protected:
  DutiesOfAComputedYear() : InForce(plan_due_in_2027()) {}

  std::vector<std::string> steps() {
    std::vector<std::string> codes;
    for (const auto& step : stored_due().derivation) codes.push_back(step.code);
    return codes;
  }
};

TEST_F(DutiesOfAComputedYear, AreNoLongerInDoubtOnceItIsDecidedAsItWasComputed) {
  ASSERT_THAT(steps(), Contains("provisional"));
  DaysOffDecision decided;
  decided.settles = {2027};
  const auto& built_in = DaysOff::vietnam();
  for (const auto& [day, facts] : built_in.special_days(2027)) {
    if (facts.off()) decided.off.push_back({.day = day, .name = facts.name});
  }
  const auto done = accept(decided);
  EXPECT_THAT(done.moves.duties, IsEmpty());
  EXPECT_THAT(done.told, IsEmpty());
  EXPECT_THAT(steps(), Not(Contains("provisional")));
  EXPECT_EQ(stored_due().calendar, "vn-2026.2");
}

}  // namespace
}  // namespace inspectord
