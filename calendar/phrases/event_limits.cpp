// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/event_limits.hpp"

#include "calendar/phrases/lengths.hpp"
#include "calendar/phrases/sayings.hpp"

namespace inspectord {
namespace {

constexpr std::size_t longest_event = 16;

bool is_days(const Length& length) {
  return length.unit == TimeUnit::day || length.unit == TimeUnit::working_day;
}

/// Over "cho doanh nghiệp" in "thông báo trước cho doanh nghiệp 03 ngày làm việc".
std::size_t over_receiver(const Tokens& tokens, std::size_t i) {
  static const Saying to{"cho"};
  constexpr std::size_t longest_receiver = 5;
  if (!to.at(tokens, i)) return i;
  std::size_t at = i;
  while (word_at(tokens, at) && at < i + longest_receiver) ++at;
  return number_at(tokens, at) ? at : i;
}

/// "trước ít nhất 05 ngày làm việc", "gửi Đoàn trước 03 ngày làm việc"
std::optional<FoundPhrase> ahead_of_event(const PhraseText& page, std::size_t i) {
  static const Saying least{"trước ít nhất", "trước tối thiểu", "ít nhất trước"}, before{"trước"},
      against{"so với", "khi", "tính đến", "kể từ"};
  const auto firm = least.at(page.tokens, i);
  const auto lead = firm ? firm : before.at(page.tokens, i);
  if (!lead) return std::nullopt;
  const std::size_t at = firm ? i + lead : over_receiver(page.tokens, i + lead);
  const auto length = length_at(page.tokens, at);
  if (!length || !length->unit) return std::nullopt;
  const bool other = against.at(page.tokens, length->end) || number_at(page.tokens, length->end);
  if (!firm && (!is_days(*length) || other)) return std::nullopt;
  Phrase phrase{.meaning = Meaning::deadline, .bound = PhraseBound::by};
  ask(phrase, Question::event_date_missing);
  phrase.rule = Ahead{.count = static_cast<int>(length->count), .unit = *length->unit};
  return found_on(page, i, length->end, std::move(phrase));
}

/// "sau khi kết thúc kiểm tra (không quá) 05 ngày làm việc": the event stands before the count.
std::optional<FoundPhrase> counted_after_event(const PhraseText& page, std::size_t i) {
  static const Saying after{"sau khi", "sau ngày", "chậm nhất sau khi", "chậm nhất sau ngày",
                            "kể từ khi"};
  static const Saying latest{"chậm nhất"},
      most{"không quá", "chậm nhất", "chậm nhất là", "trong vòng", "tối đa", "trong thời hạn"};
  const auto lead = after.at(page.tokens, i);
  if (!lead) return std::nullopt;
  std::size_t end = i + lead;
  while (end < page.tokens.size() && end < i + lead + longest_event &&
         page.tokens[end].kind == TokenKind::word && !most.at(page.tokens, end)) {
    ++end;
  }
  const auto limited = most.at(page.tokens, end);
  const auto length = length_at(page.tokens, end + limited);
  if (end == i + lead || !length || !length->unit || *length->unit == TimeUnit::year)
    return std::nullopt;
  const bool within = limited > 0 || latest.at(page.tokens, i) > 0;
  Phrase phrase{.meaning = Meaning::deadline,
                .bound = within ? PhraseBound::within : PhraseBound::not_before};
  ask(phrase, Question::event_date_missing);
  const CountStart start{.event = page.between(i + lead, end)};
  const auto count = static_cast<int>(length->count);
  if (within) {
    phrase.rule = Within{.count = count, .unit = *length->unit, .from = start};
  } else {
    phrase.rule = NotBefore{.count = count, .unit = *length->unit, .from = start};
  }
  return found_on(page, i, length->end, std::move(phrase));
}

bool is_event_of_plan(const Tokens& tokens, std::size_t i) {
  static const Saying event{
      "kiểm tra",      "thanh tra",    "làm việc", "họp",           "tổ chức",       "diễn ra",
      "khai mạc",      "hội nghị",     "đoàn",     "buổi làm việc", "buổi kiểm tra", "cuộc họp",
      "cuộc kiểm tra", "đợt kiểm tra", "giám sát", "bắt đầu",       "phiên họp",     "kỳ họp",
      "thời điểm",     "khai giảng",   "khởi công"};
  return event.at(tokens, i) > 0;
}

/// "trước thời điểm kiểm tra 24 giờ": hours run from a moment that nobody names.
FoundPhrase hours_before_event(const PhraseText& page, std::size_t i, std::size_t end) {
  Phrase phrase{.meaning = Meaning::deadline, .bound = PhraseBound::before};
  ask(phrase, Question::event_date_missing);
  return found_on(page, i, end, std::move(phrase));
}

/// "trước ngày kiểm tra (ít nhất) 03 ngày", "trước buổi làm việc"
std::optional<FoundPhrase> before_event(const PhraseText& page, std::size_t i) {
  static const Saying before{"trước ngày", "trước khi", "trước", "chậm nhất trước ngày",
                             "chậm nhất trước"};
  static const Saying least{"ít nhất", "tối thiểu", "chậm nhất"};
  const auto lead = before.at(page.tokens, i);
  const bool planned = lead && is_event_of_plan(page.tokens, i + lead);
  static const Saying first_ten{"mùng", "mồng"};
  const bool any = lead > 1 && word_at(page.tokens, i + lead) &&
                   !first_ten.at(page.tokens, i + lead);  // "trước khi hết hạn 30 ngày"
  if (!planned && !any) return std::nullopt;
  std::size_t end = i + lead;
  std::optional<Length> length;
  while (end < page.tokens.size() && end < i + lead + longest_event &&
         page.tokens[end].kind == TokenKind::word && !least.at(page.tokens, end)) {
    ++end;
  }
  const std::string event = page.between(i + lead, end);
  length = length_at(page.tokens, end + least.at(page.tokens, end));
  if (!planned && (!length || !is_days(*length))) return std::nullopt;
  if (!length || !length->unit) {
    if (length) return hours_before_event(page, i, length->end);
    const bool day_named = lead > 1 || page.tokens[i + lead].folded == "buo^i3";
    if (!day_named) return std::nullopt;
    length = Length{1, TimeUnit::day, after_event(page.tokens, i + lead)};
    if (length->end == i + lead) return std::nullopt;
  }
  Phrase phrase{.meaning = Meaning::deadline, .bound = PhraseBound::before};
  ask(phrase, Question::event_date_missing);
  phrase.rule = Ahead{
      .count = static_cast<int>(length->count), .unit = *length->unit, .of = {.event = event}};
  return found_on(page, i, length->end, std::move(phrase));
}

/// "gửi báo cáo ... trong buổi làm việc": handed over there.
std::optional<FoundPhrase> at_the_visit(const PhraseText& page, std::size_t i) {
  static const Saying at{"trong buổi làm việc", "tại buổi làm việc", "trong buổi kiểm tra",
                         "tại buổi kiểm tra", "ngay tại buổi làm việc"};
  const auto n = at.at(page.tokens, i);
  if (!n || page.tokens[i].capital) return std::nullopt;  // "Tại buổi làm việc, hai bên ..."
  Phrase phrase{.meaning = Meaning::deadline, .bound = PhraseBound::at};
  ask(phrase, Question::event_date_missing);
  return found_on(page, i, i + n, std::move(phrase));
}

}  // namespace

std::size_t after_event(const Tokens& tokens, std::size_t i) {
  static const Saying stop{"phải",     "thì",        "đề nghị", "yêu cầu",    "gửi về",
                           "để",       "các đơn vị", "và gửi",  "báo cáo về", "đoàn kiểm tra phải",
                           "hằng năm", "trước ngày"};
  static const Saying day{"ngày"};
  std::size_t at = i;
  while (at < tokens.size() && at < i + longest_event) {
    const Token& token = tokens[at];
    if (at > i && token.line_start && token.capital && tokens[at - 1].is('-')) break;
    if (at > i && (token.paragraph || (token.line_start && token.capital && day.at(tokens, at))))
      break;
    const bool inner = token.is('/') || token.is('-') || token.is('&') || token.is('"');
    if (token.kind == TokenKind::opaque || (token.kind == TokenKind::symbol && !inner)) break;
    if (token.is('-') && !token.glued && token.line_start) break;
    if (stop.at(tokens, at)) break;
    ++at;
  }
  while (at > i && tokens[at - 1].kind == TokenKind::symbol) --at;
  return at;
}

std::optional<FoundPhrase> limit_by_event_at(const PhraseText& page, std::size_t i) {
  if (auto found = before_event(page, i)) return found;
  if (auto found = ahead_of_event(page, i)) return found;
  if (auto found = counted_after_event(page, i)) return found;
  return at_the_visit(page, i);
}

}  // namespace inspectord
