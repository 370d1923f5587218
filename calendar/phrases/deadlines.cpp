// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/deadlines.hpp"

#include "calendar/phrases/limits.hpp"
#include "calendar/phrases/recurrences.hpp"
#include "calendar/phrases/sayings.hpp"
#include "calendar/phrases/written_moments.hpp"
#include "calendar/phrases/written_periods.hpp"

namespace inspectord {
namespace {

std::optional<Bound> rule_bound(PhraseBound bound) {
  if (bound == PhraseBound::before) return Bound::before;
  if (bound == PhraseBound::until) return Bound::until;
  if (bound == PhraseBound::by) return Bound::by;
  return std::nullopt;
}

FoundPhrase finish(const PhraseText& page, std::size_t i, std::size_t end, Phrase phrase) {
  phrase.begin = page.tokens[i].begin;
  phrase.end = page.tokens[end - 1].end;
  return {std::move(phrase), end};
}

/// The rule of one whole day, with its hour where there is one.
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

std::optional<FoundPhrase> bound_to_moments(const PhraseText& page, std::size_t i,
                                            const BoundLead& lead) {
  const std::size_t at = i + lead.tokens;
  const auto moments = written_moments_at(page.tokens, at);
  if (!moments) return std::nullopt;
  const bool yearless = moments->days && moments->days->separated;
  if (yearless && !moments->marked && (!lead.firm || counts_things(page.tokens, moments->end)))
    return std::nullopt;
  if (!moments->days && !lead.firm) return std::nullopt;
  Phrase phrase{.meaning = Meaning::deadline, .bound = lead.bound};
  if (auto again = repeated_day(page, i, *moments, lead.bound)) return again;
  settle_moments(*moments, page.context_year, phrase);
  if (!moments->days) ask(phrase, Question::day_missing);
  set_day_rule(phrase);
  return finish(page, i, moments->end, std::move(phrase));
}

/// The day a period's bound stands on: before its first, by or until its last.
LocalDate edge_of(const Span& span, PhraseBound bound) {
  const Moment& last = span.last ? *span.last : span.first;
  const Moment& edge = bound == PhraseBound::before ? span.first : last;
  return *edge.date->full();
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
  if (whole_year && !lead.firm && lead.bound == PhraseBound::by) {  // "đến năm 2030": a horizon
    phrase.meaning = Meaning::programme;
    phrase.bound = PhraseBound::until;
  }
  if (phrase.dates.size() == 1 && lead.bound != PhraseBound::not_before) {
    const LocalDate day = edge_of(phrase.dates[0], lead.bound);
    phrase.dates = {{.first = {.date = parse_partial_date(to_string(day))}}};
    note(phrase, "read_edge_of_period", {{"day", to_string(day)}});
    if (phrase.meaning == Meaning::deadline) set_day_rule(phrase);
  }
  return finish(page, i, periods->end, std::move(phrase));
}

/// "không sớm hơn ngày D" is D itself; "sau ngày D" begins on the day after.
void move_past(Phrase& phrase) {
  for (auto& span : phrase.dates) {
    if (!span.first.date || span.first.time || !span.first.date->full()) continue;
    span.first.date = parse_partial_date(to_string(plus_days(*span.first.date->full(), 1)));
    note(phrase, "read_after_day", {{"day", to_string(*span.first.date)}});
  }
}

std::optional<FoundPhrase> from_day_on(const PhraseText& page, std::size_t i) {
  static const Saying after{"sau ngày", "sau"}, on{"trở đi", "trở về sau"};
  static const Saying from{"kể từ", "từ", "bắt đầu từ", "tính từ"};
  static const Saying earliest{"không sớm hơn", "sớm nhất", "sớm nhất là", "sớm nhất vào"};
  const bool is_after = after.at(page.tokens, i) > 0;
  const bool is_earliest = earliest.at(page.tokens, i) > 0;
  const std::size_t lead = is_after      ? 1
                           : is_earliest ? earliest.at(page.tokens, i)
                                         : from.at(page.tokens, i);
  if (!lead) return std::nullopt;
  const auto moments = written_moments_at(page.tokens, i + lead);
  if (!moments || !moments->days || !(moments->marked || !moments->days->separated))
    return std::nullopt;
  const auto open = on.at(page.tokens, moments->end);
  if (!is_after && !is_earliest && !open) return std::nullopt;
  Phrase phrase{.meaning = Meaning::deadline, .bound = PhraseBound::not_before};
  settle_moments(*moments, page.context_year, phrase);
  if (is_after) move_past(phrase);
  return finish(page, i, moments->end + open, std::move(phrase));
}

/// "hạn cuối", "hạn nộp báo cáo:", "thời hạn gửi báo cáo là", "hạn chót vào".
std::size_t named_limit_at(const Tokens& tokens, std::size_t i) {
  static const Saying limit{"hạn", "thời hạn"};
  static const Saying task{"cuối",    "cùng",       "chót",    "gửi",    "nộp",
                           "báo cáo", "hoàn thành", "hồ sơ",   "trình",  "kế hoạch",
                           "về sở",   "kết quả",    "đăng ký", "trả lời"};
  static const Saying joint{":",           "là",           "vào",       "đến",
                            ": chậm nhất", "là chậm nhất", ": đến",     "là ngày cuối",
                            "chậm nhất",   "chậm nhất là", ": đến hết", "đến hết"};
  constexpr std::size_t longest_task = 8;
  const auto n = limit.at(tokens, i);
  if (!n) return 0;
  std::size_t at = i + n;
  while (at < i + longest_task) {
    const auto taken = task.at(tokens, at);
    if (!taken) break;
    at += taken;
  }
  return at + joint.at(tokens, at) - i;
}

}  // namespace

BoundLead bound_lead_at(const Tokens& tokens, std::size_t i) {
  static const Saying before{
      "trước",           "trước các",      "chậm nhất trước", "chậm nhất là trước",
      "muộn nhất trước", "hạn cuối trước", "thời hạn trước",  "trước thời điểm",
      "trước thời hạn"};
  static const Saying until{"đến hết",          "cho đến hết",       "tới hết",
                            "cho tới hết",      "chậm nhất đến hết", "chậm nhất hết",
                            "chậm nhất là hết", "từ nay đến hết",    "kéo dài đến hết"};
  static const Saying by{"chậm nhất",        "chậm nhất là",     "chậm nhất vào", "chậm nhất đến",
                         "chậm nhất là vào", "chậm nhất là đến", "muộn nhất",     "muộn nhất là",
                         "muộn nhất vào",    "không muộn hơn",   "không quá"};
  static const Saying loose_until{"hết"}, loose_by{"đến", "cho đến", "tới"};
  if (const auto n = before.at(tokens, i)) return {PhraseBound::before, n};
  if (const auto n = until.at(tokens, i)) return {PhraseBound::until, n};
  if (const auto n = by.at(tokens, i)) return {PhraseBound::by, n};
  if (const auto n = named_limit_at(tokens, i)) return {PhraseBound::by, n};
  if (const auto n = loose_until.at(tokens, i)) return {PhraseBound::until, n, false};
  if (const auto n = loose_by.at(tokens, i)) return {PhraseBound::by, n, false};
  return {};
}

std::optional<FoundPhrase> deadline_at(const PhraseText& page, std::size_t i) {
  if (auto open = from_day_on(page, i)) return open;
  const auto lead = bound_lead_at(page.tokens, i);
  if (!lead.tokens) return std::nullopt;
  if (auto found = bound_to_moments(page, i, lead)) return found;
  return bound_to_periods(page, i, lead);
}

namespace {

/// What a report covers: "6 tháng", "quý I", "năm", "năm 2024", "tháng 5".
struct ReportRead {
  PeriodKind kind = PeriodKind::year;
  unsigned number = 1;
  std::optional<int> year{};
  std::size_t end = 0;
};

std::optional<ReportRead> report_at(const Tokens& tokens, std::size_t i) {
  static const Saying year_word{"năm"};
  if (const auto periods = written_periods_at(tokens, i)) {
    if (periods->programme || periods->spans.size() != 1 || periods->spans[0].last)
      return std::nullopt;
    const auto& period = periods->spans[0].first;
    if (period.point || period.half) return std::nullopt;
    return ReportRead{period.kind, period.number, period.year, periods->end};
  }
  if (i > 0 && (number_at(tokens, i - 1) || word_at(tokens, i - 1))) {
    static const Saying led{"báo cáo", "cáo", "kỳ", "và"};
    if (!led.at(tokens, i - 1)) return std::nullopt;
  }
  if (!year_word.at(tokens, i)) return std::nullopt;
  return ReportRead{.end = i + 1};
}

/// A report that names the year it covers may be due once, or every year (PARSE_TRAP).
void set_yearly(const ReportRead& report, const WrittenDay& day, Bound bound, bool periodic,
                const PhraseText& page, Phrase& phrase) {
  const std::chrono::month_day on{std::chrono::month{*day.month}, std::chrono::day{*day.day}};
  Yearly rule{.bound = bound, .day = on, .report = report.kind};
  if (page.context_year) rule.not_before = make_date(*page.context_year, 1, 1);
  phrase.meaning = Meaning::recurrence;
  phrase.recurrence = yearly_rrule(bound, on);
  phrase.rule = rule;
  if (report.year && !periodic) ask(phrase, Question::ambiguous);
}

void set_once(const ReportRead& report, Bound bound, Phrase& phrase) {
  if (phrase.dates.size() != 1 || phrase.dates[0].last) return;
  const auto day = phrase.dates[0].first.date ? phrase.dates[0].first.date->full() : std::nullopt;
  if (!day) return;
  const int year = report.year.value_or(static_cast<int>(day->year()));
  phrase.rule =
      ReportBy{.period = {report.kind, year, report.number}, .due = {.bound = bound, .day = *day}};
}

}  // namespace

std::optional<FoundPhrase> report_deadline_at(const PhraseText& page, std::size_t i) {
  static const Saying periodic_word{"định kỳ"};
  const auto periodic = periodic_word.at(page.tokens, i);
  const auto report = report_at(page.tokens, i + periodic);
  if (!report) return std::nullopt;
  std::size_t at = report->end;
  const bool bracket = symbol_at(page.tokens, at, '(');
  if (bracket || symbol_at(page.tokens, at, ':') || symbol_at(page.tokens, at, ',')) ++at;
  const auto lead = bound_lead_at(page.tokens, at);
  const auto bound = lead.firm && lead.tokens ? rule_bound(lead.bound) : std::nullopt;
  if (!bound) return std::nullopt;
  const auto moments = written_moments_at(page.tokens, at + lead.tokens);
  if (!moments || !moments->days || moments->days->spans.size() != 1 || moments->hours)
    return std::nullopt;
  const auto& span = moments->days->spans[0];
  if (span.last || !span.first.day || !span.first.month) return std::nullopt;
  if (symbol_at(page.tokens, report->end, ',') && report->year) return std::nullopt;
  Phrase phrase{.meaning = Meaning::deadline, .bound = lead.bound};
  const std::chrono::month_day on{std::chrono::month{*span.first.month},
                                  std::chrono::day{*span.first.day}};
  if (!span.first.year && on.ok()) {
    set_yearly(*report, span.first, *bound, periodic > 0, page, phrase);
  } else {
    settle_moments(*moments, page.context_year, phrase);
    set_once(*report, *bound, phrase);
  }
  static const Saying yearly{"hằng năm", "hàng năm", "mỗi năm"};
  std::size_t end = moments->end + yearly.at(page.tokens, moments->end);
  if (bracket && symbol_at(page.tokens, end, ')')) ++end;
  return finish(page, i, end, std::move(phrase));
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
  return finish(page, i, end, std::move(phrase));
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
