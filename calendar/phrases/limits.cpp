// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/limits.hpp"

#include "calendar/phrases/sayings.hpp"
#include "calendar/phrases/written_moments.hpp"

namespace inspectord {
namespace {

constexpr std::size_t longest_event = 16;

struct Unit {
  std::optional<TimeUnit> unit{};  ///< Without one: hours.
  std::size_t tokens = 0;
};

Unit unit_at(const Tokens& tokens, std::size_t i) {
  static const Saying working_days{"ngày làm việc", "ngày công"}, days{"ngày"},
      hours{"giờ", "tiếng"}, weeks{"tuần", "tuần lễ"}, months{"tháng"}, years{"năm"};
  if (const auto n = working_days.at(tokens, i)) return {TimeUnit::working_day, n};
  if (const auto n = days.at(tokens, i)) return {TimeUnit::day, n};
  if (const auto n = weeks.at(tokens, i)) return {TimeUnit::week, n};
  if (const auto n = months.at(tokens, i)) return {TimeUnit::month, n};
  if (const auto n = years.at(tokens, i)) return {TimeUnit::year, n};
  return {std::nullopt, hours.at(tokens, i)};
}

/// A number and what it counts: "05 ngày làm việc", "nửa tháng", "10 ngày (làm việc)".
struct Length {
  unsigned count = 1;
  std::optional<TimeUnit> unit{};
  std::size_t end = 0;
};

std::optional<Length> length_at(const Tokens& tokens, std::size_t i) {
  static const Saying half_month{"nửa tháng"}, half_year{"nửa năm"}, bracketed{"( làm việc )"},
      working{"làm việc"};
  if (const auto n = half_month.at(tokens, i)) return Length{1, TimeUnit::half_month, i + n};
  if (const auto n = half_year.at(tokens, i)) return Length{1, TimeUnit::half_year, i + n};
  const auto count = count_at(tokens, i);
  if (!count.tokens) return std::nullopt;
  auto unit = unit_at(tokens, i + count.tokens);
  if (!unit.tokens) return std::nullopt;
  std::size_t end = i + count.tokens + unit.tokens;
  if (unit.unit == TimeUnit::day) {
    if (const auto n = bracketed.at(tokens, end)) {
      unit.unit = TimeUnit::working_day;
      end += n;
    }
  }
  return Length{count.value, unit.unit, end};
}

/// Puts the day or event that the limit counts from into `start`: returns the token after it.
struct StartRead {
  CountStart start{};
  std::optional<LocalTime> hour{};
  std::size_t end = 0;
};

std::optional<StartRead> start_at(const PhraseText& page, std::size_t i, Phrase& phrase) {
  static const Saying article{"ngày", "thời điểm", "lúc"};
  if (const auto moments = written_moments_at(page.tokens, i); moments && moments->days) {
    Phrase said;
    settle_moments(*moments, page.context_year, said);
    StartRead read{.end = moments->end};
    read.start.event = page.between(i, moments->end);
    if (said.dates.size() == 1 && !said.dates[0].last && said.dates[0].first.date) {
      read.start.day = said.dates[0].first.date->full();
      read.hour = said.dates[0].first.time;
      if (read.start.day) read.start.event.clear();  // the day says it all
    }
    for (const auto question : said.questions) ask(phrase, question);
    phrase.partial = said.partial;
    phrase.steps = said.steps;
    return read;
  }
  const std::size_t end = after_event(page.tokens, i);
  if (end == i || end == i + article.at(page.tokens, i)) return std::nullopt;
  ask(phrase, Question::event_date_missing);
  return StartRead{.start = {.event = page.between(i, end)}, .end = end};
}

/// Hours are not days: they run from moment to moment.
void add_hours(unsigned hours, const StartRead& start, Phrase& phrase) {
  if (!start.start.day) return;
  if (!start.hour) return ask(phrase, Question::ambiguous);
  const int minutes = static_cast<int>(start.hour->count()) + static_cast<int>(hours) * 60;
  const LocalDate day = plus_days(*start.start.day, minutes / (24 * 60));
  phrase.dates.push_back({.first = {.date = parse_partial_date(to_string(day)),
                                    .time = LocalTime{minutes % (24 * 60)}}});
}

FoundPhrase finish(const PhraseText& page, std::size_t i, std::size_t end, Phrase phrase) {
  phrase.begin = page.tokens[i].begin;
  phrase.end = page.tokens[end - 1].end;
  return {std::move(phrase), end};
}

/// "kể từ X" after a length; `later`: not before the length has gone by.
std::optional<FoundPhrase> counted_from(const PhraseText& page, std::size_t i, const Length& length,
                                        bool later, bool open_ended) {
  static const Saying from{"kể từ",      "tính từ",     "từ",       "sau",     "kể từ sau",
                           "tính kể từ", ", kể từ",     "( kể từ",  "sau khi", "kể từ khi",
                           "từ khi",     "tính từ khi", "( tính từ"};
  Phrase phrase{.meaning = Meaning::deadline};
  phrase.bound = later ? PhraseBound::not_before : PhraseBound::within;
  const auto joint = from.at(page.tokens, length.end);
  std::optional<StartRead> start;
  if (joint) start = start_at(page, length.end + joint, phrase);
  if (!start && !open_ended) return std::nullopt;
  if (!start) {
    ask(phrase, Question::event_date_missing);
    start = StartRead{.end = length.end};
  }
  const auto count = static_cast<int>(length.count);
  if (!length.unit) {
    add_hours(length.count, *start, phrase);
  } else if (later) {
    phrase.rule = NotBefore{.count = count, .unit = *length.unit, .from = start->start};
  } else {
    phrase.rule = Within{.count = count, .unit = *length.unit, .from = start->start};
  }
  std::size_t end = start->end;
  if (joint && page.tokens[length.end].is('(') && symbol_at(page.tokens, end, ')')) ++end;
  return finish(page, i, end, std::move(phrase));
}

/// "... trước ngày kiểm tra" after a length.
std::optional<FoundPhrase> counted_back(const PhraseText& page, std::size_t i,
                                        const Length& length) {
  static const Saying before{"trước", "trước khi", "so với"};
  const auto joint = before.at(page.tokens, length.end);
  if (!joint || !length.unit) return std::nullopt;
  Phrase phrase{.meaning = Meaning::deadline, .bound = PhraseBound::by};
  const auto start = start_at(page, length.end + joint, phrase);
  if (!start) return std::nullopt;
  phrase.rule =
      Ahead{.count = static_cast<int>(length.count), .unit = *length.unit, .of = start->start};
  return finish(page, i, start->end, std::move(phrase));
}

bool is_event_of_plan(const Tokens& tokens, std::size_t i) {
  static const Saying event{"kiểm tra",      "thanh tra",     "làm việc",      "họp",
                            "tổ chức",       "diễn ra",       "khai mạc",      "hội nghị",
                            "đoàn",          "buổi làm việc", "buổi kiểm tra", "cuộc họp",
                            "cuộc kiểm tra", "đợt kiểm tra",  "giám sát",      "bắt đầu"};
  return event.at(tokens, i) > 0;
}

/// "trước ngày kiểm tra (ít nhất) 03 ngày", "trước buổi làm việc"
std::optional<FoundPhrase> before_event(const PhraseText& page, std::size_t i) {
  static const Saying before{"trước ngày", "trước khi", "trước", "chậm nhất trước ngày",
                             "chậm nhất trước"};
  static const Saying least{"ít nhất", "tối thiểu", "chậm nhất"};
  const auto lead = before.at(page.tokens, i);
  if (!lead || !is_event_of_plan(page.tokens, i + lead)) return std::nullopt;
  std::size_t end = i + lead;
  std::optional<Length> length;
  while (end < page.tokens.size() && end < i + lead + longest_event &&
         page.tokens[end].kind == TokenKind::word && !least.at(page.tokens, end)) {
    ++end;
  }
  const std::string event = page.between(i + lead, end);
  length = length_at(page.tokens, end + least.at(page.tokens, end));
  if (!length || !length->unit) {
    const bool day_named = lead > 1 || page.tokens[i + lead].folded == "buo^i3";
    if (!day_named) return std::nullopt;
    length = Length{1, TimeUnit::day, after_event(page.tokens, i + lead)};
    if (length->end == i + lead) return std::nullopt;
  }
  Phrase phrase{.meaning = Meaning::deadline, .bound = PhraseBound::before};
  ask(phrase, Question::event_date_missing);
  phrase.rule = Ahead{
      .count = static_cast<int>(length->count), .unit = *length->unit, .of = {.event = event}};
  return finish(page, i, length->end, std::move(phrase));
}

/// "gửi báo cáo ... trong buổi làm việc": handed over there.
std::optional<FoundPhrase> at_the_visit(const PhraseText& page, std::size_t i) {
  static const Saying at{"trong buổi làm việc", "tại buổi làm việc", "trong buổi kiểm tra",
                         "tại buổi kiểm tra", "ngay tại buổi làm việc"};
  const auto n = at.at(page.tokens, i);
  if (!n) return std::nullopt;
  Phrase phrase{.meaning = Meaning::deadline, .bound = PhraseBound::at};
  ask(phrase, Question::event_date_missing);
  return finish(page, i, i + n, std::move(phrase));
}

}  // namespace

std::size_t after_event(const Tokens& tokens, std::size_t i) {
  static const Saying stop{"phải",     "thì",        "đề nghị", "yêu cầu",    "gửi về",
                           "để",       "các đơn vị", "và gửi",  "báo cáo về", "đoàn kiểm tra phải",
                           "hằng năm", "trước ngày"};
  std::size_t at = i;
  while (at < tokens.size() && at < i + longest_event) {
    const Token& token = tokens[at];
    if (at > i && token.line_start && token.capital && tokens[at - 1].is('-')) break;
    const bool inner = token.is('/') || token.is('-') || token.is('&') || token.is('"');
    if (token.kind == TokenKind::opaque || (token.kind == TokenKind::symbol && !inner)) break;
    if (token.is('-') && !token.glued && token.line_start) break;
    if (stop.at(tokens, at)) break;
    ++at;
  }
  while (at > i && tokens[at - 1].kind == TokenKind::symbol) --at;
  return at;
}

std::optional<FoundPhrase> limit_at(const PhraseText& page, std::size_t i) {
  static const Saying within{"trong",
                             "trong vòng",
                             "trong thời hạn",
                             "trong thời gian",
                             "thời hạn",
                             "không quá",
                             "tối đa",
                             "chậm nhất",
                             "chậm nhất là",
                             "chậm nhất sau",
                             "chậm nhất là sau",
                             "không chậm quá",
                             "muộn nhất",
                             "muộn nhất là",
                             "trong thời hạn không quá",
                             "trong vòng không quá",
                             "thời hạn là",
                             "trong khoảng",
                             "thời hạn không quá",
                             "ít nhất",
                             "tối thiểu",
                             "trong thời hạn chậm nhất",
                             "muộn nhất sau",
                             "trong thời hạn tối đa"};
  static const Saying open{"trong vòng", "trong thời hạn", "trong thời hạn không quá",
                           "trong vòng không quá"};
  static const Saying later{"sau",           "sau ít nhất",   "ít nhất sau",  "sau thời hạn",
                            "không sớm hơn", "sau tối thiểu", "sớm nhất sau", "sớm nhất là sau"};
  const auto to = later.at(page.tokens, i), by = within.at(page.tokens, i);
  const bool is_later = to > by;
  const std::size_t lead = is_later ? to : by;
  const auto length = length_at(page.tokens, i + lead);
  if (!length) return std::nullopt;
  if (!is_later) {
    if (auto back = counted_back(page, i, *length)) return back;
  }
  return counted_from(page, i, *length, is_later, open.at(page.tokens, i) > 0);
}

std::optional<FoundPhrase> limit_by_event_at(const PhraseText& page, std::size_t i) {
  if (auto found = before_event(page, i)) return found;
  return at_the_visit(page, i);
}

}  // namespace inspectord
