// SPDX-License-Identifier: Apache-2.0
// The switch over all sending.
#include "server/routes/answers.hpp"
#include "server/routes/json_parts.hpp"
#include "server/routes/preconditions.hpp"
#include "server/routes/request_bodies.hpp"
#include "server/routes/route_groups.hpp"
#include "usecases/sending_cases.hpp"

namespace inspectord {
namespace {

JsonValue switch_json(const SendingSwitch& sending, const Zone& zone) {
  const bool ever_changed = sending.changed_by.has_value();
  return JsonObject{{"paused", sending.paused},
                    {"trial_address", json_of(sending.trial_address)},
                    {"reason", sending.reason},
                    {"changed_by", json_of(sending.changed_by)},
                    {"changed_at", ever_changed ? json_of(sending.changed_at, zone) : JsonValue{}}};
}

/// The switch as it is to be.
struct SwitchJob {
  SendingSwitch to;
  std::optional<std::string> expected;  ///< Its tag.
  Actor actor;
};

Handler switching(const ApiParts& parts) {
  return writes(
      [](const Call& call) -> Result<SwitchJob> {
        return SwitchJob{TRY(read_sending_switch(call.request)), TRY(expected_tag(call.request)),
                         call.actor};
      },
      [&house = parts.house](const SwitchJob& job, Transaction& tx,
                             Instant now) -> Result<SendingSwitch> {
        TRY(check_tag(job.expected, switch_json(outbox::sending_switch(tx), house.zone)));
        return switch_sending(tx, job.to, job.actor, now, house);
      },
      [parts](const SendingSwitch& sending, const Call&) {
        return answer_json(200, switch_json(sending, parts.house.zone));
      },
      parts.wake);
}

}  // namespace

std::vector<Route> sending_routes(const ApiParts& parts) {
  const auto show = [parts](const Call&, Snapshot& snapshot) -> Result<Response> {
    return answer_json(200, switch_json(outbox::sending_switch(snapshot), parts.house.zone));
  };
  const Roles insiders{Role::administrator, Role::planner,   Role::approver,
                       Role::clerk,         Role::inspector, Role::auditor};
  return {{Method::get, "/api/v1/sending", Rule::any_of(insiders), reads(show)},
          {Method::put, "/api/v1/sending", Rule::any_of({Role::administrator}), switching(parts)}};
}

}  // namespace inspectord
