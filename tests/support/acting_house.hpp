// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/plan_file.hpp"
#include "storage/agencies.hpp"
#include "storage/migrations.hpp"
#include "storage/plans.hpp"
#include "storage/sqlite_connection.hpp"
#include "tests/support/invented_plans.hpp"
#include "usecases/plan_cases.hpp"
#include "usecases/user_cases.hpp"

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace inspectord::invented {

/// A database in memory inside one transaction, in which acts follow each other; what an act leaves
/// behind is seen by the next.
class ActingHouse {
 public:
  ActingHouse() {
    migrate(*db_, now);
    db_->begin_write();
  }

  Transaction& tx() { return *db_; }

  /// A user of an agency, made as "inspectord user add" makes one.
  Actor user(const std::string& name, const std::string& agency, Roles roles) {
    must(add_user(tx(), name, {.name = agency}, roles, now, house));
    return actor_named(tx(), name, ActorChannel::command).value();
  }

  template <class T>
  static T must(Result<T> result) {
    if (result) return std::move(result).value();
    std::string what = "refused:";
    for (const auto& problem : result.error().problems())
      what += " " + std::string{problem.reason.code} + " at " + problem.pointer;
    throw std::runtime_error(what);
  }

  Instant now = parse_rfc3339("2026-03-02T08:00:00+07:00").value();
  SeededRandom random{20260302};
  House house{.zone = Zone::vietnam(),
              .days_off = DaysOff::vietnam(),
              .random = random,
              .from = Mailbox{EmailAddress::parse("inspectord@example.vn").value(), "inspectord"},
              .reply_to = std::nullopt,
              .language = Language::vi};

 private:
  std::unique_ptr<Connection> db_ = open_sqlite(":memory:");
};

}  // namespace inspectord::invented
