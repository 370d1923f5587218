// SPDX-License-Identifier: Apache-2.0
#include "server/kept_actors.hpp"

#include "storage/migrations.hpp"
#include "storage/sqlite_connection.hpp"
#include "tests/support/temporary_directory.hpp"
#include "usecases/user_cases.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

const Instant now = parse_rfc3339("2026-03-02T08:00:00+07:00").value();
constexpr std::chrono::minutes an_hour{60};

class Actors : public ::testing::Test {
 protected:
  Actors() {
    (void)migrate(*writing, now);
    const auto agency = AgencyId::make(now, random);
    writing->execute("INSERT INTO agencies (id, name) VALUES ($1, 'Sở Y tế')", agency);
    insert_user(*writing, {.id = user, .name = "lan", .agency = agency, .roles = {Role::planner}},
                now);
    insert_token(*writing, lasting, user, "", std::nullopt, now);
    insert_token(*writing, short_lived, user, "", now + an_hour, now);
  }

  bool knows(const Sha256& token, Instant at = now) {
    reading->begin_read();
    const auto actor = actors.find(*reading, token, at);
    reading->end_read();
    EXPECT_TRUE(!actor || actor->user == user);
    return actor.has_value();
  }

  TemporaryDirectory folder;
  SeededRandom random{5};
  const UserId user = UserId::make(now, random);
  const Sha256 lasting = sha256("a"), short_lived = sha256("b");
  std::unique_ptr<Connection> writing = open_sqlite(folder.path() / "house.db");
  std::unique_ptr<Connection> reading = open_sqlite(folder.path() / "house.db");
  KeptActors actors;
};

}  // namespace

TEST_F(Actors, AreKnownByTheirTokens) {
  EXPECT_TRUE(knows(lasting));
  EXPECT_TRUE(knows(lasting));
  EXPECT_FALSE(knows(sha256("c")));
}

TEST_F(Actors, AreUnknownFromTheRevocationOn) {
  ASSERT_TRUE(knows(lasting));
  revoke_token(*writing, lasting, now);
  EXPECT_FALSE(knows(lasting));
  EXPECT_FALSE(knows(lasting));
}

TEST_F(Actors, AreUnknownOnceTheyAreDisabled) {
  ASSERT_TRUE(knows(lasting));
  writing->execute("UPDATE users SET disabled_at = $1", now);
  EXPECT_FALSE(knows(lasting));
}

TEST_F(Actors, AreUnknownOnceTheTokenHasExpiredThoughNothingWasWritten) {
  EXPECT_TRUE(knows(short_lived));
  EXPECT_TRUE(knows(short_lived, now + an_hour - std::chrono::milliseconds{1}));
  EXPECT_FALSE(knows(short_lived, now + an_hour));
}

TEST_F(Actors, AreAllowedWhatTheirRolesSayNow) {
  ASSERT_TRUE(knows(lasting));
  writing->execute("UPDATE users SET roles = 'auditor'");
  reading->begin_read();
  const auto actor = actors.find(*reading, lasting, now);
  EXPECT_EQ(actor->roles, Roles{Role::auditor});
}

}  // namespace inspectord
