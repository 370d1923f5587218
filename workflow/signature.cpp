// SPDX-License-Identifier: Apache-2.0
// What a content needs before it is signed, by hand or on paper: the first issue and every revision
// of it alike.
#include "workflow/guards.hpp"

#include <algorithm>

namespace inspectord {
namespace {

/// Errors that wait for the number, not for the signer.
bool number_only(std::string_view code) {
  return code == "MISSING_NUMBER" || code == "MISSING_DATE" || code == "MISSING_DAY";
}

bool has_leader(const Plan& plan) {
  return std::any_of(plan.teams.begin(), plan.teams.end(), [](const Team& team) {
    return std::any_of(team.members.begin(), team.members.end(),
                       [](const TeamMember& member) { return member.role == TeamRole::leader; });
  });
}

/// A clerk records what was signed on paper; an approver signs here.
bool on_paper(const PlanInput& input, const Actor& actor) {
  return !actor.has(Role::approver) || (actor.has(Role::clerk) && input.signed_file);
}

/// Who signs: the actor, or whom the paper shows.
std::string signer_of(const PlanInput& input, const Scene& scene) {
  return on_paper(input, scene.actor) ? input.signer : scene.actor.name;
}

/// The substitution by which the one who signs may do so in place of the named signer. What is
/// signed here is signed today, whatever day it bears.
const Substitution* substitution_of(const Plan& plan, const PlanInput& input, const Scene& scene) {
  if (!plan.signer) return nullptr;
  const bool paper = on_paper(input, scene.actor);
  const LocalDate signed_on = input.signed_on.value_or(scene.today);
  const auto found = std::find_if(
      scene.substitutions.begin(), scene.substitutions.end(), [&](const Substitution& one) {
        const bool signs =
            paper ? one.substitute_name == input.signer : one.substitute == scene.actor.user;
        return signs && one.signer == plan.signer->name && one.holds_on(signed_on) &&
               (paper || one.holds_on(scene.today));
      });
  return found == scene.substitutions.end() ? nullptr : &*found;
}

bool wrote(const std::vector<UserId>& written_by, std::optional<UserId> user) {
  return user && std::find(written_by.begin(), written_by.end(), *user) != written_by.end();
}

/// Neither signs nor records who wrote any of it; under a paper stands a name, which may be the
/// name of one who did.
bool signed_by_a_writer(const Plan& plan, const std::vector<UserId>& written_by,
                        const PlanInput& input, const Scene& scene) {
  if (wrote(written_by, scene.actor.user)) return true;
  if (!on_paper(input, scene.actor)) return false;
  const auto* substitution = substitution_of(plan, input, scene);
  return wrote(written_by, scene.named_user) ||
         (substitution && wrote(written_by, substitution->substitute));
}

void check_signer(Guard& guard, const Plan& plan, const PlanInput& input, const Scene& scene) {
  if (on_paper(input, scene.actor)) {
    guard.need(!input.signer.empty(), refuse::missing, "/signer", {{"what", "signer"}});
    guard.need(input.signed_on.has_value(), refuse::missing, "/signed_on", {{"what", "signed_on"}});
    guard.need(input.signed_file.has_value(), refuse::missing, "/signed_file",
               {{"what", "signed_file"}});
    if (input.signer.empty()) return;
  }
  const std::string named = plan.signer ? plan.signer->name : std::string{};
  const std::string signer = signer_of(input, scene);
  const bool in_own_name = input.signer.empty() || input.signer == signer;
  const bool as_named = named.empty() || signer == named;
  guard.need(in_own_name && (as_named || substitution_of(plan, input, scene)),
             refuse::not_the_signer, "/signer",
             {{"signer", named.empty() ? signer : named},
              {"who", input.signer.empty() ? signer : input.signer},
              {"date", to_string(input.signed_on.value_or(scene.today))}});
}

}  // namespace

void check_signature(Guard& guard, const Plan& plan, const std::vector<Override>& overrides,
                     const std::vector<UserId>& written_by, const PlanInput& input,
                     const Scene& scene) {
  guard.need(!signed_by_a_writer(plan, written_by, input, scene), refuse::own_draft, "/written_by");
  check_signer(guard, plan, input, scene);
  const LocalDate signed_on = input.signed_on.value_or(scene.today);
  guard.need(signed_on <= scene.today, refuse::date_in_future, "/signed_on",
             {{"date", to_string(signed_on)}});
  for (const auto& warning : open_errors(plan, overrides, scene.days_off, true)) {
    guard.add(refuse::open_error, warning.pointer, {{"code", std::string{warning.code}}});
  }
  if (plan.kind != PlanKind::inspection_plan) return;
  guard.need(has_leader(plan), refuse::no_leader, "/teams");
  guard.need(!plan.visits.empty(), refuse::no_visit, "/visits");
}

Approval approval_of(const Plan& plan, const PlanInput& input, const Scene& scene) {
  const std::string signer = signer_of(input, scene);
  const bool as_named = !plan.signer || plan.signer->name == signer;
  const auto* substitution = as_named ? nullptr : substitution_of(plan, input, scene);
  return Approval{.signer = signer.empty() && plan.signer ? plan.signer->name : signer,
                  .signed_on = input.signed_on.value_or(scene.today),
                  .recorded_by = scene.actor.user,
                  .on_paper = on_paper(input, scene.actor),
                  .signed_file = input.signed_file,
                  .content_hash = scene.hash_content(plan),
                  .at = scene.now,
                  .under = substitution ? std::optional{substitution->id} : std::nullopt};
}

std::vector<Warning> open_errors(const Plan& plan, const std::vector<Override>& overrides,
                                 const DaysOff& days_off, bool proposed) {
  auto warnings = find_errors(plan, days_off);
  std::erase_if(warnings, [&](const Warning& warning) {
    if (warning.severity != Severity::error || number_only(warning.code)) return true;
    return std::any_of(overrides.begin(), overrides.end(), [&](const Override& one) {
      return one.code == warning.code && one.pointer == warning.pointer &&
             (one.effective || proposed);
    });
  });
  return warnings;
}

void check_overrides(Guard& guard, const Plan& plan, const std::vector<Override>& overrides,
                     const DaysOff& days_off) {
  if (overrides.empty()) return;
  const auto warnings = find_warnings(plan, days_off);
  for (const auto& one : overrides) {
    const bool met = std::any_of(warnings.begin(), warnings.end(), [&](const Warning& warning) {
      return warning.code == one.code && warning.pointer == one.pointer;
    });
    guard.need(met, refuse::no_such_warning, one.pointer, {{"code", one.code}});
    guard.need(!number_only(one.code), refuse::not_overridable, one.pointer, {{"code", one.code}});
    guard.need(!one.reason.empty(), refuse::missing, one.pointer, {{"what", "reason"}});
  }
}

void add_writer(std::vector<UserId>& written_by, UserId writer) {
  if (std::find(written_by.begin(), written_by.end(), writer) == written_by.end())
    written_by.push_back(writer);
}

void propose(std::vector<Override>& list, const std::vector<Override>& overrides,
             const Scene& scene) {
  for (Override one : overrides) {
    std::erase_if(list, [&](const Override& old) {
      return old.code == one.code && old.pointer == one.pointer;
    });
    one.by = scene.actor.user;
    one.effective = false;
    list.push_back(std::move(one));
  }
}

}  // namespace inspectord
