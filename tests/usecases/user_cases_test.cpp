// SPDX-License-Identifier: Apache-2.0
#include "usecases/user_cases.hpp"

#include "tests/support/acting_house.hpp"
#include "usecases/directory_cases.hpp"
#include "words/catalogue.hpp"
#include "workflow/reasons.hpp"

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

TEST_F(UserCases, ASlipInTheNameOfAnAgencyMakesNoNewOne) {
  ActingHouse::must(add("lan", {.name = "Sở Tài nguyên"}));
  const auto refused = add("minh", {.name = "Sở Tài nguyen"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason(), refuse::near_agency);
  EXPECT_THAT(describe(Language::en, refused.error().problems()[0]), HasSubstr("Sở Tài nguyên"));
  EXPECT_FALSE(find_user_by_name(acting.tx(), "minh"));
  ActingHouse::must(add("minh", {.name = "Sở Tài nguyen", .is_new = true}));
  EXPECT_NE(home_of("minh"), home_of("lan"));
  ActingHouse::must(add("mai", {.name = "Sở Tài chính"}));
}

TEST_F(UserCases, AnAgencyHasAName) {
  for (const char* blank : {"", "  "}) {
    const auto refused = add("lan", {.name = blank});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason(), refuse::agency_needed);
  }
}

TEST_F(UserCases, NamesStandOnOneLine) {
  EXPECT_EQ(add("la\nn", {.name = "Sở Y tế"}).error().problems()[0].pointer, "/name");
  EXPECT_EQ(add("lan", {.name = "Sở\tY tế"}).error().problems()[0].pointer, "/agency");
  EXPECT_EQ(add("lan", {.name = "Sở Y tế", .under = "UBND\u2028"}).error().reason(),
            refuse::not_on_one_line);
}

TEST_F(UserCases, AnAgencyThatOnlyFilesIsKeptByTheHouse) {
  ActingHouse::must(add("lan", {.name = "Sở Nội vụ"}));
  ActingHouse::must(add_user(acting.tx(), "xa", {.name = "UBND xã Bến"}, {Role::agency}, acting.now,
                             acting.house));
  EXPECT_EQ(owner_of_agency(acting.tx(), home_of("xa")), home_of("lan"));
  const auto planner = actor_named(acting.tx(), "lan", ActorChannel::http).value();
  EXPECT_TRUE(add_contact(acting.tx(),
                          {.id = {},
                           .agency = home_of("xa"),
                           .kind = ContactKind::mail,
                           .address = "xa@example.vn",
                           .label = {},
                           .secret = {},
                           .language = "vi",
                           .disabled_because = {}},
                          planner, acting.now, acting.house));
}

TEST_F(UserCases, AnAgencyThatPlansOrHasSeveralHousesToChooseFromIsItsOwn) {
  ActingHouse::must(add("lan", {.name = "Sở Nội vụ"}));
  ActingHouse::must(add("mai", {.name = "Sở Xây dựng"}));
  EXPECT_EQ(owner_of_agency(acting.tx(), home_of("mai")), home_of("mai"));
  ActingHouse::must(add_user(acting.tx(), "xa", {.name = "UBND xã Bến"}, {Role::agency}, acting.now,
                             acting.house));
  EXPECT_EQ(owner_of_agency(acting.tx(), home_of("xa")), home_of("xa"));
}

}  // namespace
}  // namespace inspectord
