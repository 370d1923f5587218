// SPDX-License-Identifier: Apache-2.0
#include "usecases/substitute_cases.hpp"

#include "formats/json.hpp"
#include "storage/journal.hpp"
#include "storage/users.hpp"
#include "usecases/user_cases.hpp"
#include "workflow/part_guards.hpp"

namespace inspectord {
namespace {

std::string entry_of(const Substitution& one) {
  return write_json(
      JsonObject{{"signer", one.signer},
                 {"substitute", one.substitute.to_string()},
                 {"substitute_name", one.substitute_name},
                 {"valid_from", to_string(one.valid_from)},
                 {"valid_to", to_string(one.valid_to)},
                 {"document_number", one.document_number},
                 {"document_date", to_string(one.document_date)},
                 {"ended_on", one.ended_on ? JsonValue{to_string(*one.ended_on)} : JsonValue{}}});
}

void note(Transaction& tx, std::string what, const StoredSubstitution& one,
          std::optional<std::string> why, std::optional<std::string> before, const Actor& actor,
          Instant now, const House& house) {
  journal::append(tx,
                  {.at = now,
                   .actor = actor,
                   .what = std::move(what),
                   .subject = Subject::of("substitution", one.what.id),
                   .why = std::move(why),
                   .before = std::move(before),
                   .after = entry_of(one.what)},
                  house.random);
}

Result<Done> check_recorder(const Actor& actor) {
  if (actor.roles.has_any({Role::administrator, Role::clerk})) return Done{};
  return Refusal{refuse::not_allowed, {}, {{"action", "substitute"}}};
}

void check_wish(Guard& guard, const SubstitutionWish& wish) {
  need_given(guard, !wish.signer.empty(), "signer");
  need_given(guard, !wish.substitute.empty(), "substitute");
  need_given(guard, wish.valid_from.has_value(), "valid_from");
  need_given(guard, wish.valid_to.has_value(), "valid_to");
  need_given(guard, !wish.document_number.empty(), "document_number");
  need_given(guard, wish.document_date.has_value(), "document_date");
  if (!wish.valid_from || !wish.valid_to) return;
  guard.need(*wish.valid_from <= *wish.valid_to, refuse::ends_before_start, "/valid_to",
             {{"start", to_string(*wish.valid_from)}, {"end", to_string(*wish.valid_to)}});
}

}  // namespace

Result<StoredSubstitution> add_substitution(Transaction& tx, const SubstitutionWish& wish,
                                            const Actor& actor, Instant now, const House& house) {
  TRY(check_recorder(actor));
  Guard guard{{}};
  check_wish(guard, wish);
  const auto user = find_user_by_name(tx, wish.substitute);
  const bool known = user && !user->disabled && user->agency == actor.agency;
  guard.need(known || wish.substitute.empty(), refuse::unknown_user_here, "/substitute",
             {{"name", wish.substitute}});
  guard.need(!known || user->id != actor.user, refuse::own_substitution, "/substitute");
  if (!guard.passed()) return std::move(guard).refusal();
  const StoredSubstitution made{.what = {.id = SubstitutionId::make(now, house.random),
                                         .signer = wish.signer,
                                         .substitute = user->id,
                                         .substitute_name = user->name,
                                         .valid_from = *wish.valid_from,
                                         .valid_to = *wish.valid_to,
                                         .document_number = wish.document_number,
                                         .document_date = *wish.document_date},
                                .owner = actor.agency,
                                .created_by = actor.user,
                                .created_at = now};
  substitution_rows::insert(tx, made);
  note(tx, "substitution.added", made, std::nullopt, std::nullopt, actor, now, house);
  return made;
}

Result<StoredSubstitution> end_substitution(Transaction& tx, SubstitutionId id,
                                            std::optional<LocalDate> on, const std::string& reason,
                                            const Actor& actor, Instant now, const House& house) {
  const auto before = substitution_rows::find(tx, id);
  if (!before || before->owner != actor.agency) return Refusal{refuse::no_such_target};
  TRY(check_recorder(actor));
  const LocalDate day = on.value_or(house.zone.date_of(now));
  Guard guard{{}};
  need_given(guard, !reason.empty(), "reason");
  const LocalDate last =
      before->what.ended_on ? plus_days(*before->what.ended_on, -1) : before->what.valid_to;
  guard.need(before->what.holds_on(day) || day < before->what.valid_from, refuse::not_within,
             "/date",
             {{"date", to_string(day)},
              {"start", to_string(before->what.valid_from)},
              {"end", to_string(last)}});
  if (!guard.passed()) return std::move(guard).refusal();
  auto after = *before;
  after.what.ended_on = day;
  substitution_rows::end(tx, id, day);
  note(tx, "substitution.ended", after, reason, entry_of(before->what), actor, now, house);
  return after;
}

}  // namespace inspectord
