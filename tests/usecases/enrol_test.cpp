// SPDX-License-Identifier: Apache-2.0
#include "usecases/enrol.hpp"

#include "tests/support/acting_house.hpp"
#include "usecases/directory_cases.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace invented;

/// A house whose directory file came before its first plan.
class DirectoryFirst : public ::testing::Test {
 protected:
  AgencyId listed(const std::string& name) {
    DirectoryFile file;
    file.agencies.emplace_back();
    file.agencies.back().name = name;
    ActingHouse::must(import_directory(acting.tx(), file, lan, acting.now, acting.house));
    return find_agencies_named(acting.tx(), name).at(0);
  }
  std::map<std::string, AgencyId> enrolled(const Plan& plan) {
    PlanRecord record;
    record.owner = lan.agency;
    return enrol(acting.tx(), plan, record, acting.now, acting.house);
  }
  static Plan plan_naming(const std::string& name, const std::string& place) {
    Plan plan = inspection_plan();
    plan.place = place;
    plan.agencies.push_back(agency("don-vi", name));
    return plan;
  }

  ActingHouse acting;
  const Actor lan = acting.user("lan", "Sở Giao thông", {Role::planner});
};

TEST_F(DirectoryFirst, GivesItsAgenciesToThePlanThatNamesThem) {
  const auto ben = listed("UBND xã Bến");
  EXPECT_EQ(enrolled(plan_naming("UBND xã Bến", "An Giang")).at("don-vi"), ben);
  EXPECT_EQ(find_agencies_named(acting.tx(), "UBND xã Bến").size(), 1u);
  EXPECT_EQ(enrolled(plan_naming("UBND xã Bến", "An Giang")).at("don-vi"), ben);
}

TEST_F(DirectoryFirst, GivesThemToOnePlaceAlone) {
  const auto ben = listed("UBND xã Bến");
  enrolled(plan_naming("UBND xã Bến", "An Giang"));
  EXPECT_NE(enrolled(plan_naming("UBND xã Bến", "Lạng Sơn")).at("don-vi"), ben);
}

TEST_F(DirectoryFirst, GivesNobodyElsesAgencies) {
  const auto mai = acting.user("mai", "Sở Xây dựng", {Role::planner});
  DirectoryFile file;
  file.agencies.emplace_back();
  file.agencies.back().name = "UBND xã Bến";
  ActingHouse::must(import_directory(acting.tx(), file, mai, acting.now, acting.house));
  const auto theirs = find_agencies_named(acting.tx(), "UBND xã Bến").at(0);
  EXPECT_NE(enrolled(plan_naming("UBND xã Bến", "An Giang")).at("don-vi"), theirs);
}

}  // namespace
}  // namespace inspectord
