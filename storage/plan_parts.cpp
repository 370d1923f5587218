// SPDX-License-Identifier: Apache-2.0
#include "storage/plan_parts.hpp"

#include "formats/code_names.hpp"
#include "storage/due_date_json.hpp"
#include "storage/plan_scores.hpp"
#include "storage/plans.hpp"

#include <algorithm>
#include <stdexcept>

namespace inspectord {
namespace {

template <class State>
State state_of(const std::string& code) {
  const auto state = parse_state_code<State>(code);
  if (!state) throw std::runtime_error("a stored part of a plan has an unknown state: " + code);
  return *state;
}

template <class State>
std::optional<State> optional_state(const Row& row, std::size_t column) {
  const auto code = row.optional_text(column);
  return code ? std::optional{state_of<State>(*code)} : std::nullopt;
}

template <class State>
std::optional<std::string> code_of(const std::optional<State>& state) {
  return state ? std::optional{std::string{state_code(*state)}} : std::nullopt;
}

std::optional<std::string> text_of(const std::optional<LocalDate>& date) {
  return date ? std::optional{to_string(*date)} : std::nullopt;
}

std::optional<LocalDate> date_of(const std::optional<std::string>& text) {
  return text ? parse_date(*text) : std::nullopt;
}

std::optional<std::string> json_of(const std::optional<DueDate>& due) {
  return due ? std::optional{write_json(encode_due_date(*due))} : std::nullopt;
}

std::optional<DueDate> due_of(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  const auto json = parse_json(*text);
  if (!json) throw std::runtime_error("a stored due date cannot be read");
  return decode_due_date(*json);
}

template <class Part>
bool unchanged(const std::vector<Part>& before, const Part& part) {
  return std::find(before.begin(), before.end(), part) != before.end();
}

void write(Transaction& tx, PlanId plan, std::size_t position, const VisitRecord& visit,
           Instant now) {
  tx.execute(
      "INSERT INTO visits (id, plan, position, key, state, date, sequence, reason, state_before, "
      "date_before, minutes, no_minutes_because, changed_at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (id) DO UPDATE"
      " SET state = $5, date = $6, sequence = $7, reason = $8, state_before = $9, date_before = "
      "$10,"
      " minutes = $11, no_minutes_because = $12, changed_at = $13",
      visit.id, plan, static_cast<std::int64_t>(position), visit.key, state_code(visit.state),
      to_string(visit.date), visit.sequence, visit.reason, code_of(visit.state_before),
      text_of(visit.date_before), visit.minutes, visit.no_minutes_because, now);
}

void write(Transaction& tx, PlanId plan, std::size_t position, const DutyRecord& duty,
           Instant now) {
  tx.execute(
      "INSERT INTO duties (id, plan, position, key, agency, period, state, raw, bound, nominal, "
      "last_on_time, due,"
      " due_before, state_before, sequence, nil_return, late, reason, released, changed_at,"
      " handed_from)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,"
      " $19, $20, $21)"
      " ON CONFLICT (id) DO UPDATE SET agency = $5, period = $6, state = $7, raw = $8, bound = $9, "
      "nominal = $10,"
      " last_on_time = $11, due = $12, due_before = $13, state_before = $14, sequence = $15, "
      "nil_return = $16,"
      " late = $17, reason = $18, released = $19, changed_at = $20,"
      " handed_from = $21",
      duty.id, plan, static_cast<std::int64_t>(position), duty.key, duty.agency, duty.period,
      state_code(duty.state), duty.due ? duty.due->raw : std::string{},
      duty.due ? std::optional{std::string{code_name(duty.due->bound)}} : std::nullopt,
      duty.due ? std::optional{to_string(duty.due->nominal)} : std::nullopt,
      duty.due ? std::optional{to_string(duty.due->last_on_time)} : std::nullopt, json_of(duty.due),
      json_of(duty.due_before), code_of(duty.state_before), duty.sequence, duty.nil_return,
      duty.late, duty.reason, duty.released, now, duty.handed_from);
}

void write(Transaction& tx, PlanId plan, std::size_t position, const TaskRecord& task, Instant) {
  tx.execute(
      "INSERT INTO tasks (id, plan, position, key, state, inner_date, reason, state_before, "
      "sequence)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO UPDATE SET state = $5, "
      "inner_date = $6,"
      " reason = $7, state_before = $8, sequence = $9",
      task.id, plan, static_cast<std::int64_t>(position), task.key, state_code(task.state),
      text_of(task.inner_date), task.reason, code_of(task.state_before), task.sequence);
}

template <class Part>
void write_list(Transaction& tx, PlanId plan, const std::vector<Part>& before,
                const std::vector<Part>& after, Instant now) {
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (!unchanged(before, after[i])) write(tx, plan, i, after[i], now);
  }
}

}  // namespace

void read_parts(Connection& db, PlanRecord& record) {
  for (const auto& row :
       db.query("SELECT id, key, state, date, sequence, reason, state_before, date_before,"
                " minutes, no_minutes_because FROM visits WHERE plan = $1 ORDER BY position",
                record.id)) {
    record.visits.push_back({.id = row.id<VisitId>(0),
                             .key = row.text(1),
                             .state = state_of<VisitState>(row.text(2)),
                             .date = parse_date(row.text(3)).value(),
                             .sequence = static_cast<int>(row.integer(4)),
                             .reason = row.text(5),
                             .minutes = row.text(8),
                             .no_minutes_because = row.text(9),
                             .state_before = optional_state<VisitState>(row, 6),
                             .date_before = date_of(row.optional_text(7))});
  }
  for (const auto& row :
       db.query("SELECT id, key, agency, period, state, due, sequence, nil_return, late, reason,"
                " state_before, due_before, released, handed_from FROM duties WHERE plan = $1 "
                "ORDER BY position, id",
                record.id)) {
    record.duties.push_back({.id = row.id<DutyId>(0),
                             .key = row.text(1),
                             .agency = row.optional_id<AgencyId>(2),
                             .period = row.text(3),
                             .state = state_of<DutyState>(row.text(4)),
                             .due = due_of(row.optional_text(5)),
                             .sequence = static_cast<int>(row.integer(6)),
                             .nil_return = row.boolean(7),
                             .late = row.boolean(8),
                             .released = row.boolean(12),
                             .reason = row.text(9),
                             .state_before = optional_state<DutyState>(row, 10),
                             .due_before = due_of(row.optional_text(11)),
                             .handed_from = row.optional_id<AgencyId>(13)});
  }
  for (const auto& row :
       db.query("SELECT id, key, state, inner_date, reason, state_before, sequence FROM tasks"
                " WHERE plan = $1 ORDER BY position",
                record.id)) {
    record.tasks.push_back({.id = row.id<TaskId>(0),
                            .key = row.text(1),
                            .state = state_of<TaskState>(row.text(2)),
                            .inner_date = date_of(row.optional_text(3)),
                            .sequence = static_cast<int>(row.integer(6)),
                            .reason = row.text(4),
                            .state_before = optional_state<TaskState>(row, 5)});
  }
  record.scores = read_scores(db, record.id);
}

void write_parts(Transaction& tx, const PlanRecord& before, const PlanRecord& after, Instant now) {
  write_list(tx, after.id, before.visits, after.visits, now);
  write_list(tx, after.id, before.duties, after.duties, now);
  write_list(tx, after.id, before.tasks, after.tasks, now);
  write_scores(tx, after.id, before.scores, after.scores, now);
}

void insert_submission(Transaction& tx, DutyId duty, const Submission& submission) {
  tx.execute(
      "INSERT INTO submissions (id, duty, number, paper_date, sent_on, received_on, way, nil, "
      "recorded_by, recorded_at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      submission.id, duty, submission.number, text_of(submission.paper_date),
      text_of(submission.sent_on), text_of(submission.received_on), submission.way, submission.nil,
      submission.recorded_by, submission.recorded_at);
}

void mark_submission_undone(Transaction& tx, DutyId duty, UserId by, Instant at) {
  tx.execute(
      "UPDATE submissions SET undone_at = $1, undone_by = $2 WHERE id = (SELECT id FROM submissions"
      " WHERE duty = $3 AND undone_at IS NULL ORDER BY recorded_at DESC, id DESC LIMIT 1)",
      at, by, duty);
}

std::vector<Submission> submissions_of(Connection& db, DutyId duty) {
  std::vector<Submission> submissions;
  for (const auto& row :
       db.query("SELECT id, number, paper_date, sent_on, received_on, way, nil, recorded_by,"
                " recorded_at, undone_at, undone_by FROM submissions WHERE duty = $1 ORDER BY "
                "recorded_at, id",
                duty)) {
    submissions.push_back({.id = row.id<SubmissionId>(0),
                           .number = row.text(1),
                           .paper_date = date_of(row.optional_text(2)),
                           .sent_on = date_of(row.optional_text(3)),
                           .received_on = date_of(row.optional_text(4)),
                           .way = row.text(5),
                           .nil = row.boolean(6),
                           .recorded_by = row.id<UserId>(7),
                           .recorded_at = row.instant(8),
                           .undone_at = row.optional_instant(9),
                           .undone_by = row.optional_id<UserId>(10)});
  }
  return submissions;
}

}  // namespace inspectord
