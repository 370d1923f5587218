// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/reader.hpp"

#include "calendar/phrases/deadlines.hpp"
#include "calendar/phrases/document_numbers.hpp"
#include "calendar/phrases/event_limits.hpp"
#include "calendar/phrases/joined_phrases.hpp"
#include "calendar/phrases/limits.hpp"
#include "calendar/phrases/lunar_words.hpp"
#include "calendar/phrases/mere_numbers.hpp"
#include "calendar/phrases/open_ends.hpp"
#include "calendar/phrases/recurrences.hpp"
#include "calendar/phrases/repeated_days.hpp"
#include "calendar/phrases/repeated_ranges.hpp"
#include "calendar/phrases/report_deadlines.hpp"
#include "calendar/phrases/sayings.hpp"
#include "calendar/phrases/standing_days.hpp"
#include "calendar/phrases/surroundings.hpp"
#include "calendar/phrases/written_moments.hpp"
#include "calendar/phrases/written_periods.hpp"

#include <algorithm>

namespace inspectord {
namespace {

/// Goes over the tokens once; at each place the first reader that knows the words takes them.
class Reader {
 public:
  explicit Reader(PhraseText page) : page_(page), around_(page.tokens) {}

  std::vector<Phrase> run() {
    for (std::size_t i = 0; i < page_.tokens.size();) {
      around_.pass_to(i + 1);
      const std::size_t next = step(i);
      around_.pass_to(next);
      i = next;
    }
    return joined_phrases(page_.text, std::move(found_));
  }

 private:
  const Tokens& tokens() const { return page_.tokens; }

  std::size_t step(std::size_t i) {
    if (tokens()[i].kind == TokenKind::opaque) return i + 1;
    if (const auto n = heading_number_at(tokens(), i)) return i + n;
    if (const auto n = document_number_at(tokens(), i)) {
      around_.pass_document(i + n);
      return i + n;
    }
    if (const auto n = school_year_at(tokens(), i)) return i + n;
    if (const auto n = lunar_at(tokens(), i)) return i + n;
    if (const auto n = street_at(tokens(), i)) return i + n;
    if (auto end = bound_phrase(i)) return *end;
    if (auto end = moments(i)) return *end;
    if (auto end = periods(i)) return *end;
    if (const auto n = number_run_at(tokens(), i)) return i + n;
    return i + 1;
  }

  std::size_t take(FoundPhrase found) {
    found_.push_back(std::move(found.phrase));
    return found.end;
  }

  std::size_t take_all(std::vector<FoundPhrase> found) {
    const std::size_t end = found.back().end;
    for (auto& one : found) take(std::move(one));
    return end;
  }

  std::optional<std::size_t> bound_phrase(std::size_t i) {
    using Read = std::optional<FoundPhrase> (*)(const PhraseText&, std::size_t);
    for (const Read read : {Read{limit_by_event_at}, Read{report_deadline_at}, Read{limit_at}}) {
      if (auto found = read(page_, i)) return take(as_periodic(i, std::move(*found)));
    }
    for (const auto read : {recurrences_at, repeated_deadlines_at}) {
      if (auto again = read(page_, i); !again.empty()) return take_all(std::move(again));
    }
    if (auto found = range_from(i)) return found;
    if (auto found = open_end_at(page_, i)) return take(std::move(*found));
    if (auto found = deadline_at(page_, i)) return take(as_counted(i, std::move(*found)));
    if (auto found = at_once_at(page_, i)) return take(std::move(*found));
    return std::nullopt;
  }

  /// "báo cáo năm 2024 (trước ngày 10/12)" after "định kỳ" is due every year.
  FoundPhrase as_periodic(std::size_t i, FoundPhrase found) const {
    const bool yearly = found.phrase.meaning == Meaning::recurrence && around_.periodic(i);
    if (yearly) std::erase(found.phrase.questions, Question::ambiguous);
    return found;
  }

  /// "số liệu (tính) đến ngày 30/6/2024" says what figures cover, not what is owed.
  FoundPhrase as_counted(std::size_t i, FoundPhrase found) const {
    static const Saying count{"tính"}, to{"đến", "đến hết", "tới", "hết"};
    const bool covers = to.at(tokens(), i) && (around_.covers(i) || around_.looks_at(i));
    if (!covers && (i == 0 || !count.at(tokens(), i - 1))) return found;
    found.phrase.meaning = Meaning::period;
    found.phrase.rule.reset();
    return found;
  }

  /// "từ ngày 14-27/7", "từ ngày 01/6/2023 đến ngày 30/6/2023", "từ tháng 5 đến tháng 6/2024"
  std::optional<std::size_t> range_from(std::size_t i) {
    static const Saying from{"từ", "bắt đầu từ", "kể từ", "ngay từ"};
    const auto lead = from.at(tokens(), i);
    if (!lead) return std::nullopt;
    const auto read = written_moments_at(tokens(), i + lead);
    if (read && read->days && read->days->spans.front().last) return moments(i, lead);
    if (read && read->hours && read->hours->firm) return moments(i, lead);
    const auto row = written_periods_at(tokens(), i + lead);
    static const Saying at_once{"ngay"};
    if (row && (row->spans.front().last || at_once.at(tokens(), i))) return periods(i, lead);
    return std::nullopt;
  }

  std::optional<std::size_t> moments(std::size_t i, std::size_t lead = 0) {
    if (lead == 0 && is_of_a_code(tokens(), i)) return std::nullopt;
    auto read = written_moments_at(tokens(), i + lead);
    if (!read || !stands_for_days(tokens(), around_, *read, i, lead)) return std::nullopt;
    if (auto again = repeated_range(page_, i, *read)) return take(std::move(*again));
    if (lead == 0) {
      if (auto again = repeated_days(page_, i, *read, std::nullopt); !again.empty())
        return take_all(std::move(again));
    }
    if (read->days && around_.holiday(i)) read->days->two_readings = false;  // "Tết Thiếu nhi 1-6"
    Phrase phrase;
    settle_moments(*read, page_.context_year, phrase);
    give_meaning(i, *read, phrase);
    const std::size_t led = bind(i, *read, phrase);
    const std::size_t first = phrase.meaning == Meaning::time ? i + lead : i - led;
    phrase.begin = tokens()[first].begin;
    phrase.end = tokens()[read->end - 1].end;
    return take({std::move(phrase), read->end});
  }

  void give_meaning(std::size_t i, const WrittenMoments& read, Phrase& phrase) {
    phrase.meaning = Meaning::time;
    if (!read.days) return;
    const bool range = read.days->spans.front().last.has_value();
    phrase.meaning = around_.of_days(i, read.end, range, read.hours.has_value());
    if (phrase.meaning == Meaning::visit && around_.looks_back(i) && is_too_long(phrase))
      phrase.meaning =
          Meaning::period;  // "Kiểm tra việc chấp hành pháp luật từ 01/01/2024 đến ..."
    if (phrase.meaning == Meaning::document_date) around_.spend_document();
  }

  /// Its bound and rule; the tokens before `i` that bind it.
  std::size_t bind(std::size_t i, const WrittenMoments& read, Phrase& phrase) const {
    if (phrase.meaning == Meaning::visit) phrase.bound = PhraseBound::at;
    if (phrase.meaning == Meaning::date) take_bound_of_last(i, phrase);
    const std::size_t led =
        phrase.meaning == Meaning::date ? take_bound_before(i, read, phrase) : 0;
    if (phrase.meaning == Meaning::deadline && !phrase.bound) phrase.bound = PhraseBound::at;
    if (phrase.meaning == Meaning::deadline) set_day_rule(phrase);
    if (phrase.meaning == Meaning::window) set_window(phrase);
    if (phrase.meaning == Meaning::visit && around_.tentative(i))
      note(phrase, "read_tentative", {});
    return led;
  }

  /// The longest thanh tra has 60 days and may be given 30 and 20 more (Luật Thanh tra 84/2025/QH15
  /// Art. 20): a longer span is no visit.
  static bool is_too_long(const Phrase& phrase) {
    constexpr int longest_visit = 60 + 30 + 20;
    if (phrase.dates.size() != 1 || !phrase.dates[0].last) return false;
    const auto from = phrase.dates[0].first.date->full(), to = phrase.dates[0].last->date->full();
    return from && to && plus_days(*from, longest_visit) < *to;
  }

  /// "trước ngày 15/6 (đối với báo cáo 6 tháng), ngày 15/12 (đối với báo cáo năm)": the first word
  /// binds both.
  void take_bound_of_last(std::size_t i, Phrase& phrase) const {
    static const Saying joint{",", "và"}, whom{"đối với"};
    if (i == 0 || !joint.at(tokens(), i - 1)) return;
    constexpr std::size_t longest_whom = 16;
    const std::size_t from = std::max(around_.sentence(), i - std::min(i, longest_whom));
    std::size_t at = i;
    while (at > from && !whom.at(tokens(), at)) --at;
    if (at == from) return;
    const auto bound = std::ranges::find_if(found_.rbegin(), found_.rend(), [&](const auto& last) {
      return last.end <= tokens()[at].begin;
    });
    if (bound == found_.rend() || bound->begin < tokens()[around_.sentence()].begin) return;
    if (bound->meaning != Meaning::deadline || !bound->bound || !rule_bound(*bound->bound)) return;
    phrase.meaning = Meaning::deadline;
    phrase.bound = bound->bound;
  }

  /// "kể từ ngày D", "báo cáo trong ngày D": the tokens before the day that bind it.
  std::size_t take_bound_before(std::size_t i, const WrittenMoments& read, Phrase& phrase) const {
    const auto [bound, led] = bound_before(tokens(), i, read, around_.owes());
    const bool free = led <= i && (found_.empty() || found_.back().end <= tokens()[i - led].begin);
    if (!bound || !free) return 0;
    phrase.meaning = Meaning::deadline;
    phrase.bound = bound;
    return led;
  }

  std::optional<std::size_t> periods(std::size_t i, std::size_t lead = 0) {
    static const Saying born{"sinh"};  // "sinh năm 1985"
    if (i > 0 && born.at(tokens(), i - 1)) return std::nullopt;
    const auto read = written_periods_at(tokens(), i + lead);
    if (!read || (read->bare && !around_.reports(i))) return std::nullopt;
    Phrase phrase;
    settle_periods(*read, page_.context_year, phrase);
    bool only_years = true, some_year = false, point = false;
    const bool range = read->spans.front().last.has_value();
    for (const auto& span : read->spans) {
      const bool year = span.first.kind == PeriodKind::year && !span.first.point;
      only_years &= year;
      some_year |= year;
      point |= span.first.point && span.first.kind != PeriodKind::quarter;
    }
    if (only_years && read->spans.size() == 1 && around_.names_law(i)) return year_of_law(i, *read);
    phrase.meaning = read->programme ? (around_.looks_at(i) ? Meaning::period : Meaning::programme)
                     : point         ? around_.of_days(i, read->end, range, false)
                     : lead          ? around_.of_period_range(i, only_years)
                                     : around_.of_periods(i, some_year);
    if (point && phrase.meaning == Meaning::deadline) phrase.bound = PhraseBound::by;
    if (point && phrase.meaning == Meaning::window) set_window(phrase);
    if (!point && (phrase.meaning == Meaning::window || phrase.meaning == Meaning::deadline))
      set_window(phrase, Question::day_missing);
    if (const auto period = single_period(*read, page_.context_year))
      set_rule(*read, *period, phrase);
    const std::size_t first = window_lead(i, lead, phrase.bound == PhraseBound::within);
    phrase.begin = tokens()[first].begin;
    phrase.end = tokens()[read->end - 1].end;
    return take({std::move(phrase), read->end});
  }

  std::size_t year_of_law(std::size_t i, const WrittenPeriods& read) {
    Phrase phrase{.begin = tokens()[i].begin,
                  .end = tokens()[read.end - 1].end,
                  .meaning = Meaning::document_date};
    phrase.dates = {{.first = {.date = PartialDate{*read.spans[0].first.year, {}, {}}}}};
    return take({std::move(phrase), read.end});
  }

  static void set_rule(const WrittenPeriods& read, const Period& period, Phrase& phrase) {
    const auto& written = read.spans.front().first;
    if (written.point && written.kind != PeriodKind::quarter) {
      phrase.rule = AtPoint{.point = *written.point, .period = period};
    } else if (phrase.bound == PhraseBound::within) {
      phrase.rule = InPeriod{.period = period};
    }
  }

  /// "trong tháng 5-6/2024": the word that makes it a window is part of the phrase.
  std::size_t window_lead(std::size_t i, std::size_t lead, bool window) const {
    static const Saying in{"trong", "vào"}, at_once{"ngay"};
    const auto free = [&](std::size_t k) {
      return found_.empty() || found_.back().end <= tokens()[k].begin;
    };
    if (lead > 0 || !window || i == 0 || !in.at(tokens(), i - 1) || !free(i - 1)) return i;
    return i > 1 && at_once.at(tokens(), i - 2) && free(i - 2) ? i - 2 : i - 1;
  }

  void set_window(Phrase& phrase, std::optional<Question> question = std::nullopt) const {
    phrase.bound = PhraseBound::within;
    if (phrase.dates.empty() || !phrase.dates.front().last) return;
    if (question) ask(phrase, *question);
    const auto& span = phrase.dates.front();
    if (phrase.dates.size() > 1) return;
    if (span.first.date && span.last->date && span.first.date->full() && span.last->date->full())
      phrase.rule = Window{.first = *span.first.date->full(), .last = *span.last->date->full()};
  }

  PhraseText page_;
  Surroundings around_;
  std::vector<Phrase> found_;
};

}  // namespace

Result<std::vector<Phrase>> read_phrases(std::string_view text, std::optional<int> context_year) {
  if (text.size() > longest_phrase_text) {
    return Refusal{
        reasons::phrase_text_too_long, "/text", {{"limit", std::to_string(longest_phrase_text)}}};
  }
  if (context_year && (*context_year < 1900 || *context_year > 2199)) {
    return Refusal{
        reasons::phrase_bad_year, "/context_year", {{"found", std::to_string(*context_year)}}};
  }
  const auto tokens = tokens_of(text);
  if (!tokens) {
    return Refusal{
        reasons::phrase_not_utf8, "/text", {{"byte", std::to_string(first_bad_byte(text))}}};
  }
  return Reader{{.text = text, .tokens = *tokens, .context_year = context_year}}.run();
}

}  // namespace inspectord
