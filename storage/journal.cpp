// SPDX-License-Identifier: Apache-2.0
#include "storage/journal.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace inspectord::journal {
namespace {

constexpr std::size_t salt_size = 32;

constexpr std::string_view columns =
    "SELECT j.sequence, j.at, j.user_id, j.agency_id, j.roles, j.channel, j.what, j.subject_kind, "
    "j.subject_id, j.why,"
    " j.content_hash, c.salt, c.before, c.after"
    " FROM journal j LEFT JOIN journal_content c ON c.sequence = j.sequence";

std::string_view to_code(ActorChannel channel) {
  switch (channel) {
    case ActorChannel::http:
      return "http";
    case ActorChannel::command:
      return "command";
    case ActorChannel::system:
      return "system";
  }
  throw std::logic_error("no such channel");
}

ActorChannel parse_channel(std::string_view code) {
  for (const auto channel : {ActorChannel::http, ActorChannel::command, ActorChannel::system}) {
    if (to_code(channel) == code) return channel;
  }
  throw std::logic_error("the journal holds an unknown channel");
}

std::string to_text(const Roles& roles) {
  std::string text;
  for (const Role role : roles.list()) {
    if (!text.empty()) text += ',';
    text += to_string(role);
  }
  return text;
}

/// A role that this program no longer knows is left out; the row keeps it.
Roles parse_roles(std::string_view text) {
  Roles roles;
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    if (const auto role = parse_role(text.substr(0, comma))) roles.add(*role);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return roles;
}

/// Presence and length before each part, so that no two contents read alike.
void add_part(std::string& hashed, const std::optional<std::string>& part) {
  hashed += part ? '\1' : '\0';
  const std::uint64_t size = part ? part->size() : 0;
  for (int shift = 56; shift >= 0; shift -= 8) hashed += static_cast<char>(size >> shift & 0xff);
  if (part) hashed += *part;
}

Sha256 hash_of(std::string_view salt, const JournalEntry& entry) {
  std::string hashed{salt};
  add_part(hashed, entry.before);
  add_part(hashed, entry.after);
  return sha256(hashed);
}

std::string make_salt(Random& random) {
  std::string salt(salt_size, '\0');
  random.fill(std::as_writable_bytes(std::span{salt}));
  return salt;
}

Blob to_blob(const Sha256& hash) {
  return Blob{{reinterpret_cast<const char*>(hash.data()), hash.size()}};
}

template <class IdType>
std::optional<IdType> unless_nil(const IdType& id) {
  return id.is_nil() ? std::nullopt : std::optional{id};
}

JournalRecord read(const Row& row) {
  JournalRecord record;
  record.sequence = row.integer(0);
  auto& entry = record.entry;
  entry.at = row.instant(1);
  entry.actor.user = row.optional_id<UserId>(2).value_or(UserId{});
  entry.actor.agency = row.optional_id<AgencyId>(3).value_or(AgencyId{});
  entry.actor.roles = parse_roles(row.text(4));
  entry.actor.channel = parse_channel(row.text(5));
  entry.what = row.text(6);
  entry.subject = {row.text(7), row.id<Id<struct SubjectTag>>(8).bytes()};
  entry.why = row.optional_text(9);
  if (!row.is_null(10)) {
    const auto& stored = row.blob(10);
    record.content_hash.emplace();
    std::copy_n(stored.begin(), record.content_hash->size(), record.content_hash->begin());
  }
  if (!row.is_null(11)) record.salt = row.blob(11);
  entry.before = row.optional_text(12);
  entry.after = row.optional_text(13);
  return record;
}

std::vector<JournalRecord> read(const Rows& rows) {
  std::vector<JournalRecord> records;
  records.reserve(rows.size());
  for (const auto& row : rows) records.push_back(read(row));
  return records;
}

}  // namespace

std::int64_t append(Transaction& transaction, const JournalEntry& entry, Random& random) {
  const bool has_content = entry.before || entry.after;
  const std::string salt = has_content ? make_salt(random) : std::string{};
  std::optional<Blob> hash;
  if (has_content) hash = to_blob(hash_of(salt, entry));
  const Id<struct SubjectTag> subject{entry.subject.id};
  const auto sequence = transaction.insert(
      "INSERT INTO journal(at, user_id, agency_id, roles, channel, what, subject_kind, subject_id,"
      " why, content_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      entry.at, unless_nil(entry.actor.user), unless_nil(entry.actor.agency),
      to_text(entry.actor.roles), to_code(entry.actor.channel), entry.what, entry.subject.kind,
      subject, entry.why, hash);
  if (has_content) {
    transaction.execute(
        "INSERT INTO journal_content(sequence, salt, before, after) VALUES ($1, $2, $3, $4)",
        sequence, Blob{salt}, entry.before, entry.after);
  }
  return sequence;
}

std::vector<JournalRecord> read_after(Snapshot& snapshot, std::int64_t cursor, std::size_t most) {
  static const std::string sql =
      std::string{columns} + " WHERE j.sequence > $1 ORDER BY j.sequence LIMIT $2";
  return read(snapshot.query(sql, cursor, static_cast<std::int64_t>(most)));
}

std::vector<JournalRecord> read_of(Snapshot& snapshot, const Subject& subject) {
  static const std::string sql =
      std::string{columns} + " WHERE j.subject_kind = $1 AND j.subject_id = $2 ORDER BY j.sequence";
  return read(snapshot.query(sql, subject.kind, Id<struct SubjectTag>{subject.id}));
}

std::vector<JournalRecord> read_of_plan(Snapshot& snapshot, const UuidBytes& plan,
                                        std::int64_t cursor, std::size_t most) {
  // Each kind by its own index; a plan has some hundreds of entries.
  static const std::string sql =
      std::string{columns} +
      " WHERE j.sequence IN ("
      "SELECT sequence FROM journal WHERE subject_kind = 'plan' AND subject_id = $1"
      " UNION ALL SELECT sequence FROM journal WHERE subject_kind = 'visit' AND subject_id IN"
      " (SELECT id FROM visits WHERE plan = $1)"
      " UNION ALL SELECT sequence FROM journal WHERE subject_kind = 'duty' AND subject_id IN"
      " (SELECT id FROM duties WHERE plan = $1)"
      " UNION ALL SELECT sequence FROM journal WHERE subject_kind = 'task' AND subject_id IN"
      " (SELECT id FROM tasks WHERE plan = $1)"
      " UNION ALL SELECT sequence FROM journal WHERE subject_kind = 'score' AND subject_id IN"
      " (SELECT id FROM scores WHERE plan = $1)"
      " UNION ALL SELECT sequence FROM journal WHERE subject_kind = 'recommendation'"
      " AND subject_id IN (SELECT id FROM duties WHERE plan = $1))"
      " AND j.sequence > $2 ORDER BY j.sequence LIMIT $3";
  return read(
      snapshot.query(sql, Id<struct SubjectTag>{plan}, cursor, static_cast<std::int64_t>(most)));
}

std::optional<std::vector<Subject>> subjects_after(Snapshot& snapshot, std::int64_t cursor,
                                                   std::size_t most) {
  const auto rows = snapshot.query(
      "SELECT DISTINCT subject_kind, subject_id FROM (SELECT subject_kind, subject_id FROM journal"
      " WHERE sequence > $1 ORDER BY sequence LIMIT $2) AS latest",
      cursor, static_cast<std::int64_t>(most) + 1);
  if (rows.size() > most) return std::nullopt;
  std::vector<Subject> subjects;
  for (const auto& row : rows)
    subjects.push_back({row.text(0), row.id<Id<struct SubjectTag>>(1).bytes()});
  return subjects;
}

std::int64_t last_sequence(Snapshot& snapshot) {
  return snapshot.query("SELECT coalesce(max(sequence), 0) FROM journal").at(0).integer(0);
}

bool erase_content(Transaction& transaction, std::int64_t sequence) {
  return transaction.execute("DELETE FROM journal_content WHERE sequence = $1", sequence) == 1;
}

bool is_genuine(const JournalRecord& record) {
  if (record.erased()) return !record.entry.before && !record.entry.after;
  if (!record.content_hash) return !record.entry.before && !record.entry.after;
  return *record.content_hash == hash_of(record.salt, record.entry);
}

}  // namespace inspectord::journal
