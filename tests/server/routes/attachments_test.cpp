// SPDX-License-Identifier: Apache-2.0
#include "tests/server/routes/bac_giang.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace inspectord {
namespace {

/// "các biểu mẫu" concern the divisions of the districts, and arrive after the plan was notified.
class ApiAttachments : public ::testing::Test {
 protected:
  ApiAttachments() {
    house.notify();
    file = house.api.post("/api/v1/files", house.clerk, "%PDF-1.7 biểu mẫu\n").text("/sha256");
  }
  ApiAnswer supply(const JsonValue& sha256) {
    return house.act(
        "supplement", house.clerk,
        {{"attachment_notes",
          JsonArray{JsonObject{{"key", "bieu-mau"}, {"kind", "supplied"}, {"file", sha256}}}}});
  }
  std::string user_of(const std::string& agency) {
    return house.api.user("người của " + agency, agency, {Role::agency});
  }

  BacGiang house;
  std::string file;
};

TEST_F(ApiAttachments, AreSuppliedAsAFileThatTheAgencyKeeps) {
  const auto bare = house.act(
      "supplement", house.clerk,
      {{"attachment_notes", JsonArray{JsonObject{{"key", "bieu-mau"}, {"kind", "supplied"}}}}});
  EXPECT_EQ(bare.status, 422) << bare.body;
  EXPECT_EQ(bare.text("/errors/0/pointer"), "/attachment_notes/0/file");
  const auto unknown = supply(std::string(64, 'a'));
  EXPECT_EQ(unknown.status, 422);
  EXPECT_EQ(unknown.text("/errors/0/code"), "unknown_file");
  EXPECT_EQ(supply("abc").status, 422);
  const auto done = supply(file);
  ASSERT_EQ(done.status, 200) << done.body;
  const auto& notes = done.list("/attachment_notes");
  const auto note = std::ranges::find_if(
      notes, [](const JsonValue& one) { return *one.find("key")->if_string() == "bieu-mau"; });
  ASSERT_NE(note, notes.end());
  EXPECT_EQ(*note->at_pointer("/file/href")->if_string(), "/api/v1/files/" + file);
}

TEST_F(ApiAttachments, AreReadByThoseTheyWereSentToAndNobodyElse) {
  const auto concerned = user_of("Phòng Lao động - Thương binh và Xã hội huyện Lục Nam");
  const auto other = user_of("UBND huyện Lục Nam");
  const auto path = "/api/v1/files/" + file;
  EXPECT_EQ(house.api.get(path, concerned).status, 404) << "nothing was sent yet";
  BacGiang::must(200, supply(file));
  const auto read = house.api.get(path, concerned);
  EXPECT_EQ(read.status, 200) << read.body;
  EXPECT_EQ(read.body, "%PDF-1.7 biểu mẫu\n");
  EXPECT_EQ(house.api.get(path, other).status, 404);
  EXPECT_EQ(house.api.get(path, house.stranger).status, 404);
  const auto seen = house.api.get(house.plan, concerned);
  ASSERT_EQ(seen.list("/attachments").size(), 1u) << seen.body;
  EXPECT_EQ(seen.text("/attachments/0/name"), "các biểu mẫu");
  EXPECT_EQ(seen.text("/attachments/0/file/href"), path);
  EXPECT_EQ(house.api.get(house.plan, other).list("/attachments").size(), 0u);
}

TEST_F(ApiAttachments, ThatAreSentDoNotOpenTheOtherFilesOfTheHouse) {
  BacGiang::must(200, supply(file));
  const auto inner = house.api.post("/api/v1/files", house.clerk, "%PDF-1.7 nội bộ\n");
  EXPECT_EQ(house.api
                .get(inner.field("Location"),
                     user_of("Phòng Lao động - Thương binh và Xã hội huyện Lục Nam"))
                .status,
            404);
}

}  // namespace
}  // namespace inspectord
