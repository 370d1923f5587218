// SPDX-License-Identifier: Apache-2.0
#include "usecases/calendar_cases.hpp"

#include "storage/calendars.hpp"
#include "storage/journal.hpp"
#include "storage/reminders.hpp"
#include "tests/support/acting_house.hpp"
#include "tests/support/mail_reader.hpp"
#include "usecases/directory_cases.hpp"
#include "workflow/reasons.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

LocalDate on(std::string_view text) {
  return parse_date(text).value();
}

/// An implementation plan of two reports: huyen-dong owes one five working days from 24/4/2026 (due
/// 6/5), huyen-tay one by Friday 15/5.
Plan plan_of_two_reports() {
  auto plan = implementation_plan();
  plan.duties[0].due = {.kind = DueKind::within,
                        .raw = "trong 05 ngày làm việc kể từ ngày 24/4/2026",
                        .day = on("2026-04-24"),
                        .count = 5,
                        .unit = TimeUnit::working_day};
  plan.duties[1].due = {.kind = DueKind::date,
                        .raw = "chậm nhất ngày 15/5/2026",
                        .bound = Bound::by,
                        .day = on("2026-05-15")};
  return plan;
}

class CalendarCases : public ::testing::Test {
 protected:
  CalendarCases() {
    plan = enter(plan_of_two_reports(), "12/KH-SGT");
    visits = enter(inspection_plan(), "13/KH-SGT");
  }

  PlanId enter(Plan content, const std::string& number) {
    content.number = number;
    const auto id =
        ActingHouse::must(import_plan(acting.tx(), content, lan, acting.now, acting.house))
            .record.id;
    const auto agencies = find_plan(acting.tx(), id)->agencies;
    for (const auto& [key, agency] : agencies) add_mail(agency, key);
    act(id, PlanAction::approve, {.reason = "ký thay", .signer = "hải"}, hai);
    act(id, PlanAction::number, {.number = number, .date = on("2026-03-02")}, thu);
    act(id, PlanAction::notify, {}, thu);
    return id;
  }
  void add_mail(AgencyId agency, const std::string& key) {
    AgencyContact contact;
    contact.agency = agency;
    contact.address = key + "@example.vn";
    contact.language = "vi";
    ActingHouse::must(add_contact(acting.tx(), contact, lan, acting.now, acting.house));
  }
  void act(PlanId id, PlanAction action, const PlanInput& input, const Actor& actor) {
    ActingHouse::must(
        act_on_plan(acting.tx(), id, std::nullopt, action, input, actor, acting.now, acting.house));
  }
  DutyRecord duty(const std::string& key) {
    return *find_by_key(find_plan(acting.tx(), plan)->duties, key);
  }

  /// The house's calendar with one decision more: Tuesday 5/5/2026 off against Saturday 9/5.
  static CalendarChange swap_of_may() {
    CalendarChange change{.proposal = {.owner = {}, .data = vietnam_days_off()}};
    change.proposal.data.version = "vn-2026.2";
    change.proposal.data.decisions.push_back({.source = "99/TB-BNV",
                                              .decided_on = on("2026-03-01"),
                                              .valid_from = on("2026-03-01"),
                                              .swaps = {{on("2026-05-05"), on("2026-05-09"), ""}}});
    return change;
  }
  Result<CalendarOutcome> preview(const CalendarChange& change, const Actor& actor) {
    return preview_calendar(acting.tx(), change, actor, acting.now, acting.house);
  }
  Result<CalendarOutcome> accept(const CalendarChange& change, const Actor& actor) {
    return accept_calendar(acting.tx(), change, actor, acting.now, acting.house);
  }
  std::string refused(const Result<CalendarOutcome>& result) {
    return result ? "accepted" : std::string{result.error().reason().code};
  }

  /// "rule day state" of the reminders of a duty, planned ones.
  std::vector<std::string> planned(DutyId id) {
    std::vector<std::string> rows;
    for (const auto& row : ledger_of(acting.tx(), plan, std::nullopt, 1000)) {
      if (row.target == id.bytes() && row.state == ReminderState::planned &&
          row.part == Part::debtor)
        rows.push_back(row.rule + " " + to_string(acting.house.zone.date_of(row.at)));
    }
    return rows;
  }
  Rows calendar_mails() {
    return acting.tx().query(
        "SELECT m.address, b.body, m.plan_id FROM messages m JOIN message_bodies b ON b.message_id"
        " = m.id WHERE m.kind = 'calendar_changed' ORDER BY m.address");
  }

  ActingHouse acting;
  const Actor lan = acting.user("lan", "Sở Giao thông", {Role::planner});
  const Actor hai = acting.user("hải", "Sở Giao thông", {Role::approver});
  const Actor thu = acting.user("thu", "Sở Giao thông", {Role::clerk});
  const Actor quan = acting.user("quân", "Sở Giao thông", {Role::administrator});
  const Actor mai = acting.user("mai", "Sở Xây dựng", {Role::administrator, Role::planner});
  PlanId plan, visits;
};

TEST_F(CalendarCases, APreviewShowsWhatMovesAndChangesNothing) {
  const auto before = find_plan(acting.tx(), plan).value();
  const auto seen = ActingHouse::must(preview(swap_of_may(), quan));
  ASSERT_THAT(seen.moves.days, SizeIs(2));
  EXPECT_EQ(seen.moves.days[0].day, on("2026-05-05"));
  EXPECT_EQ(seen.moves.days[0].after.kind, DayKind::swapped_off);
  EXPECT_EQ(seen.moves.days[1].day, on("2026-05-09"));
  EXPECT_EQ(seen.valid_from, on("2026-05-05"));
  ASSERT_THAT(seen.moves.duties, SizeIs(1));
  const auto& moved = seen.moves.duties[0];
  EXPECT_EQ(moved.in.number, "12/KH-SGT");
  EXPECT_EQ(moved.before.last_on_time, on("2026-05-06"));
  EXPECT_EQ(moved.after.last_on_time, on("2026-05-07"));
  EXPECT_EQ(moved.after.calendar, "vn-2026.2");
  ASSERT_FALSE(seen.moves.reminders.empty());
  for (const auto& one : seen.moves.reminders) {
    ASSERT_TRUE(one.before && one.after) << one.rule;
    EXPECT_EQ(*one.after - *one.before, std::chrono::hours{24}) << one.rule;
  }
  EXPECT_EQ(find_plan(acting.tx(), plan).value(), before);
  EXPECT_THAT(calendar_mails(), IsEmpty());
  EXPECT_EQ(calendar_rows::current(acting.tx(), std::nullopt).has_value(), false);
}

TEST_F(CalendarCases, AcceptingDoesWhatThePreviewSaid) {
  const auto id = duty("bao-cao-dong").id;
  EXPECT_THAT(planned(id), Contains("T-3 2026-05-03"));
  const auto seen = ActingHouse::must(preview(swap_of_may(), quan));
  ActingHouse::must(accept(swap_of_may(), quan));
  ASSERT_THAT(seen.moves.duties, Not(IsEmpty()));
  for (const auto& one : seen.moves.duties)
    EXPECT_EQ(find_plan(acting.tx(), one.in.plan)->find_duty(one.duty)->due, one.after);
  ASSERT_THAT(seen.moves.reminders, Not(IsEmpty()));
  for (const auto& one : seen.moves.reminders) {
    std::vector<Instant> planned_at;
    for (const auto& row : ledger_of(acting.tx(), one.in.plan, one.recipient, 1'000)) {
      if (row.target == one.target && row.rule == one.rule && row.state == ReminderState::planned)
        planned_at.push_back(row.at);
    }
    EXPECT_EQ(planned_at, one.after ? std::vector{*one.after} : std::vector<Instant>{}) << one.rule;
  }
  EXPECT_THAT(calendar_mails(), SizeIs(seen.told.size()));
  EXPECT_EQ(duty("bao-cao-dong").due->last_on_time, on("2026-05-07"));
  EXPECT_EQ(duty("bao-cao-dong").due->calendar, "vn-2026.2");
  EXPECT_THAT(planned(id), Contains("T-3 2026-05-04"));
  EXPECT_THAT(planned(id), Not(Contains("T-3 2026-05-03")));
  EXPECT_EQ(calendar_rows::current(acting.tx(), std::nullopt)->data.version, "vn-2026.2");
  const auto told = journal::read_of(acting.tx(), Subject::of("duty", id));
  EXPECT_EQ(told.back().entry.what, "duty.recomputed");
}

TEST_F(CalendarCases, EachAgencyIsToldOnceInOneMail) {
  auto second = plan_of_two_reports();
  second.key = "ke-hoach-hai";
  second.title = "Kế hoạch thứ hai";
  enter(second, "14/KH-SGT");
  const auto done = ActingHouse::must(accept(swap_of_may(), quan));
  EXPECT_THAT(done.moves.duties, SizeIs(2));
  const auto mails = calendar_mails();
  ASSERT_THAT(mails, SizeIs(1));
  EXPECT_EQ(mails[0].text(0), "huyen-dong@example.vn");
  EXPECT_TRUE(mails[0].is_null(2));
  const auto text = read_mail(mails[0].blob(1)).text;
  EXPECT_THAT(text, HasSubstr("99/TB-BNV"));
  EXPECT_THAT(text, HasSubstr("12/KH-SGT"));
  EXPECT_THAT(text, HasSubstr("14/KH-SGT"));
  EXPECT_THAT(text, HasSubstr("trước đây chậm nhất hết Thứ Tư, 06/05/2026"));
  EXPECT_THAT(text, HasSubstr("Thứ Năm, 07/05/2026"));
  EXPECT_THAT(text, HasSubstr("Cách tính thời hạn: Tính từ "));
  EXPECT_THAT(text, HasSubstr("theo lịch ngày nghỉ vn-2026.2"));
}

TEST_F(CalendarCases, WhatIsClosedNeverChanges) {
  Submission paper{
      .number = "7/BC", .paper_date = on("2026-03-02"), .sent_on = on("2026-03-02"), .way = "axis"};
  DutyInput input;
  input.submission = paper;
  ActingHouse::must(act_on_duty(acting.tx(), duty("bao-cao-dong").id, std::nullopt,
                                DutyAction::submit, input, lan, acting.now, acting.house));
  const auto before = find_plan(acting.tx(), plan).value();
  const auto done = ActingHouse::must(accept(swap_of_may(), quan));
  EXPECT_THAT(done.moves.duties, IsEmpty());
  EXPECT_THAT(done.moves.days, SizeIs(2));
  EXPECT_EQ(find_plan(acting.tx(), plan).value(), before);
  EXPECT_THAT(calendar_mails(), IsEmpty());
}

TEST_F(CalendarCases, AFixedDayKeepsItsDayAndGetsAnotherSafeDay) {
  auto change = swap_of_may();
  change.proposal.data.decisions.back().swaps = {{on("2026-05-15"), on("2026-05-09"), ""}};
  const auto done = ActingHouse::must(accept(change, quan));
  ASSERT_THAT(done.moves.duties, SizeIs(1));
  const auto due = *duty("bao-cao-tay").due;
  EXPECT_EQ(due.last_on_time, on("2026-05-15"));
  EXPECT_EQ(due.safe_day, on("2026-05-14"));
  EXPECT_EQ(due.legal_end, on("2026-05-18"));
  EXPECT_THAT(done.moves.reminders, IsEmpty());
}

TEST_F(CalendarCases, AVisitOnANewDayOffIsShownAndItsKeeperTold) {
  const auto day = find_plan(acting.tx(), visits)->visits.at(0).date;
  auto change = swap_of_may();
  change.proposal.data.decisions.back().swaps = {};
  change.proposal.data.decisions.back().off = {{day, {}, "national_day"}};
  const auto done = ActingHouse::must(accept(change, quan));
  ASSERT_THAT(done.moves.visits, SizeIs(1));
  EXPECT_EQ(done.moves.visits[0].day.day, day);
  EXPECT_FALSE(done.moves.visits[0].day.before.off());
  EXPECT_TRUE(done.moves.visits[0].day.after.off());
  EXPECT_EQ(find_plan(acting.tx(), visits)->visits.at(0).date, day) << "the keeper moves it";
  const auto mails = calendar_mails();
  ASSERT_THAT(mails, SizeIs(1));
  EXPECT_THAT(read_mail(mails[0].blob(1)).text, HasSubstr("nay là ngày nghỉ"));
}

TEST_F(CalendarCases, AVisitOfADraftIsShownToo) {
  auto draft = inspection_plan();
  draft.key = "ban-nhap";
  draft.title = "Bản nháp";
  draft.number.clear();
  const auto id =
      ActingHouse::must(import_plan(acting.tx(), draft, lan, acting.now, acting.house)).record.id;
  auto change = swap_of_may();
  change.proposal.data.decisions.back().swaps = {};
  change.proposal.data.decisions.back().off = {{draft.visits[0].date, {}, ""}};
  const auto seen = ActingHouse::must(preview(change, quan));
  std::vector<PlanId> plans;
  for (const auto& one : seen.moves.visits) plans.push_back(one.in.plan);
  EXPECT_THAT(plans, UnorderedElementsAre(visits, id));
}

TEST_F(CalendarCases, AVisitThatAnotherContentOfADraftGivesIsShown) {
  auto draft = inspection_plan();
  draft.key = "ban-nhap";
  draft.number.clear();
  ActingHouse::must(import_plan(acting.tx(), draft, lan, acting.now, acting.house));
  auto last = std::ranges::max_element(draft.visits, {}, &Visit::date);
  last->date = on("2026-09-15");
  const auto id =
      ActingHouse::must(import_plan(acting.tx(), draft, lan, acting.now, acting.house)).record.id;
  auto change = swap_of_may();
  change.proposal.data.decisions.back().swaps = {};
  change.proposal.data.decisions.back().off = {{last->date, {}, ""}};
  const auto seen = ActingHouse::must(preview(change, quan)).moves.visits;
  ASSERT_THAT(seen, SizeIs(1));
  EXPECT_EQ(seen[0].in.plan, id);
}

TEST_F(CalendarCases, PlansBeforeNoticeAreReadByTheirDaysAlone) {
  std::string plan;
  for (const auto& row : acting.tx().query(
           "EXPLAIN QUERY PLAN SELECT id FROM plans WHERE state IN ('drafted', 'approved')"
           " AND last_visit >= $1 AND first_visit <= $2 AND ($3 IS NULL OR owner = $3)"
           " ORDER BY last_visit, id",
           "2026-05-04", "2026-05-09", std::optional<AgencyId>{}))
    plan += row.text(3) + "\n";
  EXPECT_THAT(plan, HasSubstr("COVERING INDEX plans_visited_before_notice"));
}

TEST_F(CalendarCases, TheCalendarOfAnAgencyMovesItsOwnPlansAlone) {
  CalendarChange own{
      .proposal = {.owner = mai.agency,
                   .data = {.calendar = "so-xay-dung",
                            .version = "so-xay-dung-1",
                            .decisions = {{.source = "1/TB-SXD",
                                           .valid_from = on("2026-01-01"),
                                           .off = {{on("2026-05-05"), {}, "Ngày truyền thống"}}}}}},
      .follows = 0};
  EXPECT_THAT(ActingHouse::must(accept(own, mai)).moves.duties, IsEmpty());
  EXPECT_EQ(duty("bao-cao-dong").due->last_on_time, on("2026-05-06"));
  own.proposal.owner = lan.agency;
  own.proposal.data.version = "so-giao-thong-1";
  EXPECT_THAT(ActingHouse::must(accept(own, lan)).moves.duties, SizeIs(1));
  EXPECT_EQ(duty("bao-cao-dong").due->last_on_time, on("2026-05-07"));
  EXPECT_EQ(duty("bao-cao-dong").due->calendar, "vn-2026.1+so-giao-thong-1");
  const auto house = ActingHouse::must(accept(swap_of_may(), quan));
  EXPECT_THAT(house.moves.duties, IsEmpty()) << "5/5 was off already";
  EXPECT_TRUE(days_off_for(acting.tx(), lan.agency, acting.house)->is_day_off(on("2026-05-05")));
  EXPECT_FALSE(days_off_for(acting.tx(), lan.agency, acting.house)->is_day_off(on("2026-05-09")));
}

TEST_F(CalendarCases, NewDutiesGoByTheCalendarInForce) {
  ActingHouse::must(accept(swap_of_may(), quan));
  auto later = plan_of_two_reports();
  later.key = "sau";
  later.title = "Kế hoạch sau";
  const auto id = enter(later, "15/KH-SGT");
  const auto stored = find_plan(acting.tx(), id).value();
  const auto due = *find_by_key(stored.duties, "bao-cao-dong")->due;
  EXPECT_EQ(due.last_on_time, on("2026-05-07"));
  EXPECT_EQ(due.calendar, "vn-2026.2");
}

TEST_F(CalendarCases, OnlyItsKeepersChangeACalendar) {
  for (const auto& actor : {lan, hai, thu})
    EXPECT_EQ(refused(accept(swap_of_may(), actor)), "not_allowed") << actor.name;
  auto own = swap_of_may();
  own.proposal.owner = lan.agency;
  EXPECT_EQ(refused(preview(own, mai)), "no_such_target");
  EXPECT_EQ(refused(preview(own, thu)), "not_allowed");
  EXPECT_EQ(refused(preview(own, lan)), "calendar_settles") << "years are settled by the house";
}

TEST_F(CalendarCases, AStaleOrUnchangedOrNamelessChangeIsRefused) {
  auto change = swap_of_may();
  change.follows = 1;
  EXPECT_EQ(refused(accept(change, quan)), "stale_version");
  change.follows = 0;
  change.proposal.data.version = "vn-2026.1";
  EXPECT_EQ(refused(accept(change, quan)), "calendar_version_used");
  EXPECT_EQ(refused(accept(swap_of_may(), quan)), "accepted");
  EXPECT_EQ(refused(accept(swap_of_may(), quan)), "calendar_unchanged");
  auto again = swap_of_may();
  again.proposal.data.decisions.pop_back();
  again.follows = 1;
  EXPECT_EQ(refused(accept(again, quan)), "calendar_version_used");
  again.proposal.data.version = "vn-2026.3";
  EXPECT_EQ(refused(accept(again, quan)), "accepted");
  EXPECT_EQ(duty("bao-cao-dong").due->last_on_time, on("2026-05-06"));
  auto wrong = swap_of_may();
  wrong.proposal.data.version = "vn-2026.4";
  wrong.proposal.data.decisions.back().swaps = {{on("2026-05-05"), on("2026-05-06"), ""}};
  EXPECT_EQ(refused(accept(wrong, quan)), "worked_day_no_weekend");
}

TEST_F(CalendarCases, AFirstCalendarIsMadeOnceAndANextOneNeedsAFirst) {
  CalendarChange own{
      .proposal = {.owner = lan.agency,
                   .data = {.calendar = "so",
                            .version = "so-1",
                            .decisions = {{.source = "1/TB-S",
                                           .valid_from = on("2026-01-01"),
                                           .off = {{on("2026-06-03"), {}, "Ngày truyền thống"}}}}}},
      .kind = CalendarChange::Kind::next};
  EXPECT_EQ(refused(preview(own, lan)), "no_such_target");
  own.kind = CalendarChange::Kind::first;
  EXPECT_EQ(refused(accept(own, lan)), "accepted");
  EXPECT_EQ(refused(accept(own, lan)), "calendar_exists");
  own.kind = CalendarChange::Kind::next;
  own.follows = 0;
  own.proposal.data.version = "so-2";
  EXPECT_EQ(refused(accept(own, lan)), "stale_version");
}

TEST_F(CalendarCases, ADecisionMakesAProvisionalYearSettled) {
  auto change = swap_of_may();
  change.proposal.data.decisions.back() = {.source = "1/TB-BNV",
                                           .valid_from = on("2027-01-01"),
                                           .settles = {2027},
                                           .off = {{on("2027-02-04"), on("2027-02-10"), "tet"}}};
  EXPECT_TRUE(days_off_for(acting.tx(), lan.agency, acting.house)->is_provisional(2027));
  const auto done = ActingHouse::must(accept(change, quan));
  EXPECT_FALSE(days_off_for(acting.tx(), lan.agency, acting.house)->is_provisional(2027));
  EXPECT_EQ(done.moves.days.front().day, on("2027-01-01")) << "no longer off: the decision says so";
}

}  // namespace
}  // namespace inspectord
