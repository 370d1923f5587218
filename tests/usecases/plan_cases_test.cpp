// SPDX-License-Identifier: Apache-2.0
#include "usecases/plan_cases.hpp"

#include "storage/files.hpp"
#include "tests/support/acting_house.hpp"
#include "workflow/reasons.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace invented;

class PlanCases : public ::testing::Test {
 protected:
  PlanRecord import(const Plan& plan, const Actor& actor) {
    return ActingHouse::must(import_plan(acting.tx(), plan, actor, acting.now, acting.house))
        .record;
  }
  Result<ActOutcome> attempt(PlanId id, PlanAction action, const PlanInput& input,
                             const Actor& actor) {
    return act_on_plan(acting.tx(), id, std::nullopt, action, input, actor, acting.now,
                       acting.house);
  }
  PlanRecord act(PlanId id, PlanAction action, const PlanInput& input, const Actor& actor) {
    return ActingHouse::must(attempt(id, action, input, actor)).record;
  }
  AgencyId issuer_of(PlanId id) {
    return acting.tx().query("SELECT issuer FROM plans WHERE id = $1", id).front().id<AgencyId>(0);
  }

  ActingHouse acting;
  const Actor lan = acting.user("lan", "Sở Giao thông", {Role::planner});
  const Actor hai = acting.user("hải", "Sở Giao thông", {Role::approver});
  const Actor thu = acting.user("thu", "Sở Giao thông", {Role::clerk});
  const Actor mai = acting.user("mai", "Sở Xây dựng", {Role::planner});
};

TEST_F(PlanCases, AnEditThatNamesAnotherIssuerIsKeptUnderIt) {
  const auto drafted = import(implementation_plan(), lan);
  EXPECT_EQ(issuer_of(drafted.id), lan.agency);
  Plan plan = implementation_plan();
  plan.issuer = "ubnd-tinh";
  plan.key = "cau-duong-tinh-2026";
  plan.kind = PlanKind::guidance_letter;
  plan.addressees = {{"UBND huyện Đông", {"huyen-dong"}}};
  plan.recurring_duties.clear();
  act(drafted.id, PlanAction::edit, PlanInput{.content = plan}, lan);
  EXPECT_EQ(issuer_of(drafted.id), drafted.agencies.at("ubnd-tinh"));
  const auto row =
      acting.tx().query("SELECT key, kind FROM plans WHERE id = $1", drafted.id).front();
  EXPECT_EQ(row.text(0), "cau-duong-tinh-2026");
  EXPECT_EQ(row.text(1), "guidance_letter");
}

TEST_F(PlanCases, AnEditThatGivesAKeyToAnotherAgencyMeansThatAgency) {
  const auto drafted = import(implementation_plan(), lan);
  Plan plan = implementation_plan();
  for (auto& entry : plan.agencies) {
    if (entry.key == "huyen-tay") entry.name = "UBND huyện Nam";
  }
  std::erase_if(plan.agencies, [](const AgencyEntry& entry) { return entry.key == "xa-dong"; });
  act(drafted.id, PlanAction::edit, PlanInput{.content = plan}, lan);
  const auto stored = find_plan(acting.tx(), drafted.id).value();
  EXPECT_EQ(find_agency(acting.tx(), stored.agencies.at("huyen-tay"))->name, "UBND huyện Nam");
  EXPECT_FALSE(stored.agencies.contains("xa-dong"));
  EXPECT_EQ(stored.agencies.at("huyen-dong"), drafted.agencies.at("huyen-dong"));
}

TEST_F(PlanCases, ANumberIsUniqueUnderTheIssuerThatAnEditNamed) {
  Plan plan = implementation_plan();
  plan.issuer = "ubnd-tinh";
  const auto first = import(plan, lan);
  act(first.id, PlanAction::edit, PlanInput{.content = implementation_plan()}, lan);
  Plan same = implementation_plan();
  same.title = "Kế hoạch khác cùng số";
  const auto second = import_plan(acting.tx(), same, lan, acting.now, acting.house);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().reason(), refuse::duplicate_plan);
}

TEST_F(PlanCases, AnEditThatMakesAPlanTheSameAsAnotherIsRefused) {
  const auto there = import(implementation_plan(), lan);
  Plan other = implementation_plan();
  other.title = "Kế hoạch khác";
  other.number = "13/KH-SGT";
  const auto drafted = import(other, lan);
  const auto refused =
      attempt(drafted.id, PlanAction::edit, PlanInput{.content = implementation_plan()}, lan);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason(), refuse::duplicate_plan);
  EXPECT_EQ(refused.error().problems()[0].arguments.at(0).second, there.id.to_string());
  act(there.id, PlanAction::edit, PlanInput{.content = implementation_plan()}, lan);
}

TEST_F(PlanCases, APlanThatIsThereIsRefusedToItsOwnerAndUnknownToOthers) {
  const auto there = import(implementation_plan(), lan);
  const auto again = import_plan(acting.tx(), implementation_plan(), lan, acting.now, acting.house);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().reason(), refuse::duplicate_plan);
  const auto elsewhere = import(implementation_plan(), mai);
  EXPECT_NE(elsewhere.id, there.id);
  EXPECT_EQ(elsewhere.owner, mai.agency);
}

TEST_F(PlanCases, ANumberGivenByOneOwnerIsNotTakenForAnother) {
  const auto sign = acting.user("sơn", "Sở Xây dựng", {Role::approver});
  const auto clerk = acting.user("xuân", "Sở Xây dựng", {Role::clerk});
  const PlanInput approve_own{.signer = hai.name};
  const PlanInput approve_other{.signer = sign.name};
  const PlanInput number{.number = "15/KH-SGT", .date = acting.house.zone.date_of(acting.now)};
  Plan plan = implementation_plan();
  plan.number.clear();
  plan.date.reset();
  const auto first = import(plan, lan);
  act(first.id, PlanAction::approve, approve_own, hai);
  act(first.id, PlanAction::number, number, thu);
  plan.title = "Kế hoạch khác";
  const auto own = import(plan, lan);
  act(own.id, PlanAction::approve, approve_own, hai);
  const auto taken = attempt(own.id, PlanAction::number, number, thu);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().reason(), refuse::number_taken);
  const auto others = import(plan, mai);
  act(others.id, PlanAction::approve, approve_other, sign);
  EXPECT_EQ(act(others.id, PlanAction::number, number, clerk).number, "15/KH-SGT");
}

TEST_F(PlanCases, ASignedFileIsOneThatTheAgencyKeeps) {
  const auto drafted = import(implementation_plan(), lan);
  const auto today = acting.house.zone.date_of(acting.now);
  const PlanInput paper{.signer = "Trần Văn An", .signed_on = today, .signed_file = sha256("ảnh")};
  const StoredFile file{.sha256 = sha256("ảnh"), .size = 4, .media_type = "image/png"};
  const auto nowhere = attempt(drafted.id, PlanAction::approve, paper, thu);
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().reason(), refuse::unknown_file);
  EXPECT_EQ(nowhere.error().pointer(), "/signed_file");
  file_rows::own(acting.tx(), file, mai.agency, acting.now);
  EXPECT_FALSE(attempt(drafted.id, PlanAction::approve, paper, thu)) << "another agency keeps it";
  file_rows::own(acting.tx(), file, lan.agency, acting.now);
  EXPECT_EQ(act(drafted.id, PlanAction::approve, paper, thu).state, PlanState::approved);
}

TEST_F(PlanCases, ASuppliedAttachmentIsAFileThatTheAgencyKeeps) {
  Plan plan = implementation_plan();
  plan.attachments = {{"phu-luc", "Phụ lục 02", "theo phụ lục gửi kèm", {}}};
  const auto drafted = import(plan, lan);
  const StoredFile file{.sha256 = sha256("phụ lục"), .size = 9, .media_type = "text/plain"};
  file_rows::own(acting.tx(), file, mai.agency, acting.now);
  PlanInput notify;
  notify.attachment_notes = {
      {.key = "phu-luc", .kind = AttachmentNote::Kind::supplied, .file = file.sha256}};
  const auto refused = attempt(drafted.id, PlanAction::notify, notify, thu);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason(), refuse::unknown_file);
  EXPECT_EQ(refused.error().pointer(), "/attachment_notes/0/file");
}

/// A plan that is in force.
PlanId in_force(ActingHouse& acting, PlanId id, const Actor& clerk, const Actor& approver) {
  const auto record = find_plan(acting.tx(), id).value();
  const auto act = [&](PlanAction action, const PlanInput& input, const Actor& actor) {
    ActingHouse::must(
        act_on_plan(acting.tx(), id, std::nullopt, action, input, actor, acting.now, acting.house));
  };
  act(PlanAction::approve, {}, approver);
  act(PlanAction::number, {.number = "15/KH-SGT", .date = acting.house.zone.date_of(acting.now)},
      clerk);
  PlanInput notify;
  for (const auto& duty : record.content.duties)
    notify.reach_waivers.push_back({.target = "duty:" + duty.key, .reason = "báo bằng công văn"});
  act(PlanAction::notify, notify, clerk);
  return id;
}

TEST_F(PlanCases, AnAmendmentThatWasNotReadFromAFileIsHeldAgainstTheRulesOfOne) {
  const auto id = in_force(acting, import(implementation_plan(), lan).id, thu, hai);
  Plan broken = implementation_plan();
  broken.duties[0].due.day.reset();
  broken.duties[1].to = "khong-co";
  const auto refused =
      attempt(id, PlanAction::amend, {.reason = "điều chỉnh", .content = broken}, lan);
  ASSERT_FALSE(refused);
  std::vector<std::string> pointers;
  for (const auto& problem : refused.error().problems()) pointers.push_back(problem.pointer);
  EXPECT_THAT(pointers,
              ::testing::UnorderedElementsAre("/content/duties/0/due", "/content/duties/1/to"));
  EXPECT_FALSE(find_plan(acting.tx(), id)->amendment);
  EXPECT_FALSE(import_plan(acting.tx(), broken, mai, acting.now, acting.house))
      << "nor does such a plan enter the house";
}

TEST_F(PlanCases, AnAmendmentThatMakesAPlanTheSameAsAnotherIsRefused) {
  Plan other = implementation_plan();
  other.title = "Kế hoạch khác";
  other.number.clear();
  const auto there = import(other, lan);
  Plan plan = implementation_plan();
  plan.number.clear();
  plan.date.reset();
  const auto id = in_force(acting, import(plan, lan).id, thu, hai);
  const auto refused =
      attempt(id, PlanAction::amend, {.reason = "điều chỉnh", .content = other}, lan);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason(), refuse::duplicate_plan);
  EXPECT_EQ(refused.error().problems()[0].arguments.at(0).second, there.id.to_string());
}

}  // namespace
}  // namespace inspectord
