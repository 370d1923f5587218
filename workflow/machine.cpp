// SPDX-License-Identifier: Apache-2.0
#include "workflow/machine.hpp"

#include <algorithm>
#include <array>

namespace inspectord {
namespace {

using enum Role;

constexpr std::optional<PlanState> begins{};

const std::array plan_rows{
    PlanTransition{begins,
                   PlanAction::draft,
                   PlanState::drafted,
                   {planner, administrator},
                   "the file parses; not the same file, nor issuer, number and year, again",
                   "warnings are computed"},
    PlanTransition{PlanState::drafted,
                   PlanAction::edit,
                   PlanState::drafted,
                   {planner, administrator},
                   "not submitted; the version is the newest",
                   "version rises"},
    PlanTransition{PlanState::drafted,
                   PlanAction::submit,
                   PlanState::drafted,
                   {planner},
                   "not submitted yet",
                   "content is locked; only return unlocks"},
    PlanTransition{PlanState::drafted,
                   PlanAction::approve,
                   PlanState::approved,
                   {approver, clerk},
                   "the signer or a dated substitute, never the drafter; a clerk records a paper "
                   "signature (signer, "
                   "day, signed file); no open error warning except number and date; an inspection "
                   "plan has a leader "
                   "and a visit",
                   "proposed overrides take effect; the hash of the content is recorded"},
    PlanTransition{PlanState::drafted,
                   PlanAction::return_,
                   PlanState::drafted,
                   {approver, clerk, planner},
                   "submitted; a remark",
                   "content is unlocked"},
    PlanTransition{PlanState::approved,
                   PlanAction::return_,
                   PlanState::drafted,
                   {approver, clerk},
                   "a remark",
                   "the approval is void"},
    PlanTransition{PlanState::approved,
                   PlanAction::number,
                   PlanState::approved,
                   {clerk},
                   "unique per issuer, kind and year; a full date, not before the signature, not "
                   "in the future; the "
                   "content is the approved one",
                   "number and date are set"},
    PlanTransition{PlanState::approved,
                   PlanAction::notify,
                   PlanState::notified,
                   {clerk, planner},
                   "number and date; every visit and dated duty reaches an agency that can be "
                   "told, or is waived with "
                   "a reason; attachments present, waived, or to follow with day and owner",
                   "visits, duties and tasks begin; notices are queued and reminders planned in "
                   "this transaction; "
                   "instants already past are dropped and listed"},
    PlanTransition{PlanState::notified,
                   PlanAction::supplement,
                   PlanState::notified,
                   {clerk, planner},
                   "a missing attachment arrives, as a file that the agency keeps",
                   "only those concerned are told, and may read it"},
    PlanTransition{PlanState::inspected,
                   PlanAction::supplement,
                   PlanState::inspected,
                   {clerk, planner},
                   "a missing attachment arrives, as a file that the agency keeps",
                   "only those concerned are told, and may read it"},
    PlanTransition{PlanState::approved,
                   PlanAction::correct,
                   PlanState::approved,
                   {clerk},
                   "letter of correction with number and date; form only",
                   "recorded"},
    PlanTransition{PlanState::notified,
                   PlanAction::correct,
                   PlanState::notified,
                   {clerk},
                   "letter of correction with number and date; form only",
                   "recorded"},
    PlanTransition{PlanState::inspected,
                   PlanAction::correct,
                   PlanState::inspected,
                   {clerk},
                   "letter of correction with number and date; form only",
                   "recorded"},
    PlanTransition{PlanState::concluded,
                   PlanAction::correct,
                   PlanState::concluded,
                   {clerk},
                   "letter of correction with number and date; form only",
                   "recorded"},
    PlanTransition{PlanState::notified,
                   PlanAction::inspect,
                   PlanState::inspected,
                   {planner, inspector},
                   "every visit held (minutes, or a reason) or cancelled, none postponed; without "
                   "visits the period is over, or a reason",
                   "visit reminders end"},
    PlanTransition{PlanState::inspected,
                   PlanAction::reopen,
                   PlanState::notified,
                   {planner},
                   "a reason: mistake, or a visit added",
                   "reminders are planned again"},
    PlanTransition{
        PlanState::inspected,
        PlanAction::conclude,
        PlanState::concluded,
        {planner, approver},
        "inspection: each visited unit covered by a numbered conclusion, not before its visit and "
        "not in the future; implementation: closing report or reason; guidance: closing day or "
        "successor; duties due by then closed, waived or missed; no amendment under way",
        "the rest ends; their reminders are dropped"},
    PlanTransition{PlanState::drafted,
                   PlanAction::cancel,
                   PlanState::cancelled,
                   {planner, approver},
                   "a reason",
                   "nobody is told; a number stays void"},
    PlanTransition{PlanState::approved,
                   PlanAction::cancel,
                   PlanState::cancelled,
                   {planner, approver},
                   "a reason",
                   "nobody is told; a number stays void"},
    PlanTransition{PlanState::notified,
                   PlanAction::cancel,
                   PlanState::cancelled,
                   {approver, clerk},
                   "a reason and a document",
                   "all who were told are told; reminders are dropped"},
    PlanTransition{PlanState::inspected,
                   PlanAction::cancel,
                   PlanState::cancelled,
                   {approver, clerk},
                   "a reason and a document",
                   "all who were told are told; reminders are dropped"},
    PlanTransition{
        PlanState::notified,
        PlanAction::amend,
        PlanState::notified,
        {planner, approver, clerk},
        "a revision with its own second-person approval, number and date",
        "until the revision is notified the old reminders hold; then only what changed is told"},
    PlanTransition{
        PlanState::inspected,
        PlanAction::amend,
        PlanState::inspected,
        {planner, approver, clerk},
        "a revision with its own second-person approval, number and date",
        "until the revision is notified the old reminders hold; then only what changed is told"},
    PlanTransition{
        PlanState::inspected,
        PlanAction::amend,
        PlanState::notified,
        {planner, approver, clerk},
        "a revision with its own second-person approval, number and date; a visit is new",
        "the plan is notified again"},
};

const std::array visit_rows{
    VisitTransition{VisitState::tentative,
                    VisitAction::confirm,
                    VisitState::confirmed,
                    {planner, inspector},
                    "",
                    "the day is firm"},
    VisitTransition{VisitState::tentative,
                    VisitAction::move,
                    VisitState::tentative,
                    {planner},
                    "a reason and another day",
                    "those told of the old day are told; reminders move"},
    VisitTransition{VisitState::confirmed,
                    VisitAction::move,
                    VisitState::confirmed,
                    {planner},
                    "a reason and another day; a document where the plan named the day as firm",
                    "those told of the old day are told; reminders move"},
    VisitTransition{VisitState::tentative,
                    VisitAction::postpone,
                    VisitState::postponed,
                    {planner},
                    "a reason",
                    "those told are told; reminders are dropped"},
    VisitTransition{VisitState::confirmed,
                    VisitAction::postpone,
                    VisitState::postponed,
                    {planner},
                    "a reason",
                    "those told are told; reminders are dropped"},
    VisitTransition{VisitState::postponed,
                    VisitAction::reschedule,
                    VisitState::tentative,
                    {planner},
                    "a day",
                    "those told are told; reminders are planned"},
    VisitTransition{VisitState::postponed,
                    VisitAction::reschedule,
                    VisitState::confirmed,
                    {planner},
                    "a day, given as firm",
                    "those told are told; reminders are planned"},
    VisitTransition{VisitState::tentative,
                    VisitAction::hold,
                    VisitState::held,
                    {planner, inspector},
                    "not before its day; the minutes may come later",
                    "what is due at it is asked for; reminders end"},
    VisitTransition{VisitState::confirmed,
                    VisitAction::hold,
                    VisitState::held,
                    {planner, inspector},
                    "not before its day; the minutes may come later",
                    "what is due at it is asked for; reminders end"},
    VisitTransition{VisitState::held,
                    VisitAction::hold,
                    VisitState::held,
                    {planner, inspector},
                    "the minutes, or why there are none",
                    "recorded"},
    VisitTransition{VisitState::tentative,
                    VisitAction::cancel,
                    VisitState::cancelled,
                    {planner},
                    "a reason",
                    "those told are told; reminders are dropped"},
    VisitTransition{VisitState::confirmed,
                    VisitAction::cancel,
                    VisitState::cancelled,
                    {planner},
                    "a reason",
                    "those told are told; reminders are dropped"},
    VisitTransition{VisitState::postponed,
                    VisitAction::cancel,
                    VisitState::cancelled,
                    {planner},
                    "a reason",
                    "those told are told"},
    VisitTransition{VisitState::tentative,
                    VisitAction::undo,
                    VisitState::tentative,
                    {planner},
                    "a reason; the last act on it",
                    "the state before; reminders are planned again"},
    VisitTransition{VisitState::tentative,
                    VisitAction::undo,
                    VisitState::postponed,
                    {planner},
                    "a reason; the last act on it",
                    "the state before; those told of what is undone are told"},
    VisitTransition{VisitState::confirmed,
                    VisitAction::undo,
                    VisitState::tentative,
                    {planner},
                    "a reason; the last act on it",
                    "the state before; reminders are planned again"},
    VisitTransition{VisitState::confirmed,
                    VisitAction::undo,
                    VisitState::confirmed,
                    {planner},
                    "a reason; the last act on it",
                    "the state before; reminders are planned again"},
    VisitTransition{VisitState::confirmed,
                    VisitAction::undo,
                    VisitState::postponed,
                    {planner},
                    "a reason; the last act on it",
                    "the state before; those told of what is undone are told"},
    VisitTransition{VisitState::postponed,
                    VisitAction::undo,
                    VisitState::tentative,
                    {planner},
                    "a reason; the last act on it",
                    "the state before; reminders are planned again; those wrongly told are told"},
    VisitTransition{VisitState::postponed,
                    VisitAction::undo,
                    VisitState::confirmed,
                    {planner},
                    "a reason; the last act on it",
                    "the state before; reminders are planned again; those wrongly told are told"},
    VisitTransition{VisitState::held,
                    VisitAction::undo,
                    VisitState::tentative,
                    {planner},
                    "a reason; the last act on it",
                    "the state before; reminders are planned again"},
    VisitTransition{VisitState::held,
                    VisitAction::undo,
                    VisitState::confirmed,
                    {planner},
                    "a reason; the last act on it",
                    "the state before; reminders are planned again"},
    VisitTransition{VisitState::cancelled,
                    VisitAction::undo,
                    VisitState::tentative,
                    {planner},
                    "a reason; the last act on it",
                    "the state before; reminders are planned again; those wrongly told are told"},
    VisitTransition{VisitState::cancelled,
                    VisitAction::undo,
                    VisitState::confirmed,
                    {planner},
                    "a reason; the last act on it",
                    "the state before; reminders are planned again; those wrongly told are told"},
    VisitTransition{VisitState::cancelled,
                    VisitAction::undo,
                    VisitState::postponed,
                    {planner},
                    "a reason; the last act on it",
                    "the state before; those told of what is undone are told"},
};

const std::array duty_rows{
    DutyTransition{DutyState::waiting,
                   DutyAction::set_date,
                   DutyState::open,
                   {planner},
                   "a day; the debtor is known",
                   "reminders are planned"},
    DutyTransition{DutyState::open,
                   DutyAction::submit,
                   DutyState::submitted,
                   {agency, clerk, planner},
                   "number and date of the paper, day sent or received",
                   "reminders end; late is derived"},
    DutyTransition{DutyState::open,
                   DutyAction::nil,
                   DutyState::submitted,
                   {agency, clerk, planner},
                   "day sent or received",
                   "nothing to report; reminders end"},
    DutyTransition{DutyState::waiting,
                   DutyAction::submit,
                   DutyState::submitted,
                   {agency, clerk, planner},
                   "number and date of the paper, day sent or received",
                   "filed before a day was set"},
    DutyTransition{
        DutyState::submitted, DutyAction::accept, DutyState::accepted, {planner, clerk}, "", ""},
    DutyTransition{DutyState::submitted,
                   DutyAction::return_,
                   DutyState::returned,
                   {planner},
                   "a reason",
                   "the debtor files again"},
    DutyTransition{DutyState::returned,
                   DutyAction::submit,
                   DutyState::submitted,
                   {agency, clerk, planner},
                   "number and date of the paper, day sent or received",
                   ""},
    DutyTransition{DutyState::open,
                   DutyAction::extend,
                   DutyState::open,
                   {planner},
                   "a later day, a reason, a document",
                   "reminders are planned anew"},
    DutyTransition{DutyState::returned,
                   DutyAction::extend,
                   DutyState::open,
                   {planner},
                   "a later day, a reason, a document",
                   "reminders are planned anew"},
    DutyTransition{
        DutyState::waiting, DutyAction::waive, DutyState::waived, {planner}, "a reason", ""},
    DutyTransition{DutyState::open,
                   DutyAction::waive,
                   DutyState::waived,
                   {planner},
                   "a reason",
                   "reminders end"},
    DutyTransition{
        DutyState::returned, DutyAction::waive, DutyState::waived, {planner}, "a reason", ""},
    DutyTransition{DutyState::open,
                   DutyAction::miss,
                   DutyState::missed,
                   {planner},
                   "after its last on-time day; a reason",
                   "reminders end"},
    DutyTransition{DutyState::returned,
                   DutyAction::miss,
                   DutyState::missed,
                   {planner},
                   "after its last on-time day; a reason",
                   ""},
    DutyTransition{DutyState::waiting,
                   DutyAction::hand_over,
                   DutyState::waiting,
                   {planner},
                   "a reason; a successor that is in force and can be told",
                   "the successor owes it, and is told"},
    DutyTransition{DutyState::open,
                   DutyAction::hand_over,
                   DutyState::open,
                   {planner},
                   "a reason; a successor that is in force and can be told",
                   "the successor owes it, and is told; reminders are planned anew"},
    DutyTransition{DutyState::returned,
                   DutyAction::hand_over,
                   DutyState::returned,
                   {planner},
                   "a reason; a successor that is in force and can be told",
                   "the successor owes it, and is told; reminders are planned anew"},
    DutyTransition{DutyState::open,
                   DutyAction::undo,
                   DutyState::waiting,
                   {planner},
                   "a reason; the last act on it",
                   "the state before"},
    DutyTransition{DutyState::open,
                   DutyAction::undo,
                   DutyState::open,
                   {planner},
                   "a reason; the last act on it",
                   "the state before; reminders are planned again"},
    DutyTransition{DutyState::open,
                   DutyAction::undo,
                   DutyState::returned,
                   {planner},
                   "a reason; the last act on it",
                   "the state before; reminders are planned again"},
    DutyTransition{DutyState::submitted,
                   DutyAction::undo,
                   DutyState::waiting,
                   {planner},
                   "a reason; the last act on it",
                   "the state before"},
    DutyTransition{DutyState::submitted,
                   DutyAction::undo,
                   DutyState::open,
                   {planner},
                   "a reason; the last act on it",
                   "the state before; reminders are planned again"},
    DutyTransition{DutyState::submitted,
                   DutyAction::undo,
                   DutyState::returned,
                   {planner},
                   "a reason; the last act on it",
                   "the state before; reminders are planned again"},
    DutyTransition{DutyState::accepted,
                   DutyAction::undo,
                   DutyState::submitted,
                   {planner},
                   "a reason; the last act on it",
                   "the state before"},
    DutyTransition{DutyState::returned,
                   DutyAction::undo,
                   DutyState::submitted,
                   {planner},
                   "a reason; the last act on it",
                   "the state before"},
    DutyTransition{DutyState::waived,
                   DutyAction::undo,
                   DutyState::waiting,
                   {planner},
                   "a reason; the last act on it",
                   "the state before"},
    DutyTransition{DutyState::waived,
                   DutyAction::undo,
                   DutyState::open,
                   {planner},
                   "a reason; the last act on it",
                   "the state before; reminders are planned again"},
    DutyTransition{DutyState::waived,
                   DutyAction::undo,
                   DutyState::returned,
                   {planner},
                   "a reason; the last act on it",
                   "the state before; reminders are planned again"},
    DutyTransition{DutyState::missed,
                   DutyAction::undo,
                   DutyState::open,
                   {planner},
                   "a reason; the last act on it",
                   "the state before; reminders are planned again"},
    DutyTransition{DutyState::missed,
                   DutyAction::undo,
                   DutyState::returned,
                   {planner},
                   "a reason; the last act on it",
                   "the state before; reminders are planned again"},
    DutyTransition{DutyState::standing,
                   DutyAction::submit,
                   DutyState::standing,
                   {agency, clerk, planner},
                   "number and date of the paper, day sent or received",
                   "an entry; a standing duty has no state"},
};

const std::array task_rows{
    TaskTransition{
        TaskState::not_started, TaskAction::start, TaskState::under_way, {planner, agency}, "", ""},
    TaskTransition{
        TaskState::not_started, TaskAction::finish, TaskState::done, {planner, agency}, "", ""},
    TaskTransition{
        TaskState::under_way, TaskAction::finish, TaskState::done, {planner, agency}, "", ""},
    TaskTransition{
        TaskState::not_started, TaskAction::drop, TaskState::dropped, {planner}, "a reason", ""},
    TaskTransition{
        TaskState::under_way, TaskAction::drop, TaskState::dropped, {planner}, "a reason", ""},
    TaskTransition{TaskState::not_started,
                   TaskAction::set_date,
                   TaskState::not_started,
                   {planner},
                   "a day",
                   "reminds the planner's side only"},
    TaskTransition{TaskState::under_way,
                   TaskAction::set_date,
                   TaskState::under_way,
                   {planner},
                   "a day",
                   "reminds the planner's side only"},
    TaskTransition{TaskState::under_way,
                   TaskAction::undo,
                   TaskState::not_started,
                   {planner},
                   "a reason; the last change of its state",
                   ""},
    TaskTransition{TaskState::done,
                   TaskAction::undo,
                   TaskState::not_started,
                   {planner},
                   "a reason; the last change of its state",
                   ""},
    TaskTransition{TaskState::done,
                   TaskAction::undo,
                   TaskState::under_way,
                   {planner},
                   "a reason; the last change of its state",
                   ""},
    TaskTransition{TaskState::dropped,
                   TaskAction::undo,
                   TaskState::not_started,
                   {planner},
                   "a reason; the last change of its state",
                   ""},
    TaskTransition{TaskState::dropped,
                   TaskAction::undo,
                   TaskState::under_way,
                   {planner},
                   "a reason; the last change of its state",
                   ""},
};

template <class Rows, class State, class Action>
auto find_row(const Rows& rows, State from, Action action) -> decltype(&rows[0]) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) {
    return row.from == from && row.action == action;
  });
  return found == rows.end() ? nullptr : &*found;
}

constexpr auto by_anybody = [](const auto&) { return true; };

auto by_one_of(const Roles& roles) {
  return [&roles](const auto& row) { return roles.has_any(row.who); };
}

template <class Rows, class State, class Counts>
std::vector<std::string> actions_from(const Rows& rows, State from, Counts counts) {
  std::vector<std::string> actions;
  for (const auto& row : rows) {
    const std::string code{state_code(row.action)};
    if (row.from == from && counts(row) &&
        std::find(actions.begin(), actions.end(), code) == actions.end())
      actions.push_back(code);
  }
  return actions;
}

template <class Rows>
void append_chart(std::string& text, const Rows& rows) {
  text += "stateDiagram-v2\n";
  std::vector<std::string> seen;
  for (const auto& row : rows) {
    std::string arrow =
        "  " + (row.from ? std::string{state_code(*row.from)} : std::string{"[*]"}) + " --> " +
        std::string{state_code(row.to)} + " : " + std::string{state_code(row.action)} + "\n";
    if (std::find(seen.begin(), seen.end(), arrow) == seen.end()) {
      text += arrow;
      seen.push_back(std::move(arrow));
    }
  }
}

template <class Rows>
void append_table(std::string& text, const Rows& rows) {
  text += "| from | action | to | who | guard | effect |\n|---|---|---|---|---|---|\n";
  for (const auto& row : rows) {
    std::string who;
    for (const Role role : row.who.list())
      who += (who.empty() ? "" : ", ") + std::string{to_string(role)};
    text += "| " + (row.from ? std::string{state_code(*row.from)} : std::string{"-"}) + " | " +
            std::string{state_code(row.action)} + " | " + std::string{state_code(row.to)} + " | " +
            who + " | " + std::string{row.guard} + " | " + std::string{row.effect} + " |\n";
  }
}

template <class Visit>
void for_each_machine(Visit visit) {
  visit("Plan", plan_rows);
  visit("Visit", visit_rows);
  visit("Duty", duty_rows);
  visit("Task", task_rows);
}

}  // namespace

std::span<const PlanTransition> plan_machine() {
  return plan_rows;
}
std::span<const VisitTransition> visit_machine() {
  return visit_rows;
}
std::span<const DutyTransition> duty_machine() {
  return duty_rows;
}
std::span<const TaskTransition> task_machine() {
  return task_rows;
}

const PlanTransition* find_transition(PlanState s, PlanAction a) {
  return find_row(plan_rows, s, a);
}
const VisitTransition* find_transition(VisitState s, VisitAction a) {
  return find_row(visit_rows, s, a);
}
const DutyTransition* find_transition(DutyState s, DutyAction a) {
  return find_row(duty_rows, s, a);
}
const TaskTransition* find_transition(TaskState s, TaskAction a) {
  return find_row(task_rows, s, a);
}

std::vector<std::string> open_actions(PlanState state) {
  return actions_from(plan_rows, state, by_anybody);
}
std::vector<std::string> open_actions(PlanState state, const Roles& roles) {
  return actions_from(plan_rows, state, by_one_of(roles));
}
std::vector<std::string> open_actions(VisitState state) {
  return actions_from(visit_rows, state, by_anybody);
}
std::vector<std::string> open_actions(VisitState state, const Roles& roles) {
  return actions_from(visit_rows, state, by_one_of(roles));
}
std::vector<std::string> open_actions(DutyState state) {
  return actions_from(duty_rows, state, by_anybody);
}
std::vector<std::string> open_actions(DutyState state, const Roles& roles) {
  return actions_from(duty_rows, state, by_one_of(roles));
}
std::vector<std::string> open_actions(TaskState state) {
  return actions_from(task_rows, state, by_anybody);
}
std::vector<std::string> open_actions(TaskState state, const Roles& roles) {
  return actions_from(task_rows, state, by_one_of(roles));
}

std::string machines_as_mermaid() {
  std::string text;
  for_each_machine([&](std::string_view name, const auto& rows) {
    text += "%% " + std::string{name} + "\n";
    append_chart(text, rows);
  });
  return text;
}

std::string machines_as_markdown() {
  std::string text =
      "# State machines\n\nPrinted by `inspectord workflow --format markdown` from the tables in "
      "workflow/machine.cpp; a test fails when this page is stale.\n";
  for_each_machine([&](std::string_view name, const auto& rows) {
    text += "\n## " + std::string{name} + "\n\n```mermaid\n";
    append_chart(text, rows);
    text += "```\n\n";
    append_table(text, rows);
  });
  return text;
}

}  // namespace inspectord
