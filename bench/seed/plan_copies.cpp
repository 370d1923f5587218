// SPDX-License-Identifier: Apache-2.0
#include "bench/seed/plan_copies.hpp"

#include "core/digest.hpp"

#include <algorithm>
#include <utility>

namespace inspectord::bench {
namespace {

/// The tables of a plan, and which rows of each are its own. Those that others refer to come first.
const std::pair<const char*, const char*> tables_of_a_plan[] = {
    {"plans", "id = $1"},
    {"plan_agencies", "plan = $1"},
    {"visits", "plan = $1"},
    {"duties", "plan = $1"},
    {"tasks", "plan = $1"},
    {"scores", "plan = $1"},
    {"plan_search", "plan = $1"},
    {"reminders", "plan = $1"},
    {"messages", "plan_id = $1"},
    {"message_bodies", "message_id IN (SELECT id FROM messages WHERE plan_id = $1)"},
    {"attempts", "message_id IN (SELECT id FROM messages WHERE plan_id = $1)"},
    {"message_reminders", "message_id IN (SELECT id FROM messages WHERE plan_id = $1)"},
    {"message_news", "message_id IN (SELECT id FROM messages WHERE plan_id = $1)"}};

constexpr std::string_view with_ids[] = {"plans",  "visits",    "duties",   "tasks",
                                         "scores", "reminders", "messages", "attempts"};

/// The same instant, another chance: RFC 9562, 5.7.
UuidBytes renewed(const UuidBytes& id, Random& random) {
  UuidBytes made = id;
  std::array<std::uint64_t, 2> chance{random.next(), random.next()};
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(chance.data());
  for (std::size_t i = 6; i < made.size(); ++i) made[i] = bytes[i];
  made[6] = static_cast<std::uint8_t>(0x70 | (made[6] & 0x0f));
  made[8] = static_cast<std::uint8_t>(0x80 | (made[8] & 0x3f));
  return made;
}

std::string_view as_text(const UuidBytes& id) {
  return {reinterpret_cast<const char*>(id.data()), id.size()};
}

std::string as_text(const Sha256& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace

PlanCopies::PlanCopies(Connection& db, PlanId pattern, const CopyNames& names,
                       const std::vector<JournalRecord>& journal)
    : names_(names) {
  learn_ids(db, pattern);
  const auto plan =
      db.query("SELECT content, content_hash FROM plans WHERE id = $1", pattern).at(0);
  hash_ = plan.blob(1);
  content_ = text_of(plan.text(0));
  for (const auto& [name, which] : tables_of_a_plan) read_table(db, pattern, name, which);
  read_journal(journal);
}

void PlanCopies::learn_ids(Connection& db, PlanId pattern) {
  for (const auto& [name, which] : tables_of_a_plan) {
    if (std::ranges::find(with_ids, std::string_view{name}) == std::end(with_ids)) continue;
    for (const auto& row :
         db.query(std::string{"SELECT id FROM "} + name + " WHERE " + which, pattern)) {
      if (name == std::string_view{"tasks"} && !task_) task_ = ids_.size();
      ids_.push_back(row.id<PlanId>(0).bytes());
      id_texts_.push_back(uuid_to_string(ids_.back()));
    }
  }
}

void PlanCopies::read_table(Connection& db, PlanId pattern, const std::string& name,
                            const std::string& which) {
  std::string columns, places;
  std::size_t count = 0;
  for (const auto& column : db.query("SELECT name FROM pragma_table_info('" + name + "')")) {
    columns += (count ? ", " : "") + column.text(0);
    places += (count ? ", $" : "$") + std::to_string(count + 1);
    ++count;
  }
  Table table{.insert = "INSERT INTO " + name + " (" + columns + ") VALUES (" + places + ")",
              .rows = {}};
  for (const auto& row :
       db.query("SELECT " + columns + " FROM " + name + " WHERE " + which, pattern)) {
    auto& cells = table.rows.emplace_back();
    for (std::size_t i = 0; i < count; ++i) cells.push_back(cell_of(row.column(i)));
  }
  if (!table.rows.empty()) tables_.push_back(std::move(table));
}

void PlanCopies::read_journal(const std::vector<JournalRecord>& journal) {
  const auto text = [this](const std::optional<std::string>& one) {
    return one ? std::optional{text_of(*one)} : std::nullopt;
  };
  for (const auto& record : journal) {
    const auto subject = own_id(as_text(record.entry.subject.id));
    if (!subject) continue;
    journal_.push_back({.entry = record.entry,
                        .subject = *subject,
                        .why = text(record.entry.why),
                        .before = text(record.entry.before),
                        .after = text(record.entry.after)});
  }
}

PlanCopies::Cell PlanCopies::cell_of(const Value::Content& content) const {
  if (const auto* blob = std::get_if<Blob>(&content)) {
    if (blob->bytes == hash_) return {.hole = Hole::hash};
    if (const auto id = own_id(blob->bytes)) return {.hole = Hole::id, .id = *id};
  }
  if (const auto* text = std::get_if<std::string>(&content)) {
    auto pieces = text_of(*text);
    if (pieces.size() > 1) return {.text = std::move(pieces)};
  }
  return {.fixed = std::visit(
              [](const auto& value) {
                if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::monostate>) {
                  return Value{};
                } else {
                  return Value{value};
                }
              },
              content)};
}

PlanCopies::Text PlanCopies::text_of(const std::string& whole) const {
  std::vector<std::pair<std::string, Piece>> holes{
      {names_.key, {.text = {}, .hole = Hole::key}},
      {names_.number, {.text = {}, .hole = Hole::number}},
      {to_hex(hash_), {.text = {}, .hole = Hole::hash}}};
  for (std::size_t i = 0; i < ids_.size(); ++i)
    holes.emplace_back(id_texts_[i], Piece{.text = {}, .hole = Hole::id, .id = i});
  Text pieces;
  std::size_t from = 0;
  while (true) {
    std::size_t at = std::string::npos;
    const std::pair<std::string, Piece>* next = nullptr;
    for (const auto& hole : holes) {
      const auto found = hole.first.empty() ? std::string::npos : whole.find(hole.first, from);
      if (found < at) at = found, next = &hole;
    }
    pieces.push_back({.text = whole.substr(from, next ? at - from : at)});
    if (!next) return pieces;
    pieces.back().hole = next->second.hole;
    pieces.back().id = next->second.id;
    from = at + next->first.size();
  }
}

std::optional<std::size_t> PlanCopies::own_id(std::string_view bytes) const {
  const auto found =
      std::ranges::find_if(ids_, [&](const UuidBytes& id) { return as_text(id) == bytes; });
  return found == ids_.end() ? std::nullopt
                             : std::optional{static_cast<std::size_t>(found - ids_.begin())};
}

std::string PlanCopies::filled(const Text& text, const Fill& fill) {
  std::string whole;
  for (const auto& piece : text) {
    whole += piece.text;
    if (piece.hole == Hole::key) whole += fill.names.key;
    if (piece.hole == Hole::number) whole += fill.names.number;
    if (piece.hole == Hole::hash) whole += to_hex(fill.hash);
    if (piece.hole == Hole::id) whole += uuid_to_string(fill.ids[piece.id]);
  }
  return whole;
}

Value PlanCopies::value_of(const Cell& cell, const Fill& fill) {
  if (cell.hole == Hole::id) return Value{Blob{std::string{as_text(fill.ids[cell.id])}}};
  if (cell.hole == Hole::hash) return Value{Blob{fill.hash}};
  return cell.text.empty() ? cell.fixed : Value{filled(cell.text, fill)};
}

CopiedPlan PlanCopies::write(Connection& db, const CopyNames& names, Random& random) const {
  Fill fill{.names = names, .ids = {}, .hash = {}};
  for (const auto& id : ids_) fill.ids.push_back(renewed(id, random));
  fill.hash = as_text(sha256(filled(content_, fill)));
  std::vector<Value> values;
  for (const auto& table : tables_) {
    for (const auto& row : table.rows) {
      values.clear();
      for (const auto& cell : row) values.push_back(value_of(cell, fill));
      db.change(table.insert, std::vector<Parameter>{values.begin(), values.end()});
    }
  }
  for (const auto& one : journal_) {
    JournalEntry entry = one.entry;
    entry.subject.id = fill.ids[one.subject];
    if (one.why) entry.why = filled(*one.why, fill);
    if (one.before) entry.before = filled(*one.before, fill);
    if (one.after) entry.after = filled(*one.after, fill);
    journal::append(db, entry, random);
  }
  return {.plan = PlanId{fill.ids.front()},
          .task = task_ ? std::optional{TaskId{fill.ids[*task_]}} : std::nullopt};
}

}  // namespace inspectord::bench
