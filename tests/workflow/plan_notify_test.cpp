// SPDX-License-Identifier: Apache-2.0
#include "tests/workflow/notifying.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

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
