// SPDX-License-Identifier: Apache-2.0
#include "workflow/warnings/phrases.hpp"
#include "workflow/warnings/rules.hpp"

#include <algorithm>

namespace inspectord {
namespace {

std::string_view word_for(TeamRole role) {
  switch (role) {
    case TeamRole::leader:
      return "leader";
    case TeamRole::deputy:
      return "deputy";
    case TeamRole::member:
      return "member";
    case TeamRole::secretary:
      return "secretary";
    case TeamRole::support_head:
      return "support_head";
    case TeamRole::support_member:
      return "support_member";
  }
  return "member";
}

bool somebody_is(const Plan& plan, const std::string& role) {
  const auto fills = [&](const TeamMember& member) {
    const bool somebody = !member.agency.empty() || !member.person.empty() || !member.text.empty();
    return somebody && word_for(member.role) == role;
  };
  return std::ranges::any_of(plan.teams, [&](const Team& team) {
    return std::ranges::any_of(team.members, fills) || std::ranges::any_of(team.support, fills);
  });
}

/// What a duty answers; without a topic only duties of the same words answer one question.
std::string topic_of(const Duty& duty) {
  return duty.topic.empty() ? folded(duty.what) : duty.topic;
}

/// A report that passes from one office to the next is no contradiction.
bool is_passed_on(const PlanView& view, const Duty& first, const Duty& next) {
  return std::ranges::find(next.consolidates, first.key) != next.consolidates.end() ||
         (!first.to.empty() && view.debtors(next.owed_by).contains(first.to)) ||
         (!first.to.empty() && next.via == first.to);
}

/// An agency asked to report on a topic by an outline.
struct Asked {
  std::string agency;
  std::string topic;
  std::size_t outline;  ///< Its place among the outlines.
};

/// Who is asked by the duties themselves, and, where a duty names no outline, by the outlines that
/// name its debtor.
std::vector<Asked> asked_by_outline(const PlanView& view) {
  const auto& plan = view.plan();
  std::vector<Asked> asked;
  for (const auto& duty : plan.duties) {
    const auto debtors = view.debtors(duty.owed_by);
    for (std::size_t i = 0; i < plan.outlines.size(); ++i) {
      const auto& outline = plan.outlines[i];
      Keys writers = duty.outline.empty() ? view.members(outline.agencies) : debtors;
      if (!duty.outline.empty() && duty.outline != outline.key) continue;
      std::erase_if(writers, [&](const auto& key) { return !debtors.contains(key); });
      for (const auto& writer : writers) asked.push_back({writer, topic_of(duty), i});
    }
  }
  return asked;
}

/// One agency, or an office and the body above it.
bool is_one_line(const PlanView& view, const std::string& a, const std::string& b) {
  const auto* one = view.agency(a);
  const auto* other = view.agency(b);
  return a == b || (one && one->parent == b) || (other && other->parent == a);
}

bool is_asked(const PlanView& view, const Duty& duty, const std::string& unit) {
  if (view.debtors(duty.owed_by).contains(unit)) return true;
  const auto* group = view.group(duty.owed_by.group);  // enumerates nobody: it may well be meant
  return group && group->members.empty() && !view.members(group->except).contains(unit);
}

}  // namespace

Findings find_role_unassigned(const PlanView& view) {
  const auto& plan = view.plan();
  Findings found;
  Keys reported;
  const auto read = [&](const Debtor& debtor, const std::string& what, std::string place) {
    if (debtor.role.empty() || somebody_is(plan, debtor.role) ||
        !reported.insert(debtor.role).second)
      return;
    found.push_back({std::move(place),
                     {{"role", debtor.text.empty() ? debtor.role : debtor.text}, {"what", what}}});
  };
  for (std::size_t i = 0; i < plan.duties.size(); ++i) {
    read(plan.duties[i].owed_by, plan.duties[i].what, pointer("duties", i, "owed_by", "role"));
  }
  for (std::size_t i = 0; i < plan.recurring_duties.size(); ++i) {
    const auto& duty = plan.recurring_duties[i];
    read(duty.owed_by, duty.what, pointer("recurring_duties", i, "owed_by", "role"));
  }
  return found;
}

Findings find_report_recipient_conflict(const PlanView& view) {
  const auto& duties = view.plan().duties;
  Findings found;
  for (std::size_t i = 0; i < duties.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      const auto& duty = duties[i];
      const auto& other = duties[k];
      const bool two_receivers = !duty.to.empty() && !other.to.empty() && duty.to != other.to;
      const bool one_question = topic_of(duty) == topic_of(other) &&
                                overlap(view.debtors(duty.owed_by), view.debtors(other.owed_by));
      if (!two_receivers || !one_question || is_passed_on(view, other, duty) ||
          is_passed_on(view, duty, other))
        continue;
      found.push_back(
          {pointer("duties", i, "to"),
           {{"what", duty.what}, {"to", view.name(other.to)}, {"other_to", view.name(duty.to)}}});
      break;
    }
  }
  return found;
}

Findings find_outline_conflict(const PlanView& view) {
  const auto& outlines = view.plan().outlines;
  const auto asked = asked_by_outline(view);
  std::map<std::pair<std::size_t, std::size_t>, Keys> conflicts;
  for (const auto& one : asked) {
    for (const auto& other : asked) {
      if (one.outline >= other.outline || one.topic != other.topic) continue;
      if (is_one_line(view, one.agency, other.agency))
        conflicts[{one.outline, other.outline}].insert(one.agency);
    }
  }
  Findings found;
  for (const auto& [pair, agencies] : conflicts) {
    found.push_back({pointer("outlines", pair.second),
                     {{"agencies", view.names(agencies)},
                      {"outline", outlines[pair.first].title},
                      {"other", outlines[pair.second].title}}});
  }
  return found;
}

Findings find_no_report_owed_by_scheduled_unit(const PlanView& view) {
  const auto& plan = view.plan();
  Findings found;
  for (std::size_t i = 0; i < plan.visits.size(); ++i) {
    const auto& unit = plan.visits[i].unit;
    if (std::ranges::any_of(plan.duties,
                            [&](const Duty& duty) { return is_asked(view, duty, unit); }))
      continue;
    found.push_back({pointer("visits", i, "unit"), {{"unit", view.name(unit)}}});
  }
  return found;
}

}  // namespace inspectord
