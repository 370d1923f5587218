// SPDX-License-Identifier: Apache-2.0
#include "tests/support/plan_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

/// Both districts as one collective debtor.
Plan with_group_duty() {
  Plan plan = inspection_plan();
  plan.groups = {{"cac-huyen", "UBND các huyện", {"huyen-dong", "huyen-tay"}, {}}};
  Duty duty = plan.duties[0];
  duty.key = "bao-cao-chung";
  duty.owed_by = Debtor{.agency = {}, .group = "cac-huyen", .role = {}, .text = "UBND các huyện"};
  plan.duties = {duty};
  return plan;
}

Plan with_due(PlannedDue rule) {
  Plan plan = implementation_plan();
  plan.duties.resize(1);
  plan.duties[0].due = std::move(rule);
  return plan;
}

Stage at_notify(Plan plan) {
  Stage stage{std::move(plan)};
  stage.approved().numbered();
  return stage;
}

TEST(Notify, IsRefusedUnderADateBeforeTheSignature) {
  Plan dated = inspection_plan();  // its paper bears a number and a date already
  dated.date = PartialDate{2026, 2, 27};
  Stage stage{dated};
  stage.approved();
  const auto early = stage.attempt(PlanAction::notify, PlanInput{}, thu());
  ASSERT_FALSE(early);
  EXPECT_THAT(codes_of(early.error()), ElementsAre("date_before_signature"));
  stage.numbered().must(PlanAction::notify, PlanInput{}, thu());
}

TEST(Notify, BeginsVisitsDutiesAndTasks) {
  auto stage = at_notify(inspection_plan());
  EXPECT_TRUE(stage.record.visits.empty());
  stage.must(PlanAction::notify, PlanInput{}, thu());
  EXPECT_EQ(stage.record.state, PlanState::notified);
  EXPECT_EQ(stage.record.notified_at, stage.now);
  EXPECT_EQ(stage.visit("dong").state, VisitState::confirmed);
  EXPECT_EQ(stage.visit("dong").date, day("2026-04-14"));
  EXPECT_EQ(stage.duty("bao-cao-dong").state, DutyState::open);
  EXPECT_EQ(stage.duty("bao-cao-dong").agency, agency_id("huyen-dong"));
  EXPECT_EQ(stage.duty("bao-cao-dong").due->last_on_time, day("2026-04-03"));
  EXPECT_EQ(stage.task("cam-bien").state, TaskState::not_started);
}

TEST(Notify, LeavesATentativeDayTentative) {
  Plan plan = inspection_plan();
  plan.visits[0].tentative = true;
  auto stage = at_notify(plan);
  stage.must(PlanAction::notify, PlanInput{}, thu());
  EXPECT_EQ(stage.visit("dong").state, VisitState::tentative);
}

TEST(Notify, TellsEachAgencyOnceOfThePartThatConcernsItMost) {
  auto stage = at_notify(inspection_plan());
  const auto step = stage.must(PlanAction::notify, PlanInput{}, thu());
  ASSERT_EQ(step.notices.size(), 1u);
  EXPECT_EQ(step.notices[0].kind, NoticeKind::plan_notified);
  EXPECT_THAT(step.notices[0].to,
              ::testing::UnorderedElementsAre(Told{agency_id("huyen-dong"), Part::unit},
                                              Told{agency_id("huyen-tay"), Part::unit},
                                              Told{agency_id("so-giao-thong"), Part::team},
                                              Told{agency_id("so-y-te"), Part::team},
                                              Told{agency_id("ubnd-tinh"), Part::executor}));
}

TEST(Notify, NeedsNumberAndFullDate) {
  Plan plan = inspection_plan();
  plan.number.clear();
  plan.date = PartialDate{2026, 3, std::nullopt};
  Stage stage{plan};
  stage.approved();
  const auto step = stage.attempt(PlanAction::notify, PlanInput{}, thu());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("number_missing", "date_missing"));
  EXPECT_THAT(step.error().open_actions(), Contains("number"));
}

TEST(Notify, TakesTheNumberThatThePaperItselfHas) {
  Stage stage{inspection_plan()};
  stage.approved();
  stage.must(PlanAction::notify, PlanInput{}, thu());
}

TEST(Notify, RefusesAnotherContentThanTheApproved) {
  auto stage = at_notify(inspection_plan());
  stage.record.content.visits[0].place = "Trụ sở mới";
  const auto step = stage.attempt(PlanAction::notify, PlanInput{}, thu());
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().reason(), refuse::content_changed);
}

TEST(Notify, ListsEveryVisitAndDatedDutyThatReachesNobody) {
  auto stage = at_notify(inspection_plan());
  stage.directory.agencies.at(agency_id("huyen-dong")).reachable = false;
  const auto step = stage.attempt(PlanAction::notify, PlanInput{}, thu());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("reaches_nobody", "reaches_nobody"));
  EXPECT_EQ(step.error().problems()[0].pointer, "/visits/0");
  EXPECT_EQ(step.error().problems()[1].pointer, "/duties/0");
  EXPECT_THAT(step.error().problems()[1].arguments,
              Contains(std::pair<std::string, std::string>{"who", "UBND huyện Đông"}));
}

TEST(Notify, IsContentWithTheSpecialistOfficeOfAUnit) {
  Plan plan = inspection_plan();
  plan.visits[0].specialist_office = "phong-dong";
  plan.duties.clear();
  auto stage = at_notify(plan);
  stage.directory.agencies.at(agency_id("huyen-dong")).reachable = false;
  stage.must(PlanAction::notify, PlanInput{}, thu());
}

TEST(Notify, GoesOnWhereTheGapsAreWaivedWithAReason) {
  auto stage = at_notify(inspection_plan());
  stage.directory.agencies.at(agency_id("huyen-dong")).reachable = false;
  PlanInput input{.reach_waivers = {{"visit:dong", ""}, {"duty:bao-cao-dong", "gửi bản giấy"}}};
  const auto step = stage.attempt(PlanAction::notify, input, thu());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("reaches_nobody"))
      << "a waiver without a reason is none";
  input.reach_waivers[0].reason = "báo qua điện thoại";
  stage.must(PlanAction::notify, input, thu());
  EXPECT_EQ(stage.record.reach_waivers.size(), 2u);
}

TEST(Notify, AsksForTheSuccessorOfAnAgencyPastItsEnd) {
  auto stage = at_notify(implementation_plan());
  stage.directory.agencies.at(agency_id("huyen-tay")).in_force = false;
  const auto step = stage.attempt(PlanAction::notify, PlanInput{}, thu());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("successor_needed"));
}

TEST(Notify, RefusesADatedDutyOfAGroupWithoutMembersAndNamesTheGroup) {
  auto stage = at_notify(with_group_duty());
  stage.directory.members["cac-huyen"].clear();
  const auto step = stage.attempt(PlanAction::notify, PlanInput{}, thu());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("reaches_nobody"));
  EXPECT_THAT(step.error().problems()[0].arguments,
              Contains(std::pair<std::string, std::string>{"who", "UBND các huyện"}));
}

TEST(Notify, LetsAnUndatedDutyWaitThatReachesNobodyYet) {
  Plan plan = with_due({.kind = DueKind::undated});
  plan.duties[0].owed_by = Debtor{.agency = {}, .group = {}, .role = {}, .text = "các đơn vị"};
  auto stage = at_notify(plan);
  stage.must(PlanAction::notify, PlanInput{}, thu());
  EXPECT_EQ(stage.duty("bao-cao-dong").state, DutyState::waiting);
  EXPECT_EQ(stage.duty("bao-cao-dong").agency, std::nullopt);
}

TEST(Notify, OpensOneDutyForEachMemberOfAGroup) {
  auto stage = at_notify(with_group_duty());
  stage.must(PlanAction::notify, PlanInput{}, thu());
  EXPECT_EQ(stage.count_duties("bao-cao-chung"), 2);
  EXPECT_EQ(stage.duty("bao-cao-chung", "huyen-dong").state, DutyState::open);
  EXPECT_EQ(stage.duty("bao-cao-chung", "huyen-tay").state, DutyState::open);
}

TEST(Notify, OpensNoneForAMemberThatIsTakenOut) {
  Plan plan = with_group_duty();
  plan.groups[0].except = {"huyen-tay"};
  auto stage = at_notify(plan);
  stage.must(PlanAction::notify, PlanInput{}, thu());
  EXPECT_EQ(stage.count_duties("bao-cao-chung"), 1);
}

TEST(Notify, OpensADutyOfARoleForTheAgencyThatFillsIt) {
  Plan plan = inspection_plan();
  plan.duties.resize(1);
  plan.duties[0].owed_by = Debtor{.agency = {}, .group = {}, .role = "secretary", .text = "Thư ký"};
  auto stage = at_notify(plan);
  stage.must(PlanAction::notify, PlanInput{}, thu());
  EXPECT_EQ(stage.duty("bao-cao-dong").agency, agency_id("so-y-te"));
}

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
  EXPECT_THAT(owed, testing::ElementsAre("2026 2026-12-31", "2027 2027-12-31", "2028 2028-12-31"));
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

Plan with_missing_attachment() {
  Plan plan = inspection_plan();
  plan.attachments = {{"phu-luc", "Phụ lục 02", "theo Phụ lục 02", {}}};
  plan.outlines.clear();
  for (auto& duty : plan.duties) duty.outline.clear();
  return plan;
}

TEST(Notify, RefusesWhileAnAttachmentIsMissing) {
  auto stage = at_notify(with_missing_attachment());
  const auto step = stage.attempt(PlanAction::notify, PlanInput{}, thu());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("attachment_missing"));
  EXPECT_EQ(step.error().pointer(), "/attachments/0");
}

TEST(Notify, TakesAnAttachmentAsWaivedOnlyWithAReason) {
  auto stage = at_notify(with_missing_attachment());
  AttachmentNote note{.key = "phu-luc", .kind = AttachmentNote::Kind::waived};
  EXPECT_FALSE(stage.attempt(PlanAction::notify, PlanInput{.attachment_notes = {note}}, thu()));
  note.reason = "không cần nữa";
  stage.must(PlanAction::notify, PlanInput{.attachment_notes = {note}}, thu());
}

TEST(Notify, TakesAnAttachmentAsToFollowOnlyWithDayAndOwner) {
  auto stage = at_notify(with_missing_attachment());
  AttachmentNote note{.key = "phu-luc", .kind = AttachmentNote::Kind::to_follow};
  const auto step = stage.attempt(PlanAction::notify, PlanInput{.attachment_notes = {note}}, thu());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("missing", "missing"));
  note.day = day("2026-03-20");
  note.owner = "Phòng Bảo trì";
  stage.must(PlanAction::notify, PlanInput{.attachment_notes = {note}}, thu());
}

TEST(Notify, NamesEverythingThatIsMissingAtOnce) {
  Plan plan = with_missing_attachment();
  plan.number.clear();
  Stage stage{plan};
  stage.approved();
  stage.directory.agencies.at(agency_id("huyen-tay")).reachable = false;
  const auto step = stage.attempt(PlanAction::notify, PlanInput{}, thu());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("number_missing", "reaches_nobody",
                                                  "reaches_nobody", "attachment_missing"));
}

TEST(Supplement, TellsThoseWhoWriteByTheOutlineAndNoSuperior) {
  auto stage = at_notify(with_missing_attachment());
  stage.record.content.outlines = {inspection_plan().outlines[0]};
  stage.record.content.duties[0].outline = "de-cuong";
  stage.record.approval->content_hash = hash_of(stage.record.content);
  const AttachmentNote waived{.key = "phu-luc", .reason = "sẽ gửi"};
  stage.must(PlanAction::notify, PlanInput{.attachment_notes = {waived}}, thu());
  const AttachmentNote arrived{.key = "phu-luc",
                               .kind = AttachmentNote::Kind::supplied,
                               .reason = "Phụ lục 02 kèm 15/SGT",
                               .file = sha256("phụ lục")};
  const auto step =
      stage.must(PlanAction::supplement, PlanInput{.attachment_notes = {arrived}}, thu());
  EXPECT_EQ(step.record.state, PlanState::notified);
  ASSERT_EQ(step.notices.size(), 1u);
  EXPECT_EQ(step.notices[0].kind, NoticeKind::attachment_supplied);
  EXPECT_EQ(step.notices[0].document, "Phụ lục 02 kèm 15/SGT");
  EXPECT_THAT(step.notices[0].to, ElementsAre(Told{agency_id("huyen-dong"), Part::debtor}));
  ASSERT_EQ(step.record.attachment_notes.size(), 1u) << "one note for one attachment";
  EXPECT_EQ(step.record.attachment_notes[0].kind, AttachmentNote::Kind::supplied);
  EXPECT_EQ(step.record.attachment_notes[0].file, sha256("phụ lục"));
}

TEST(Supplement, NeedsTheFileThatArrived) {
  auto stage = at_notify(with_missing_attachment());
  const AttachmentNote note{.key = "phu-luc", .reason = "gửi sau"};
  stage.must(PlanAction::notify, PlanInput{.attachment_notes = {note}}, thu());
  auto arrived = note;
  arrived.kind = AttachmentNote::Kind::supplied;
  const auto step =
      stage.attempt(PlanAction::supplement, PlanInput{.attachment_notes = {arrived}}, thu());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("missing"));
  EXPECT_EQ(step.error().pointer(), "/attachment_notes/0/file");
}

TEST(Notify, TakesAnAttachmentAsSuppliedOnlyWithItsFile) {
  auto stage = at_notify(with_missing_attachment());
  AttachmentNote note{.key = "phu-luc", .kind = AttachmentNote::Kind::supplied};
  const auto step = stage.attempt(PlanAction::notify, PlanInput{.attachment_notes = {note}}, thu());
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().pointer(), "/attachment_notes/0/file");
  note.file = sha256("phụ lục");
  stage.must(PlanAction::notify, PlanInput{.attachment_notes = {note}}, thu());
}

TEST(Supplement, OfWhatConcernsAllTellsAllButThoseWhoGetThePlanToReport) {
  Plan plan = with_missing_attachment();
  plan.recipients[0].code = "b/c";
  auto stage = at_notify(plan);
  const AttachmentNote note{.key = "phu-luc", .reason = "gửi sau"};
  const auto notified =
      stage.must(PlanAction::notify, PlanInput{.attachment_notes = {note}}, thu());
  EXPECT_THAT(notified.notices.at(0).to, Contains(Told{agency_id("ubnd-tinh"), Part::for_report}));
  const AttachmentNote arrived{.key = "phu-luc",
                               .kind = AttachmentNote::Kind::supplied,
                               .reason = "đây",
                               .file = sha256("phụ lục")};
  const auto step =
      stage.must(PlanAction::supplement, PlanInput{.attachment_notes = {arrived}}, thu());
  EXPECT_THAT(agencies_of(step.notices.at(0).to), Not(Contains(agency_id("ubnd-tinh"))));
  EXPECT_THAT(agencies_of(step.notices.at(0).to), Contains(agency_id("huyen-tay")));
}

TEST(Supplement, RecordsAWaiverOrAPaperToFollowAndTellsNobodyThatAnythingArrived) {
  auto stage = at_notify(with_missing_attachment());
  const AttachmentNote waived{.key = "phu-luc", .reason = "gửi sau"};
  stage.must(PlanAction::notify, PlanInput{.attachment_notes = {waived}}, thu());
  AttachmentNote later{.key = "phu-luc", .kind = AttachmentNote::Kind::to_follow};
  const auto bare =
      stage.attempt(PlanAction::supplement, PlanInput{.attachment_notes = {later}}, thu());
  ASSERT_FALSE(bare);
  EXPECT_THAT(codes_of(bare.error()), ElementsAre("missing", "missing")) << "day and owner";
  later.day = day("2026-03-20");
  later.owner = "Phòng Bảo trì";
  for (const auto& note : {later, waived}) {
    const auto step =
        stage.must(PlanAction::supplement, PlanInput{.attachment_notes = {note}}, thu());
    EXPECT_TRUE(step.notices.empty());
    EXPECT_EQ(step.record.attachment_notes.at(0), note);
  }
}

TEST(Supplement, NeedsAnAttachmentOfThePlan) {
  auto stage = at_notify(inspection_plan());
  stage.must(PlanAction::notify, PlanInput{}, thu());
  EXPECT_FALSE(stage.attempt(PlanAction::supplement, PlanInput{}, thu()));
  const AttachmentNote unknown{.key = "bieu-mau", .reason = "x", .file = sha256("x")};
  const auto step =
      stage.attempt(PlanAction::supplement, PlanInput{.attachment_notes = {unknown}}, thu());
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().reason(), refuse::no_such_target);
}

}  // namespace
}  // namespace inspectord
