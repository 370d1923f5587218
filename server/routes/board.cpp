// SPDX-License-Identifier: Apache-2.0
// The board of a house: what stands before those who plan, today, read from one moment of the
// store.
#include "notifications/webhook_url.hpp"
#include "server/routes/answers.hpp"
#include "server/routes/part_view_json.hpp"
#include "server/routes/query.hpp"
#include "server/routes/route_groups.hpp"
#include "storage/agencies.hpp"
#include "storage/board_rows.hpp"
#include "storage/outbox_view.hpp"
#include "storage/plans.hpp"
#include "storage/sending_switch.hpp"
#include "workflow/duties_asked.hpp"

#include <map>
#include <memory>
#include <utility>

namespace inspectord {
namespace {

constexpr int most_plans = 12;  // of each state
constexpr int most_visits = 12;
constexpr int most_duties = 60;
constexpr int most_messages = 8;
constexpr int days_ahead = 7;

/// Plans that boards spoke of lately: reading one takes a millisecond, and most stay as they are
/// from one look to the next. Net thread.
class KnownPlans {
 public:
  /// Forgets all where it has grown too many. Not while somebody holds what find() gave.
  void make_room() {
    if (records_.size() > most) records_.clear();
  }

  const PlanRecord& find(Snapshot& snapshot, PlanId id, Version version) {
    auto& record = records_[id];
    if (record.id != id || record.version != version) record = find_plan(snapshot, id).value();
    return record;
  }

 private:
  static constexpr std::size_t most = 100;

  std::map<PlanId, PlanRecord> records_;
};

/// Writes the board of one house.
class Board {
 public:
  Board(Snapshot& snapshot, KnownPlans& known, AgencyId house, LocalDate today, const Zone& zone)
      : snapshot_(snapshot), known_(known), house_(house), today_(today), zone_(zone) {}

  JsonObject json() {
    const auto house = find_agency(snapshot_, house_);
    return {{"today", to_string(today_)},
            {"due_until", to_string(last_day())},
            {"house", JsonObject{{"id", house_.to_string()},
                                 {"name", house ? JsonValue{house->name} : JsonValue{}}}},
            {"sending", sending()},
            {"plans", plans()},
            {"visits", visits()},
            {"duties", duties()},
            {"messages", messages()}};
  }

 private:
  LocalDate last_day() const { return plus_days(today_, days_ahead); }

  JsonValue sending() {
    const auto sending = outbox::sending_switch(snapshot_);
    return JsonObject{{"paused", sending.paused},
                      {"trial_address", json_of(sending.trial_address)},
                      {"reason", sending.reason}};
  }

  /// Every state in the order of a plan's life, also where there is none.
  JsonArray plans() {
    JsonArray groups;
    for (const auto code : detail::codes_of(PlanState{})) {
      const auto state = parse_state_code<PlanState>(code).value();
      const auto list = board_rows::plans_in(snapshot_, house_, state, most_plans);
      groups.push_back(JsonObject{
          {"state", code}, {"count", list.count}, {"items", json_list(list.first, plan_json)}});
    }
    return groups;
  }

  static JsonValue plan_json(const BoardPlan& plan) {
    return JsonObject{{"id", plan.id.to_string()},
                      {"kind", plan.kind},
                      {"title", plan.title},
                      {"plan_year", plan.plan_year},
                      {"number", plan.number},
                      {"date", plan.date.empty() ? JsonValue{} : JsonValue{plan.date}},
                      {"submitted", plan.submitted}};
  }

  JsonValue visits() {
    const std::pair coming{VisitState::tentative, VisitState::confirmed};
    const std::pair postponed{VisitState::postponed, VisitState::postponed};
    return JsonObject{
        {"next", visits(coming, {.from = today_, .to = {}})},
        {"unrecorded", visits(coming, {.from = {}, .to = plus_days(today_, -1)})},
        {"postponed", visits(postponed, {})},
    };
  }

  JsonValue visits(std::pair<VisitState, VisitState> states, const board_rows::Days& days) {
    const auto list = board_rows::visits(snapshot_, house_, states, days, most_visits);
    return JsonObject{{"count", list.count},
                      {"items", json_list(list.first, [this](const auto& part) {
                         return visit_json(record(part), part.id);
                       })}};
  }

  static JsonValue visit_json(const PlanRecord& record, VisitId id) {
    const auto& visit = *record.find_visit(id);
    const auto* planned = find_by_key(record.content.visits, visit.key);
    return JsonObject{{"id", id.to_string()},
                      {"plan", named(record)},
                      {"state", state_code(visit.state)},
                      {"date", to_string(visit.date)},
                      {"start", planned ? start_json(*planned) : JsonValue{}},
                      {"unit", planned ? agency_json(planned->unit, record) : JsonValue{}},
                      {"place", planned ? planned->place : std::string{}}};
  }

  static JsonValue start_json(const Visit& planned) {
    if (planned.sessions.empty()) return {};
    return to_string(planned.sessions.front().start);
  }

  JsonValue duties() {
    return JsonObject{{"overdue", duties({.from = {}, .to = plus_days(today_, -1)})},
                      {"due", duties({.from = today_, .to = last_day()})}};
  }

  JsonValue duties(const board_rows::Days& days) {
    const auto list = board_rows::duties(snapshot_, house_, days, most_duties);
    return JsonObject{{"count", list.count},
                      {"items", json_list(list.first, [this](const auto& part) {
                         return duty_json(record(part), names(part.plan), part.id);
                       })}};
  }

  static JsonValue duty_json(const PlanRecord& record, const AgencyNames& names, DutyId id) {
    const auto& duty = *record.find_duty(id);
    const auto planned = find_duty(record.content, duty.key);
    return JsonObject{{"id", id.to_string()},
                      {"plan", named(record)},
                      {"state", state_code(duty.state)},
                      {"what", planned ? planned->what : std::string{}},
                      {"agency", agency_json(duty.agency, names)},
                      {"due", due_json(duty.due)}};
  }

  static JsonValue named(const PlanRecord& record) {
    return JsonObject{
        {"id", record.id.to_string()}, {"number", record.number}, {"title", record.content.title}};
  }

  JsonValue messages() {
    outbox::Filter filter;
    filter.seen_by = house_;
    filter.most = most_messages;
    auto last = messages(filter);
    filter.state = MessageState::dead;
    return JsonObject{{"last", std::move(last)},
                      {"failed", JsonObject{{"count", board_rows::count_failed(snapshot_, house_)},
                                            {"items", messages(filter)}}}};
  }

  JsonArray messages(const outbox::Filter& filter) {
    return json_list(outbox::list(snapshot_, filter),
                     [this](const StoredMessage& message) { return message_json(message); });
  }

  JsonValue message_json(const StoredMessage& message) {
    const bool is_mail = message.channel == "mail";
    return JsonObject{{"id", message.id.to_string()},
                      {"plan", json_of(message.plan)},
                      {"recipient", recipient_json(message.recipient)},
                      {"channel", message.channel},
                      {"address", is_mail ? message.address : masked_url(message.address)},
                      {"subject", message.subject},
                      {"language", message.language},
                      {"state", to_code(message.state)},
                      {"created_at", json_of(message.created_at, zone_)},
                      {"settled_at", json_of(message.settled_at, zone_)},
                      {"detail", json_of(message.detail)}};
  }

  JsonValue recipient_json(const std::optional<AgencyId>& id) {
    if (!id) return {};
    const auto agency = find_agency(snapshot_, *id);
    return JsonObject{{"id", id->to_string()},
                      {"name", agency ? JsonValue{agency->name} : JsonValue{}}};
  }

  template <class IdType>
  const PlanRecord& record(const board_rows::PartOf<IdType>& part) {
    return known_.find(snapshot_, part.plan, part.version);
  }

  const AgencyNames& names(PlanId id) {
    const auto [known, is_new] = names_.try_emplace(id);
    if (is_new) known->second.by_id = agency_names_of(snapshot_, id);
    return known->second;
  }

  Snapshot& snapshot_;
  KnownPlans& known_;
  const AgencyId house_;
  const LocalDate today_;
  const Zone& zone_;
  std::map<PlanId, AgencyNames> names_;
};

Result<Response> show(const ApiParts& parts, KnownPlans& known, const Call& call,
                      Snapshot& snapshot) {
  Query query{call.request};
  TRY(query.finish());
  known.make_room();
  const auto& zone = parts.house.zone;
  const auto today = zone.date_of(parts.clock.now());
  return answer_json(200, Board{snapshot, known, call.actor.agency, today, zone}.json());
}

}  // namespace

std::vector<Route> board_routes(const ApiParts& parts) {
  const Roles insiders{Role::administrator, Role::planner,   Role::approver,
                       Role::clerk,         Role::inspector, Role::auditor};
  const auto known = std::make_shared<KnownPlans>();
  const auto show_one = [parts, known](const Call& call, Snapshot& snapshot) {
    return show(parts, *known, call, snapshot);
  };
  return {{Method::get, "/api/v1/board", Rule::any_of(insiders), reads(show_one)}};
}

}  // namespace inspectord
