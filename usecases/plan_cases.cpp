// SPDX-License-Identifier: Apache-2.0
#include "usecases/plan_cases.hpp"

#include "formats/plan_file.hpp"
#include "storage/agencies.hpp"
#include "storage/coming_periods.hpp"
#include "storage/kept.hpp"
#include "storage/plans.hpp"
#include "storage/substitutions.hpp"
#include "storage/users.hpp"
#include "usecases/enrol.hpp"
#include "usecases/plan_events.hpp"
#include "usecases/recall.hpp"
#include "usecases/tell.hpp"
#include "usecases/wanted.hpp"
#include "workflow/periods.hpp"
#include "workflow/reasons.hpp"

namespace inspectord {
namespace {

/// A plan and what an act on it may look at.
struct Opened {
  PlanRecord record;
  Directory directory;
  std::shared_ptr<const DaysOff> days_off;
  std::vector<Substitution> substitutions{};
  std::optional<UserId> named_user{};
};

Scene scene_of(const Opened& opened, const Actor& actor, Instant now, const House& house) {
  return Scene{.actor = actor,
               .now = now,
               .today = house.zone.date_of(now),
               .directory = opened.directory,
               .days_off = *opened.days_off,
               .random = house.random,
               .hash_content = hash_content,
               .substitutions = opened.substitutions,
               .named_user = opened.named_user};
}

Result<Opened> open(Transaction& tx, std::optional<PlanId> id, Instant now, const House& house) {
  auto record = id ? find_plan(tx, *id) : std::nullopt;
  if (!record) return Refusal{refuse::no_such_target};
  auto directory = directory_for(tx, *record, house.zone.date_of(now));
  auto days_off = days_off_for(tx, record->owner, house);
  return Opened{.record = std::move(*record),
                .directory = std::move(directory),
                .days_off = std::move(days_off)};
}

Result<Done> check_version(const PlanRecord& record, std::optional<Version> version) {
  if (!version || *version == record.version) return Done{};
  return Refusal{refuse::stale_version, {}, {{"version", std::to_string(record.version)}}};
}

/// Where only the machine knows whose a part is: whom it does not concern learns nothing of it, not
/// even the version, so not found goes before stale, and stale before everything else.
Result<Step> unless_stale(Result<Step> step, const PlanRecord& record,
                          std::optional<Version> version) {
  if (!step && step.error().reason().kind == RefusalKind::not_found)
    return Refusal{refuse::no_such_target};
  TRY(check_version(record, version));
  return step;
}

/// A new content may name agencies that the plan did not have, or others by the same keys. Who was
/// told of a content in force stays known.
void enrol_new_agencies(Transaction& tx, PlanRecord& record, Instant now, const House& house) {
  auto named = enrol(tx, record.content, record, now, house);
  if (record.notified_at) named.insert(record.agencies.begin(), record.agencies.end());
  record.agencies = std::move(named);
  if (!record.amendment) return;
  for (auto& [key, id] : enrol(tx, record.amendment->content, record, now, house)) {
    record.agencies.emplace(key, id);
  }
}

/// The ledger already agrees with what is wanted, and so does what waits to be sent: since the
/// version before, nothing else has touched either.
bool is_settled(Transaction& tx, const PlanRecord& before,
                const std::vector<WantedReminder>& wanted) {
  const auto* settled = tx.kept().ledgers.find(before.id);
  return settled && settled->version == before.version && settled->wanted == wanted;
}

/// Of a plan that asks for something again: when the next period of it is to be opened. Today's may
/// not be open yet, nor those of days on which nobody looked.
void note_coming_periods(Transaction& tx, const PlanRecord& before, const PlanRecord& after,
                         Instant now, const House& house) {
  if (before.content.recurring_duties.empty() && after.content.recurring_duties.empty()) return;
  const auto days_off = days_off_for(tx, after.owner, house);
  const auto today = house.zone.date_of(now);
  auto next = next_opening(after, plus_days(today, -1), *days_off);
  const auto waiting = coming_periods::of(tx, after.id);
  if (next && waiting && *waiting < today) next = std::min(*next, *waiting);
  coming_periods::keep(tx, after.id, next);
}

/// Stores a step with all that follows from it: events, ledger, messages.
ActOutcome store(Transaction& tx, const PlanRecord& before, Step step, const Actor& actor,
                 Instant now, const House& house) {
  PlanRecord& after = step.record;
  if (before.content != after.content || before.amendment != after.amendment) {
    enrol_new_agencies(tx, after, now, house);
  }
  update_plan(tx, before, after, now);
  after.version = before.version + 1;
  write_events(tx, step.events, before, after, actor, now, house);
  note_coming_periods(tx, before, after, now, house);

  const auto directory = directory_for(tx, after, house.zone.date_of(now));
  auto wanted = wanted_now(tx, after, directory, now, house);
  const bool over = after.state == PlanState::cancelled;
  const bool settled = !over && is_settled(tx, before, wanted);
  if (!settled) withdraw_unsent(tx, after.id, wanted, over, step.dropped_because, now);
  withdraw_from_the_past(tx, before, after, directory, step.dropped_because, now);
  ActOutcome outcome{.record = std::move(after), .ledger = {}, .messages = 0};
  if (before.notified_at || outcome.record.notified_at) {
    if (!settled)
      outcome.ledger =
          reconcile_ledger(tx, outcome.record.id, wanted, now, step.dropped_because, house.random);
    tx.kept().ledgers.keep(outcome.record.id, {outcome.record.version, std::move(wanted)});
  }
  send_files(tx, outcome.record, step.notices, directory, now);
  outcome.messages = tell_notices(tx, outcome.record, directory, step.notices, now, house);
  return outcome;
}

Result<Done> check_free(Transaction& tx, const NumberOf& number, PlanId itself, int revision) {
  if (number.number.empty()) return Done{};
  const auto same = find_with_number_given(tx, number, itself, revision);
  if (!same) return Done{};
  return Refusal{
      refuse::number_taken, "/number", {{"number", number.number}, {"plan", same->to_string()}}};
}

/// A number that is in force or void is nobody else's; a drafted plan may still carry one that its
/// paper has.
Result<Done> check_number(Transaction& tx, const PlanRecord& after) {
  const auto issuer = after.agencies.find(after.content.issuer);
  if (issuer == after.agencies.end()) return Done{};
  NumberOf number{.owner = after.owner,
                  .issuer = issuer->second,
                  .kind = after.content.kind,
                  .number = after.number,
                  .year = after.date ? after.date->year : after.content.plan_year};
  if (after.state != PlanState::drafted) TRY(check_free(tx, number, after.id, 1));
  if (!after.amendment || !after.amendment->date) return Done{};
  number.number = after.amendment->number;
  number.year = static_cast<int>(after.amendment->date->year());
  return check_free(tx, number, after.id, after.amendment->revision);
}

/// Among the plans of its owner alone: a refusal names the plan that is there, and nobody learns of
/// the plans of others.
Result<Done> check_duplicate(Transaction& tx, const Plan& plan,
                             const std::map<std::string, AgencyId>& agencies, AgencyId owner,
                             std::optional<PlanId> itself) {
  auto same = find_same_content(tx, owner, hash_content(plan), itself);
  if (!same && !plan.number.empty()) {
    const NumberOf number{.owner = owner,
                          .issuer = agencies.at(plan.issuer),
                          .kind = plan.kind,
                          .number = plan.number,
                          .year = plan.date ? plan.date->year : plan.plan_year};
    same = find_same_number(tx, number, itself);
  }
  if (!same) return Done{};
  return Refusal{refuse::duplicate_plan, {}, {{"plan", same->to_string()}}};
}

/// Who may sign in the place of the signer that the content names, and whose name is given.
void look_up_signers(Transaction& tx, Opened& opened, const PlanInput& input, const Actor& actor) {
  const auto& amendment = opened.record.amendment;
  const auto& signer = (amendment ? amendment->content : opened.record.content).signer;
  if (signer) {
    opened.substitutions = substitution_rows::for_signer(tx, opened.record.owner, signer->name);
  }
  const auto user = find_user_by_name(tx, input.signer);
  if (user && user->agency == actor.agency) opened.named_user = user->id;
}

/// A plan that names no policy: a new one gets that of new plans, a new content of another the
/// policy that it had.
Plan with_policy(Plan plan, std::string_view otherwise) {
  if (plan.policy.empty()) plan.policy = otherwise;
  return plan;
}

Result<Done> check_policy(Transaction& tx, const Plan& plan, AgencyId owner,
                          const std::string& pointer) {
  if (find_policy(tx, owner, plan.policy)) return Done{};
  return Refusal{refuse::unknown_policy, pointer + "/policy", {{"policy", plan.policy}}};
}

/// What came over HTTP was read from a plan file at that door; a content that was made otherwise is
/// held against the same rules.
Result<Done> check_content(const Plan& plan, const Actor& actor, const std::string& pointer) {
  if (actor.channel == ActorChannel::http) return Done{};
  auto errors = plan_from_json(plan_to_json(plan)).errors();
  if (errors.empty()) return Done{};
  for (auto& error : errors) error.pointer = pointer + error.pointer;
  return to_refusal(errors);
}

/// A new content, of a draft or an amendment: one that a plan file could hold, and no other plan's.
Result<Done> check_new_content(Transaction& tx, const PlanRecord& record, const PlanInput& input,
                               const Actor& actor, Instant now, const House& house) {
  if (!input.content) return Done{};
  const auto named = enrol(tx, *input.content, record, now, house);
  return check_duplicate(tx, *input.content, named, actor.agency, record.id);
}

/// A paper as it is recorded now by the actor.
void sign(std::optional<Submission>& paper, bool nil, const Actor& actor, Instant now,
          const House& house) {
  if (!paper) return;
  paper->id = SubmissionId::make(now, house.random);
  paper->recorded_by = actor.user;
  paper->recorded_at = now;
  paper->nil = nil;
}

bool owns(const Actor& actor, const PlanRecord& record) {
  return actor.agency == record.owner;
}

}  // namespace

ActOutcome store_step(Transaction& tx, const PlanRecord& before, Step step, const Actor& actor,
                      Instant now, const House& house) {
  return store(tx, before, std::move(step), actor, now, house);
}

Result<ActOutcome> import_plan(Transaction& tx, const Plan& file, const Actor& actor, Instant now,
                               const House& house) {
  if (!actor.roles.has_any({Role::planner, Role::administrator})) {
    return Refusal{refuse::not_allowed, {}, {{"action", "draft"}}};
  }
  TRY(check_content(file, actor, ""));
  const Plan plan = with_policy(file, policy_of_new_plans);
  TRY(check_policy(tx, plan, actor.agency, ""));
  Opened opened;
  opened.record.owner = actor.agency;
  opened.days_off = days_off_for(tx, actor.agency, house);
  opened.record.agencies = enrol(tx, plan, opened.record, now, house);
  TRY(check_duplicate(tx, plan, opened.record.agencies, actor.agency, std::nullopt));
  if (file.policy.empty())  // it may have been drafted before one was asked for
    TRY(check_duplicate(tx, file, opened.record.agencies, actor.agency, std::nullopt));
  opened.directory =
      directory_for(tx, plan, actor.agency, opened.record.agencies, house.zone.date_of(now));
  Step step = draft(plan, PlanId::make(now, house.random), scene_of(opened, actor, now, house));
  insert_plan(tx, step.record, now);
  write_events(tx, step.events, {}, step.record, actor, now, house);
  return ActOutcome{.record = std::move(step.record), .ledger = {}, .messages = 0};
}

Result<ActOutcome> act_on_plan(Transaction& tx, PlanId id, std::optional<Version> version,
                               PlanAction action, PlanInput input, const Actor& actor, Instant now,
                               const House& house) {
  auto opened = TRY(open(tx, id, now, house));
  if (!owns(actor, opened.record)) return Refusal{refuse::no_such_target};
  if (action == PlanAction::amend && input.step == "notify" && opened.record.amendment) {
    const auto& next = opened.record.amendment->content;
    auto named = enrol(tx, next, opened.record, now, house);
    named.insert(opened.record.agencies.begin(), opened.record.agencies.end());
    const auto today = house.zone.date_of(now);
    opened.directory = directory_for(tx, next, actor.agency, named, today);
    for (const auto& duty : opened.record.duties) {
      if (duty.agency) know(tx, opened.directory, *duty.agency, today);
    }
  }
  TRY(check_version(opened.record, version));
  TRY(check_files(tx, input, actor));
  if (input.content) {
    TRY(check_content(*input.content, actor, "/content"));
    input.content = with_policy(std::move(*input.content), opened.record.content.policy);
    TRY(check_policy(tx, *input.content, opened.record.owner, "/content"));
  }
  const bool amends = action == PlanAction::amend;
  if (action == PlanAction::approve || (amends && input.step == "approve"))
    look_up_signers(tx, opened, input, actor);
  auto step = TRY(act_on_plan(opened.record, action, input, scene_of(opened, actor, now, house)));
  TRY(check_number(tx, step.record));
  if (action == PlanAction::edit || (amends && (input.step.empty() || input.step == "draft")))
    TRY(check_new_content(tx, opened.record, input, actor, now, house));
  return store(tx, opened.record, std::move(step), actor, now, house);
}

Result<ActOutcome> act_on_visit(Transaction& tx, VisitId id, std::optional<Version> version,
                                VisitAction action, const VisitInput& input, const Actor& actor,
                                Instant now, const House& house) {
  const auto opened = TRY(open(tx, find_plan_of_visit(tx, id), now, house));
  if (!owns(actor, opened.record)) return Refusal{refuse::no_such_target};
  TRY(check_version(opened.record, version));
  auto step =
      TRY(act_on_visit(opened.record, id, action, input, scene_of(opened, actor, now, house)));
  return store(tx, opened.record, std::move(step), actor, now, house);
}

Result<ActOutcome> act_on_duty(Transaction& tx, DutyId id, std::optional<Version> version,
                               DutyAction action, DutyInput input, const Actor& actor, Instant now,
                               const House& house) {
  auto opened = TRY(open(tx, find_plan_of_duty(tx, id), now, house));
  if (input.successor && may_see_agency(tx, *input.successor, actor.agency))
    know(tx, opened.directory, *input.successor, house.zone.date_of(now));
  sign(input.submission, action == DutyAction::nil, actor, now, house);
  auto step = TRY(unless_stale(
      act_on_duty(opened.record, id, action, input, scene_of(opened, actor, now, house)),
      opened.record, version));
  auto outcome = store(tx, opened.record, std::move(step), actor, now, house);
  if (input.submission && (action == DutyAction::submit || action == DutyAction::nil)) {
    insert_submission(tx, id, *input.submission);
  }
  if (action == DutyAction::undo && opened.record.find_duty(id)->state == DutyState::submitted) {
    mark_submission_undone(tx, id, actor.user, now);
  }
  return outcome;
}

Result<ActOutcome> act_on_recommendation(Transaction& tx, DutyId id, std::optional<Version> version,
                                         RecommendationAction action, DutyInput input,
                                         const Actor& actor, Instant now, const House& house) {
  const auto opened = TRY(open(tx, find_plan_of_duty(tx, id), now, house));
  sign(input.submission, false, actor, now, house);
  auto step = TRY(unless_stale(
      act_on_recommendation(opened.record, id, action, input, scene_of(opened, actor, now, house)),
      opened.record, version));
  auto outcome = store(tx, opened.record, std::move(step), actor, now, house);
  if (input.submission && action == RecommendationAction::report)
    insert_submission(tx, id, *input.submission);
  const bool was_reported = opened.record.find_duty(id)->state == DutyState::submitted;
  if (action == RecommendationAction::undo && was_reported)
    mark_submission_undone(tx, id, actor.user, now);
  return outcome;
}

Result<ActOutcome> act_on_score(Transaction& tx, PlanId plan, const ScoreOf& of,
                                std::optional<Version> version, ScoreAction action,
                                const ScoreInput& input, const Actor& actor, Instant now,
                                const House& house) {
  const auto opened = TRY(open(tx, plan, now, house));
  auto step = TRY(unless_stale(
      act_on_score(opened.record, of, action, input, scene_of(opened, actor, now, house)),
      opened.record, version));
  return store(tx, opened.record, std::move(step), actor, now, house);
}

Result<ActOutcome> act_on_task(Transaction& tx, TaskId id, std::optional<Version> version,
                               TaskAction action, const TaskInput& input, const Actor& actor,
                               Instant now, const House& house) {
  const auto opened = TRY(open(tx, find_plan_of_task(tx, id), now, house));
  auto step = TRY(unless_stale(
      act_on_task(opened.record, id, action, input, scene_of(opened, actor, now, house)),
      opened.record, version));
  return store(tx, opened.record, std::move(step), actor, now, house);
}

}  // namespace inspectord
