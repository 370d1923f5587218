// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/joined_phrases.hpp"

#include "calendar/phrases/repeated_days.hpp"

#include <algorithm>

namespace inspectord {
namespace {

std::string_view between(std::string_view text, const Phrase& first, const Phrase& second) {
  return text.substr(first.end, second.begin - first.end);
}

/// One sentence goes on from the first to the second: no other entry, bracket or line.
bool goes_on(std::string_view gap) {
  constexpr std::size_t longest_gap = 120;  // bytes: a dozen words
  return gap.size() <= longest_gap && gap.find_first_of(";.\n\r()|") == std::string_view::npos;
}

bool is_open(const Phrase& phrase) {
  return phrase.meaning == Meaning::recurrence && !phrase.bound &&
         std::ranges::count(phrase.questions, Question::anchor_missing) > 0;
}

/// "định kỳ ... (6 tháng trước ngày 20/5, năm trước ngày 15/11)", "định kỳ trước ngày 20 hằng
/// tháng", "hằng quý báo cáo trước ngày 20 của tháng cuối quý": what follows says how often.
bool is_explained(std::string_view text, const Phrase& phrase, const Phrase& next) {
  if (phrase.meaning != Meaning::recurrence || next.meaning != Meaning::recurrence) return false;
  const auto gap = between(text, phrase, next);
  const bool anchored =
      !next.recurrence.empty() && std::ranges::count(next.questions, Question::anchor_missing) == 0;
  if (is_open(phrase)) {
    const bool yearly = phrase.recurrence == "FREQ=YEARLY";
    return anchored && goes_on(gap) && gap.find(',') == std::string_view::npos &&
           (!yearly || next.recurrence.starts_with("FREQ=YEARLY"));
  }
  if (!phrase.recurrence.empty()) return false;
  if (gap.find_first_not_of(" :\t\r\n\xC2\xA0") == std::string_view::npos) return true;
  if (gap.ends_with('(')) return gap.find(';') == std::string_view::npos;
  return anchored && goes_on(gap) && gap.find(',') == std::string_view::npos;
}

/// The days of the month of a phrase that names nothing else: "ngày 25", "---25"; empty else.
std::vector<unsigned> days_alone(const Phrase& phrase) {
  if (phrase.meaning != Meaning::deadline && phrase.meaning != Meaning::date) return {};
  if (!phrase.dates.empty() || phrase.partial.empty()) return {};
  std::vector<unsigned> days;
  for (const auto& partial : phrase.partial) {
    if (!partial.starts_with("---")) return {};
    days.push_back(static_cast<unsigned>(std::stoul(partial.substr(3))));
  }
  return days;
}

/// "Hằng tháng gửi báo cáo về Sở trước ngày 25", "mỗi tháng 02 ngày, vào ngày 10 và ngày 25": the
/// number of phrases from `at` that the pace makes come again.
std::size_t days_reached(std::string_view text, const std::vector<Phrase>& phrases, std::size_t at,
                         std::vector<unsigned>& days) {
  std::size_t k = at + 1;
  for (; k < phrases.size() && goes_on(between(text, phrases[k - 1], phrases[k])); ++k) {
    if (k > at + 1 && phrases[k].bound != phrases[at + 1].bound) break;
    const auto more = days_alone(phrases[k]);
    if (more.empty()) break;
    days.insert(days.end(), more.begin(), more.end());
  }
  return k - at - 1;
}

constexpr std::string_view monthly = "FREQ=MONTHLY", quarterly = "FREQ=MONTHLY;INTERVAL=3";

bool takes_days(const Phrase& pace) {
  return is_open(pace) && (pace.recurrence == monthly || pace.recurrence == quarterly);
}

/// The days of a pace; of a quarter nobody says in which month.
Phrase on_days(const Phrase& pace, std::vector<unsigned> days, std::optional<PhraseBound> bound) {
  std::ranges::sort(days);
  days.erase(std::unique(days.begin(), days.end()), days.end());
  Phrase phrase{.meaning = Meaning::recurrence, .bound = bound};
  phrase.recurrence = month_days_rrule(days, {}, bound);
  if (pace.recurrence == monthly) return phrase;
  phrase.recurrence.insert(monthly.size(), quarterly.substr(monthly.size()));
  ask(phrase, Question::anchor_missing);
  return phrase;
}

/// "(trước) ngày 15 hằng quý": the pace right behind its day.
bool is_paced(std::string_view text, const Phrase& day, const Phrase& pace) {
  return !days_alone(day).empty() && takes_days(pace) &&
         between(text, day, pace).find_first_not_of(' ') == std::string_view::npos;
}

}  // namespace

std::vector<Phrase> joined_phrases(std::string_view text, std::vector<Phrase> phrases) {
  std::vector<Phrase> kept;
  const auto keep_joined = [&](Phrase joined, std::size_t from, std::size_t to) {
    joined.begin = phrases[from].begin;
    joined.end = phrases[to].end;
    kept.push_back(std::move(joined));
  };
  for (std::size_t k = 0; k < phrases.size(); ++k) {
    const bool last = k + 1 == phrases.size();
    if (!last && is_explained(text, phrases[k], phrases[k + 1])) continue;
    if (!last && is_paced(text, phrases[k], phrases[k + 1])) {
      keep_joined(on_days(phrases[k + 1], days_alone(phrases[k]), phrases[k].bound), k, k + 1);
      ++k;
      continue;
    }
    std::vector<unsigned> days;
    const auto n = takes_days(phrases[k]) ? days_reached(text, phrases, k, days) : 0;
    if (n == 0) {
      kept.push_back(std::move(phrases[k]));
    } else {
      keep_joined(on_days(phrases[k], days, phrases[k + n].bound), k, k + n);
      k += n;
    }
  }
  return kept;
}

}  // namespace inspectord
