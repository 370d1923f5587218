// SPDX-License-Identifier: Apache-2.0
// Visits, duties and tasks, of one plan and across plans: filtered, by day, page by page.
#include "storage/part_lists.hpp"

#include "server/routes/answers.hpp"
#include "server/routes/part_view_json.hpp"
#include "server/routes/plan_sights.hpp"
#include "server/routes/query.hpp"
#include "server/routes/route_groups.hpp"

#include <algorithm>
#include <utility>

namespace inspectord {
namespace {

/// Of the plans of others most parts may be hidden: a page ends after so many looks, short or
/// empty.
constexpr int most_looked_at = 2000;

/// A page of parts, and where it ended if it is not the last.
struct Page {
  JsonArray items;
  std::optional<ListedPart> end;
};

using List = std::vector<ListedPart> (*)(Connection&, const PartFilter&);

/// `show(const ListedPart&) -> std::optional<JsonValue>`: nothing for what is not to be shown.
template <class Show>
Page collect(Snapshot& snapshot, List list, PartFilter filter, Show show) {
  const auto limit = static_cast<std::size_t>(filter.limit);
  filter.limit = filter.limit + 1;
  Page page;
  for (int looked_at = 0; looked_at < most_looked_at;) {
    const auto parts = list(snapshot, filter);
    for (const auto& part : parts) {
      if (page.items.size() == limit) return page;
      page.end = part;
      ++looked_at;
      if (auto shown = show(part)) page.items.push_back(std::move(*shown));
    }
    if (parts.size() < limit + 1) {
      page.end.reset();
      return page;
    }
    filter.after = parts.back();
  }
  return page;
}

/// What a request wants of a list.
struct Wish {
  PartFilter filter;
  std::string list;  ///< Its name in cursors, with the order.
  WantedFields fields;
};

/// The names of a list's parameters.
struct Names {
  std::string_view list, from, to, order;
};

std::optional<std::string> day_of(Query& query, std::string_view name) {
  const auto day = query.parsed<LocalDate>(
      name, "YYYY-MM-DD", [](const std::string& text) { return parse_date(text); });
  return day ? std::optional{to_string(*day)} : std::nullopt;
}

template <class State>
Result<Wish> read_wish(const Call& call, const Names& names, std::optional<PlanId> plan) {
  Query query{call.request};
  Wish wish;
  auto& filter = wish.filter;
  filter.viewer = call.actor.agency;
  filter.plan = plan ? plan : query.id<PlanId>("plan");
  if (const auto state = query.state<State>("state")) filter.state = state_code(*state);
  filter.agency = query.id<AgencyId>("agency");
  filter.from = day_of(query, names.from);
  filter.to = day_of(query, names.to);
  filter.descending = query.descends(names.order);
  wish.list = std::string{names.list} + (filter.descending ? "-" : "");
  if (const auto place = query.cursor(wish.list, 2))
    filter.after = ListedPart{VisitId::parse(place->at(1)).value().bytes(), {}, place->at(0)};
  filter.limit = query.limit();
  wish.fields = query.fields();
  TRY(query.finish());
  return wish;
}

Result<Response> answer(const Call& call, const Wish& wish, Page page) {
  const auto cursor =
      page.end
          ? std::optional{write_cursor(wish.list, {page.end->day, uuid_to_string(page.end->id)})}
          : std::nullopt;
  return answer_page(call.request, TRY(wish.fields.of(std::move(page.items))), cursor);
}

/// The plan of the path, if there is one: its parts are listed where the actor sees the plan at
/// all.
Result<std::optional<PlanId>> plan_of(const ApiParts& parts, const Call& call, Snapshot& snapshot,
                                      bool of_one) {
  if (!of_one) return std::optional<PlanId>{};
  const auto id = TRY(call.parameters.id<PlanId>("id"));
  TRY(look_at_plan(snapshot, id, call.actor, parts));
  return std::optional{id};
}

Result<Response> visits(const ApiParts& parts, bool of_one, const Call& call, Snapshot& snapshot) {
  const auto plan = TRY(plan_of(parts, call, snapshot, of_one));
  auto wish = TRY(read_wish<VisitState>(call, {"visits", "from", "to", "date"}, plan));
  const auto unit = std::exchange(wish.filter.agency, std::nullopt);
  PlanSights sights{snapshot, call.actor, parts};
  const auto show = [&](const ListedPart& part) -> std::optional<JsonValue> {
    const auto* sight = sights.of(part.plan);
    const auto* visit = sight ? sight->record.find_visit(VisitId{part.id}) : nullptr;
    if (!visit || !sight->sees(*visit)) return std::nullopt;
    const auto& record = sight->record;
    const auto* planned = find_by_key(record.content.visits, visit->key);
    const auto found = planned ? record.agencies.find(planned->unit) : record.agencies.end();
    if (unit && (found == record.agencies.end() || found->second != *unit)) return std::nullopt;
    return visit_json(record, *visit);
  };
  return answer(call, wish, collect(snapshot, list_visits, wish.filter, show));
}

Result<Response> duties(const ApiParts& parts, bool of_one, const Call& call, Snapshot& snapshot) {
  const auto plan = TRY(plan_of(parts, call, snapshot, of_one));
  const auto wish = TRY(read_wish<DutyState>(call, {"duties", "due_from", "due_to", "due"}, plan));
  PlanSights sights{snapshot, call.actor, parts};
  const auto show = [&](const ListedPart& part) -> std::optional<JsonValue> {
    const auto* sight = sights.of(part.plan);
    const auto* duty = sight ? sight->record.find_duty(DutyId{part.id}) : nullptr;
    if (!duty || !sight->sees(*duty)) return std::nullopt;
    return duty_json(sight->record, *duty, sights.names_in(part.plan));
  };
  return answer(call, wish, collect(snapshot, list_duties, wish.filter, show));
}

Result<Response> tasks(const ApiParts& parts, bool of_one, const Call& call, Snapshot& snapshot) {
  const auto plan = TRY(plan_of(parts, call, snapshot, of_one));
  auto wish = TRY(read_wish<TaskState>(call, {"tasks", "from", "to", "date"}, plan));
  const auto agency = std::exchange(wish.filter.agency, std::nullopt);
  PlanSights sights{snapshot, call.actor, parts};
  const auto show = [&](const ListedPart& part) -> std::optional<JsonValue> {
    const auto* sight = sights.of(part.plan);
    if (!sight) return std::nullopt;
    const auto& record = sight->record;
    const auto task = std::ranges::find(record.tasks, TaskId{part.id}, &TaskRecord::id);
    if (task == record.tasks.end() || !sight->sees(*task)) return std::nullopt;
    const auto* planned = find_by_key(record.content.tasks, task->key);
    const auto has = [&](const std::string& key) {
      const auto found = record.agencies.find(key);
      return found != record.agencies.end() && found->second == *agency;
    };
    if (agency && (!planned || std::ranges::none_of(planned->agencies, has))) return std::nullopt;
    return task_json(record, *task);
  };
  return answer(call, wish, collect(snapshot, list_tasks, wish.filter, show));
}

using ReadParts = Result<Response> (*)(const ApiParts&, bool, const Call&, Snapshot&);

}  // namespace

std::vector<Route> part_list_routes(const ApiParts& parts) {
  const auto all = Rule::signed_in();
  const auto list = [&](ReadParts read, bool of_one) {
    return reads([parts, read, of_one](const Call& call, Snapshot& snapshot) {
      return read(parts, of_one, call, snapshot);
    });
  };
  return {{Method::get, "/api/v1/visits", all, list(visits, false)},
          {Method::get, "/api/v1/duties", all, list(duties, false)},
          {Method::get, "/api/v1/tasks", all, list(tasks, false)},
          {Method::get, "/api/v1/plans/{id}/visits", all, list(visits, true)},
          {Method::get, "/api/v1/plans/{id}/duties", all, list(duties, true)},
          {Method::get, "/api/v1/plans/{id}/tasks", all, list(tasks, true)}};
}

}  // namespace inspectord
