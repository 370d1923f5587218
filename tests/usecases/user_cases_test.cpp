// SPDX-License-Identifier: Apache-2.0
#include "usecases/user_cases.hpp"

#include "tests/support/acting_house.hpp"
#include "usecases/directory_cases.hpp"
#include "words/catalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::HasSubstr;

class UserCases : public ::testing::Test {
 protected:
  AgencyId agency(const std::string& name, const std::string& parent) {
    const auto id = AgencyId::make(acting.now, acting.random);
    save_agency(acting.tx(),
                {.id = id,
                 .name = name,
                 .short_name = {},
                 .level = {},
                 .parent_name = parent,
                 .firm = false,
                 .aliases = {},
                 .valid_from = {},
                 .valid_to = {}},
                id);
    return id;
  }
  Result<UserId> add(const std::string& name, const HomeAgency& home) {
    return add_user(acting.tx(), name, home, {Role::planner}, acting.now, acting.house);
  }
  AgencyId home_of(const std::string& name) {
    return find_user_by_name(acting.tx(), name).value().agency;
  }

  ActingHouse acting;
};

TEST_F(UserCases, AnAmbiguousAgencyIsRefusedWithTheCandidates) {
  agency("Sở Y tế", "UBND tỉnh Bắc Giang");
  agency("Sở Y tế", "UBND tỉnh An Giang");
  const auto refused = add("lan", {.name = "Sở Y tế"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason(), refuse::ambiguous_agency);
  const auto said = describe(Language::en, refused.error().problems()[0]);
  EXPECT_THAT(said, HasSubstr("Sở Y tế (UBND tỉnh Bắc Giang)"));
  EXPECT_THAT(said, HasSubstr("Sở Y tế (UBND tỉnh An Giang)"));
}

TEST_F(UserCases, TheBodyAboveSaysWhichAgencyIsMeant) {
  agency("Sở Y tế", "UBND tỉnh Bắc Giang");
  const auto an_giang = agency("Sở Y tế", "UBND tỉnh An Giang");
  ActingHouse::must(add("lan", {.name = "Sở Y tế", .under = "UBND tỉnh An Giang"}));
  EXPECT_EQ(home_of("lan"), an_giang);
}

TEST_F(UserCases, UnderABodyThatHasNoneYetAnAgencyIsAddedThere) {
  const auto bac_giang = agency("Sở Y tế", "UBND tỉnh Bắc Giang");
  ActingHouse::must(add("lan", {.name = "Sở Y tế", .under = "UBND tỉnh An Giang"}));
  EXPECT_NE(home_of("lan"), bac_giang);
  EXPECT_EQ(find_agency(acting.tx(), home_of("lan"))->parent_name, "UBND tỉnh An Giang");
}

TEST_F(UserCases, AHouseThatWasKnownByItsNameAloneIsTheOneUnderTheBodyNamedLater) {
  ActingHouse::must(add("lan", {.name = "Sở Y tế"}));
  ActingHouse::must(add("minh", {.name = "Sở Y tế", .under = "UBND tỉnh An Giang"}));
  EXPECT_EQ(home_of("minh"), home_of("lan"));
  EXPECT_EQ(find_agency(acting.tx(), home_of("lan"))->parent_name, "UBND tỉnh An Giang");
}

}  // namespace
}  // namespace inspectord
