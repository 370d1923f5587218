// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/handler.hpp"
#include "server/routes/answers.hpp"
#include "server/routes/api_reasons.hpp"
#include "server/routes/json_parts.hpp"
#include "server/routes/preconditions.hpp"
#include "usecases/plan_cases.hpp"

#include <optional>
#include <string>

// What the acts on plans, visits, duties and tasks share: the job between decode and act, and how
// their outcome is told.

namespace inspectord {

/// The action that the path names; one that does not exist is refused with those that do.
template <class Action>
Result<Action> action_of(const Call& call) {
  const auto& named = call.parameters.at("action");
  if (const auto action = parse_state_code<Action>(named)) return *action;
  std::string known;
  for (const auto code : detail::codes_of(Action{}))
    known += (known.empty() ? "" : ", ") + std::string{code};
  return Refusal{unknown_action, {}, {{"action", named}, {"known", known}}};
}

/// An act on something with an id, decoded. A value: the writer thread gets nothing else.
template <class IdType, class Action, class Input>
struct ActJob {
  IdType id;
  std::optional<Version> version;
  Action action{};
  Input input;
  Actor actor;
};

template <class IdType, class Action, class Input>
Result<ActJob<IdType, Action, Input>> act_job(const Call& call, Action action, Input input) {
  return ActJob<IdType, Action, Input>{.id = TRY(call.parameters.template id<IdType>("id")),
                                       .version = TRY(expected_version(call.request)),
                                       .action = action,
                                       .input = std::move(input),
                                       .actor = call.actor};
}

/// What an act did, with the names that its answer shows.
struct NamedOutcome {
  ActOutcome outcome;
  AgencyNames names;
};

/// Appends {"ledger": {planned, dropped, past}, "messages": n}.
inline void add_consequences(JsonObject& json, const ActOutcome& outcome) {
  json.emplace_back("ledger", JsonObject{{"planned", outcome.ledger.planned},
                                         {"dropped", outcome.ledger.dropped},
                                         {"past", outcome.ledger.past}});
  json.emplace_back("messages", outcome.messages);
}

}  // namespace inspectord
