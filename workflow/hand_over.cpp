// SPDX-License-Identifier: Apache-2.0
#include "workflow/hand_over.hpp"

#include "workflow/duties_asked.hpp"
#include "workflow/part_guards.hpp"

namespace inspectord {
namespace {

bool has_part(const PlanRecord& record, AgencyId agency, const Directory& directory) {
  const auto audience = notice_audience(record.content, record.duties, directory);
  return std::any_of(audience.begin(), audience.end(),
                     [&](const Told& one) { return one.agency == agency; });
}

}  // namespace

void check_hand_over(Guard& guard, const DutyRecord& duty, const DutyInput& input,
                     const Scene& scene) {
  guard.need(duty.agency.has_value(), refuse::reaches_nobody, "/duties",
             {{"target", "duty:" + duty.key}, {"who", ""}});
  need_given(guard, input.successor.has_value(), "successor");
  if (!input.successor) return;
  const auto* successor = scene.directory.find(*input.successor);
  const bool other = input.successor != duty.agency;
  if (!successor || !successor->in_force || !other)
    return guard.add(refuse::no_successor, "/successor", {{"date", to_string(scene.today)}});
  guard.need(successor->reachable, refuse::reaches_nobody, "/successor",
             {{"target", "duty:" + duty.key}, {"who", successor->name}});
}

void hand_over(DutyRecord& duty, const DutyInput& input) {
  if (!duty.handed_from) duty.handed_from = duty.agency;
  duty.agency = input.successor;
  if (duty.handed_from == duty.agency) duty.handed_from.reset();
  duty.state_before.reset();
  duty.due_before.reset();
}

std::vector<Notice> hand_over_notices(const PlanRecord& before, const DutyRecord& from,
                                      const DutyInput& input, const Scene& scene) {
  const bool known = has_part(before, *input.successor, scene.directory);
  std::vector<Notice> notices{{.kind = known ? NoticeKind::plan_amended : NoticeKind::plan_notified,
                               .to = {{*input.successor, Part::debtor}},
                               .key = {},
                               .old_date = {},
                               .reason = input.reason,
                               .document = input.document,
                               .asked = {from.id}}};
  const auto* former = scene.directory.find(*from.agency);
  const auto planned = find_duty(before.content, from.key);
  if (!former || !former->in_force || !planned) return notices;
  notices.push_back({.kind = NoticeKind::plan_amended,
                     .to = {{*from.agency, Part::debtor}},
                     .key = {},
                     .old_date = {},
                     .reason = input.reason,
                     .document = input.document,
                     .released = {{.agency = *from.agency, .what = planned->what}}});
  return notices;
}

}  // namespace inspectord
