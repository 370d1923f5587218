// SPDX-License-Identifier: Apache-2.0
#include "usecases/digest.hpp"

#include "calendar/date_words.hpp"
#include "notifications/compose_digest.hpp"
#include "storage/agencies.hpp"
#include "storage/plans.hpp"
#include "storage/reminders.hpp"
#include "usecases/alone.hpp"
#include "usecases/enqueue_of_no_plan.hpp"
#include "usecases/wanted.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace inspectord {
namespace {

constexpr int agencies_at_once = 50;

using Key = std::tuple<UuidBytes, int, std::string, AgencyId, Instant>;

template <class Reminder>
Key key_of(const Reminder& one) {
  return {one.target, one.sequence, one.rule, one.recipient, one.at};
}

class Digesting {
 public:
  Digesting(Transaction& tx, Instant now, const House& house)
      : tx_(tx), now_(now), today_(house.zone.date_of(now)), house_(house) {}

  /// All rows of one agency. What cannot be told holds up nobody else's digest.
  void take(AgencyId recipient, const std::vector<LedgerRow>& rows) {
    const Digest before = digest_;
    const bool told = done_alone(tx_, "a digest could not be told", recipient.to_string(),
                                 [&] { tell_what_holds(recipient, rows); });
    if (told) return;
    digest_ = before;
    for (const auto& row : rows) drop(row, "cannot_be_told");
  }

  const Digest& done() const { return digest_; }

 private:
  struct Loaded {
    PlanRecord record;
    std::set<Key> wanted;
  };

  void tell_what_holds(AgencyId recipient, const std::vector<LedgerRow>& rows) {
    std::vector<LedgerRow> speaking;
    for (const auto& row : rows) {
      const auto& plan = load(row.plan);
      if (!plan) {
        drop(row, "cannot_be_told");
      } else if (plan->wanted.contains(key_of(row))) {
        speaking.push_back(row);
      } else {
        drop(row, "no_longer_holds");
      }
    }
    if (speaking.empty()) return;
    const int messages = tell(recipient, speaking);
    digest_.messages += messages;
    for (const auto& row : speaking) {
      if (messages == 0) {
        drop(row, "nobody_to_tell");
      } else {
        mark_sent(tx_, row.id, now_);
        ++digest_.sent;
      }
    }
  }

  /// Nothing of a plan that cannot be read.
  const std::optional<Loaded>& load(PlanId id) {
    const auto found = plans_.find(id);
    if (found != plans_.end()) return found->second;
    auto& loaded = plans_[id];
    done_alone(tx_, "the digest of a plan could not be made", id.to_string(), [&] {
      Loaded plan{find_plan(tx_, id).value(), {}};
      const auto directory = directory_for(tx_, plan.record, today_);
      for (const auto& one : wanted_now(tx_, plan.record, directory, now_, house_))
        plan.wanted.insert(key_of(one));
      loaded = std::move(plan);
    });
    return loaded;
  }

  /// Rows come plan by plan.
  std::vector<DigestPart> parts_of(const std::vector<LedgerRow>& rows) {
    std::vector<DigestPart> parts;
    for (const auto& row : rows) {
      const auto& record = load(row.plan)->record;
      if (parts.empty() || parts.back().record.id != row.plan) parts.push_back({record, {}});
      parts.back().duties.push_back(DutyId{row.target});
    }
    return parts;
  }

  int tell(AgencyId recipient, const std::vector<LedgerRow>& rows) {
    const auto agency = find_agency(tx_, recipient);
    const bool over = !agency || (agency->valid_to && *agency->valid_to < today_);
    if (over) return 0;  // no message goes to an agency past its end
    const auto parts = parts_of(rows);
    std::vector<ReminderId> reminders;
    for (const auto& row : rows) reminders.push_back(row.id);
    int messages = 0;
    for (const auto& contact : contacts_of(tx_, recipient, today_)) {
      const auto language = parse_language(contact.language).value_or(house_.language);
      const auto message = compose_digest(occasion_for(*agency, language), parts);
      const bool queued =
          enqueue_of_no_plan(tx_, message, language, contact, *agency, reminders, now_, house_);
      messages += queued ? 1 : 0;
    }
    return messages;
  }

  DigestOccasion occasion_for(const Agency& agency, Language language) const {
    return {.recipient = agency.id,
            .recipient_name = agency.name,
            .language = language,
            .today = today_,
            .checked_at = words(language, "checked_at",
                                {{"hour", hour(language, house_.zone.time_of(now_))},
                                 {"date", long_date(language, today_)}})};
  }

  void drop(const LedgerRow& row, std::string_view because) {
    mark_dropped(tx_, row.id, because, now_);
    ++digest_.dropped;
  }

  Transaction& tx_;
  const Instant now_;
  const LocalDate today_;
  const House& house_;
  std::map<PlanId, std::optional<Loaded>> plans_;
  Digest digest_;
};

}  // namespace

Digest send_digest(Transaction& tx, Instant now, const House& house) {
  Digesting digesting{tx, now, house};
  // What its policy puts at a later hour of today would come a day late.
  const auto tomorrow = house.zone.at(plus_days(house.zone.date_of(now), 1), LocalTime{});
  const auto agencies = agencies_with_digest(tx, tomorrow, agencies_at_once);
  for (const auto agency : agencies) digesting.take(agency, due_for_digest(tx, agency, tomorrow));
  auto digest = digesting.done();
  digest.more = agencies.size() == agencies_at_once;
  return digest;
}

}  // namespace inspectord
