// SPDX-License-Identifier: Apache-2.0
#include "workflow/hand_over.hpp"

#include "tests/support/plan_builder.hpp"
#include "workflow/reminders.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

/// "bao-cao-dong" is due before 4 April, "bao-cao-tay" has no day yet; the directory also knows two
/// communes that the plan does not.
Stage begun() {
  Plan plan = implementation_plan();
  plan.duties[1].due = {.kind = DueKind::undated, .raw = "theo yêu cầu"};
  Stage stage{plan};
  stage.notified();
  for (const std::string name : {"xa-moi", "xa-khac"}) {
    stage.directory.agencies.emplace(
        agency_id(name),
        DirectoryAgency{
            .id = agency_id(name), .name = "UBND " + name, .short_name = {}, .reachable = true});
  }
  return stage;
}

DutyInput to(std::string_view successor) {
  return DutyInput{.reason = "sắp xếp đơn vị hành chính", .successor = agency_id(successor)};
}

std::vector<AgencyId> reminded_of(const Stage& stage, const DutyRecord& duty) {
  std::vector<AgencyId> recipients;
  for (const auto& one :
       wanted_reminders(stage.record, stage.directory, DaysOff::vietnam(), Zone::vietnam())) {
    if (one.target == duty.id.bytes() && one.part == Part::debtor)
      recipients.push_back(one.recipient);
  }
  return recipients;
}

TEST(HandOver, PassesADutyWithItsRemindersToTheSuccessor) {
  auto stage = begun();
  const auto before = stage.duty("bao-cao-dong");
  const auto step = stage.must(before, DutyAction::hand_over, to("xa-moi"), lan());
  const auto& duty = stage.duty("bao-cao-dong");
  EXPECT_EQ(duty.agency, agency_id("xa-moi"));
  EXPECT_EQ(duty.handed_from, agency_id("huyen-dong"));
  EXPECT_EQ(duty.state, DutyState::open);
  EXPECT_EQ(duty.due, before.due);
  EXPECT_EQ(duty.sequence, before.sequence + 1);
  EXPECT_THAT(reminded_of(stage, duty), Contains(agency_id("xa-moi")).Times(6));
  EXPECT_THAT(reminded_of(stage, duty), Not(Contains(agency_id("huyen-dong"))));
  ASSERT_EQ(step.events.size(), 1u);
  EXPECT_EQ(step.events[0].code, "duty.handed_over");
  EXPECT_EQ(step.dropped_because, "handed_over");
}

TEST(HandOver, TellsTheSuccessorThePlanAndNobodyPastItsEnd) {
  auto stage = begun();
  stage.directory.agencies.at(agency_id("huyen-dong")).in_force = false;
  const auto step =
      stage.must(stage.duty("bao-cao-dong"), DutyAction::hand_over, to("xa-moi"), lan());
  ASSERT_EQ(step.notices.size(), 1u);
  EXPECT_EQ(step.notices[0].kind, NoticeKind::plan_notified);
  EXPECT_THAT(step.notices[0].to, ElementsAre(Told{agency_id("xa-moi"), Part::debtor}));
}

TEST(HandOver, TellsAnAgencyOfThePlanThatItsPartHasChangedAndTheFormerDebtorThatItOwesNoMore) {
  auto stage = begun();
  const auto step =
      stage.must(stage.duty("bao-cao-dong"), DutyAction::hand_over, to("huyen-tay"), lan());
  ASSERT_EQ(step.notices.size(), 2u);
  EXPECT_EQ(step.notices[0].kind, NoticeKind::plan_amended);
  EXPECT_THAT(agencies_of(step.notices[0].to), ElementsAre(agency_id("huyen-tay")));
  EXPECT_THAT(step.notices[0].asked, ElementsAre(stage.duty("bao-cao-dong").id))
      << "the rest of its part is as it was";
  EXPECT_EQ(step.notices[1].kind, NoticeKind::plan_amended);
  EXPECT_THAT(agencies_of(step.notices[1].to), ElementsAre(agency_id("huyen-dong")));
  ASSERT_EQ(step.notices[1].released.size(), 1u);
  EXPECT_EQ(step.notices[1].released[0].agency, agency_id("huyen-dong"));
}

TEST(HandOver, PassesWaitingAndReturnedDutiesOnAsTheyAre) {
  auto stage = begun();
  stage.must(stage.duty("bao-cao-tay"), DutyAction::hand_over, to("xa-moi"), lan());
  EXPECT_EQ(stage.duty("bao-cao-tay").state, DutyState::waiting);
  stage.must(stage.duty("bao-cao-tay"), DutyAction::set_date, DutyInput{.date = day("2026-05-20")},
             lan());
  EXPECT_EQ(stage.duty("bao-cao-tay").agency, agency_id("xa-moi")) << "a day changes no debtor";
  stage.must(stage.duty("bao-cao-dong"), DutyAction::submit, filing("2026-03-02"),
             of("huyen-dong"));
  EXPECT_FALSE(
      stage.attempt(stage.duty("bao-cao-dong"), DutyAction::hand_over, to("xa-moi"), lan()))
      << "what was filed is not owed";
  stage.must(stage.duty("bao-cao-dong"), DutyAction::return_, DutyInput{.reason = "thiếu"}, lan());
  stage.must(stage.duty("bao-cao-dong"), DutyAction::hand_over, to("xa-moi"), lan());
  EXPECT_EQ(stage.duty("bao-cao-dong").state, DutyState::returned);
}

TEST(HandOver, NeedsAReasonAndAnotherAgencyThatIsInForceAndCanBeTold) {
  auto stage = begun();
  const auto attempt = [&](const DutyInput& input) {
    const auto step =
        stage.attempt(stage.duty("bao-cao-dong"), DutyAction::hand_over, input, lan());
    return step ? std::vector<std::string>{} : codes_of(step.error());
  };
  EXPECT_THAT(attempt({}), ElementsAre("missing", "missing"));
  EXPECT_THAT(attempt(to("không có")), ElementsAre("no_successor"));
  EXPECT_THAT(attempt(to("huyen-dong")), ElementsAre("no_successor")) << "it is owed by it already";
  stage.directory.agencies.at(agency_id("xa-moi")).reachable = false;
  EXPECT_THAT(attempt(to("xa-moi")), ElementsAre("reaches_nobody"));
  stage.directory.agencies.at(agency_id("xa-moi")).in_force = false;
  EXPECT_THAT(attempt(to("xa-moi")), ElementsAre("no_successor"));
}

TEST(HandOver, IsNotUndoneButHandedOverAgain) {
  auto stage = begun();
  stage.must(stage.duty("bao-cao-dong"), DutyAction::hand_over, to("xa-moi"), lan());
  EXPECT_FALSE(stage.attempt(stage.duty("bao-cao-dong"), DutyAction::undo,
                             DutyInput{.reason = "nhầm"}, lan()));
  stage.must(stage.duty("bao-cao-dong"), DutyAction::hand_over, to("xa-khac"), lan());
  EXPECT_EQ(stage.duty("bao-cao-dong").handed_from, agency_id("huyen-dong"));
  stage.must(stage.duty("bao-cao-dong"), DutyAction::hand_over, to("huyen-dong"), lan());
  EXPECT_FALSE(stage.duty("bao-cao-dong").handed_from);
}

/// The whole way of a revision.
void amend(Stage& stage, const Plan& content) {
  stage.must(PlanAction::amend, PlanInput{.reason = "điều chỉnh", .content = content}, lan());
  stage.must(PlanAction::amend, PlanInput{.signer = hai().name, .step = "approve"}, hai());
  stage.must(PlanAction::amend,
             PlanInput{.number = "30/QĐ-SGT", .date = day("2026-03-02"), .step = "number"}, thu());
  stage.must(PlanAction::amend, PlanInput{.step = "notify"}, thu());
}

TEST(HandOver, OutlivesAnAmendmentThatAsksForAnotherDay) {
  auto stage = begun();
  stage.directory.agencies.at(agency_id("huyen-dong")).in_force = false;
  stage.must(stage.duty("bao-cao-dong"), DutyAction::hand_over, to("xa-moi"), lan());
  Plan other_day = stage.record.content;
  other_day.duties[0].due.day = day("2026-04-20");
  other_day.duties[0].due.raw = "trước ngày 20/4/2026";
  amend(stage, other_day);
  const auto pending = [](const DutyRecord& one) {
    return one.key == "bao-cao-dong" && one.state == DutyState::open;
  };
  ASSERT_EQ(std::ranges::count_if(stage.record.duties, pending), 1);
  const auto& duty = *std::ranges::find_if(stage.record.duties, pending);
  EXPECT_EQ(duty.agency, agency_id("xa-moi"));
  EXPECT_EQ(duty.handed_from, agency_id("huyen-dong"));
  EXPECT_EQ(duty.due->last_on_time, day("2026-04-19"));
}

TEST(HandOver, OutlivesAnAmendmentThatLeavesTheDutyAlone) {
  auto stage = begun();
  stage.directory.agencies.at(agency_id("huyen-dong")).in_force = false;
  stage.must(stage.duty("bao-cao-dong"), DutyAction::hand_over, to("xa-moi"), lan());
  Plan other = stage.record.content;
  other.title += " (sửa đổi)";
  amend(stage, other);
  EXPECT_EQ(stage.count_duties("bao-cao-dong"), 1);
  EXPECT_EQ(stage.duty("bao-cao-dong").agency, agency_id("xa-moi"));
}

}  // namespace
}  // namespace inspectord
