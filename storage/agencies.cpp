// SPDX-License-Identifier: Apache-2.0
#include "storage/agencies.hpp"

#include "storage/contact_rows.hpp"
#include "storage/kept.hpp"

#include <algorithm>

namespace inspectord {
namespace {

std::optional<std::string> text_of(const std::optional<LocalDate>& date) {
  return date ? std::optional{to_string(*date)} : std::nullopt;
}

std::optional<LocalDate> date_of(const std::optional<std::string>& text) {
  return text ? parse_date(*text) : std::nullopt;
}

constexpr std::string_view agency_columns =
    "id, name, short_name, level, parent_name, firm, valid_from, valid_to, scope";

Agency agency_of(Connection& db, const Row& row) {
  Agency agency{.id = row.id<AgencyId>(0),
                .name = row.text(1),
                .short_name = row.text(2),
                .level = row.text(3),
                .parent_name = row.text(4),
                .scope = row.text(8),
                .firm = row.boolean(5),
                .aliases = {},
                .valid_from = date_of(row.optional_text(6)),
                .valid_to = date_of(row.optional_text(7))};
  for (const auto& alias :
       db.query("SELECT name FROM agency_names WHERE agency = $1 ORDER BY name", agency.id)) {
    agency.aliases.push_back(alias.text(0));
  }
  return agency;
}

bool in_force(const Agency& agency, LocalDate day) {
  return (!agency.valid_from || *agency.valid_from <= day) &&
         (!agency.valid_to || day <= *agency.valid_to);
}

constexpr std::size_t most_agencies_kept = 20'000;

/// What is known of the directory on a day: empty where it was of another day, or has changed.
KeptDirectory& directory_on(Connection& db, LocalDate day) {
  auto& known = db.kept().directory;
  const auto version = directory_version(db);
  const bool holds = known.version == version && known.day == day;
  if (!holds || known.agencies.size() > most_agencies_kept) {
    known = {};
    known.version = version;
    known.day = day;
  }
  return known;
}

std::vector<AgencyId> entered_members(Connection& db, KeptDirectory& known, AgencyId owner,
                                      const std::string& plan_key, const std::string& group_key) {
  const auto [found, is_new] = known.members.try_emplace({owner, plan_key, group_key});
  if (!is_new) return found->second;
  for (const auto& row :
       db.query("SELECT agency FROM group_members WHERE owner = $1 AND plan_key = $2"
                " AND group_key = $3 AND (valid_from IS NULL OR valid_from <= $4)"
                " AND (valid_to IS NULL OR valid_to >= $4) ORDER BY agency",
                owner, plan_key, group_key, to_string(known.day))) {
    found->second.push_back(row.id<AgencyId>(0));
  }
  return found->second;
}

std::vector<AgencyId> members_of(Connection& db, const Plan& plan, AgencyId owner,
                                 const GroupEntry& group,
                                 const std::map<std::string, AgencyId>& agencies,
                                 KeptDirectory& known) {
  std::vector<AgencyId> members;
  std::vector<AgencyId> except;
  const auto id_of = [&](const std::string& key) {
    const auto found = agencies.find(key);
    return found == agencies.end() ? std::nullopt : std::optional{found->second};
  };
  for (const auto& key : group.except) {
    if (const auto id = id_of(key)) except.push_back(*id);
  }
  const auto add = [&](AgencyId id) {
    const bool out = std::find(except.begin(), except.end(), id) != except.end();
    const bool there = std::find(members.begin(), members.end(), id) != members.end();
    if (!out && !there) members.push_back(id);
  };
  for (const auto& key : group.members) {
    if (const auto id = id_of(key)) add(*id);
  }
  for (const auto id : entered_members(db, known, owner, plan.key, group.key)) add(id);
  return members;
}

}  // namespace

std::optional<Agency> find_agency(Connection& db, AgencyId id) {
  const auto rows =
      db.query("SELECT " + std::string{agency_columns} + " FROM agencies WHERE id = $1", id);
  return rows.empty() ? std::nullopt : std::optional{agency_of(db, rows.front())};
}

std::optional<AgencyId> owner_of_agency(Connection& db, AgencyId id) {
  const auto rows = db.query("SELECT COALESCE(owner, id) FROM agencies WHERE id = $1", id);
  return rows.empty() ? std::nullopt : std::optional{rows.front().id<AgencyId>(0)};
}

bool manages_agency(Connection& db, AgencyId manager, AgencyId agency) {
  return manager == agency || owner_of_agency(db, agency) == manager;
}

bool may_see_agency(Connection& db, AgencyId agency, AgencyId viewer) {
  return !db.query(
                "SELECT 1 FROM agencies WHERE id = $1 AND (id = $2 OR owner = $2 OR EXISTS (SELECT "
                "1 FROM"
                " plan_agencies n JOIN plans p ON p.id = n.plan WHERE n.agency = $1 AND p.owner = "
                "$2))",
                agency, viewer)
              .empty();
}

std::optional<AgencyId> find_agency_by_name(Connection& db, std::string_view name,
                                            std::string_view parent_name, std::string_view scope) {
  const auto rows =
      db.query("SELECT id FROM agencies WHERE name = $1 AND parent_name = $2 AND scope = $3", name,
               parent_name, scope);
  return rows.empty() ? std::nullopt : std::optional{rows.front().id<AgencyId>(0)};
}

std::vector<AgencyId> find_agencies_named(Connection& db, std::string_view name) {
  std::vector<AgencyId> found;
  for (const auto& row :
       db.query("SELECT id FROM agencies WHERE name = $1 UNION SELECT agency FROM agency_names"
                " WHERE name = $1",
                name)) {
    found.push_back(row.id<AgencyId>(0));
  }
  return found;
}

std::vector<Agency> list_agencies(Connection& db, std::optional<AgencyId> after, int limit) {
  std::vector<Agency> agencies;
  for (const auto& row :
       db.query("SELECT " + std::string{agency_columns} +
                    " FROM agencies WHERE ($1 IS NULL OR id > $1) ORDER BY id LIMIT $2",
                after, limit)) {
    agencies.push_back(agency_of(db, row));
  }
  return agencies;
}

std::vector<Agency> list_agencies_seen_by(Connection& db, AgencyId viewer,
                                          std::optional<AgencyId> after, int limit) {
  std::vector<Agency> agencies;
  for (const auto& row : db.query(
           "SELECT " + std::string{agency_columns} +
               " FROM agencies WHERE ($1 IS NULL OR id > $1) AND (id = $2 OR owner = $2 OR id IN"
               " (SELECT n.agency FROM plan_agencies n JOIN plans p ON p.id = n.plan"
               "  WHERE p.owner = $2)) ORDER BY id LIMIT $3",
           after, viewer, limit)) {
    agencies.push_back(agency_of(db, row));
  }
  return agencies;
}

std::map<AgencyId, std::string> agency_names_of(Connection& db, PlanId plan) {
  std::map<AgencyId, std::string> names;
  for (const auto& row :
       db.query("SELECT id, name FROM agencies WHERE id IN (SELECT agency FROM plan_agencies WHERE"
                " plan = $1 UNION SELECT owner FROM plans WHERE id = $1"
                " UNION SELECT agency FROM duties WHERE plan = $1"
                " UNION SELECT handed_from FROM duties WHERE plan = $1 UNION SELECT recipient"
                " FROM reminders WHERE plan = $1 UNION SELECT recipient_agency FROM messages WHERE"
                " plan_id = $1)",
                plan)) {
    names.emplace(row.id<AgencyId>(0), row.text(1));
  }
  return names;
}

void set_scope(Transaction& tx, AgencyId id, std::string_view scope) {
  tx.execute("UPDATE agencies SET scope = $2, version = version + 1 WHERE id = $1", id, scope);
}

std::set<AgencyId> debtors_past_end(Connection& db, PlanId plan, LocalDate day) {
  std::set<AgencyId> past;
  for (const auto& row : db.query("SELECT DISTINCT a.id FROM duties d JOIN agencies a"
                                  " ON a.id = d.agency WHERE d.plan = $1 AND a.valid_to < $2",
                                  plan, to_string(day))) {
    past.insert(row.id<AgencyId>(0));
  }
  return past;
}

void save_agency(Transaction& tx, const Agency& agency, AgencyId owner) {
  tx.execute(
      "INSERT INTO agencies (id, owner, name, short_name, level, parent_name, firm, valid_from, "
      "valid_to, scope)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO UPDATE SET"
      " short_name = CASE WHEN agencies.short_name = '' THEN $4 ELSE agencies.short_name END,"
      " level = CASE WHEN agencies.level = '' THEN $5 ELSE agencies.level END,"
      " parent_name = CASE WHEN agencies.parent_name = '' AND NOT EXISTS (SELECT 1 FROM agencies o"
      "  WHERE o.name = agencies.name AND o.parent_name = $6 AND o.scope = agencies.scope)"
      "  THEN $6 ELSE agencies.parent_name END,"
      " valid_from = COALESCE(agencies.valid_from, $8), valid_to = COALESCE($9, agencies.valid_to),"
      " version = agencies.version + 1",
      agency.id, owner == agency.id ? std::nullopt : std::optional{owner}, agency.name,
      agency.short_name, agency.level, agency.parent_name, agency.firm, text_of(agency.valid_from),
      text_of(agency.valid_to), agency.scope);
  for (const auto& alias : agency.aliases) {
    tx.execute("INSERT INTO agency_names (agency, name) VALUES ($1, $2) ON CONFLICT DO NOTHING",
               agency.id, alias);
  }
}

AgencyContact contact_of(const Row& row) {
  return {.id = row.id<ContactId>(0),
          .agency = row.id<AgencyId>(1),
          .kind = row.text(2) == "mail" ? ContactKind::mail : ContactKind::webhook,
          .address = row.text(3),
          .label = row.text(4),
          .secret = row.text(5),
          .language = row.text(6),
          .disabled_because = row.optional_text(7)};
}

std::vector<AgencyContact> contacts_of(Connection& db, AgencyId agency, LocalDate day) {
  std::vector<AgencyContact> contacts;
  for (const auto& row :
       db.query("SELECT " + std::string{contact_columns} +
                    " FROM contacts c WHERE agency = $1 AND disabled_because IS NULL"
                    " AND (valid_from IS NULL OR valid_from <= $2)"
                    " AND (valid_to IS NULL OR valid_to >= $2) ORDER BY kind, address",
                agency, to_string(day))) {
    contacts.push_back(contact_of(row));
  }
  return contacts;
}

std::vector<AgencyContact> all_contacts_of(Connection& db, AgencyId agency) {
  std::vector<AgencyContact> contacts;
  for (const auto& row : db.query("SELECT " + std::string{contact_columns} +
                                      " FROM contacts c WHERE agency = $1 ORDER BY kind, address",
                                  agency)) {
    contacts.push_back(contact_of(row));
  }
  return contacts;
}

std::optional<AgencyContact> find_contact(Connection& db, ContactId id) {
  const auto rows =
      db.query("SELECT " + std::string{contact_columns} + " FROM contacts c WHERE id = $1", id);
  return rows.empty() ? std::nullopt : std::optional{contact_of(rows.front())};
}
ContactId save_contact(Transaction& tx, const AgencyContact& contact, std::optional<LocalDate> from,
                       std::optional<LocalDate> to) {
  const auto stored = tx.query(
      "INSERT INTO contacts (id, agency, kind, address, label, secret, language, valid_from, "
      "valid_to)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (agency, kind, address) DO UPDATE "
      "SET label = $5,"
      " secret = CASE WHEN $6 = '' THEN contacts.secret ELSE $6 END, language = $7, valid_from = "
      "$8, valid_to = $9,"
      " disabled_because = NULL RETURNING id",
      contact.id, contact.agency, contact.kind == ContactKind::mail ? "mail" : "webhook",
      contact.address, contact.label, contact.secret,
      contact.language.empty() ? "vi" : contact.language, text_of(from), text_of(to));
  return stored.front().id<ContactId>(0);
}

void disable_contact(Transaction& tx, ContactId id, std::string_view because) {
  tx.execute("UPDATE contacts SET disabled_because = $1 WHERE id = $2", because, id);
}

std::optional<GroupMember> find_group_member(Connection& db, const GroupMember& like) {
  const auto rows = db.query(
      "SELECT valid_from, valid_to FROM group_members WHERE owner = $1 AND plan_key = $2"
      " AND group_key = $3 AND agency = $4",
      like.owner, like.plan_key, like.group_key, like.agency);
  if (rows.empty()) return std::nullopt;
  GroupMember member = like;
  member.from = date_of(rows.front().optional_text(0));
  member.to = date_of(rows.front().optional_text(1));
  return member;
}

void save_group_member(Transaction& tx, const GroupMember& member) {
  tx.execute(
      "INSERT INTO group_members (owner, plan_key, group_key, agency, valid_from, valid_to)"
      " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (owner, plan_key, group_key, agency)"
      " DO UPDATE SET valid_from = $5, valid_to = $6",
      member.owner, member.plan_key, member.group_key, member.agency, text_of(member.from),
      text_of(member.to));
}

namespace {

std::optional<DirectoryAgency> read_known(Connection& db, AgencyId id, LocalDate day) {
  const auto agency = find_agency(db, id);
  if (!agency) return std::nullopt;
  return DirectoryAgency{.id = id,
                         .name = agency->name,
                         .short_name = agency->short_name,
                         .reachable = !contacts_of(db, id, day).empty(),
                         .in_force = in_force(*agency, day)};
}

void know(Connection& db, Directory& directory, AgencyId id, KeptDirectory& known) {
  if (directory.agencies.contains(id)) return;
  const auto [found, is_new] = known.agencies.try_emplace(id);
  if (is_new) found->second = read_known(db, id, known.day);
  if (found->second) directory.agencies.emplace(id, *found->second);
}

Directory directory_for(Connection& db, const Plan& plan, AgencyId owner,
                        const std::map<std::string, AgencyId>& agencies, KeptDirectory& known) {
  Directory directory;
  directory.by_key = agencies;
  for (const auto& [key, id] : agencies) know(db, directory, id, known);
  for (const auto& group : plan.groups) {
    auto members = members_of(db, plan, owner, group, agencies, known);
    for (const auto id : members) know(db, directory, id, known);
    directory.members.emplace(group.key, std::move(members));
  }
  return directory;
}

}  // namespace

std::int64_t directory_version(Connection& db) {
  return db.query("SELECT version FROM directory_state").at(0).integer(0);
}

void know(Connection& db, Directory& directory, AgencyId id, LocalDate day) {
  know(db, directory, id, directory_on(db, day));
}

Directory directory_for(Connection& db, const Plan& plan, AgencyId owner,
                        const std::map<std::string, AgencyId>& agencies, LocalDate day) {
  return directory_for(db, plan, owner, agencies, directory_on(db, day));
}

Directory directory_for(Connection& db, const PlanRecord& record, LocalDate day) {
  auto& known = directory_on(db, day);
  auto directory = directory_for(db, record.content, record.owner, record.agencies, known);
  for (const auto& duty : record.duties) {
    if (duty.agency) know(db, directory, *duty.agency, known);
  }
  return directory;
}

}  // namespace inspectord
