// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/zone.hpp"
#include "core/digest.hpp"
#include "tests/support/invented_plans.hpp"
#include "workflow/part_acts.hpp"
#include "workflow/plan_acts.hpp"
#include "workflow/reasons.hpp"
#include "workflow/recommendations.hpp"
#include "workflow/score_acts.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>

// People, a directory and the steps of a life for the invented plans.

namespace inspectord::invented {

inline Instant at(std::string_view rfc3339) {
  const auto instant = parse_rfc3339(rfc3339);
  if (!instant) throw std::invalid_argument("not an instant: " + std::string{rfc3339});
  return *instant;
}
inline LocalDate day(std::string_view text) {
  const auto date = parse_date(text);
  if (!date) throw std::invalid_argument("not a date: " + std::string{text});
  return *date;
}

/// The same id for the same name, everywhere.
template <class AnyId>
AnyId id_of(std::string_view name) {
  const auto digest = sha256(name);
  UuidBytes bytes{};
  std::copy_n(digest.begin(), bytes.size(), bytes.begin());
  return AnyId{bytes};
}
inline AgencyId agency_id(std::string_view key) {
  return id_of<AgencyId>(key);
}

inline Actor person(std::string_view name, Roles roles, std::string_view agency = "so-giao-thong") {
  return Actor{.user = id_of<UserId>(name),
               .agency = agency_id(agency),
               .roles = roles,
               .channel = ActorChannel::command,
               .name = std::string{name}};
}
inline Actor lan() {
  return person("Nguyễn Thị Lan", {Role::planner});
}
inline Actor hai() {
  return person("Phạm Văn Hải", {Role::approver});
}
inline Actor thu() {
  return person("Lê Thu", {Role::clerk});
}
inline Actor minh() {
  return person("Đỗ Minh", {Role::inspector});
}
/// One who files for an agency.
inline Actor of(std::string_view agency) {
  return person(agency, {Role::agency}, agency);
}

/// Hải stands in for a signer, all year.
inline Substitution standing_in(std::string signer, std::string_view from = "2026-01-01",
                                std::string_view to = "2026-12-31") {
  return {.id = id_of<SubstitutionId>(signer),
          .signer = std::move(signer),
          .substitute = hai().user,
          .substitute_name = hai().name,
          .valid_from = day(from),
          .valid_to = day(to),
          .document_number = "5/QĐ-SGT",
          .document_date = day(from)};
}

/// Every agency of a plan, in force and with a contact; groups have the paper's members.
inline Directory directory_of(const Plan& plan) {
  Directory directory;
  for (const auto& entry : plan.agencies) {
    const auto id = agency_id(entry.key);
    directory.by_key.emplace(entry.key, id);
    directory.agencies.emplace(id, DirectoryAgency{.id = id,
                                                   .name = entry.name,
                                                   .short_name = entry.short_name,
                                                   .reachable = true,
                                                   .in_force = true});
  }
  for (const auto& group : plan.groups) {
    auto& members = directory.members[group.key];
    for (const auto& key : group.members) {
      const bool out =
          std::find(group.except.begin(), group.except.end(), key) != group.except.end();
      if (!out) members.push_back(agency_id(key));
    }
  }
  return directory;
}

/// Stands for the hash over canonical bytes: equal for equal titles, days and debtors.
inline Sha256 hash_of(const Plan& plan) {
  std::string text = plan.title;
  for (const auto& visit : plan.visits) text += visit.key + to_string(visit.date) + visit.place;
  for (const auto& duty : plan.duties) text += duty.key + duty.owed_by.agency + duty.owed_by.group;
  return sha256(text);
}

template <class Entry>
const Entry& found(const std::vector<Entry>& entries, std::string_view key) {
  const auto* one = find_by_key(entries, key);
  if (!one) throw std::logic_error("nothing called " + std::string{key});
  return *one;
}

/// A plan and the world around it. Each act is tried by somebody at some time; `must` ones go on
/// only if they are allowed.
class Stage {
 public:
  explicit Stage(Plan plan, Actor drafter = lan()) : directory(directory_of(plan)) {
    record = draft(std::move(plan), id_of<PlanId>("plan"), scene(drafter)).record;
  }

  Scene scene(const Actor& actor) {
    actor_ = actor;
    return Scene{.actor = actor_,
                 .now = now,
                 .today = Zone::vietnam().date_of(now),
                 .directory = directory,
                 .days_off = DaysOff::vietnam(),
                 .random = *random_,
                 .hash_content = hash_of,
                 .substitutions = substitutions,
                 .named_user = named_user};
  }

  Result<Step> attempt(PlanAction action, const PlanInput& input, const Actor& actor) {
    return act_on_plan(record, action, input, scene(actor));
  }
  Result<Step> attempt(std::string_view visit_key, VisitAction action, const VisitInput& input,
                       const Actor& actor) {
    return act_on_visit(record, visit(visit_key).id, action, input, scene(actor));
  }
  Result<Step> attempt(const DutyRecord& duty, DutyAction action, const DutyInput& input,
                       const Actor& actor) {
    return act_on_duty(record, duty.id, action, input, scene(actor));
  }
  Result<Step> attempt(std::string_view task_key, TaskAction action, const TaskInput& input,
                       const Actor& actor) {
    return act_on_task(record, task(task_key).id, action, input, scene(actor));
  }

  Result<Step> attempt(const ScoreOf& score, ScoreAction action, const ScoreInput& input,
                       const Actor& actor) {
    return act_on_score(record, score, action, input, scene(actor));
  }
  Result<Step> attempt(const DutyRecord& duty, RecommendationAction action, const DutyInput& input,
                       const Actor& actor) {
    return act_on_recommendation(record, duty.id, action, input, scene(actor));
  }

  /// Does it, and keeps what comes of it.
  template <class... What>
  Step must(What&&... what) {
    auto step = attempt(std::forward<What>(what)...);
    if (!step) {
      throw std::logic_error("refused: " + std::string{step.error().reason().code} + " " +
                             step.error().pointer());
    }
    record = step->record;
    return *std::move(step);
  }

  Stage& approved() {
    if (record.content.signer) substitutions.push_back(standing_in(record.content.signer->name));
    must(PlanAction::approve, PlanInput{.signer = hai().name}, hai());
    return *this;
  }
  Stage& numbered(std::string number = "12/KH-SGT") {
    must(PlanAction::number,
         PlanInput{.number = std::move(number), .date = Zone::vietnam().date_of(now)}, thu());
    return *this;
  }
  Stage& notified() {
    approved().numbered().must(PlanAction::notify, PlanInput{}, thu());
    return *this;
  }
  /// Every visit was held on its day and the inspections are closed; `now` is the day after the
  /// last.
  Stage& inspected() {
    for (const auto& one : std::vector{record.visits}) {
      now = std::max(now, Zone::vietnam().at(one.date, std::chrono::hours{17}));
      must(std::string_view{one.key}, VisitAction::hold, VisitInput{}, lan());
    }
    now += std::chrono::hours{24};
    must(PlanAction::inspect, PlanInput{.reason = "hết kỳ"}, lan());
    return *this;
  }

  /// Every unit goes without a score, for a reason.
  Stage& score_nobody() {
    for (const auto& sheet : record.content.score_sheets) {
      for (const auto& unit : scored_units(record.content, sheet)) {
        must(ScoreOf{sheet.key, unit}, ScoreAction::exempt, ScoreInput{.reason = "không chấm"},
             lan());
      }
    }
    return *this;
  }

  const VisitRecord& visit(std::string_view key) const { return found(record.visits, key); }
  const TaskRecord& task(std::string_view key) const { return found(record.tasks, key); }
  const DutyRecord& duty(std::string_view key, std::string_view agency = {}) const {
    for (const auto& one : record.duties) {
      if (one.key == key && (agency.empty() || one.agency == agency_id(agency))) return one;
    }
    throw std::logic_error("no duty " + std::string{key});
  }
  int count_duties(std::string_view key) const {
    return static_cast<int>(std::count_if(record.duties.begin(), record.duties.end(),
                                          [&](const auto& one) { return one.key == key; }));
  }

  Directory directory;
  std::vector<Substitution> substitutions;
  std::optional<UserId> named_user;
  Instant now = at("2026-03-02T08:00:00+07:00");
  PlanRecord record;

 private:
  Actor actor_;
  std::unique_ptr<SeededRandom> random_ = std::make_unique<SeededRandom>(7);
};

/// A paper sent on a day.
inline DutyInput filing(std::string_view sent_on, std::string number = "7/BC-UBND") {
  Submission submission;
  submission.number = std::move(number);
  submission.paper_date = day(sent_on);
  submission.sent_on = day(sent_on);
  DutyInput input;
  input.submission = submission;
  return input;
}

/// Codes of all that a refusal names, in its order.
inline std::vector<std::string> codes_of(const Refusal& refusal) {
  std::vector<std::string> codes;
  for (const auto& problem : refusal.problems()) codes.emplace_back(problem.reason.code);
  return codes;
}

inline std::vector<AgencyId> agencies_of(const std::vector<Told>& told) {
  std::vector<AgencyId> agencies;
  for (const auto& one : told) agencies.push_back(one.agency);
  return agencies;
}

}  // namespace inspectord::invented
