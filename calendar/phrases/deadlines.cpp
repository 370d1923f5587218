// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/deadlines.hpp"

#include "calendar/phrases/event_limits.hpp"
#include "calendar/phrases/repeated_days.hpp"
#include "calendar/phrases/sayings.hpp"
#include "calendar/phrases/written_moments.hpp"
#include "calendar/phrases/written_periods.hpp"

#include <algorithm>

namespace inspectord {
namespace {

/// A colon or quote between the word and its day: "chậm nhất: 15/6/2026".
std::size_t over_sign(const Tokens& tokens, std::size_t i) {
  const bool sign = symbol_at(tokens, i, ':') || symbol_at(tokens, i, '"');
  return sign && i + 1 < tokens.size() && !tokens[i + 1].line_start ? i + 1 : i;
}

std::optional<FoundPhrase> bound_to_moments(const PhraseText& page, std::size_t i,
                                            const BoundLead& lead) {
  const std::size_t at = over_sign(page.tokens, i + lead.tokens);
  const auto moments = written_moments_at(page.tokens, at);
  if (!moments) return std::nullopt;
  const bool yearless = moments->days && moments->days->separated;
  const bool figures = moments->days && moments->days->two_readings;  // "không quá 5-10 người"
  if (yearless && !moments->marked &&
      (!lead.firm || figures ||
       (could_be_share(*moments->days) && counts_things(page.tokens, moments->end))))
    return std::nullopt;
  if (!moments->days && !lead.firm) return std::nullopt;
  Phrase phrase{.meaning = Meaning::deadline, .bound = lead.bound};
  settle_moments(*moments, page.context_year, phrase);
  if (!moments->days) ask(phrase, Question::day_missing);
  set_day_rule(phrase);
  return found_on(page, i, moments->end, std::move(phrase));
}

/// The day a period's bound stands on: before its first, by or until its last. "cuối quý III" is
/// the last of it.
LocalDate edge_of(const Span& span, PhraseBound bound, const WrittenPeriod& written) {
  const Moment& last = span.last ? *span.last : span.first;
  const bool first = bound == PhraseBound::before && written.point != PointOf::end;
  const Moment& edge = first ? span.first : last;
  return *edge.date->full();
}

/// No law says which day the beginning or the middle of a quarter is.
bool is_loose_point(const WrittenPeriod& written, PhraseBound bound) {
  if (written.kind != PeriodKind::quarter || !written.point || *written.point == PointOf::end)
    return false;
  return *written.point == PointOf::middle || bound != PhraseBound::before;
}

std::optional<FoundPhrase> bound_to_periods(const PhraseText& page, std::size_t i,
                                            const BoundLead& lead) {
  const std::size_t at = i + lead.tokens;
  const auto periods = written_periods_at(page.tokens, at);
  if (!periods || periods->bare || periods->programme) return std::nullopt;
  Phrase phrase{.meaning = Meaning::deadline, .bound = lead.bound};
  settle_periods(*periods, page.context_year, phrase);
  const bool whole_year = periods->spans.size() == 1 && !periods->spans[0].first.point &&
                          periods->spans[0].first.kind == PeriodKind::year;
  static const Saying from_now{"từ nay"};
  const bool loose = !lead.firm || from_now.at(page.tokens, i) > 0;
  if (whole_year && loose && lead.bound == PhraseBound::by) {  // "đến năm 2030": a horizon
    phrase.meaning = Meaning::programme;
    phrase.bound = PhraseBound::until;
  }
  if (std::ranges::count(phrase.questions, Question::ambiguous) > 0 ||  // "trước tuần thứ 3"
      is_loose_point(periods->spans[0].first, lead.bound)) {
    phrase.dates.clear();
    ask(phrase, Question::day_missing);
  }
  if (lead.bound == PhraseBound::within) {  // "chậm nhất trong tháng 9/2026"
    ask(phrase, Question::day_missing);
  } else if (phrase.dates.size() == 1 && lead.bound != PhraseBound::not_before) {
    const LocalDate day = edge_of(phrase.dates[0], lead.bound, periods->spans[0].first);
    phrase.dates = {{.first = {.date = parse_partial_date(to_string(day))}}};
    note(phrase, "read_edge_of_period", {{"day", to_string(day)}});
    if (phrase.meaning == Meaning::deadline) set_day_rule(phrase);
  }
  return found_on(page, i, periods->end, std::move(phrase));
}

/// "đến hết năm": the running year, which the paper does not name.
std::optional<FoundPhrase> until_end_of_year(const PhraseText& page, std::size_t i,
                                             const BoundLead& lead) {
  static const Saying year{"năm"}, other{"học", "nay", "sau", "tới"};
  const std::size_t at = i + lead.tokens;
  const auto n = lead.bound == PhraseBound::until ? year.at(page.tokens, at) : 0;
  if (!n || number_at(page.tokens, at + n) || other.at(page.tokens, at + n)) return std::nullopt;
  if (count_at(page.tokens, at + n).tokens) return std::nullopt;
  WrittenPeriods periods{.end = at + n};
  periods.spans.push_back({.first = {.point = PointOf::end}});
  Phrase phrase{.meaning = Meaning::deadline, .bound = lead.bound};
  settle_periods(periods, page.context_year, phrase);
  set_day_rule(phrase);
  return found_on(page, i, periods.end, std::move(phrase));
}

/// "định hướng đến 2030", "tầm nhìn 2045": the horizon of a programme, without the word "năm".
std::optional<FoundPhrase> horizon(const PhraseText& page, std::size_t i) {
  static const Saying looking{"hướng", "nhìn"}, to{"đến", "tới"};
  if (i == 0 || !looking.at(page.tokens, i - 1)) return std::nullopt;
  const std::size_t at = i + to.at(page.tokens, i);
  const int year = year_at(page.tokens, at);
  if (!year || (glued_at(page.tokens, at + 1) && symbol_at(page.tokens, at + 1, '/')))
    return std::nullopt;
  Phrase phrase{.meaning = Meaning::programme, .bound = PhraseBound::until};
  phrase.dates = {{.first = {.date = PartialDate{year, 12, 31}}}};
  return found_on(page, i, at + 1, std::move(phrase));
}

/// "hạn cuối", "hạn nộp báo cáo:", "thời hạn gửi báo cáo là", "hạn chót vào".
BoundLead named_limit_at(const Tokens& tokens, std::size_t i) {
  static const Saying limit{"hạn", "thời hạn"};
  static const Saying task{"cuối",      "cùng",       "chót",    "gửi",       "nộp",
                           "báo cáo",   "hoàn thành", "hồ sơ",   "trình",     "kế hoạch",
                           "về sở",     "kết quả",    "đăng ký", "trả lời",   "nhận",
                           "tiếp nhận", "danh sách",  "ý kiến",  "cuối cùng", "tài liệu"};
  static const Saying joint{":",           "là",           "vào",       "đến",
                            ": chậm nhất", "là chậm nhất", ": đến",     "là ngày cuối",
                            "chậm nhất",   "chậm nhất là", ": đến hết", "đến hết"};
  constexpr std::size_t longest_task = 8;
  static const Saying to_end{"đến hết", ": đến hết"};
  const auto n = limit.at(tokens, i);
  if (!n) return {};
  std::size_t at = i + n;
  while (at < i + longest_task) {
    const auto taken = task.at(tokens, at);
    if (!taken) break;
    at += taken;
  }
  const auto bound = to_end.at(tokens, at) ? PhraseBound::until : PhraseBound::by;
  return {bound, at + joint.at(tokens, at) - i};
}

}  // namespace

std::optional<Bound> rule_bound(PhraseBound bound) {
  if (bound == PhraseBound::before) return Bound::before;
  if (bound == PhraseBound::until) return Bound::until;
  if (bound == PhraseBound::by || bound == PhraseBound::at) return Bound::by;
  return std::nullopt;
}

void set_day_rule(Phrase& phrase) {
  const auto bound = rule_bound(*phrase.bound);
  if (!bound || phrase.dates.size() != 1 || !phrase.dates[0].first.date) return;
  const Moment& moment = phrase.dates[0].last ? *phrase.dates[0].last : phrase.dates[0].first;
  const auto day = moment.date->full();
  if (!day) return;
  if (moment.time) {
    phrase.rule = BeforeHour{.day = *day, .hour = *moment.time};
  } else {
    phrase.rule = OnDay{.bound = *bound, .day = *day};
  }
}

namespace {

/// "chậm nhất", "chậm nhất trong": the words for the last day itself.
BoundLead latest_at(const Tokens& tokens, std::size_t i) {
  static const Saying by{"chậm nhất",        "chậm nhất là",     "chậm nhất vào",  "chậm nhất đến",
                         "chậm nhất là vào", "chậm nhất là đến", "muộn nhất",      "muộn nhất là",
                         "muộn nhất vào",    "không muộn hơn",   "không chậm hơn", "không trễ hơn",
                         "không quá",        "từ nay đến",       "trễ nhất",       "trễ nhất là",
                         "trễ nhất vào",     "deadline",         "deadline là"};
  static const Saying loosely{"chậm nhất trong", "muộn nhất trong", "chậm nhất là trong"};
  if (const auto n = loosely.at(tokens, i)) return {PhraseBound::within, n};
  return {PhraseBound::by, by.at(tokens, i)};
}

}  // namespace

BoundLead bound_lead_at(const Tokens& tokens, std::size_t i) {
  static const Saying before{
      "trước",           "trước các",      "chậm nhất trước", "chậm nhất là trước",
      "muộn nhất trước", "hạn cuối trước", "thời hạn trước",  "trước thời điểm",
      "trướcngày",       "trước thời hạn"};
  static const Saying until{"đến hết",
                            "cho đến hết",
                            "tới hết",
                            "cho tới hết",
                            "chậm nhất đến hết",
                            "chậm nhất hết",
                            "chậm nhất là hết",
                            "từ nay đến hết",
                            "kéo dài đến hết",
                            "hết giờ hành chính",
                            "hết giờ làm việc",
                            "trước khi hết",
                            "hết ngày làm việc",
                            "đến hết ngày làm việc",
                            "trước cuối giờ làm việc",
                            "cuối giờ làm việc"};
  static const Saying loose_until{"hết"}, loose_by{"đến", "cho đến", "tới"};
  if (const auto n = before.at(tokens, i)) return {PhraseBound::before, n};
  if (const auto n = until.at(tokens, i)) return {PhraseBound::until, n};
  if (const auto lead = latest_at(tokens, i); lead.tokens) return lead;
  if (const auto limit = named_limit_at(tokens, i); limit.tokens) return limit;
  if (const auto n = loose_until.at(tokens, i)) return {PhraseBound::until, n, false};
  if (const auto n = loose_by.at(tokens, i)) return {PhraseBound::by, n, false};
  return {};
}

namespace {

/// "trước ngày 25/6 và trước ngày 25/12 hằng năm": the last words are of both.
std::vector<FoundPhrase> both_yearly(const PhraseText& page, std::size_t i,
                                     const WrittenMoments& moments, PhraseBound bound) {
  static const Saying joint{"và", ", và", ","};
  const auto& spans = moments.days->spans;
  const auto n = joint.at(page.tokens, moments.end);
  const bool one = spans.size() == 1 && !spans[0].last && !spans[0].first.year && !moments.hours;
  if (!n || !one || !spans[0].first.month) return {};
  const std::size_t next = moments.end + n;
  const auto lead = bound_lead_at(page.tokens, next);
  const auto other =
      lead.tokens ? written_moments_at(page.tokens, next + lead.tokens) : std::nullopt;
  if (!other || !other->days || !other->days->spans[0].first.month) return {};
  auto last = repeated_days(page, next, *other, lead.bound);
  if (last.empty() || !last[0].phrase.recurrence.starts_with("FREQ=YEARLY")) return {};
  auto first = yearly_day(page, i, moments.end, spans[0].first, bound);
  if (!first) return {};
  last.insert(last.begin(), std::move(*first));
  return last;
}

}  // namespace

std::vector<FoundPhrase> repeated_deadlines_at(const PhraseText& page, std::size_t i) {
  const auto lead = bound_lead_at(page.tokens, i);
  if (!lead.tokens) return {};
  const auto moments = written_moments_at(page.tokens, i + lead.tokens);
  if (!moments || !moments->days) return {};
  if (moments->days->separated && !moments->marked && !lead.firm) return {};
  auto found = repeated_days(page, i, *moments, lead.bound);
  return found.empty() ? both_yearly(page, i, *moments, lead.bound) : found;
}

std::optional<FoundPhrase> deadline_at(const PhraseText& page, std::size_t i) {
  if (auto found = horizon(page, i)) return found;
  const auto lead = bound_lead_at(page.tokens, i);
  if (!lead.tokens) return std::nullopt;
  if (auto found = bound_to_moments(page, i, lead)) return found;
  if (auto found = bound_to_periods(page, i, lead)) return found;
  return until_end_of_year(page, i, lead);
}

std::optional<FoundPhrase> at_once_at(const PhraseText& page, std::size_t i) {
  static const Saying verb{"báo cáo ngay",    "thông báo ngay", "gửi ngay",      "báo ngay",
                           "nộp ngay",        "phản ánh ngay",  "xử lý ngay",    "khắc phục ngay",
                           "triển khai ngay", "thực hiện ngay", "cung cấp ngay", "chuyển ngay",
                           "trình ngay"};
  static const Saying at_once{"ngay lập tức", "lập tức"};
  static const Saying soon{"lập tức"};
  static const Saying after{"ngay sau khi", "ngay khi", "ngay sau"};
  static const Saying no{"từ", "trong", "cả", "tại", "đầu"};
  const auto event_lead = after.at(page.tokens, i);
  const auto taken = std::max(verb.at(page.tokens, i), at_once.at(page.tokens, i));
  if (!event_lead && (!taken || no.at(page.tokens, i + taken))) return std::nullopt;
  Phrase phrase{.meaning = Meaning::deadline, .bound = PhraseBound::at_once};
  phrase.rule = AtOnce{};
  std::size_t end = i + taken;
  if (taken) end += soon.at(page.tokens, end);
  const auto later = taken ? after.at(page.tokens, i + taken - 1) : event_lead;
  if (later) {
    const std::size_t from = (taken ? i + taken - 1 : i) + later;
    end = after_event(page.tokens, from);
    if (end == from) return std::nullopt;
    ask(phrase, Question::event_date_missing);
  }
  return found_on(page, i, end, std::move(phrase));
}

bool counts_things(const Tokens& tokens, std::size_t after) {
  static const Saying things{
      "số",     "tổng",   "thành viên", "đại biểu",  "điểm",     "trẻ",      "học sinh",
      "xã",     "phường", "huyện",      "hộ",        "người",    "dân",      "diện tích",
      "trường", "thôn",   "chỉ tiêu",   "%",         "tuổi",     "lần",      "buổi",
      "bài",    "tin",    "trở lên",    "đơn vị",    "tiêu chí", "nội dung", "triệu",
      "đồng",   "tỷ",     "tỷ lệ",      "trường hợp"};
  return things.at(tokens, after) > 0;
}

}  // namespace inspectord
