// SPDX-License-Identifier: Apache-2.0
// Requests with an Idempotency-Key, one after the other. Many at once: tests/journeys.
#include "tests/server/routes/bac_giang.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using testing::SizeIs;

class ApiKeys : public ::testing::Test {
 protected:
  ApiAnswer make_feed(const std::string& who, const std::string& key,
                      const std::string& body = R"({"scope":"house"})") {
    return house.api.post("/api/v1/feeds", who, body, {{"Idempotency-Key", key}});
  }
  std::size_t feeds() {
    return house.api.get("/api/v1/feeds", house.planner).list("/items").size();
  }

  BacGiang house;
};

TEST_F(ApiKeys, GiveTheSameAnswerAgain) {
  const auto first = make_feed(house.planner, "\"k-1\"");
  ASSERT_EQ(first.status, 201) << first.body;
  const auto again = make_feed(house.planner, "k-1");
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body) << "with the token that is shown once";
  for (const auto* name : {"Location", "ETag", "Cache-Control", "Content-Type"})
    EXPECT_EQ(again.field(name), first.field(name)) << name;
  EXPECT_EQ(feeds(), 1u);
}

TEST_F(ApiKeys, AreNotForAnotherBodyOrAddress) {
  BacGiang::must(201, make_feed(house.planner, "k-1"));
  const auto other = make_feed(house.planner, "k-1", R"({"scope":"house","label":"x"})");
  EXPECT_EQ(other.status, 422) << other.body;
  EXPECT_EQ(other.text("/code"), "idempotency_key_reused");
  const auto elsewhere = house.api.post("/api/v1/directory", house.planner, R"({"scope":"house"})",
                                        {{"Idempotency-Key", "k-1"}});
  EXPECT_EQ(elsewhere.status, 422) << elsewhere.body;
  EXPECT_EQ(feeds(), 1u);
}

TEST_F(ApiKeys, AreEachUsersOwn) {
  const auto one = make_feed(house.planner, "k-1");
  const auto other = make_feed(house.administrator, "k-1");
  EXPECT_EQ(other.status, 201) << other.body;
  EXPECT_NE(other.text("/id"), one.text("/id"));
  EXPECT_EQ(make_feed(house.stranger, "k-1").status, 201);
}

TEST_F(ApiKeys, OfARefusedRequestMayBeUsedAgain) {
  house.import();
  const auto submit = [&](const char* version) {
    return house.api.post(house.plan + "/actions/submit", house.planner, "",
                          {{"Idempotency-Key", "k-1"}, {"If-Match", version}});
  };
  EXPECT_EQ(submit("\"v7\"").status, 412);
  const auto done = submit("\"v1\"");
  EXPECT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(submit("\"v1\"").body, done.body) << "the answer was lost, and is asked for again";
  EXPECT_EQ(house.api.get(house.plan, house.planner).text("/version"), "2");
}

TEST_F(ApiKeys, WakeNobodyTwice) {
  house.import();
  const int idle = house.api.times_woken();
  house.number();
  EXPECT_EQ(house.api.times_woken(), idle) << "nothing is due by a submission or a number";
  house.add_contacts();
  const auto notify = [&] {
    return house.api.post(house.plan + "/actions/notify", house.clerk,
                          write_json(BacGiang::attachments_follow()), {{"Idempotency-Key", "k-1"}});
  };
  const int woken = house.api.times_woken();
  BacGiang::must(200, notify());
  EXPECT_EQ(house.api.times_woken(), woken + 1);
  BacGiang::must(200, notify());
  EXPECT_EQ(house.api.times_woken(), woken + 1);
}

TEST_F(ApiKeys, ThatCannotBeReadAreRefused) {
  for (const auto& key :
       std::vector<std::string>{"", "\"\"", "a b", "\"a", "a\x01", std::string(256, 'a')}) {
    const auto refused = make_feed(house.planner, key);
    EXPECT_EQ(refused.status, 400) << key;
    EXPECT_EQ(refused.text("/code"), "bad_idempotency_key");
  }
  const auto twice = house.api.post("/api/v1/feeds", house.planner, R"({"scope":"house"})",
                                    {{"Idempotency-Key", "a"}, {"Idempotency-Key", "b"}});
  EXPECT_EQ(twice.status, 400);
  EXPECT_EQ(feeds(), 0u);
}

TEST_F(ApiKeys, KeepSecretsOnlyForTheTokenThatAsked) {
  const auto made = make_feed(house.planner, "k-1");
  const auto other_token = house.api.token("Lan");
  const auto refused = make_feed(other_token, "k-1");
  EXPECT_EQ(refused.status, 409) << refused.body;
  EXPECT_EQ(refused.text("/code"), "idempotency_answer_sealed");
  const auto secret = made.text("/path").substr(7, 43);
  house.api.writer().run([&](Transaction& tx) {
    for (const auto& row : tx.query("SELECT sealed, answer FROM idempotency")) {
      EXPECT_TRUE(row.boolean(0));
      EXPECT_EQ(row.blob(1).find(secret), std::string::npos);
    }
  });
  house.import();
  const auto submit = [&](const std::string& token) {
    return house.api.post(house.plan + "/actions/submit", token, "", {{"Idempotency-Key", "k-2"}});
  };
  const auto done = BacGiang::must(200, submit(house.planner));
  EXPECT_EQ(submit(other_token).body, done.body) << "without a secret any token of hers will do";
}

}  // namespace
}  // namespace inspectord
