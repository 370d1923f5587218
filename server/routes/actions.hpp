// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/handler.hpp"
#include "server/routes/answers.hpp"
#include "server/routes/api.hpp"
#include "server/routes/api_reasons.hpp"
#include "server/routes/json_parts.hpp"
#include "server/routes/preconditions.hpp"
#include "usecases/plan_cases.hpp"

#include <optional>
#include <string>
#include <type_traits>
#include <utility>

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

/// What an act on a part did, which part was meant, and what its answer shows besides the record.
template <class Part, class Seen>
struct PartDone {
  ActOutcome outcome;
  Part part;
  Seen seen;
};

/// Sees no more than the record.
struct SeesTheRecord {
  template <class Part>
  Done operator()(const ActOutcome&, const Part&, Transaction&, LocalDate) const {
    return Done{};
  }
};

/// A route that acts on a part of a plan and answers with the part as it is then: `decode(const
/// Call&) -> Result<Job>`, `act(const Job&, Transaction&, Instant now, const House&) ->
/// Result<ActOutcome>`, `part_of(const Job&)`, in the same transaction `see(const ActOutcome&,
/// part, Transaction&, LocalDate today)`, and `show(const PartDone&, const Call&) -> JsonObject`.
template <class Decode, class Act, class PartOf, class Show, class See = SeesTheRecord>
Handler acts_on_part(const ApiParts& parts, Decode decode, Act act, PartOf part_of, Show show,
                     See see = {}, int status = 200) {
  using Job = typename detail::ResultValue<std::invoke_result_t<const Decode&, const Call&>>::type;
  using Part = std::decay_t<std::invoke_result_t<const PartOf&, const Job&>>;
  using Seen =
      std::invoke_result_t<const See&, const ActOutcome&, const Part&, Transaction&, LocalDate>;
  using Finished = PartDone<Part, Seen>;
  return writes(
      std::move(decode),
      [&house = parts.house, act = std::move(act), part_of = std::move(part_of),
       see = std::move(see)](const Job& job, Transaction& tx, Instant now) -> Result<Finished> {
        auto outcome = TRY(act(job, tx, now, house));
        auto part = part_of(job);
        auto seen = see(outcome, part, tx, house.zone.date_of(now));
        return Finished{std::move(outcome), std::move(part), std::move(seen)};
      },
      [show = std::move(show), status](const Finished& done, const Call& call) {
        return answer_json(status, show(done, call), done.outcome.record.version);
      },
      parts.wake);
}

/// The id that a job names.
struct IdOfJob {
  template <class Job>
  auto operator()(const Job& job) const {
    return job.id;
  }
};

}  // namespace inspectord
