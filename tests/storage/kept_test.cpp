// SPDX-License-Identifier: Apache-2.0
// What a connection keeps holds as long as the rows do: over other connections' acts, rollbacks and
// changes of the directory.
#include "storage/kept.hpp"

#include "storage/agencies.hpp"
#include "storage/migrations.hpp"
#include "storage/plans.hpp"
#include "storage/sqlite_connection.hpp"
#include "tests/support/invented_plans.hpp"
#include "tests/support/temporary_directory.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

const Instant now = parse_rfc3339("2026-03-02T08:00:00+07:00").value();
const LocalDate today = make_date(2026, 3, 2);

class KeptRows : public ::testing::Test {
 protected:
  KeptRows() {
    (void)migrate(*writing, now);
    save_agency(*writing, named("Sở Giao thông", office), office);
    record.id = PlanId::make(now, random);
    record.owner = office;
    record.drafted_by = UserId::make(now, random);
    record.content = invented::implementation_plan();
    record.agencies = {{record.content.issuer, office}};
    writing->begin_write();
    insert_plan(*writing, record, now);
    writing->commit();
  }

  static Agency named(std::string name, AgencyId id) {
    Agency agency;
    agency.id = id;
    agency.name = std::move(name);
    return agency;
  }
  std::string reason(Connection& db) { return find_plan(db, record.id).value().reason; }
  Version version(Connection& db) { return find_plan(db, record.id).value().version; }
  void change(Connection& db, const std::string& reason) {
    const auto before = find_plan(db, record.id).value();
    auto after = before;
    after.reason = reason;
    update_plan(db, before, after, now);
  }
  Directory directory(Connection& db) { return directory_for(db, record, today); }

  TemporaryDirectory folder;
  SeededRandom random{7};
  const AgencyId office = AgencyId::make(now, random);
  std::unique_ptr<Connection> writing = open_sqlite(folder.path() / "house.db");
  std::unique_ptr<Connection> reading = open_sqlite(folder.path() / "house.db");
  PlanRecord record;
};

}  // namespace

TEST_F(KeptRows, APlanIsReadAnewOnceAnotherConnectionHasChangedIt) {
  EXPECT_EQ(reason(*reading), "");
  EXPECT_NE(reading->kept().plans.find(record.id), nullptr);
  writing->begin_write();
  change(*writing, "vì mưa");
  writing->commit();
  EXPECT_EQ(reason(*reading), "vì mưa");
  EXPECT_EQ(version(*reading), 2);
}

TEST_F(KeptRows, WhatAnActWroteIsKeptForTheNext) {
  writing->begin_write();
  change(*writing, "lần một");
  ASSERT_NE(writing->kept().plans.find(record.id), nullptr);
  EXPECT_EQ(writing->kept().plans.find(record.id)->version, 2);
  EXPECT_EQ(reason(*writing), "lần một");
  writing->commit();
}

/// The version comes again, with another plan behind it.
TEST_F(KeptRows, WhatWasTakenBackIsForgotten) {
  writing->begin_write();
  writing->savepoint();
  change(*writing, "bị từ chối");
  writing->rollback_savepoint();
  EXPECT_EQ(reason(*writing), "");
  writing->savepoint();
  change(*writing, "được nhận");
  writing->release_savepoint();
  writing->commit();
  EXPECT_EQ(reason(*writing), "được nhận");
  EXPECT_EQ(reason(*reading), "được nhận");

  writing->begin_write();
  change(*writing, "không thành");
  writing->rollback();
  EXPECT_EQ(reason(*writing), "được nhận");
}

TEST_F(KeptRows, AnAgencyIsKnownAnewOnceItsContactsChange) {
  EXPECT_FALSE(directory(*reading).can_be_told(office));
  AgencyContact contact;
  contact.id = ContactId::make(now, random);
  contact.agency = office;
  contact.address = "so@example.vn";
  writing->begin_write();
  const auto id = save_contact(*writing, contact, std::nullopt, std::nullopt);
  EXPECT_TRUE(directory(*writing).can_be_told(office));
  writing->commit();
  EXPECT_TRUE(directory(*reading).can_be_told(office));
  writing->begin_write();
  disable_contact(*writing, id, "bounced");
  EXPECT_FALSE(directory(*writing).can_be_told(office));
  writing->rollback();
  EXPECT_TRUE(directory(*writing).can_be_told(office));
}

TEST_F(KeptRows, AContactCountsFromItsFirstDayOn) {
  AgencyContact contact;
  contact.id = ContactId::make(now, random);
  contact.agency = office;
  contact.address = "so@example.vn";
  save_contact(*writing, contact, plus_days(today, 1), std::nullopt);
  EXPECT_FALSE(directory_for(*reading, record, today).can_be_told(office));
  EXPECT_TRUE(directory_for(*reading, record, plus_days(today, 1)).can_be_told(office));
  EXPECT_FALSE(directory_for(*reading, record, today).can_be_told(office));
}

TEST_F(KeptRows, TheDirectoryHasANewVersionWithEveryChangeOfIt) {
  auto last = directory_version(*writing);
  const auto expect_newer = [&](const char* what) {
    const auto version = directory_version(*writing);
    EXPECT_GT(version, last) << what;
    last = version;
  };
  auto agency = named("UBND xã Bến", AgencyId::make(now, random));
  save_agency(*writing, agency, office);
  expect_newer("an agency");
  agency.valid_to = today;
  save_agency(*writing, agency, office);
  expect_newer("its last day");
  set_scope(*writing, agency.id, "Sở Giao thông");
  expect_newer("its scope");
  save_group_member(*writing, {.owner = office,
                               .plan_key = "k",
                               .group_key = "cac-xa",
                               .agency = agency.id,
                               .from = std::nullopt,
                               .to = std::nullopt});
  expect_newer("a member of a group");
  change(*writing, "một việc khác");
  EXPECT_EQ(directory_version(*writing), last);
}

TEST_F(KeptRows, AMomentIsTheSameUntilSomethingIsCommittedByOthers) {
  const auto moment = [this] {
    reading->begin_read();
    const auto now_seen = reading->moment();
    reading->end_read();
    return now_seen;
  };
  const auto first = moment();
  EXPECT_EQ(moment(), first);
  writing->begin_write();
  change(*writing, "vì mưa");
  EXPECT_EQ(moment(), first);
  writing->commit();
  const auto second = moment();
  EXPECT_NE(second, first);
  EXPECT_EQ(moment(), second);
  const auto other = open_sqlite(folder.path() / "house.db");
  other->begin_read();
  EXPECT_NE(other->moment(), second);
}

}  // namespace inspectord
