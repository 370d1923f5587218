// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/surroundings.hpp"

#include "calendar/phrases/document_numbers.hpp"
#include "calendar/phrases/sayings.hpp"

namespace inspectord {
namespace {

/// A new entry or sentence begins at `i`.
bool begins_sentence(const Tokens& tokens, std::size_t i) {
  if (i == 0) return true;
  const Token& token = tokens[i];
  const Token& before = tokens[i - 1];
  if (before.is(';')) return true;
  if (before.is('.') && !token.glued && (token.line_start || token.capital)) {
    const bool abbreviation = i >= 2 && tokens[i - 2].capital && tokens[i - 2].length() <= 3;
    return token.line_start || !abbreviation;
  }
  if (!token.line_start) return false;
  if (token.is('-') || token.is('+') || token.is('*') || token.is('?')) return true;
  return token.kind == TokenKind::number && i + 1 < tokens.size() &&
         (tokens[i + 1].is('.') || tokens[i + 1].is(')'));
}

bool is_heading_of_visits(const Tokens& tokens, std::size_t i) {
  static const Saying heading{"lịch kiểm tra",         "lịch làm việc",
                              "lịch thanh tra",        "thời gian kiểm tra",
                              "thời gian dự kiến",     "thời gian làm việc",
                              "dự kiến lịch kiểm tra", "thời gian, địa điểm kiểm tra"};
  return heading.at(tokens, i) > 0;
}

/// "I.", "II-", "7." at the head of a line.
bool is_section(const Tokens& tokens, std::size_t i) {
  if (!tokens[i].line_start || i + 1 >= tokens.size()) return false;
  static const Saying roman{"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"};
  const bool numbered = number_at(tokens, i) && tokens[i].length() <= 2;
  return (numbered || roman.at(tokens, i)) && (tokens[i + 1].is('.') || tokens[i + 1].is('-')) &&
         tokens[i + 1].glued && word_at(tokens, i + 2);
}

const Saying& unit_word() {
  static const Saying unit{
      "huyện",        "thành phố", "tp",      "thị xã", "tx",           "xã",
      "phường",       "thị trấn",  "đặc khu", "ubnd",   "sở",           "trường",
      "công ty",      "trung tâm", "quận",    "tại",    "doanh nghiệp", "ủy ban nhân dân",
      "hộ kinh doanh"};
  return unit;
}

}  // namespace

void Surroundings::pass_to(std::size_t next) {
  for (; next_ < next; ++next_) look_at(next_);
}

void Surroundings::pass_document(std::size_t next) {
  pass_to(next);
  document_ = last_document_ = next;
}

void Surroundings::begin_sentence(std::size_t i) {
  visit_ = event_ = report_ = result_ = tentative_ = holiday_ = force_ = document_ = 0;
  document_kind_ = time_ = completion_ = periodic_ = law_ = looked_ = figures_ = handed_ = done_ =
      0;
  sentence_ = i;
}

void Surroundings::look_at(std::size_t i) {
  static const Saying visit{"kiểm tra",      "thanh tra",     "đoàn công tác", "buổi làm việc",
                            "phúc tra",      "làm việc với",  "làm việc tại",  "đến làm việc",
                            "đoàn khảo sát", "lịch làm việc", "đoàn giám sát"};
  static const Saying event{
      "tháng hành động", "phát động", "chiến dịch", "hội nghị", "diễn đàn",    "hội thi",
      "hội thảo",        "tập huấn",  "giao ban",   "họp",      "lễ",          "khai mạc",
      "bế mạc",          "tuần lễ",   "hưởng ứng",  "đại hội",  "tuyên truyền"};
  static const Saying report{"báo cáo", "số liệu", "sơ kết", "tổng kết", "chế độ báo cáo"};
  static const Saying result{"kết quả", "tình hình", "số liệu", "việc thực hiện"};
  static const Saying tentative{"dự kiến", "khoảng", "tạm thời"};
  static const Saying holiday{"thiếu nhi",
                              "quốc khánh",
                              "kỷ niệm",
                              "nhà giáo",
                              "ngày quốc tế",
                              "quốc tế phụ nữ",
                              "quốc tế lao động",
                              "ngày thành lập",
                              "thành lập đảng",
                              "thành lập đội",
                              "chào mừng",
                              "nhân ngày",
                              "nhân dịp",
                              "dịp lễ",
                              "tết",
                              "phụ nữ việt nam",
                              "giải phóng",
                              "liệt sĩ",
                              "bạo lực đối với phụ nữ",
                              "gia đình việt nam"};
  static const Saying force{"hiệu lực", "thi hành kể từ", "có hiệu lực", "áp dụng"};
  static const Saying kind{"luật",
                           "bộ luật",
                           "pháp lệnh",
                           "nghị quyết",
                           "nghị định",
                           "thông tư",
                           "chỉ thị",
                           "quyết định",
                           "công văn",
                           "hiến pháp",
                           "thông tư liên tịch",
                           "kết luận số",
                           "kế hoạch số",
                           "hướng dẫn số",
                           "tờ trình số",
                           "thông báo số",
                           "chương trình số",
                           "báo cáo số",
                           "công điện",
                           "biên bản số"};
  static const Saying law{"luật", "bộ luật", "hiến pháp", "pháp lệnh"};
  static const Saying hours{"thời gian", "thời điểm"};
  static const Saying looked{
      "thời kỳ",     "thời kì", "niên độ", "thời kỳ kiểm tra", "mốc thời gian kiểm tra",
      "mốc kiểm tra"};
  static const Saying figures{"số liệu", "kỳ báo cáo", "niên độ báo cáo"};
  static const Saying handed{"gửi", "nộp", "hoàn thành"}, enclosed{"gửi kèm"}, done{"đã"};
  static const Saying completion{"hoàn thành", "xong", "nộp", "gửi", "trình"};
  static const Saying periodic_word{"định kỳ", "định kì"};
  static const Saying no_document{"kiểm tra", "thanh tra",  "làm việc", "gửi", "báo cáo",
                                  "nộp",      "hoàn thành", "họp",      ","};
  if (begins_sentence(tokens_, i)) begin_sentence(i);
  if (is_section(tokens_, i)) schedule_ = false;
  if (is_heading_of_visits(tokens_, i)) schedule_ = true;
  const std::size_t place = i + 1;
  if (visit.at(tokens_, i)) visit_ = place;
  if (event.at(tokens_, i)) event_ = place;
  if (report.at(tokens_, i)) report_ = place;
  if (result.at(tokens_, i)) result_ = place;
  if (tentative.at(tokens_, i)) tentative_ = place;
  if (holiday.at(tokens_, i)) holiday_ = place;
  if (force.at(tokens_, i)) force_ = place;
  if (tokens_[i].capital && law.at(tokens_, i)) law_ = place;
  if (hours.at(tokens_, i)) time_ = place;
  if (looked.at(tokens_, i)) looked_ = place;
  if (completion.at(tokens_, i)) completion_ = place;
  if (figures.at(tokens_, i)) figures_ = place;
  if (handed.at(tokens_, i) && !enclosed.at(tokens_, i)) handed_ = place;
  if (done.at(tokens_, i)) done_ = place;
  if (periodic_word.at(tokens_, i)) periodic_ = place;
  if (no_document.at(tokens_, i)) document_ = document_kind_ = law_ = 0;
  if (tokens_[i].capital && kind.at(tokens_, i)) document_kind_ = place;
}

bool Surroundings::is_of_document(std::size_t first) const {
  static const Saying issued{"ban hành", "ký", "thông qua", "được ban hành", "ký ban hành"};
  constexpr std::size_t longest_issuer = 16;
  static const Saying minutes{"biên bản kiểm tra",   "biên bản làm việc",  "kết luận kiểm tra",
                              "quyết định kiểm tra", "kế hoạch kiểm tra",  "biên bản họp",
                              "kết luận thanh tra",  "biên bản thanh tra", "quyết định thanh tra"};
  constexpr std::size_t minutes_words = 4;
  if (first >= minutes_words && minutes.at(tokens_, first - minutes_words) == minutes_words)
    return true;  // "biên bản kiểm tra ngày 20/5/2026"
  if (first >= 2 && number_at(tokens_, first - 1) && tokens_[first - 2].folded == "so^2")
    return true;  // "Thông báo kết luận số 45 ngày 12/3/2026"
  if (document_ != 0 && first >= document_ && first - document_ <= longest_issuer) return true;
  // "Quyết định số: 2238/QĐ-TTg, ngày 30/12/2021": the comma has just made us forget it.
  if (first >= 1 && (tokens_[first - 1].is(',') || tokens_[first - 1].is('('))) {
    for (std::size_t back = 2; back <= 12 && back <= first; ++back) {
      const std::size_t number = document_number_at(tokens_, first - back);
      if (number && number + 1 == back) return true;
    }
  }
  constexpr std::size_t issue_words = 3;  // "Ngày ban hành: 12/5/2026"
  if (first >= issue_words && tokens_[first - 1].is(':') && issued.at(tokens_, first - issue_words))
    return true;
  if (first >= 1 &&
      (issued.at(tokens_, first - 1) || (first >= 2 && issued.at(tokens_, first - 2))))
    return true;
  return near(document_kind_, first, 14);
}

/// "An Giang, ngày 02 tháng 8 năm 2022" at the head of a paper.
bool Surroundings::is_letter_head(std::size_t first) const {
  static const Saying month{"tháng"}, kind{"phố", "trấn", "xã"};  // "Thành phố Hồ Chí Minh"
  if (first < 2 || !tokens_[first - 1].is(',')) return false;
  bool in_words = false;
  for (std::size_t k = first; k < first + 4 && k < tokens_.size(); ++k)
    in_words |= month.at(tokens_, k) > 0;
  std::size_t k = first - 1;
  std::size_t names = 0;
  constexpr std::size_t longest_place = 8;
  while (k > 0 && k != last_document_ && names < longest_place &&
         (tokens_[k - 1].capital || tokens_[k - 1].is('.') ||
          (names > 0 && (tokens_[k - 1].is('-') || kind.at(tokens_, k - 1))))) {
    --k;
    ++names;
  }
  const bool gap = k > 0 && tokens_[k - 1].is('_');
  return (names > 0 || gap) && in_words &&
         (k == 0 || tokens_[k].line_start || k == last_document_ || gap);
}

/// "- Huyện Chợ Mới: ngày 18/10/2022"
bool Surroundings::is_unit_line(std::size_t first) const {
  if (first == 0 || !tokens_[first - 1].is(':')) return false;
  std::size_t head = sentence_;
  constexpr std::size_t longest_bullet = 4;
  while (head < first && head < sentence_ + longest_bullet &&
         tokens_[head].kind != TokenKind::word) {
    ++head;
  }
  return unit_word().at(tokens_, head) > 0;
}

/// "2 Lục Ngạn Kiên Thành, Kiên Lao 22/5/2024": a numbered line of names that ends in a day; also
/// with its cells ruled: "| 2 | Lục Ngạn | 22/5/2024 | Sáng |".
bool Surroundings::is_table_row(std::size_t first, std::size_t end) const {
  if (end < tokens_.size() && !tokens_[end].line_start && !tokens_[end].is('-') &&
      !tokens_[end].is('|'))
    return false;
  std::size_t names = 0;
  for (std::size_t k = first; k-- > 0 && first - k <= 24;) {
    const Token& token = tokens_[k];
    if (token.kind == TokenKind::number) {
      const bool opens = token.line_start || (tokens_[k - 1].is('|') && tokens_[k - 1].line_start);
      return opens && names >= 2;
    }
    if (token.line_start) return false;
    if (token.kind == TokenKind::word && !token.capital) return false;
    if (token.kind == TokenKind::word) ++names;
  }
  return false;
}

/// "Thứ Hai (18/5): UBND xã An Bá"
bool Surroundings::is_day_of_unit(std::size_t end) const {
  return end < tokens_.size() && tokens_[end].is(':') && unit_word().at(tokens_, end + 1) > 0;
}

/// Only signs and numbers stand before it in its sentence: "- Tháng 6/2026: kiểm tra".
bool Surroundings::opens_sentence(std::size_t first) const {
  constexpr std::size_t longest_bullet = 4;
  if (first - sentence_ > longest_bullet) return false;
  for (std::size_t k = sentence_; k < first; ++k) {
    if (tokens_[k].kind == TokenKind::word) return false;
  }
  return true;
}

/// "Nộp hồ sơ về Sở ngày 10/6/2026"; not what was handed in already.
bool Surroundings::is_handed_in(std::size_t first) const {
  static const Saying from{"từ"};
  if (first > 0 && from.at(tokens_, first - 1)) return false;
  return near(handed_, first, 12) && handed_ > visit_ && handed_ > event_ && done_ == 0;
}

/// "Sáng ngày 20/5/2024, Đoàn kiểm tra làm việc với ...": the sentence goes on to say it.
std::optional<Meaning> Surroundings::said_after(std::size_t end) const {
  static const Saying visit{"đoàn kiểm tra", "kiểm tra", "làm việc với", "làm việc tại",
                            "đoàn công tác"};
  static const Saying event{"hội nghị", "lễ", "họp", "tổ chức hội nghị", "phát động", "tập huấn"};
  constexpr std::size_t how_far = 12;
  for (std::size_t k = end; k < tokens_.size() && k < end + how_far; ++k) {
    if (begins_sentence(tokens_, k) || tokens_[k].line_start) break;
    if (visit.at(tokens_, k)) return Meaning::visit;
    if (event.at(tokens_, k)) return Meaning::event;
  }
  return std::nullopt;
}

bool Surroundings::names_law(std::size_t first) const {
  return near(law_, first, 10);
}

Meaning Surroundings::of_days(std::size_t first, std::size_t end, bool range, bool hours) const {
  if (is_letter_head(first) || is_of_document(first)) return Meaning::document_date;
  if (near(force_, first, 8)) return Meaning::document_date;
  if (looks_at(first) || (range && covers(first))) return Meaning::period;
  if (holiday(first)) return Meaning::event;
  if (!range && is_handed_in(first)) return Meaning::deadline;
  if (visit_ > event_) return Meaning::visit;
  if (event_ > 0) return Meaning::event;
  if (is_unit_line(first) || is_table_row(first, end) || is_day_of_unit(end) || schedule_)
    return Meaning::visit;
  if (const auto later = said_after(end)) return *later;
  if (hours) return Meaning::date;
  return range ? Meaning::window : Meaning::date;
}

Meaning Surroundings::of_periods(std::size_t first, bool some_year) const {
  static const Saying in{"trong", "vào", "ngay trong"};
  static const Saying loose{"dự kiến", "khoảng", "từ", ":"};
  const bool led = first > 0 && in.at(tokens_, first - 1) > 0;
  const bool named = first > 0 && tokens_[first - 1].is(':');  // "Thời gian hoàn thành: quý II"
  if ((led || (named && time_ != 0)) && near(completion_, first, 8)) return Meaning::deadline;
  if (looks_at(first)) return Meaning::period;
  if (reports(first) && !led) return Meaning::report_period;
  const bool looks_back = near(result_, first, 24);
  const bool planned = led || (named && near(time_, first, 8));
  if (some_year) return planned && !looks_back ? Meaning::window : Meaning::period;
  if (opens_sentence(first) || led || loose.at(tokens_, first - 1)) return Meaning::window;
  return tentative(first) || near(time_, first, 8) ? Meaning::window : Meaning::period;
}

Meaning Surroundings::of_period_range(std::size_t first, bool only_years) const {
  const bool seen = only_years || looks_at(first) || covers(first);
  return seen ? Meaning::period : Meaning::window;
}

}  // namespace inspectord
