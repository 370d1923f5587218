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

std::vector<Told> audience(const Plan& plan) {
  return visit_audience(plan, plan.visits[0], directory_of(plan));
}

std::vector<Told> notice(const Plan& plan) {
  std::vector<DutyRecord> duties;
  const auto directory = directory_of(plan);
  for (const auto& duty : plan.duties) {
    DutyRecord record;
    record.key = duty.key;
    record.agency = debtors_of(plan, duty, directory).front();
    duties.push_back(record);
  }
  return notice_audience(plan, duties, directory);
}

TEST(VisitAudience, IsUnitOfficeAndTeam) {
  Plan plan = inspection_plan();
  plan.visits[0].specialist_office = "phong-dong";
  plan.teams[0].support = {member("phong-bao-tri", TeamRole::support_member)};
  EXPECT_THAT(audience(plan), ElementsAre(Told{agency_id("huyen-dong"), Part::unit},
                                          Told{agency_id("phong-dong"), Part::specialist_office},
                                          Told{agency_id("so-giao-thong"), Part::team},
                                          Told{agency_id("so-y-te"), Part::team},
                                          Told{agency_id("phong-bao-tri"), Part::team}));
}

TEST(VisitAudience, LeavesOutSubUnits) {
  Plan plan = inspection_plan();
  plan.visits[0].sub_units = {{"xa-dong", "", ""}};
  EXPECT_THAT(agencies_of(audience(plan)), Not(Contains(agency_id("xa-dong"))));
}

TEST(VisitAudience, TakesLocalMembersOnlyToTheirOwnVisits) {
  Plan plan = inspection_plan();
  plan.visits[0].specialist_office = "phong-dong";
  auto local = member("phong-dong", TeamRole::member);
  local.per_visit = true;
  plan.teams[0].members.push_back(local);
  const auto directory = directory_of(plan);
  EXPECT_THAT(agencies_of(visit_audience(plan, plan.visits[0], directory)),
              Contains(agency_id("phong-dong")));
  EXPECT_THAT(agencies_of(visit_audience(plan, plan.visits[1], directory)),
              Not(Contains(agency_id("phong-dong"))));
}

TEST(VisitAudience, IsTheTeamThatGoes) {
  Plan plan = inspection_plan();
  Team second;
  second.key = "to-2";
  second.members = {member("phong-bao-tri", TeamRole::leader)};
  plan.teams.push_back(second);
  plan.visits[0].team = "to-2";
  EXPECT_THAT(agencies_of(audience(plan)),
              UnorderedElementsAre(agency_id("huyen-dong"), agency_id("phong-bao-tri")));
}

TEST(VisitAudience, TellsAnAgencyOnceThoughItSitsInTheTeamToo) {
  Plan plan = inspection_plan();
  plan.teams[0].members.push_back(member("huyen-dong", TeamRole::member));
  const auto told = audience(plan);
  EXPECT_EQ(std::count(told.begin(), told.end(), Told{agency_id("huyen-dong"), Part::unit}), 1);
  EXPECT_THAT(told, Not(Contains(Told{agency_id("huyen-dong"), Part::team})));
}

TEST(ResultAudience, IsSecretaryAndLeaderAlone) {
  Plan plan = inspection_plan();
  plan.teams[0].members.push_back(member("phong-bao-tri", TeamRole::member));
  plan.teams[0].members.push_back(member("ubnd-tinh", TeamRole::deputy));
  EXPECT_THAT(result_audience(plan, plan.visits[0], directory_of(plan)),
              ElementsAre(Told{agency_id("so-giao-thong"), Part::result},
                          Told{agency_id("so-y-te"), Part::result}));
}

TEST(ResultAudience, IsTheDraftingUnitWhereTheTeamNamesNeither) {
  Plan plan = inspection_plan();
  plan.teams[0].members = {member("so-y-te", TeamRole::member)};
  EXPECT_THAT(result_audience(plan, plan.visits[0], directory_of(plan)),
              ElementsAre(Told{agency_id("phong-bao-tri"), Part::result}));
  plan.drafting_unit.clear();
  EXPECT_THAT(result_audience(plan, plan.visits[0], directory_of(plan)),
              ElementsAre(Told{agency_id("so-giao-thong"), Part::result}));
}

TEST(Debtors, AreAnAgencyTheMembersOfAGroupOrWhoFillsARole) {
  Plan plan = inspection_plan();
  plan.groups = {{"cac-huyen", "UBND các huyện", {"huyen-dong", "huyen-tay"}, {"huyen-tay"}}};
  const auto directory = directory_of(plan);
  Duty duty = plan.duties[0];
  EXPECT_THAT(debtors_of(plan, duty, directory), ElementsAre(agency_id("huyen-dong")));
  duty.owed_by = Debtor{.group = "cac-huyen"};
  EXPECT_THAT(debtors_of(plan, duty, directory), ElementsAre(agency_id("huyen-dong")));
  duty.owed_by = Debtor{.role = "leader"};
  EXPECT_THAT(debtors_of(plan, duty, directory), ElementsAre(agency_id("so-giao-thong")));
  duty.owed_by = Debtor{.role = "secretary"};
  EXPECT_THAT(debtors_of(plan, duty, directory), ElementsAre(agency_id("so-y-te")));
  duty.owed_by = Debtor{.text = "các đơn vị liên quan"};
  EXPECT_THAT(debtors_of(plan, duty, directory), IsEmpty());
}

TEST(NoticeAudience, NamesASuperiorToReportAndNobodyForTheArchive) {
  Plan plan = inspection_plan();
  plan.recipients[0].code = "b/c";
  Recipient archive = recipient("Lưu: VT, BT", {});
  archive.archive = true;
  plan.recipients.push_back(archive);
  const auto told = notice(plan);
  EXPECT_THAT(told, Contains(Told{agency_id("ubnd-tinh"), Part::for_report}));
  EXPECT_EQ(told.size(), 5u);
}

TEST(NoticeAudience, GivesAnExcludedUnitThePlanAndNoVisit) {
  Plan plan = inspection_plan();
  plan.units.push_back({"xa-dong", UnitRole::excluded, "đã thanh tra", ""});
  plan.recipients.push_back(recipient("UBND xã Bến Đông", {"xa-dong"}));
  EXPECT_THAT(notice(plan), Contains(Told{agency_id("xa-dong"), Part::executor}));
}

TEST(NoticeAudience, TakesAddresseesOfALetter) {
  Plan plan = guidance_letter();
  plan.duties.clear();
  EXPECT_THAT(notice(plan), ElementsAre(Told{agency_id("ubnd-tinh"), Part::executor},
                                        Told{agency_id("huyen-dong"), Part::executor},
                                        Told{agency_id("huyen-tay"), Part::executor}));
}

TEST(NoticeAudience, PrefersAVisitToADutyAndADutyToATask) {
  Plan plan = inspection_plan();
  plan.visits.resize(1);
  const auto told = notice(plan);
  EXPECT_THAT(told, Contains(Told{agency_id("huyen-dong"), Part::unit}));
  EXPECT_THAT(told, Contains(Told{agency_id("huyen-tay"), Part::debtor}));
}

TEST(Parts, AreReadBackAsTheyWereWritten) {
  for (const auto part :
       {Part::unit, Part::specialist_office, Part::team, Part::result, Part::debtor, Part::focal,
        Part::executor, Part::for_report, Part::planner}) {
    EXPECT_EQ(parse_part(to_string(part)), part);
  }
  EXPECT_EQ(parse_part("Unit"), std::nullopt);
}

TEST(Directory, TellsNobodyPastItsEndOrWithoutAContact) {
  auto directory = directory_of(inspection_plan());
  const auto id = agency_id("huyen-dong");
  EXPECT_TRUE(directory.can_be_told(id));
  directory.agencies.at(id).in_force = false;
  EXPECT_FALSE(directory.can_be_told(id));
  directory.agencies.at(id).in_force = true;
  directory.agencies.at(id).reachable = false;
  EXPECT_FALSE(directory.can_be_told(id));
  EXPECT_FALSE(directory.can_be_told(id_of<AgencyId>("ai khác")));
}

}  // namespace
}  // namespace inspectord
