// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/limits.hpp"

#include "calendar/phrases/event_limits.hpp"
#include "calendar/phrases/lengths.hpp"
#include "calendar/phrases/sayings.hpp"
#include "calendar/phrases/written_moments.hpp"

namespace inspectord {
namespace {

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

/// "Thời hạn kiểm tra: 10 ngày làm việc", "thời hạn thanh tra 45 ngày", "Thời gian giải quyết: 15
/// ngày": a limit that does not say what it counts from; not "thời hạn bảo quản là 20 năm".
bool named_before(const Tokens& tokens, std::size_t i, const Length& length) {
  static const Saying joint{":", "là"}, name{"thời hạn"}, span{"thời gian"};
  static const Saying task{"kiểm tra",   "thanh tra", "giám sát",  "giải quyết", "thực hiện",
                           "hoàn thành", "báo cáo",   "xử lý",     "khắc phục",  "trả lời",
                           "nộp",        "gửi",       "thẩm định", "giải trình", "tự kiểm tra"};
  static const Saying work{"kiểm tra", "giải quyết", "thẩm định", "làm việc", "xử lý", "khắc phục"};
  static const Saying most{"tối đa", "không quá"};
  const bool joined = joint.ends_at(tokens, i);
  const bool day_follows = symbol_at(tokens, length.end, ',') || symbol_at(tokens, length.end, '(');
  const std::size_t end = joined ? i - 1 : i;
  constexpr std::size_t longest_name = 7;
  for (std::size_t k = end; k-- > 0 && end - k <= longest_name;) {
    if (tokens[k].kind != TokenKind::word) return false;
    if (const auto n = name.at(tokens, k)) return task.at(tokens, k + n) > 0;
    if (const auto n = span.at(tokens, k))
      return !day_follows && work.at(tokens, k + n) > 0 && (joined || most.at(tokens, i) > 0);
  }
  return false;
}

/// "phải báo cáo trong 02 ngày làm việc", "buộc khôi phục hiện trạng trong 15 ngày"
bool is_duty_before(const Tokens& tokens, std::size_t i) {
  static const Saying duty{"báo cáo",    "khắc phục", "buộc",    "nộp",       "gửi",
                           "hoàn thành", "xử lý",     "trả lời", "giải trình"};
  constexpr std::size_t longest_duty = 6;
  for (std::size_t k = i; k-- > 0 && i - k <= longest_duty;) {
    if (tokens[k].kind != TokenKind::word) return false;
    if (duty.at(tokens, k)) return true;
  }
  return false;
}

/// Limits that need no start to be ones: "trong vòng 24 giờ", "không quá 15 ngày".
bool stands_alone(const Tokens& tokens, std::size_t i, const Length& length) {
  static const Saying open{
      "trong vòng",           "trong thời hạn",        "trong thời hạn không quá",
      "trong vòng không quá", "trong thời hạn tối đa", "trong thời hạn tối đa là",
      "không chậm quá",       "không muộn quá"};
  static const Saying limit{"không quá",    "thời hạn không quá", "thời hạn",       "chậm nhất",
                            "chậm nhất là", "thời hạn là",        "trong thời gian"};
  static const Saying age{"tuổi"}, in{"trong"}, coming{"tới"};
  if (age.at(tokens, length.end)) return false;
  if (open.at(tokens, i)) return true;
  const bool days = length.unit == TimeUnit::day || length.unit == TimeUnit::working_day;
  if (days && named_before(tokens, i, length)) return true;
  static const Saying meanwhile{"trong thời gian"};
  if (meanwhile.at(tokens, i)) return length.unit == TimeUnit::working_day;
  if (in.at(tokens, i) && (days || !length.unit))
    return coming.at(tokens, length.end) > 0 || is_duty_before(tokens, i);
  const bool share = length.end < tokens.size() && tokens[length.end].is('/');
  return days && !share && limit.at(tokens, i) > 0;
}

/// Over where and how the days run: "15 ngày tại trụ sở UBND xã kể từ ngày".
std::size_t over_place(const Tokens& tokens, std::size_t i) {
  static const Saying place{"tại", "thực tế", "đầu tiên", "liên tục"}, from{"kể từ", ", kể từ"};
  constexpr std::size_t longest_place = 10;
  if (!place.at(tokens, i)) return i;
  for (std::size_t at = i; at < tokens.size() && at < i + longest_place; ++at) {
    if (from.at(tokens, at)) return at;
    if (tokens[at].kind != TokenKind::word) return i;
  }
  return i;
}

bool starts_range(const PhraseText& page, std::size_t i) {
  const auto moments = written_moments_at(page.tokens, i);
  return moments && moments->days && moments->days->spans.front().last;
}

/// "kể từ X" after a length; `later`: not before the length has gone by.
std::optional<FoundPhrase> counted_from(const PhraseText& page, std::size_t i, const Length& length,
                                        bool later, bool open_ended) {
  static const Saying from{"kể từ",      "tính từ",      "từ",          "sau",       "kể từ sau",
                           "tính kể từ", ", kể từ",      "( kể từ",     "sau khi",   "kể từ khi",
                           "từ khi",     "tính từ khi",  "( tính từ",   ", tính từ", "( từ",
                           "bắt đầu từ", ", bắt đầu từ", ", tính kể từ"};
  Phrase phrase{.meaning = Meaning::deadline};
  phrase.bound = later ? PhraseBound::not_before : PhraseBound::within;
  static const Saying event{"kết thúc", "nhận được", "hoàn thành",
                            "ban hành"};  // "sau 03 ngày ..."
  const std::size_t after = over_place(page.tokens, length.end);
  auto joint = from.at(page.tokens, after);
  const bool bare = later && !joint && event.at(page.tokens, length.end);
  // "30 ngày, kể từ ngày 12/5/2026 đến hết ngày 10/6/2026": the range says it all.
  if (joint && starts_range(page, after + joint)) return std::nullopt;
  std::optional<StartRead> start;
  if (bare) start = start_at(page, length.end, phrase);
  if (joint) start = start_at(page, after + joint, phrase);
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
  if (joint && page.tokens[after].is('(') && symbol_at(page.tokens, end, ')')) ++end;
  return found_on(page, i, end, std::move(phrase));
}

/// The event after a length and its `joint` words: "... trước ngày kiểm tra".
std::optional<FoundPhrase> counted_back(const PhraseText& page, std::size_t i, const Length& length,
                                        std::size_t joint) {
  if (!joint || !length.unit) return std::nullopt;
  Phrase phrase{.meaning = Meaning::deadline, .bound = PhraseBound::by};
  const auto start = start_at(page, length.end + joint, phrase);
  if (!start) return std::nullopt;
  phrase.rule =
      Ahead{.count = static_cast<int>(length.count), .unit = *length.unit, .of = start->start};
  return found_on(page, i, start->end, std::move(phrase));
}

/// "trước 03 ngày làm việc so với ngày kiểm tra", "trước 02 ngày khi Đoàn đến"
std::optional<FoundPhrase> set_against(const PhraseText& page, std::size_t i) {
  static const Saying before{"trước", "chậm nhất trước"}, against{"so với", "khi", "tính đến"};
  const auto lead = before.at(page.tokens, i);
  const auto length = lead ? length_at(page.tokens, i + lead) : std::nullopt;
  if (!length) return std::nullopt;
  return counted_back(page, i, *length, against.at(page.tokens, length->end));
}

/// "trước ngày 20/5/2026 ít nhất 05 ngày làm việc"
std::optional<FoundPhrase> set_before_day(const PhraseText& page, std::size_t i) {
  static const Saying before{"trước"}, least{"ít nhất", "tối thiểu", "chậm nhất"};
  const auto lead = before.at(page.tokens, i);
  const auto day = lead ? written_moments_at(page.tokens, i + lead) : std::nullopt;
  const auto at_least = day && day->days ? least.at(page.tokens, day->end) : 0;
  const auto length = at_least ? length_at(page.tokens, day->end + at_least) : std::nullopt;
  if (!length || !length->unit) return std::nullopt;
  Phrase phrase{.meaning = Meaning::deadline, .bound = PhraseBound::by};
  const auto start = start_at(page, i + lead, phrase);
  phrase.rule =
      Ahead{.count = static_cast<int>(length->count), .unit = *length->unit, .of = start->start};
  return found_on(page, i, length->end, std::move(phrase));
}

/// "trong 999999 ngày làm việc kể từ ngày D", "trong -5 ngày": asked for, no day is made of it.
std::optional<FoundPhrase> unreadable(const PhraseText& page, std::size_t i, std::size_t lead) {
  static const Saying from{"kể từ", "tính từ", "từ", "sau", "trước"};
  const auto n = lead ? unreadable_length_at(page.tokens, i + lead) : 0;
  if (!n) return std::nullopt;
  Phrase phrase{.meaning = Meaning::deadline, .bound = PhraseBound::within};
  ask(phrase, Question::ambiguous);
  std::size_t end = i + lead + n;
  Phrase unused;
  if (const auto joint = from.at(page.tokens, end)) {
    if (const auto start = start_at(page, end + joint, unused)) end = start->end;
  }
  return found_on(page, i, end, std::move(phrase));
}

}  // namespace

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
                             "trong thời hạn tối đa",
                             "trong thời hạn tối đa là",
                             "không muộn quá"};
  static const Saying later{
      "sau",           "sau ít nhất",  "ít nhất sau",     "sau thời hạn", "không sớm hơn",
      "sau tối thiểu", "sớm nhất sau", "sớm nhất là sau", "quá thời hạn", "quá"};
  static const Saying over{"quá"};
  const auto to = later.at(page.tokens, i), by = within.at(page.tokens, i);
  const bool is_later = to > by;
  const std::size_t lead = is_later ? to : by;
  if (over.ends_at(page.tokens, i)) return std::nullopt;  // "quá thời hạn 10 ngày": none by itself
  if (auto back = set_before_day(page, i)) return back;
  if (auto back = set_against(page, i)) return back;
  if (auto spoilt = unreadable(page, i, lead)) return spoilt;
  const auto length = length_at(page.tokens, i + lead, lead > 0);
  if (!length) return std::nullopt;
  if (!is_later) {
    static const Saying before{"trước", "trước khi", "so với"};
    const auto joint = before.at(page.tokens, length->end);
    if (auto back = counted_back(page, i, *length, joint)) return back;
  }
  static const Saying unless{"nếu"};  // "sau 15 ngày nếu không có ý kiến"
  const bool alone =
      is_later ? unless.at(page.tokens, length->end) > 0 : stands_alone(page.tokens, i, *length);
  return counted_from(page, i, *length, is_later, alone);
}

}  // namespace inspectord
