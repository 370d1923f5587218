// SPDX-License-Identifier: Apache-2.0
#include "tests/workflow/revising.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Amend, NeedsContentAndReason) {
  auto stage = begun();
  const auto step = stage.attempt(PlanAction::amend, PlanInput{}, lan());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("missing", "missing"));
}

TEST(Amend, LeavesTheOldContentAndItsRemindersUntilItIsNotified) {
  auto stage = begun();
  const auto before = wanted(stage);
  draft_revision(stage, with_moved_visit());
  EXPECT_EQ(wanted(stage), before);
  number_revision(stage);
  EXPECT_EQ(stage.record.content, inspection_plan());
  EXPECT_EQ(wanted(stage), before);
  stage.must(PlanAction::amend, step_of("notify"), thu());
  EXPECT_NE(wanted(stage), before);
  EXPECT_EQ(stage.record.revision, 2);
  EXPECT_EQ(stage.record.amendment, std::nullopt);
}

TEST(Amend, KeepsWhatEachRevisionWasSignedNumberedAndDatedBy) {
  auto stage = begun();
  amended(stage, with_moved_visit());
  ASSERT_EQ(stage.record.revisions.size(), 1u);
  const auto& one = stage.record.revisions[0];
  EXPECT_EQ(one.revision, 2);
  EXPECT_EQ(one.number, "30/QĐ-SGT");
  EXPECT_EQ(one.date, day("2026-03-02"));
  EXPECT_EQ(one.approval.signer, hai().name);
  EXPECT_EQ(one.approval.content_hash, hash_of(stage.record.content));
  EXPECT_EQ(one.reason, "điều chỉnh");
  EXPECT_EQ(one.notified_at, stage.now);
  EXPECT_EQ(stage.record.number, "12/KH-SGT") << "the plan keeps its own";
  amended(stage, inspection_plan());
  ASSERT_EQ(stage.record.revisions.size(), 2u);
  EXPECT_EQ(stage.record.revisions[1].revision, 3);
}

std::string said(const Arguments& arguments, std::string_view name) {
  for (const auto& [key, value] : arguments) {
    if (key == name) return value;
  }
  return "-";
}

TEST(Amend, IsJournaledUnderItsOwnNumberAndDate) {
  auto stage = begun();
  draft_revision(stage, with_moved_visit());
  const auto numbered = number_revision(stage).events.at(0);
  EXPECT_EQ(said(numbered.before, "state"), "approved");
  EXPECT_EQ(said(numbered.before, "number"), "");
  EXPECT_EQ(said(numbered.after, "number"), "30/QĐ-SGT");
  EXPECT_EQ(said(numbered.after, "date"), "2026-03-02");
  EXPECT_EQ(said(numbered.after, "revision"), "2");
  const auto issued = stage.must(PlanAction::amend, step_of("notify"), thu()).events.at(0);
  EXPECT_EQ(said(issued.after, "amendment_number"), "30/QĐ-SGT");
  EXPECT_EQ(said(issued.after, "amendment_date"), "2026-03-02");
}

TEST(Amend, TakesTheStepsOfARevisionInTheirOrderOnly) {
  auto stage = begun();
  for (const auto* step : {"approve", "number", "notify", "drop"}) {
    const auto early =
        stage.attempt(PlanAction::amend, step_of(step), person("ai", {Role::planner, Role::clerk}));
    ASSERT_FALSE(early) << step;
    EXPECT_EQ(early.error().reason(), refuse::no_amendment) << step;
  }
  draft_revision(stage, with_moved_visit());
  auto number = step_of("number");
  number.number = "30/QĐ-SGT";
  number.date = day("2026-03-02");
  EXPECT_FALSE(stage.attempt(PlanAction::amend, number, thu()));
  EXPECT_FALSE(stage.attempt(PlanAction::amend, step_of("notify"), thu()));
  EXPECT_FALSE(stage.attempt(PlanAction::amend, step_of("nonsense"), thu()));
  number_revision(stage);
  const auto second = stage.attempt(
      PlanAction::amend, PlanInput{.reason = "nữa", .content = inspection_plan()}, lan());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().reason(), refuse::amendment_open);
}

TEST(Amend, IsNeverApprovedByItsDrafter) {
  auto stage = begun();
  const auto both = person("Nguyễn Thị Lan", {Role::planner, Role::approver});
  stage.must(PlanAction::amend, PlanInput{.reason = "đổi", .content = with_moved_visit()}, both);
  const auto step = stage.attempt(PlanAction::amend, step_of("approve"), both);
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().reason(), refuse::own_draft);
}

TEST(Amend, IsNeverApprovedByWhoWroteAnEarlierDraftOfIt) {
  auto stage = begun();
  const auto both = person("Vũ Hai Vai", {Role::planner, Role::approver});
  stage.must(PlanAction::amend, PlanInput{.reason = "đổi", .content = with_moved_visit()}, both);
  draft_revision(stage, with_moved_visit());
  const auto step = stage.attempt(PlanAction::amend, step_of("approve"), both);
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().reason(), refuse::own_draft);
}

TEST(Amend, IsSignedLikeTheFirstIssue) {
  Plan plan = inspection_plan();
  plan.signer = Signer{"", "", "GIÁM ĐỐC", "Trần Văn An"};
  auto stage = begun(plan);
  plan.teams[0].members[0].role = TeamRole::member;
  draft_revision(stage, plan);
  stage.substitutions.clear();
  const auto step = stage.attempt(PlanAction::amend, step_of("approve"), hai());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ::testing::IsSupersetOf({"not_the_signer", "no_leader"}));
  auto paper = step_of("approve");
  paper.signer = "Trần Văn An";
  EXPECT_FALSE(stage.attempt(PlanAction::amend, paper, thu()))
      << "day and file of the paper are missing";
}

TEST(Amend, IsSignedByWhomItsOwnContentNames) {
  Plan plan = inspection_plan();
  plan.signer = Signer{"", "", "GIÁM ĐỐC", "Trần Văn An"};
  auto stage = begun(plan);
  plan.signer->name = "Vũ Thị Hoa";
  draft_revision(stage, plan);
  const auto former = stage.attempt(PlanAction::amend, step_of("approve"), hai());
  ASSERT_FALSE(former) << "the record is of the signer of the first issue";
  EXPECT_EQ(former.error().reason(), refuse::not_the_signer);
  const auto hoa = person("Vũ Thị Hoa", {Role::approver});
  stage.must(PlanAction::amend, step_of("approve"), hoa);
  EXPECT_EQ(stage.record.amendment->approval->signer, "Vũ Thị Hoa");
  EXPECT_FALSE(stage.record.amendment->approval->under);
}

TEST(Amend, TakesASubstituteOfItsSignerWhileTheRecordHolds) {
  Plan plan = inspection_plan();
  plan.signer = Signer{"", "", "GIÁM ĐỐC", "Trần Văn An"};
  auto stage = begun(plan);
  draft_revision(stage, plan);
  stage.substitutions[0].ended_on = day("2026-03-02");
  EXPECT_FALSE(stage.attempt(PlanAction::amend, step_of("approve"), hai()));
  stage.substitutions[0].ended_on.reset();
  stage.must(PlanAction::amend, step_of("approve"), hai());
  EXPECT_EQ(stage.record.amendment->approval->under, stage.substitutions[0].id);
}

TEST(Amend, IsNumberedByTheClerkNotBeforeTheSignature) {
  auto stage = begun();
  draft_revision(stage, with_moved_visit());
  auto approve = step_of("approve");
  approve.signer = hai().name;
  approve.reason = "đồng ý";
  stage.must(PlanAction::amend, approve, hai());
  auto number = step_of("number");
  const auto bare = stage.attempt(PlanAction::amend, number, thu());
  ASSERT_FALSE(bare);
  EXPECT_THAT(codes_of(bare.error()), ElementsAre("number_missing", "date_missing"));
  number.number = "30/QĐ-SGT";
  number.date = day("2026-03-01");
  EXPECT_FALSE(stage.attempt(PlanAction::amend, number, thu()));
  number.date = day("2026-03-02");
  EXPECT_FALSE(stage.attempt(PlanAction::amend, number, lan())) << "a planner gives no number";
  stage.must(PlanAction::amend, number, thu());
}

TEST(Amend, CanBeDropped) {
  auto stage = begun();
  const auto before = stage.record.content;
  draft_revision(stage, with_moved_visit());
  stage.must(PlanAction::amend, step_of("drop"), lan());
  EXPECT_EQ(stage.record.amendment, std::nullopt);
  EXPECT_EQ(stage.record.content, before);
  draft_revision(stage, with_moved_visit());
}

TEST(Amend, IsRefusedWhileWhatIsNewReachesNobody) {
  auto stage = begun();
  draft_revision(stage, with_new_visit());
  number_revision(stage);
  stage.directory.agencies.at(agency_id("xa-dong")).reachable = false;
  const auto step = stage.attempt(PlanAction::amend, step_of("notify"), thu());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("reaches_nobody", "reaches_nobody"));
}

TEST(Amend, AsksNothingOfThoseWhosePartIsOver) {
  auto stage = begun();
  stage.must(stage.duty("bao-cao-tay"), DutyAction::submit, filing("2026-03-02"), of("huyen-tay"));
  stage.must("tay", VisitAction::cancel, VisitInput{.reason = "other", .note = "đã sáp nhập"},
             lan());
  draft_revision(stage, with_moved_visit());
  number_revision(stage);
  stage.directory.agencies.at(agency_id("huyen-tay")).in_force = false;
  stage.must(PlanAction::amend, step_of("notify"), thu());
}

TEST(Amend, KeepsAnOverrideForItsOwnContent) {
  Plan plan = inspection_plan();
  plan.units[1].role = UnitRole::excluded;  // an error at /visits/1 of the new content alone
  plan.units[1].reason = "đã có thanh tra";
  auto stage = begun();
  const auto errors = open_errors(plan, {}, DaysOff::vietnam(), true);
  ASSERT_EQ(errors.size(), 1u);
  PlanInput input{.reason = "đổi", .content = plan};
  input.overrides = {
      {.code = std::string{errors[0].code}, .pointer = errors[0].pointer, .reason = "giữ"}};
  stage.must(PlanAction::amend, input, lan());
  number_revision(stage);
  EXPECT_TRUE(stage.record.overrides.empty()) << "not before the revision is";
  stage.must(PlanAction::amend, step_of("notify"), thu());
  EXPECT_TRUE(stage.record.overrides.at(0).effective);
}

TEST(Amend, KeepsTheOverridesOfWhatItLeavesWhereverThatStandsThen) {
  Plan plan = inspection_plan();
  plan.stated_counts.clear();
  plan.units[1].role = UnitRole::excluded;
  plan.units[1].reason = "đã có thanh tra";
  Stage stage{plan};
  const auto errors = open_errors(plan, {}, DaysOff::vietnam(), true);
  ASSERT_EQ(errors.size(), 1u);
  ASSERT_EQ(errors[0].pointer, "/visits/1");
  const std::vector<Override> kept{
      {.code = std::string{errors[0].code}, .pointer = errors[0].pointer, .reason = "giữ"}};
  stage.must(PlanAction::edit, PlanInput{.overrides = kept}, lan());
  stage.notified();
  plan.visits.erase(plan.visits.begin());
  draft_revision(stage, plan);
  EXPECT_EQ(stage.record.overrides.at(0).pointer, "/visits/1") << "of the content in force";
  EXPECT_EQ(stage.record.amendment->overrides.at(0).pointer, "/visits/0");
  number_revision(stage);
  stage.must(PlanAction::amend, step_of("notify"), thu());
  EXPECT_EQ(stage.record.overrides.at(0).pointer, "/visits/0");
  EXPECT_TRUE(open_errors(plan, stage.record.overrides, DaysOff::vietnam(), false).empty());
}

TEST(Amend, SaysWhatIsMissingBeforeAStepAndWhichStepsAreOpen) {
  auto stage = begun();
  draft_revision(stage, with_moved_visit());
  const auto unsigned_yet = stage.attempt(PlanAction::amend, step_of("notify"), thu());
  ASSERT_FALSE(unsigned_yet);
  EXPECT_THAT(codes_of(unsigned_yet.error()),
              ElementsAre("not_approved", "number_missing", "date_missing", "step_not_open"));
  auto approve = step_of("approve");
  approve.signer = hai().name;
  approve.reason = "đồng ý";
  stage.must(PlanAction::amend, approve, hai());
  const auto early = stage.attempt(PlanAction::amend, step_of("notify"), thu());
  ASSERT_FALSE(early);
  EXPECT_THAT(codes_of(early.error()),
              ElementsAre("number_missing", "date_missing", "step_not_open"));
  EXPECT_EQ(early.error().pointer(), "/number");
  EXPECT_THAT(early.error().problems().back().arguments,
              Contains(std::pair<std::string, std::string>{"steps", "number, drop"}));
  const auto again = stage.attempt(PlanAction::amend, approve, hai());
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().reason(), refuse::step_not_open) << "it is signed";
}

TEST(Amend, TellsAMemberThatItIsInATeamNow) {
  auto stage = begun();
  Plan plan = inspection_plan();
  plan.teams[0].members.push_back(member("huyen-tay", TeamRole::member));
  const auto step = amended(stage, plan);
  const auto* notice = notice_of(step, NoticeKind::plan_amended);
  ASSERT_TRUE(notice);
  EXPECT_THAT(notice->to, ElementsAre(Told{agency_id("huyen-tay"), Part::unit}));
  EXPECT_THAT(notice->joined, ElementsAre(agency_id("huyen-tay")));
}

TEST(Amend, ThatChangesNothingForAnybodyTellsNobody) {
  auto stage = begun();
  Plan plan = inspection_plan();
  plan.purposes.push_back("Bảo đảm an toàn");
  EXPECT_THAT(amended(stage, plan).notices, IsEmpty());
}

}  // namespace
}  // namespace inspectord
