// SPDX-License-Identifier: Apache-2.0
#include "tests/workflow/warnings/fault.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// Where the rules end: cases beside the one fault and one edit of every_code_test.cpp.

namespace inspectord::invented {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;
using testing::SizeIs;

TEST(TeamDoubleBooked, HoldsBothVisitsOfTheClash) {
  Plan plan = inspection_plan();
  plan.visits[1].date = plan.visits[0].date;
  EXPECT_THAT(places_of_code(plan, "TEAM_DOUBLE_BOOKED"), ElementsAre("/visits/0", "/visits/1"));
}

TEST(TeamDoubleBooked, TakesAVisitWithoutHoursForTheWholeDay) {
  Plan plan = inspection_plan();
  plan.visits[1].date = plan.visits[0].date;
  plan.visits[1].sessions.clear();
  EXPECT_THAT(codes_of(plan), Contains("TEAM_DOUBLE_BOOKED"));
}

TEST(TeamDoubleBooked, LetsAMorningWithoutEndAndAnAfternoonStand) {
  Plan plan = inspection_plan();
  plan.visits[1].date = plan.visits[0].date;
  plan.visits[0].sessions[0].end.reset();
  plan.visits[1].sessions[0] = {"afternoon", *parse_time("13:30"), std::nullopt, "", ""};
  EXPECT_THAT(codes_of(plan), IsEmpty());
}

TEST(TeamDoubleBooked, SeesAPersonWhoSitsInTwoTeams) {
  Plan plan = inspection_plan();
  Team second = plan.teams[0];
  second.key = "doan-hai";
  plan.teams.push_back(second);
  plan.visits[0].team = "doan";
  plan.visits[1].team = "doan-hai";
  plan.visits[1].date = plan.visits[0].date;
  EXPECT_THAT(codes_of(plan), ElementsAre("TEAM_DOUBLE_BOOKED"));
  plan.teams[1].members[0].person = "Lê Thị Bình";
  EXPECT_THAT(codes_of(plan), IsEmpty());
}

TEST(DoubleBooking, IsNoMatterOfThePlacesOfOneVisit) {
  Plan plan = inspection_plan();
  plan.visits[0].sub_units = {{"xa-dong", "", ""}, {"xa-dong", "", ""}};
  plan.visits[0].sessions[0].unit = "xa-dong";
  EXPECT_THAT(codes_of(plan), IsEmpty());
}

TEST(InspectedTwiceAYear, ConcernsFirmsAlone) {
  Plan plan = inspection_plan();
  plan.visits.push_back(visit("lai", "huyen-dong", make_date(2026, 10, 6)));
  plan.stated_counts[0].count = 3;
  EXPECT_THAT(codes_of(plan), IsEmpty());
}

TEST(UnitExcluded, IsFoundThroughTheExceptionOfAGroup) {
  Plan plan = inspection_plan();
  plan.groups = {{"huyen", "Các huyện (trừ huyện Tây)", {"huyen-dong"}, {"huyen-tay"}}};
  plan.units = {{"huyen", UnitRole::inspected, "", ""}};
  plan.scopes = {{"các huyện", {"huyen"}}};
  EXPECT_THAT(places_of_code(plan, "UNIT_EXCLUDED_BUT_SCHEDULED"), ElementsAre("/visits/1"));
}

TEST(CountMismatch, LeavesThePlacesOfExcludedUnitsOut) {
  Plan plan = inspection_plan();
  for (auto& entry : plan.visits) entry.sub_units = {{"xa-dong", "", ""}};
  plan.stated_counts = {{"sub_units", 2, "tại 2 xã"}};
  EXPECT_THAT(codes_of(plan), Not(Contains("COUNT_MISMATCH")));
  plan.units[1].role = UnitRole::excluded;
  EXPECT_THAT(places_of_code(plan, "COUNT_MISMATCH"), ElementsAre("/stated_counts/0"));
}

TEST(CountMismatch, FollowsPointersIntoTheFile) {
  Plan plan = inspection_plan();
  plan.groups = {{"huyen", "Các huyện", {"huyen-dong", "huyen-tay"}, {}}, {"xa", "Các xã", {}, {}}};
  plan.stated_counts = {
      {"/groups/0/members", 2, ""},    {"/score_sheets/0/groups", 3, ""},
      {"/agenda/items", 2, ""},        {"/score_sheets/0/groups/0/criteria", 2, ""},
      {"/teams/0/members", 2, ""},     {"/outlines/0/sections", 2, ""},
      {"/visits/0/sessions", 1, ""},   {"/groups/1/members", 13, "13 xã chưa nêu tên"},
      {"/nothing/of/this/kind", 1, ""}};
  EXPECT_THAT(codes_of(plan), IsEmpty());
  for (auto& stated : plan.stated_counts) ++stated.count;
  EXPECT_THAT(places_of_code(plan, "COUNT_MISMATCH"), SizeIs(7));
}

TEST(RecipientMissing, IsNotCuredByALineForTheBodyAbove) {
  Plan plan = implementation_plan();
  plan.tasks[0].agencies = {"phong-dong"};
  EXPECT_THAT(places_of_code(plan, "RECIPIENT_MISSING"), ElementsAre("/tasks/0/agencies"));
  plan.groups = {{"phong", "Các phòng", {"phong-dong"}, {}}};
  plan.recipients.push_back(recipient("Các phòng", {"phong"}));
  EXPECT_THAT(codes_of(plan), IsEmpty());
}

TEST(RecipientMissing, NamesAllThatOnePlaceLeavesOut) {
  Plan plan = implementation_plan();
  plan.tasks[0].agencies = {"phong-dong", "xa-dong"};
  EXPECT_THAT(places_of_code(plan, "RECIPIENT_MISSING"), ElementsAre("/tasks/0/agencies"));
  EXPECT_EQ(warnings_of(plan)[0].arguments[0].second, "Phòng Hạ tầng huyện Đông; UBND xã Bến Đông");
}

TEST(RecipientMissing, CountsTheFileCopyAsNobody) {
  Plan plan = guidance_letter();
  plan.addressees.pop_back();
  plan.recipients.push_back(recipient("Lưu: VT", {"huyen-tay"}));
  plan.recipients.back().archive = true;
  EXPECT_THAT(codes_of(plan), ElementsAre("RECIPIENT_MISSING"));
}

TEST(AddresseeRoleOverload, LetsACollectiveOfEqualsStand) {
  Plan plan = inspection_plan();
  plan.groups = {{"huyen", "UBND các huyện", {"huyen-dong", "huyen-tay"}, {}}};
  plan.recipients.push_back(recipient("UBND các huyện", {"huyen"}));
  EXPECT_THAT(codes_of(plan), IsEmpty());
}

TEST(AddresseeRoleOverload, SeesAnUnnamedCollectiveWithTwoParts) {
  Plan plan = guidance_letter();
  plan.groups = {{"so", "Các sở, ngành", {}, {}}};
  plan.addressees.push_back({"Các sở, ngành", {"so"}});
  plan.tasks[0].agencies = {"so"};
  EXPECT_THAT(codes_of(plan), ElementsAre("UNITS_NOT_ENUMERATED"));
  plan.tasks[1].agencies = {"so"};
  plan.tasks[1].role = "lead";
  EXPECT_THAT(codes_of(plan), ElementsAre("ADDRESSEE_ROLE_OVERLOAD", "UNITS_NOT_ENUMERATED"));
}

TEST(PhoneFormat, KnowsTheVietnameseNumbers) {
  Plan plan = inspection_plan();
  for (const auto* good : {"111", "18001769", "1900 1769", "0203 3620 374", "(0203) 3620374",
                           "02033620374", "024.3826.9999", "0912 345 678", "+84 912 345 678"}) {
    plan.contacts = {{"Số", "phone", good, "", ""}};
    EXPECT_THAT(codes_of(plan), IsEmpty()) << good;
  }
  for (const auto* bad :
       {"020.33620374", "0203 362037", "12", "912345678", "000 111 2222", "liên hệ sau"}) {
    plan.contacts = {{"Số", "phone", bad, "", ""}};
    EXPECT_THAT(codes_of(plan), ElementsAre("PHONE_FORMAT")) << bad;
  }
}

TEST(ConflictingPhone, IsOneLabelWithTwoNumbersButNotTwoAgencies) {
  Plan plan = inspection_plan();
  plan.contacts = {{"Đầu mối", "phone", "0203.3620374", "so-y-te", ""},
                   {"đầu mối", "phone", "0912345678", "so-y-te", ""}};
  EXPECT_THAT(codes_of(plan), ElementsAre("CONFLICTING_PHONE"));
  plan.contacts = {{"Sở Y tế", "phone", "0203.3620374", "so-y-te", ""},
                   {"Sở Giao thông", "phone", "0203.3620375", "so-giao-thong", ""}};
  EXPECT_THAT(codes_of(plan), IsEmpty());
}

TEST(ConflictingReferenceDate, LetsOneNumberOfTwoYearsBeTwoDocuments) {
  Plan plan = inspection_plan();
  plan.references = {
      cited("Quyết định", "85/QĐ-UBND", {2024, 6, 1}, "UBND tỉnh", "Quy chế tiếp công dân")};
  EXPECT_THAT(codes_of(plan), IsEmpty());
  plan.references[0].title = plan.legal_bases[0].title;
  EXPECT_THAT(codes_of(plan), ElementsAre("CONFLICTING_REFERENCE_DATE"));
}

TEST(ConflictingReferenceDate, ReadsWhereADocumentIsCitedAgain) {
  Plan plan = inspection_plan();
  plan.legal_bases[0].also_cited_as = {{"", "85-QĐ/UBND", PartialDate{2025, 12, std::nullopt}, ""}};
  EXPECT_THAT(codes_of(plan), IsEmpty());
  plan.legal_bases[0].also_cited_as[0].date = PartialDate{2025, 11, std::nullopt};
  EXPECT_THAT(places_of_code(plan, "CONFLICTING_REFERENCE_DATE"),
              ElementsAre("/legal_bases/0/also_cited_as/0"));
}

TEST(ReferenceChronology, HoldsForThePlanItself) {
  Plan plan = inspection_plan();
  plan.legal_bases[0].date = PartialDate{2026, 3, 9};
  EXPECT_THAT(codes_of(plan), ElementsAre("REFERENCE_CHRONOLOGY"));
}

TEST(YearMismatch, ReadsEventsAndVisitsToo) {
  Plan plan = guidance_letter();
  plan.events[0].start = make_date(2025, 9, 1);
  plan.events[0].end = make_date(2025, 9, 30);
  EXPECT_THAT(places_of_code(plan, "YEAR_MISMATCH"), ElementsAre("/events/0"));
  Plan visits = inspection_plan();
  visits.visits[0].date = make_date(2025, 4, 15);
  EXPECT_THAT(codes_of(visits), Contains("YEAR_MISMATCH"));
}

TEST(YearMismatch, LetsThePeriodOfSeveralYearsAndTheYearToComeStand) {
  Plan plan = guidance_letter();
  plan.tasks[0].text = "Lập dự toán năm 2027";
  EXPECT_THAT(codes_of(plan), IsEmpty());
  plan.tasks[0].text = "Sơ kết năm 2028";
  EXPECT_THAT(codes_of(plan), ElementsAre("YEAR_MISMATCH"));
  plan.period = PlanPeriod{make_date(2026, 1, 1), make_date(2028, 12, 31), "giai đoạn 2026 - 2028"};
  EXPECT_THAT(codes_of(plan), IsEmpty());
}

TEST(OutlineConflict, ComesFromTheOutlinesWhereADutyNamesNone) {
  Plan plan = inspection_plan();
  plan.duties[0].outline.clear();
  plan.outlines[0].agencies = {"huyen-dong"};
  EXPECT_THAT(codes_of(plan), IsEmpty());
  plan.outlines.push_back(plan.outlines[0]);
  plan.outlines[1].key = "khac";
  EXPECT_THAT(places_of_code(plan, "OUTLINE_CONFLICT"), ElementsAre("/outlines/1"));
}

TEST(ReportRecipientConflict, LetsAReportBePassedOn) {
  Plan plan = implementation_plan();
  plan.duties[0].topic = plan.duties[1].topic = "cau";
  plan.duties.push_back(
      duty("so", "báo cáo chung", "so-giao-thong", "ubnd-tinh", make_date(2026, 5, 9)));
  plan.duties.back().topic = "cau";
  EXPECT_THAT(codes_of(plan), IsEmpty());
}

TEST(NoReportOwed, TakesACollectiveThatEnumeratesNobodyForTheUnit) {
  Plan plan = inspection_plan();
  plan.groups = {{"huyen", "UBND các huyện", {}, {}}};
  plan.duties.pop_back();
  plan.duties[0].owed_by = {"", "huyen", "", ""};
  EXPECT_THAT(codes_of(plan), Not(Contains("NO_REPORT_OWED_BY_SCHEDULED_UNIT")));
  plan.groups[0].except = {"huyen-tay"};
  EXPECT_THAT(places_of_code(plan, "NO_REPORT_OWED_BY_SCHEDULED_UNIT"),
              ElementsAre("/visits/1/unit"));
}

TEST(ReminderBeforeIssue, TakesAMonthWithoutDayToItsEnd) {
  Plan plan = inspection_plan();
  plan.date = PartialDate{2026, 3, std::nullopt};
  const auto warnings = warnings_of(plan);
  EXPECT_THAT(places_of_code(plan, "REMINDER_BEFORE_ISSUE"),
              ElementsAre("/duties/0/due", "/duties/1/due"));
  EXPECT_THAT(warnings.back().arguments,
              Contains(std::pair<std::string, std::string>{"issued", "2026-03-31"}));
}

TEST(DeadlineWithoutDate, AsksForTheDayOfAWindowToo) {
  Plan plan = implementation_plan();
  plan.duties[0].due.kind = DueKind::window;
  EXPECT_THAT(codes_of(plan), ElementsAre("DEADLINE_WITHOUT_DATE"));
}

TEST(DeadlineEventRelative, SpeaksOfLimitsThatWaitForAnEvent) {
  Plan plan = implementation_plan();
  plan.duties[0].due = {.kind = DueKind::within, .count = 5, .event = "ngày ký"};
  EXPECT_THAT(codes_of(plan), ElementsAre("DEADLINE_EVENT_RELATIVE"));
  plan.duties[0].due = {.kind = DueKind::within, .day = make_date(2026, 5, 11), .count = 3};
  EXPECT_THAT(codes_of(plan), IsEmpty());
}

constexpr auto too_early = "REPORT_DUE_TOO_EARLY";

TEST(ReportDueTooEarly, LooksAtEachTimeThatADutyRecurs) {
  Plan plan = implementation_plan();
  auto& report = plan.recurring_duties[0];
  report.report = PlannedReport{.period = PeriodKind::quarter};
  report.frequency = Frequency::quarterly;
  report.anchor = make_date(2026, 3, 25);
  EXPECT_THAT(codes_of(plan), IsEmpty());
  report.anchor = make_date(2026, 3, 16);  // figures to Saturday, 14/3
  EXPECT_THAT(places_of_code(plan, too_early), ElementsAre("/recurring_duties/0"));
  report.frequency = Frequency::yearly;
  report.report->period = PeriodKind::year;
  report.anchor = make_date(2026, 12, 15);
  EXPECT_THAT(places_of_code(plan, too_early), ElementsAre("/recurring_duties/0"));
  report.report.reset();
  EXPECT_THAT(codes_of(plan), IsEmpty()) << "it is no report over a period";
}

TEST(ReportDueTooEarly, SaysTheFirstDayThatComesTooSoon) {
  Plan plan = implementation_plan();
  auto& report = plan.recurring_duties[0];
  report.report = PlannedReport{.period = PeriodKind::quarter};
  report.frequency = Frequency::quarterly;
  report.anchor = make_date(2026, 3, 16);
  const auto warnings = warnings_of(plan);
  ASSERT_THAT(warnings, SizeIs(1));
  EXPECT_EQ(warnings[0].severity, Severity::note);
  EXPECT_THAT(warnings[0].arguments, Contains(Pair("day", "2026-03-16")));
  EXPECT_THAT(warnings[0].arguments, Contains(Pair("data_to", "2026-03-14")));
}

TEST(ReportDueTooEarly, LooksAtYearsLimitsAndVisits) {
  Plan plan = inspection_plan();
  auto& due = plan.duties[0].due;
  due = {.kind = DueKind::yearly,
         .raw = "trước ngày 16/6 hằng năm",
         .bound = Bound::before,
         .month_day = std::chrono::June / 16,
         .report = PlannedReport{.period = PeriodKind::half_year}};
  EXPECT_THAT(places_of_code(plan, too_early), ElementsAre("/duties/0/due"));
  due.month_day = std::chrono::June / 17;
  EXPECT_THAT(places_of_code(plan, too_early), IsEmpty());
  due = {.kind = DueKind::within,
         .raw = "trong 5 ngày kể từ ngày 10/6/2026",
         .day = make_date(2026, 6, 10),
         .count = 5,
         .report = PlannedReport{.period = PeriodKind::half_year}};
  EXPECT_THAT(places_of_code(plan, too_early), ElementsAre("/duties/0/due"));
  due = {.kind = DueKind::at_visit,
         .raw = "trong buổi làm việc",
         .report = PlannedReport{.period = PeriodKind::half_year}};
  plan.visits[0].date = make_date(2026, 7, 14);
  EXPECT_THAT(places_of_code(plan, too_early), IsEmpty());
  plan.visits[0].date = make_date(2026, 6, 15);
  EXPECT_THAT(places_of_code(plan, too_early), ElementsAre("/duties/0/due"));
}

TEST(DuplicateDeadline, SeesACollectiveNamedWithinAnother) {
  Plan plan = implementation_plan();
  plan.groups = {{"xa", "UBND các xã", {}, {}},
                 {"co-quan", "Các phòng, Ủy ban nhân dân các xã", {}, {}}};
  plan.duties[0].owed_by = {"", "xa", "", ""};
  plan.duties[1].owed_by = {"", "co-quan", "", ""};
  EXPECT_THAT(places_of_code(plan, "DUPLICATE_DEADLINE"), ElementsAre("/duties/1/due"));
  plan.groups[1].name = "Các phòng";
  EXPECT_THAT(places_of_code(plan, "DUPLICATE_DEADLINE"), IsEmpty());
}

TEST(TaskWithoutDeadline, IsOneWarningForAll) {
  Plan plan = implementation_plan();
  for (auto& entry : plan.tasks) entry.due.reset();
  const auto warnings = warnings_of(plan);
  ASSERT_THAT(warnings, SizeIs(1));
  EXPECT_THAT(warnings[0].arguments, Contains(std::pair<std::string, std::string>{"count", "2"}));
}

TEST(DuplicateTask, IsGivenToOneAgencyInNearlyTheSameWords) {
  Plan plan = implementation_plan();
  plan.tasks[0].text = "Huy động các nguồn lực cho việc bảo trì cầu trên địa bàn";
  plan.tasks[1].text = "Tiếp tục huy động các nguồn lực cho việc bảo trì cầu trên địa bàn";
  EXPECT_THAT(codes_of(plan), IsEmpty());
  plan.tasks[1].agencies = {"huyen-dong"};
  EXPECT_THAT(codes_of(plan), ElementsAre("DUPLICATE_TASK"));
}

TEST(ScoreSubtotal, LooksIntoParentsAndAtTheTotal) {
  Plan plan = inspection_plan();
  auto& sheet = plan.score_sheets[0];
  sheet.groups[0].criteria[1].children[0].max = 5;
  EXPECT_THAT(places_of_code(plan, "SCORE_SUBTOTAL"),
              ElementsAre("/score_sheets/0/groups/0/criteria/1/max"));
  sheet.groups[0].criteria[1].children[0].max = 6;
  sheet.total = 21;
  EXPECT_THAT(places_of_code(plan, "SCORE_SUBTOTAL"), ElementsAre("/score_sheets/0/total"));
}

TEST(ScoreSubtotal, CountsTheChildrenOfAParentWithoutPoints) {
  Plan plan = inspection_plan();
  plan.score_sheets[0].groups[0].criteria[1].max.reset();
  EXPECT_THAT(codes_of(plan), ElementsAre("SCORE_PARENT_WITHOUT_MAX"));
}

TEST(ScoreRuleConflict, SeesTwoFaultsInOneDeduction) {
  Plan plan = inspection_plan();
  plan.score_sheets[0].groups[2].criteria[0].text =
      "Báo cáo trễ hạn và thiếu 01 báo cáo trừ 01 điểm";
  EXPECT_THAT(codes_of(plan), ElementsAre("SCORE_RULE_CONFLICT"));
}

}  // namespace
}  // namespace inspectord::invented
