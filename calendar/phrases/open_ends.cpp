// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/open_ends.hpp"

#include "calendar/phrases/deadlines.hpp"
#include "calendar/phrases/sayings.hpp"
#include "calendar/phrases/written_moments.hpp"
#include "calendar/phrases/written_periods.hpp"

namespace inspectord {
namespace {

/// The word before an open start.
struct OpenLead {
  std::size_t tokens = 0;
  bool after = false;  ///< "sau": the day itself is over.
  bool firm = false;   ///< Nothing needs to follow: "sau", "không sớm hơn".
};

OpenLead open_lead_at(const Tokens& tokens, std::size_t i) {
  static const Saying after{"sau"}, from{"kể từ", "từ", "bắt đầu từ", "tính từ"};
  static const Saying earliest{"không trước", "không được trước", "không sớm hơn",
                               "sớm nhất",    "sớm nhất là",      "sớm nhất vào"};
  if (const auto n = after.at(tokens, i)) return {n, true, true};
  if (const auto n = earliest.at(tokens, i)) return {n, false, true};
  return {from.at(tokens, i), false, false};
}

/// "trở đi" after a start, or "đến nay", "đến thời điểm kiểm tra": up to a day that nobody writes.
struct OpenTail {
  std::size_t tokens = 0;
  bool period = false;
};

OpenTail open_tail_at(const Tokens& tokens, std::size_t i) {
  static const Saying on{"trở đi", "trở về sau"};
  static const Saying now{"đến nay",
                          "cho đến nay",
                          "tới nay",
                          "đến hiện nay",
                          "đến thời điểm hiện tại",
                          "đến thời điểm hiện nay",
                          "đến thời điểm kiểm tra",
                          "đến thời điểm thanh tra",
                          "đến thời điểm báo cáo",
                          "đến thời điểm tự kiểm tra",
                          "đến thời điểm",
                          "đến hiện tại",
                          "đến ngày kiểm tra",
                          "đến khi kiểm tra"};
  if (const auto n = on.at(tokens, i)) return {n, false};
  const auto n = now.at(tokens, i);
  return {n, n > 0};
}

/// "sau ngày 15/5" begins on the day after.
void move_past(Phrase& phrase) {
  for (auto& span : phrase.dates) {
    if (!span.first.date || span.first.time || !span.first.date->full()) continue;
    span.first.date = parse_partial_date(to_string(plus_days(*span.first.date->full(), 1)));
    note(phrase, "read_after_day", {{"day", to_string(*span.first.date)}});
  }
}

FoundPhrase open(const PhraseText& page, std::size_t i, std::size_t end, const OpenTail& tail,
                 Phrase phrase) {
  phrase.meaning = tail.period ? Meaning::period : Meaning::deadline;
  phrase.bound = PhraseBound::not_before;
  return found_on(page, i, end + tail.tokens, std::move(phrase));
}

/// "không sớm hơn 15/6", "từ 15/6 trở đi": a day without "ngày", and no share.
bool is_bound_day(const Tokens& tokens, const WrittenMoments& moments, const OpenLead& lead,
                  const OpenTail& tail) {
  if (!lead.firm && !tail.tokens) return false;
  if (moments.days->two_readings || !could_be_days(*moments.days)) return false;
  return !could_be_share(*moments.days) || !counts_things(tokens, moments.end);
}

std::optional<FoundPhrase> from_days(const PhraseText& page, std::size_t i, const OpenLead& lead) {
  const auto moments = written_moments_at(page.tokens, i + lead.tokens);
  if (!moments || !moments->days) return std::nullopt;
  const auto tail = open_tail_at(page.tokens, moments->end);
  const bool said = moments->marked || !moments->days->separated ||
                    is_bound_day(page.tokens, *moments, lead, tail);
  if (!said) return std::nullopt;
  if (!lead.firm && !tail.tokens) return std::nullopt;
  Phrase phrase;
  settle_moments(*moments, page.context_year, phrase);
  if (lead.after) move_past(phrase);
  return open(page, i, moments->end, tail.period && lead.firm ? OpenTail{} : tail,
              std::move(phrase));
}

/// Leaves of each period the day it opens on: its first, or the day after its last.
void keep_start(bool after, Phrase& phrase) {
  for (auto& span : phrase.dates) {
    const auto& edge = after && span.last ? *span.last : span.first;
    span = {.first = edge};
  }
  if (after) return move_past(phrase);
  for (const auto& span : phrase.dates)
    note(phrase, "read_edge_of_period", {{"day", to_string(*span.first.date)}});
}

std::optional<FoundPhrase> from_periods(const PhraseText& page, std::size_t i,
                                        const OpenLead& lead) {
  static const Saying beginning{"kể từ", "bắt đầu từ"};
  const auto periods = written_periods_at(page.tokens, i + lead.tokens);
  if (!periods || periods->bare || periods->programme || periods->spans.size() != 1 ||
      periods->spans[0].last)
    return std::nullopt;
  const auto tail = open_tail_at(page.tokens, periods->end);
  if (!lead.firm && !tail.tokens && !beginning.at(page.tokens, i)) return std::nullopt;
  Phrase phrase;
  settle_periods(*periods, page.context_year, phrase);
  keep_start(lead.after, phrase);
  return open(page, i, periods->end, tail.period && lead.firm ? OpenTail{} : tail,
              std::move(phrase));
}

}  // namespace

std::optional<FoundPhrase> open_end_at(const PhraseText& page, std::size_t i) {
  const auto lead = open_lead_at(page.tokens, i);
  if (!lead.tokens) return std::nullopt;
  if (auto found = from_days(page, i, lead)) return found;
  return from_periods(page, i, lead);
}

}  // namespace inspectord
