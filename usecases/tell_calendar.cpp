// SPDX-License-Identifier: Apache-2.0
#include "usecases/tell_calendar.hpp"

#include "calendar/derivation_words.hpp"
#include "notifications/compose_calendar.hpp"
#include "storage/agencies.hpp"
#include "usecases/enqueue_of_no_plan.hpp"

namespace inspectord {
namespace {

std::string cited(const MovedIn& in) {
  return in.number.empty() ? in.title : in.number;
}

CalendarNews news_for(const Agency& agency, const CalendarOutcome& outcome,
                      const std::string& source, Language language) {
  CalendarNews news{.recipient = agency.id,
                    .recipient_name = agency.name,
                    .version = outcome.version,
                    .source = source,
                    .deadlines = {},
                    .visits = {}};
  for (const auto& one : outcome.moves.duties) {
    if (one.agency != agency.id) continue;
    news.deadlines.push_back(
        {one.what, cited(one.in), one.in.plan, one.duty, one.before, one.after});
  }
  for (const auto& one : outcome.moves.visits) {
    if (one.focal != agency.id) continue;
    news.visits.push_back({.unit = one.unit,
                           .plan = cited(one.in),
                           .plan_id = one.in.plan,
                           .key = one.key,
                           .date = one.day.day,
                           .off = one.day.after.off(),
                           .why = day_facts_words(language, one.day.after)});
  }
  return news;
}

bool tell_at(Transaction& tx, const AgencyContact& contact, const Agency& agency,
             const CalendarOutcome& outcome, const std::string& source, Instant now,
             const House& house) {
  const auto language = parse_language(contact.language).value_or(house.language);
  const auto message =
      compose_calendar_changed(language, news_for(agency, outcome, source, language));
  return enqueue_of_no_plan(tx, message, language, contact, agency, {}, now, house);
}

}  // namespace

int tell_calendar_changed(Transaction& tx, const CalendarOutcome& outcome,
                          const std::string& source, Instant now, const House& house) {
  const auto today = house.zone.date_of(now);
  int messages = 0;
  for (const auto id : outcome.told) {
    const auto agency = find_agency(tx, id);
    const bool over = !agency || (agency->valid_to && *agency->valid_to < today);
    if (over) continue;
    for (const auto& contact : contacts_of(tx, id, today))
      messages += tell_at(tx, contact, *agency, outcome, source, now, house) ? 1 : 0;
  }
  return messages;
}

}  // namespace inspectord
