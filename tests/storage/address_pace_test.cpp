// SPDX-License-Identifier: Apache-2.0
#include "storage/address_pace.hpp"

#include "storage/migrations.hpp"
#include "storage/sqlite_connection.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace inspectord {
namespace {

using namespace std::chrono_literals;

class AddressPace : public ::testing::Test {
 protected:
  AddressPace() {
    migrate(*db, start);
    db->begin_write();
  }
  Instant take(std::string_view address, Instant now) {
    return address_pace::take(*db, address, now);
  }

  const Instant start = parse_rfc3339("2026-06-08T01:00:00Z").value();
  std::unique_ptr<Connection> db = open_sqlite(":memory:");
};

TEST_F(AddressPace, LetsSoManyGoAtOnceAndThenOneEachSecond) {
  for (int i = 0; i < address_pace::at_once; ++i) EXPECT_EQ(take("a@x.vn", start), start) << i;
  for (int i = 1; i <= 100; ++i) EXPECT_EQ(take("a@x.vn", start), start + i * 1s);
  EXPECT_EQ(take("b@x.vn", start), start) << "another's places are its own";
}

TEST_F(AddressPace, FreesPlacesAsTimeGoes) {
  for (int i = 0; i < address_pace::at_once; ++i) take("a@x.vn", start);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(take("a@x.vn", start + 10s), start + 10s);
  EXPECT_EQ(take("a@x.vn", start + 10s), start + 11s);
  EXPECT_EQ(take("a@x.vn", start + 1h), start + 1h);
}

TEST_F(AddressPace, IsNotBoundByPlacesOfAClockThatWasAhead) {
  for (int i = 0; i < 100; ++i) take("a@x.vn", start + 24h * 3653);
  EXPECT_EQ(take("a@x.vn", start), start);
  address_pace::forget(*db, start + 1min);
  EXPECT_EQ(db->query("SELECT COUNT(*) FROM address_pace").front().integer(0), 0);
}

}  // namespace
}  // namespace inspectord
