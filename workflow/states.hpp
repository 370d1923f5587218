// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

// States, actions and outcomes, with the codes under which they are stored, sent and looked up in
// the catalogue.

namespace inspectord {

enum class PlanState { drafted, approved, notified, inspected, concluded, cancelled };
enum class VisitState { tentative, confirmed, postponed, held, cancelled };
enum class DutyState {
  waiting,
  open,
  submitted,
  returned,
  accepted,
  waived,
  missed,
  standing,
  ended,
  closed  ///< Of a recommendation alone.
};
enum class TaskState { not_started, under_way, done, dropped };
enum class ScoreState { awaited, self_scored, rescored, final_, not_scored };
/// What a recommendation is shown as; underneath it is a duty (workflow/recommendations.hpp).
enum class RecommendationState { open, reported, verified, closed };
enum class ReminderState { planned, sent, dropped };
enum class RevisionState { drafted, approved, numbered, notified, dropped };

enum class PlanAction {
  draft,
  edit,
  submit,
  approve,
  return_,
  number,
  notify,
  supplement,
  correct,
  inspect,
  reopen,
  conclude,
  cancel,
  amend,
};
enum class VisitAction { confirm, move, postpone, reschedule, hold, cancel, undo };
enum class DutyAction {
  set_date,
  submit,
  nil,
  accept,
  return_,
  extend,
  waive,
  miss,
  hand_over,
  undo,
};
enum class TaskAction { start, finish, drop, set_date, undo };
enum class ScoreAction { self_score, rescore, finalize, exempt, undo };
enum class RecommendationAction { set_date, report, verify, close, return_, extend, undo };

namespace detail {

inline constexpr std::array<std::string_view, 6> plan_states{"drafted",   "approved",  "notified",
                                                             "inspected", "concluded", "cancelled"};
inline constexpr std::array<std::string_view, 5> visit_states{"tentative", "confirmed", "postponed",
                                                              "held", "cancelled"};
inline constexpr std::array<std::string_view, 10> duty_states{
    "waiting", "open",   "submitted", "returned", "accepted",
    "waived",  "missed", "standing",  "ended",    "closed"};
inline constexpr std::array<std::string_view, 5> score_states{"awaited", "self_scored", "rescored",
                                                              "final", "not_scored"};
inline constexpr std::array<std::string_view, 4> recommendation_states{"open", "reported",
                                                                       "verified", "closed"};
inline constexpr std::array<std::string_view, 4> task_states{"not_started", "under_way", "done",
                                                             "dropped"};
inline constexpr std::array<std::string_view, 3> reminder_states{"planned", "sent", "dropped"};
inline constexpr std::array<std::string_view, 5> revision_states{"drafted", "approved", "numbered",
                                                                 "notified", "dropped"};
inline constexpr std::array<std::string_view, 14> plan_actions{
    "draft",      "edit",    "submit",  "approve", "return",   "number", "notify",
    "supplement", "correct", "inspect", "reopen",  "conclude", "cancel", "amend"};
inline constexpr std::array<std::string_view, 7> visit_actions{
    "confirm", "move", "postpone", "reschedule", "hold", "cancel", "undo"};
inline constexpr std::array<std::string_view, 10> duty_actions{
    "set_date", "submit", "nil",  "accept",    "return",
    "extend",   "waive",  "miss", "hand_over", "undo"};
inline constexpr std::array<std::string_view, 5> task_actions{"start", "finish", "drop", "set_date",
                                                              "undo"};
inline constexpr std::array<std::string_view, 5> score_actions{"self_score", "rescore", "finalize",
                                                               "exempt", "undo"};
inline constexpr std::array<std::string_view, 7> recommendation_actions{
    "set_date", "report", "verify", "close", "return", "extend", "undo"};

constexpr const auto& codes_of(PlanState) {
  return plan_states;
}
constexpr const auto& codes_of(VisitState) {
  return visit_states;
}
constexpr const auto& codes_of(DutyState) {
  return duty_states;
}
constexpr const auto& codes_of(TaskState) {
  return task_states;
}
constexpr const auto& codes_of(ScoreState) {
  return score_states;
}
constexpr const auto& codes_of(ScoreAction) {
  return score_actions;
}
constexpr const auto& codes_of(RecommendationState) {
  return recommendation_states;
}
constexpr const auto& codes_of(RecommendationAction) {
  return recommendation_actions;
}
constexpr const auto& codes_of(ReminderState) {
  return reminder_states;
}
constexpr const auto& codes_of(RevisionState) {
  return revision_states;
}
constexpr const auto& codes_of(PlanAction) {
  return plan_actions;
}
constexpr const auto& codes_of(VisitAction) {
  return visit_actions;
}
constexpr const auto& codes_of(DutyAction) {
  return duty_actions;
}
constexpr const auto& codes_of(TaskAction) {
  return task_actions;
}

}  // namespace detail

/// The code of a state or action: "drafted", "set_date".
template <class Code>
requires requires(Code code) {
  detail::codes_of(code);
}
constexpr std::string_view state_code(Code code) {
  return detail::codes_of(code)[static_cast<std::size_t>(code)];
}

template <class Code>
constexpr std::optional<Code> parse_state_code(std::string_view text) {
  const auto& codes = detail::codes_of(Code{});
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (codes[i] == text) return static_cast<Code>(i);
  }
  return std::nullopt;
}

}  // namespace inspectord
