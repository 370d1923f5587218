// SPDX-License-Identifier: Apache-2.0
#include "storage/plans.hpp"

#include "formats/code_names.hpp"
#include "formats/plan_file.hpp"
#include "storage/kept.hpp"
#include "storage/plan_parts.hpp"
#include "storage/plan_record_json.hpp"
#include "storage/plan_search.hpp"

#include <algorithm>
#include <cassert>
#include <stdexcept>

namespace inspectord {
namespace {

std::string as_blob(const Sha256& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

template <class State>
State state_of(const Row& row, std::size_t column) {
  const auto state = parse_state_code<State>(row.text(column));
  if (!state) throw std::runtime_error("a stored plan has an unknown state: " + row.text(column));
  return *state;
}

int number_year(const PlanRecord& record) {
  return record.date ? record.date->year : record.content.plan_year;
}

std::optional<PlanId> only_id(const Rows& rows) {
  return rows.empty() ? std::nullopt : std::optional{rows.front().id<PlanId>(0)};
}

AgencyId issuer_of(const PlanRecord& record) {
  const auto found = record.agencies.find(record.content.issuer);
  return found == record.agencies.end() ? record.owner : found->second;
}

void write_agencies(Transaction& tx, const PlanRecord& before, const PlanRecord& after) {
  for (const auto& [key, agency] : before.agencies) {
    if (after.agencies.contains(key)) continue;
    tx.execute("DELETE FROM plan_agencies WHERE plan = $1 AND key = $2", after.id, key);
  }
  for (const auto& [key, agency] : after.agencies) {
    const auto known = before.agencies.find(key);
    if (known != before.agencies.end() && known->second == agency) continue;
    tx.execute(
        "INSERT INTO plan_agencies (plan, key, agency) VALUES ($1, $2, $3)"
        " ON CONFLICT (plan, key) DO UPDATE SET agency = $3",
        after.id, key, agency);
  }
}

Sha256 digest_of(const Row& row, std::size_t column) {
  const auto& stored = row.blob(column);
  Sha256 digest{};
  if (stored.size() != digest.size()) throw std::runtime_error("a stored hash has not 32 bytes");
  std::copy(stored.begin(), stored.end(), digest.begin());
  return digest;
}

/// Decoded once for each connection that reads it often; the row is read where it is not.
const Plan& content_of(Connection& db, PlanId id, const Sha256& hash) {
  auto& contents = db.kept().contents;
  if (const auto* known = contents.find(hash)) return *known;
  const auto rows = db.query("SELECT content FROM plans WHERE id = $1", id);
  return contents.keep(hash, rows.at(0).text(0));
}

/// An amendment's number is taken from the day it is given.
void write_amendment_number(Transaction& tx, const PlanRecord& record) {
  const auto& amendment = record.amendment;
  if (!amendment || amendment->number.empty() || !amendment->date) return;
  tx.execute(
      "INSERT INTO amendment_numbers (plan, revision, owner, issuer, year, number)"
      " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (plan, revision) DO UPDATE SET issuer = $4,"
      " year = $5, number = $6",
      record.id, amendment->revision, record.owner, issuer_of(record),
      static_cast<int>(amendment->date->year()), amendment->number);
}

/// Apart, so that the plans of an edited policy are found.
void write_policy(Transaction& tx, const PlanRecord& record) {
  tx.execute("UPDATE plans SET policy = $1 WHERE id = $2", record.content.policy, record.id);
}

using VisitDays = std::pair<std::optional<std::string>, std::optional<std::string>>;

/// The first and the last.
VisitDays visit_days(const Plan& content) {
  if (content.visits.empty()) return {};
  const auto [first, last] = std::ranges::minmax_element(content.visits, {}, &Visit::date);
  return {to_string(first->date), to_string(last->date)};
}

/// Apart, so that a change of days off reads few of the plans before notice.
void write_visit_days(Transaction& tx, const PlanRecord& before, const PlanRecord& after) {
  const auto days = visit_days(after.content);
  if (days == visit_days(before.content)) return;
  tx.execute("UPDATE plans SET first_visit = $1, last_visit = $2 WHERE id = $3", days.first,
             days.second, after.id);
}

PlanSummary summary_of(const Row& row) {
  return {.id = row.id<PlanId>(0),
          .owner = row.id<AgencyId>(1),
          .key = row.text(2),
          .kind = row.text(3),
          .title = row.text(4),
          .plan_year = static_cast<int>(row.integer(5)),
          .state = state_of<PlanState>(row, 6),
          .submitted = row.boolean(7),
          .version = row.integer(8),
          .number = row.text(9),
          .date = row.optional_text(10).value_or("")};
}

/// One text for each number of words: statements are kept prepared.
std::string plans_query(const PlanFilter& filter) {
  std::string sql =
      "SELECT id, owner, key, kind, title, plan_year, state, submitted, version, number, date FROM "
      "plans"
      " WHERE ($1 IS NULL OR state = $1) AND ($2 IS NULL OR plan_year = $2)"
      " AND (($3 IS NULL AND $4 IS NULL) OR owner = $3"
      "  OR (state NOT IN ('drafted', 'approved')"
      "   AND (EXISTS (SELECT 1 FROM reminders r WHERE r.plan = plans.id AND r.recipient = $4)"
      "     OR EXISTS (SELECT 1 FROM duties d WHERE d.plan = plans.id AND d.agency = $4)"
      "     OR EXISTS (SELECT 1 FROM messages m WHERE m.plan_id = plans.id AND m.recipient_agency "
      "= $4))))"
      " AND ($7 IS NULL OR EXISTS (SELECT 1 FROM plan_agencies n WHERE n.agency = $7 AND n.plan ="
      " plans.id))";
  for (std::size_t i = 0; i < filter.matching.size(); ++i)
    sql += " AND EXISTS (SELECT 1 FROM plan_search s WHERE s.plan = plans.id AND s.text LIKE $" +
           std::to_string(8 + i) + " ESCAPE '!')";
  sql += filter.newest_first ? " AND ($5 IS NULL OR id < $5) ORDER BY id DESC LIMIT $6"
                             : " AND ($5 IS NULL OR id > $5) ORDER BY id LIMIT $6";
  return sql;
}

}  // namespace

Sha256 hash_content(const Plan& plan) {
  return sha256(write_json(plan_to_json(plan)));
}

namespace {

std::optional<PlanRecord> read_plan(Connection& db, PlanId id) {
  const auto rows = db.query(
      "SELECT owner, version, revision, content_hash, state, submitted, number, date, drafted_by, "
      "notified_at, record"
      " FROM plans WHERE id = $1",
      id);
  if (rows.empty()) return std::nullopt;
  const Row& row = rows.front();
  PlanRecord record;
  record.id = id;
  record.owner = row.id<AgencyId>(0);
  record.version = row.integer(1);
  record.revision = static_cast<int>(row.integer(2));
  const auto rest = parse_json(row.text(10));
  if (!rest) throw std::runtime_error("a stored plan cannot be read: " + id.to_string());
  record.content = content_of(db, id, digest_of(row, 3));
  record.state = state_of<PlanState>(row, 4);
  record.submitted = row.boolean(5);
  record.number = row.text(6);
  if (const auto date = row.optional_text(7)) record.date = parse_partial_date(*date);
  record.drafted_by = row.id<UserId>(8);
  record.notified_at = row.optional_instant(9);
  decode_record(*rest, record);
  for (const auto& agency : db.query("SELECT key, agency FROM plan_agencies WHERE plan = $1", id)) {
    record.agencies.emplace(agency.text(0), agency.id<AgencyId>(1));
  }
  read_parts(db, record);
  return record;
}

template <class Part>
bool same_parts(const std::vector<Part>& before, const std::vector<Part>& after) {
  return std::ranges::equal(before, after, {}, &Part::id, &Part::id);
}

/// Whether reading it would give it just as it was written: its parts in the order of their rows.
/// Requires: the content is the same.
bool reads_as_written(const PlanRecord& before, const PlanRecord& after) {
  return before.revision == after.revision && same_parts(before.visits, after.visits) &&
         same_parts(before.duties, after.duties) && same_parts(before.tasks, after.tasks) &&
         before.scores == after.scores;
}

void keep_written(Transaction& tx, const PlanRecord& before, const PlanRecord& after,
                  bool new_content) {
  auto& plans = tx.kept().plans;
  if (new_content || !reads_as_written(before, after)) return plans.drop(after.id);
  plans.keep(after.id, after).version = before.version + 1;
}

}  // namespace

std::optional<PlanRecord> find_plan(Connection& db, PlanId id) {
  if (const auto* known = db.kept().plans.find(id)) {
    const auto head = head_of_plan(db, id);
    if (head && head->version == known->version) {
      assert(*known == read_plan(db, id));
      return *known;
    }
    db.kept().plans.drop(id);
  }
  auto record = read_plan(db, id);
  if (record) db.kept().plans.keep(id, *record);
  return record;
}

std::optional<PlanHead> head_of_plan(Connection& db, PlanId id) {
  const auto rows = db.query("SELECT owner, version FROM plans WHERE id = $1", id);
  if (rows.empty()) return std::nullopt;
  return PlanHead{.owner = rows.front().id<AgencyId>(0), .version = rows.front().integer(1)};
}

std::optional<AgencyId> owner_of_plan(Connection& db, PlanId id) {
  const auto rows = db.query("SELECT owner FROM plans WHERE id = $1", id);
  return rows.empty() ? std::nullopt : std::optional{rows.front().id<AgencyId>(0)};
}

std::optional<PlanId> find_plan_of_visit(Connection& db, VisitId id) {
  return only_id(db.query("SELECT plan FROM visits WHERE id = $1", id));
}

std::optional<PlanId> find_plan_of_duty(Connection& db, DutyId id) {
  return only_id(db.query("SELECT plan FROM duties WHERE id = $1", id));
}

std::optional<PlanId> find_plan_of_task(Connection& db, TaskId id) {
  return only_id(db.query("SELECT plan FROM tasks WHERE id = $1", id));
}

std::optional<PlanId> find_plan_of_score(Connection& db, ScoreId id) {
  return only_id(db.query("SELECT plan FROM scores WHERE id = $1", id));
}

std::optional<PlanId> find_same_content(Connection& db, AgencyId owner, const Sha256& hash,
                                        std::optional<PlanId> itself) {
  return only_id(
      db.query("SELECT id FROM plans WHERE content_hash = $1 AND owner = $2"
               " AND state <> 'cancelled' AND ($3 IS NULL OR id <> $3) LIMIT 1",
               Blob{as_blob(hash)}, owner, itself));
}

std::optional<PlanId> find_same_number(Connection& db, const NumberOf& number,
                                       std::optional<PlanId> itself) {
  return only_id(db.query(
      "SELECT id FROM plans WHERE owner = $1 AND issuer = $2 AND kind = $3 AND number = $4"
      " AND number_year = $5 AND ($6 IS NULL OR id <> $6) LIMIT 1",
      number.owner, number.issuer, code_name(number.kind), number.number, number.year, itself));
}

std::optional<PlanId> find_with_number_given(Connection& db, const NumberOf& number, PlanId itself,
                                             int revision) {
  return only_id(db.query(
      "SELECT id FROM plans WHERE owner = $1 AND issuer = $2 AND number = $3 AND number_year = $4"
      " AND state <> 'drafted' AND ($7 > 1 OR kind = $5) AND NOT (id = $6 AND $7 = 1)"
      " UNION ALL SELECT plan FROM amendment_numbers WHERE owner = $1 AND issuer = $2"
      " AND number = $3 AND year = $4 AND NOT (plan = $6 AND revision = $7) LIMIT 1",
      number.owner, number.issuer, number.number, number.year, code_name(number.kind), itself,
      revision));
}

void insert_plan(Transaction& tx, const PlanRecord& record, Instant now) {
  tx.execute(
      "INSERT INTO plans (id, owner, issuer, key, kind, title, plan_year, state, submitted, "
      "version, revision, number,"
      " number_year, date, content, content_hash, record, drafted_by, created_at, notified_at,"
      " changed_at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, "
      "$19, $20, $19)",
      record.id, record.owner, issuer_of(record), record.content.key,
      code_name(record.content.kind), record.content.title, record.content.plan_year,
      state_code(record.state), record.submitted, record.version, record.revision, record.number,
      number_year(record), record.date ? std::optional{to_string(*record.date)} : std::nullopt,
      write_json(plan_to_json(record.content)), Blob{as_blob(hash_content(record.content))},
      write_json(encode_record(record)), record.drafted_by, now, record.notified_at);
  if (!record.content.policy.empty()) write_policy(tx, record);
  write_visit_days(tx, PlanRecord{}, record);
  plan_search::keep(tx, record);
  write_agencies(tx, PlanRecord{}, record);
  write_parts(tx, PlanRecord{}, record, now);
}

void update_plan(Transaction& tx, const PlanRecord& before, const PlanRecord& after, Instant now) {
  const auto changed = tx.execute(
      "UPDATE plans SET state = $1, submitted = $2, version = version + 1, revision = $3, number = "
      "$4, number_year = $5,"
      " date = $6, record = $7, notified_at = $8, changed_at = $11 WHERE id = $9 AND version = $10",
      state_code(after.state), after.submitted, after.revision, after.number, number_year(after),
      after.date ? std::optional{to_string(*after.date)} : std::nullopt,
      write_json(encode_record(after)), after.notified_at, after.id, before.version, now);
  if (changed != 1) throw StorageError(0, "a plan was changed under an act");
  const bool new_content = before.content != after.content;
  if (new_content) {
    if (before.revision != after.revision) {
      tx.execute(
          "INSERT INTO plan_revisions (plan, revision, content, replaced_at) VALUES ($1, $2, $3, "
          "$4)",
          before.id, before.revision, write_json(plan_to_json(before.content)), now);
    }
    tx.execute(
        "UPDATE plans SET title = $1, plan_year = $2, content = $3, content_hash = $4, issuer = $5,"
        " key = $6, kind = $7 WHERE id = $8",
        after.content.title, after.content.plan_year, write_json(plan_to_json(after.content)),
        Blob{as_blob(hash_content(after.content))}, issuer_of(after), after.content.key,
        code_name(after.content.kind), after.id);
    write_visit_days(tx, before, after);
  }
  if (before.content.policy != after.content.policy) write_policy(tx, after);
  if (new_content || before.number != after.number) plan_search::keep(tx, after);
  write_agencies(tx, before, after);
  write_amendment_number(tx, after);
  write_parts(tx, before, after, now);
  keep_written(tx, before, after, new_content);
}

std::vector<PlanSummary> list_plans(Connection& db, const PlanFilter& filter) {
  std::vector<Value> parameters{
      filter.state ? Value{std::string{state_code(*filter.state)}} : Value{},
      filter.year ? Value{*filter.year} : Value{},
      Value{filter.owner},
      Value{filter.concerning},
      Value{filter.after},
      Value{filter.limit},
      Value{filter.naming}};
  for (const auto& pattern : filter.matching) parameters.emplace_back(pattern);
  const auto rows = db.query_with(plans_query(filter), parameters);
  std::vector<PlanSummary> plans;
  for (const auto& row : rows) plans.push_back(summary_of(row));
  return plans;
}

bool concerns(Connection& db, PlanId plan, AgencyId agency) {
  return !db.query(
                "SELECT 1 FROM plans p WHERE p.id = $1 AND p.state NOT IN ('drafted', 'approved')"
                " AND (EXISTS (SELECT 1 FROM reminders r WHERE r.plan = p.id AND r.recipient = $2)"
                "   OR EXISTS (SELECT 1 FROM duties d WHERE d.plan = p.id AND d.agency = $2)"
                "   OR EXISTS (SELECT 1 FROM messages m WHERE m.plan_id = p.id AND "
                "m.recipient_agency = $2))",
                plan, agency)
              .empty();
}

}  // namespace inspectord
