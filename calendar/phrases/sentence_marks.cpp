// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/sentence_marks.hpp"

#include "calendar/phrases/sayings.hpp"

#include <vector>

namespace inspectord {
namespace {

struct MarkWords {
  Mark mark;
  Saying words;
  bool capital = false;  ///< Only with a capital: names of papers.
};

const std::vector<MarkWords>& mark_words() {
  static const std::vector<MarkWords> table{
      {Mark::visit,
       {"kiểm tra", "thanh tra", "đoàn công tác", "buổi làm việc", "phúc tra", "làm việc với",
        "làm việc tại", "đến làm việc", "đoàn khảo sát", "lịch làm việc", "đoàn giám sát"}},
      {Mark::event,
       {"tháng hành động", "phát động", "chiến dịch", "hội nghị", "diễn đàn", "hội thi", "hội thảo",
        "tập huấn", "giao ban", "họp", "lễ", "khai mạc", "bế mạc", "tuần lễ", "hưởng ứng",
        "đại hội", "tuyên truyền"}},
      {Mark::report, {"báo cáo", "số liệu", "sơ kết", "tổng kết", "chế độ báo cáo"}},
      {Mark::result, {"kết quả", "tình hình", "số liệu", "việc thực hiện", "việc chấp hành"}},
      {Mark::tentative, {"dự kiến", "khoảng", "tạm thời"}},
      {Mark::holiday,
       {"thiếu nhi",
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
        "gia đình việt nam"}},
      {Mark::force, {"hiệu lực", "thi hành kể từ", "có hiệu lực", "áp dụng"}},
      {Mark::basis, {"căn cứ", "thực hiện", "theo", "tiếp theo"}},
      {Mark::hours, {"thời gian", "thời điểm"}},
      {Mark::looked,
       {"thời kỳ", "thời kì", "niên độ", "thời kỳ kiểm tra", "mốc thời gian kiểm tra",
        "mốc kiểm tra", "phạm vi kiểm tra", "phạm vi thanh tra", "giai đoạn kiểm tra",
        "giai đoạn thanh tra", "niên độ kiểm tra"}},
      {Mark::figures, {"số liệu", "kỳ báo cáo", "niên độ báo cáo"}},
      {Mark::handed, {"gửi", "nộp", "hoàn thành"}},
      {Mark::done, {"đã"}},
      {Mark::completion, {"hoàn thành", "xong", "nộp", "gửi", "trình"}},
      {Mark::periodic, {"định kỳ", "định kì"}},
      {Mark::cancelled,
       {"hoãn", "tạm hoãn", "không kiểm tra", "không thực hiện kiểm tra", "không tổ chức kiểm tra",
        "chuyển lịch kiểm tra", "dời lịch kiểm tra", "hủy lịch kiểm tra"}},
  };
  return table;
}

/// Kinds of papers; written with a capital they are one that has a day.
const std::vector<MarkWords>& paper_words() {
  static const std::vector<MarkWords> table{
      {Mark::law, {"luật", "bộ luật", "hiến pháp", "pháp lệnh"}, true},
      {Mark::paper,
       {"luật",
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
        "biên bản số"},
       true},
      {Mark::cited,
       {"luật", "bộ luật", "pháp lệnh", "nghị quyết", "nghị định", "thông tư", "chỉ thị",
        "quyết định", "công văn", "kết luận", "kế hoạch", "tờ trình", "thông báo", "báo cáo",
        "công điện", "biên bản", "chương trình", "văn bản"},
       true},
  };
  return table;
}

}  // namespace

void SentenceMarks::look_at(const Tokens& tokens, std::size_t i) {
  static const Saying enclosed{"gửi kèm"}, people{"pháp"}, instead{"sang", "thay bằng"};
  for (const auto& [mark, words, capital] : mark_words()) {
    if (words.at(tokens, i) && !(mark == Mark::handed && enclosed.at(tokens, i))) set(mark, i + 1);
  }
  if (instead.at(tokens, i)) forget(Mark::cancelled);  // "hoãn ngày 12/5 sang ngày 15/5"
  end_papers(tokens, i);
  const bool in_a_word = i > 0 && people.at(tokens, i - 1);  // "PHÁP LUẬT"
  if (!tokens[i].capital || in_a_word) return;
  for (const auto& [mark, words, capital] : paper_words()) {
    if (words.at(tokens, i) && (mark != Mark::cited || (*this)[Mark::basis] != 0)) set(mark, i + 1);
  }
}

/// What is done, and a comma, end the name of a paper. Not so in its name itself: "Luật Thanh tra",
/// "Căn cứ Luật Phòng, chống thiên tai", "Căn cứ Quyết định kiểm tra".
void SentenceMarks::end_papers(const Tokens& tokens, std::size_t i) {
  static const Saying act{"kiểm tra", "thanh tra",  "làm việc", "gửi", "báo cáo",
                          "nộp",      "hoàn thành", "họp",      ","};
  static const Saying place{"tại"};
  if (place.at(tokens, i)) forget(Mark::cited);
  if (!act.at(tokens, i)) return;
  forget(Mark::number);
  const bool cited_law = (*this)[Mark::law] != 0 && (*this)[Mark::law] == (*this)[Mark::cited];
  const bool comma = tokens[i].is(',');
  const bool goes_on = comma && cited_law && word_at(tokens, i + 1) && !tokens[i + 1].capital;
  if (goes_on || (i > 0 && (*this)[Mark::law] == i)) return;
  if (comma || cited_law) forget(Mark::cited);
  forget(Mark::paper);
  forget(Mark::law);
}

}  // namespace inspectord
