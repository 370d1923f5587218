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
using ::testing::UnorderedElementsAre;

void expect_refused(const Result<Step>& step, Reason reason) {
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().reason().code, reason.code);
}

Plan double_booked() {
  Plan plan = inspection_plan();
  plan.visits[1].date = plan.visits[0].date;  // one team, two places, the same hours
  return plan;
}

Override keep(const Warning& warning, std::string reason = "đoàn chia hai tổ") {
  return Override{
      .code = std::string{warning.code}, .pointer = warning.pointer, .reason = std::move(reason)};
}

std::vector<Override> keep_all(const Plan& plan) {
  std::vector<Override> overrides;
  for (const auto& warning : open_errors(plan, {}, DaysOff::vietnam(), true))
    overrides.push_back(keep(warning));
  return overrides;
}

TEST(Draft, KeepsTheContentAndWhoDraftedIt) {
  Stage stage{inspection_plan()};
  const auto step = draft(inspection_plan(), id_of<PlanId>("plan"), stage.scene(lan()));
  EXPECT_EQ(step.record.state, PlanState::drafted);
  EXPECT_EQ(step.record.drafted_by, lan().user);
  EXPECT_EQ(step.record.owner, lan().agency);
  EXPECT_EQ(step.record.number, "12/KH-SGT");
  EXPECT_EQ(step.record.content, inspection_plan());
  ASSERT_EQ(step.events.size(), 1u);
  EXPECT_EQ(step.events[0].code, "plan.drafted");
  EXPECT_TRUE(step.record.visits.empty());
  EXPECT_TRUE(step.notices.empty());
}

TEST(Edit, TakesTheNewContentWithItsNumberAndDate) {
  Stage stage{inspection_plan()};
  Plan changed = inspection_plan();
  changed.title = "Bảo trì cầu";
  changed.number.clear();
  changed.date.reset();
  const auto step = stage.must(PlanAction::edit, PlanInput{.content = changed}, lan());
  EXPECT_EQ(step.record.content, changed);
  EXPECT_EQ(step.record.number, "");
  EXPECT_EQ(step.record.date, std::nullopt);
  EXPECT_EQ(step.events.at(0).code, "plan.edited");
}

TEST(Edit, NeedsSomethingToEdit) {
  Stage stage{inspection_plan()};
  expect_refused(stage.attempt(PlanAction::edit, PlanInput{}, lan()), refuse::missing);
}

TEST(Submit, LocksTheContentUntilItIsReturned) {
  Stage stage{inspection_plan()};
  stage.must(PlanAction::submit, PlanInput{}, lan());
  EXPECT_TRUE(stage.record.submitted);
  expect_refused(stage.attempt(PlanAction::edit, PlanInput{.content = inspection_plan()}, lan()),
                 refuse::locked);
  expect_refused(stage.attempt(PlanAction::submit, PlanInput{}, lan()), refuse::locked);
  stage.must(PlanAction::return_, PlanInput{.reason = "bổ sung thành phần"}, hai());
  EXPECT_FALSE(stage.record.submitted);
  stage.must(PlanAction::edit, PlanInput{.content = inspection_plan()}, lan());
}

TEST(Return, NeedsARemark) {
  Stage stage{inspection_plan()};
  stage.must(PlanAction::submit, PlanInput{}, lan());
  const auto step = stage.attempt(PlanAction::return_, PlanInput{}, hai());
  expect_refused(step, refuse::missing);
  EXPECT_EQ(step.error().pointer(), "/reason");
  EXPECT_THAT(step.error().open_actions(), UnorderedElementsAre("approve", "return", "cancel"));
}

TEST(Return, HasNothingToReturnBeforeTheSubmission) {
  Stage stage{inspection_plan()};
  const auto step = stage.attempt(PlanAction::return_, PlanInput{.reason = "sai"}, hai());
  expect_refused(step, refuse::wrong_state);
  EXPECT_THAT(step.error().open_actions(), Not(Contains("return")));
}

TEST(Return, VoidsAnApprovalAndWhatItAccepted) {
  Stage stage{double_booked()};
  stage.must(PlanAction::edit, PlanInput{.overrides = keep_all(stage.record.content)}, lan());
  stage.approved();
  stage.must(PlanAction::return_, PlanInput{.reason = "sai căn cứ"}, hai());
  EXPECT_EQ(stage.record.state, PlanState::drafted);
  EXPECT_EQ(stage.record.approval, std::nullopt);
  EXPECT_FALSE(
      open_errors(stage.record.content, stage.record.overrides, DaysOff::vietnam(), false).empty());
}

TEST(Return, TakesBackTheNumberAndDateThatTheClerkGave) {
  Plan blank = inspection_plan();
  blank.number.clear();
  blank.date.reset();
  Stage stage{blank};
  stage.approved().numbered();
  const auto step = stage.must(PlanAction::return_, PlanInput{.reason = "sai căn cứ"}, hai());
  EXPECT_EQ(stage.record.number, "");
  EXPECT_EQ(stage.record.date, std::nullopt);
  EXPECT_THAT(step.events.at(0).before,
              Contains(std::pair<std::string, std::string>{"number", "12/KH-SGT"}));
  EXPECT_THAT(step.events.at(0).after, Contains(std::pair<std::string, std::string>{"number", ""}));
  stage.approved();
  const auto early = stage.attempt(PlanAction::notify, PlanInput{}, thu());
  ASSERT_FALSE(early);
  EXPECT_THAT(codes_of(early.error()), ElementsAre("number_missing", "date_missing"));
}

TEST(Approve, RefusesTheDrafterOfThePlan) {
  const auto both = person("Nguyễn Thị Lan", {Role::planner, Role::approver});
  Stage stage{inspection_plan(), both};
  expect_refused(stage.attempt(PlanAction::approve, PlanInput{}, both), refuse::own_draft);
}

const Actor of_two_hats = person("Vũ Hai Vai", {Role::planner, Role::approver});

TEST(Approve, RefusesWhoRewroteTheDraftOfAnother) {
  Stage stage{inspection_plan()};
  Plan rewritten = inspection_plan();
  rewritten.title = "Bảo trì cầu";
  stage.must(PlanAction::edit, PlanInput{.content = rewritten}, of_two_hats);
  stage.must(PlanAction::edit, PlanInput{.content = inspection_plan()}, lan());
  const auto refused = stage.attempt(PlanAction::approve, PlanInput{}, of_two_hats);
  expect_refused(refused, refuse::own_draft);
  EXPECT_EQ(refused.error().pointer(), "/written_by");
  stage.must(PlanAction::submit, PlanInput{}, lan());
  stage.must(PlanAction::return_, PlanInput{.reason = "sai căn cứ"}, hai());
  expect_refused(stage.attempt(PlanAction::approve, PlanInput{}, of_two_hats), refuse::own_draft);
  stage.approved();
}

TEST(Approve, RefusesWhoProposedAnOverride) {
  Stage edited{double_booked()};
  edited.must(PlanAction::edit, PlanInput{.overrides = keep_all(double_booked())}, of_two_hats);
  expect_refused(edited.attempt(PlanAction::approve, PlanInput{}, of_two_hats), refuse::own_draft);
  edited.approved();

  Stage submitted{double_booked()};
  submitted.must(PlanAction::submit, PlanInput{.overrides = keep_all(double_booked())},
                 of_two_hats);
  expect_refused(submitted.attempt(PlanAction::approve, PlanInput{}, of_two_hats),
                 refuse::own_draft);
  submitted.approved();
}

TEST(Approve, IsOpenToWhoOnlySubmitted) {
  Stage stage{inspection_plan()};
  stage.must(PlanAction::submit, PlanInput{}, of_two_hats);
  stage.must(PlanAction::approve, PlanInput{.reason = "ký thay", .signer = of_two_hats.name},
             of_two_hats);
}

TEST(Approve, RefusesTheDrafterAsClerkToo) {
  const auto both = person("Nguyễn Thị Lan", {Role::planner, Role::clerk});
  Stage stage{inspection_plan(), both};
  const auto step = stage.attempt(PlanAction::approve, PlanInput{}, both);
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("own_draft", "missing", "missing", "missing"));
}

TEST(Approve, RecordsSignerDayAndHashOfTheContent) {
  Plan plan = inspection_plan();
  plan.signer = Signer{"KT.", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", hai().name};
  Stage stage{plan};
  const auto step = stage.must(PlanAction::approve, PlanInput{}, hai());
  ASSERT_TRUE(step.record.approval);
  EXPECT_EQ(step.record.state, PlanState::approved);
  EXPECT_EQ(step.record.approval->signer, hai().name);
  EXPECT_EQ(step.record.approval->signed_on, day("2026-03-02"));
  EXPECT_EQ(step.record.approval->recorded_by, hai().user);
  EXPECT_EQ(step.record.approval->content_hash, hash_of(plan));
  EXPECT_FALSE(step.record.approval->on_paper);
  EXPECT_TRUE(step.notices.empty()) << "nothing is sent for what is not notified";
}

Plan signed_by(std::string name) {
  Plan plan = inspection_plan();
  plan.signer = Signer{"", "", "GIÁM ĐỐC", std::move(name)};
  return plan;
}

TEST(Approve, TakesASubstituteWhileTheRecordOfItHolds) {
  Stage stage{signed_by("Trần Văn An")};
  stage.substitutions = {standing_in("Trần Văn An", "2026-03-02", "2026-03-02")};
  const auto step = stage.must(PlanAction::approve, PlanInput{}, hai());
  EXPECT_EQ(step.record.approval->signer, hai().name);
  EXPECT_EQ(step.record.approval->under, stage.substitutions[0].id);
}

TEST(Approve, RefusesAReasonInPlaceOfTheRecordAndSaysWhatWouldBeRight) {
  Stage stage{signed_by("Trần Văn An")};
  const auto step = stage.attempt(PlanAction::approve,
                                  PlanInput{.reason = "đi công tác", .signer = hai().name}, hai());
  expect_refused(step, refuse::not_the_signer);
  EXPECT_EQ(step.error().problems()[0].arguments,
            (Arguments{{"signer", "Trần Văn An"}, {"who", hai().name}, {"date", "2026-03-02"}}));
}

TEST(Approve, RefusesASubstituteOutsideTheDaysOfTheRecord) {
  auto ended = standing_in("Trần Văn An");
  ended.ended_on = day("2026-03-02");
  for (const auto& one :
       {standing_in("Trần Văn An", "2026-03-03"), ended,
        standing_in("Trần Văn An", "2026-01-01", "2026-03-01"), standing_in("Vũ Thị Hoa")}) {
    Stage stage{signed_by("Trần Văn An")};
    stage.substitutions = {one};
    expect_refused(stage.attempt(PlanAction::approve, PlanInput{}, hai()), refuse::not_the_signer);
  }
  ended.ended_on = day("2026-03-03");
  Stage stage{signed_by("Trần Văn An")};
  stage.substitutions = {ended};
  stage.must(PlanAction::approve, PlanInput{}, hai());
}

TEST(Approve, DoesNotReachBackToADayOnWhichASubstitutionHeld) {
  Stage stage{signed_by("Trần Văn An")};
  stage.substitutions = {standing_in("Trần Văn An", "2026-01-01", "2026-03-01")};
  expect_refused(
      stage.attempt(PlanAction::approve, PlanInput{.signed_on = day("2026-03-01")}, hai()),
      refuse::not_the_signer);
}

TEST(Approve, RefusesASubstituteWhoActsUnderAnothersRecord) {
  Stage stage{signed_by("Trần Văn An")};
  stage.substitutions = {standing_in("Trần Văn An")};
  expect_refused(stage.attempt(PlanAction::approve, PlanInput{}, of_two_hats),
                 refuse::not_the_signer);
  expect_refused(stage.attempt(PlanAction::approve, PlanInput{.signer = hai().name}, of_two_hats),
                 refuse::not_the_signer);
}

TEST(Approve, NobodySignsInTheNameOfAnother) {
  Plan plan = inspection_plan();
  plan.signer = Signer{"", "", "GIÁM ĐỐC", hai().name};
  Stage stage{plan};
  expect_refused(stage.attempt(PlanAction::approve,
                               PlanInput{.reason = "ký thay", .signer = "Trần Văn An"}, hai()),
                 refuse::not_the_signer);
}

PlanInput paper_signature() {
  return PlanInput{
      .signer = "Trần Văn An", .signed_on = day("2026-02-27"), .signed_file = sha256("ảnh chụp")};
}

TEST(Approve, LetsAClerkRecordAPaperSignature) {
  Stage stage{inspection_plan()};
  const auto bare = stage.attempt(PlanAction::approve, PlanInput{}, thu());
  ASSERT_FALSE(bare);
  EXPECT_THAT(codes_of(bare.error()), ElementsAre("missing", "missing", "missing"));
  stage.must(PlanAction::approve, paper_signature(), thu());
  EXPECT_TRUE(stage.record.approval->on_paper);
  EXPECT_EQ(stage.record.approval->signer, "Trần Văn An");
  EXPECT_EQ(stage.record.approval->signed_on, day("2026-02-27"));
  EXPECT_EQ(stage.record.approval->recorded_by, thu().user);
}

TEST(Approve, TakesAPaperThatASubstituteSignedOnADayOfTheRecord) {
  Stage stage{signed_by("Vũ Thị Hoa")};
  auto input = paper_signature();
  input.signer = hai().name;
  input.reason = "Phó Giám đốc ký thay từ 01/02/2026";
  expect_refused(stage.attempt(PlanAction::approve, input, thu()), refuse::not_the_signer);
  stage.substitutions = {standing_in("Vũ Thị Hoa", "2026-02-28", "2026-03-31")};
  expect_refused(stage.attempt(PlanAction::approve, input, thu()), refuse::not_the_signer);
  stage.substitutions = {standing_in("Vũ Thị Hoa", "2026-02-01", "2026-02-27")};
  const auto step = stage.must(PlanAction::approve, input, thu());
  EXPECT_EQ(step.record.approval->under, stage.substitutions[0].id);
  EXPECT_TRUE(step.record.approval->on_paper);
}

TEST(Approve, RefusesAPaperUnderWhichAWriterOfItSigned) {
  const auto drafter = person("Trần Văn An", {Role::planner, Role::approver});
  Stage named{signed_by("Trần Văn An"), drafter};
  named.named_user = drafter.user;
  expect_refused(named.attempt(PlanAction::approve, paper_signature(), thu()), refuse::own_draft);
  Stage substituted{signed_by("Vũ Thị Hoa"), hai()};
  substituted.substitutions = {standing_in("Vũ Thị Hoa")};
  auto input = paper_signature();
  input.signer = hai().name;
  expect_refused(substituted.attempt(PlanAction::approve, input, thu()), refuse::own_draft);
}

TEST(Approve, RefusesASignatureOfTomorrow) {
  Stage stage{inspection_plan()};
  auto input = paper_signature();
  input.signed_on = day("2026-03-03");
  expect_refused(stage.attempt(PlanAction::approve, input, thu()), refuse::date_in_future);
}

TEST(Approve, AsksAnInspectionPlanForLeaderAndVisitAtOnce) {
  Plan plan = inspection_plan();
  plan.teams[0].members[0].role = TeamRole::deputy;
  plan.visits.clear();
  Stage stage{plan};
  const auto step = stage.attempt(PlanAction::approve, PlanInput{}, hai());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("no_leader", "no_visit"));
}

TEST(Approve, AsksOtherKindsForNeither) {
  for (const auto& plan : {implementation_plan(), guidance_letter()}) {
    Stage stage{plan};
    stage.must(PlanAction::approve, PlanInput{}, hai());
    EXPECT_EQ(stage.record.state, PlanState::approved);
  }
}

TEST(Approve, RefusesWhileAnErrorIsOpen) {
  Stage stage{double_booked()};
  const auto step = stage.attempt(PlanAction::approve, PlanInput{}, hai());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), Contains("open_error"));
  EXPECT_THAT(step.error().pointer(), ::testing::StartsWith("/visits/"));
}

TEST(Approve, LeavesNumberAndDateForLater) {
  Plan plan = inspection_plan();
  plan.number.clear();
  plan.date = PartialDate{2026, 3, std::nullopt};
  Stage stage{plan};
  stage.must(PlanAction::approve, PlanInput{}, hai());
}

TEST(Override, IsProposedByThePlannerAndTakesEffectWithTheApproval) {
  Stage stage{double_booked()};
  auto overrides = keep_all(stage.record.content);
  for (auto& one : overrides) one.effective = true;  // nobody can say so himself
  stage.must(PlanAction::submit, PlanInput{.overrides = overrides}, lan());
  ASSERT_FALSE(stage.record.overrides.empty());
  EXPECT_FALSE(stage.record.overrides[0].effective);
  EXPECT_EQ(stage.record.overrides[0].by, lan().user);
  stage.approved();
  EXPECT_TRUE(stage.record.overrides[0].effective);
}

TEST(Override, NeedsAReasonAndAWarning) {
  Stage stage{double_booked()};
  auto overrides = keep_all(stage.record.content);
  overrides[0].reason.clear();
  expect_refused(stage.attempt(PlanAction::edit, PlanInput{.overrides = overrides}, lan()),
                 refuse::missing);
  const Override nothing{.code = "TEAM_DOUBLE_BOOKED", .pointer = "/visits/9", .reason = "vì thế"};
  expect_refused(stage.attempt(PlanAction::submit, PlanInput{.overrides = {nothing}}, lan()),
                 refuse::no_such_warning);
}

TEST(Override, CannotStandForANumber) {
  Plan plan = inspection_plan();
  plan.number.clear();
  Stage stage{plan};
  const auto warnings = find_warnings(plan, DaysOff::vietnam());
  const auto missing = std::find_if(warnings.begin(), warnings.end(), [](const Warning& one) {
    return one.code == "MISSING_NUMBER";
  });
  ASSERT_NE(missing, warnings.end());
  expect_refused(stage.attempt(PlanAction::edit, PlanInput{.overrides = {keep(*missing)}}, lan()),
                 refuse::not_overridable);
}

TEST(Override, ReplacesTheOneBefore) {
  Stage stage{double_booked()};
  const auto overrides = keep_all(stage.record.content);
  stage.must(PlanAction::edit, PlanInput{.overrides = overrides}, lan());
  stage.must(PlanAction::edit, PlanInput{.overrides = overrides}, lan());
  EXPECT_EQ(stage.record.overrides.size(), overrides.size());
}

TEST(Number, SetsNumberAndDate) {
  Plan plan = inspection_plan();
  plan.number.clear();
  plan.date.reset();
  Stage stage{plan};
  stage.approved().numbered("45/KH-SGT");
  EXPECT_EQ(stage.record.state, PlanState::approved);
  EXPECT_EQ(stage.record.number, "45/KH-SGT");
  EXPECT_EQ(stage.record.date, (PartialDate{2026, 3, 2}));
}

TEST(Number, NamesBothThatAreMissing) {
  Stage stage{inspection_plan()};
  stage.approved();
  const auto step = stage.attempt(PlanAction::number, PlanInput{}, thu());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("number_missing", "date_missing"));
  EXPECT_THAT(step.error().open_actions(),
              UnorderedElementsAre("return", "number", "notify", "correct", "cancel"));
}

TEST(Number, RefusesADateBeforeTheSignatureOrAfterToday) {
  Stage stage{inspection_plan()};
  stage.approved();
  expect_refused(
      stage.attempt(PlanAction::number, PlanInput{.number = "1", .date = day("2026-03-01")}, thu()),
      refuse::date_before_signature);
  expect_refused(
      stage.attempt(PlanAction::number, PlanInput{.number = "1", .date = day("2026-03-03")}, thu()),
      refuse::date_in_future);
}

TEST(Number, RefusesAnotherContentThanTheApproved) {
  Stage stage{inspection_plan()};
  stage.approved();
  stage.record.content.title = "Khác";
  expect_refused(
      stage.attempt(PlanAction::number, PlanInput{.number = "1", .date = day("2026-03-02")}, thu()),
      refuse::content_changed);
}

TEST(Correct, KeepsTheLetterAndChangesNothingElse) {
  for (const PlanState state :
       {PlanState::approved, PlanState::notified, PlanState::inspected, PlanState::concluded}) {
    Stage stage{inspection_plan()};
    stage.notified();
    stage.record.state = state;
    const auto step = stage.must(
        PlanAction::correct,
        PlanInput{.reason = "sai số điện thoại", .number = "99/SGT-VP", .date = day("2026-03-02")},
        thu());
    EXPECT_EQ(step.record.state, state);
    ASSERT_EQ(step.record.corrections.size(), 1u);
    EXPECT_EQ(step.record.corrections[0].number, "99/SGT-VP");
    EXPECT_EQ(step.record.content, stage.record.content);
    EXPECT_TRUE(step.notices.empty());
  }
}

TEST(Correct, NamesNumberDateAndTextThatAreMissing) {
  Stage stage{inspection_plan()};
  stage.notified();
  const auto step = stage.attempt(PlanAction::correct, PlanInput{}, thu());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("number_missing", "date_missing", "missing"));
}

TEST(Cancel, OfADraftTellsNobody) {
  for (const bool approve : {false, true}) {
    Stage stage{inspection_plan()};
    if (approve) stage.approved();
    expect_refused(stage.attempt(PlanAction::cancel, PlanInput{}, lan()), refuse::missing);
    const auto step = stage.must(PlanAction::cancel, PlanInput{.reason = "không làm nữa"}, lan());
    EXPECT_EQ(step.record.state, PlanState::cancelled);
    EXPECT_THAT(step.notices, IsEmpty());
    EXPECT_EQ(step.record.number, "12/KH-SGT") << "a number stays void";
  }
}

TEST(Cancel, OfANotifiedPlanTellsAllWhoWereTold) {
  Stage stage{inspection_plan()};
  const auto told = stage.notified().record;
  const auto bare = stage.attempt(PlanAction::cancel, PlanInput{}, hai());
  ASSERT_FALSE(bare);
  EXPECT_THAT(codes_of(bare.error()), ElementsAre("missing", "document_needed"));
  const auto step = stage.must(PlanAction::cancel,
                               PlanInput{.reason = "thiên tai", .document = "60/QĐ-SGT"}, hai());
  ASSERT_EQ(step.notices.size(), 1u);
  EXPECT_EQ(step.notices[0].kind, NoticeKind::plan_cancelled);
  EXPECT_EQ(step.notices[0].to, notice_audience(told.content, told.duties, stage.directory));
  EXPECT_EQ(step.notices[0].document, "60/QĐ-SGT");
  EXPECT_EQ(step.dropped_because, "plan_cancelled");
}

TEST(Cancel, EndsAnAmendmentThatIsUnderWay) {
  Stage stage{inspection_plan()};
  stage.notified();
  stage.must(PlanAction::amend, PlanInput{.reason = "đổi", .content = inspection_plan()}, lan());
  stage.must(PlanAction::cancel, PlanInput{.reason = "thiên tai", .document = "60/QĐ-SGT"}, hai());
  EXPECT_EQ(stage.record.amendment, std::nullopt);
}

TEST(EveryAct, LeavesARecordOfStateBeforeAndAfter) {
  Stage stage{inspection_plan()};
  const auto step = stage.must(PlanAction::approve, PlanInput{.reason = "đồng ý"}, hai());
  ASSERT_EQ(step.events.size(), 1u);
  EXPECT_EQ(step.events[0].code, "plan.approved");
  EXPECT_EQ(step.events[0].why, "đồng ý");
  EXPECT_THAT(step.events[0].before,
              Contains(std::pair<std::string, std::string>{"state", "drafted"}));
  EXPECT_THAT(step.events[0].after,
              Contains(std::pair<std::string, std::string>{"state", "approved"}));
}

TEST(Number, StandsOnOneLine) {
  Stage stage{inspection_plan()};
  stage.approved();
  for (const auto* number :
       {"3/KH-SNV\r\nX: y", "3/KH\t", "3/KH\x7F", "3/KH\u0085", "3/KH\u2028"}) {
    const auto step = stage.attempt(PlanAction::number,
                                    PlanInput{.number = number, .date = day("2026-03-02")}, thu());
    expect_refused(step, refuse::not_on_one_line);
    EXPECT_EQ(step.error().pointer(), "/number");
  }
  stage.must(PlanAction::number, PlanInput{.number = "3/KH-SGT–Đ", .date = day("2026-03-02")},
             thu());
}

}  // namespace
}  // namespace inspectord
