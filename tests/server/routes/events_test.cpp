// SPDX-License-Identifier: Apache-2.0
// What the journal keeps of an act, and who sees it.
#include "tests/server/routes/bac_giang.hpp"
#include "usecases/directory_cases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// The entries of a code, oldest first, as JSON texts are looked into.
std::vector<JsonValue> entries(const ApiAnswer& answer, std::string_view what) {
  std::vector<JsonValue> found;
  for (const auto& item : answer.list("/items")) {
    if (*item.find("what")->if_string() == what) found.push_back(item);
  }
  return found;
}

std::string said(const JsonValue& entry, std::string_view pointer) {
  const auto* value = entry.at_pointer(pointer);
  if (!value) return "-";
  return value->if_string() ? *value->if_string() : write_json(*value);
}

class ApiJournal : public ::testing::Test {
 protected:
  ApiJournal() { house.import(); }

  ApiAnswer of_plan() { return house.api.get(house.plan + "/events", house.planner); }
  ApiAnswer feed(const std::string& who) { return house.api.get("/api/v1/events?limit=500", who); }
  std::string agency(std::string_view name) {
    const auto all = house.api.get("/api/v1/agencies?limit=500", house.planner);
    for (const auto& one : all.list("/items")) {
      if (*one.find("name")->if_string() == name) return *one.find("id")->if_string();
    }
    throw std::runtime_error("no such agency");
  }

  BacGiang house;
};

TEST_F(ApiJournal, KeepsTheContentBeforeAndAfterAnEdit) {
  auto file = BacGiang::file();
  const auto content = parse_json(file).value();
  const std::string title = said(content, "/title");
  file.replace(file.find(title), title.size(), "Kế hoạch sửa lại");
  BacGiang::must(200, house.act("edit", house.planner, {{"content", parse_json(file).value()}}));
  const auto drafted = entries(of_plan(), "plan.drafted");
  ASSERT_THAT(drafted, SizeIs(1));
  EXPECT_EQ(said(drafted[0], "/before"), "null");
  EXPECT_EQ(said(drafted[0], "/after/content/title"), title);
  const auto edited = entries(of_plan(), "plan.edited");
  ASSERT_THAT(edited, SizeIs(1));
  EXPECT_EQ(said(edited[0], "/before/content/title"), title);
  EXPECT_EQ(said(edited[0], "/after/content/title"), "Kế hoạch sửa lại");
  const auto fed = entries(feed(house.planner), "plan.edited");
  ASSERT_THAT(fed, SizeIs(1));
  EXPECT_EQ(said(fed[0], "/after/content"), "-") << "a feed of whole plans is no feed";
  EXPECT_EQ(said(fed[0], "/after/state"), "drafted");
}

TEST_F(ApiJournal, SaysWhoSignedWhatAndWithWhichOverrides) {
  house.number();
  const auto approved = entries(of_plan(), "plan.approved");
  ASSERT_THAT(approved, SizeIs(1));
  EXPECT_EQ(said(approved[0], "/before/approval"), "-");
  EXPECT_EQ(said(approved[0], "/after/approval/signer"), "Bùi Quang Phát");
  EXPECT_THAT(said(approved[0], "/after/approval/content_hash"), SizeIs(64));
  EXPECT_EQ(said(approved[0], "/before/overrides/0/effective"), "false");
  EXPECT_EQ(said(approved[0], "/after/overrides/0/effective"), "true");
  EXPECT_EQ(said(approved[0], "/after/overrides/0/reason"), "giữ như bản giấy");
  EXPECT_EQ(said(approved[0], "/after/content"), "-") << "what did not change is not repeated";
}

TEST_F(ApiJournal, KeepsContactsWithoutTheirSecrets) {
  const auto contacts = "/api/v1/agencies/" + agency("UBND huyện Lục Nam") + "/contacts";
  BacGiang::must(201, house.api.post(contacts, house.planner,
                                     R"({"kind":"mail","address":"vt@example.vn","label":"VT"})"));
  BacGiang::must(201, house.api.post(contacts, house.planner,
                                     R"({"kind":"mail","address":"vt@example.vn","label":"VP"})"));
  BacGiang::must(201,
                 house.api.post(contacts, house.planner,
                                R"({"kind":"webhook","address":"https://bot.vn/hook/t0k3n"})"));
  const auto answer = feed(house.planner);
  const auto added = entries(answer, "agency.contact_added");
  ASSERT_THAT(added, SizeIs(3));
  EXPECT_EQ(said(added[0], "/before"), "null");
  EXPECT_EQ(said(added[0], "/after/address"), "vt@example.vn");
  EXPECT_EQ(said(added[1], "/before/label"), "VT");
  EXPECT_EQ(said(added[1], "/after/label"), "VP");
  EXPECT_EQ(said(added[2], "/after/address"), "https://bot.vn/...");
  EXPECT_THAT(answer.body, Not(HasSubstr("whsec_")));
  EXPECT_THAT(answer.body, Not(HasSubstr("t0k3n")));
}

TEST_F(ApiJournal, ShowsAnEndpointThatWasDisabledToWhoManagesItsAgency) {
  const auto path = "/api/v1/agencies/" + agency("UBND huyện Lục Nam") + "/contacts";
  const auto made = BacGiang::must(
      201,
      house.api.post(path, house.planner, R"({"kind":"webhook","address":"https://bot.vn/hook"})"));
  const auto id = ContactId::parse(made.text("/id")).value();
  house.api.writer().run(
      [&](Transaction& tx) { endpoint_gone(tx, id, house.api.clock().now(), house.api.house()); });
  for (const auto& who : {house.planner, house.administrator}) {
    const auto gone = entries(feed(who), "endpoint.disabled");
    ASSERT_THAT(gone, SizeIs(1));
    EXPECT_EQ(said(gone[0], "/before/disabled_because"), "null");
    EXPECT_EQ(said(gone[0], "/after/disabled_because"), "gone");
    EXPECT_EQ(said(gone[0], "/subject/id"), made.text("/id"));
  }
  EXPECT_THAT(entries(feed(house.stranger), "endpoint.disabled"), IsEmpty());
}

TEST_F(ApiJournal, ShowsUsersAndTheirTokensToTheirOwnHouse) {
  const auto answer = feed(house.administrator);
  const auto added = entries(answer, "user.added");
  ASSERT_THAT(added, SizeIs(6)) << "all but the stranger";
  EXPECT_EQ(said(added[0], "/after/name"), "Lan");
  EXPECT_EQ(said(added[0], "/after/roles/0"), "planner");
  EXPECT_EQ(said(added[0], "/after/agency_name"), house.department);
  ASSERT_THAT(entries(answer, "user.token_issued"), SizeIs(6));
  for (const auto& token : {house.planner, house.approver, house.administrator})
    EXPECT_THAT(answer.body, Not(HasSubstr(token)));
  EXPECT_THAT(entries(feed(house.stranger), "user.added"), SizeIs(1));
}

TEST_F(ApiJournal, KeepsWhatADirectoryFileChanged) {
  const auto file = [&](const char* short_name) {
    return std::string{
               R"({"format":"inspectord-directory/1","agencies":[{"name":"Sở Y tế","parent":"UBND tỉnh A","short_name":")"} +
           short_name +
           R"("}],"groups":[{"plan":"p","key":"g","members":["Sở Y tế"],"valid_from":"2024-01-01"}]})";
  };
  BacGiang::must(200, house.api.post("/api/v1/directory", house.planner, file("")));
  BacGiang::must(200, house.api.post("/api/v1/directory", house.planner, file("SYT")));
  const auto answer = feed(house.planner);
  const auto imported = entries(answer, "agency.imported");
  ASSERT_THAT(imported, SizeIs(2));
  EXPECT_EQ(said(imported[0], "/before"), "null");
  EXPECT_EQ(said(imported[1], "/before/short_name"), "");
  EXPECT_EQ(said(imported[1], "/after/short_name"), "SYT");
  const auto members = entries(answer, "group.member_added");
  ASSERT_THAT(members, SizeIs(2));
  EXPECT_EQ(said(members[0], "/before"), "null");
  EXPECT_EQ(said(members[0], "/after/valid_from"), "2024-01-01");
  EXPECT_EQ(said(members[0], "/after/agency"), said(imported[0], "/subject/id"));
  EXPECT_EQ(said(members[1], "/before/group"), "g");
  EXPECT_EQ(said(members[1], "/subject/id"), said(members[0], "/subject/id"));
  EXPECT_THAT(entries(feed(house.stranger), "group.member_added"), IsEmpty());
}

}  // namespace
}  // namespace inspectord
