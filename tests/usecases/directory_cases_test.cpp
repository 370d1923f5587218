// SPDX-License-Identifier: Apache-2.0
#include "usecases/directory_cases.hpp"

#include "tests/support/acting_house.hpp"
#include "workflow/reasons.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

AgencyListing listing(std::string name, std::string address = {}) {
  AgencyListing agency;
  agency.name = std::move(name);
  if (address.empty()) return agency;
  ContactListing contact;
  contact.address = std::move(address);
  agency.contacts.push_back(std::move(contact));
  return agency;
}

DirectoryFile file_of(std::vector<AgencyListing> agencies) {
  return {.agencies = std::move(agencies), .groups = {}};
}

GroupListing communes(std::string plan) {
  GroupListing group;
  group.plan = std::move(plan);
  group.key = "cac-xa";
  group.members = {"UBND xã Bến"};
  return group;
}

/// Two houses, each with a planner of its own; neither is the other's business.
class TwoHouses : public ::testing::Test {
 protected:
  Result<DirectoryImported> import(const DirectoryFile& file, const Actor& actor) {
    return import_directory(acting.tx(), file, actor, acting.now, acting.house);
  }
  AgencyId id_of(const std::string& name) {
    const auto found = find_agencies_named(acting.tx(), name);
    if (found.size() != 1) throw std::runtime_error(std::to_string(found.size()) + " " + name);
    return found.front();
  }
  std::vector<std::string> addresses_of(const std::string& name) {
    std::vector<std::string> addresses;
    for (const auto& contact : all_contacts_of(acting.tx(), id_of(name)))
      addresses.push_back(contact.address);
    return addresses;
  }

  ActingHouse acting;
  const Actor lan = acting.user("lan", "Sở Giao thông", {Role::planner});
  const Actor mai = acting.user("mai", "Sở Xây dựng", {Role::planner});
};

TEST_F(TwoHouses, ChangeNothingOfEachOthersAgencies) {
  ActingHouse::must(import(file_of({listing("UBND xã Bến", "vt@ben.example")}), lan));
  for (auto listed : {listing("UBND xã Bến", "nghe.len@khac.example"), listing("UBND xã Bến")}) {
    if (listed.contacts.empty()) listed.aliases = {"Bến"};
    const auto refused = import(file_of({listed}), mai);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason(), refuse::foreign_agency);
    EXPECT_EQ(refused.error().reason().kind, RefusalKind::forbidden);
    EXPECT_EQ(refused.error().pointer(), "/agencies/0");
  }
  EXPECT_THAT(addresses_of("UBND xã Bến"), ElementsAre("vt@ben.example"));
  EXPECT_THAT(find_agency(acting.tx(), id_of("UBND xã Bến"))->aliases, IsEmpty());
}

TEST_F(TwoHouses, MayChangeTheirOwnAgain) {
  ActingHouse::must(import(file_of({listing("UBND xã Bến")}), lan));
  ActingHouse::must(import(file_of({listing("UBND xã Bến", "vt@ben.example")}), lan));
  EXPECT_THAT(addresses_of("UBND xã Bến"), ElementsAre("vt@ben.example"));
}

TEST_F(TwoHouses, GiveNoContactsToEachOther) {
  const auto refused = import(file_of({listing("Sở Giao thông", "x@khac.example")}), mai);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason(), refuse::foreign_agency);
  const auto contact = add_contact(acting.tx(),
                                   {.id = {},
                                    .agency = lan.agency,
                                    .kind = ContactKind::mail,
                                    .address = "x@khac.example",
                                    .label = {},
                                    .secret = {},
                                    .language = {},
                                    .disabled_because = {}},
                                   mai, acting.now, acting.house);
  ASSERT_FALSE(contact);
  EXPECT_EQ(contact.error().reason(), refuse::no_such_target);
}

TEST_F(TwoHouses, AreEachManagedByTheirOwnPlanner) {
  ActingHouse::must(import(file_of({listing("Sở Giao thông", "vt@sgt.example")}), lan));
  EXPECT_THAT(addresses_of("Sở Giao thông"), ElementsAre("vt@sgt.example"));
}

TEST_F(TwoHouses, AreManagedByThemselvesAlsoWhereAnotherEnteredThem) {
  ActingHouse::must(import(file_of({listing("UBND xã Bến")}), lan));
  const auto ben = acting.user("bình", "UBND xã Bến", {Role::planner});
  ActingHouse::must(import(file_of({listing("UBND xã Bến", "vt@ben.example")}), ben));
  EXPECT_THAT(addresses_of("UBND xã Bến"), ElementsAre("vt@ben.example"));
}

TEST_F(TwoHouses, HaveGroupsOfTheirOwnUnderTheSameKeys) {
  Plan plan = implementation_plan();
  plan.groups = {{"cac-xa", "UBND các xã", {}, {}}};
  DirectoryFile file = file_of({listing("UBND xã Bến")});
  file.groups = {communes(plan.key)};
  ActingHouse::must(import(file, mai));
  const auto today = acting.house.zone.date_of(acting.now);
  EXPECT_THAT(directory_for(acting.tx(), plan, lan.agency, {}, today).members.at("cac-xa"),
              IsEmpty());
  EXPECT_THAT(directory_for(acting.tx(), plan, mai.agency, {}, today).members.at("cac-xa"),
              SizeIs(1));
}

TEST_F(TwoHouses, MayNameAnAgencyOfTheOtherAsAMember) {
  ActingHouse::must(import(file_of({listing("UBND xã Bến")}), lan));
  DirectoryFile file;
  file.groups = {communes("cau-duong-2026")};
  const auto hidden = import(file, mai);
  ASSERT_FALSE(hidden) << "what another house entered is not looked through";
  EXPECT_EQ(hidden.error().reason(), refuse::unknown_agency);
  file.agencies = {listing("UBND xã Bến")};
  EXPECT_EQ(ActingHouse::must(import(file, mai)).members, 1);
  EXPECT_EQ(owner_of_agency(acting.tx(), id_of("UBND xã Bến")), lan.agency);
}

TEST_F(TwoHouses, AreTheIssuersOfTheirPlansAndNobodyElse) {
  ActingHouse::must(import_plan(acting.tx(), implementation_plan(), lan, acting.now, acting.house));
  EXPECT_EQ(id_of("Sở Giao thông"), lan.agency) << "one entry, not a second of the same name";
  EXPECT_EQ(find_agency(acting.tx(), lan.agency)->parent_name, "UBND tỉnh")
      << "the paper says what user add did not know";
  const auto again = acting.user("hải", "Sở Giao thông", {Role::approver});
  EXPECT_EQ(again.agency, lan.agency);
  ActingHouse::must(import(file_of({listing("Sở Giao thông", "vt@sgt.example")}), lan));
}

TEST_F(TwoHouses, LeaveEachOthersEntriesAsTheyAreWhenAPlanNamesThem) {
  ActingHouse::must(import_plan(acting.tx(), implementation_plan(), lan, acting.now, acting.house));
  Plan plan = implementation_plan();
  plan.key = "nha-o-2026";
  plan.title = "Nhà ở năm 2026";
  plan.agencies.push_back(agency("so-xay-dung", "Sở Xây dựng", "ubnd-tinh"));
  plan.issuer = "so-xay-dung";
  for (auto& entry : plan.agencies) entry.aliases = {"bí danh của " + entry.name};
  ActingHouse::must(import_plan(acting.tx(), plan, mai, acting.now, acting.house));
  EXPECT_THAT(find_agency(acting.tx(), lan.agency)->aliases, IsEmpty());
  EXPECT_THAT(find_agency(acting.tx(), mai.agency)->aliases, SizeIs(1));
}

TEST_F(TwoHouses, RefuseNamesAndLabelsThatDoNotStandOnOneLine) {
  const auto name = import(file_of({listing("Sở Y tế"), listing("Sở\nBcc: x")}), lan);
  ASSERT_FALSE(name);
  EXPECT_EQ(name.error().reason(), refuse::not_on_one_line);
  EXPECT_EQ(name.error().problems()[0].pointer, "/agencies/1/name");
  auto labelled = listing("Sở Y tế", "so-y-te@example.vn");
  labelled.contacts[0].label = "Văn\u0085thư";
  const auto label = import(file_of({labelled}), lan);
  ASSERT_FALSE(label);
  EXPECT_EQ(label.error().problems()[0].pointer, "/agencies/0/contacts/0/label");
  auto alias = listing("Sở Y tế");
  alias.aliases = {"SYT", "S\x7fYT"};
  EXPECT_EQ(import(file_of({alias}), lan).error().problems()[0].pointer, "/agencies/0/aliases/1");
}

}  // namespace
}  // namespace inspectord
