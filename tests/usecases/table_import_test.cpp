// SPDX-License-Identifier: Apache-2.0
#include "usecases/table_import.hpp"

#include "formats/csv.hpp"
#include "storage/plans.hpp"
#include "storage/savepoint.hpp"
#include "storage/writer_act.hpp"
#include "tests/support/acting_house.hpp"
#include "workflow/reasons.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace invented;
using testing::ElementsAre;
using enum RowOutcome;

class TableImport : public ::testing::Test {
 protected:
  TableJob job(const std::string& csv, ImportKind kind, bool dry_run = false) {
    return ActingHouse::must(prepare_table(parse_csv(csv).value(), kind, Language::vi, dry_run));
  }
  TableImported plans(const std::string& csv, const Actor& actor) {
    return ActingHouse::must(import_plan_table(acting.tx(), job(csv, ImportKind::plans), actor,
                                               acting.now, acting.house));
  }
  static std::vector<RowOutcome> outcomes(const TableImported& imported) {
    std::vector<RowOutcome> all;
    for (const auto& row : imported.rows) all.push_back(row.outcome);
    return all;
  }
  std::int64_t count(const std::string& table) {
    return acting.tx().query("SELECT count(*) FROM " + table).front().integer(0);
  }

  ActingHouse acting;
  const Actor lan = acting.user("lan", "Sở Giao thông", {Role::planner});
  const Actor thu = acting.user("thu", "Sở Giao thông", {Role::clerk});
  const std::string header = "kind,title,plan_year,issuer,number\n";
};

TEST_F(TableImport, ARefusedRowLeavesNothingForThoseBehindIt) {
  const auto agencies = count("agencies");
  const auto imported = plans(header +
                                  "inspection_plan,A,2026,Sở Một,1/KH\n"
                                  "inspection_plan,B,2026,Sở Một,1/KH\n"
                                  "inspection_plan,C,2026,Sở Hai,1/KH\n",
                              lan);
  EXPECT_THAT(outcomes(imported), ElementsAre(created, refused, created));
  EXPECT_EQ(imported.rows[1].problems.front().reason, refuse::duplicate_plan);
  EXPECT_TRUE(imported.undone()) << "whoever runs the act takes all of it back";
  EXPECT_EQ(count("plans"), 2);
  EXPECT_EQ(count("agencies"), agencies + 2);
}

TEST_F(TableImport, ADryRunIsUndoneThoughNothingIsRefused) {
  const auto table = job(header + "inspection_plan,A,2026,Sở Một,\n", ImportKind::plans, true);
  const auto imported = import_plan_table(acting.tx(), table, lan, acting.now, acting.house);
  EXPECT_FALSE(accepted(imported)) << "the writer rolls it back";
  EXPECT_THAT(outcomes(*imported), ElementsAre(created));
}

TEST_F(TableImport, IsForPlannersAndAdministrators) {
  const auto table = job(header + "inspection_plan,A,2026,Sở Một,\n", ImportKind::plans);
  EXPECT_EQ(import_plan_table(acting.tx(), table, thu, acting.now, acting.house).error().reason(),
            refuse::not_allowed);
  const auto units = job("name\nXã A\n", ImportKind::directory_units);
  EXPECT_EQ(import_unit_table(acting.tx(), units, thu, acting.now, acting.house).error().reason(),
            refuse::not_allowed);
}

TEST_F(TableImport, UnitsThatChangeNothingLeaveNoEntryInTheJournal) {
  const std::string csv = "name;parent;emails\nXã A;Huyện B;a@example.vn\n";
  const auto import_units = [&] {
    return ActingHouse::must(import_unit_table(acting.tx(), job(csv, ImportKind::directory_units),
                                               lan, acting.now, acting.house));
  };
  EXPECT_THAT(outcomes(import_units()), ElementsAre(created));
  const auto events = count("journal");
  EXPECT_THAT(outcomes(import_units()), ElementsAre(unchanged));
  EXPECT_EQ(count("journal"), events);
}

TEST_F(TableImport, TheVersionOfAPlanRisesOnceForAllItsRows) {
  const auto id = plans(header + "inspection_plan,A,2026,Sở Giao thông,\n", lan).rows[0].id;
  const auto plan = PlanId::parse(id).value();
  const auto units = ActingHouse::must(import_plan_unit_table(
      acting.tx(), plan, 1, job("name\nXã A\nXã B\n", ImportKind::plan_units), lan, acting.now,
      acting.house));
  EXPECT_EQ(units.version, 2);
  const auto visits = ActingHouse::must(import_visit_table(
      acting.tx(), plan, 2,
      job("unit,date\nXã A,2/3/2026\nXã B,3/3/2026\nXã A,4/3/2026\n", ImportKind::visits), lan,
      acting.now, acting.house));
  EXPECT_THAT(outcomes(visits), ElementsAre(created, created, created));
  EXPECT_EQ(visits.rows[2].key, "xa-a-2");
  EXPECT_EQ(find_plan(acting.tx(), plan)->version, 3);
  const auto stale = import_visit_table(acting.tx(), plan, 2,
                                        job("unit,date\nXã A,2/3/2026\n", ImportKind::visits), lan,
                                        acting.now, acting.house);
  EXPECT_EQ(stale.error().reason(), refuse::stale_version) << "though nothing would change";
}

TEST(Savepoint, TakesBackItsPartAloneAlsoWhereSomethingIsThrown) {
  ActingHouse acting;
  auto& tx = acting.tx();
  const auto keep = [&](const char* key) {
    tx.execute("INSERT INTO meta (key, value) VALUES ($1, '')", key);
  };
  const auto kept = [&](const char* key) {
    return !tx.query("SELECT 1 FROM meta WHERE key = $1", key).empty();
  };
  const auto attempt = [&] {
    const Savepoint savepoint{tx};
    keep("thrown");
    throw std::runtime_error("x");
  };
  Savepoint outer{tx};
  keep("outer");
  EXPECT_THROW(attempt(), std::runtime_error);
  {
    Savepoint inner{tx};
    keep("inner");
    inner.keep();
  }
  outer.keep();
  EXPECT_TRUE(kept("outer"));
  EXPECT_TRUE(kept("inner"));
  EXPECT_FALSE(kept("thrown"));
}

}  // namespace
}  // namespace inspectord
