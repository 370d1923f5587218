// SPDX-License-Identifier: Apache-2.0
#include "usecases/policy_cases.hpp"

#include "formats/policy_file.hpp"
#include "storage/journal.hpp"
#include "storage/reminders.hpp"
#include "usecases/recall.hpp"
#include "workflow/reasons.hpp"

namespace inspectord {
namespace {

constexpr std::string_view because = "policy_edited";

Result<Done> check(const PolicyEdit& edit, const std::optional<StoredPolicy>& current,
                   const Actor& actor) {
  if (!actor.roles.has_any({Role::administrator, Role::planner}))
    return Refusal{refuse::not_allowed, {}, {{"action", "edit_policy"}}};
  const auto& key = edit.policy.key;
  if (find_built_in_policy(key)) return Refusal{refuse::policy_built_in, "/key", {{"key", key}}};
  const int number = current ? current->number : 0;
  if (edit.follows && *edit.follows != number) {
    if (!current) return Refusal{refuse::no_such_target};
    if (*edit.follows == 0) return Refusal{refuse::policy_exists, "/key", {{"key", key}}};
    return Refusal{refuse::stale_version, {}, {{"version", std::to_string(number)}}};
  }
  if (current && current->policy == edit.policy) return Refusal{refuse::policy_unchanged};
  return Done{};
}

void note(Transaction& tx, const PolicyOutcome& outcome, const std::optional<StoredPolicy>& before,
          const Actor& actor, Instant now, const House& house) {
  journal::append(tx,
                  {.at = now,
                   .actor = actor,
                   .what = "policy.edited",
                   .subject = Subject::of("agency", actor.agency),
                   .why = outcome.stored.policy.key,
                   .before = before ? std::optional{encode_policy(before->policy)} : std::nullopt,
                   .after = encode_policy(outcome.stored.policy)},
                  house.random);
}

}  // namespace

Result<PolicyOutcome> preview_policy(Connection& db, const PolicyEdit& edit, const Actor& actor,
                                     Instant now, const House& house) {
  const auto current = policy_rows::current(db, actor.agency, edit.policy.key);
  TRY(check(edit, current, actor));
  return PolicyOutcome{.stored = {.owner = actor.agency,
                                  .number = current ? current->number + 1 : 1,
                                  .policy = edit.policy,
                                  .edited_by = actor.user,
                                  .edited_at = now},
                       .plans = find_shifts(db, actor.agency,
                                            current ? std::optional{current->policy} : std::nullopt,
                                            edit.policy, now, house)};
}

Result<PolicyOutcome> edit_policy(Transaction& tx, const PolicyEdit& edit, const Actor& actor,
                                  Instant now, const House& house) {
  const auto before = policy_rows::current(tx, actor.agency, edit.policy.key);
  auto outcome = TRY(preview_policy(tx, edit, actor, now, house));
  policy_rows::insert(tx, outcome.stored);
  note(tx, outcome, before, actor, now, house);
  for (const auto& plan : outcome.plans) {
    withdraw_unsent(tx, plan.plan, plan.wanted, false, because, now);
    const auto change = reconcile_ledger(tx, plan.plan, plan.wanted, now, because, house.random);
    outcome.planned += change.planned;
    outcome.dropped += change.dropped;
  }
  return outcome;
}

}  // namespace inspectord
